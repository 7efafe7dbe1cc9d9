"""Cells to values: numbers, words of a list, texts. A value or a fault, never a guess.

What Vietnamese offices write is listed rule by rule; whatever no rule covers is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Generic, TypeVar
from unicodedata import normalize

from data_loaders.forms.closed_lists import Choice
from data_loaders.register.legacy_text import decoded
from data_loaders.register.names import INVISIBLE, key, plain
from data_loaders.workbook.cells import Cell, CellKind
from data_loaders.workbook.formula import links
from data_loaders.workbook.text import seen

T = TypeVar("T")

LARGEST = 1_000_000_000
"""No commune holds a billion of anything; and four bytes hold this."""

_DASHES = frozenset("-–—−")
_ZEROS = _DASHES | {"0", "không", "không phát sinh", "kps"}
_DOTS = re.compile(r"[.…\s]*\Z")
_PARTED = re.compile(
    r"(?<![0-9.,])([1-9][0-9]{0,2})(?:[\u00a0\u2007\u2009\u202f][0-9]{3})+(?![0-9.,])"
)
"""Thousands parted by a space that does not break: no two numbers were typed that way."""

_WIDE = {0xFF01 + sign: 0x21 + sign for sign in range(0x5E)}  # as East Asian keyboards write
_POINT_ZERO = re.compile(r"(?<=[0-9])\.0+\Z")
_DIGITS = re.compile(r"[0-9]+\Z")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+\Z")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+\Z")
_NEGATIVE = re.compile(r"[-−–]\s?[0-9][0-9.,]*\Z")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value; or None with the code of a fault; or None alone: a blank.

    ``shown`` is the value as a sentence says it, when reading it changed the text.
    """

    value: T | None = None
    fault: str | None = None
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    shown: str | None = None


def is_blank(text: str) -> bool:
    """Whether a text says nothing: empty, white, or the dots of a printed form."""
    return _DOTS.match(plain(text)) is not None


def plain_signs(text: str) -> str:
    """Digits and signs of full width as those of a number."""
    return text.translate(_WIDE)


def text_of(cell: Cell | None) -> str:
    """What the cell says, in Unicode whatever its fonts; empty for no cell.

    What is struck through in it is not said; where all of it is, see :func:`struck`.
    """
    if cell is None:
        return ""
    if not cell.runs or cell.struck:
        return decoded(cell.text, cell.font)
    return "".join(decoded(seen(run), run.font or cell.font) for run in cell.runs)


def as_id(text: str) -> str:
    """The id of a unit, as which programs write ``611.0`` once they have taken it for a number."""
    return _POINT_ZERO.sub("", plain(plain_signs(text)))


def struck(cell: Cell | None) -> Reading[Any] | None:
    """The fault of a cell that is struck through from end to end: whether it counts is unknown."""
    if cell is None or not cell.struck or is_blank(cell.text):
        return None
    return Reading(fault="cell-struck", parameters={"case": "whole"})


def read_count(cell: Cell | None) -> Reading[int]:
    """A number of things: an integer from 0."""
    early = unclear(cell)
    if early is not None or cell is None:
        return early or Reading()
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float):
        return _count(cell.value)
    if cell.kind is CellKind.DATE:
        return Reading(fault="number-as-date", parameters={"shown": _as_date(cell.value)})
    if cell.kind is not CellKind.TEXT:
        return Reading(fault="number-unreadable")
    return count_in_words(text_of(cell))


def unclear(cell: Cell | None) -> Reading[int] | None:
    """As :func:`_unusable`, and what stands in several formats: a figure has one or is none."""
    early = _unusable(cell)
    if early is not None or cell is None:
        return early
    for run in cell.runs:
        if run.text.strip() and (run.struck or run.raised):
            part = run.text.strip()
            if run.struck:
                return Reading(fault="cell-struck", parameters={"case": "part", "part": part})
            return Reading(fault="cell-raised", parameters={"part": part})
    return None


def _unusable(cell: Cell | None) -> Reading[int] | None:
    """What every kind of cell has in common: absent, blank, an error, a formula without value."""
    if cell is None:
        return Reading()
    if cell.formula is not None and links(cell.formula):
        return Reading(fault="formula-link")
    if not cell.has_cached_value:
        return Reading(fault="formula-without-value")
    if cell.kind is CellKind.ERROR:
        return Reading(fault="cell-error")
    if cell.kind is CellKind.TEXT and is_blank(text_of(cell)):
        return Reading()
    return struck(cell)


def _as_date(value: object) -> str:
    """What a cell shows whose number format makes a date or a time of its number."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _count(number: float) -> Reading[int]:
    if number < 0:
        return Reading(fault="number-negative")
    if number != int(number):
        return Reading(fault="number-not-whole")
    if number > LARGEST:
        limit = f"{LARGEST:,}".replace(",", ".")
        return Reading(fault="number-too-large", parameters={"limit": limit})
    return Reading(int(number))


def count_in_words(text: str) -> Reading[int]:
    """A number of things, typed as a text."""
    words = plain(_PARTED.sub(_joined, plain_signs(text).translate(INVISIBLE).strip()))
    if key(words) in _ZEROS:
        return Reading(0, shown=None if text == "0" else "0")
    if _THOUSANDS.match(words):
        found = _count(int(words.replace(".", "")))
    elif _DIGITS.match(words):
        found = _count(int(words[:20]) if len(words) <= 20 else LARGEST + 1)
    elif _DECIMAL.match(words):
        return Reading(fault="number-not-whole")
    elif _NEGATIVE.match(words):
        return Reading(fault="number-negative")
    else:
        return Reading(fault="number-unreadable")
    if found.value is None or text == str(found.value):
        return found
    return Reading(found.value, shown=str(found.value))


def _joined(parted: re.Match[str]) -> str:
    return re.sub(r"\s", "", parted[0])


def read_choice(cell: Cell | None, choices: Sequence[Choice]) -> Reading[str]:
    """A word of a closed list, in whatever case, or one of the words met instead of it."""
    early = unclear(cell)
    if early is not None or cell is None:
        return Reading(fault=early.fault, parameters=early.parameters) if early else Reading()
    text = normalize("NFKC", text_of(cell))  # Ⅱ is a letter of its own
    for choice in choices:
        if key(text) in {key(choice.word), *map(key, choice.aliases)}:
            same = plain(cell.characters) == choice.word
            return Reading(choice.word, shown=None if same else choice.word)
    words = ", ".join(f"“{choice.word}”" for choice in choices)
    return Reading(fault="choice-unknown", parameters={"choices": words})


def read_text(cell: Cell | None) -> Reading[str]:
    """Free text, composed and trimmed; a number or a date is taken as it is written."""
    early = _unusable(cell)
    if early is not None or cell is None:
        return Reading(fault=early.fault, parameters=early.parameters) if early else Reading()
    if cell.kind is CellKind.DATE and isinstance(cell.value, date):
        return Reading(f"{cell.value:%d/%m/%Y}")
    said = text_of(cell)
    text = plain(said)
    if text in _DASHES:
        return Reading()
    changed = cell.kind is CellKind.TEXT and said != cell.characters
    return Reading(text, shown=text if changed else None)
