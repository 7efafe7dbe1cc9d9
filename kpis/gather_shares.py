"""Gathering the numbers of the two kinds of share: a deadline to reach and a floor to keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from data_loaders.model import periods_between
from kpis import share_rules
from kpis.counts import sums
from kpis.model import AreaCount, Floor, ShareByDeadline, Term
from kpis.scope import Gathered, Scope


def _now(scope: Scope, part: Term, whole: Term) -> dict[str, tuple[int, int]]:
    """Locality → N and D, of those who count at this period."""
    pairs = ((u, scope.counts.pair(u, scope.period, part, whole)) for u in scope.expected)
    return {unit: pair for unit, pair in pairs if pair is not None}


def _with_relapses(scope: Scope, gathered: Gathered, *terms: Term) -> Gathered:
    """How many of the recognised areas relapsed since, where the target is about them."""
    if not any(term.areas is AreaCount.RECOGNISED for term in terms):
        return gathered
    pairs = _now(scope, Term(areas=AreaCount.RECOGNISED), Term(areas=AreaCount.SUSTAINED))
    recognised, sustained = sums(pairs.values())
    judgement = gathered.judgement
    details = replace(judgement.details, relapsed=recognised - sustained)
    return replace(gathered, judgement=replace(judgement, details=details))


def gather_share(scope: Scope, formula: ShareByDeadline) -> Gathered:
    """N of D now, where each locality began, and how fast it has gone lately."""
    values = _now(scope, formula.part, formula.whole)
    part, whole = sums(values.values())
    counts, first = scope.counts, scope.counts.plan.regime.first
    course = share_rules.Course(
        part=part,
        whole=whole,
        start=_starts(scope, formula, values),
        earlier=_earlier(scope, formula, values),
        elapsed=scope.period - first,
        length=formula.deadline - first,
    )
    judgement = share_rules.share_by_deadline(
        course, bar=formula.bar, settings=counts.plan.settings
    )
    gathered = Gathered(tuple(values), judgement, numerator=part, denominator=whole)
    return _with_relapses(scope, gathered, formula.part)


def _starts(scope: Scope, formula: ShareByDeadline, counted: Iterable[str]) -> int:
    """N0: the sum of each counted locality's N at its first reported period of the plan."""
    counts = scope.counts
    firsts = (counts.first_part(u, scope.period, formula.part, formula.whole) for u in counted)
    return sum(first for first in firsts if first is not None)


def _earlier(scope: Scope, formula: ShareByDeadline, counted: Iterable[str]) -> int | None:
    """N of the look-back, or None unless every counted locality had reported by then."""
    counts = scope.counts
    elapsed = scope.period - counts.plan.regime.first
    back = share_rules.look_back(elapsed, counts.plan.settings)
    if back is None:
        return None
    upto = scope.period.shifted(-back)
    total = 0
    for unit in counted:
        part = counts.newest_part(unit, upto, formula.part, formula.whole)
        if part is None:
            return None
        total += part
    return total


def gather_floor(scope: Scope, formula: Floor) -> Gathered:
    """N of D now, and the shares of the recent periods."""
    values = _now(scope, formula.part, formula.whole)
    part, whole = sums(values.values())
    judgement = share_rules.floor_share(
        part=part,
        whole=whole,
        bar=formula.bar,
        closing=scope.closing,
        shares=_recent_shares(scope, formula),
    )
    gathered = Gathered(tuple(values), judgement, numerator=part, denominator=whole)
    return _with_relapses(scope, gathered, formula.whole)


def _recent_shares(scope: Scope, formula: Floor) -> tuple[Fraction, ...] | None:
    """The shares of the recent periods, or None when one of them has too few localities."""
    plan = scope.counts.plan
    oldest = scope.period.shifted(1 - plan.settings.recent)
    if oldest < plan.regime.first:
        return None
    shares: list[Fraction] = []
    for period in periods_between(oldest, scope.period):
        share = scope.counts.share(scope.unit_id, period, formula.part, formula.whole)
        if share is None:
            return None
        shares.append(share)
    return tuple(shares)
