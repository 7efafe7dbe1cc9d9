"""The scorecard: every verdict of a period, from facts handed over whole. No store, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from data_loaders.model import Boundary, Facts, Period, Register, periods_between
from kpis.boundary import carried_result, seen_from, shown
from kpis.counts import Counts
from kpis.model import Coverage, Plan, Result, Scorecard, Target
from kpis.verdicts import judge


def scorecard(
    facts: Facts,
    plan: Plan,
    register: Register,
    *,
    period: Period,
    now: datetime,
    units: Collection[str] | None = None,
    boundary: Boundary = Boundary.AS_REPORTED,
) -> Scorecard:
    """The verdict of every target for the province and each reporting locality.

    ``now`` only stands in the document: judgement looks at the as-of instant of the facts.
    ``units`` limits the rows to those ids, still in register order. ``boundary``: on whose
    units the localities are shown; on others than the period's own they are carried and not judged.
    """
    counts = Counts(facts, plan, register)
    return _scorecard(counts, period=period, now=now, units=units, boundary=boundary)


def history(
    facts: Facts, plan: Plan, register: Register, *, now: datetime
) -> Mapping[Period, Scorecard]:
    """The scorecards of the plan's periods, the oldest first, each with the facts of one as-of.

    From the plan's first period to its newest that has begun or holds a report.
    """
    counts = Counts(facts, plan, register)
    return {
        period: _scorecard(counts, period=period, now=now, units=None) for period in _so_far(counts)
    }


def course(
    counts: Counts, *, unit_id: str, target_id: str, upto: Period | None = None
) -> tuple[Result, ...]:
    """One column of that history: a figure's verdicts, the oldest first, without all the others.

    Of a locality only the periods in which it must report. ``upto``: the last period wanted.
    """
    target = counts.plan.target(target_id)
    return tuple(
        judge(counts, target, unit_id=unit_id, period=period)
        for period in _so_far(counts)
        if (upto is None or period <= upto)
        and (unit_id == counts.province_id or unit_id in counts.localities(period))
    )


def _so_far(counts: Counts) -> list[Period]:
    """The plan's periods up to its newest that has begun or holds a report."""
    facts, regime = counts.facts, counts.plan.regime
    known = [*regime.begun(facts.as_of), *(period for _, period in facts.reports)]
    newest = min(max(known, default=regime.first), regime.last)
    return list(periods_between(regime.first, newest))


def default_period(facts: Facts, plan: Plan, register: Register) -> Period:
    """The period shown by default at the as-of instant of the facts.

    The plan's newest period whose due instant has passed or that every expected locality has
    reported; else the newest with data; with no data at all the plan's first.
    """
    counts = Counts(facts, plan, register)
    for period in reversed(plan.regime.expected()):
        past = plan.regime.due_at(period) < facts.as_of
        if past or _reporting(counts, period).complete:
            return period
    return max((period for _, period in facts.reports), default=plan.regime.first)


def _reporting(counts: Counts, period: Period) -> Coverage:
    expected = counts.localities(period)
    missing = tuple(unit for unit in expected if counts.facts.report(unit, period) is None)
    return Coverage(len(expected) - len(missing), len(expected), missing)


def _scorecard(
    counts: Counts,
    *,
    period: Period,
    now: datetime,
    units: Collection[str] | None,
    boundary: Boundary = Boundary.AS_REPORTED,
) -> Scorecard:
    plan, facts, since = counts.plan, counts.facts, seen_from(counts, boundary, period)

    def result_of(unit_id: str, target: Target) -> Result:
        if since is None or unit_id == counts.province_id:
            return judge(counts, target, unit_id=unit_id, period=period)
        return carried_result(counts, target, unit_id=unit_id, period=period, since=since)

    return Scorecard(
        plan=plan.name,
        period=period,
        as_of=facts.as_of,
        basis=facts.basis,
        now=now,
        province_id=counts.province_id,
        targets=plan.targets,
        demands=tuple(target.demand(facts) for target in plan.targets),
        results=tuple(
            result_of(unit_id, target)
            for unit_id in (counts.province_id, *shown(counts, boundary, period))
            if units is None or unit_id in units
            for target in plan.targets
        ),
        reporting=_reporting(counts, period),
    )
