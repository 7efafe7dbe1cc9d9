"""What a place held earlier: start figures, figures k periods back, paces (§3, first words)."""

from __future__ import annotations

from tests.judge.periods import between, number, shifted
from tests.judge.rules.case import Case

Pair = tuple[int, int]
"""N and D of one locality."""


def start(case: Case, unit: str) -> Pair:
    """A locality's part of x0, with the D of that period.

    B of a change by the year; 0 of a sum, of a stage after the first its sum at s; else its first
    reported from s on, of a stage after the first its newest from p0 to s, else its first after.
    """
    if case.sums:
        return (case.n(unit, case.s) if case.later_stage else 0), 0
    if case.yearly:
        return case.b(unit), 0
    periods = between(case.s, case.period)
    if case.later_stage:
        periods = between(case.first, case.s)[::-1] + periods
    for q in periods:
        if case.received(unit, q):
            return case.n(unit, q), case.denominator(unit, q)
    raise ValueError(f"{unit} never reported up to {case.period}")


def back(case: Case, units: list[str], k: int) -> Pair | None:
    """The figure k periods back: N and D of all of them, or None where one has none."""
    found = []
    latest = shifted(case.period, -k)
    for unit in units:
        newest = None
        for q in between(shifted(latest, -2), latest)[::-1]:
            if newest is None and q == case.s:
                newest = start(case, unit)
            if newest is None and q > case.s and case.received(unit, q):
                newest = case.n(unit, q), case.denominator(unit, q)
        if newest is None:
            return None
        found.append(newest)
    return sum(n for n, _ in found), sum(d for _, d in found)


def lookback(case: Case) -> int:
    """k = min(recent, p − s); used only when k ≥ 3."""
    return min(int(case.plan["recent"]), number(case.period) - number(case.s))
