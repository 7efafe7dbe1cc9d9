"""Regimes: the calendar, due rule, holidays and tasks of a plan, read from ``regimes/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from data_loaders.model import Period, Regime, Task
from data_loaders.model.errors import RegimeError

FOLDER = Path(__file__).parent / "regimes"

_KEYS = {"name", "calendar", "holidays", "task"}
_CALENDAR = {"timezone", "first", "last", "starts_on_day", "due_day"}
_TASK = {"code", "name_vi", "name_en", "due", "yearly"}


@cache
def load_regime(name: str) -> Regime:
    """The regime of that name. Raises :class:`RegimeError` when absent or contradictory."""
    return parse_regime(regime_file(name).decode("utf-8"), f"{name}.toml")


def regime_file(name: str) -> bytes:
    """The file of that regime as it is now. Raises :class:`RegimeError` when there is none."""
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise RegimeError(f"không có chế độ báo cáo “{name}”; hiện có: {known}")
    return path.read_bytes()


def parse_regime(text: str, file_name: str) -> Regime:
    """Read a regime. Raises :class:`RegimeError` naming file and key of the first fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegimeError(f"{file_name}: không đọc được TOML: {error}") from error
    _only(data, _KEYS, file_name)
    calendar = data.get("calendar", {})
    _only(calendar, _CALENDAR, f"{file_name}: calendar")
    try:
        first, last = Period.parse(calendar["first"]), Period.parse(calendar["last"])
        regime = Regime(
            name=data["name"],
            timezone=ZoneInfo(calendar["timezone"]),
            first=first,
            last=last,
            starts_on_day=calendar["starts_on_day"],
            due_day=calendar["due_day"],
            holidays={day: name for name, days in data.get("holidays", {}).items() for day in days},
            tasks=tuple(_tasks(data.get("task", []), first, last, file_name)),
        )
    except KeyError as error:
        raise RegimeError(f"{file_name}: thiếu khóa {error}") from error
    except ValueError as error:
        raise RegimeError(f"{file_name}: calendar: {error}") from error
    _contradictions(regime, file_name)
    return regime


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise RegimeError(f"{where}: khóa lạ “{key}”; chỉ dùng: {', '.join(sorted(known))}")


def _contradictions(regime: Regime, file_name: str) -> None:
    if regime.last < regime.first:
        raise RegimeError(f"{file_name}: calendar.last: {regime.last} trước first {regime.first}")
    for key, day in (("starts_on_day", regime.starts_on_day), ("due_day", regime.due_day)):
        if not 1 <= day <= 28:
            raise RegimeError(f"{file_name}: calendar.{key}: phải từ 1 đến 28, gặp {day}")
    ids = [task.task_id for task in regime.tasks]
    for task_id in ids:
        if ids.count(task_id) > 1:
            raise RegimeError(f"{file_name}: task: “{task_id}” khai báo hai lần")


def _tasks(
    tables: list[Mapping[str, Any]], first: Period, last: Period, file_name: str
) -> Iterator[Task]:
    for number, table in enumerate(tables):
        _only(table, _TASK, f"{file_name}: task[{number}]")
        if "due" in table and "yearly" in table:
            raise RegimeError(f"{file_name}: task[{number}]: chỉ một trong hai: due, yearly")
        code, names = table["code"], (table["name_vi"], table["name_en"])
        if "yearly" in table:
            yield from _yearly(code, names, table["yearly"], first, last)
        else:
            yield Task(code, code, *names, due_on=table.get("due"), shown_from=first)


def _yearly(
    code: str, names: tuple[str, str], month_day: str, first: Period, last: Period
) -> Iterator[Task]:
    """One task a year. A form lists it from the first period of its year on."""
    month, day = (int(part) for part in month_day.split("-"))
    for year in range(first.year, last.year + 1):
        due = date(year, month, day)
        if Period.of(year, month) < first:
            continue
        vi, en = (f"{name} {year}" for name in names)
        shown_from = max(first, Period.of(year, 1))
        yield Task(f"{code}-{year}", code, vi, en, due_on=due, shown_from=shown_from)
