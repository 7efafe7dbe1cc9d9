"""What exists at an instant on a basis (§4, Basis and As of), and what it adds up to (§3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from tests.judge.periods import base_period, instant, local_date, shifted, year_so_far

Report = dict[str, Any]
Target = dict[str, Any]
# verdict, reason, line t
Ruling = tuple[str, str | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """The in-force report of each locality and period, today's date, the recorded readings."""

    plan: dict[str, Any]
    reports: dict[tuple[str, str], Report]
    today: date
    readings: dict[str, str]


def see(history: dict[str, Any], as_of: str, basis: str, plan: dict[str, Any]) -> Seen:
    """Only what was received, accepted, returned or recorded by the instant exists."""
    now = instant(as_of)
    reports = {}
    for unit, period in {(r["unit_id"], r["period"]) for r in history["reports"]}:
        report = in_force(history, unit, period, now, basis)
        if report is not None:
            reports[unit, period] = report
    readings = {}
    for event in sorted(history["readings"], key=lambda event: instant(event["at"])):
        if instant(event["at"]) <= now:
            readings[event["target_id"]] = event["reading"]
    return Seen(plan, reports, local_date(now), readings)


def in_force(
    history: dict[str, Any], unit: str, period: str, now: datetime, basis: str
) -> Report | None:
    """The newest version whose last event is its acceptance; submitted: is not a return."""
    if basis not in ("accepted", "submitted"):
        raise ValueError(f"no such basis: {basis}")
    found = None
    for report in history["reports"]:
        if report["unit_id"] != unit or report["period"] != period:
            continue
        if instant(report["received_at"]) > now:
            continue
        last = last_event(report, now)
        if basis == "accepted" and last == "accepted":
            found = report
        if basis == "submitted" and last != "returned":
            found = report
    return found


def last_event(report: Report, now: datetime) -> str | None:
    """What last happened to a version by that instant; None when it only waits."""
    events = [event for event in report["events"] if instant(event["at"]) <= now]
    if not events:
        return None
    return str(sorted(events, key=lambda event: instant(event["at"]))[-1]["event"])


def complete(seen: Seen, target: Target, unit: str, period: str) -> bool:
    """It reported the period and every commune row has every measure of the formula."""
    report = seen.reports.get((unit, period))
    if report is None:
        return False
    return all(
        row.get(measure) is not None
        for row in report["rows"].values()
        for measure in target["measures"]
    )


def counts(seen: Seen, target: Target, unit: str, period: str) -> bool:
    """At p for N and D, at both periods for B and C, at all of the year so far for zero."""
    if target["kind"] == "milestone":
        return newest_task_list(seen, unit, period) is not None
    if target["kind"] in ("yearly_reduction", "growth_ceiling", "reading"):
        needed = [base_period(period), period]
    elif target["kind"] == "zero":
        needed = year_so_far(period, seen.plan)
    else:
        needed = [period]
    return all(complete(seen, target, unit, each) for each in needed)


def newest_task_list(seen: Seen, unit: str, period: str) -> list[dict[str, Any]] | None:
    """The task list of the newest in-force report up to p that has one."""
    found = None
    newest = ""
    for (of_unit, of_period), report in seen.reports.items():
        if of_unit == unit and of_period <= period and of_period > newest and report["tasks"]:
            newest, found = of_period, report["tasks"]
    return found


def numerator_of(seen: Seen, target: Target, unit: str, period: str) -> int:
    """N of one locality at one period."""
    report = seen.reports[unit, period]
    if target["id"] == "hotspots-eradicated":
        return total(report, "hotspots_eradicated")
    if target["id"] == "areas-transformed":
        return areas_in(report, "đạt", "tái phức tạp")
    if target["id"] == "areas-sustained":
        return areas_in(report, "đạt")
    if target["id"] == "service-access":
        return total(report, "reached")
    raise KeyError(target["id"])


def denominator_of(seen: Seen, target: Target, unit: str, period: str) -> int:
    """D of one locality at one period."""
    report = seen.reports[unit, period]
    if target["id"] == "hotspots-eradicated":
        return total(report, "hotspots_identified")
    if target["id"] == "areas-transformed":
        return len(report["areas"])
    if target["id"] == "areas-sustained":
        return areas_in(report, "đạt", "tái phức tạp")
    if target["id"] == "service-access":
        return total(report, "addicts") + total(report, "users")
    raise KeyError(target["id"])


def total(report: Report, measure: str) -> int:
    """The sum over the communes of what was reported; a blank adds nothing."""
    return sum(row[measure] for row in report["rows"].values() if row.get(measure) is not None)


def areas_in(report: Report, *states: str) -> int:
    """How many rows of the area list stand in one of these states."""
    return len([area for area in report["areas"] if area["state"] in states])


def clean_communes(report: Report) -> int:
    """How many communes have the class `không`."""
    return len([1 for row in report["rows"].values() if row["commune_class"] == "không"])


def other_communes(report: Report) -> int:
    """How many communes have a class other than `không`: those with drug evils."""
    return len(
        [1 for row in report["rows"].values() if row["commune_class"] not in ("không", None)]
    )


def first_numerator(seen: Seen, target: Target, unit: str, period: str) -> int:
    """N at the locality's first reported period from p0 on (it has one: it reported p)."""
    each = seen.plan["first"]
    while not complete(seen, target, unit, each):
        if each >= period:
            raise ValueError(f"{unit} does not count at {period}")
        each = shifted(each, 1)
    return numerator_of(seen, target, unit, each)


def newest_numerator(seen: Seen, target: Target, unit: str, period: str) -> int | None:
    """N at the locality's newest reported period from p0 to this one; None without any."""
    each = period
    while each >= seen.plan["first"]:
        if complete(seen, target, unit, each):
            return numerator_of(seen, target, unit, each)
        each = shifted(each, -1)
    return None
