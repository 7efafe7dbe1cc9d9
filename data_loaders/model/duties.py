"""The four official states of what has to be done by a day: a task, a decision, an explanation."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from data_loaders.model.words import TaskState


class TaskStatus(StrEnum):
    """The official states of a task. A task without a due day is never late."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"


def standing(
    state: TaskState, *, due_on: date | None, done_on: date | None, today: date
) -> TaskStatus:
    """The official state. Done on the due day is in time; the due day itself is not overdue.

    Done without a day, which intake refuses, is not done, as in a milestone.
    """
    if state is TaskState.DONE and done_on is not None:
        late = due_on is not None and done_on > due_on
        return TaskStatus.DONE_LATE if late else TaskStatus.DONE_IN_TIME
    overdue = due_on is not None and today > due_on
    return TaskStatus.OPEN_OVERDUE if overdue else TaskStatus.OPEN_IN_TIME


def days_left(due_on: date, *, done_on: date | None, today: date) -> int:
    """Calendar days from the day it was done, or from today, to the due day; negative: late."""
    return (due_on - (today if done_on is None else done_on)).days
