"""What a progress chart shows, as plain numbers: actual, line, target and deadline of one figure.

Two steps: :func:`track_of` takes a series (``kpis.series``) and gives numbers; a drawing takes the
numbers and gives a figure. A chart's table and its sentence are made from the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from data_loaders.model import Period, periods_between
from kpis.model import (
    Floor,
    Milestone,
    Operator,
    Plan,
    Result,
    ShareByDeadline,
    Target,
    Verdict,
    Zero,
)
from kpis.series import Point, Series

Number = int | Fraction
AT_LEAST, AT_MOST = "≥", "≤"
Coverage = tuple[int, int]
"""How many localities counted at a period, of how many that must report."""


@dataclass(frozen=True, slots=True)
class Track:
    """The way of one figure to its deadline. Series run over ``periods``; None: nothing there.

    ``actual``: of the same localities at every period, see ``kpis.series``. ``line``: where the
    figure should be, up to ``at`` as those localities were judged then, from there straight to the
    goal. ``goal``: what must be reached (or not exceeded) at ``deadline``. ``share``: numbers are
    fractions of one, not counts. ``at``: the position that the chart is about. ``sign``: how a
    figure must stand to the goal, as in ``≥ 26``. ``pace``: what each period from there to the
    deadline must add (below zero: take away) to reach the goal; None where it is reached, or no
    pace leads there. ``places``: how many localities it follows; None: a single one by itself.
    ``coverage``: per position who counted; None where nothing is judged. ``gaps``: positions where
    the way is broken because not all of ``places`` counted, and who did. ``apart``: the figure of
    ``at`` where those who make it up are not all of ``places``: it is on nobody's way.
    ``whole``: what the figure is a count of. ``allowance``: how far it may, or must, move in all.
    """

    periods: tuple[Period, ...]
    actual: tuple[Number | None, ...]
    line: tuple[Number | None, ...]
    goal: Number | None
    deadline: Period | None
    share: bool
    at: int
    sign: str = AT_LEAST
    pace: Fraction | None = None
    places: int | None = None
    coverage: tuple[Coverage | None, ...] = ()
    gaps: tuple[tuple[int, Coverage], ...] = ()
    apart: Number | None = None
    whole: int | None = None
    allowance: Number | None = None

    @property
    def now(self) -> Number | None:
        """The figure of the period the chart is about, where it is on the way."""
        return self.actual[self.at]


def track_of(found: Series, result: Result, target: Target, plan: Plan) -> Track | None:
    """The way that a series tells of a target, up to that result.

    None where a figure over time says nothing: a milestone, or a result without any number yet.
    """
    if isinstance(target.formula, Milestone) or not found.points:
        return None
    points = {point.period: point for point in found.points}
    periods = tuple(periods_between(found.points[0].period, _end(found, target, plan)))
    last = found.points[-1]
    actual = tuple(_number(points.get(period), target) for period in periods)
    apart = None if actual[last.period - periods[0]] is not None else result.numerator
    if apart is None and all(number is None for number in actual):
        return None
    alone = found.units in ((), (found.unit_id,))
    goal, sign = _goal(last, target), _sign(target, result)
    return Track(
        periods=periods,
        actual=actual,
        line=_line(periods, points, last, target, goal),
        goal=goal,
        deadline=None if goal is None else _deadline(periods, target),
        share=isinstance(target.formula, Floor),
        at=last.period - periods[0],
        sign=sign,
        pace=_pace(result, target, periods, sign),
        places=None if alone else len(found.units),
        coverage=tuple(_coverage(points.get(period)) for period in periods),
        gaps=() if alone else _gaps(found, periods[0]),
        apart=None if alone or isinstance(target.formula, Floor) else apart,
        whole=max((one.denominator or 0 for one in found.points), default=0) or None,
        allowance=_allowance(found.points[0], goal),
    )


def _end(found: Series, target: Target, plan: Plan) -> Period:
    """Where the axis ends: the deadline, the end of the year or of the plan."""
    last = found.points[-1].period
    match target.formula:
        case ShareByDeadline(deadline=deadline):
            return max(deadline, last)
        case Floor():
            return plan.regime.last
    return Period.of(last.year, 12)


def _deadline(periods: Sequence[Period], target: Target) -> Period:
    formula = target.formula
    return formula.deadline if isinstance(formula, ShareByDeadline) else periods[-1]


def _number(point: Point | None, target: Target) -> Number | None:
    if point is None:
        return None
    return point.value if isinstance(target.formula, Floor) else point.numerator


def _coverage(point: Point | None) -> Coverage | None:
    return None if point is None else (point.counted, point.expected)


def _gaps(found: Series, first: Period) -> tuple[tuple[int, Coverage], ...]:
    return tuple(
        (point.period - first, (point.counted, point.expected))
        for point in found.points
        if point.verdict is None and point.numerator is None
    )


def _goal(last: Point, target: Target) -> Number | None:
    match target.formula:
        case Floor(bar=bar):
            return bar.share
        case Zero():
            return 0
    return last.needed


def _sign(target: Target, result: Result) -> str:
    match target.formula:
        case Floor(bar=bar):
            return AT_LEAST if bar.operator is Operator.AT_LEAST else str(bar.operator)
        case ShareByDeadline():
            return AT_LEAST
    return AT_LEAST if result.details.option == "A" else AT_MOST


def _line(
    periods: Sequence[Period],
    points: dict[Period, Point],
    last: Point,
    target: Target,
    goal: Number | None,
) -> tuple[Number | None, ...]:
    """As judged so far, then straight to the goal; a bar that always holds is its own line."""
    lines = [point.line for point in points.values()]
    if isinstance(target.formula, Floor | Zero) or all(line is None for line in lines):
        level = None if isinstance(target.formula, ShareByDeadline) else goal
        return (level,) * len(periods)
    return tuple(
        points[period].line if period in points else _onward(period, periods[-1], last, goal)
        for period in periods
    )


def _onward(period: Period, end: Period, last: Point, goal: Number | None) -> Number | None:
    if last.line is None or goal is None or period < last.period:
        return None
    return last.line + (goal - last.line) * Fraction(period - last.period, end - last.period)


def _pace(result: Result, target: Target, periods: Sequence[Period], sign: str) -> Fraction | None:
    """What each of the periods left must add; nothing is said on too few reports."""
    if isinstance(target.formula, Floor | Zero) or result.verdict is Verdict.NO_DATA:
        return None
    if result.needed is None or result.numerator is None:
        return None
    wanted, left = result.needed - result.numerator, periods[-1] - result.period
    if left <= 0 or (wanted <= 0 if sign == AT_LEAST else wanted >= 0):
        return None
    return Fraction(wanted, left)


def _allowance(start: Point, goal: Number | None) -> Number | None:
    """Of a change: from its base to its goal; of anything else nothing."""
    if start.base is None or goal is None:
        return None
    moved = goal - start.base
    return moved if moved >= 0 else -moved
