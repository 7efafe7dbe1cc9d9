"""One row of ``scorecard --json``: a target of a place at a period, judged by the law."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.judge import keep, others, reach, sums, unknown, year_before
from tests.judge.case import Case
from tests.judge.declared import PERIOD
from tests.judge.figures import start
from tests.judge.reach import Numbers, Ruling

Row = dict[str, Any]
NOTHING: Row = {
    "reason": None,
    "provisional": False,
    "caveats": [],
    "missing_base": None,
    "numerator": None,
    "denominator": None,
    "base": None,
    "value": None,
    "needed": None,
    "line": None,
    "reports": None,
    "bounds": None,
    "forecast": None,
}


def judged(case: Case) -> Row:
    """The row, its fractions as floats, its caveats in alphabetical order."""
    row = {**NOTHING, **_judged(case)}
    row["caveats"] = sorted([*row["caveats"], *_small_base(case, row)])
    for name in ("value", "line"):
        row[name] = None if row[name] is None else float(row[name])
    return row


def _judged(case: Case) -> Row:  # noqa: PLR0911 (what is asked before the rules)
    target = case.target
    if not case.first <= case.period <= case.last:
        reason = "before_plan" if case.period < case.first else "plan_closed"
        return {"verdict": "not_judged", "reason": reason, "coverage": of_the_period(case)}
    if target.quantity is None:
        return {"verdict": "not_judged", "reason": "reading_open", "coverage": of_the_period(case)}
    if target.quantity == "none":
        row = {"verdict": "not_applicable", "reason": "not_a_target"}
        return {**row, "coverage": of_the_period(case)}
    if target.quantity == "task":
        return others.task(case)
    if not case.whole and target.base is not None and target.base[0] == "value":
        row = {"verdict": "not_applicable", "reason": "province_only"}
        return {**row, "coverage": of_the_period(case)}
    if target.quantity in ("external", "judged"):
        return {**others.recorded(case), "coverage": of_the_period(case)}
    if target.aim in (("stages",), ("by", case.d)) and case.period > case.d:
        return judged_numbers(case.at(case.d))
    return judged_numbers(case)


def judged_numbers(case: Case) -> Row:
    """Of count, share and change, with the caveats about earlier ends."""
    by_flow = case.sums and case.target.aim == ("each_year",)
    if by_flow and not case.full_year:
        return {"verdict": "not_judged", "reason": "part_year", "coverage": of_the_period(case)}
    if case.target.base == ("year_before",):
        row = against_the_year_before(case)
    elif case.sums:
        row = sums.row(case, coverage(case))
    else:
        row = of_localities(case)
    row["caveats"] = [*row.get("caveats", []), *earlier(case)]
    return row


def of_the_period(case: Case) -> Row:
    """Where no rule asks for a measure: who reported the period."""
    return _covered(case, lambda unit: (unit, case.period) in case.reports)


def coverage(case: Case) -> Row:
    """Who counts; of sums the missing are those who lack a report of the window."""
    if case.target.base == ("year_before",):
        def there(unit: str) -> bool:
            return all(year_before.pair(case, unit, q) for q in year_before.months(case))
    elif case.target.quantity in ("count", "share") and case.sums:
        def there(unit: str) -> bool:
            return all(case.received(unit, q) for q in case.window(case.period))
    else:
        there = case.counts
    return _covered(case, there)


def _covered(case: Case, there: Callable[[str], bool]) -> Row:
    missing = [unit for unit in case.units if not there(unit)]
    return {
        "counted": len(case.units) - len(missing),
        "expected": len(case.units),
        "missing": missing,
    }


def earlier(case: Case) -> list[str]:
    """`missed_year`: years of the plan before Y whose m = 12 verdict was `missed`; stages too."""
    found = []
    of_years = case.target.aim == ("each_year",) or (
        case.target.base == ("year_end_before",) and case.target.aim == ("keep",)
    )
    if of_years:
        for year in range(int(case.first[:4]), int(case.period[:4])):
            then = f"{year}-12"
            if judged_numbers(case.at(then))["verdict"] == "missed":
                found.append(f"missed_year:{year}")
    for end, _ in case.target.stages:
        if end < case.period and judged_numbers(case.at(end))["verdict"] == "missed":
            found.append(f"stage_missed:{end}")
    return found


def _small_base(case: Case, row: Row) -> list[str]:
    small = [row[name] for name in ("base", "denominator") if row[name] is not None]
    if case.target.quantity == "task" or not any(each < 10 for each in small):
        return []
    return ["small_base"]


# Counts of state and period terms, shares of them, changes of a state term.


def of_localities(case: Case) -> Row:
    """§2: base, threshold, then the rules, then what the missing may change."""
    seen = coverage(case)
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


# A change against the year before.


def against_the_year_before(case: Case) -> Row:
    """Pairs of reports: base, the known breach, threshold, the rules."""
    if not case.full_year:
        return {"verdict": "not_judged", "reason": "part_year", "coverage": of_the_period(case)}
    found = year_before.paired(case)
    expected = len(case.units) * case.m
    row: Row = {
        "coverage": coverage(case),
        "reports": {"received": found.pairs, "expected": expected},
        "missing_base": year_before.without_base(case),
    }
    numbers = year_before.as_numbers(case, found)
    value = Fraction(found.n - found.b, found.b) if found.b else None
    breach = year_before.known_breach(case)
    if breach is not None:
        return {**row, **numbers, "value": value, "verdict": "missed", "reason": breach}
    reporters = year_before.reported_this_year(case)
    if reporters and row["missing_base"] == reporters:
        return {**row, "verdict": "no_data", "reason": "base_missing"}
    if not case.enough(found.pairs, expected):
        return {**row, "verdict": "no_data"}
    verdict, reason = year_before.ruled(case, found)
    missing = found.pairs < expected
    row.update(numbers, value=value, verdict=verdict, reason=reason, provisional=missing)
    return {**row, "caveats": ["could_change"] if missing else []}
