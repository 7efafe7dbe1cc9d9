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


def shares_within(
    tally: Tally, unit_id: str, since: Period, until: Period
) -> dict[tuple[str, Period], Added]:
    """What each report of the span adds, whoever sent it."""
    return {
        (report.unit_id, report.period): Added(part.number, part.whole)
        for report in tally.counts.said(unit_id, since, until)
        if (part := tally.quantity.adds(report)) is not None
    }
