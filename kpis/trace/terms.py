"""Where a figure comes from: its formula in words, and the terms that add up to its numbers.

A term is one locality's number of one measure in one period, and says in which cells of which
version it stands; the cells themselves are fetched by whoever holds the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model import AreaState, Facts, Period, Register, Report, periods_between
from kpis.counts import STATES, Counts
from kpis.gathering import term_read
from kpis.model import (
    Ambiguous,
    Floor,
    Growth,
    Milestone,
    Plan,
    Reduction,
    Result,
    ShareByDeadline,
    Target,
    Term,
    Zero,
)

AREAS, CLASSES = "areas", "commune_class"


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
    rows of the area list in ``states``; ``commune_class``: communes in ``classes``; the id of a
    task: 1 when it was done in time, else 0. ``version``: the one in force.
    """

    unit_id: str
    measure: str
    period: Period
    value: int
    version: int
    states: tuple[AreaState, ...] = ()
    classes: tuple[str, ...] = ()
    task_id: str | None = None
    role: Role = Role.PART


def trace(result: Result, facts: Facts, plan: Plan, register: Register) -> tuple[Traced, ...]:
    """The terms of a result, by period and measure, then in register order.

    The terms of those who count add up to its numerator, denominator and base; of a zero target
    those of whoever reported anything.
    """
    if result.numerator is None:
        return ()
    counts = Counts(facts, plan, register)
    target = plan.target(result.target_id)
    return tuple(_terms(result, target, counts))


def _terms(result: Result, target: Target, counts: Counts) -> Iterator[Traced]:
    match target.formula:
        case ShareByDeadline(part=part, whole=whole) | Floor(part=part, whole=whole):
            yield from _counted(result, counts, part, result.period, Role.PART)
            yield from _counted(result, counts, whole, result.period, Role.WHOLE)
        case Reduction(count=count) | Growth(count=count):
            yield from _against_base(result, counts, count)
        case Ambiguous() as formula:
            term = term_read(counts.facts, target.target_id, formula)
            yield from _against_base(result, counts, term)
        case Zero(count=count):
            yield from _said(result, counts, count)
        case Milestone() as milestone:
            yield from _tasks(result, counts, milestone)


def counting(result: Result, counts: Counts) -> tuple[str, ...]:
    """The localities that count for a result, in register order."""
    expected = counts.expected(result.unit_id, result.period)
    return tuple(unit for unit in expected if unit not in result.coverage.missing)


def _against_base(result: Result, counts: Counts, term: Term) -> Iterator[Traced]:
    if result.base is None:  # nobody has both: the count alone, of whoever reported it
        if result.numerator is not None:
            expected = counts.expected(result.unit_id, result.period)
            yield from terms_of(expected, counts, term, result.period, Role.PART)
        return
    yield from _counted(result, counts, term, result.period.year_end_before(), Role.BASE)
    yield from _counted(result, counts, term, result.period, Role.PART)


def _counted(
    result: Result, counts: Counts, term: Term, period: Period, role: Role
) -> Iterator[Traced]:
    yield from terms_of(counting(result, counts), counts, term, period, role)


def terms_of(
    units: tuple[str, ...], counts: Counts, term: Term, period: Period, role: Role
) -> Iterator[Traced]:
    """A term's numbers in one period, of those of the localities that have one."""
    for unit in units:
        report = counts.facts.report(unit, period)
        value = counts.value(unit, period, term)
        if report is None or value is None:
            continue
        if term.areas is not None:
            name = f"{AREAS}_{term.areas.value}"
            yield _traced(report, name, value, states=STATES[term.areas], role=role)
        elif term.classes:
            yield _traced(report, CLASSES, value, classes=term.classes, role=role)
        else:
            for measure in term.measures:
                yield _traced(report, measure, report.totals[measure], role=role)


def _said(result: Result, counts: Counts, term: Term) -> Iterator[Traced]:
    since = result.details.since
    if since is None:
        return
    province = result.unit_id == counts.province_id
    units = counts.ever_reporting if province else (result.unit_id,)
    for period in periods_between(since, result.period):
        for unit in units:
            report = counts.facts.report(unit, period)
            if report is None:
                continue
            for measure in term.measures:
                if measure in report.totals:
                    yield _traced(report, measure, report.totals[measure])


def _tasks(result: Result, counts: Counts, milestone: Milestone) -> Iterator[Traced]:
    task_id = milestone.task.task_id
    for unit in counting(result, counts):
        one = counts.task_list(unit, result.period)
        if one is None:
            continue
        report = counts.facts.reports[unit, one.period]
        done = one.done.get(task_id)
        in_time = done is not None and done <= milestone.due_on
        yield _traced(report, task_id, int(in_time), task_id=task_id)


def _traced(
    report: Report,
    measure: str,
    value: int,
    *,
    states: tuple[AreaState, ...] = (),
    classes: tuple[str, ...] = (),
    task_id: str | None = None,
    role: Role = Role.PART,
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
    )
