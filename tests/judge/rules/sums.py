"""Sums of what was reported (§2, §3): counts and shares over the year or the plan."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from tests.judge.rules import keep, reach, unknown
from tests.judge.rules.case import Case
from tests.judge.rules.figures import start
from tests.judge.rules.reach import Numbers

Row = dict[str, Any]


def row(case: Case, coverage: Row) -> Row:
    """The rule of the sum, its threshold asked of reports."""
    received, expected = keep.window_reports(case)
    row: Row = {"coverage": coverage, "reports": {"received": received, "expected": expected}}
    enough, missing = case.enough(received, expected), received < expected
    if case.target.quantity == "share":
        return {**row, **kept_share(case, enough=enough, missing=missing)}
    if case.bar.more:
        return {**row, **reached(case, enough=enough, missing=missing)}
    return {**row, **kept_count(case, enough=enough, missing=missing)}


def kept_count(case: Case, *, enough: bool, missing: bool) -> Row:
    """Less is better: a known breach does not disappear; a zero takes every report."""
    n = sum(case.n(unit, case.period) for unit in case.units)
    z = case.needed(None, None)
    way = Fraction(z) * keep.periods_gone(case)
    row: Row = {"numerator": n, "needed": z, "line": way}
    if n > z:
        return {**row, "verdict": "missed"}
    if case.period == case.d:
        if missing:
            return {**row, "verdict": "no_data", "reason": "incomplete"}
        return {**row, "verdict": "met"}
    if not enough:
        return {"verdict": "no_data"}
    row["verdict"] = "on_track" if n <= ceil(way) else "at_risk"
    return {**row, "provisional": missing, "caveats": ["could_change"] if missing else []}


def reached(case: Case, *, enough: bool, missing: bool) -> Row:
    """More is better: what was done stays done."""
    n = sum(case.n(unit, case.period) for unit in case.units)
    z = case.needed(None, None)
    numbers = Numbers(n, None, None, sum(start(case, unit)[0] for unit in case.units))
    way = reach.line(case, numbers, case.period)
    row: Row = {"numerator": n, "needed": z, "line": way}
    units = case.any_in_window
    if n >= z:
        early = None if case.period == case.d else "met_early"
        row["forecast"] = forecast(case, numbers, units)
        return {**row, "verdict": "met", "reason": early}
    if not enough:
        return {"verdict": "no_data"}
    if case.period == case.d and missing:
        return {**row, "verdict": "no_data", "reason": "incomplete"}
    ruling, fourth = reach.first_four(case, numbers)
    if fourth:
        ruling = reach.last_two(case, numbers, units, ruling)
    row.update(verdict=ruling[0], reason=ruling[1], provisional=missing)
    row["forecast"] = forecast(case, numbers, units)
    return {**row, "caveats": ["could_change"] if missing else []}


def forecast(case: Case, numbers: Numbers, units: list[str]) -> Row | None:
    """Of a deadline and a stage, not of a year's sum."""
    return None if case.yearly else unknown.forecast(case, numbers, units)


def kept_share(case: Case, *, enough: bool, missing: bool) -> Row:
    """A share of sums has to hold."""
    if not enough:
        return {"verdict": "no_data"}
    numbers = keep.numbers_at(case)
    n, d = numbers.n, numbers.d
    assert d is not None
    caveats = ["could_change"] if missing else []
    row: Row = {"numerator": n, "denominator": d, "provisional": missing}
    if d == 0:
        return {**row, "verdict": "not_applicable", "caveats": caveats}
    row.update(value=Fraction(n, d), needed=case.needed(d, None))
    verdict, reason = keep.plain(case, numbers)
    if keep.final(case) and verdict == "met":
        caveats += [f"not_held:{q}" for q in keep.not_held(case)]
    return {**row, "verdict": verdict, "reason": reason, "caveats": caveats}
