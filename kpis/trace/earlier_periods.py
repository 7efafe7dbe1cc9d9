"""The earlier periods that a verdict by pace or trend rests on, as terms like its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from data_loaders.model import Facts, Period, Register, periods_between
from kpis.counts import Counts
from kpis.model import Floor, Plan, Result, ShareByDeadline, Verdict
from kpis.trace.terms import Role, Traced, counting, terms_of, trace

_ON_THE_WAY = (Verdict.ON_TRACK, Verdict.AT_RISK, Verdict.BEHIND)


def trace_whole(
    result: Result, facts: Facts, plan: Plan, register: Register
) -> tuple[Traced, ...]:
    """The terms of a result's numbers, then those of the periods its verdict rests on."""
    found = trace(result, facts, plan, register)
    return (*found, *trace_rests(result, facts, plan, register))


def trace_rests(
    result: Result, facts: Facts, plan: Plan, register: Register
) -> tuple[Traced, ...]:
    """The earlier figures of whoever counts; none where the verdict rests on this period alone."""
    counts, formula = Counts(facts, plan, register), plan.target(result.target_id).formula
    if isinstance(formula, ShareByDeadline) and result.verdict in _ON_THE_WAY:
        return tuple(_pace(result, formula, counts))
    if isinstance(formula, Floor) and result.details.trend is not None:
        return tuple(_trend(result, formula, counts))
    return ()


def _pace(result: Result, formula: ShareByDeadline, counts: Counts) -> Iterator[Traced]:
    """Where each locality began, and where it stood when the pace was last looked at."""
    first, now = counts.plan.regime.first, result.period
    for unit in counting(result, counts):
        began = _counted(counts, unit, formula, periods_between(first, now))
        if began is not None:
            yield from terms_of((unit,), counts, formula.part, began, Role.START)
    if result.details.pace_periods is None:
        return
    back = now.shifted(-result.details.pace_periods)
    for unit in counting(result, counts):
        newest = reversed(list(periods_between(first, back)))
        stood = _counted(counts, unit, formula, newest)
        if stood is not None:
            yield from terms_of((unit,), counts, formula.part, stood, Role.EARLIER)


def _counted(
    counts: Counts, unit: str, formula: ShareByDeadline, periods: Iterator[Period]
) -> Period | None:
    """The first of the periods in which a locality counts."""
    return next(
        (at for at in periods if counts.pair(unit, at, formula.part, formula.whole) is not None),
        None,
    )


def _trend(result: Result, formula: Floor, counts: Counts) -> Iterator[Traced]:
    """Parts and wholes of the periods before this one over which the trend is drawn."""
    now = result.period
    oldest = now.shifted(1 - counts.plan.settings.recent)
    for period in periods_between(oldest, now.shifted(-1)):
        counted = tuple(
            unit
            for unit in counts.expected(result.unit_id, period)
            if counts.pair(unit, period, formula.part, formula.whole) is not None
        )
        yield from terms_of(counted, counts, formula.part, period, Role.TREND_PART)
        yield from terms_of(counted, counts, formula.whole, period, Role.TREND_WHOLE)
