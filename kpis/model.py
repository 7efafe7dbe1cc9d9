"""The words of judgement as types: verdicts, results and the scorecard.

Everything here is a frozen value: it compares, pickles and can be cached. Numbers are ``int`` and
``Fraction``; a float appears only in what is printed as JSON.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from data_loaders.model import Basis, Period
from data_loaders.model.language import Language
from kpis.law.details import Absence, Details
from kpis.law.ruling import Caveat, Coverage, Reason, Verdict
from kpis.law.target import Demand, Note, Option, Plan, Settings, Target, Watched
from kpis.result import Result
from kpis.statements import Sentences

# fmt: off
__all__ = [
    "Absence", "Caveat", "Coverage", "Demand", "Details", "Language", "Note", "Option", "Plan",
    "Reason", "Result", "Scorecard", "Settings", "Target", "Verdict", "Watched", "as_json",
]
# fmt: on


@dataclass(frozen=True)
class Scorecard:
    """Every verdict of a period: a row per target, the province first, then each locality.

    ``reporting`` tells which localities have a report of the period in force at all. ``said``: the
    sentences about it when a meeting froze it; ``frozen``: its document, where that is of a former
    law of verdicts. ``demands``: what each target asks for, as it is read at that instant.
    """

    plan: str
    period: Period
    as_of: datetime
    basis: Basis
    now: datetime
    province_id: str
    targets: tuple[Target, ...]
    demands: tuple[Demand | None, ...]
    results: tuple[Result, ...]
    reporting: Coverage
    said: Sentences | None = field(default=None, compare=False, repr=False)
    frozen: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], Result]:
        return {(result.unit_id, result.target_id): result for result in self.results}

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The localities that have a row here, the province first."""
        return tuple(dict.fromkeys(result.unit_id for result in self.results))

    def of(self, unit_id: str, target_id: str) -> Result:
        """The result of that locality and target. Raises ``KeyError`` when it is not here."""
        return self._by_key[unit_id, target_id]

    def of_unit(self, unit_id: str) -> tuple[Result, ...]:
        """A locality's results, in the order of the plan."""
        return tuple(result for result in self.results if result.unit_id == unit_id)

    def of_target(self, target_id: str) -> tuple[Result, ...]:
        """A target's results, the province first, in register order."""
        return tuple(result for result in self.results if result.target_id == target_id)

    def as_json(self) -> dict[str, object]:
        """The document of ``scorecard --json``."""
        if self.frozen is not None:
            return self._frozen_json(self.frozen)
        return {
            "plan": self.plan,
            "period": str(self.period),
            "as_of": self.as_of.isoformat(),
            "basis": self.basis.value,
            "now": self.now.isoformat(),
            "targets": [
                {
                    "id": target.target_id,
                    "quantity": None if demand is None else demand.quantity.name,
                    "aim": None if demand is None else demand.aim.name,
                    "name": target.name_vi,
                }
                for target, demand in zip(self.targets, self.demands, strict=True)
            ],
            "results": [as_json(result) for result in self.results],
        }

    def _frozen_json(self, frozen: Mapping[str, Any]) -> dict[str, object]:
        """As frozen; with what stood beside the rows then and was no part of what is hashed."""
        rows = []
        for row, result in zip(frozen["results"], self.results, strict=True):
            beside = None if result.missing_base is None else list(result.missing_base)
            told = list(row.items())
            told.insert(list(row).index("caveats") + 1, ("missing_base", beside))
            rows.append(dict(told))
        return {**frozen, "results": rows}

    def hashed(self) -> Mapping[str, object]:
        """The document that is hashed; of a frozen one the very document that was."""
        return self.as_json() if self.frozen is None else self.frozen

    def sha256(self) -> str:
        """What that document hashes to: the same for the same figures, judged the same way."""
        document = json.dumps(self.hashed(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(document.encode("utf-8")).hexdigest()


def as_json(result: Result) -> dict[str, object]:
    """One row of ``scorecard --json``; ``value`` and ``line`` become floats, for display only."""
    coverage, reports = result.coverage, result.reports
    bounds, forecast = result.bounds, result.forecast
    return {
        "unit_id": result.unit_id,
        "target_id": result.target_id,
        "period": str(result.period),
        "verdict": result.verdict.value,
        "reason": None if result.reason is None else result.reason.value,
        "provisional": result.provisional,
        "caveats": list(result.caveats),
        "missing_base": None if result.missing_base is None else list(result.missing_base),
        "numerator": result.numerator,
        "denominator": result.denominator,
        "base": result.base,
        "value": None if result.value is None else float(result.value),
        "needed": result.needed,
        "line": None if result.line is None else float(result.line),
        "coverage": {
            "counted": coverage.counted,
            "expected": coverage.expected,
            "missing": list(coverage.missing),
        },
        "reports": None
        if reports is None
        else {"received": reports.received, "expected": reports.expected},
        "bounds": None
        if bounds is None
        else {
            "low": bounds.low,
            "high": bounds.high,
            "at_low": bounds.at_low.value,
            "at_high": bounds.at_high.value,
        },
        "forecast": None
        if forecast is None
        else {
            "at": str(forecast.at),
            "value": forecast.value,
            "low": forecast.low,
            "high": forecast.high,
        },
        "former": None,
        "boundary": None if result.boundary is None else result.boundary.value,
    }
