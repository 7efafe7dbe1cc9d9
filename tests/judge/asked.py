"""One question as data, put in the judge's words, and in those that any other judge may read.

``plan_toml`` is the plan as a file, ``facts``, ``register`` and ``regime`` are what was reported:
nothing of the product is asked here but the words of ``data_loaders.model``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from data_loaders.model import (
    Area,
    Basis,
    Facts,
    Level,
    Period,
    Regime,
    Register,
    Report,
    TargetReading,
    Task,
    TaskRecord,
    TaskState,
    Unit,
)
from tests.judge.plan_text import FLOWS, SETTINGS
from tests.judge.rules.case import Case
from tests.judge.rules.declared import targets_of
from tests.judge.rules.rows import judged
from tests.plan_files import declared
from tests.words_of_the_plan import AREA_STATES, CLASSIFICATION, AreaState

STOCKS = ["addicts", "users", "reached", "spots_closing", "hotspots_identified", "post_rehab"]
CLASSES = ("I", "II", "III", "có", "không")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LATER = date(2031, 6, 1)
PROVINCE = "P"


@dataclass(frozen=True)
class Asked:
    """``reports``: (locality, period) → rows of communes, areas, tasks (``said``)."""

    target: dict[str, Any]
    reports: Mapping[tuple[str, str], dict[str, Any]]
    period: str
    unit: str = PROVINCE
    units: tuple[str, ...] = ("A",)
    first: str = "2023-10"
    last: str = "2025-12"
    today: date = LATER
    due: date = date(2023, 10, 15)
    reading: str | None = None
    recorded: tuple[dict[str, Any], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=lambda: SETTINGS)


def said(
    *rows: dict[str, Any], areas: str = "", done: str | bool | None = None, **only: Any
) -> dict[str, Any]:
    """A report: its communes' rows, or one commune's figures as keywords.

    ``areas``: a letter per area, a(chieved), r(elapsed), u(nder way), n(ot achieved). ``done``: the
    day the task was done, False: a list that says it is not, None: no list.
    """
    states = {"a": "đạt", "r": "tái phức tạp", "u": "đang chuyển hóa", "n": "chưa đạt"}
    state = "hoàn thành" if isinstance(done, str) else "đang thực hiện"
    day = done if isinstance(done, str) else None
    task = {"task": "the-task", "state": state, "completed_on": day}
    return {
        "rows": dict(enumerate(rows or (only,))),
        "areas": [{"state": states[letter]} for letter in areas],
        "tasks": [] if done is None else [task],
    }


def case_of(asked: Asked) -> Case:
    """The question as the judge takes it."""
    letters = targets_of(asked.target, FLOWS)
    whole = asked.unit == PROVINCE
    tasks = {"the-task": asked.due}
    plan = {"first": asked.first, "last": asked.last, "tasks": tasks, **asked.settings}
    return Case(
        target=letters[asked.reading if len(letters) > 1 else None],
        plan=plan,
        reports=dict(asked.reports),
        today=asked.today,
        units=asked.units if whole else (asked.unit,),
        whole=whole,
        period=asked.period,
        recorded=asked.recorded,
    )


def answer(asked: Asked) -> dict[str, Any]:
    """The judge's row."""
    return judged(case_of(asked))


# The same for others.


def as_of(asked: Asked) -> datetime:
    return datetime(asked.today.year, asked.today.month, asked.today.day, 9, tzinfo=ZONE)


def register(asked: Asked) -> Register:
    province = Unit(PROVINCE, PROVINCE, Level.PROVINCE, "tỉnh", "P", None)
    below = [Unit(u, u, Level.DISTRICT, "huyện", u, PROVINCE) for u in asked.units]
    return Register((province, *below))


def regime(asked: Asked) -> Regime:
    first = Period.parse(asked.first)
    task = Task("the-task", "the-task", "việc", "task", asked.due, first)
    last = Period.parse(asked.last)
    return Regime("thu", ZONE, first, last, 15, 18, {}, (task,), CLASSIFICATION, AREA_STATES)


def facts(asked: Asked, **more: Any) -> Facts:
    """What is known, summed as the store sums it. ``more``: further fields of the facts."""
    reports = {
        (unit, Period.parse(period)): _report(unit, Period.parse(period), report)
        for (unit, period), report in asked.reports.items()
    }
    early = datetime(2000, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    readings: tuple[TargetReading, ...] = ()
    if asked.reading is not None:
        readings = (TargetReading(asked.target["id"], asked.reading, "vì", "ai", early),)
    return Facts(as_of(asked), Basis.ACCEPTED, reports, readings, **more)


def _report(unit: str, period: Period, report: dict[str, Any]) -> Report:
    rows = list(report["rows"].values())
    names = [*STOCKS, *FLOWS]
    values = {name: [row.get(name) for row in rows] for name in names}
    known = {name: [v for v in own if v is not None] for name, own in values.items()}
    blanks = {name: sum(v is None for v in own) for name, own in values.items()}
    blanks["commune_class"] = sum(row.get("commune_class") is None for row in rows)
    named = [row.get("commune_class") for row in rows]
    return Report(
        unit,
        period,
        1,
        True,
        {name: sum(own) for name, own in known.items()},
        blanks,
        {name: named.count(name) for name in CLASSES if name in named},
        tuple(
            Area(f"{unit}{place}", 2023, None, None, AreaState(area["state"]))
            for place, area in enumerate(report["areas"])
        ),
        tuple(_task(task) for task in report["tasks"]),
        {name: sum(v > 0 for v in own) for name, own in known.items()},
        communes=len(rows),
        above={
            (name, number): sum(v > number for v in own)
            for name, own in known.items()
            for number in range(1, 6)
        },
    )


def _task(task: dict[str, Any]) -> TaskRecord:
    day = task["completed_on"]
    state = TaskState(task["state"])
    return TaskRecord(task["task"], state, None if day is None else date.fromisoformat(day))


def plan_toml(asked: Asked) -> str:
    """The plan as a file that holds this one target."""
    settings = {name: float(value) for name, value in asked.settings.items()}
    for name in ("recent", "last_stretch"):
        settings[name] = int(settings[name])
    lines = ['id = "thu"', 'number = "1/KH"', "issued_on = 2023-09-25"]
    lines += ['title_vi = "Kế hoạch"', 'title_en = "Plan"', "[settings]"]
    lines += [f"{name} = {value}" for name, value in settings.items()]
    lines += ["[office]", 'superior = "A"', 'name = "B"', 'place = "C"', 'issuer = "D"']
    lines += ['signing = ["E"]', 'copies = ["F"]']
    lines += [declared(stock=STOCKS, flow=FLOWS)]
    words = ("sentence", "name_vi", "name_en", "short_vi", "short_en", "unit_vi", "unit_en")
    lines += ["[[target]]", *(f'{word} = "{word}"' for word in (*words, "owner"))]
    own = {name: value for name, value in asked.target.items() if name != "option"}
    lines += [f"{name} = {_toml(value)}" for name, value in own.items()]
    for option in asked.target.get("option", []):
        lines += ["[[target.option]]", 'vi = "cách hiểu"', 'en = "reading"']
        lines += [f"{name} = {_toml(value)}" for name, value in option.items()]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(_toml(each) for each in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{name} = {_toml(each)}" for name, each in value.items())
        return f"{{ {inner} }}"
    return str(value)
