"""The checks of a form: which kinds there are, and what a form declares of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model import Severity
from data_loaders.model.toml_table import Table


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
    AREA_NEEDS = "area-needs"
    AREA_COMMUNE = "area-commune"
    TASK_NEEDS = "task-needs"
    TASK_ROWS = "task-rows"
    DATE_IN_FUTURE = "date-in-future"
    PERIOD_ENDED = "period-ended"


_SAID_BY_KIND = {
    RuleKind.BALANCE,
    RuleKind.AT_MOST,
    RuleKind.AT_MOST_WITH_LEFT_OVER,
    RuleKind.CLASS_WITHOUT,
    RuleKind.CONTINUITY,
    RuleKind.NOT_BELOW_PREVIOUS,
    RuleKind.AREA_NEEDS,
    RuleKind.TASK_NEEDS,
}
"""Kinds whose rules have codes of the form's own; the others' codes are those of the catalogue."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check. ``left`` (less ``minus``) is held against ``right``; all three are measure codes.

    ``states``, ``columns``: of a list, the states in which a row needs these columns filled in;
    ``needs``: those columns in words. ``sentence`` is printed in the form.
    """

    code: str
    severity: Severity
    kind: RuleKind
    left: tuple[str, ...]
    minus: tuple[str, ...]
    right: tuple[str, ...]
    sentence: str
    states: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    needs: str = ""
    needs_en: str = ""

    @property
    def said(self) -> str:
        """Whose sentence its findings have: a kind's entry of the catalogue, else its code's."""
        kind = RuleKind.AT_MOST if self.kind is RuleKind.EACH_AT_MOST else self.kind
        return kind.value if kind in _SAID_BY_KIND else ""


def read_rule(table: Table) -> Rule:
    """A rule as a declaration has it."""
    return Rule(
        code=table.text("code"),
        severity=table.member("severity", Severity),
        kind=table.member("kind", RuleKind),
        left=_texts(table, "left"),
        minus=_texts(table, "minus"),
        right=_texts(table, "right"),
        sentence=table.text("sentence"),
        states=_texts(table, "states"),
        columns=_texts(table, "columns"),
        needs=table.text("needs") if table.has("needs") else "",
        needs_en=table.text("needs_en") if table.has("needs_en") else "",
    )


def _texts(table: Table, key: str) -> tuple[str, ...]:
    return table.texts(key) if table.has(key) else ()
