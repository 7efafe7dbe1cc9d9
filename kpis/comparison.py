"""A target's localities beside one another: who may be ranked by a share, and who may not.

A share of a handful says little: below ten (``small_base``) counts stand first and nothing is
ranked. Where denominators differ, each locality is held against its own whole number needed and
not against a common percentage that it may be unable to reach exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpis.model import (
    Ambiguous,
    AtLeastBase,
    Floor,
    Milestone,
    Plan,
    Result,
    ShareByDeadline,
    Target,
    Verdict,
    Zero,
)

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


def compare(results: Sequence[Result], plan: Plan) -> Comparison:
    """Sort one target's localities into those three; the province's own result is left out."""
    known = [one for one in results if position(one, plan) is not None or _counted(one)]
    ranked = [one for one in known if not one.caveats and position(one, plan) is not None]
    return Comparison(
        ranked=_worst_first(ranked, plan),
        small=tuple(one for one in known if one not in ranked),
        apart=tuple(one for one in results if one not in known),
    )


def _counted(result: Result) -> bool:
    """Whether there is a count to show, and something it is a count of."""
    nothing = result.denominator == 0 or result.verdict is Verdict.NO_DATA
    return result.numerator is not None and not nothing


def _worst_first(results: Sequence[Result], plan: Plan) -> tuple[Result, ...]:
    if not results:
        return ()
    upward = wants_more(results[0], plan.target(results[0].target_id))
    if upward is None:
        return tuple(results)

    def gain(result: Result) -> Position:
        at = position(result, plan) or 0
        return at if upward else -at

    return tuple(sorted(results, key=gain))


def wants_more(result: Result, target: Target) -> bool | None:
    """Whether a higher figure is a better one; None while nobody has read the sentence."""
    match target.formula:
        case ShareByDeadline() | Floor() | Milestone():
            return True
        case Ambiguous() as formula:
            rules = {option.letter: option.rule for option in formula.options}
            rule = rules.get(result.details.option or "")
            return None if rule is None else isinstance(rule, AtLeastBase)
    return False


def position(result: Result, plan: Plan) -> Position | None:
    """Where the figure stands on the scale of its target; None where it has none.

    A share as a fraction of one; against a base the change as a fraction of the base; a zero
    target the count itself. A milestone is a day and has no scale.
    """
    formula = plan.target(result.target_id).formula
    if not _counted(result) or isinstance(formula, Milestone):
        return None
    return result.numerator if isinstance(formula, Zero) else _scaled(result, result.numerator)


def position_needed(result: Result, plan: Plan) -> Position | None:
    """Where the whole number needed stands on the same scale."""
    if result.needed is None or position(result, plan) is None:
        return None
    zero = isinstance(plan.target(result.target_id).formula, Zero)
    return result.needed if zero else _scaled(result, result.needed)


def _scaled(result: Result, number: int | None) -> Fraction | None:
    if number is None:
        return None
    if result.denominator:
        return Fraction(number, result.denominator)
    return Fraction(number - result.base, result.base) if result.base else None


def shortfall(result: Result, target: Target) -> int | None:
    """How many are short of what is needed, or above what is allowed; below zero: to spare.

    None without both numbers.
    """
    if result.needed is None or result.numerator is None:
        return None
    short = result.needed - result.numerator
    return short if wants_more(result, target) else -short
