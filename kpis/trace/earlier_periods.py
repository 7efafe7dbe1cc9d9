"""The earlier periods that a verdict by pace or trend rests on, as terms like its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data_loaders.model import Facts, Period, Register, periods_between
from kpis.case import beginnings
from kpis.counts import Counts
from kpis.law.aim import SHORTEST_LOOK_BACK, Leg
from kpis.law.quantity import Tally
from kpis.model import Plan, Result, Verdict
from kpis.trace.terms import Role, Traced, counting, seen_by, terms_of, trace

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
    demand = plan.target(result.target_id).demand_shown(result.details.option)
    if demand is None or result.judged_at is None or demand.quantity.of_sums:
        return ()
    tally = seen_by(result, Counts(facts, plan, register)).tally(demand.quantity)
    if demand.aim.moving and not demand.aim.by_year and result.verdict in _ON_THE_WAY:
        return tuple(_pace(result, tally, demand.aim.leg(plan.regime, result.judged_at)))
    if result.details.trend is not None:
        return tuple(_trend(result, tally, plan.settings.recent))
    return ()


def _pace(result: Result, tally: Tally, leg: Leg) -> Iterator[Traced]:
    """Where each locality began, and where it stood when the pace was last looked at.

    Where that reaches back to the leg's start, it stood at its start figure.
    """
    now, units = result.judged_at or result.period, counting(result, tally.counts)
    began = tuple(beginnings(leg, tally.counts.plan.regime.first, now))
    yield from _stood(tally, units, began, Role.START)
    pace = result.details.pace
    if pace is not None and pace.periods is not None:
        back = [now.shifted(-pace.periods - further) for further in range(SHORTEST_LOOK_BACK)]
        known = [at for at in back if at > leg.start] + [*began] * (leg.start in back)
        yield from _stood(tally, units, known, Role.EARLIER)


def _stood(
    tally: Tally, units: Iterable[str], periods: Iterable[Period], role: Role
) -> Iterator[Traced]:
    """Each locality's number of the first of these periods in which it counts."""
    for unit in units:
        at = next((p for p in periods if tally.part(unit, p) is not None), None)
        if at is not None:
            yield from terms_of((unit,), tally, tally.quantity.terms[0], at, role)


def _trend(result: Result, tally: Tally, recent: int) -> Iterator[Traced]:
    """Parts and wholes of the periods before this one over which the trend is drawn, of those who
    count in all of them."""
    now = result.judged_at or result.period
    periods = tuple(periods_between(now.shifted(1 - recent), now.shifted(-1)))
    units = tuple(
        unit
        for unit in counting(result, tally.counts)
        if all(tally.part(unit, at) is not None for at in periods)
    )
    part, whole = tally.quantity.terms
    for period in periods:
        yield from terms_of(units, tally, part, period, Role.TREND_PART)
        yield from terms_of(units, tally, whole, period, Role.TREND_WHOLE)
