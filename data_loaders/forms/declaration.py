"""A form edition as data: what writes the workbook, reads it back and checks it.

The declarations are the ``form-*.toml`` of a plan's folder, one per edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain

from data_loaders.forms.closed_lists import Choice, Role, read_word
from data_loaders.forms.contradictions import contradictions
from data_loaders.forms.rules import Rule, RuleKind, read_rule
from data_loaders.model import Period, TaskState
from data_loaders.model.errors import MonitorError
from data_loaders.model.language import Language
from data_loaders.model.measures import Kind
from data_loaders.model.reports import WorkedOutAnew
from data_loaders.model.toml_table import Table

__all__ = [
    "Choice",
    "Column",
    "ColumnKind",
    "Form",
    "FormError",
    "Heading",
    "Kind",
    "Measure",
    "Rule",
    "RuleKind",
    "Sheets",
    "parse_form",
]


class FormError(MonitorError):
    """A form declaration is absent, contradicts itself or has an unknown key."""


class ColumnKind(StrEnum):
    """What the cells of a list column hold."""

    COMMUNE = "commune"
    YEAR = "year"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading text and the texts met in older and retyped forms."""

    heading: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of the figures. ``under`` is the heading between its group and its own, if any.

    ``opening_of``: the measure whose last accepted value is filled in here. ``left_over_of``: the
    flow of which this one settles a part, so that what is left over passes to the year's later
    periods.
    """

    code: str
    group: Heading
    heading: str
    kind: Kind
    required: bool
    under: str | None
    aliases: tuple[str, ...]
    choices: tuple[Choice, ...]
    opening_of: str | None = None
    left_over_of: str | None = None

    def word(self, value: int) -> str:
        """The word of a stored value: it is its place among the choices, from 1."""
        return self.choices[value - 1].word

    def value(self, word: str) -> int:
        """The stored value of a word. Raises ``ValueError`` for one that is no choice."""
        return [choice.word for choice in self.choices].index(word) + 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list sheet. ``width`` in characters."""

    code: str
    heading: str
    kind: ColumnKind
    required: bool
    width: int
    aliases: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """A text per sheet: their names, their titles, their units of measure."""

    guide: str = ""
    figures: str = ""
    areas: str = ""
    tasks: str = ""
    previous: str = ""
    identity: str = ""
    marks: str = ""


@dataclass(frozen=True)
class Form(WorkedOutAnew):
    """One edition of the monthly workbook. ``since``: the first period reported on it."""

    edition: str
    plan: str
    since: Period
    number: str
    occasion: str
    issuer: tuple[str, ...]
    signature: tuple[str, ...]
    total: str
    sheets: Sheets
    sheets_en: Sheets
    titles: Sheets
    units_of_measure: Sheets
    row_number: Heading
    locality: Heading
    unit_id: str
    note: str
    note_heading: str
    measures: tuple[Measure, ...]
    areas: tuple[Column, ...]
    tasks: tuple[Column, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Measure]:
        return {measure.code: measure for measure in self.measures}

    @cached_property
    def openings(self) -> Mapping[str, str]:
        """Measure that a form comes filled in with → the one whose last accepted value that is."""
        return {one.code: one.opening_of for one in self.measures if one.opening_of}

    @cached_property
    def left_over(self) -> Mapping[str, str]:
        """Measure that settles a part of a flow → that flow."""
        return {one.code: one.left_over_of for one in self.measures if one.left_over_of}

    @cached_property
    def classes(self) -> Measure | None:
        """The measure whose cells say the class of a commune; None of a form without classes."""
        return next((measure for measure in self.measures if measure.choices), None)

    @cached_property
    def has_areas(self) -> bool:
        """Whether the workbook has a list of areas."""
        return bool(self.areas)

    def list_name(self, role: str, language: Language) -> str:
        """What a page calls the sheet of that role: its name, in English where there is one."""
        english = getattr(self.sheets_en, role) if language is Language.EN else ""
        return english or getattr(self.sheets, role)

    @cached_property
    def area_states(self) -> Mapping[str, Choice]:
        """The states of an area, by their words."""
        return _states(self.areas)

    @cached_property
    def task_states(self) -> Mapping[str, Choice]:
        """The states of a task, by their words."""
        return _states(self.tasks)

    def task_word(self, state: TaskState) -> str:
        """How this form says the state of a task."""
        role = Role[state.name]
        said = (one.word for one in self.task_states.values() if role in one.roles)
        return next(said, state.value)

    def task_state(self, word: str) -> TaskState:
        """The state of a task that a word of this form says."""
        (role,) = self.task_states[word].roles
        return TaskState[role.name]

    @cached_property
    def required(self) -> frozenset[str]:
        """Codes of the measures that may not be blank."""
        return frozenset(measure.code for measure in self.measures if measure.required)


def parse_form(text: str, file_name: str) -> Form:
    """Read a declaration. Raises :class:`FormError` naming file and key of the first fault."""
    top = Table.parse(text, file=file_name, error=FormError)
    note, note_heading = top.read("note", lambda table: (table.text("code"), table.text("heading")))
    form = Form(
        edition=top.text("edition"),
        plan=top.text("plan"),
        since=top.period("from"),
        number=top.text("number"),
        occasion=top.text("occasion"),
        issuer=top.texts("issuer"),
        signature=top.texts("signature"),
        total=top.text("total"),
        sheets=top.read("sheets", _sheets),
        sheets_en=top.read("sheets_en", _sheets) if top.has("sheets_en") else Sheets(),
        titles=top.read("titles", _sheets),
        units_of_measure=top.read("units_of_measure", _sheets),
        row_number=top.read("row_number", _heading),
        locality=top.read("locality", _heading),
        unit_id=top.read("unit_id", lambda table: table.text("code")),
        note=note,
        note_heading=note_heading,
        measures=tuple(chain.from_iterable(top.read_all("group", _measures))),
        areas=top.read_all("area", _column),
        tasks=top.read_all("task", _column),
        rules=top.read_all("rule", read_rule),
    )
    top.finish()
    for fault in contradictions(form):
        raise FormError(f"{file_name}: {fault}")
    return form


def _states(columns: tuple[Column, ...]) -> Mapping[str, Choice]:
    """The states of a list's rows, by their words; none of a list that is not there."""
    found = (column.choices for column in columns if column.code == "state")
    return {choice.word: choice for choices in found for choice in choices}


def _sheets(table: Table) -> Sheets:
    named = filter(table.has, Sheets.__dataclass_fields__)
    return Sheets(**{name: table.text(name) for name in named})


def _heading(table: Table) -> Heading:
    return Heading(table.text("heading"), _maybe(table, "aliases"))


def _maybe(table: Table, key: str) -> tuple[str, ...]:
    return table.texts(key) if table.has(key) else ()


def _measures(table: Table) -> tuple[Measure, ...]:
    group = _heading(table)
    return table.read_all("measure", lambda row: _measure(row, group))


def _measure(table: Table, group: Heading) -> Measure:
    return Measure(
        code=table.text("code"),
        group=group,
        heading=table.text("heading"),
        kind=table.member("kind", Kind),
        required=table.has("required") and table.flag("required"),
        under=table.text("under") if table.has("under") else None,
        aliases=_maybe(table, "aliases"),
        choices=table.read_all("choice", read_word),
    )


def _column(table: Table) -> Column:
    return Column(
        code=table.text("code"),
        heading=table.text("heading"),
        kind=table.member("kind", ColumnKind),
        required=table.has("required") and table.flag("required"),
        width=table.integer("width", least=1),
        aliases=_maybe(table, "aliases"),
        choices=table.read_all("choice", read_word),
    )
