"""A form edition as data: what writes the workbook, reads it back and checks it.

The declarations are ``forms/*.toml``, one per edition. A key that nobody reads is refused: a rule
that is misspelt must not silently check nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from data_loaders.model import Severity
from data_loaders.model.errors import MonitorError

FOLDER = Path(__file__).parent

Table = Mapping[str, Any]


class FormError(MonitorError):
    """A form declaration is absent, contradicts itself or has an unknown key."""


class Kind(StrEnum):
    """How a measure adds up: a stock never over periods, a flow does, a state not at all."""

    STOCK = "stock"
    FLOW = "flow"
    STATE = "state"


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
    """One edition of the monthly workbook."""

    edition: str
    plan: str
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


@cache
def load_form(edition: str = "kh3220-1") -> Form:
    """The declaration of that edition. Raises :class:`FormError` when absent or contradictory."""
    path = FOLDER / f"{edition}.toml"
    if edition not in editions():
        raise FormError(f"không có mẫu biểu “{edition}”; hiện có: {', '.join(editions())}")
    return parse_form(path.read_text("utf-8"), path.name)


def editions() -> tuple[str, ...]:
    """The editions that can be read, oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def parse_form(text: str, file_name: str) -> Form:
    """Read a declaration. Raises :class:`FormError` naming file and key of the first fault."""
    try:
        form = _form(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{file_name}: không đọc được TOML: {error}") from error
    except KeyError as error:
        raise FormError(f"{file_name}: thiếu khóa {error}") from error
    except ValueError as error:
        raise FormError(f"{file_name}: {error}") from error
    _contradictions(form, file_name)
    return form


def _form(data: Table) -> Form:
    plurals = {"measures": "group", "areas": "area", "tasks": "task", "rules": "rule"}
    _only(data, {plurals.get(key, key) for key in Form.__annotations__} - {"note_heading"}, "gốc")
    _only(data["unit_id"], {"code"}, "unit_id")
    _only(data["note"], {"code", "heading"}, "note")
    return Form(
        edition=data["edition"],
        plan=data["plan"],
        number=data["number"],
        occasion=data["occasion"],
        issuer=tuple(data["issuer"]),
        signature=tuple(data["signature"]),
        total=data["total"],
        sheets=_sheets(data["sheets"], "sheets"),
        titles=_sheets(data["titles"], "titles"),
        units_of_measure=_sheets(data["units_of_measure"], "units_of_measure"),
        row_number=_heading(data["row_number"], "row_number"),
        locality=_heading(data["locality"], "locality"),
        unit_id=data["unit_id"]["code"],
        note=data["note"]["code"],
        note_heading=data["note"]["heading"],
        measures=tuple(measure for group in data["group"] for measure in _measures(group)),
        areas=tuple(_column(table) for table in data["area"]),
        tasks=tuple(_column(table) for table in data["task"]),
        rules=tuple(_rule(table) for table in data["rule"]),
    )


def _only(table: Table, known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise ValueError(f"{where}: khóa lạ “{key}”; chỉ dùng: {', '.join(sorted(known))}")


def _sheets(table: Table, where: str) -> Sheets:
    _only(table, set(Sheets.__dataclass_fields__), where)
    return Sheets(**table)


def _heading(table: Table, where: str) -> Heading:
    _only(table, {"heading", "aliases", "measure"}, where)
    return Heading(table["heading"], tuple(table.get("aliases", ())))


def _measures(table: Table) -> Iterator[Measure]:
    group = _heading(table, f"group “{table.get('heading')}”")
    known = {"code", "heading", "under", "kind", "required", "aliases", "choice"}
    for row in table["measure"]:
        _only(row, known, f"measure “{row.get('code')}”")
        yield Measure(
            code=row["code"],
            group=group,
            heading=row["heading"],
            kind=Kind(row["kind"]),
            required=row.get("required", False),
            under=row.get("under"),
            aliases=tuple(row.get("aliases", ())),
            choices=_choices(row),
        )


def _column(table: Table) -> Column:
    known = {"code", "heading", "kind", "required", "width", "aliases", "choice"}
    _only(table, known, f"cột “{table.get('code')}”")
    return Column(
        code=table["code"],
        heading=table["heading"],
        kind=ColumnKind(table["kind"]),
        required=table.get("required", False),
        width=table["width"],
        aliases=tuple(table.get("aliases", ())),
        choices=_choices(table),
    )


def _choices(table: Table) -> tuple[Choice, ...]:
    rows = table.get("choice", ())
    for row in rows:
        _only(row, {"word", "meaning", "aliases"}, f"choice “{row.get('word')}”")
    return tuple(Choice(r["word"], r["meaning"], tuple(r.get("aliases", ()))) for r in rows)


def _rule(table: Table) -> Rule:
    known = {"code", "severity", "kind", "left", "minus", "right", "sentence"}
    _only(table, known, f"rule “{table.get('code')}”")
    return Rule(
        code=table["code"],
        severity=Severity(table["severity"]),
        kind=RuleKind(table["kind"]),
        left=tuple(table.get("left", ())),
        minus=tuple(table.get("minus", ())),
        right=tuple(table.get("right", ())),
        sentence=table["sentence"],
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
