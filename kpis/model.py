"""The words of judgement as types: verdicts, results and the scorecard.

Everything here is a frozen value: it compares, pickles and can be cached. Numbers are ``int`` and
``Fraction``; a float appears only in what is printed as JSON. The types of a plan
(``kpis.plan.formula``, ``kpis.plan.target``) can be imported from here too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from data_loaders.model import Basis, Period
from kpis.details import Absence, Details
from kpis.plan.formula import (
    Ambiguous,
    AreaCount,
    AtLeastBase,
    Bar,
    Floor,
    Formula,
    Growth,
    Kind,
    Language,
    Milestone,
    Operator,
    Option,
    Reduction,
    ShareByDeadline,
    Term,
    Zero,
)
from kpis.plan.target import Note, Plan, Settings, Target, Watched
from kpis.statements import Said, Sentences

# fmt: off
__all__ = [
    "Absence", "Ambiguous", "AreaCount", "AtLeastBase", "Bar", "Caveat", "Coverage", "Details",
    "Floor", "Formula", "Growth", "Kind", "Language", "Milestone", "Note", "Operator", "Option",
    "Plan", "Reason", "Reduction", "Result", "Scorecard", "Settings", "ShareByDeadline", "Target",
    "Term", "Verdict", "Watched", "Zero", "as_json",
]
# fmt: on


class Verdict(StrEnum):
    """What a target comes to for a locality and a period."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    MISSED = "missed"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    NOT_JUDGED = "not_judged"


class Reason(StrEnum):
    """Why a verdict is what it is, where the rule names a reason."""

    BEFORE_PLAN = "before_plan"
    PLAN_CLOSED = "plan_closed"
    HELD_AT_ZERO = "held_at_zero"
    RISEN_FROM_ZERO = "risen_from_zero"
    DUE_SOON = "due_soon"
    MET_EARLY = "met_early"
    FELL_BACK = "fell_back"
    PACE_TOO_SLOW = "pace_too_slow"
    TREND_FALLING = "trend_falling"
    INCOMPLETE = "incomplete"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"


class Caveat(StrEnum):
    """What a reader must keep in mind beside the figure."""

    SMALL_BASE = "small_base"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the expected localities a figure rests on; ``missing`` in register order."""

    counted: int
    expected: int
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return self.counted == self.expected

    def below(self, minimum: Fraction) -> bool:
        """Whether too few count for a verdict: nobody, or less than that share."""
        return self.counted == 0 or self.counted < minimum * self.expected


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict of a target for a locality (or the province) and a period, with its numbers.

    ``numerator``: C of the yearly kinds, the sum of a zero target, N otherwise. ``value`` is a
    fraction of one. ``needed``: C* (at most) or N* (at least). ``line``: t, in counts.
    ``missing_base``: of a change that has no base at all, who reported the period and cannot give
    one; else None. ``said``: how it was put into words when a meeting froze it; None of one judged
    just now.
    """

    unit_id: str
    target_id: str
    period: Period
    verdict: Verdict
    reason: Reason | None
    provisional: bool
    caveats: tuple[Caveat, ...]
    numerator: int | None
    denominator: int | None
    base: int | None
    needed: int | None
    value: Fraction | None
    line: Fraction | None
    coverage: Coverage
    details: Details = Details()  # noqa: RUF009 (frozen)
    missing_base: tuple[str, ...] | None = None
    said: Said | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Scorecard:
    """Every verdict of a period: a row per target, the province first, then each locality.

    ``reporting`` tells which localities have a report of the period in force at all. ``said``: the
    sentences about it when a meeting froze it.
    """

    plan: str
    period: Period
    as_of: datetime
    basis: Basis
    now: datetime
    province_id: str
    targets: tuple[Target, ...]
    results: tuple[Result, ...]
    reporting: Coverage
    said: Sentences | None = field(default=None, compare=False, repr=False)

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
        return {
            "plan": self.plan,
            "period": str(self.period),
            "as_of": self.as_of.isoformat(),
            "basis": self.basis.value,
            "now": self.now.isoformat(),
            "targets": [
                {"id": target.target_id, "kind": target.kind.value, "name": target.name_vi}
                for target in self.targets
            ],
            "results": [as_json(result) for result in self.results],
        }

    def hashed(self) -> dict[str, object]:
        """The document that is hashed: without what joined it later and follows from the facts, so
        that what a meeting froze before keeps its hash."""
        rows = ({**as_json(result)} for result in self.results)
        kept = [{key: row[key] for key in row if key not in _NOT_HASHED} for row in rows]
        return {**self.as_json(), "results": kept}

    def sha256(self) -> str:
        """What that document hashes to: the same for the same figures, judged the same way."""
        document = json.dumps(self.hashed(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(document.encode("utf-8")).hexdigest()


_NOT_HASHED = frozenset({"missing_base"})


def as_json(result: Result) -> dict[str, object]:
    """One row of ``scorecard --json``; ``value`` and ``line`` become floats, for display only."""
    coverage = result.coverage
    return {
        "unit_id": result.unit_id,
        "target_id": result.target_id,
        "period": str(result.period),
        "verdict": result.verdict.value,
        "reason": None if result.reason is None else result.reason.value,
        "provisional": result.provisional,
        "caveats": [caveat.value for caveat in result.caveats],
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
    }
