"""Where the paces of the last periods lead; never a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_loaders.model import Period
from kpis.law.aim import SHORTEST_LOOK_BACK, Forecast
from kpis.law.quantity import Numbers

if TYPE_CHECKING:
    from kpis.case import Case


def forecast_of(case: Case, start: Period, end: Period) -> Forecast | None:
    """The figure at the end by the pace of the k periods before, and by the others down to three.

    None at the end, where a figure of the look-back cannot be had, or where D or B is zero.
    """
    now, longest, left = case.numbers, case.look_back, end - case.period
    if left <= 0 or longest is None or now.denominator == 0 or now.base == 0:
        return None
    ends = []
    for periods in range(SHORTEST_LOOK_BACK, longest + 1):
        was = case.back(periods)
        if was is None:
            return None
        ends.append(_end(now, now.numerator - was.number, periods, left))
    return Forecast(end, ends[-1], min(ends), max(ends))


def _end(now: Numbers, gained: int, periods: int, left: int) -> int:
    """N at the end by that pace, rounded half up, at least 0 and of a share at most its whole."""
    twice = 2 * (now.numerator * periods + gained * left) + periods
    rounded = max(twice // (2 * periods), 0)
    return rounded if now.denominator is None else min(rounded, now.denominator)
