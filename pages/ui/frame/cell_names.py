"""How an address names one cell of the page behind a figure: what, whose, of which period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.model import Period
from kpis.trace.terms import Traced

_LISTS = "state"
"""The column of the area list whose cells stand behind figures."""


@dataclass(frozen=True, slots=True)
class CellName:
    """``item``: a measure or a column of a list; ``subject``: a commune or a task."""

    item: str
    subject: str
    period: Period


def written(name: CellName) -> str:
    """As it stands in an address."""
    return f"{name.item}.{name.subject}.{name.period}"


def read(text: str | None) -> CellName | None:
    """The name in an address; None where there is none, or nothing that names a cell."""
    parts = (text or "").split(".")
    if len(parts) != 3:
        return None
    try:
        return CellName(parts[0], parts[1], Period.parse(parts[2]))
    except ValueError:
        return None


def term_of(name: CellName, terms: Sequence[Traced]) -> Traced | None:
    """The term the cell belongs to; None where none of them has it."""
    for term in terms:
        of_list = bool(term.states) and name.item == _LISTS
        if term.period == name.period and (
            term.measure == name.item or term.task_id == name.subject or of_list
        ):
            return term
    return None
