"""Localities as dots on one scale, each with the mark of what it must reach, or keep to, itself.

The mark of each is its own whole number needed, so that 9 of 12 is held against 10 of 12 and not
against 80 %. A change is drawn in counts since its base, which stands in the middle: one more of
eleven is not a longer way than three more of forty-four.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kpis.model import Result

FEW = 4
"""Of what is only counted the scale has room for so many, at least."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Shares of the width, 0 to 1: the figure, what is needed, and nought where it has a mark."""

    at: Fraction
    needed: Fraction | None
    nought: Fraction | None = None


def dots_of(results: Iterable[Result]) -> Mapping[str, Dot]:
    """Locality → its dot, all of one target on one scale; a dated task has none, nor what has no
    figure."""
    known = [
        one
        for one in results
        if one.numerator is not None and one.denominator != 0 and one.details.task is None
    ]
    moved = [one for one in known if one.base is not None]
    if moved:
        return _since_base(moved)
    most = max((max(one.numerator or 0, one.needed or 0) for one in known), default=0)
    return {one.unit_id: _counted(one, max(FEW, most)) for one in known}


def _since_base(results: Iterable[Result]) -> Mapping[str, Dot]:
    """The base in the middle; room for one more than the farthest on either side."""
    ways = {one.unit_id: (_from_base(one, one.numerator), one) for one in results}
    far = [abs(by or 0) for by, _ in ways.values()]
    far += [abs(_from_base(one, one.needed) or 0) for _, one in ways.values()]
    half = max(far) + 1

    def at(by: int) -> Fraction:
        return Fraction(half + by, 2 * half)

    found = {}
    for unit, (by, one) in ways.items():
        needed = _from_base(one, one.needed)
        found[unit] = Dot(at(by or 0), None if needed is None else at(needed), at(0))
    return found


def _from_base(result: Result, number: int | None) -> int | None:
    return None if number is None else number - (result.base or 0)


def _counted(result: Result, most: int) -> Dot:
    """A part of its own whole, or a count on the scale of all."""
    whole = result.denominator or most

    def at(number: int) -> Fraction:
        return min(Fraction(number, whole), Fraction(1))

    return Dot(at(result.numerator or 0), None if result.needed is None else at(result.needed))


def draw(dot: Dot | None) -> str:
    """The dot as HTML, hidden from who hears the page read: its row says all of it."""
    marks = "" if dot is None else "".join(_marks(dot))
    kind = "dot-line" if dot is not None else "dot-line none"
    return f'<span class="{kind}" aria-hidden="true">{marks}</span>'


def _marks(dot: Dot) -> Iterable[str]:
    if dot.nought is not None:
        yield _mark("nought", dot.nought)
    if dot.needed is not None:
        yield _mark("needed", dot.needed)
    yield _mark("here", dot.at)


def _mark(kind: str, at: Fraction) -> str:
    return f'<i class="{kind}" style="left:{float(100 * at):.1f}%"></i>'
