"""Which verdicts a target can have, each with a figure that gives it: found by judging, not told.

One invented locality reports the target's terms with whole numbers of a plain size; the law judges
them, and the first figure that comes to a verdict stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from data_loaders.model import (
    CONCLUDED,
    Area,
    Basis,
    Facts,
    Level,
    MeetingConclusion,
    Period,
    PublishedFigure,
    Register,
    Report,
    TargetReading,
    TaskRecord,
    TaskState,
    Unit,
    periods_between,
)
from kpis.counts import Counts
from kpis.law.target import Demand, Plan, Target
from kpis.law.term import Term
from kpis.model import Result, Verdict
from kpis.verdicts import judge

PROVINCE, PLACE = "0", "1"
WHOLE = 100
"""D, B and the communes of the invented locality."""

_AFTER = timedelta(days=40)
_COUNTS = (*range(12), *range(15, 90, 5), *range(90, 112), 115, 120, 130, 150, 200)


@dataclass(frozen=True)
class Example:
    """A verdict and a figure that gives it. ``letter``: under which reading of the sentence."""

    result: Result
    letter: str | None = None

    @property
    def verdict(self) -> Verdict:
        return self.result.verdict


def examples(plan: Plan, target: Target) -> tuple[Example, ...]:
    """Each verdict the target can have, under each of its readings, in the order of the words."""
    letters: list[str | None] = [option.letter for option in target.options] or [None]
    found: list[Example] = []
    for letter in letters:
        demand = target.demand_read(letter)
        if demand is not None:
            by_verdict = _found(plan, target, demand, letter)
            found += [by_verdict[verdict] for verdict in Verdict if verdict in by_verdict]
    return tuple(found)


def at_each_stage(plan: Plan, target: Target) -> tuple[Example, ...]:
    """A figure at the end of each stage of the target; nothing of a target without stages."""
    demand = target.demanded
    if demand is None or len(demand.aim.bars) < 2:
        return ()
    regime, at, found = plan.regime, plan.regime.first, list[Example]()
    while at < regime.last and (end := demand.aim.leg(regime, at.shifted(1)).end) > at:
        facts = next(iter(_facts(plan, target, demand, end, None)))
        counts = Counts(facts, plan, _register())
        found.append(Example(judge(counts, target, unit_id=PLACE, period=end)))
        at = end
    return tuple(found)


def _found(
    plan: Plan, target: Target, demand: Demand, letter: str | None
) -> Mapping[Verdict, Example]:
    found: dict[Verdict, Example] = {}
    register = _register()
    for period in _periods(plan, demand):
        for facts in _facts(plan, target, demand, period, letter):
            counts = Counts(facts, plan, register)
            unit_id = PROVINCE if demand.quantity.province_only else PLACE
            result = judge(counts, target, unit_id=unit_id, period=period)
            known = found.get(result.verdict)
            if known is None or _plainer(result, known.result):
                found[result.verdict] = Example(result, letter)
    return found


def _plainer(result: Result, known: Result) -> bool:
    """Whether it stands nearer to what is needed, at the same period: one asks for the limit."""
    here, there = _distance(result), _distance(known)
    return result.period == known.period and here is not None and there is not None and here < there


def _distance(result: Result) -> int | None:
    if result.numerator is None or result.needed is None:
        return None
    return abs(result.numerator - result.needed)


def _register() -> Register:
    province = Unit(PROVINCE, PROVINCE, Level.PROVINCE, "tỉnh", "–", None)
    return Register((province, Unit(PLACE, PLACE, Level.DISTRICT, "địa phương", "–", PROVINCE)))


def _periods(plan: Plan, demand: Demand) -> tuple[Period, ...]:
    """Where to look: in the middle of a whole year, at its end, at each end of the aim's legs."""
    first, last = plan.regime.first, plan.regime.last
    if demand.quantity.dated_task is not None:
        due = plan.regime.period_of(demand.quantity.dated_task.due_on or plan.regime.ends_on(first))
        wanted = [due.shifted(-3), due.shifted(-1), due, due.shifted(1)]
    else:
        year = first.year + 1
        wanted = [Period.of(year, 6), Period.of(year, 11), Period.of(year, 12)]
        at = first
        while at < last:
            end = demand.aim.leg(plan.regime, at.shifted(1)).end
            wanted += [end.shifted(-4), end]
            if end <= at:
                break
            at = end
    inside = [min(max(period, first), last) for period in wanted]
    return tuple(dict.fromkeys(inside))


def _facts(
    plan: Plan, target: Target, demand: Demand, period: Period, letter: str | None
) -> Iterator[Facts]:
    regime, quantity = plan.regime, demand.quantity
    midnight = datetime.combine(regime.ends_on(period), time(8), regime.timezone)
    nothing = Facts(midnight + _AFTER, Basis.ACCEPTED, {}, _read(target, letter, midnight))
    yield from _recorded(target, demand, period, nothing)
    if quantity.dated_task is not None:
        for record in _task_records(quantity.dated_task.task_id, regime.ends_on(period)):
            report = Report(PLACE, period, 1, True, {}, {}, {}, tasks=(record,))
            yield replace(nothing, reports={(PLACE, period): report})
    elif quantity.terms:
        for number in _COUNTS:
            yield replace(nothing, reports=_reports(plan, demand, period, number))
    yield nothing


def _read(target: Target, letter: str | None, at: datetime) -> tuple[TargetReading, ...]:
    if letter is None:
        return ()
    return (TargetReading(target.target_id, letter, "–", "–", at - timedelta(days=3650)),)


def _recorded(target: Target, demand: Demand, period: Period, facts: Facts) -> Iterator[Facts]:
    """What stands on record of a target that no report answers."""
    day = facts.as_of.date()
    if demand.quantity.published:
        bar = demand.aim.bars[-1].value
        for value in (bar, bar + 1, bar - 1):
            figure = PublishedFigure(
                target.target_id, period, Fraction(value), "–", day, "–", facts.as_of
            )
            yield replace(facts, published=(figure,))
    elif not demand.quantity.has_bar and demand.quantity.dated_task is None:
        for word in CONCLUDED:
            said = MeetingConclusion(target.target_id, period, word, "–", "–", "–", facts.as_of)
            yield replace(facts, conclusions=(said,))


def _task_records(task_id: str, day: date) -> Iterator[TaskRecord]:
    yield TaskRecord(task_id, TaskState.UNDER_WAY)
    for back in (120, 60, 30, 0):
        yield TaskRecord(task_id, TaskState.DONE, day - timedelta(days=back))


def _reports(
    plan: Plan, demand: Demand, period: Period, number: int
) -> dict[tuple[str, Period], Report]:
    """Reports of every period from the year before.

    What is held against a base stands at that base to the end of the year before; what is on its
    way to a deadline comes there evenly, and so does a sum, month by month.
    """
    terms = demand.quantity.terms
    start = min(period.year_end_before(), plan.regime.first)
    begin = Period.of(start.year, 1)
    found = {}
    for at in periods_between(begin, period):
        values = [_value(plan, demand, at, period, number) for _ in terms[:1]]
        values += [_whole(term, at) for term in terms[1:2]]
        found[PLACE, at] = _holding(terms, values, at)
    return found


def _value(plan: Plan, demand: Demand, at: Period, period: Period, number: int) -> int:
    term = demand.quantity.terms[0]
    if term.over == "plan":
        return _spread(number, at, plan.regime.first, period)
    if term.over == "year":
        if at.year == period.year:
            return _spread(number, at, max(Period.of(at.year, 1), plan.regime.first), period)
        return _spread(WHOLE, at, Period.of(at.year, 1), Period.of(at.year, 12))
    stood = demand.quantity.fixed_base or WHOLE
    more = demand.aim.bars[0].more_is_better
    if demand.aim.by_year or demand.aim.name == "keep":
        return number if at.year == period.year else stood
    begun = 0 if more and demand.quantity.most is not None else stood
    way, gone = period - plan.regime.first, at - plan.regime.first
    return begun + (number - begun) * max(gone, 0) // way if way else number


def _whole(term: Term, at: Period) -> int:
    if term.over in ("year", "plan"):
        return _spread(WHOLE, at, Period.of(at.year, 1), Period.of(at.year, 12))
    return WHOLE


def _spread(total: int, at: Period, first: Period, last: Period) -> int:
    """A period's part of a total that is spread evenly from ``first`` to ``last``."""
    if not first <= at <= last:
        return 0
    periods, done = last - first + 1, at - first
    return total * (done + 1) // periods - total * done // periods


def _holding(terms: tuple[Term, ...], values: list[int], at: Period) -> Report:
    """A report in which the terms have these values, the part within the whole."""
    totals: dict[str, int] = {}
    classes: dict[str, int] = {}
    with_value: dict[str, int] = {}
    above: dict[tuple[str, int], int] = {}
    areas: tuple[Area, ...] = ()
    for term, value in zip(terms, values, strict=False):
        if term.measures:
            there = sum(totals.get(code, 0) for code in term.measures)
            free = [code for code in term.measures if code not in totals] or [term.measures[-1]]
            totals |= dict.fromkeys((code for code in term.measures if code not in totals), 0)
            totals[free[0]] = totals[free[0]] + max(0, value - there)
        elif term.classes:
            there = sum(classes.get(word, 0) for word in term.classes)
            free = [word for word in term.classes if word not in classes] or list(term.classes)
            classes[free[0]] = classes.get(free[0], 0) + max(0, value - there)
        elif term.areas is not None:
            areas = _areas(areas, term, value)
        elif term.communes_with is not None:
            with_value[term.communes_with] = value
            above[term.communes_with, term.above] = value
            totals[term.communes_with] = value * (term.above + 1)
    asked = (code for term in terms for code in term.needs)
    blanks = dict.fromkeys((*totals, *with_value, *asked), 0)
    return Report(
        unit_id=PLACE,
        period=at,
        version=1,
        confirmed=True,
        totals=totals,
        blanks=blanks,
        classes=classes,
        areas=areas,
        communes_with=with_value,
        communes=WHOLE,
        above=above,
    )


def _areas(areas: tuple[Area, ...], term: Term, value: int) -> tuple[Area, ...]:
    """The list with so many more rows that the term counts as it takes to hold the value."""
    states = term.states
    there = sum(area.state in states for area in areas)
    used = {area.state for area in areas}
    state = next((one for one in states if one not in used), states[0])
    more = range(len(areas), len(areas) + max(0, value - there))
    return (*areas, *(Area(str(row), 2000, None, None, state) for row in more))
