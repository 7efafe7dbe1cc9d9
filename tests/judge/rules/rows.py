"""One row of ``scorecard --json``: a target of a place at a period, judged by the law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.judge.rules import localities, others, sums, year_before
from tests.judge.rules.case import Case

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
        row = year_before.row(case, coverage(case))
    elif case.sums:
        row = sums.row(case, coverage(case))
    else:
        row = localities.row(case, coverage(case))
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
