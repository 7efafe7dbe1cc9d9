"""What sums rest on: the reports of a span of periods, not the localities of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_loaders.model import Period, periods_between
from kpis.law.quantity import Added, Reports, Tally
from kpis.law.term import Over

if TYPE_CHECKING:
    from kpis.counts import Counts


def window_of(counts: Counts, over: Over, period: Period) -> Period:
    """The first period of a sum that ends with ``period``: the year's, not before the plan's."""
    first = counts.plan.regime.first
    return first if over is Over.PLAN else max(first, Period.of(period.year, 1))


def within(
    tally: Tally, unit_id: str, since: Period, until: Period
) -> tuple[Reports, tuple[str, ...]]:
    """The reports of the span, received and expected, and the localities that lack none.

    Received is a report in which nothing that the quantity asks for is blank.
    """
    counts = tally.counts
    if counts.changed:
        return _over_changes(tally, unit_id, since, until)
    received = expected = 0
    lacking = set()
    for period in periods_between(since, until):
        for unit in counts.expected(unit_id, period):
            expected += 1
            if tally.part(unit, period) is None:
                lacking.add(unit)
            else:
                received += 1
    complete = counts.expected(unit_id, until)
    if lacking:
        complete = tuple(unit for unit in complete if unit not in lacking)
    return Reports(received, expected), complete


def _over_changes(
    tally: Tally, unit_id: str, since: Period, until: Period
) -> tuple[Reports, tuple[str, ...]]:
    """The same where units changed: of a locality the reports of all its parts, of the whole place
    those of the localities of then; lacking is whoever misses a part of one."""
    counts, sent = tally.counts, tally.counts.as_sent
    received = expected = 0
    for period in periods_between(since, until):
        whose = sent if unit_id == counts.province_id else counts
        for unit in whose.expected(unit_id, period):
            expected += whose.owed(unit, period)
            told = whose.sent(unit, period)
            received += sum(tally.quantity.of(report) is not None for report in told)
    complete = tuple(
        unit
        for unit in counts.expected(unit_id, until)
        if all(_has(tally, unit, period) for period in periods_between(since, until))
    )
    return Reports(received, expected), complete


def _has(tally: Tally, unit_id: str, period: Period) -> bool:
    """Whether no report of the locality's parts is missing; before it was made of anything, none
    is."""
    counts = tally.counts
    if not counts.across(period):
        return tally.part(unit_id, period) is not None
    carriage = counts.carriage(unit_id, period)
    if carriage is None:
        return True
    whole, terms = carriage.report, tally.quantity.terms
    return whole is not None and all(whole.complete(*term.needs) for term in terms)


def shares_within(
    tally: Tally, unit_id: str, since: Period, until: Period
) -> dict[tuple[str, Period], Added]:
    """What each report of the span adds, whoever sent it."""
    return {
        (report.unit_id, report.period): Added(part.number, part.whole)
        for report in tally.counts.told(unit_id, since, until)
        if (part := tally.quantity.adds(report)) is not None
    }
