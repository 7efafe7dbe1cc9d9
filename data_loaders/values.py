"""Cells to values: numbers, words of a list, dates, years. A value or a fault, never a guess.

What Vietnamese offices write is listed rule by rule; whatever no rule covers is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from data_loaders.form import Choice
from data_loaders.legacy_text import decoded
from data_loaders.names import key, plain
from data_loaders.workbook_cells import Cell, CellKind

T = TypeVar("T")

LARGEST = 1_000_000_000
"""No commune holds a billion of anything; and four bytes hold this."""

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years outside are slips of the pen."""

_DASHES = frozenset("-–—−")
_ZEROS = _DASHES | {"0", "không", "không phát sinh", "kps"}
_DOTS = re.compile(r"[.…\s]*\Z")
_DIGITS = re.compile(r"[0-9]+\Z")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+\Z")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+\Z")
_NEGATIVE = re.compile(r"[-−–]\s?[0-9][0-9.,]*\Z")
_NO_DAY = re.compile(r"(ngày)?[\s.…/]*(tháng)?[\s.…]*(năm)?[\s.…]*\Z")  # as printed, not filled in
_DAY = re.compile(r"([0-9]{1,2})\s?([./-])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})\Z")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_WORDED_DAY = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})\Z")


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


def text_of(cell: Cell | None) -> str:
    """What the cell says, in Unicode whatever its font; empty for no cell."""
    if cell is None:
        return ""
    return decoded(cell.text, cell.font)


def read_count(cell: Cell | None) -> Reading[int]:
    """A number of things: an integer from 0."""
    early = _unusable(cell)
    if early is not None or cell is None:
        return early or Reading()
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float):
        return _count(cell.value)
    if cell.kind is not CellKind.TEXT:
        return Reading(fault="number-unreadable")
    return _count_in_words(text_of(cell))


def _unusable(cell: Cell | None) -> Reading[int] | None:
    """What every kind of cell has in common: absent, blank, an error, a formula without value."""
    if cell is None:
        return Reading()
    if cell.formula is not None and "[" in cell.formula:
        return Reading(fault="formula-link")
    if not cell.has_cached_value:
        return Reading(fault="formula-without-value")
    if cell.kind is CellKind.ERROR:
        return Reading(fault="cell-error")
    if cell.kind is CellKind.TEXT and is_blank(text_of(cell)):
        return Reading()
    return None


def _count(number: float) -> Reading[int]:
    if number < 0:
        return Reading(fault="number-negative")
    if number != int(number):
        return Reading(fault="number-not-whole")
    if number > LARGEST:
        limit = f"{LARGEST:,}".replace(",", ".")
        return Reading(fault="number-too-large", parameters={"limit": limit})
    return Reading(int(number))


def _count_in_words(text: str) -> Reading[int]:
    words = plain(text)
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


def read_choice(cell: Cell | None, choices: Sequence[Choice]) -> Reading[str]:
    """A word of a closed list, in whatever case, or one of the words met instead of it."""
    early = _unusable(cell)
    if early is not None or cell is None:
        return Reading(fault=early.fault) if early else Reading()
    text = text_of(cell)
    for choice in choices:
        if key(text) in {key(choice.word), *map(key, choice.aliases)}:
            same = plain(cell.text) == choice.word
            return Reading(choice.word, shown=None if same else choice.word)
    words = ", ".join(f"“{choice.word}”" for choice in choices)
    return Reading(fault="choice-unknown", parameters={"choices": words})


def read_text(cell: Cell | None) -> Reading[str]:
    """Free text, composed and trimmed; a number or a date is taken as it is written."""
    early = _unusable(cell)
    if early is not None or cell is None:
        return Reading(fault=early.fault) if early else Reading()
    if cell.kind is CellKind.DATE and isinstance(cell.value, date):
        return Reading(f"{cell.value:%d/%m/%Y}")
    text = plain(text_of(cell))
    if text in _DASHES:
        return Reading()
    return Reading(text, shown=text if decoded(cell.text, cell.font) != cell.text else None)


def read_year(cell: Cell | None) -> Reading[int]:
    """A year in four digits."""
    early = _unusable(cell)
    if early is not None or cell is None:
        return early or Reading()
    found = _count_in_words(text_of(cell)) if cell.kind is CellKind.TEXT else read_count(cell)
    if found.value is None or not FIRST_YEAR <= found.value <= LAST_YEAR:
        return Reading(fault="year-unreadable")
    return found


def read_day(cell: Cell | None, *, epoch: date) -> Reading[date]:
    """A day: a real date, a serial number, or a text in one of the usual ways, day before month.

    ``epoch`` is the day that the workbook's serial numbers count from.
    """
    early = _unusable(cell)
    if early is not None or cell is None:
        return Reading(fault=early.fault) if early else Reading()
    if isinstance(cell.value, datetime):
        return _in_range(cell.value.date(), changed=False)
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float):
        return _serial(cell.value, epoch)
    if cell.kind is CellKind.TEXT:
        return _day_in_words(text_of(cell))
    return Reading(fault="date-unreadable")


def _serial(number: float, epoch: date) -> Reading[date]:
    try:
        return _in_range(epoch + timedelta(days=int(number)), changed=True)
    except OverflowError:
        return Reading(fault="date-unreadable")


def _day_in_words(text: str) -> Reading[date]:
    words = key(text)
    if _NO_DAY.match(words) and not set("….").isdisjoint(words):
        return Reading()
    if found := _DAY.match(words):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if len(found[4]) == 2 else 0
    elif found := _WORDED_DAY.match(words):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif found := _ISO_DAY.match(words):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        return Reading(fault="date-unreadable")
    try:
        value = date(year, month, day)
    except ValueError:
        return Reading(fault="date-unreadable")
    return _in_range(value, changed=text != f"{value:%d/%m/%Y}")


def _in_range(day: date, *, changed: bool) -> Reading[date]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Reading(fault="date-out-of-range")
    return Reading(day, shown=f"{day:%d/%m/%Y}" if changed else None)
