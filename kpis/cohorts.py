"""Areas by the year in which they were chosen: how many were recognised, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.model import Area, AreaStanding, Facts, Period, Register, periods_between
from kpis.counts import Counts
from kpis.model import Coverage, Plan, Target


@dataclass(frozen=True, slots=True)
class Cohort:
    """The areas chosen in a year, by what became of them; a relapsed area was recognised before.

    ``way``: at each of ``Cohorts.periods``, how many had been recognised by a decision of that day
    or before; ``undated``: recognised ones whose decision bears no date.
    """

    cohort: int
    chosen: int
    recognised: int
    relapsed: int
    not_achieved: int
    under_way: int
    way: tuple[int, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Every cohort, oldest first, from the lists of the localities that reported the period."""

    periods: tuple[Period, ...]
    cohorts: tuple[Cohort, ...]
    coverage: Coverage


def counts_areas(target: Target) -> bool:
    """Whether the target is about areas, so that cohorts say something about it."""
    return any(term.areas is not None for term in target.terms)


def cohorts(
    facts: Facts, plan: Plan, register: Register, *, period: Period, unit_id: str
) -> Cohorts:
    """The cohorts of the province or a locality, from the area lists of one period's reports.

    One list tells the whole way, because an area is never removed and a decision has its date; so a
    report that is missing in between leaves no gap.
    """
    expected = Counts(facts, plan, register).expected(unit_id, period)
    reports = {unit: facts.report(unit, period) for unit in expected}
    missing = tuple(unit for unit, report in reports.items() if report is None)
    areas = [area for report in reports.values() if report is not None for area in report.areas]
    periods = tuple(periods_between(plan.regime.first, period))
    return Cohorts(
        periods=periods,
        cohorts=tuple(
            _cohort(year, [area for area in areas if area.cohort == year], periods, plan)
            for year in sorted({area.cohort for area in areas})
        ),
        coverage=Coverage(len(expected) - len(missing), len(expected), missing),
    )


def _cohort(year: int, areas: Sequence[Area], periods: Sequence[Period], plan: Plan) -> Cohort:
    meaning = {state.word: state.standing for state in plan.regime.area_states}
    states = [meaning.get(area.state) for area in areas]
    recognised = [
        area for area, state in zip(areas, states, strict=True) if state and state.recognised
    ]
    dated = [
        # A decision between the period's end and the sending stands in the list of that period.
        min(plan.regime.period_of(area.decision_on), periods[-1])
        for area in recognised
        if area.decision_on is not None and periods
    ]
    return Cohort(
        cohort=year,
        chosen=len(areas),
        recognised=len(recognised),
        relapsed=states.count(AreaStanding.RELAPSED),
        not_achieved=states.count(AreaStanding.NOT_RECOGNISED),
        under_way=states.count(AreaStanding.UNDER_WAY),
        way=tuple(sum(one <= at for one in dated) for at in periods),
        undated=len(recognised) - len(dated),
    )
