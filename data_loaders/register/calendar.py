"""Regimes: the calendar, due rule, holidays and tasks of a plan, read from ``regimes/*.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data_loaders.model import Period, Regime, Task
from data_loaders.model.errors import RegimeError
from data_loaders.model.toml_table import Table

FOLDER = Path(__file__).parent / "regimes"

_LATEST = 28
"""The last day that every month has."""


def regime_file(name: str) -> bytes:
    """The file of that regime as it is now. Raises :class:`RegimeError` when there is none."""
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise RegimeError(f"không có chế độ báo cáo “{name}”; hiện có: {known}")
    return path.read_bytes()


def parse_regime(text: str, file_name: str) -> Regime:
    """Read a regime. Raises :class:`RegimeError` naming file and key of the first fault."""
    top = Table.parse(text, file=file_name, error=RegimeError)
    calendar = top.table("calendar")
    first, last = calendar.period("first"), calendar.period("last")
    if last < first:
        raise calendar.fault("last", f"{last} trước first {first}")
    regime = Regime(
        name=top.text("name"),
        timezone=_timezone(calendar),
        first=first,
        last=last,
        starts_on_day=calendar.integer("starts_on_day", least=1, most=_LATEST),
        due_day=calendar.integer("due_day", least=1, most=_LATEST),
        holidays=dict(_holidays(top)),
        tasks=tuple(_tasks(top, first, last)),
        number=top.text("number") if top.has("number") else "",
    )
    calendar.finish()
    top.finish()
    return regime


def _timezone(calendar: Table) -> ZoneInfo:
    try:
        return ZoneInfo(calendar.text("timezone"))
    except (ZoneInfoNotFoundError, ValueError):
        raise calendar.fault("timezone", "không có múi giờ này") from None


def _holidays(top: Table) -> Iterator[tuple[date, str]]:
    if top.has("holidays"):
        table = top.table("holidays")
        for name in table.names():
            yield from ((day, name) for day in table.days(name))


def _tasks(top: Table, first: Period, last: Period) -> Iterator[Task]:
    seen: set[str] = set()
    for table in top.tables("task"):
        for task in _of_table(table, first, last):
            if task.task_id in seen:
                raise table.fault("code", f"“{task.task_id}” khai báo hai lần")
            seen.add(task.task_id)
            yield task
        table.finish()


def _of_table(table: Table, first: Period, last: Period) -> Iterator[Task]:
    code, names = table.text("code"), (table.text("name_vi"), table.text("name_en"))
    if not table.has("yearly"):
        due = table.day("due") if table.has("due") else None
        yield Task(code, code, *names, due_on=due, shown_from=first)
    elif table.has("due"):
        raise table.fault("yearly", "chỉ một trong hai: due, yearly")
    else:
        yield from _yearly(code, names, _month_and_day(table), first, last)


def _month_and_day(table: Table) -> tuple[int, int]:
    """``yearly``, a day of every year, as month and day."""
    try:
        day = date.fromisoformat(f"2023-{table.text('yearly')}")
    except ValueError:
        raise table.fault("yearly", "phải là một ngày của mọi năm, viết MM-DD") from None
    return day.month, day.day


def _yearly(
    code: str, names: tuple[str, str], on: tuple[int, int], first: Period, last: Period
) -> Iterator[Task]:
    """One task a year. A form lists it from the first period of its year on."""
    month, day = on
    for year in range(first.year, last.year + 1):
        due = date(year, month, day)
        if Period.of(year, month) < first:
            continue
        vi, en = (f"{name} {year}" for name in names)
        shown_from = max(first, Period.of(year, 1))
        yield Task(f"{code}-{year}", code, vi, en, due_on=due, shown_from=shown_from)
