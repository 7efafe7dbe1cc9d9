"""The law as one function: ``judge(history, …)`` answers what ``scorecard --json`` should say."""

from __future__ import annotations

from typing import Any

from tests.judge.periods import between, due_instant, instant, timeliness
from tests.judge.plan_text import FLOWS, PLAN
from tests.judge.rules.case import Case
from tests.judge.rules.declared import Target, targets_of
from tests.judge.rules.rows import judged
from tests.judge.seen import Seen, see

__all__ = ["PLAN", "default_period", "judge", "timeliness"]


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
    targets = [read(seen, table) for table in plan["targets"]]
    localities = reporting_localities(history)
    results = []
    for unit in history["units"]:
        whole = unit["level"] == "province"
        if not whole and unit["unit_id"] not in localities:
            continue
        place = tuple(localities) if whole else (unit["unit_id"],)
        for target in targets:
            case = Case(target, plan, seen.reports, seen.today, place, whole, period)
            key = {"unit_id": unit["unit_id"], "target_id": target.target_id, "period": period}
            results.append({**key, **judged(case), "former": None, "boundary": None})
    return {
        "plan": plan["id"],
        "period": period,
        "as_of": as_of,
        "basis": basis,
        "now": as_of,
        "targets": [heading(target) for target in targets],
        "results": results,
    }


def read(seen: Seen, table: dict[str, Any]) -> Target:
    """The target as it is read at that instant."""
    letters = targets_of(table, FLOWS)
    return letters[seen.readings.get(table["id"]) if len(letters) > 1 else None]


def heading(target: Target) -> dict[str, Any]:
    """How ``targets`` names it."""
    aim = None if target.aim is None else target.aim[0]
    return {"id": target.target_id, "quantity": target.quantity, "aim": aim}


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
