"""What the committee decided and whom it asked to explain, with all that was said since.

Each is as it stood at an instant: what was recorded later is not in it. "Today" is the day of that
instant where the plan is run, as for tasks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from data_loaders.model.duties import TaskStatus, days_left, standing
from data_loaders.model.periods import Period
from data_loaders.model.words import TaskState


@dataclass(frozen=True, slots=True)
class Step:
    """A state somebody recorded. ``completed_on``: the day it was done, of nothing else."""

    state: TaskState
    completed_on: date | None
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A conclusion of a meeting (kết luận phiên họp) with its steps, the oldest first.

    Its owner is a reporting locality (``unit_id``) or another body by its name (``body``), never
    both. ``target_id``, ``about_unit``: what it concerns. ``meeting_id``: the frozen meeting it was
    taken in; ``meeting``: that meeting in words, also of one that was never frozen.
    """

    key: int
    text: str
    due_on: date
    unit_id: str | None
    body: str
    target_id: str | None
    about_unit: str | None
    meeting_id: str | None
    meeting: str
    by: str
    at: datetime
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> TaskState:
        """The newest state; nothing recorded is not begun."""
        return self.steps[-1].state if self.steps else TaskState.NOT_STARTED

    @property
    def done_on(self) -> date | None:
        """The day it was done; None while it is not."""
        return self.steps[-1].completed_on if self.steps else None

    def standing(self, today: date) -> TaskStatus:
        """The official state on that day."""
        return standing(self.state, due_on=self.due_on, done_on=self.done_on, today=today)

    def days(self, today: date) -> int:
        """Days to the due day, negative when late, see :func:`days_left`."""
        return days_left(self.due_on, done_on=self.done_on, today=today)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a locality said about its figure. ``on``: the day of ``at`` where the plan is run."""

    text: str
    by: str
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class ExplanationRequest:
    """The committee asks one locality about one figure (yêu cầu giải trình).

    ``asked_on``: the day of ``at`` where the plan is run. ``answers``: the newest first; none is
    ever taken back.
    """

    key: int
    unit_id: str
    target_id: str
    period: Period
    text: str
    due_on: date
    by: str
    at: datetime
    asked_on: date
    answers: tuple[Answer, ...] = ()

    @property
    def done_on(self) -> date | None:
        """The day of the first answer: later ones add to it and make nothing late."""
        return self.answers[-1].on if self.answers else None

    def standing(self, today: date) -> TaskStatus:
        """The official state on that day: done once there is an answer."""
        state = TaskState.DONE if self.answers else TaskState.NOT_STARTED
        return standing(state, due_on=self.due_on, done_on=self.done_on, today=today)

    def days(self, today: date) -> int:
        """Days to the due day, negative when late, see :func:`days_left`."""
        return days_left(self.due_on, done_on=self.done_on, today=today)


class _Owed(Protocol):
    @property
    def key(self) -> int: ...
    @property
    def due_on(self) -> date: ...
    @property
    def done_on(self) -> date | None: ...


_Kind = TypeVar("_Kind", bound=_Owed)


def _open(found: Iterable[_Kind]) -> tuple[_Kind, ...]:
    return tuple(sorted((o for o in found if o.done_on is None), key=lambda o: (o.due_on, o.key)))


def open_decisions(found: Iterable[Decision]) -> tuple[Decision, ...]:
    """What is not done, the oldest due day first: how an agenda begins."""
    return _open(found)


def open_requests(found: Iterable[ExplanationRequest]) -> tuple[ExplanationRequest, ...]:
    """What nobody answered, the oldest due day first."""
    return _open(found)


def closed(found: Iterable[_Kind]) -> tuple[_Kind, ...]:
    """What is done or answered, the newest first."""
    done = [(one.done_on, one.key, one) for one in found if one.done_on is not None]
    return tuple(one for *_, one in sorted(done, key=lambda row: row[:2], reverse=True))
