"""One end of a movement taken apart: what each locality that counts adds to the figure there.

A figure of a state (a count, a share, a change) takes one report of each locality, and of a change
one more for the base; a sum of the year takes every month that anybody reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data_loaders.model import Correction, Facts, Period, Report, TaskState, periods_between
from kpis.counts import Counts, count_in
from kpis.gathering import option_read, term_read
from kpis.model import (
    Ambiguous,
    Coverage,
    Floor,
    Growth,
    Milestone,
    Reason,
    Reduction,
    Result,
    ShareByDeadline,
    Target,
    Term,
    Verdict,
    Zero,
)
from kpis.movement.model import Numbers, Side
from kpis.verdicts import judge


@dataclass(frozen=True, slots=True)
class State:
    """A figure of one report of each locality: N, of a share also D."""

    part: Term
    whole: Term | None = None
    against_base: bool = False

    def of(self, report: Report) -> Numbers | None:
        """What a report adds; None where a blank keeps it from counting."""
        part = count_in(report, self.part)
        if self.whole is None:
            return None if part is None else Numbers(part)
        whole = count_in(report, self.whole)
        return None if part is None or whole is None else Numbers(part, whole)


@dataclass(frozen=True, slots=True)
class Dated:
    """A task with a day: done in time or not, of the newest list of each locality."""

    milestone: Milestone

    def of(self, report: Report) -> Numbers | None:
        """1 of 1 where the list has the task done in time; None without a list."""
        if not report.tasks:
            return None
        task = self.milestone.task.task_id
        done = any(
            row.task_id == task
            and row.state is TaskState.DONE
            and row.completed_on is not None
            and row.completed_on <= self.milestone.due_on
            for row in report.tasks
        )
        return Numbers(int(done), 1)


@dataclass(frozen=True, slots=True)
class Summed:
    """A sum of the year so far, of whatever anybody reported."""

    measures: tuple[str, ...]

    def of(self, report: Report) -> Numbers:
        """What a report adds, complete or not."""
        return Numbers(sum(report.totals.get(measure, 0) for measure in self.measures))


Quantity = State | Dated | Summed


def touches(quantity: Quantity | None, cell: Correction) -> bool:
    """Whether a corrected cell is one that the figure is counted from."""
    match quantity:
        case State(part=part, whole=whole):
            terms = [part] if whole is None else [part, whole]
            return any(_in_term(term, cell) for term in terms)
        case Dated(milestone=milestone):
            return cell.part == "task" and cell.subject == milestone.task.task_id
        case Summed(measures=measures):
            return cell.part == "figure" and cell.item in measures
    return False


def _in_term(term: Term, cell: Correction) -> bool:
    if cell.part == "area":
        return term.areas is not None
    return cell.part == "figure" and cell.item in term.needs


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

    ``quantity`` None: the plan of that end does not have the target. ``outside``: before the plan,
    or after the target's end, where nobody counts.
    """

    side: Side
    result: Result
    expected: tuple[str, ...] = ()
    quantity: Quantity | None = None
    counted: Mapping[str, Share] = field(default_factory=dict)
    months: Mapping[tuple[str, Period], Numbers] = field(default_factory=dict)
    window: tuple[Period, ...] = ()

    @property
    def outside(self) -> bool:
        return self.result.reason in (Reason.BEFORE_PLAN, Reason.PLAN_CLOSED)

    @property
    def total(self) -> Numbers:
        """The sums of those who count; without a value."""
        total = Numbers()
        for one in self.counted.values():
            total = total.plus(one.numbers)
        for month in self.months.values():
            total = total.plus(month)
        return total


def figure_of(side: Side, *, unit_id: str, target_id: str) -> Figure:
    """The figure of the province or a locality at one end."""
    target = side.plan.by_id.get(target_id)
    if target is None:
        return Figure(side, _without(unit_id, target_id, side.period))
    counts = Counts(side.facts, side.plan, side.register)
    result = judge(counts, target, unit_id=unit_id, period=side.period)
    expected = counts.expected(unit_id, side.period)
    quantity = _quantity(target, result, side.facts)
    found = Figure(side, result, expected, quantity)
    if found.outside:
        return found
    if isinstance(quantity, Summed):
        window, months = _months(found, quantity, counts)
        return replace(found, window=window, months=months)
    return replace(found, counted=_counted(found, quantity, counts))


def _quantity(target: Target, result: Result, facts: Facts) -> Quantity:
    match target.formula:
        case Reduction(count=count) | Growth(count=count):
            return State(count, against_base=True)
        case ShareByDeadline(part=part, whole=whole) | Floor(part=part, whole=whole):
            return State(part, whole)
        case Zero(count=count):
            return Summed(count.measures)
        case Milestone() as milestone:
            return Dated(milestone)
        case Ambiguous() as formula:
            option = option_read(facts, target.target_id, formula)
            judged = option is not None and option.rule is not None
            term = term_read(facts, target.target_id, formula)
            return State(term, against_base=judged or result.base is not None)


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


def _counted(found: Figure, quantity: State | Dated, counts: Counts) -> dict[str, Share]:
    shares = {}
    for unit in found.expected:
        share = _share(unit, found.side, quantity, counts)
        if share is not None:
            shares[unit] = share
    return shares


def _share(unit: str, side: Side, quantity: State | Dated, counts: Counts) -> Share | None:
    period = side.period
    if isinstance(quantity, Dated):
        listed = counts.task_list(unit, period)
        if listed is None:
            return None
        period = listed.period
    report = side.facts.report(unit, period)
    now = None if report is None else quantity.of(report)
    if now is None or isinstance(quantity, Dated) or not quantity.against_base:
        return None if now is None else Share(period, now)
    before = period.year_end_before()
    base = counts.value(unit, before, quantity.part)
    return None if base is None else Share(period, now, before, base)


def _months(
    found: Figure, quantity: Summed, counts: Counts
) -> tuple[tuple[Period, ...], dict[tuple[str, Period], Numbers]]:
    """Every report of the year so far, also of localities that were merged since."""
    side, unit_id = found.side, found.result.unit_id
    anyone = counts.ever_reporting if unit_id == counts.province_id else (unit_id,)
    since = max(Period.of(side.period.year, 1), side.plan.regime.first)
    window = tuple(periods_between(since, side.period))
    reports = {(unit, at): side.facts.report(unit, at) for at in window for unit in anyone}
    return window, {key: quantity.of(one) for key, one in reports.items() if one is not None}
