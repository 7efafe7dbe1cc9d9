"""One end of a movement taken apart: what each locality that counts adds to the figure there.

A figure of a state (a count, a share, a change) takes one report of each locality, and of a change
one more for the base; a sum of the year takes every month that anybody reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data_loaders.model import Period, Report
from kpis.boundary import carried_result
from kpis.counts import Counts
from kpis.law.quantity import Quantity, Tally
from kpis.model import Coverage, Reason, Result, Verdict
from kpis.movement.model import Numbers, Side
from kpis.verdicts import judge


@dataclass(frozen=True, slots=True)
class Share:
    """What a locality adds, from its report of ``period``; ``base``: from that of ``base_period``.

    None where the figure has no base.
    """

    period: Period
    now: Numbers
    base_period: Period | None = None
    base: int | None = None

    @property
    def numbers(self) -> Numbers:
        """Both together."""
        return replace(self.now, base=self.base)


@dataclass(frozen=True)
class Figure:
    """One end: its verdict, and who adds what. ``months``: of a sum, each report by itself.

    ``quantity`` None: the plan of that end does not have the target, or nobody has read its
    sentence. ``dropped``: the former. ``outside``: before the plan or after it, where nobody
    counts. ``seen``: the counts on whose units it is told.
    """

    side: Side
    result: Result
    expected: tuple[str, ...] = ()
    quantity: Quantity | None = None
    counted: Mapping[str, Share] = field(default_factory=dict)
    months: Mapping[tuple[str, Period], Numbers] = field(default_factory=dict)
    window: tuple[Period, ...] = ()
    dropped: bool = False
    seen: Counts | None = None

    def report(self, unit_id: str, period: Period) -> Report | None:
        """What a locality said for a period as it was known at this end, carried where it was
        reported on other units than those that are followed."""
        if self.seen is None:
            return self.side.facts.report(unit_id, period)
        dated = self.quantity is not None and self.quantity.dated_task is not None
        whose = self.seen.own if dated else self.seen.report
        return whose(unit_id, period)

    def sources(self, unit_id: str, period: Period) -> tuple[tuple[str, Period], ...]:
        """Whose reports that is: the locality's own, or those of its parts."""
        carriage = None if self.seen is None else self.seen.carriage(unit_id, period)
        if carriage is None:
            return ((unit_id, period),)
        return tuple((one, period) for one in carriage.due)

    def numbers_of(self, report: Report) -> Numbers | None:
        """What one report adds; None where a blank keeps it from counting."""
        part = None if self.quantity is None else self.quantity.of(report)
        return None if part is None else Numbers(part.number, part.whole)

    @property
    def period(self) -> Period:
        """Whose numbers these are: after a target's own deadline those of the deadline."""
        return self.result.judged_at or self.side.period

    @property
    def outside(self) -> bool:
        return self.result.reason in (Reason.BEFORE_PLAN, Reason.PLAN_CLOSED)

    @property
    def fixed_base(self) -> int | None:
        """The base that a document gives for the whole place; no part of a movement brings it."""
        whole = self.result.unit_id == self.side.register.province.unit_id
        return self.quantity.fixed_base if self.quantity is not None and whole else None

    @property
    def total(self) -> Numbers:
        """The sums of those who count, and a base that is there whoever counts; without a value.

        A sum to which nobody sent a report is what the scorecard says of it: nought, or nothing.
        """
        empty = self.window and not self.months
        total = Numbers(self.result.numerator if empty else None, base=self.fixed_base)
        for one in self.counted.values():
            total = total.plus(one.numbers)
        for month in self.months.values():
            total = total.plus(month)
        return total


def figure_of(
    side: Side, *, unit_id: str, target_id: str, seen_from: Period | None = None
) -> Figure:
    """The figure of the province or a locality at one end.

    ``seen_from``: a period of the units on which it is told; by default its own.
    """
    target = side.plan.by_id.get(target_id)
    if target is None:
        return Figure(side, _without(unit_id, target_id, side.period), dropped=True)
    counts = Counts(side.facts, side.plan, side.register)
    result = judge(counts, target, unit_id=unit_id, period=side.period)
    counts = counts.at(seen_from or result.judged_at or side.period)
    if seen_from is not None and unit_id != counts.province_id and counts.across(side.period):
        result = carried_result(
            counts, target, unit_id=unit_id, period=side.period, since=seen_from
        )
    demand = target.demand(side.facts)
    if demand is None:
        return Figure(side, result, counts.expected(unit_id, side.period))
    period = result.judged_at or side.period
    expected = demand.quantity.expected(counts, unit_id, period)
    found = Figure(side, result, expected, demand.quantity, seen=counts)
    if result.judged_at is None:  # before or after the plan, or what rests on no report
        return found
    tally = counts.tally(demand.quantity)
    if demand.quantity.of_sums:
        window = demand.quantity.window(counts, period)
        return replace(found, window=window, months=_months(tally, unit_id, period))
    return replace(found, counted=_counted(tally, found.expected, period))


def _without(unit_id: str, target_id: str, period: Period) -> Result:
    """What a plan that does not have the target says of it: nothing."""
    return Result(
        unit_id=unit_id,
        target_id=target_id,
        period=period,
        verdict=Verdict.NOT_APPLICABLE,
        reason=None,
        provisional=False,
        caveats=(),
        numerator=None,
        denominator=None,
        base=None,
        needed=None,
        value=None,
        line=None,
        coverage=Coverage(0, 0),
    )


def _counted(tally: Tally, units: tuple[str, ...], period: Period) -> dict[str, Share]:
    shares = {}
    for unit in units:
        share = _share(tally, unit, period)
        if share is not None:
            shares[unit] = share
    return shares


def _share(tally: Tally, unit: str, period: Period) -> Share | None:
    """What a locality adds: from which report, and from which one its base."""
    report = tally.quantity.report_of(tally, unit, period)
    part = tally.part(unit, period)
    if report is None or part is None:
        return None
    now, before = Numbers(part.number, part.whole), tally.quantity.base_at(period)
    if before is None:
        return Share(report.period, now)
    base = tally.base_of(unit, period)
    return None if base is None else Share(report.period, now, before, base)


def _months(tally: Tally, unit_id: str, period: Period) -> dict[tuple[str, Period], Numbers]:
    """Every report of a sum, also of localities that were merged since."""
    shares = tally.quantity.shares(tally, unit_id, period)
    return {key: Numbers(one.number, one.whole, one.base) for key, one in shares.items()}
