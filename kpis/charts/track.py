"""What a progress chart shows, as plain numbers: actual, line, target and deadline of one figure.

Two steps: :func:`track_of` takes a series (``kpis.series``) and gives numbers; a drawing takes the
numbers and gives a figure. A chart's table and its sentence are made from the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from data_loaders.model import Period, periods_between
from kpis.law.bar import Bar
from kpis.model import Demand, Plan, Result, Target
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
    figure must stand to the goal, as in ``≥ 26``. ``places``: how many localities it follows; None:
    a single one by itself.
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

    None where a figure over time says nothing: a dated task, or a result without any number yet.
    """
    demand = target.demand_shown(result.details.option)
    if demand is None or not found.points:
        return None
    points = {point.period: point for point in found.points}
    last, end = found.points[-1], _end(found.points[-1].period, demand, plan)
    periods = tuple(periods_between(found.points[0].period, end))
    share = demand.drawn_as_share
    actual = tuple(_number(points.get(period), share=share) for period in periods)
    alone = found.units in ((), (found.unit_id,))
    on_its_way = alone or actual[last.period - periods[0]] is not None
    apart = None if on_its_way else result.numerator
    if apart is None and all(number is None for number in actual):
        return None
    bar = demand.aim.leg(plan.regime, last.period).bar
    goal = bar.value if share else last.needed
    if goal is None:
        goal = demand.quantity.needed_of_all(bar)
    return Track(
        periods=periods,
        actual=actual,
        line=_line(periods, points, last, goal, share=share),
        goal=goal,
        deadline=None if goal is None else end,
        share=share,
        at=last.period - periods[0],
        sign=_sign(bar, share=share),
        places=None if alone else len(found.units),
        coverage=tuple(_coverage(points.get(period)) for period in periods),
        gaps=() if alone else _gaps(found, periods[0]),
        apart=None if share else apart,
        whole=max((one.denominator or 0 for one in found.points), default=0) or None,
        allowance=_allowance(found.points[0], goal),
    )


def _end(last: Period, demand: Demand, plan: Plan) -> Period:
    """Where the axis ends: the end of the leg; what is kept by year, at the year's end."""
    return max(demand.aim.leg(plan.regime, last).end, last)


def _number(point: Point | None, *, share: bool) -> Number | None:
    if point is None:
        return None
    return point.value if share else point.numerator


def _coverage(point: Point | None) -> Coverage | None:
    return None if point is None else (point.counted, point.expected)


def _gaps(found: Series, first: Period) -> tuple[tuple[int, Coverage], ...]:
    return tuple(
        (point.period - first, (point.counted, point.expected))
        for point in found.points
        if point.verdict is None and point.numerator is None
    )


def _sign(bar: Bar, *, share: bool) -> str:
    """How the figure must stand to the goal; the whole number needed satisfies a strict bar too."""
    if share and bar.strict:
        return str(bar.operator)
    return AT_LEAST if bar.more_is_better else AT_MOST


def _line(
    periods: Sequence[Period],
    points: dict[Period, Point],
    last: Point,
    goal: Number | None,
    *,
    share: bool,
) -> tuple[Number | None, ...]:
    """As judged so far, then straight to the goal; a bar that always holds is its own line."""
    nothing_may_be = goal == 0 and last.base is None
    if share or nothing_may_be or all(point.line is None for point in points.values()):
        return (goal,) * len(periods)
    return tuple(
        points[period].line if period in points else _onward(period, periods[-1], last, goal)
        for period in periods
    )


def _onward(period: Period, end: Period, last: Point, goal: Number | None) -> Number | None:
    if last.line is None or goal is None or period < last.period:
        return None
    return last.line + (goal - last.line) * Fraction(period - last.period, end - last.period)


def _allowance(start: Point, goal: Number | None) -> Number | None:
    """Of a change: from its base to its goal; of anything else nothing."""
    if start.base is None or goal is None:
        return None
    moved = goal - start.base
    return moved if moved >= 0 else -moved
