"""How wide a text is in Arial, so that what is written fits its box before anybody opens the file.

Widths are those of Arial's Latin letters, in thousandths of the type size; a Vietnamese letter is
as wide as the letter under its marks; one with a horn is a letter of its own. Bold has its table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from math import ceil

LEADING = 1.2
"""Height of a line over the type size."""

_FIRST, _UNKNOWN = 32, 1000
# fmt: off
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)
_OTHERS = {
    "ơ": 656, "Ơ": 858, "ư": 669, "Ư": 854, "đ": 556, "Đ": 722, "“": 333, "”": 333,
    "–": 556, "−": 584, "·": 333, "≥": 549, "≤": 549,
}
_OTHERS_BOLD = _OTHERS | {"ơ": 711, "ư": 724, "đ": 611, "“": 500, "”": 500}
# fmt: on
_HORN = "\u031b"


@cache
def _wide(letter: str, bold: bool) -> int:
    """Of one letter, in thousandths; what no table has is taken for the widest."""
    others = _OTHERS_BOLD if bold else _OTHERS
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if _HORN in marks:
        base = unicodedata.normalize("NFC", base + _HORN)
    if base in others:
        return others[base]
    place = ord(base) - _FIRST
    table = _BOLD if bold else _REGULAR
    return table[place] if 0 <= place < len(table) else _UNKNOWN


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points a line takes at a type size in points."""
    return sum(_wide(letter, bold) for letter in text) * size / 1000


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The text broken between words as an office program breaks it, in ``room`` points."""
    return [line for part in text.split("\n") for line in _broken(part, room, size, bold)]


def _broken(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if not line or width(longer, size, bold=bold) <= room:
            line = longer
            continue
        yield line
        line = word
    yield line


def height(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """Points of height it takes when it is broken to that room; a word too long breaks inside."""
    broken = lines(text, room, size, bold=bold)
    rows = sum(max(1, ceil(width(line, size, bold=bold) / room)) for line in broken)
    return rows * size * LEADING


def largest(text: str, room: float, tall: float, sizes: tuple[int, ...], *, bold: bool) -> int:
    """The largest of these type sizes (falling) at which it fits; the last where none does."""
    return next(
        (size for size in sizes if height(text, room, size, bold=bold) <= tall), sizes[-1]
    )
