"""What a progress chart shows, as plain numbers: actual, line, target and deadline of one figure.

Two steps: :func:`track_of` takes results and gives numbers; :func:`kpis.charts.progress.draw` takes
the numbers and gives a figure. A chart's table and its sentence are made from the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from data_loaders.model import Period, periods_between
from kpis.model import (
    Ambiguous,
    Bar,
    Floor,
    Growth,
    Milestone,
    Operator,
    Plan,
    Reduction,
    Result,
    ShareByDeadline,
    Target,
    Verdict,
    Zero,
)

Number = int | Fraction
AT_LEAST, AT_MOST = "≥", "≤"


@dataclass(frozen=True, slots=True)
class Track:
    """The way of one figure to its deadline. Series run over ``periods``; None: nothing there.

    ``actual``: as reported. ``line``: where the figure should be. ``goal``: what must be reached
    (or not exceeded) at ``deadline``. ``share``: numbers are fractions of one, not counts.
    ``at``: the position of the result that the chart is about. ``sign``: how a figure must
    stand to the goal, as in ``≥ 26``. ``pace``: what each period from there to the deadline must
    add (below zero: take away) to reach the goal; None where it is reached, or no pace leads there.
    ``partial``: positions of figures that rest on fewer localities than were expected.
    ``from_base``: the first figure is the base that the result shown is held against.
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
    partial: frozenset[int] = frozenset()
    from_base: bool = False

    @property
    def now(self) -> Number | None:
        """The figure of the period the chart is about."""
        return self.actual[self.at]


def track_of(results: Sequence[Result], target: Target, plan: Plan) -> Track | None:
    """The track of one locality's results of one target, oldest first; the last is the one shown.

    None where a figure over time says nothing: a milestone, or a result without any number yet.
    """
    if not results or isinstance(target.formula, Milestone):
        return None
    known = {result.period: result for result in results}
    track = _of_kind(known, results[-1], target, plan)
    if all(number is None for number in track.actual):
        return None
    partial = {
        position
        for position, period in enumerate(track.periods)
        if period in known and known[period].provisional and track.actual[position] is not None
    }
    if track.from_base and results[-1].provisional:
        partial.add(0)  # the base of those alone who count now
    return replace(track, partial=frozenset(partial))


def _of_kind(known: Mapping[Period, Result], last: Result, target: Target, plan: Plan) -> Track:
    first, end = plan.regime.first, plan.regime.last
    match target.formula:
        case ShareByDeadline(deadline=deadline):
            return _share(known, last, first, deadline)
        case Floor(bar=bar):
            return _floor(known, last, first, end, bar)
        case Zero():
            return _zero(known, last, max(first, Period.of(last.period.year, 1)))
        case Reduction() | Growth() | Ambiguous():
            at_least = last.details.option == "A"
            return _year(known, last, sign=AT_LEAST if at_least else AT_MOST)
    raise AssertionError(f"no chart for {target.kind}")


def _share(known: Mapping[Period, Result], last: Result, first: Period, deadline: Period) -> Track:
    periods = tuple(periods_between(first, deadline))
    start, needed = last.details.start, last.needed
    line: tuple[Number | None, ...] = (None,) * len(periods)
    if start is not None and needed is not None and start < needed:
        slope = Fraction(needed - start, max(1, deadline - first))
        line = tuple(start + slope * (period - first) for period in periods)
    return Track(
        periods=periods,
        actual=_numerators(known, periods),
        line=line,
        goal=needed,
        deadline=deadline,
        share=False,
        at=last.period - first,
        pace=_pace(last, deadline - last.period, sign=AT_LEAST),
    )


def _floor(
    known: Mapping[Period, Result], last: Result, first: Period, end: Period, bar: Bar
) -> Track:
    periods = tuple(periods_between(first, end))
    return Track(
        periods=periods,
        actual=tuple(known[p].value if p in known else None for p in periods),
        line=(bar.share,) * len(periods),
        goal=bar.share,
        deadline=end,
        share=True,
        at=last.period - first,
        sign=AT_LEAST if bar.operator is Operator.AT_LEAST else str(bar.operator),
    )


def _zero(known: Mapping[Period, Result], last: Result, first: Period) -> Track:
    end = Period.of(last.period.year, 12)
    periods = tuple(periods_between(first, end))
    return Track(
        periods=periods,
        actual=_numerators(known, periods),
        line=(0,) * len(periods),
        goal=0,
        deadline=end,
        share=False,
        at=last.period - first,
        sign=AT_MOST,
    )


def _year(known: Mapping[Period, Result], last: Result, *, sign: str) -> Track:
    """From the end of the year before to the end of this one, on the way from base to goal."""
    base_at = last.period.year_end_before()
    periods = tuple(periods_between(base_at, base_at.shifted(12)))
    line: tuple[Number | None, ...] = (None,) * len(periods)
    if last.base is not None and last.needed is not None:
        slope = Fraction(last.needed - last.base, 12)
        line = tuple(last.base + slope * month for month in range(13))
    return Track(
        periods=periods,
        actual=(last.base, *_numerators(known, periods[1:])),
        line=line,
        goal=last.needed,
        deadline=periods[-1] if last.needed is not None else None,
        share=False,
        at=last.period - base_at,
        sign=sign,
        from_base=last.base is not None,
        pace=_pace(last, periods[-1] - last.period, sign=sign),
    )


def _pace(last: Result, left: int, *, sign: str) -> Fraction | None:
    """What each of the periods left must add; nothing is said on too few reports."""
    if last.verdict is Verdict.NO_DATA or last.needed is None or last.numerator is None:
        return None
    wanted = last.needed - last.numerator
    if left <= 0 or (wanted <= 0 if sign == AT_LEAST else wanted >= 0):
        return None
    return Fraction(wanted, left)


def _numerators(
    known: Mapping[Period, Result], periods: Sequence[Period]
) -> tuple[int | None, ...]:
    return tuple(known[period].numerator if period in known else None for period in periods)
