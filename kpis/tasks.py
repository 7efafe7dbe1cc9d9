"""The plan's tasks in every locality: the four official states, days left or late, what is urgent.

Pure: facts, tasks, localities and a day go in, plain values come out. As with a milestone, a
locality is judged by its newest task list in force up to the period, so that what is finished stays
finished when a report is missing, and "today" is the day of the as-of instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data_loaders.model import (
    Facts,
    Period,
    Report,
    Task,
    TaskRecord,
    TaskState,
    TaskStatus,
    days_left,
    standing,
)
from kpis.law.stages import Stage


@dataclass(frozen=True, slots=True)
class Duty:
    """One task in one locality.

    ``state``, ``standing``: None where no list of the locality says how the task stood on its due
    day, so that nobody can say whether it was done: not reported is neither "not begun" nor
    "overdue". ``days``: from the day it was done, or from today, to the due day;
    negative when that has passed; None without a due day. ``period``, ``version``: the newest
    report whose list names the task. ``stage``: where nobody can say, and a newer report was
    received and does not count yet, how far that one has come.
    """

    task: Task
    unit_id: str
    state: TaskState | None
    standing: TaskStatus | None
    done_on: date | None
    days: int | None
    period: Period | None
    version: int | None
    stage: Stage | None = None

    @property
    def unreported_after_due(self) -> bool:
        """Whether nobody knows, and the due day has passed."""
        return self.standing is None and self.days is not None and self.days < 0


@dataclass(frozen=True, slots=True)
class TaskTally:
    """Localities counted: ``done`` + ``doing`` + ``not_begun`` + ``unreported`` + ``received`` are
    all of them.

    ``late``: of those done, after the due day. ``overdue``: of those not done, past the due day.
    ``received``: nobody can say, and the report that may is there and does not count yet.
    """

    done: int
    late: int
    doing: int
    not_begun: int
    overdue: int
    unreported: int
    received: int = 0


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task with its duties in the order of the localities."""

    task: Task
    duties: tuple[Duty, ...]

    @property
    def tally(self) -> TaskTally:
        """How many localities stand how."""
        states = [duty.state for duty in self.duties]
        standings = [duty.standing for duty in self.duties]
        received = sum(duty.state is None and duty.stage is not None for duty in self.duties)
        return TaskTally(
            done=standings.count(TaskStatus.DONE_IN_TIME) + standings.count(TaskStatus.DONE_LATE),
            late=standings.count(TaskStatus.DONE_LATE),
            doing=states.count(TaskState.UNDER_WAY),
            not_begun=states.count(TaskState.NOT_STARTED),
            overdue=standings.count(TaskStatus.OPEN_OVERDUE),
            unreported=states.count(None) - received,
            received=received,
        )


def task_rows(
    facts: Facts, tasks: Iterable[Task], units: Sequence[str], *, upto: Period, today: date
) -> tuple[TaskRow, ...]:
    """Every task in every locality, the most urgent task first, see :func:`urgency`.

    Tasks that are equally urgent keep the order in which they come.
    """
    newest = {unit_id: _newest_list(facts, unit_id, upto) for unit_id in units}
    rows = [
        TaskRow(
            task,
            tuple(
                _duty(task, unit_id, newest[unit_id], today, _received(facts, unit_id, upto))
                for unit_id in units
            ),
        )
        for task in tasks
    ]
    return tuple(sorted(rows, key=lambda row: min(map(urgency, row.duties), default=_LAST)))


_LAST = (9, 0)


def urgency(duty: Duty) -> tuple[int, int]:
    """Sorts the most urgent first: overdue, the longest first; due day passed and nothing known;
    to be done, the nearest due day first; then what has no due day; done last."""
    days = duty.days or 0
    if duty.standing is TaskStatus.OPEN_OVERDUE:
        return (0, days)
    if duty.unreported_after_due:
        return (1, days)
    if duty.done_on is not None:
        return (4, -duty.done_on.toordinal())
    return (3, 0) if duty.days is None else (2, days)


def _newest_list(facts: Facts, unit_id: str, upto: Period) -> Report | None:
    lists = (
        report
        for (owner, period), report in facts.reports.items()
        if owner == unit_id and period <= upto and report.tasks
    )
    return max(lists, key=lambda report: report.period, default=None)


def _received(facts: Facts, unit_id: str, upto: Period) -> tuple[Period, Stage] | None:
    """The newest report that was received and does not count, and how far it has come."""
    found = [
        (period, Stage.RETURNED if state == "returned" else Stage.WAITING)
        for (owner, period), state in facts.not_in_force.items()
        if owner == unit_id and period <= upto
    ]
    return max(found, default=None)


def _duty(
    task: Task,
    unit_id: str,
    report: Report | None,
    today: date,
    received: tuple[Period, Stage] | None,
) -> Duty:
    record = None if report is None else _record(report, task)
    done = record is not None and record.state is TaskState.DONE
    done_on = record.completed_on if record is not None and done else None
    told = None if report is None or _outdated(task, report, done_on, today) else record
    newer = received is not None and (report is None or received[0] > report.period)
    return Duty(
        task=task,
        unit_id=unit_id,
        state=None if told is None else told.state,
        standing=None
        if told is None
        else standing(told.state, due_on=task.due_on, done_on=done_on, today=today),
        done_on=done_on,
        days=None if task.due_on is None else days_left(task.due_on, done_on=done_on, today=today),
        period=None if report is None or record is None else report.period,
        version=None if report is None or record is None else report.version,
        stage=received[1] if told is None and received is not None and newer else None,
    )


def _outdated(task: Task, report: Report, done_on: date | None, today: date) -> bool:
    """Whether the due day has passed since the list was made, and the list holds no day done.

    A report is made after its period, in the month that the period is named after.
    """
    due = task.due_on
    if due is None or done_on is not None or today <= due:
        return False
    return Period.of(due.year, due.month) > report.period


def _record(report: Report, task: Task) -> TaskRecord | None:
    return next((one for one in report.tasks if one.task_id == task.task_id), None)
