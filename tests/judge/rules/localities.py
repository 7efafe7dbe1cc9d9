"""Counts of state and period terms, shares of them, changes of a state term (§2, §3).

Base, threshold, then the rules, then what the missing may change.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.judge.rules import keep, reach, unknown
from tests.judge.rules.case import Case
from tests.judge.rules.declared import PERIOD
from tests.judge.rules.figures import start
from tests.judge.rules.reach import Numbers, Ruling

Row = dict[str, Any]


def row(case: Case, seen: Row) -> Row:
    """All of a row but its place; ``seen``: the coverage."""
    row: Row = {"coverage": seen}
    if case.target.own_base:
        reporters = [unit for unit in case.units if case.received(unit, case.period)]
        row["missing_base"] = [unit for unit in reporters if not case.has_base(unit)]
        if reporters and row["missing_base"] == reporters:
            return {**row, "verdict": "no_data", "reason": "base_missing"}
    if not case.enough(seen["counted"], seen["expected"]):
        return {**row, "verdict": "no_data"}
    units = case.counted
    x0 = sum(start(case, u)[0] for u in units) if case.target.aim != ("keep",) else 0
    n = sum(case.n(unit, case.period) for unit in units)
    numbers = Numbers(n, case.place_d(units), case.place_base(units), x0)
    row.update(shown(case, numbers))
    first, fourth = plain(case, numbers)
    missing = bool(seen["missing"])
    bounds = bounds_of(case, numbers) if missing and unknown.has_bounds(case) else None
    row.update(bounds=bounds, caveats=[])
    ends = [bounds["at_low"], bounds["at_high"]] if bounds else []
    if any(each != first[0] for each in ends):
        row["caveats"].append("could_change")
    whole = _whole_place(case, row, ends) if missing and case.target.whole_place else None
    if whole is not None:
        return whole
    ruling = finished(case, numbers, units, first, fourth=fourth)
    at_end = case.period == case.d and ruling[0] in ("met", "missed")
    if at_end and ends and ends[0] == ends[1] != ruling[0] and case.target.quantity != "count":
        return {**row, "verdict": "no_data", "reason": "incomplete"}
    row.update(verdict=ruling[0], reason=ruling[1], provisional=missing)
    if missing and case.target.quantity == "share" and case.target.time == PERIOD:
        row["caveats"].append("could_change")
    if ruling[0] != "not_applicable":
        row["forecast"] = forecast(case, numbers, units)
        row["caveats"] += own_caveats(case, numbers, ruling)
    return row


def _whole_place(case: Case, row: Row, ends: list[str]) -> Row:
    """Nobody is taken for zero: what both bounds give, else `no_data` (`incomplete`)."""
    if not ends or ends[0] != ends[1]:
        return {**row, "verdict": "no_data", "reason": "incomplete"}
    caveats = []
    if case.target.aim == ("keep",) and keep.final(case) and ends[0] == "met":
        caveats = [f"not_held:{q}" for q in keep.not_held(case)]
    return {**row, "verdict": ends[0], "provisional": True, "caveats": caveats}


def shown(case: Case, numbers: Numbers) -> Row:
    """The numbers of a row."""
    value = None
    row = {"numerator": numbers.n, "denominator": numbers.d, "base": numbers.b}
    if numbers.d == 0:
        return {**row, "value": None, "needed": None, "line": None}
    needed = case.needed(numbers.d, numbers.b)
    if numbers.d is not None:
        value = Fraction(numbers.n, numbers.d)
    elif numbers.b:
        value = Fraction(numbers.n - numbers.b, numbers.b)
    return {**row, "value": value, "needed": needed, "line": drawn(case, numbers)}


def drawn(case: Case, numbers: Numbers) -> Fraction | None:
    """`line`: t; a ceiling's; of a base of zero and of any other keep none."""
    if numbers.b == 0:
        return None
    if case.target.aim != ("keep",):
        return reach.line(case, numbers, case.period)
    if numbers.b is not None and not case.bar.more:
        return keep.ceiling(case, numbers.b, case.needed(None, numbers.b))
    return None


def plain(case: Case, numbers: Numbers) -> tuple[Ruling, bool]:
    """D = 0, B = 0, rules 1 to 4 of Reach, Keep without trend; whether rule 4 spoke."""
    if numbers.d == 0:
        return ("not_applicable", None), False
    if numbers.b == 0 and not case.bar.more:
        at_end = case.period == case.d
        if numbers.n == 0:
            return ("met" if at_end else "on_track", "held_at_zero"), False
        return ("missed" if at_end else "behind", "risen_from_zero"), False
    if case.target.aim == ("keep",):
        return keep.plain(case, numbers), False
    return reach.first_four(case, numbers)


def finished(
    case: Case, numbers: Numbers, units: list[str], first: Ruling, *, fourth: bool
) -> Ruling:
    """With rules 5 and 6, and with the trend."""
    if fourth:
        return reach.last_two(case, numbers, units, first)
    kept = case.target.aim == ("keep",) and first == ("on_track", None)
    if kept and keep.against_it(case):
        return "at_risk", ("trend_falling" if case.bar.more else "trend_rising")
    return first


def bounds_of(case: Case, numbers: Numbers) -> Row | None:
    """low and high as N, with the verdict at each."""
    both = unknown.extremes(case, numbers)
    if both is None:
        return None
    low, high = both
    return {
        "low": low.n,
        "high": high.n,
        "at_low": plain(case, low)[0][0],
        "at_high": plain(case, high)[0][0],
    }


def forecast(case: Case, numbers: Numbers, units: list[str]) -> Row | None:
    """Of Reach, and of a change kept by year with less is better."""
    if case.target.aim == ("keep",) and (case.target.base is None or case.bar.more):
        return None
    return unknown.forecast(case, numbers, units)


def own_caveats(case: Case, numbers: Numbers, ruling: Ruling) -> list[str]:
    """`no_room` and `not_held`."""
    if case.target.aim != ("keep",):
        return []
    found = []
    ceiling = numbers.b is not None and not case.bar.more
    if ceiling and numbers.b and case.needed(None, numbers.b) == numbers.b:
        found.append("no_room")
    if keep.final(case) and ruling[0] == "met":
        found += [f"not_held:{q}" for q in keep.not_held(case)]
    return found
