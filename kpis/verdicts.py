"""From facts to a verdict: a target's numbers, whether they are enough, and what they come to."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.model import Period
from kpis.absences import absences, missing_base
from kpis.counts import Counts
from kpis.gathering import gather
from kpis.model import Caveat, Coverage, Reason, Result, Target, Verdict
from kpis.rules import Judgement
from kpis.scope import NOBODY, Gathered, Scope

SMALL_BASE = 10
"""Below this base or whole, counts say more than percentages."""


def judge(counts: Counts, target: Target, *, unit_id: str, period: Period) -> Result:
    """The verdict of a target for the province or one locality, with everything it rests on."""
    scope = Scope(counts, unit_id, period, counts.expected(unit_id, period))
    gathered = gather(scope, target)
    counted = frozenset(gathered.counted)
    missing = tuple(unit for unit in scope.expected if unit not in counted)
    coverage = Coverage(len(gathered.counted), len(scope.expected), missing)
    gathered = _within_plan(scope, target, _enough(scope, gathered, coverage))
    judgement = gathered.judgement
    outside = judgement.reason in (Reason.BEFORE_PLAN, Reason.PLAN_CLOSED)
    absent = () if outside else absences(scope, target, missing)
    small = any(n is not None and n < SMALL_BASE for n in (gathered.base, gathered.denominator))
    return Result(
        unit_id=unit_id,
        target_id=target.target_id,
        period=period,
        verdict=judgement.verdict,
        reason=judgement.reason,
        provisional=not coverage.complete,
        caveats=(Caveat.SMALL_BASE,) if small else (),
        numerator=gathered.numerator,
        denominator=gathered.denominator,
        base=gathered.base,
        needed=judgement.needed,
        value=judgement.value,
        line=judgement.line,
        coverage=coverage,
        details=replace(judgement.details, absent=absent),
        missing_base=None if outside else missing_base(scope, target),
    )


def _within_plan(scope: Scope, target: Target, gathered: Gathered) -> Gathered:
    """No figure and no verdict before the plan, nor after the target's closing verdict."""
    plan = scope.counts.plan
    if scope.period < plan.regime.first:
        reason = Reason.BEFORE_PLAN
    elif scope.period > plan.last_of(target):
        reason = Reason.PLAN_CLOSED
    else:
        return gathered
    return Gathered(gathered.counted, Judgement(Verdict.NOT_JUDGED, reason))


def _enough(scope: Scope, gathered: Gathered, coverage: Coverage) -> Gathered:
    """Not enough data where too few count; the numbers of those who do are kept."""
    if gathered.settled or not coverage.below(scope.counts.plan.settings.minimum_coverage):
        return gathered
    if not gathered.counted:
        return Gathered((), NOBODY)
    return replace(gathered, judgement=replace(NOBODY, needed=gathered.judgement.needed))
