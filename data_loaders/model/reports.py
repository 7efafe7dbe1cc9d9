"""What one workbook says, cell by cell, and what was found wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache, cached_property

from data_loaders.model.periods import Period
from data_loaders.model.words import Severity, TaskState


class WorkedOutAnew:
    """A dataclass that is sent to another process by its fields: what it worked out of them and
    keeps stays here. While one thread sends it another may be keeping something more."""

    def __getstate__(self) -> dict[str, object]:
        return {one.name: getattr(self, one.name) for one in fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and when a form is about."""

    unit_id: str
    period: Period


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault as a value: what, how grave, where, as typed. Its sentence comes from a catalogue.

    ``cell`` is None only where the fault is a file, a sheet or a missing row. ``found`` is the
    text as typed. ``parameters`` fill the sentence in either language, one that ends in ``_en`` in
    English instead of its namesake. ``said``: whose sentence it is, where a form gives the code.
    """

    code: str
    severity: Severity
    sheet: str | None = None
    cell: str | None = None
    label: str = ""
    found: str = ""
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the figures: a commune's value of a measure, with its address and its text.

    ``value`` None is a blank: not reported, never zero. Of a word it is its place among those that
    the column takes, from 1. Of a sum over a change of units there is no cell, and the text is what
    it is made of.
    """

    commune_id: str
    measure: str
    value: int | None
    sheet: str
    cell: str
    text: str

    @property
    def parts(self) -> str:
        """What a sum over a change of units is made of; empty of what stood in a cell."""
        return "" if self.cell else self.text


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the area list: a commune in a cohort. ``sheet`` and ``row`` say where it stood.

    ``state``: the word of the form; what it means the form declares.
    """

    commune_id: str
    cohort: int
    selected_on: date | None
    area_class: str | None
    state: str
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


@dataclass(frozen=True, slots=True)
class ListCell:
    """A filled cell of a list sheet: its row, the code of its column, its address and its text."""

    sheet: str
    row: int
    code: str
    cell: str
    text: str


@dataclass(frozen=True)
class ReportContent(WorkedOutAnew):
    """What one workbook says, whole: figures, area list and task list of a locality and period.

    ``list_cells``: the filled cells of both lists, as typed.

    ``columns``: (sheet, column code) → column number, of the lists. ``unread``: (sheet, cell), and
    (sheet, unit) or (sheet, "") of a row, of what could not be read: never judged to be missing.
    """

    identity: Identity
    figures: tuple[Figure, ...]
    areas: tuple[Area, ...]
    tasks: tuple[TaskRecord, ...]
    form: str = ""
    form_id: str = ""
    list_cells: tuple[ListCell, ...] = field(default=(), compare=False, repr=False)
    columns: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)
    unread: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False, repr=False)

    @cached_property
    def values(self) -> Mapping[tuple[str, str], int | None]:
        """(commune, measure) → value."""
        return {(f.commune_id, f.measure): f.value for f in self.figures}

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Figure]:
        """(commune, measure) → the figure with its cell."""
        return {(f.commune_id, f.measure): f for f in self.figures}


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell in which two versions of a report differ, each in force at its own instant.

    ``part``: ``figure``, ``area`` or ``task``; ``subject``: a commune or a task; ``item``: a
    measure or a column of the list; ``cohort`` tells the rows of the area list apart. ``old``,
    ``new``: values, None for a blank or where that version has no such row (``was_there``,
    ``is_there``). ``version`` is the one that says ``new``, sent ``by``, received ``at``; ``sheet``
    and ``cell`` are its own, or the other's where its row is gone; empty where there is no such.
    """

    unit_id: str
    period: Period
    part: str
    subject: str
    item: str
    old: int | str | date | None
    new: int | str | date | None
    version: int
    by: str
    at: datetime
    cohort: int | None = None
    sheet: str = ""
    cell: str = ""
    was_there: bool = True
    is_there: bool = True


@dataclass(frozen=True)
class History:
    """What a new report is compared with, all of it accepted at the instant of receipt.

    ``previous`` is the newest accepted report before the period; ``left_over``: of each measure
    that settles a part of a flow, what the year's earlier periods left of it, per commune;
    ``previous_keys`` the store's keys of the reports that ``previous`` is
    made of: one, or over a change of units those of all the parts.
    """

    previous: ReportContent | None = None
    left_over: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    previous_keys: tuple[int, ...] = ()


@cache
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
