"""What is shown without a verdict: watched measures, what the missing last held."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.model import Facts, Period, Register, periods_between
from kpis.counts import Counts
from kpis.model import Coverage, Plan, Watched


@dataclass(frozen=True, slots=True)
class WatchedFigure:
    """A watched measure of a period. None is "nobody reported it", never zero.

    ``of``, ``year_of``: the whole it is a part of, where the measure has one. ``year``: the sum of
    the year so far, for flows of people, cases and things; communes are not added over periods.
    ``coverage``: the localities whose every commune row has the measure this period.
    ``reports``: on how many whole reports ``year`` rests, and how many the year so far should have.
    """

    watched: Watched
    unit_id: str
    period: Period
    value: int | None
    of: int | None
    year: int | None
    year_of: int | None
    coverage: Coverage
    reports: tuple[int, int]

    @property
    def partial(self) -> bool:
        """Whether reports are missing from the sum of the year."""
        return self.year is not None and self.reports[0] < self.reports[1]


@dataclass(frozen=True, slots=True)
class LastHeld:
    """What a locality that is missing held when last it counted for a target."""

    unit_id: str
    period: Period
    numerator: int
    denominator: int | None


def watched(
    facts: Facts, plan: Plan, register: Register, *, period: Period, unit_id: str
) -> tuple[WatchedFigure, ...]:
    """The plan's watched measures for the province or a locality, in the order of the plan."""
    counts = Counts(facts, plan, register)
    return tuple(_watched(counts, one, unit_id, period) for one in plan.watched)


def _watched(counts: Counts, one: Watched, unit_id: str, period: Period) -> WatchedFigure:
    first = max(Period.of(period.year, 1), counts.plan.regime.first)
    year = tuple(periods_between(first, period))
    expected = counts.expected(unit_id, period)
    measures = (one.measure,) if one.of is None else (one.measure, one.of)

    def whole(unit: str, at: Period) -> bool:
        report = counts.report(unit, at)
        return report is not None and report.complete(*measures)

    of_year = [whole(unit, at) for at in year for unit in counts.expected(unit_id, at)]
    missing = tuple(unit for unit in expected if not whole(unit, period))
    added = one.flow and not one.communes
    return WatchedFigure(
        watched=one,
        unit_id=unit_id,
        period=period,
        value=_sum(counts, unit_id, (period,), one.measure, communes=one.communes),
        of=None if one.of is None else _sum(counts, unit_id, (period,), one.of),
        year=_sum(counts, unit_id, year, one.measure) if added else None,
        year_of=None if one.of is None or not added else _sum(counts, unit_id, year, one.of),
        coverage=Coverage(len(expected) - len(missing), len(expected), missing),
        reports=(sum(of_year), len(of_year)),
    )


def _sum(
    counts: Counts,
    unit_id: str,
    periods: tuple[Period, ...],
    measure: str,
    *,
    communes: bool = False,
) -> int | None:
    """What was reported in these periods, None when nobody reported any of it."""
    values: list[int] = []
    for period in periods:
        for unit in counts.expected(unit_id, period):
            report = counts.report(unit, period)
            if report is not None and measure in report.totals:
                reported = report.communes_with if communes else report.totals
                values.append(reported.get(measure, 0))
    return sum(values) if values else None


def last_held(
    facts: Facts, plan: Plan, register: Register, *, target_id: str, unit_id: str, period: Period
) -> LastHeld | None:
    """What the locality held for the target when last it counted, at ``period`` or before it.

    None when it never counted, while nobody has read the sentence, and for dated tasks, whose lists
    are carried on anyway.
    """
    counts = Counts(facts, plan, register)
    demand = plan.target(target_id).demand(facts)
    if demand is None or demand.quantity.dated_task is not None:
        return None
    tally = counts.tally(demand.quantity)
    reported = sorted((p for unit, p in facts.reports if unit == unit_id and p <= period))
    for at in reversed(reported):
        part = tally.part(unit_id, at)
        if part is not None:
            return LastHeld(unit_id, at, part.number, part.whole)
    return None
