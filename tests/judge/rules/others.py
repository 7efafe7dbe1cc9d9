"""Tasks, and what somebody else publishes or concludes (§3)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.judge.periods import between, last_day
from tests.judge.rules.case import Case

Row = dict[str, Any]
WORST = ["on_track", "due_soon", "not_reported_since_due", "done_late", "overdue"]


def newest_list(case: Case, unit: str) -> tuple[str, Row] | None:
    """Its newest in-force list from p0 to p that names the task: the period and the row."""
    for q in between(case.first, case.period)[::-1]:
        report = case.reports.get((unit, q))
        for task in [] if report is None else report["tasks"]:
            if task["task"] == case.target.task:
                return q, task
    return None


def of_locality(case: Case, unit: str) -> tuple[str, str | None]:
    """One locality's verdict."""
    due: date = case.plan["tasks"][case.target.task]
    found = newest_list(case, unit)
    if found is None:
        return "no_data", None
    period, task = found
    if task["state"] == "hoàn thành" and task["completed_on"] is not None:
        in_time = date.fromisoformat(task["completed_on"]) <= due
        return ("met", None) if in_time else ("missed", "done_late")
    if case.today <= due:
        return ("at_risk", "due_soon") if (due - case.today).days <= 30 else ("on_track", None)
    if last_day(period) >= due:
        return "missed", "overdue"
    return "no_data", "not_reported_since_due"


def task(case: Case) -> Row:
    """N done in time of D that ever sent such a list."""
    every = [of_locality(case, unit) for unit in case.units]
    senders = [unit for unit in case.units if newest_list(case, unit) is not None]
    of_senders = [each for each in every if each != ("no_data", None)]
    missing = [unit for unit in case.units if unit not in senders]
    expected = len(case.units)
    row: Row = {
        "coverage": {"counted": len(senders), "expected": expected, "missing": missing},
    }
    names = [reason or verdict for verdict, reason in of_senders if verdict != "met"]
    worst = max(names, key=WORST.index, default=None)
    n, d = len([each for each in of_senders if each[0] == "met"]), len(senders)
    numbers = {"numerator": n, "denominator": d, "value": Fraction(n, d) if d else None}
    if worst in ("done_late", "overdue"):
        return {**row, **numbers, "verdict": "missed", "reason": worst}
    if not case.enough(d, expected):
        return {**row, "verdict": "no_data"}
    if worst == "not_reported_since_due":
        return {**row, "verdict": "no_data", "reason": worst}
    row.update(numbers, provisional=bool(missing))
    if worst is None:
        return {**row, "verdict": "met"}
    if worst == "due_soon":
        return {**row, "verdict": "at_risk", "reason": worst}
    return {**row, "verdict": "on_track"}


def recorded(case: Case) -> Row:
    """An external figure or a conclusion: province only, the newest recorded by p."""
    if not case.whole:
        return {"verdict": "not_applicable", "reason": "province_only"}
    known = [each for each in case.recorded if each["period"] <= case.period]
    newest = sorted(known, key=lambda each: each["period"])[-1] if known else None
    if case.target.quantity == "judged":
        return {"verdict": "not_judged" if newest is None else newest["verdict"]}
    assert case.target.aim is not None
    assert case.target.bar is not None
    passed = case.period >= case.target.aim[1]
    if newest is None:
        return {"verdict": "no_data" if passed else "not_judged", "reason": "awaiting_publication"}
    value = Fraction(newest["value"])
    if case.target.bar.satisfied(value):
        return {"verdict": "met" if passed else "on_track", "value": value}
    return {"verdict": "missed" if passed else "behind", "value": value}
