"""A form edition as data: what writes the workbook, reads it back and checks it.

The declarations are the ``form-*.toml`` of a plan's folder, one per edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain

from data_loaders.model import Period, Severity
from data_loaders.model.errors import MonitorError
from data_loaders.model.measures import Kind
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


class RuleKind(StrEnum):
    """The function that judges a rule."""

    BALANCE = "balance"
    AT_MOST = "at-most"
    EACH_AT_MOST = "each-at-most"
    AT_MOST_WITH_LEFT_OVER = "at-most-with-left-over"
    CLASS_WITHOUT = "class-without"
    TOTAL = "total"
    REQUIRED = "required"
    ROWS = "rows"
    CONTINUITY = "continuity"
    NOT_BELOW_PREVIOUS = "not-below-previous"
    JUMP = "jump"
    AREA_HISTORY = "area-history"
    AREA_DECISION = "area-decision"
    AREA_RELAPSE = "area-relapse"
    AREA_COMMUNE = "area-commune"
    TASK_DATE = "task-date"
    TASK_ROWS = "task-rows"
    DATE_IN_FUTURE = "date-in-future"
    PERIOD_ENDED = "period-ended"


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list, what it means and what people write instead of it."""

    word: str
    meaning: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading text and the texts met in older and retyped forms."""

    heading: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of the figures. ``under`` is the heading between its group and its own, if any."""

    code: str
    group: Heading
    heading: str
    kind: Kind
    required: bool
    under: str | None
    aliases: tuple[str, ...]
    choices: tuple[Choice, ...]


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
class Rule:
    """A check. ``left`` (less ``minus``) is held against ``right``; all three are measure codes."""

    code: str
    severity: Severity
    kind: RuleKind
    left: tuple[str, ...]
    minus: tuple[str, ...]
    right: tuple[str, ...]
    sentence: str


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
class Form:
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
        rules=top.read_all("rule", _rule),
    )
    top.finish()
    _contradictions(form, file_name)
    return form


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
        choices=table.read_all("choice", _choice),
    )


def _column(table: Table) -> Column:
    return Column(
        code=table.text("code"),
        heading=table.text("heading"),
        kind=table.member("kind", ColumnKind),
        required=table.has("required") and table.flag("required"),
        width=table.integer("width", least=1),
        aliases=_maybe(table, "aliases"),
        choices=table.read_all("choice", _choice),
    )


def _choice(table: Table) -> Choice:
    return Choice(table.text("word"), table.text("meaning"), _maybe(table, "aliases"))


def _rule(table: Table) -> Rule:
    return Rule(
        code=table.text("code"),
        severity=table.member("severity", Severity),
        kind=table.member("kind", RuleKind),
        left=_maybe(table, "left"),
        minus=_maybe(table, "minus"),
        right=_maybe(table, "right"),
        sentence=table.text("sentence"),
    )


def _contradictions(form: Form, file_name: str) -> None:
    codes = [measure.code for measure in form.measures]
    lists = (codes, [c.code for c in form.areas], [c.code for c in form.tasks])
    for code in (code for part in lists for code in part if part.count(code) > 1):
        raise FormError(f"{file_name}: “{code}” khai báo hai lần")
    for rule in form.rules:
        for code in (*rule.left, *rule.minus, *rule.right):
            if code not in codes:
                raise FormError(f"{file_name}: rule “{rule.code}”: không có cột “{code}”")
