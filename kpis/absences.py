"""For want of which reports localities do not count, and who cannot give a base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data_loaders.model import Period, periods_between
from kpis.completeness import stage_of
from kpis.counts import Counts
from kpis.gathering import option_read, term_read
from kpis.model import (
    Absence,
    Ambiguous,
    Floor,
    Growth,
    Milestone,
    Reduction,
    ShareByDeadline,
    Target,
    Term,
    Zero,
)
from kpis.scope import Scope


def absences(scope: Scope, target: Target, missing: Iterable[str]) -> tuple[Absence, ...]:
    """The reports that keep these localities from counting, each with how far it has come."""
    return tuple(one for unit in missing for one in _of(scope, target, unit))


def _of(scope: Scope, target: Target, unit: str) -> Iterator[Absence]:
    counts = scope.counts
    terms = _terms(counts, target)
    for period in _periods(scope, target):
        if terms and all(counts.value(unit, period, term) is not None for term in terms):
            continue
        stage = stage_of(counts.facts, counts.plan.regime, unit, period)
        yield Absence(unit, period, stage, base=period < scope.period and _changes(target))


def _changes(target: Target) -> bool:
    return isinstance(target.formula, Reduction | Growth | Ambiguous)


def _periods(scope: Scope, target: Target) -> tuple[Period, ...]:
    """Every period of which the formula needs a report."""
    now = scope.period
    if isinstance(target.formula, Zero):
        first = max(Period.of(now.year, 1), scope.counts.plan.regime.first)
        return tuple(periods_between(first, now))
    return (now.year_end_before(), now) if _changes(target) else (now,)


def _terms(counts: Counts, target: Target) -> tuple[Term, ...]:
    """What a report must hold; of a task nothing that a form must have."""
    match target.formula:
        case ShareByDeadline(part=part, whole=whole) | Floor(part=part, whole=whole):
            return part, whole
        case Reduction(count=count) | Growth(count=count) | Zero(count=count):
            return (count,)
        case Ambiguous() as formula:
            return (term_read(counts.facts, target.target_id, formula),)
        case Milestone():
            return ()


def missing_base(scope: Scope, target: Target) -> tuple[str, ...] | None:
    """Who reported the period and cannot give the base of a change, where nobody can.

    None of any other quantity, of a sentence that nobody has read, or where one locality can.
    """
    counts, formula = scope.counts, target.formula
    if isinstance(formula, Ambiguous):
        option = option_read(counts.facts, target.target_id, formula)
        if option is None or option.rule is None:
            return None
    elif not isinstance(formula, Reduction | Growth):
        return None
    (term,) = _terms(counts, target)
    before = scope.period.year_end_before()
    known = [u for u in scope.expected if counts.value(u, scope.period, term) is not None]
    if not known or any(counts.value(unit, before, term) is not None for unit in known):
        return None
    return tuple(known)
