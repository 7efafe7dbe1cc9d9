"""A task of the plan: in how many localities it is done by its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Correction, Period, Report, Task, TaskState
from data_loaders.model.formats import day, integer, percent
from data_loaders.model.language import Language
from data_loaders.model.toml_table import Table
from kpis.law.bar import Bar
from kpis.law.quantity import Numbers, Part, Quantity, Rule, Tally, Word
from kpis.law.term import Term
from kpis.quantities.term_reading import Known

if TYPE_CHECKING:
    from kpis.counts import Counts
    from kpis.result import Result
    from kpis.words.sheet import Sheet


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
    drawn_over_time: ClassVar[bool] = False

    @property
    def terms(self) -> tuple[Term, ...]:
        return ()

    def latest(self, tally: Tally, unit_id: str, period: Period) -> Told | None:
        """The newest list from the plan's first period to this one that names the task."""
        first = tally.counts.plan.regime.first
        for back in range(period - first + 1):
            report = tally.counts.own(unit_id, period.shifted(-back))
            for record in () if report is None else report.tasks:
                if record.task_id == self.task.task_id:
                    done = record.completed_on if record.state is TaskState.DONE else None
                    return Told(period.shifted(-back), done)
        return None

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {}

    def of(self, report: Report) -> Part | None:
        """1 of 1 where the list says that it was done in time; None without the task in it."""
        for record in report.tasks:
            if record.task_id == self.task.task_id:
                done = record.completed_on if record.state is TaskState.DONE else None
                return Part(int(done is not None and done <= self.due_on), 1)
        return None

    def report_of(self, tally: Tally, unit_id: str, period: Period) -> Report | None:
        """What is finished stays finished: the newest report up to the period with the task."""
        told = self.latest(tally, unit_id, period)
        return None if told is None else tally.counts.own(unit_id, told.period)

    def rests_on(self, cell: Correction) -> bool:
        return cell.part == "task" and cell.subject == self.task.task_id

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        parts = tally.parts(self.expected(tally.counts, unit_id, period), period)
        return Numbers(tuple(parts), sum(part.number for part in parts.values()), len(parts))

    def expected(self, counts: Counts, unit_id: str, period: Period) -> tuple[str, ...]:
        """Where units changed also the localities that ended, with their last list; a successor
        begins with what is due after it began."""
        due = counts.expected(unit_id, period)
        if not counts.changed:
            return due
        asked = tuple(one for one in due if counts.began(one) <= self.due_on)
        return (*counts.ended(period), *asked) if unit_id == counts.province_id else asked

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
        return counts, percent(result.value, language, bars=self.held_against(()))

    def held_against(self, bars: Iterable[Bar]) -> tuple[Fraction, ...]:
        return (Fraction(1),)

    @property
    def dated_task(self) -> Task | None:
        return self.task

    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        return None

    def value(self, numbers: Numbers) -> Fraction | None:
        return Fraction(numbers.numerator, numbers.denominator) if numbers.denominator else None


def _read(table: Table, known: Known) -> Quantity:
    task_id = table.text("task")
    task = next((task for task in known.regime.tasks if task.task_id == task_id), None)
    if task is None:
        raise table.fault("task", f"chế độ báo cáo không có nhiệm vụ {task_id!r}")
    if task.due_on is None:
        raise table.fault("task", f"nhiệm vụ {task_id!r} không có thời hạn")
    return TaskDone(task, task.due_on)


READERS = {"task": _read}
