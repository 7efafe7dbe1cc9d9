"""Where a figure comes from: its formula in words, and the terms that add up to its numbers.

A term is one locality's number of one measure in one period, and says in which cells of which
version it stands; the cells themselves are fetched by whoever holds the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model import Facts, Period, Register, Report
from kpis.counts import Counts
from kpis.law.quantity import Tally
from kpis.law.term import Term
from kpis.model import Plan, Result


class Role(StrEnum):
    """Which number of a result a term adds to: its numerator, denominator or base.

    The others add to none of them: a verdict by pace or trend rests on them
    (``kpis.trace.earlier_periods``). ``START``: N of a locality's first period; ``EARLIER``: of the
    period to which the pace looks back; ``TREND_PART``, ``TREND_WHOLE``: N and D of an earlier
    period of the trend.
    """

    PART = "part"
    WHOLE = "whole"
    BASE = "base"
    START = "start"
    EARLIER = "earlier"
    TREND_PART = "trend_part"
    TREND_WHOLE = "trend_whole"


@dataclass(frozen=True, slots=True)
class Traced:
    """One locality's number of one measure in one period, and where it stands.

    ``measure``: a measure of the form; ``areas_chosen``, ``areas_recognised``, ``areas_sustained``:
    rows of the area list in ``states``; the measure of the classes: communes in ``classes``; the id
    of a task: 1 when it was done in time, else 0. ``version``: the one in force. ``above``: where
    it counts communes, the number that a commune's value must be above, a blank above -1 alone.
    ``communes``: of a report of which a part belongs to the locality, that part's; else of all.
    """

    unit_id: str
    measure: str
    period: Period
    value: int
    version: int
    states: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    task_id: str | None = None
    role: Role = Role.PART
    above: int | None = None
    communes: tuple[str, ...] = ()


def trace(result: Result, facts: Facts, plan: Plan, register: Register) -> tuple[Traced, ...]:
    """The terms of a result, by period and measure, then in register order.

    The terms of those who count add up to its numerator, denominator and base; of a sum those of
    whoever reported anything. A base that a document gives for the whole place has no terms.
    """
    demand = plan.target(result.target_id).demand_shown(result.details.option)
    if result.numerator is None or result.judged_at is None or demand is None:
        return ()
    tally = seen_by(result, Counts(facts, plan, register)).tally(demand.quantity)
    return tuple(_terms(result, result.judged_at, tally))


def seen_by(result: Result, counts: Counts) -> Counts:
    """The counts as the units of a result see them: a locality's own, also in an older period."""
    unit, at = result.unit_id, result.judged_at or result.period
    if unit == counts.province_id or unit in counts.localities(result.period):
        return counts.at(at if unit == counts.province_id else result.period)
    shown = [since for since in counts.facts.carried if unit in counts.localities(since)]
    return counts.at(max(shown, default=at))


def _terms(result: Result, at: Period, tally: Tally) -> Iterator[Traced]:
    quantity = tally.quantity
    if quantity.dated_task is not None:
        asked = quantity.expected(tally.counts, result.unit_id, at)
        told = tuple(unit for unit in asked if unit not in result.coverage.missing)
        yield from _tasks(told, at, tally, quantity.dated_task.task_id)
    elif quantity.of_sums:
        yield from _summed(result, at, tally)
    else:
        units, before = counting(result, tally.counts), quantity.base_at(at)
        if before is not None:
            yield from terms_of(units, tally, quantity.terms[0], before, Role.BASE)
        for term, role in zip(quantity.terms, (Role.PART, Role.WHOLE), strict=False):
            yield from terms_of(units, tally, term, at, role)


def counting(result: Result, counts: Counts) -> tuple[str, ...]:
    """The localities that count for a result, in register order."""
    expected = counts.expected(result.unit_id, result.judged_at or result.period)
    missing = frozenset(result.coverage.missing)
    return tuple(unit for unit in expected if unit not in missing)


def terms_of(
    units: Iterable[str], tally: Tally, term: Term, period: Period, role: Role
) -> Iterator[Traced]:
    """A term's numbers in one period, of those of the localities that have one."""
    for unit in units:
        report = tally.counts.report(unit, period)
        if report is not None and term.counts_in(report):
            for sent in _sent(tally.counts, report, unit):
                yield from _of_report(sent, term, role)


def _sent(counts: Counts, report: Report, unit: str) -> tuple[Report, ...]:
    """The reports in whose files the numbers of one stand: of a carried one those of its parts."""
    carriage = counts.carriage(unit, report.period)
    return (report,) if carriage is None else carriage.slices


def _of_report(report: Report, term: Term, role: Role) -> Iterator[Traced]:
    """What one report says of a term: a line per measure, or the rows of a list that count."""
    number = term.number(report)
    if term.areas is not None:
        yield _traced(report, term.areas.code, number, states=term.states, role=role)
    elif term.classes:
        yield _traced(report, term.class_measure, number, classes=term.classes, role=role)
    elif term.communes:
        yield _traced(report, term.class_measure, number, role=role, above=-1)
    elif term.communes_with is not None:
        yield _traced(report, term.communes_with, number, role=role, above=term.above)
    else:
        for measure in term.measures:
            if measure in report.totals:
                yield _traced(report, measure, report.totals[measure], role=role)


def _summed(result: Result, at: Period, tally: Tally) -> Iterator[Traced]:
    """The reports of a sum, month by month; what a month adds to the base stands as such."""
    quantity, counts = tally.quantity, tally.counts
    whole = result.unit_id == counts.province_id and not quantity.whole_year
    whose = counts.as_sent if whole else counts
    shares = quantity.shares(tally, result.unit_id, at)
    for period in quantity.window(counts, at):
        for unit in whose.ever(result.unit_id):
            for report in whose.sent(unit, period):
                own = shares.get((report.unit_id, period))
                share = own if own is not None else shares.get((unit, period))
                if share is None:
                    continue
                roles = (Role.PART, Role.WHOLE) if share.base is None else (Role.BASE,)
                for term, role in zip(quantity.terms, roles, strict=False):
                    yield from _of_report(report, term, role)


def _tasks(units: Iterable[str], at: Period, tally: Tally, task_id: str) -> Iterator[Traced]:
    for unit in units:
        report, part = tally.quantity.report_of(tally, unit, at), tally.part(unit, at)
        if report is not None and part is not None:
            yield _traced(report, task_id, part.number, task_id=task_id)


def _traced(
    report: Report,
    measure: str,
    value: int,
    *,
    states: tuple[str, ...] = (),
    classes: tuple[str, ...] = (),
    task_id: str | None = None,
    role: Role = Role.PART,
    above: int | None = None,
) -> Traced:
    return Traced(
        unit_id=report.unit_id,
        measure=measure,
        period=report.period,
        value=value,
        version=report.version,
        states=states,
        classes=classes,
        task_id=task_id,
        role=role,
        above=above,
        communes=report.parts if report.carried is not None else (),
    )
