"""The words of the product as types: what every part may know of every other part.

Nothing here reads a file, a database or a clock. ``kpis`` imports this module and no other of
``data_loaders``; what a locality said reaches it as :class:`Facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache, total_ordering
from zoneinfo import ZoneInfo

_PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z")


class Level(StrEnum):
    """Levels of the register, from the widest to the narrowest."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Basis(StrEnum):
    """Which versions count: accepted ones (official), or also those sent and not yet accepted."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"


class Severity(StrEnum):
    """An error stops a report, a warning needs a typed explanation, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class AreaState(StrEnum):
    """State of an area chosen for transformation (địa bàn chuyển hóa), as the form writes it."""

    UNDER_WAY = "đang chuyển hóa"
    ACHIEVED = "đạt"
    NOT_ACHIEVED = "chưa đạt"
    RELAPSED = "tái phức tạp"


class TaskState(StrEnum):
    """State of a task of the plan, as the form writes it."""

    NOT_STARTED = "chưa thực hiện"
    UNDER_WAY = "đang thực hiện"
    DONE = "hoàn thành"


class Timeliness(StrEnum):
    """How a report stands against its due instant (Nghị định 09/2019/NĐ-CP, Điều 12)."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    PENDING = "pending"


COMMUNE_CLASSES = ("I", "II", "III", "có", "không")
"""Classes of a commune. A stored value of ``commune_class`` is the position here plus one."""

RECOGNISED = frozenset({AreaState.ACHIEVED, AreaState.RELAPSED})
"""States of an area that was recognised at some time, whether or not it relapsed since."""


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
    """What intake must know of a plan: calendar, due rule, holidays, periods and tasks."""

    name: str
    timezone: ZoneInfo
    first: Period
    last: Period
    starts_on_day: int
    due_day: int
    holidays: Mapping[date, str]
    tasks: tuple[Task, ...]

    def starts_on(self, period: Period) -> date:
        """First day of the period: in the month before its own."""
        before = period.shifted(-1)
        return date(before.year, before.month, self.starts_on_day)

    def ends_on(self, period: Period) -> date:
        """Last day of the period, included."""
        return date(period.year, period.month, self.starts_on_day) - timedelta(days=1)

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
        """The tasks whose state a form of that period asks for."""
        shown = max(period, self.first)
        return tuple(task for task in self.tasks if task.shown_from <= shown)


@dataclass(frozen=True, slots=True)
class Unit:
    """A locality of the register. ``unit_id`` is ours; ``code`` the official one (may be reused)."""

    unit_id: str
    code: str
    level: Level
    kind: str
    name: str
    parent_id: str | None
    tile_column: int | None = None
    tile_row: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def full_name(self) -> str:
        """Kind and name, as in a heading: ``Huyện Đăk Hà``."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists on that day (``valid_to`` is the last day, included)."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class Register:
    """All localities in official order. Reporting localities are the children of the province."""

    units: tuple[Unit, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        return {unit.unit_id: unit for unit in self.units}

    @cached_property
    def province(self) -> Unit:
        return next(unit for unit in self.units if unit.level is Level.PROVINCE)

    def children(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """Units directly below, in register order, that exist on that day."""
        return tuple(u for u in self.units if u.parent_id == unit_id and u.valid_on(on))

    def reporting(self, on: date) -> tuple[Unit, ...]:
        """The localities that must report for a period ending that day."""
        return self.children(self.province.unit_id, on)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and when a form is about."""

    unit_id: str
    period: Period


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault as a value: what, how grave, where, as typed. Its sentence comes from a catalogue.

    ``cell`` is None only where the fault is a file, a sheet or a missing row. ``found`` is the
    text as typed. ``parameters`` fill the sentence of the code in either language.
    """

    code: str
    severity: Severity
    sheet: str | None = None
    cell: str | None = None
    label: str = ""
    found: str = ""
    parameters: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the figures: a commune's value of a measure, with its address and its text.

    ``value`` None is a blank: not reported, never zero. A class is a position in
    ``COMMUNE_CLASSES`` plus one.
    """

    commune_id: str
    measure: str
    value: int | None
    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the area list: a commune in a cohort. ``sheet`` and ``row`` say where it stood."""

    commune_id: str
    cohort: int
    selected_on: date | None
    area_class: str | None
    state: AreaState
    decision_no: str | None = None
    decision_on: date | None = None
    relapsed_on: date | None = None
    note: str | None = None
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A row of the task list: the state of one task of the plan in one locality."""

    task_id: str
    state: TaskState
    completed_on: date | None = None
    note: str | None = None
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True)
class ReportContent:
    """What one workbook says, whole: figures, area list and task list of a locality and period."""

    identity: Identity
    figures: tuple[Figure, ...]
    areas: tuple[Area, ...]
    tasks: tuple[TaskRecord, ...]
    form: str = ""
    form_id: str = ""

    @cached_property
    def values(self) -> Mapping[tuple[str, str], int | None]:
        """(commune, measure) → value."""
        return {(f.commune_id, f.measure): f.value for f in self.figures}

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Figure]:
        """(commune, measure) → the figure with its cell."""
        return {(f.commune_id, f.measure): f for f in self.figures}


@dataclass(frozen=True)
class History:
    """What a new report is compared with, all of it accepted at the instant of receipt.

    ``previous`` is the newest accepted report before the period; ``tipoffs_left`` the tip-offs
    received and not resolved in the year's earlier periods, per commune.
    """

    previous: ReportContent | None = None
    tipoffs_left: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What a locality said for a period, in force at an instant, summed over its communes.

    ``totals``: measure → sum of what was reported. ``blanks``: measure → commune rows without a
    value. ``classes``: class → number of communes. ``confirmed``: the version is accepted.
    """

    unit_id: str
    period: Period
    version: int
    confirmed: bool
    totals: Mapping[str, int]
    blanks: Mapping[str, int]
    classes: Mapping[str, int]
    areas: tuple[Area, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()

    def complete(self, *measures: str) -> bool:
        """Whether every commune row has every one of these measures."""
        return all(self.blanks.get(measure, 1) == 0 for measure in measures)


@dataclass(frozen=True, slots=True)
class TargetReading:
    """How the committee reads an ambiguous target, from an instant on: who, which, why."""

    target_id: str
    reading: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Facts:
    """All that was known at an instant on one basis: handed to ``kpis`` whole."""

    as_of: datetime
    basis: Basis
    reports: Mapping[tuple[str, Period], Report]
    readings: tuple[TargetReading, ...] = ()

    def report(self, unit_id: str, period: Period) -> Report | None:
        """The locality's report of that period, or None when it is not in force."""
        return self.reports.get((unit_id, period))

    def reading_of(self, target_id: str) -> TargetReading | None:
        """The reading in force: the newest one recorded by the instant of these facts."""
        recorded = [r for r in self.readings if r.target_id == target_id and r.at <= self.as_of]
        return max(recorded, key=lambda r: r.at, default=None)


@lru_cache(maxsize=None)
def column_letters(column: int) -> str:
    """Column number (1 = A) to its letters, as in a cell address."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Row and column (both from 1) to an address such as ``F12``."""
    return f"{column_letters(column)}{row}"
