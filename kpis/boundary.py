"""What a figure is worth that looks back over a change of units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data_loaders.model import Carried, Period
from kpis.case import Case
from kpis.counts import Counts
from kpis.law.quantity import Quantity

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
