"""Targets that are a share (§4): share_by_deadline and floor, beside the sentences they come from.

A rule gets the numbers of the counted localities and answers (verdict, reason, line).
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from tests.judge.periods import between, number, shifted
from tests.judge.seen import (
    Ruling,
    Seen,
    Target,
    complete,
    denominator_of,
    first_numerator,
    newest_numerator,
    numerator_of,
)


def satisfies(share: Fraction, target: Target) -> bool:
    """Operators are strict where the text is."""
    if target["operator"] == ">=":
        return bool(share >= target["figure"])
    if target["operator"] == ">":
        return bool(share > target["figure"])
    raise ValueError(target["operator"])


def least_needed(denominator: int, target: Target) -> int:
    """The smallest integer N with N/D op a, found by trying."""
    tried = 0
    while not satisfies(Fraction(tried, denominator), target):
        tried += 1
    return tried


def share_by_deadline(
    seen: Seen, target: Target, period: str, counted: list[str], n: int, d: int
) -> Ruling:
    """N of D by the end of the plan: D = 0, N* reached, the last period, N0 already there."""
    if d == 0:
        return "not_applicable", None, None
    needed = least_needed(d, target)
    if n >= needed:
        return "met", ("met_early" if period < seen.plan["last"] else None), None
    if period == seen.plan["last"]:
        return "missed", None, None
    n0 = sum(first_numerator(seen, target, unit, period) for unit in counted)
    if n0 >= needed:
        return "behind", "fell_back", None
    return along_the_line(seen, target, period, counted, n, n0, needed)


def along_the_line(
    seen: Seen, target: Target, period: str, counted: list[str], n: int, n0: int, needed: int
) -> Ruling:
    """Line t(p) = N0 + (N*−N0)·(p−p0)/(pd−p0), with the look-ahead on an on_track."""
    p0, p, pd = number(seen.plan["first"]), number(period), number(seen.plan["last"])

    def t(q: int) -> Fraction:
        return n0 + (needed - n0) * Fraction(q - p0, pd - p0)

    ratio = (n - n0) / (t(p) - n0) if t(p) != n0 else None
    if n >= floor(t(p)) or (ratio is not None and ratio >= seen.plan["near"]):
        pace = recent_pace(seen, target, period, counted, n)
        too_slow = (
            pace is not None
            and Fraction(needed - n, pd - p) > seen.plan["stretch"] * pace
            and n < t(min(p + seen.plan["last_stretch"], pd))
        )
        return ("at_risk", "pace_too_slow", t(p)) if too_slow else ("on_track", None, t(p))
    if ratio is not None and ratio >= seen.plan["risk"]:
        return "at_risk", None, t(p)
    return "behind", None, t(p)


def recent_pace(
    seen: Seen, target: Target, period: str, counted: list[str], n: int
) -> Fraction | None:
    """(N(p) − N(p−k))/k; None when k < 3 or a counted locality has no N from p0 to p−k."""
    k = min(seen.plan["recent"], number(period) - number(seen.plan["first"]))
    if k < 3:
        return None
    before = 0
    for unit in counted:
        then = newest_numerator(seen, target, unit, shifted(period, -k))
        if then is None:
            return None
        before += then
    return Fraction(n - before, k)


def floor_rule(
    seen: Seen, target: Target, period: str, localities: list[str], n: int, d: int
) -> Ruling:
    """N of D, at any time."""
    if d == 0:
        return "not_applicable", None, None
    good = satisfies(Fraction(n, d), target)
    if period == seen.plan["last"]:
        return ("met" if good else "missed"), None, None
    if not good:
        return "behind", None, None
    if trend_fails(seen, target, period, localities):
        return "at_risk", "trend_falling", None
    return "on_track", None, None


def trend_fails(seen: Seen, target: Target, period: str, localities: list[str]) -> bool:
    """The least-squares line of the recent shares falls and fails three periods after p."""
    recent = seen.plan["recent"]
    shares = []
    for each in between(shifted(period, 1 - recent), period):
        share = share_at(seen, target, each, localities)
        if share is None:
            return False
        shares.append(share)
    mean_x = Fraction(sum(range(recent)), recent)
    mean_y = sum(shares, Fraction(0)) / recent
    products = sum(((x - mean_x) * (y - mean_y) for x, y in enumerate(shares)), Fraction(0))
    squares = sum(((x - mean_x) ** 2 for x in range(recent)), Fraction(0))
    slope = products / squares
    ahead = mean_y + slope * (recent - 1 + 3 - mean_x)
    return slope < 0 and not satisfies(ahead, target)


def share_at(seen: Seen, target: Target, period: str, localities: list[str]) -> Fraction | None:
    """The share over those that reported that period; None before p0, too few, or of nothing."""
    if period < seen.plan["first"]:
        return None
    there = [unit for unit in localities if complete(seen, target, unit, period)]
    if Fraction(len(there), len(localities)) < seen.plan["minimum_coverage"]:
        return None
    n = sum(numerator_of(seen, target, unit, period) for unit in there)
    d = sum(denominator_of(seen, target, unit, period) for unit in there)
    return Fraction(n, d) if d > 0 else None
