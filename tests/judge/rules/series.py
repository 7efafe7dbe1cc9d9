"""Like for like (§4): one figure over the periods, of the localities that count at p.

A point that not all of them counted at is empty; none is joined to one of another set.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.judge.periods import between
from tests.judge.rules import year_before
from tests.judge.rules.case import Case
from tests.judge.rules.rows import judged

Point = dict[str, Any]
EMPTY: Point = dict.fromkeys(("numerator", "denominator", "base", "needed", "line"))


def series(case: Case) -> dict[str, Any] | None:
    """``set`` and ``points`` but for their values and verdicts; None of what has no series."""
    target = case.target
    if target.quantity not in ("count", "share", "change"):
        return None
    if not case.whole and target.base is not None and target.base[0] == "value":
        return None
    if not case.first <= case.period <= case.last:
        return None
    units = of_whom(case)
    own = replace(case, units=tuple(units))
    points = [{"period": case.s, **at_start(own)}] if case.yearly else []
    year = max(case.first, case.period[:4] + "-01")
    for q in between(year if case.yearly else case.first, case.period):
        points.append({"period": q, **at(own.at(q))})
    for point in points:
        point["line"] = None if point["line"] is None else float(point["line"])
    return {"set": units, "points": points}


def of_whom(case: Case) -> list[str]:
    """Those that count at p; of sums those with any report in the window."""
    if case.target.base == ("year_before",):
        return year_before.reported_this_year(case)
    return case.any_in_window if case.sums else case.counted


def at_start(case: Case) -> Point:
    """At s the start figure: B, 0 of a sum; base, needed and line those of p's year."""
    if not case.units:
        return EMPTY
    now = judged(case)
    if case.target.quantity == "share":
        return {**EMPTY, "numerator": 0, "needed": now["needed"]}
    if case.target.quantity == "count":
        unjudged = case.target.aim == ("each_year",) and not case.full_year
        needed = None if unjudged else case.needed(None, None)
        return {**EMPTY, "numerator": 0, "needed": needed, "line": None if unjudged else 0}
    n = sum(case.b(unit) for unit in case.units)
    way = None if now["line"] is None else Fraction(n)
    return {**EMPTY, "numerator": n, "base": now["base"], "needed": now["needed"], "line": way}


def at(case: Case) -> Point:
    """One point: the set's numbers at a period, by which it was judged then."""
    if not case.units or not all(there(case, unit) for unit in case.units):
        return EMPTY
    now = judged(case)
    point = {**EMPTY, "needed": now["needed"], "line": now["line"]}
    if case.target.base == ("year_before",):
        found = year_before.paired(case)
        return {**point, "numerator": found.n, "base": found.b}
    units = list(case.units)
    n = sum(case.n(unit, case.period) for unit in units)
    d, b = case.place_d(units), case.place_base(units)
    return {**point, "numerator": n, "denominator": d, "base": b}


def there(case: Case, unit: str) -> bool:
    """Whether a locality counts at the period; of sums whether it has that month's report."""
    if case.target.base == ("year_before",):
        return year_before.pair(case, unit, case.period)
    return case.received(unit, case.period) if case.sums else case.counts(unit)
