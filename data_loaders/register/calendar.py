"""The regime of a plan: its calendar, due rule and tasks, read from ``regime.toml``.

Public holidays stand by year in a file of their own, which all plans share; a regime that a meeting
kept holds its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data_loaders.model import Period, Regime, Reporter, Task
from data_loaders.model.errors import RegimeError
from data_loaders.model.toml_table import Table

_LATEST = 28
"""The last day that every month has."""


def parse_regime(text: str, file_name: str, *, name: str, holidays: str = "") -> Regime:
    """Read the regime of the plan ``name``; ``holidays``: the shared file, if it has none.

    Raises :class:`RegimeError` naming file and key of the first fault.
    """
    top = Table.parse(text, file=file_name, error=RegimeError)
    calendar = top.table("calendar")
    first, last = calendar.period("first"), calendar.period("last")
    if last < first:
        raise calendar.fault("last", f"{last} trước first {first}")
    regime = Regime(
        name=top.text("name") if top.has("name") else name,
        timezone=_timezone(calendar),
        first=first,
        last=last,
        starts_on_day=calendar.integer("starts_on_day", least=1, most=_LATEST),
        due_day=calendar.integer("due_day", least=1, most=_LATEST),
        holidays=dict(_holidays(top) if top.has("holidays") else _shared(holidays)),
        tasks=tuple(_tasks(top, first, last)),
        reporting=tuple(_reporting(top)),
    )
    calendar.finish()
    top.finish()
    return regime


def _reporting(top: Table) -> Iterator[tuple[Period, Reporter]]:
    """Who reports, from a period on: each later than the one before it."""
    before: Period | None = None
    for table in top.tables("reporting"):
        since, by = table.period("from"), table.text("by")
        if by not in set(Reporter):
            raise table.fault("by", f"gặp “{by}”; dùng một trong: {', '.join(Reporter)}")
        if before is not None and since <= before:
            raise table.fault("from", f"{since} không sau {before}; hãy xếp từ cũ đến mới")
        table.finish()
        yield since, Reporter(by)
        before = since


def _timezone(calendar: Table) -> ZoneInfo:
    try:
        return ZoneInfo(calendar.text("timezone"))
    except (ZoneInfoNotFoundError, ValueError):
        raise calendar.fault("timezone", "không có múi giờ này") from None


def _shared(text: str) -> Iterator[tuple[date, str]]:
    top = Table.parse(text, file="holidays.toml", error=RegimeError)
    if top.has("holidays"):
        yield from _holidays(top)
    top.finish()


def _holidays(top: Table) -> Iterator[tuple[date, str]]:
    """Days by their year, ``[holidays.2024]``, or as they were once, without."""
    table = top.table("holidays")
    for name in table.names():
        if not name.isdigit():
            yield from ((day, name) for day in table.days(name))
            continue
        year = table.table(name)
        for holiday in year.names():
            for day in year.days(holiday):
                if str(day.year) != name:
                    raise year.fault(holiday, f"{day} không thuộc năm {name}")
                yield day, holiday


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
