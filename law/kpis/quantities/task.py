"""A task of the plan: in how many localities it is done by its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Period, Task
from kpis.bar import Bar
from kpis.language import day, integer, percent
from kpis.language_code import Language
from kpis.quantities.base import Numbers, Part, Quantity, Rule, Tally, Word
from kpis.quantities.term import Term

if TYPE_CHECKING:
    from kpis.result import Result
    from kpis.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Told:
    """What a locality's newest list says of a task: in the list of which period, done on which day.

    ``done_on`` None: not done.
    """

    period: Period
    done_on: date | None


@dataclass(frozen=True)
class TaskDone(Quantity):
    """N localities in time of the D that ever sent a list with the task."""

    task: Task
    due_on: date
    name: ClassVar[str] = "task"
    may_be_small: ClassVar[bool] = False

    @property
    def terms(self) -> tuple[Term, ...]:
        return ()

    def latest(self, tally: Tally, unit_id: str, period: Period) -> Told | None:
        """The newest list from the plan's first period to this one that names the task."""
        for told in tally.counts.told(unit_id, self.task.task_id):
            if told.period <= period:
                return told
        return None

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {}

    def part(self, tally: Tally, unit_id: str, period: Period) -> Part | None:
        told = self.latest(tally, unit_id, period)
        if told is None:
            return None
        return Part(int(told.done_on is not None and told.done_on <= self.due_on), 1)

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        parts = tally.parts(tally.counts.expected(unit_id, period), period)
        return Numbers(tuple(parts), sum(part.number for part in parts.values()), len(parts))

    def stands(self, sheet: Sheet) -> list[str]:
        return []

    def formula(self, sheet: Sheet, demand: str) -> str:
        text = sheet._("Nhiệm vụ “{task}” hoàn thành chậm nhất ngày {day}")
        name = self.task.name_en if sheet.language is Language.EN else self.task.name_vi
        return text.format(task=name, day=day(self.due_on, sheet.language))

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        task = result.details.task
        if result.coverage.expected == 1 and task is not None:
            return day(task.done_on, language), ""
        counts = f"{integer(result.numerator, language)}/{integer(result.denominator, language)}"
        return counts, percent(result.value, language)

    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        return None

    def value(self, numbers: Numbers) -> Fraction | None:
        return Fraction(numbers.numerator, numbers.denominator) if numbers.denominator else None
