"""The law as one function: ``judge(history, …)`` answers what ``scorecard --json`` should say."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.judge.kinds import (
    growth_allowed,
    growth_ceiling,
    milestone,
    recorded_reading,
    reduction_allowed,
    task_ruling,
    yearly_reduction,
)
from tests.judge.periods import base_period, between, due_instant, instant, timeliness, year_so_far
from tests.judge.plan_text import PLAN
from tests.judge.seen import (
    Ruling,
    Seen,
    Target,
    clean_communes,
    complete,
    counts,
    denominator_of,
    numerator_of,
    other_communes,
    see,
    total,
)
from tests.judge.shares import floor_rule, least_needed, share_by_deadline

__all__ = ["PLAN", "default_period", "judge", "timeliness"]

Numbers = dict[str, Any]


def judge(
    history: dict[str, Any],
    *,
    period: str | None,
    as_of: str,
    basis: str,
    plan: dict[str, Any] = PLAN,
) -> dict[str, Any]:
    """The scorecard at an instant: a row per target for the province and each locality.

    ``period`` None means the period shown by default. Raises ValueError for an instant without
    an offset or an unknown basis.
    """
    if period is None:
        period = default_period(history, as_of, basis, plan)
    seen = see(history, as_of, basis, plan)
    localities = reporting_localities(history)
    results = []
    for unit in history["units"]:
        if unit["level"] == "province":
            of_unit = localities
        elif unit["unit_id"] in localities:
            of_unit = [unit["unit_id"]]
        else:
            continue
        for target in plan["targets"]:
            results.append(result(seen, target, unit["unit_id"], period, of_unit))
    return {
        "plan": plan["id"],
        "period": period,
        "as_of": as_of,
        "basis": basis,
        "now": as_of,
        "targets": [{key: t[key] for key in ("id", "kind", "name")} for t in plan["targets"]],
        "results": results,
    }


def reporting_localities(history: dict[str, Any]) -> list[str]:
    """The districts, in register order."""
    return [unit["unit_id"] for unit in history["units"] if unit["level"] == "district"]


def default_period(
    history: dict[str, Any], as_of: str, basis: str, plan: dict[str, Any] = PLAN
) -> str:
    """The newest whose due instant has passed or that everyone reported; else the newest with data.

    Of the plan's periods; with no data at all the plan's first.
    """
    seen = see(history, as_of, basis, plan)
    localities = reporting_localities(history)
    for period in reversed(between(plan["first"], plan["last"])):
        if instant(as_of) > due_instant(period, plan):
            return period
        if localities and all((unit, period) in seen.reports for unit in localities):
            return period
    with_data = [period for _, period in seen.reports]
    return max(with_data) if with_data else str(plan["first"])


def result(
    seen: Seen, target: Target, unit_id: str, period: str, localities: list[str]
) -> dict[str, Any]:
    """One row of the scorecard: a target over a set of localities."""
    counted = [unit for unit in localities if counts(seen, target, unit, period)]
    verdict, reason, numbers = verdict_of(seen, target, period, localities, counted)
    small = [numbers[name] for name in ("base", "denominator") if numbers[name] is not None]
    return {
        "unit_id": unit_id,
        "target_id": target["id"],
        "period": period,
        "verdict": verdict,
        "reason": reason,
        "provisional": len(counted) < len(localities),
        "caveats": ["small_base"] if any(each < 10 for each in small) else [],
        **{name: as_float(number) for name, number in numbers.items()},
        "coverage": {
            "counted": len(counted),
            "expected": len(localities),
            "missing": [unit for unit in localities if unit not in counted],
        },
    }


def verdict_of(
    seen: Seen, target: Target, period: str, localities: list[str], counted: list[str]
) -> tuple[str, str | None, Numbers]:
    """The rules in their order: calendar, reading, known breach, coverage, the rule of the kind."""
    if not seen.plan["first"] <= period <= seen.plan["last"]:
        reason = "before_plan" if period < seen.plan["first"] else "plan_closed"
        return "not_judged", reason, numbers_of()
    reading = seen.readings.get(target["id"])
    if target["kind"] == "reading" and reading in (None, "B"):
        verdict = "not_judged" if reading is None else "not_applicable"
        return verdict, None, clean_numbers(seen, target, period, localities, counted)
    numbers = numbers_for(seen, target, period, localities, counted)
    if target["kind"] == "zero" and numbers["numerator"] > 0:
        return "missed", None, numbers
    if not counted:
        return "no_data", None, numbers_of()
    if Fraction(len(counted), len(localities)) < seen.plan["minimum_coverage"]:
        return "no_data", None, {**numbers, "value": None}
    verdict, why, line = ruling(seen, target, period, localities, counted, numbers)
    return verdict, why, {**numbers, "line": line}


def ruling(  # noqa: PLR0911 (one for each kind)
    seen: Seen,
    target: Target,
    period: str,
    localities: list[str],
    counted: list[str],
    numbers: Numbers,
) -> Ruling:
    """The rule of the kind."""
    n, d, base = numbers["numerator"], numbers["denominator"], numbers["base"]
    match target["kind"]:
        case "yearly_reduction":
            return yearly_reduction(seen, target, period, base, n)
        case "growth_ceiling":
            return growth_ceiling(target, period, base, n)
        case "share_by_deadline":
            return share_by_deadline(seen, target, period, counted, n, d)
        case "floor":
            return floor_rule(seen, target, period, localities, n, d)
        case "milestone":
            return milestone(seen, target, period, counted)
        case "reading":
            return recorded_reading(seen, target, period, base, n)
        case "zero":
            return zero(period, everyone=len(counted) == len(localities))
        case other:
            raise KeyError(other)


def zero(period: str, *, everyone: bool) -> Ruling:
    """0: on_track; at m = 12 met, but no_data (incomplete) when coverage is below 100 %."""
    if period[5:] != "12":
        return "on_track", None, None
    return ("met", None, None) if everyone else ("no_data", "incomplete", None)


def numbers_for(
    seen: Seen, target: Target, period: str, localities: list[str], counted: list[str]
) -> Numbers:
    """The numbers a result shows, of the counted localities (zero: of what anyone reported)."""
    match target["kind"]:
        case "yearly_reduction":
            before, now = totals(seen, target, period, counted)
            allowed = reduction_allowed(before, target)
            return numbers_of(
                numerator=now, base=before, needed=allowed, value=quotient(before - now, before)
            )
        case "growth_ceiling":
            before, now = totals(seen, target, period, counted)
            allowed = growth_allowed(before, target)
            return numbers_of(
                numerator=now, base=before, needed=allowed, value=quotient(now - before, before)
            )
        case "share_by_deadline" | "floor":
            n = sum(numerator_of(seen, target, unit, period) for unit in counted)
            d = sum(denominator_of(seen, target, unit, period) for unit in counted)
            needed = least_needed(d, target) if d > 0 else None
            return numbers_of(numerator=n, denominator=d, needed=needed, value=quotient(n, d))
        case "zero":
            return numbers_of(numerator=year_total(seen, target, period, localities), needed=0)
        case "milestone":
            done = [u for u in counted if task_ruling(seen, target, u, period)[0] == "met"]
            n, d = len(done), len(counted)
            return numbers_of(numerator=n, denominator=d, value=quotient(n, d))
        case "reading":
            return clean_numbers(seen, target, period, localities, counted)
        case other:
            raise KeyError(other)


def totals(seen: Seen, target: Target, period: str, counted: list[str]) -> tuple[int, int]:
    """B and C: the measure at the base period and at p, over the counted localities."""
    measure = target["measures"][0]
    before = sum(total(seen.reports[unit, base_period(period)], measure) for unit in counted)
    now = sum(total(seen.reports[unit, period], measure) for unit in counted)
    return before, now


def year_total(seen: Seen, target: Target, period: str, localities: list[str]) -> int:
    """The sum over the year so far of what anyone reported, complete or not."""
    return sum(
        total(seen.reports[unit, each], target["measures"][0])
        for unit in localities
        for each in year_so_far(period, seen.plan)
        if (unit, each) in seen.reports
    )


def clean_numbers(
    seen: Seen, target: Target, period: str, localities: list[str], counted: list[str]
) -> Numbers:
    """Clean communes at the base and now (reading C: communes that are not clean).

    Without anybody who reported both, the count now of those that reported p.
    """
    reading = seen.readings.get(target["id"])
    count = other_communes if reading == "C" else clean_communes
    if not counted:
        there = [unit for unit in localities if complete(seen, target, unit, period)]
        if not there:
            return numbers_of()
        return numbers_of(numerator=sum(count(seen.reports[unit, period]) for unit in there))
    before = sum(count(seen.reports[unit, base_period(period)]) for unit in counted)
    now = sum(count(seen.reports[unit, period]) for unit in counted)
    needed = None
    if reading == "A":
        needed = before
    if reading == "C":
        needed = growth_allowed(before, target)
    return numbers_of(
        numerator=now, base=before, needed=needed, value=quotient(now - before, before)
    )


def numbers_of(**given: int | Fraction | None) -> Numbers:
    """The numbers of a result; those not given are null."""
    names = ("numerator", "denominator", "base", "value", "needed", "line")
    return {name: given.get(name) for name in names}


def quotient(above: int, below: int) -> Fraction | None:
    """A share; null on division by zero."""
    return Fraction(above, below) if below != 0 else None


def as_float(number: int | Fraction | None) -> int | float | None:
    """Fractions become floats for display, integers stay."""
    return float(number) if isinstance(number, Fraction) else number
