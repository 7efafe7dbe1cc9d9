"""Reports and tasks as the demonstration's raw events tell them, by the tests' own rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[2]
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Kept:
    """One locality's report of one period: when it first came, and its versions' last events."""

    first: datetime
    last_events: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        return "accepted" in self.last_events


_VERSIONS = """
SELECT unit_id, period, version, received_at,
       (SELECT arg_max(event, event_key) FROM event
        WHERE event.version_key = version.version_key AND counts_from <= $at)
FROM version JOIN unit USING (unit_key)
WHERE received_at <= $at
ORDER BY unit_id, period, version
"""
_TASKS = """
SELECT unit_id, version.period, task_id, state, completed_on, sheet, file_name
FROM task JOIN version USING (version_key) JOIN unit USING (unit_key)
WHERE (SELECT arg_max(event, event_key) FROM event
       WHERE event.version_key = version.version_key) = 'accepted'
ORDER BY unit_id, period, version, position
"""


def _micros(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def kept_reports(store: Path, at: datetime) -> dict[tuple[str, str], Kept]:
    """(unit, ``YYYY-MM``) → what the store holds of it at that instant."""
    with duckdb.connect(str(store), read_only=True) as connection:
        rows = connection.execute(_VERSIONS, {"at": _micros(at)}).fetchall()
    found: dict[tuple[str, str], Kept] = {}
    for unit, index, _, received, event in rows:
        key = (unit, f"{index // 12}-{index % 12 + 1:02d}")
        came = datetime.fromtimestamp(received / 1_000_000, UTC).astimezone(VIETNAM)
        known = found.get(key, Kept(came, ()))
        found[key] = Kept(min(known.first, came), (*known.last_events, event))
    return found


def stated_tasks(store: Path, upto: str) -> dict[tuple[str, str], tuple[str, date | None, str]]:
    """(unit, task) → state, day done and file of the newest accepted list up to that period."""
    year, month = map(int, upto.split("-"))
    with duckdb.connect(str(store), read_only=True) as connection:
        rows = connection.execute(_TASKS).fetchall()
    newest: dict[str, int] = {}
    for unit, index, *_ in rows:
        if index <= year * 12 + month - 1:
            newest[unit] = max(newest.get(unit, 0), index)
    return {
        (unit, task): (state, done, file)
        for unit, index, task, state, done, _, file in rows
        if newest.get(unit) == index
    }


def due_day(period: str) -> date:
    """The 18th, moved past week-ends and holidays as the regime's file lists them."""
    years = tomllib.loads((ROOT / "plans" / "holidays.toml").read_text("utf-8"))["holidays"]
    holidays = {day for year in years.values() for days in year.values() for day in days}
    year, month = map(int, period.split("-"))
    day = date(year, month, 18)
    while day.isoweekday() > 5 or day in holidays:
        day += timedelta(days=1)
    return day


def months(first: str, last: str) -> Iterator[str]:
    """Every ``YYYY-MM`` between two, both included."""
    (year, month), end = map(int, first.split("-")), last
    while (period := f"{year}-{month:02d}") <= end:
        yield period
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
