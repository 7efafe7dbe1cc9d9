"""Targets that compare with a year ago, milestones and the ambiguous sentence (§4).

A rule gets the numbers of the counted localities and answers (verdict, reason, line).
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from tests.judge.periods import month
from tests.judge.seen import Ruling, Seen, Target, newest_task_list


def reduction_allowed(base: int, target: Target) -> int:
    """C* = floor(B·(1−a))."""
    remainder: Fraction = base * (1 - target["figure"])
    return floor(remainder)


def growth_allowed(base: int, target: Target) -> int:
    """C* = ceil(B·(1+a)) − 1 for "<", floor(B·(1+a)) for "≤"; from zero nothing may grow."""
    if base == 0:
        return 0
    ceiling: Fraction = base * (1 + target["figure"])
    if target["operator"] == "<":
        return ceil(ceiling) - 1
    return floor(ceiling)


def from_zero(period: str, now: int) -> Ruling:
    """B = 0: C = 0 → met at m = 12, else on_track; C > 0 → missed at m = 12, else behind."""
    if now == 0:
        return ("met" if month(period) == 12 else "on_track"), "held_at_zero", None
    return ("missed" if month(period) == 12 else "behind"), "risen_from_zero", None


def yearly_reduction(seen: Seen, target: Target, period: str, base: int, now: int) -> Ruling:
    """The spots: fewer than at the end of the year before, in step with the months."""
    m = month(period)
    allowed = reduction_allowed(base, target)
    line = base - (base - allowed) * Fraction(m, 12)
    if base == 0:
        verdict, reason, _ = from_zero(period, now)
        return verdict, reason, line
    if m == 12:
        return ("met" if now <= allowed else "missed"), None, line
    ratio = None
    if base != line:
        ratio = (base - now) / (base - line)
    if now <= ceil(line) or (ratio is not None and ratio >= seen.plan["near"]):
        if now > allowed and m > 12 - seen.plan["last_stretch"]:
            return "at_risk", "due_soon", line
        return "on_track", None, line
    if ratio is not None and ratio >= seen.plan["risk"]:
        return "at_risk", None, line
    return "behind", None, line


def growth_ceiling(target: Target, period: str, base: int, now: int) -> Ruling:
    """The addicts: growth since the end of the year before stays below the ceiling."""
    m = month(period)
    allowed = growth_allowed(base, target)
    if base == 0:
        return from_zero(period, now)
    if m == 12:
        return ("met" if now <= allowed else "missed"), None, None
    if now > allowed:
        return "behind", None, None
    if now <= ceil(base + (allowed - base) * Fraction(m, 12)):
        return "on_track", None, None
    return "at_risk", None, None


def task_ruling(seen: Seen, target: Target, unit: str, period: str) -> tuple[str, str | None]:
    """One locality's task: met, missed (done_late, overdue), at_risk (due_soon) or on_track."""
    due = date.fromisoformat(target["due"])
    done_on = None
    for record in newest_task_list(seen, unit, period) or []:
        if record["task"] == target["task"] and record["state"] == "hoàn thành":
            done_on = date.fromisoformat(record["completed_on"])
    if done_on is not None:
        return ("met", None) if done_on <= due else ("missed", "done_late")
    if seen.today > due:
        return "missed", "overdue"
    if due - seen.today <= timedelta(days=30):
        return "at_risk", "due_soon"
    return "on_track", None


def milestone(seen: Seen, target: Target, period: str, counted: list[str]) -> Ruling:
    """met when N = D, else the worst of them."""
    rulings = [task_ruling(seen, target, unit, period) for unit in counted]
    worst_first: list[tuple[str, str | None]] = [
        ("missed", "overdue"),
        ("missed", "done_late"),
        ("at_risk", "due_soon"),
        ("on_track", None),
        ("met", None),
    ]
    for verdict, reason in worst_first:
        if (verdict, reason) in rulings:
            return verdict, reason, None
    raise ValueError("nobody counts")


def recorded_reading(seen: Seen, target: Target, period: str, base: int, now: int) -> Ruling:
    """Reading A: at least as many clean communes as at the base; C: the others grow below 1 %."""
    if seen.readings[target["id"]] == "C":
        return growth_ceiling(target, period, base, now)
    if now >= base:
        return ("met" if period == seen.plan["last"] else "on_track"), None, None
    return ("missed" if period == seen.plan["last"] else "behind"), None, None
