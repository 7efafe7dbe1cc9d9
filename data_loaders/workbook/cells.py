"""What a sheet holds: cells with their text, value, formula and font."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

Value = int | float | str | bool | datetime | date | time | timedelta | None

EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""Days from which the two systems of serial dates count (ECMA-376, 18.17.4.1)."""


class CellKind(StrEnum):
    """What a cell holds. A formula whose value was not kept is ``empty``."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    DATE = "date"
    PERCENT = "percent"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a text in a format of its own.

    ``font`` is empty for that of the cell; ``raised``: ``superscript``, ``subscript`` or empty.
    """

    text: str
    font: str = ""
    struck: bool = False
    raised: str = ""


@dataclass(slots=True)
class Cell:
    """One cell. ``text`` is what is seen of it; ``formula`` begins with ``=``, None without one.

    A cell whose number format shows a date or a time has kind ``date`` and such a value; one that
    shows per cent has kind ``percent``, the number as its value and what is seen as its text.
    ``runs``: of a text in several formats; ``struck``: the whole cell is struck through.
    """

    text: str
    value: Value
    kind: CellKind
    formula: str | None
    font: str
    runs: tuple[Run, ...] = ()
    struck: bool = False

    @property
    def has_cached_value(self) -> bool:
        """False of a formula whose value was not kept."""
        return self.kind is not CellKind.EMPTY

    @property
    def typed(self) -> str:
        """The text as typed: the formula where there is one."""
        return self.characters if self.formula is None else self.formula

    @property
    def characters(self) -> str:
        """The text whatever the format of its parts, with what is struck through."""
        return "".join(run.text for run in self.runs) if self.runs else self.text


@dataclass(frozen=True)
class Sheet:
    """One worksheet; rows and columns from 1. ``hidden_columns`` are ranges, both ends included.

    ``cut``: there is more on it than a form can have, and of the rest only texts are here.
    """

    name: str
    state: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    cut: bool = False


def column_number(letters: str) -> int:
    """Column letters (``A``) to its number from 1. Raises ``ValueError`` beyond ``XFD``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > 16384:
        raise ValueError(letters)
    return number
