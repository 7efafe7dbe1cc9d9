"""Reporting periods, and the regime that says when each begins, ends and is due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import total_ordering
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data_loaders.model.lists import AreaState
from data_loaders.model.words import Reporter

if TYPE_CHECKING:
    from data_loaders.model.measures import Classification

_PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period, named after the month in which it ends (``YYYY-MM``).

    ``index`` counts months since year 0, so periods subtract to a number of periods.
    """

    index: int

    @classmethod
    def of(cls, year: int, month: int) -> Period:
        """The period of that year and month (1 to 12)."""
        return cls(year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``YYYY-MM``. Raises ``ValueError`` with a sentence for anything else."""
        match = _PERIOD.match(text)
        if match is None or int(match[1]) < 1:
            raise ValueError(f"kỳ báo cáo phải viết YYYY-MM, gặp {text!r}")
        return cls.of(int(match[1]), int(match[2]))

    @property
    def year(self) -> int:
        return self.index // 12

    @property
    def month(self) -> int:
        return self.index % 12 + 1

    def shifted(self, periods: int) -> Period:
        """The period that many later (earlier when negative)."""
        return Period(self.index + periods)

    def year_end_before(self) -> Period:
        """Period ``Y-1-12``: the base of every comparison with the year before."""
        return Period.of(self.year - 1, 12)

    def __sub__(self, other: Period) -> int:
        return self.index - other.index

    def __lt__(self, other: Period) -> bool:
        return self.index < other.index

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def periods_between(first: Period, last: Period) -> Iterator[Period]:
    """Every period from ``first`` to ``last``, both included; none when ``last`` is earlier."""
    return (Period(index) for index in range(first.index, last.index + 1))


@dataclass(frozen=True, slots=True)
class Task:
    """One dated or undated task of the plan; a yearly task is one :class:`Task` per year.

    ``task_id`` stands in the form; ``code`` is shared by the instances of a yearly task;
    ``shown_from`` is the first period whose form lists it.
    """

    task_id: str
    code: str
    name_vi: str
    name_en: str
    due_on: date | None
    shown_from: Period


@dataclass(frozen=True)
class Regime:
    """What intake must know of a plan: calendar, due rule, holidays, periods and tasks.

    ``reporting``: who sends the reports, from a period on, oldest first; without, the districts.
    ``classification``, ``area_states``: what its forms say in words; none of a plan whose forms ask
    for no classes, have no list of areas.
    """

    name: str
    timezone: ZoneInfo
    first: Period
    last: Period
    starts_on_day: int
    due_day: int
    holidays: Mapping[date, str]
    tasks: tuple[Task, ...]
    classification: Classification | None = None
    area_states: tuple[AreaState, ...] = ()
    reporting: tuple[tuple[Period, Reporter], ...] = ()

    def reporter(self, period: Period) -> Reporter:
        """Who sends the reports of that period; before the first that is named, whom that names."""
        arranged = [by for since, by in self.reporting if since <= period]
        return (arranged or [by for _, by in self.reporting[:1]] or [Reporter.DISTRICT])[-1]

    @property
    def rearranged(self) -> bool:
        """Whether others report from some period on."""
        return len({by for _, by in self.reporting}) > 1

    def starts_on(self, period: Period) -> date:
        """First day of the period: in the month before its own."""
        before = period.shifted(-1)
        return date(before.year, before.month, self.starts_on_day)

    def ends_on(self, period: Period) -> date:
        """Last day of the period, included."""
        return date(period.year, period.month, self.starts_on_day) - timedelta(days=1)

    def period_of(self, day: date) -> Period:
        """The period in which a day lies."""
        return Period.of(day.year, day.month).shifted(int(day.day >= self.starts_on_day))

    def due_on(self, period: Period) -> date:
        """The due day, moved past Saturdays, Sundays and listed holidays."""
        day = date(period.year, period.month, self.due_day)
        while day.weekday() >= 5 or day in self.holidays:
            day += timedelta(days=1)
        return day

    def due_at(self, period: Period) -> datetime:
        """The last second of the due day; a report received then is on time."""
        return datetime.combine(self.due_on(period), time(23, 59, 59), self.timezone)

    def expected(self) -> tuple[Period, ...]:
        """The plan's periods: what is missing when it is not there."""
        return tuple(periods_between(self.first, self.last))

    def begun(self, at: datetime) -> tuple[Period, ...]:
        """The plan's periods whose first day has come at that instant."""
        today = self.day_of(at)
        return tuple(period for period in self.expected() if self.starts_on(period) <= today)

    def day_of(self, at: datetime) -> date:
        """The calendar day of an instant where the plan is run."""
        return at.astimezone(self.timezone).date()

    def tasks_shown(self, period: Period) -> tuple[Task, ...]:
        """The tasks whose state a form of that period asks for: by due date, undated ones last."""
        shown = max(period, self.first)
        asked = (task for task in self.tasks if task.shown_from <= shown)
        return tuple(sorted(asked, key=lambda task: task.due_on or date.max))
