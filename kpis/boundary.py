"""Figures over a change of units: what one is worth that looks back over it, and on whose units a
period is shown.

What is shown on the units of another day is carried and never judged; the whole place stays as it
was reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data_loaders.model import Boundary, Carried, Period
from kpis.case import Case
from kpis.counts import Counts
from kpis.law.quantity import Quantity
from kpis.law.ruling import Coverage, Reason, Verdict
from kpis.law.target import Target
from kpis.result import Result

_WORST = tuple(Carried)


def boundary_of(case: Case) -> Carried | None:
    """None where the figure rests on one arrangement of units alone; else the weakest of its parts.

    Of the whole place the weakest of what counts: a locality that cannot be compared does not, and
    its sums are of the reports as they were sent. Of the numbers, base and start.
    """
    counts, quantity = case.counts, case.quantity
    if not counts.changed:
        return None
    periods = [at for at in _rested_on(case) if counts.across(at)]
    if not periods:
        return None
    whole = case.unit_id == counts.province_id
    if whole and quantity.of_sums and not quantity.whole_year:
        return Carried.EXACT
    found = list(worth(counts, quantity, case.expected, periods))
    if whole:
        found = [one for one in found if one is not Carried.NOT_COMPARABLE] or found
    return max(found, key=_WORST.index, default=None)


def worth(
    counts: Counts, quantity: Quantity, units: Iterable[str], periods: Iterable[Period]
) -> Iterator[Carried]:
    """What each locality's number of each period is worth that was reported on other units."""
    at_all = tuple(periods)
    for unit in units:
        for period in at_all:
            carriage = counts.carriage(unit, period)
            for term in quantity.terms if carriage is not None else ():
                if term.recounted:
                    yield Carried.FLAGGED
                elif carriage is not None and (carriage.exact or not term.measures):
                    yield Carried.EXACT
                else:
                    yield Carried.NOT_COMPARABLE


def _rested_on(case: Case) -> Iterator[Period]:
    """The periods of the numbers and of the base, and the start of what must arrive."""
    yield from case.quantity.asked(case)
    if case.aim.moving and not case.quantity.of_sums:
        yield max(case.leg.start, case.regime.first)


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
