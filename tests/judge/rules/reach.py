"""Reach (§3): a figure on its way to a deadline, a stage or a year's end."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.judge.periods import number, shifted
from tests.judge.rules.case import Case
from tests.judge.rules.declared import PERIOD
from tests.judge.rules.figures import back, lookback

Ruling = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Numbers:
    """N, D, B and x0 of a place, x0 as N."""

    n: int
    d: int | None
    b: int | None
    x0: int = 0


def line(case: Case, numbers: Numbers, q: str) -> Fraction:
    """t(q) = x0 + (z − x0)(q − s)/(d − s), as N."""
    z = case.needed(numbers.d, numbers.b)
    return numbers.x0 + (z - numbers.x0) * case.elapsed(q)


def first_four(case: Case, numbers: Numbers) -> tuple[Ruling, bool]:  # noqa: PLR0911 (the rules)
    """Rules 1 to 4, and whether the fourth spoke."""
    up = case.bar.up
    x, z = up(numbers.n), up(case.needed(numbers.d, numbers.b))
    x0, t = up(numbers.x0), up(line(case, numbers, case.period))
    by_date = not case.yearly
    if case.period == case.d:
        return (("met", None) if x >= z else ("missed", None)), False
    if x >= z:
        if case.sums:
            return ("met", "met_early"), False
        of_change = case.yearly and case.target.quantity == "change"
        if of_change or case.target.time == PERIOD:
            return ("on_track", None), False
        if by_date and not case.bar.more and x0 >= z:
            return ("on_track", None), False
        return ("met", "met_early"), False
    if x0 >= z:
        return ("behind", "fell_back"), False
    ratio = None if t == x0 else (x - x0) / (t - x0)
    if x >= floor(t) or (ratio is not None and ratio >= case.plan["near"]):
        return ("on_track", None), True
    if ratio is not None and ratio >= case.plan["risk"]:
        return ("at_risk", None), True
    if x >= floor(t) - 1:
        return ("at_risk", "one_short"), True
    return ("behind", None), True


def last_two(case: Case, numbers: Numbers, units: list[str], four: Ruling) -> Ruling:
    """Rules 5 and 6, which change only what the fourth gave."""
    if four[0] not in ("on_track", "at_risk"):
        return four
    x, x0 = case.bar.up(numbers.n), case.bar.up(numbers.x0)
    left, gone = (
        number(case.d) - number(case.period),
        number(case.period) - number(case.s),
    )
    last_stretch, recent = int(case.plan["last_stretch"]), int(case.plan["recent"])
    closing = left < last_stretch <= gone
    if case.yearly and case.target.quantity == "change" and case.m >= 7 and x <= x0:
        return ("behind", "stalled") if left < last_stretch else ("at_risk", "no_progress")
    found = four
    if four[0] == "on_track":
        if closing:
            found = ("at_risk", "due_soon")
        elif not case.yearly and not case.sums and gap_growing(case, numbers, units):
            found = ("at_risk", "gap_growing")
        elif not case.yearly and pace_too_slow(case, numbers, units):
            found = ("at_risk", "pace_too_slow")
    k = lookback(case)
    if not case.yearly and closing and k == recent and k >= 3:
        then = back(case, units, recent)
        if then is not None and x <= case.bar.up(then[0]):
            return ("behind", "stalled")
    return found


def gap_growing(case: Case, numbers: Numbers, units: list[str]) -> bool:
    """The gap z − x is larger than k back, or equal while floor(t) has risen since."""
    up, k = case.bar.up, lookback(case)
    then = back(case, units, k) if k >= 3 else None
    if then is None:
        return False
    d_then = None if numbers.d is None else then[1]
    if d_then == 0:
        return False
    gap = up(case.needed(numbers.d, numbers.b)) - up(numbers.n)
    before = up(case.needed(d_then, numbers.b)) - up(then[0])
    t_now = floor(up(line(case, numbers, case.period)))
    t_then = floor(up(line(case, numbers, shifted(case.period, -k))))
    return gap > 0 and (gap > before or (gap == before and t_now > t_then))


def pace_too_slow(case: Case, numbers: Numbers, units: list[str]) -> bool:
    """More is needed each period than `stretch` times what was done, and the line runs ahead."""
    up, k = case.bar.up, lookback(case)
    then = back(case, units, k) if k >= 3 else None
    if then is None:
        return False
    x, z = up(numbers.n), up(case.needed(numbers.d, numbers.b))
    pace = (x - up(then[0]) + 1) / k
    asked = (z - x) / (number(case.d) - number(case.period))
    ahead = min(shifted(case.period, int(case.plan["last_stretch"])), case.d)
    return asked > case.plan["stretch"] * pace and x < up(line(case, numbers, ahead))
