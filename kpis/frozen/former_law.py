"""Documents that were written under the first law of verdicts, read as the present types.

Seven kinds of target had their numbers in one flat record then. What was judged and said stays as
it was frozen; only where a number stands is another place: the pace together, the task together,
and until when and by which bar, which the plan that the meeting keeps says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from data_loaders.model import Period
from kpis.frozen.json_values import plain
from kpis.law.target import Plan

_Plain = Mapping[str, Any]

_SAME = ("relapsed", "trend", "since", "option", "recorded", "absent")
_TASK = ("due_on", "days_left", "done_on")
_TASK_COUNTS = ("late", "overdue", "to_come")


@dataclass(frozen=True)
class FormerLaw:
    """``plan``: the one that the meeting keeps, in the present grammar."""

    plan: Plan

    def document(self, told: _Plain) -> dict[str, Any]:
        """A whole document in the present form."""
        periods = [self._period(one) for one in told["periods"]]
        return {
            **told,
            "words": [_words(one) for one in told["words"]],
            "periods": periods,
            "movements": [self._movement(one) for one in told["movements"]],
        }

    def _period(self, told: _Plain) -> dict[str, Any]:
        results = [self._result(one) for one in told["results"]]
        return {**told, "results": results, "rows": [_row(one) for one in told["results"]]}

    def _movement(self, told: _Plain) -> dict[str, Any]:
        moved = dict(told["movement"])
        for end in ("before", "after"):
            moved[end] = self._result(moved[end])
        return {**told, "movement": moved}

    def _result(self, told: _Plain) -> dict[str, Any]:
        details = told.get("details", {})
        known = {key: value for key, value in told.items() if key != "details"}
        leg, start = self._leg(told), details.get("start")
        found = {"details": _details(details), "leg": leg, "start": start}
        if told.get("numerator") is not None:
            found["judged_at"] = told["period"]
        return known | {key: value for key, value in found.items() if value}

    def _leg(self, told: _Plain) -> Any:
        """Until when and by which bar, as the plan of that meeting has it."""
        target = self.plan.by_id.get(told["target_id"])
        if target is None:
            return None
        demand = target.demand_read(told.get("details", {}).get("option"))
        if demand is None:
            return None
        return plain(demand.aim.leg(self.plan.regime, Period.parse(told["period"])))


def _details(told: _Plain) -> dict[str, Any]:
    found = {key: told[key] for key in _SAME if key in told}
    pace = {"periods": "pace_periods", "seen": "pace_seen", "needed": "pace_needed"}
    if any(told.get(key) is not None for key in pace.values()):
        found["pace"] = {name: told.get(key) for name, key in pace.items()}
    if told.get("due_on") is not None:
        counts = {key: told.get(key, 0) for key in _TASK_COUNTS}
        found["task"] = {**{key: told.get(key) for key in _TASK}, **counts, "silent": 0}
    return found


def _words(told: _Plain) -> dict[str, Any]:
    known = {key: value for key, value in told.items() if key != "at_most"}
    return {**known, "over_line": told.get("over_line") or 0}


_ROW = (
    *("unit_id", "target_id", "period", "verdict", "reason", "provisional", "caveats"),
    *("numerator", "denominator", "base", "value", "needed", "line", "coverage"),
)
_NO_COVERAGE = {"counted": 0, "expected": 0, "missing": []}


def _row(told: _Plain) -> dict[str, Any]:
    """The result as its row of ``scorecard --json`` was then."""
    row = {key: told.get(key) for key in _ROW}
    row["caveats"] = told.get("caveats", [])
    row["coverage"] = _NO_COVERAGE | told.get("coverage", {})
    for key in ("value", "line"):
        row[key] = None if told.get(key) is None else float(Fraction(told[key]))
    return row
