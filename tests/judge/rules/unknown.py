"""What is not known (§4): bounds of what the missing may hold, and the forecast."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

from tests.judge.periods import between, number, shifted
from tests.judge.rules.case import Case
from tests.judge.rules.declared import STATE
from tests.judge.rules.figures import back, lookback, start
from tests.judge.rules.reach import Numbers
from tests.judge.rules.terms import communes


def has_bounds(case: Case) -> bool:
    """Count of a state or period term, share of state terms, change of a state term."""
    if case.target.quantity == "share":
        return case.target.time == STATE
    return not case.sums


def held_last(case: Case, unit: str) -> str | None:
    """q: the newest period in [max(p0, p − recent), p) that the locality reported."""
    earliest = max(case.first, shifted(case.period, -int(case.plan["recent"])))
    known = [q for q in between(earliest, shifted(case.period, -1)) if case.received(unit, q)]
    return known[-1] if known and case.has_base(unit) else None


def step(case: Case, unit: str, q: str) -> int:
    """The largest |difference| of n between neighbours among its last `recent` up to q."""
    known = [each for each in between(case.first, q) if case.received(unit, each)]
    values = [case.n(unit, each) for each in known[-int(case.plan["recent"]) :]]
    largest = max((abs(b - a) for a, b in pairwise(values)), default=0)
    return max(1, largest) if len(values) < 3 else largest


def may_hold(case: Case, unit: str, q: str) -> tuple[int, int]:
    """From max(0, n − step) to n + step, with what it cannot exceed."""
    n, by = case.n(unit, q), step(case, unit, q)
    low, high = max(0, n - by), n + by
    most = []
    if case.target.denominator is not None:
        most.append(case.denominator(unit, q))
    assert case.target.numerator is not None
    if case.target.numerator.kind in ("classes", "communes", "communes_with"):
        most.append(communes(case.reports[unit, q]))
    for limit in most:
        low, high = min(low, limit), min(high, limit)
    return low, high


def extremes(case: Case, numbers: Numbers) -> tuple[Numbers, Numbers] | None:
    """The place's numbers with all lows, and with all highs; None where one is not known."""
    lows = highs = numbers
    for unit in case.units:
        if case.counts(unit):
            continue
        q = held_last(case, unit)
        if q is None:
            return None
        n_low, n_high = may_hold(case, unit, q)
        lows = _with(case, lows, unit, q, n_low)
        highs = _with(case, highs, unit, q, n_high)
    return lows, highs


def _with(case: Case, to: Numbers, unit: str, q: str, n: int) -> Numbers:
    x0 = start(case, unit)[0] if case.target.aim != ("keep",) else 0
    d = None if to.d is None else to.d + case.denominator(unit, q)
    b = None if to.b is None else to.b + case.b(unit)
    return Numbers(to.n + n, d, b, to.x0 + x0)


def forecast(case: Case, numbers: Numbers, units: list[str]) -> dict[str, Any] | None:
    """By the paces over 3 … k periods: what will stand at d, from … to …, as N."""
    k = lookback(case)
    if case.period >= case.d or numbers.d == 0 or numbers.b == 0 or k < 3:
        return None
    paces = []
    for i in range(3, k + 1):
        then = back(case, units, i)
        if then is None:
            return None
        paces.append(Fraction(numbers.n - then[0], i))
    left = number(case.d) - number(case.period)

    def rounded(pace: Fraction) -> int:
        value = max(0, floor(numbers.n + pace * left + Fraction(1, 2)))
        return value if numbers.d is None else min(value, numbers.d)

    low, high = rounded(min(paces)), rounded(max(paces))
    return {"at": case.d, "value": rounded(paces[-1]), "low": low, "high": high}
