"""The numbers behind the verdicts: who is expected, who counts, and for how many.

One :class:`Counts` serves every target and period of the same facts and remembers each sum, so
that a whole plan's history reads every report once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from data_loaders.model import (
    AreaState,
    Facts,
    Period,
    Register,
    Report,
    TaskState,
    Unit,
    periods_between,
)
from kpis.model import AreaCount, Coverage, Plan, Term

STATES = {
    AreaCount.CHOSEN: tuple(AreaState),
    AreaCount.RECOGNISED: (AreaState.ACHIEVED, AreaState.RELAPSED),
    AreaCount.SUSTAINED: (AreaState.ACHIEVED,),
}


@dataclass(frozen=True, slots=True)
class TaskList:
    """A locality's task list of a period: task → the day it was done, None while it is not."""

    period: Period
    done: Mapping[str, date | None]


class Counts:
    """What localities said, counted and remembered. Never changes its facts."""

    def __init__(self, facts: Facts, plan: Plan, register: Register) -> None:
        self.facts = facts
        self.plan = plan
        self.province_id = register.province.unit_id
        self._register = register
        self._only: frozenset[str] | None = None
        self._expected: dict[Period, tuple[str, ...]] = {}
        self._values: dict[tuple[str, Period, Term], int | None] = {}
        self._pairs: dict[tuple[str, Period, Term, Term], tuple[int, int] | None] = {}
        self._shares: dict[tuple[str, Period, Term, Term], Fraction | None] = {}

    def among(self, units: Collection[str]) -> Counts:
        """The same as if these localities were the whole province; sums known so far are shared."""
        narrowed = Counts(self.facts, self.plan, self._register)
        narrowed._only = frozenset(units)
        narrowed._values, narrowed._pairs = self._values, self._pairs
        return narrowed

    def _within(self, units: Iterable[Unit]) -> tuple[str, ...]:
        only = self._only
        return tuple(u.unit_id for u in units if only is None or u.unit_id in only)

    @cached_property
    def today(self) -> date:
        """The day of the as-of instant where the plan is run."""
        return self.plan.regime.day_of(self.facts.as_of)

    @cached_property
    def ever_reporting(self) -> tuple[str, ...]:
        """The localities of any time, also those that were merged since."""
        return self._within(u for u in self._register.units if u.parent_id == self.province_id)

    def localities(self, period: Period) -> tuple[str, ...]:
        """The localities that must report for the period, in register order."""
        if period not in self._expected:
            units = self._register.reporting(self.plan.regime.ends_on(period))
            self._expected[period] = self._within(units)
        return self._expected[period]

    def expected(self, unit_id: str, period: Period) -> tuple[str, ...]:
        """Whose reports make up the figure of the province, or of a single locality."""
        return self.localities(period) if unit_id == self.province_id else (unit_id,)

    def value(self, unit_id: str, period: Period, term: Term) -> int | None:
        """A locality's count, or None when it does not count: no report, or a blank in it."""
        key = (unit_id, period, term)
        if key not in self._values:
            report = self.facts.report(unit_id, period)
            self._values[key] = None if report is None else count_in(report, term)
        return self._values[key]

    def pair(self, unit_id: str, period: Period, part: Term, whole: Term) -> tuple[int, int] | None:
        """Part and whole of a share, or None unless the locality counts for both."""
        key = (unit_id, period, part, whole)
        if key not in self._pairs:
            n, d = self.value(unit_id, period, part), self.value(unit_id, period, whole)
            self._pairs[key] = None if n is None or d is None else (n, d)
        return self._pairs[key]

    def share(self, unit_id: str, period: Period, part: Term, whole: Term) -> Fraction | None:
        """N/D of a period, or None where D is zero or too few localities count."""
        key = (unit_id, period, part, whole)
        if key not in self._shares:
            expected = self.expected(unit_id, period)
            pairs = [self.pair(unit, period, part, whole) for unit in expected]
            n, d = sums(pair for pair in pairs if pair is not None)
            counted = len(pairs) - pairs.count(None)
            too_few = Coverage(counted, len(pairs)).below(self.plan.settings.minimum_coverage)
            self._shares[key] = None if too_few or d == 0 else Fraction(n, d)
        return self._shares[key]

    def first_part(self, unit_id: str, upto: Period, part: Term, whole: Term) -> int | None:
        """N at the locality's first counted period of the plan, not after ``upto``."""
        for period in periods_between(self.plan.regime.first, upto):
            pair = self.pair(unit_id, period, part, whole)
            if pair is not None:
                return pair[0]
        return None

    def newest_part(self, unit_id: str, upto: Period, part: Term, whole: Term) -> int | None:
        """N at the locality's newest counted period of the plan, not after ``upto``."""
        for back in range(upto - self.plan.regime.first + 1):
            pair = self.pair(unit_id, upto.shifted(-back), part, whole)
            if pair is not None:
                return pair[0]
        return None

    @cached_property
    def _task_lists(self) -> Mapping[str, tuple[TaskList, ...]]:
        """Locality → its nonempty task lists, the newest first."""
        lists: dict[str, list[TaskList]] = {}
        for (unit_id, period), report in self.facts.reports.items():
            if report.tasks:
                lists.setdefault(unit_id, []).append(TaskList(period, _done(report)))
        return {
            unit_id: tuple(sorted(of_unit, key=lambda one: one.period, reverse=True))
            for unit_id, of_unit in lists.items()
        }

    def task_list(self, unit_id: str, upto: Period) -> TaskList | None:
        """The locality's newest task list in force, of a period not after ``upto``."""
        lists = self._task_lists.get(unit_id, ())
        return next((one for one in lists if one.period <= upto), None)


def sums(values: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The sum of the first numbers and the sum of the second ones."""
    first = second = 0
    for one, other in values:
        first, second = first + one, second + other
    return first, second


def count_in(report: Report, term: Term) -> int | None:
    """What a report counts of a term, or None where a blank keeps it from counting."""
    if not report.complete(*term.needs):
        return None
    if term.areas is not None:
        return sum(area.state in STATES[term.areas] for area in report.areas)
    if term.classes:
        return sum(report.classes.get(name, 0) for name in term.classes)
    return sum(report.totals.get(measure, 0) for measure in term.measures)


def _done(report: Report) -> dict[str, date | None]:
    return {
        record.task_id: record.completed_on if record.state is TaskState.DONE else None
        for record in report.tasks
    }
