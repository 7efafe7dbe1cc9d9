"""Keep (§3): what has to hold at every period."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from tests.judge.periods import between, number, shifted
from tests.judge.rules.case import Case
from tests.judge.rules.declared import STATE
from tests.judge.rules.reach import Numbers, Ruling


def final(case: Case) -> bool:
    """Final at pd; a change and shares of sums over the year also at every m = 12."""
    return case.period == (case.year_end if case.yearly else case.last)


def holds(case: Case, numbers: Numbers) -> bool:
    """x ≥ z; of nothing nothing holds."""
    if numbers.d == 0:
        return False
    return case.bar.up(numbers.n) >= case.bar.up(case.needed(numbers.d, numbers.b))


def plain(case: Case, numbers: Numbers) -> Ruling:
    """The verdict without trend."""
    n, z, b = numbers.n, case.needed(numbers.d, numbers.b), numbers.b
    if final(case):
        return ("met", None) if holds(case, numbers) else ("missed", None)
    if b is not None and not case.bar.more:
        if n <= ceil(ceiling(case, b, z)):
            return "on_track", None
        if n <= z:
            return "at_risk", None
    elif holds(case, numbers):
        return "on_track", None
    if case.bar.up(n) == case.bar.up(z) - 1 and held_before(case):
        return "at_risk", "one_short"
    return "behind", None


def ceiling(case: Case, b: int, z: int) -> Fraction:
    """B + (Z − B)·m/12."""
    return b + Fraction((z - b) * case.m, 12)


def held_before(case: Case) -> bool:
    """It held at one of the `recent` periods before p, of a change from s on; at s it holds."""
    for q in between(shifted(case.period, -int(case.plan["recent"])), shifted(case.period, -1)):
        if case.target.base is not None:
            if q == case.s:
                return True
            if q < case.s:
                continue
        elif q < case.first:
            continue
        if known(case.at(q)) and holds(case.at(q), numbers_at(case.at(q))):
            return True
    return False


def known(then: Case) -> bool:
    """The threshold is passed there; of a whole place's bar nobody is missing."""
    if then.sums:
        received, expected = window_reports(then)
        return then.enough(received, expected)
    counted, expected = len(then.counted), len(then.units)
    if then.target.whole_place:
        return counted == expected
    return then.enough(counted, expected)


def numbers_at(then: Case) -> Numbers:
    """The place's numbers at a period: of those who count there, of sums of all."""
    units = list(then.units) if then.sums else then.counted
    n = sum(then.n(unit, then.period) for unit in units)
    return Numbers(n, then.place_d(units), then.place_base(units))


def window_reports(case: Case) -> tuple[int, int]:
    """Reports received of the window, and expected."""
    window = case.window(case.period)
    got = [case.received(unit, q) for unit in case.units for q in window]
    return sum(got), len(got)


def not_held(case: Case) -> list[str]:
    """At a final `met`: the periods (of a yearly keep: of that year) with x < z."""
    start = max(case.first, case.period[:4] + "-01") if case.yearly else case.first
    found = []
    for q in between(start, shifted(case.period, -1)):
        then = case.at(q)
        if known(then):
            numbers = numbers_at(then)
            if numbers.d != 0 and not holds(then, numbers):
                found.append(q)
    return found


def against_it(case: Case) -> bool:
    """The trend of a share of state terms crosses the bar `last_stretch` periods on."""
    recent = int(case.plan["recent"])
    periods = between(shifted(case.period, 1 - recent), case.period)
    if case.target.quantity != "share" or case.target.time != STATE or periods[0] < case.first:
        return False
    units = [u for u in case.counted if all(case.received(u, q) for q in periods)]
    if not case.enough(len(units), len(case.units)):
        return False
    shares = []
    for q in periods:
        d = sum(case.denominator(unit, q) for unit in units)
        if d == 0:
            return False
        shares.append(Fraction(sum(case.n(unit, q) for unit in units), d))
    slope, ahead = _least_squares(shares, recent - 1 + int(case.plan["last_stretch"]))
    wrong = slope < 0 if case.bar.more else slope > 0
    return wrong and not case.bar.satisfied(ahead)


def _least_squares(values: list[Fraction], place: int) -> tuple[Fraction, Fraction]:
    """Slope of the line through values at 0, 1, 2 …, and its height at a place."""
    count = len(values)
    middle = Fraction(count - 1, 2)
    mean = sum(values, Fraction(0)) / count
    above = sum((i - middle) * (value - mean) for i, value in enumerate(values))
    below = sum((i - middle) ** 2 for i in range(count))
    slope = above / below if below else Fraction(0)
    return slope, mean + slope * (place - middle)


def periods_gone(case: Case) -> Fraction:
    """(p − s)/(d − s) of a kept sum."""
    return Fraction(number(case.period) - number(case.s), number(case.d) - number(case.s))
