"""Figures on the units of another day: today's at an older period, the plan's first at a later one.

What is shown so is carried and never judged; the whole place stays as it was reported.
"""

from __future__ import annotations

from dataclasses import replace

from data_loaders.model import Boundary, Carried, Period
from kpis.boundary import worth
from kpis.counts import Counts
from kpis.law.ruling import Coverage, Reason, Verdict
from kpis.law.target import Target
from kpis.result import Result

_WORST = tuple(Carried)


def seen_from(counts: Counts, boundary: Boundary, period: Period) -> Period | None:
    """The first period of the units on which a period is shown; None: on its own.

    ``today``: of the newest units that report by the as-of day, for older periods; ``plan``: of the
    plan's first, for later ones.
    """
    if boundary is Boundary.AS_REPORTED or not counts.changed:
        return None
    regime, epochs = counts.plan.regime, sorted(counts.facts.carried)
    wanted = epochs[0]
    if boundary is Boundary.TODAY:
        begun = [since for since in epochs if regime.starts_on(since) <= counts.today]
        wanted = max(begun, default=epochs[0])
        if period >= wanted:
            return None
    return None if counts.epoch(period) == wanted else wanted


def shown(counts: Counts, boundary: Boundary, period: Period) -> tuple[str, ...]:
    """The localities that have a row: of the units on which the period is shown."""
    since = seen_from(counts, boundary, period)
    return counts.localities(period if since is None else since)


def carried_result(
    counts: Counts, target: Target, *, unit_id: str, period: Period, since: Period
) -> Result:
    """A locality's numbers of a period, carried to the units of ``since``: not judged.

    Without numbers where a part of it is missing or cannot be compared.
    """
    seen, demand = counts.at(since), target.demand(counts.facts)
    known = seen.report(unit_id, period) is not None
    result = Result(
        unit_id=unit_id,
        target_id=target.target_id,
        period=period,
        verdict=Verdict.NOT_JUDGED,
        reason=Reason.BOUNDARY,
        provisional=False,
        caveats=(),
        coverage=Coverage(int(known), 1, () if known else (unit_id,)),
    )
    if demand is None or demand.quantity.province_only:
        return result
    quantity = demand.quantity
    found = list(worth(seen, quantity, (unit_id,), quantity.window(seen, period)))
    result = replace(result, boundary=max(found, key=_WORST.index, default=None))
    numbers = seen.tally(quantity).numbers(unit_id, period)
    if result.boundary in (None, Carried.NOT_COMPARABLE) or not numbers.counted:
        return result
    return replace(
        result,
        numerator=numbers.numerator,
        denominator=numbers.denominator,
        base=numbers.base,
        value=quantity.value(numbers),
        judged_at=period,
        reports=numbers.reports,
    )
