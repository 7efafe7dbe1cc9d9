"""Random histories of a province: who sent what when, and what became of it.

Every history satisfies the checks of severity error; the same seed gives the same history.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.judge.moods import Traits, choices_of, drawn, mood_of, of_district
from tests.judge.periods import (
    VIETNAM,
    base_period,
    between,
    due_date,
    due_instant,
    instant,
    last_day,
    local_date,
    shifted,
)
from tests.judge.plan_text import PLAN
from tests.judge.seen import in_force
from tests.judge.story import area_stories, areas_on, figures, task_days, tasks_on

History = dict[str, Any]


def random_history(
    seed: int,
    *,
    districts: int | None = None,
    communes: tuple[int, int] | None = None,
    first: str = "2022-12",
) -> History:
    """A whole history; its mood goes round with the seed.

    ``districts`` and ``communes`` (fewest and most in a district) are the mood's when None.
    ``first`` is the period before the plan that may hold base figures.
    """
    rng = Random(seed)  # noqa: S311 (a test's dice)
    choices = choices_of(mood_of(seed))
    province = drawn(choices, rng)
    province["districts"] = districts or province["districts"]
    province["communes"] = communes or province["communes"]
    units = _units(province, rng)
    history: History = {"units": units, "reports": [], "readings": _readings(province, rng)}
    sendings: list[dict[str, Any]] = []
    stories = {}
    for unit in [unit["unit_id"] for unit in units if unit["level"] == "district"]:
        traits = of_district(province, choices, rng)
        sendings.extend(_sendings(unit, traits, first, rng))
        stories[unit] = _story(unit, units, traits, rng)
    for sending in sorted(sendings, key=lambda sending: sending["received_at"]):
        history["reports"].append(_report(history, sending, stories[sending["unit_id"]], rng))
    return history


def _units(province: Traits, rng: Random) -> list[dict[str, Any]]:
    units = [_unit("T", "province", "tỉnh", "Thử", None)]
    for n in range(1, province["districts"] + 1):
        units.append(_unit(f"H{n}", "district", "huyện", f"Thử {n}", "T"))
    for n, district in enumerate([unit["unit_id"] for unit in units[1:]], start=1):
        for m in range(1, rng.randint(*province["communes"]) + 1):
            units.append(_unit(f"{district}X{m}", "commune", "xã", f"Thử {n}.{m}", district))
    return units


def _unit(unit_id: str, level: str, kind: str, name: str, parent: str | None) -> dict[str, Any]:
    return {"unit_id": unit_id, "level": level, "kind": kind, "name": name, "parent_id": parent}


def _story(unit: str, units: list[dict[str, Any]], traits: Traits, rng: Random) -> dict[str, Any]:
    every = [each["unit_id"] for each in units if each["level"] == "commune"]
    own = [each["unit_id"] for each in units if each["parent_id"] == unit]
    return {
        "traits": traits,
        "communes": {commune: every.index(commune) for commune in own},
        "areas": area_stories(traits, own, rng),
        "tasks": task_days(traits["task"], rng),
    }


def _readings(province: Traits, rng: Random) -> list[dict[str, str]]:
    day = date(2023, 1, 10)
    events = []
    for reading in province["readings"]:
        day += timedelta(days=rng.randint(1, 330))
        at = _at(day, rng).isoformat()
        events.append({"target_id": "clean-communes", "reading": reading, "at": at})
    return events


def _at(day: date, rng: Random) -> datetime:
    """Some second of the working day."""
    return datetime.combine(day, time(7, 0), VIETNAM) + timedelta(seconds=rng.randint(0, 36000))


def _sendings(unit: str, traits: Traits, first: str, rng: Random) -> list[dict[str, Any]]:
    """What a district sends: nothing before it starts, then period after period, with gaps."""
    if traits["start"] is None:
        return []
    sendings = []
    if first < PLAN["first"] and traits["base"] != "never":
        sendings.extend(_versions(unit, first, _base_day(traits["base"], first, rng), traits, rng))
    if first < "2023-09" and rng.random() < 0.05:
        sendings.extend(_versions(unit, "2023-09", _at(date(2023, 9, 17), rng), traits, rng))
    start = max(first, shifted(PLAN["first"], traits["start"]))
    for period in between(start, traits["last"]):
        missing = "missing_december" if period.endswith("-12") else "missing"
        if rng.random() >= max(traits["missing"], traits[missing]):
            day = _received(period, rng.random() < traits["late"], rng)
            sendings.extend(_versions(unit, period, day, traits, rng))
    return sendings


def _base_day(kind: str, first: str, rng: Random) -> datetime:
    after = {"then": (1, 12), "early": (20, 300), "backfilled": (300, 500)}[kind]
    return _at(last_day(first) + timedelta(days=rng.randint(*after)), rng)


def _received(period: str, late: bool, rng: Random) -> datetime:
    """Between the period's end and some weeks after, now and then to the second of the due time."""
    due = due_instant(period)
    if rng.random() < 0.1:
        return due + timedelta(seconds=1 if late else 0)
    if late:
        return _at(due_date(period) + timedelta(days=rng.choice([1, 2, 5, 13, 20, 33, 45])), rng)
    return _at(last_day(period) + timedelta(days=rng.randint(1, 4)), rng)


# What becomes of a report: the event of each version in turn, None when nobody answers it.
TROUBLES: list[list[str | None]] = [
    [None],
    ["returned"],
    ["returned", "accepted"],
    ["returned", "accepted"],
    ["returned", None],
    ["returned", "returned", "accepted"],
    ["accepted", "accepted"],
    ["accepted", None],
    ["accepted", "returned"],
    ["accepted", "returned", "accepted"],
    [None, "accepted"],
    [None, "returned"],
]


def _versions(
    unit: str, period: str, moment: datetime, traits: Traits, rng: Random
) -> list[dict[str, Any]]:
    fate = rng.choice(TROUBLES) if rng.random() < traits["trouble"] else ["accepted"]
    sendings = []
    for place, event in enumerate(fate):
        sending: dict[str, Any] = {"unit_id": unit, "period": period, "received_at": moment}
        sending["events"] = []
        sending["slip"] = rng.choice([0, 1, 2]) if place < len(fate) - 1 else 0
        if event is not None:
            moment += timedelta(minutes=rng.randint(1, 6000))
            sending["events"] = [{"event": event, "at": moment.isoformat()}]
        sendings.append(sending)
        moment += timedelta(minutes=rng.choice([30, 3000, 60000]) + rng.randint(0, 900))
    return sendings


def _report(
    history: History, sending: dict[str, Any], story: dict[str, Any], rng: Random
) -> dict[str, Any]:
    """One version, with the lists as they stand on the day of receipt."""
    unit, period, moment = sending["unit_id"], sending["period"], sending["received_at"]
    before = last_accepted(history, unit, period, moment)
    rows = {}
    for commune, place in story["communes"].items():
        opening = before["rows"][commune]["spots_closing"] if before else None
        rows[commune] = figures(story["traits"], place, period, opening, rng, sending["slip"])
    today = local_date(moment)
    has_list = rng.random() < story["traits"]["task_list"]
    return {
        "unit_id": unit,
        "period": period,
        "received_at": moment.isoformat(),
        "events": sending["events"],
        "rows": rows,
        "areas": areas_on(story["areas"], today),
        "tasks": tasks_on(story["tasks"], today, rng) if has_list else [],
    }


def last_accepted(
    history: History, unit: str, period: str, moment: datetime
) -> dict[str, Any] | None:
    """The accepted report of the newest period before this one, as of that moment."""
    own = {"reports": [r for r in history["reports"] if r["unit_id"] == unit]}
    for earlier in sorted({r["period"] for r in own["reports"] if r["period"] < period})[::-1]:
        report = in_force(own, unit, earlier, moment, "accepted")
        if report is not None:
            return report
    return None


def random_instants(history: History, seed: int, n: int) -> list[str]:
    """As-of instants that matter: at an event, a second before, between two, long after."""
    rng = Random(seed)  # noqa: S311 (a test's dice)
    moments = [instant(report["received_at"]) for report in history["reports"]]
    moments += [instant(e["at"]) for report in history["reports"] for e in report["events"]]
    moments += [instant(reading["at"]) for reading in history["readings"]]
    moments += [due_instant(period) for period in between(PLAN["first"], PLAN["last"])]
    moments += [datetime(2023, 8, 1, 9, tzinfo=VIETNAM), datetime(2023, 9, 20, tzinfo=VIETNAM)]
    moments.sort()
    chosen = []
    for _ in range(n):
        place = rng.randrange(len(moments) - 1)
        halfway = moments[place] + (moments[place + 1] - moments[place]) / 2
        before = moments[place] - timedelta(seconds=1)
        after = moments[-1] + timedelta(days=rng.choice([0, 1, 40, 800]))
        early = rng.choice(moments[: len(moments) // 8 + 1])
        choices = [moments[place], moments[place], before, halfway, after, early]
        offset = rng.choice([VIETNAM, VIETNAM, VIETNAM, UTC])
        chosen.append(rng.choice(choices).replace(microsecond=0).astimezone(offset).isoformat())
    return chosen


def random_questions(history: History, seed: int, n: int) -> list[dict[str, Any]]:
    """Arguments of ``judge`` that a committee may ask: mostly a recent period, sometimes any."""
    rng = Random(seed)  # noqa: S311 (a test's dice)
    questions: list[dict[str, Any]] = []
    for as_of in random_instants(history, seed, n):
        now = local_date(instant(as_of)).isoformat()[:7]
        recent = shifted(min(max(now, PLAN["first"]), PLAN["last"]), -rng.randint(0, 4))
        year_end = max("2023-12", base_period(recent))
        anything = rng.choice(["2022-12", "2023-09", "2026-01", PLAN["first"], PLAN["last"]])
        period = rng.choice([None, None, recent, recent, recent, year_end, anything])
        basis = rng.choice(["accepted", "accepted", "submitted"])
        questions.append({"period": period, "as_of": as_of, "basis": basis})
    return questions
