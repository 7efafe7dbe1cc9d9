"""What exists at an instant on a basis (§4, Basis and As of)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.judge.periods import instant, local_date

Report = dict[str, Any]


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
