"""A target's localities beside one another: who may be ranked by a share, and who may not.

A share of a handful says little: below ten (``small_base``) counts stand first and nothing is
ranked. Where denominators differ, each locality is held against its own whole number needed and
not against a common percentage that it may be unable to reach exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpis.model import Caveat, Result, Verdict

Position = int | Fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """The localities of one target and period.

    ``ranked``: on a base of ten or more, the furthest from the target first; in register order
    where the sentence has no reading yet and so no good direction. ``small``: with a base below
    ten, in register order. ``apart``: without a figure.
    """

    ranked: tuple[Result, ...]
    small: tuple[Result, ...]
    apart: tuple[Result, ...]


def compare(results: Sequence[Result]) -> Comparison:
    """Sort one target's localities into those three; the province's own result is left out."""
    known = [one for one in results if position(one) is not None or _counted(one)]
    ranked = [
        one for one in known if Caveat.SMALL_BASE not in one.caveats and position(one) is not None
    ]
    return Comparison(
        ranked=_worst_first(ranked),
        small=tuple(one for one in known if one not in ranked),
        apart=tuple(one for one in results if one not in known),
    )


def _counted(result: Result) -> bool:
    """Whether there is a count to show, and something it is a count of."""
    nothing = result.denominator == 0 or result.verdict is Verdict.NO_DATA
    return result.numerator is not None and not nothing


def _worst_first(results: Sequence[Result]) -> tuple[Result, ...]:
    upward = results[0].more_is_better if results else None
    if upward is None:
        return tuple(results)

    def gain(result: Result) -> Position:
        at = position(result) or 0
        return at if upward else -at

    return tuple(sorted(results, key=gain))


def position(result: Result) -> Position | None:
    """Where the figure stands on the scale of its target; None where it has none.

    A share as a fraction of one; against a base the change as a fraction of the base; else the
    count itself. A dated task is a day and has no scale.
    """
    if not _counted(result) or result.details.task is not None:
        return None
    return _scaled(result, result.numerator)


def _scaled(result: Result, number: int | None) -> Position | None:
    if number is None or result.leg is None:
        return None
    if result.denominator:
        return Fraction(number, result.denominator)
    if result.base is not None:
        return Fraction(number - result.base, result.base) if result.base else None
    return number
