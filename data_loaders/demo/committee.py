"""What the committee does in the demonstration, through the doors the product gives it.

Every act is done by an office with the rights of its role, on the clock of its own instant, so that
a meeting frozen here is what a freeze of that day was. Judging figures is handed in, because this
folder knows no plan.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Identity, Period, TaskState
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.decisions import Decisions, NewDecision
from data_loaders.service.explanations import Explanations
from data_loaders.service.meetings import Figures, Meetings, Notice

Judge = Callable[[Access], Figures]
"""The figures of now, of the period shown by default, judged and ready to be frozen."""

SECRETARY = "thu-ky"


@dataclass
class Committee:
    """The store being filled, and the keys that were given to what was recorded so far."""

    context: Context
    judge: Judge
    _keys: dict[tuple[str, int, int], Any] = field(default_factory=dict)

    def announce(self, at: datetime, number: int, told: Mapping[str, Any]) -> None:
        """A meeting to come."""
        notice = Notice(told["name"], told["held_at"], told["chair"], told["agenda"])
        self._keys["meeting", number, 0] = Meetings(self._secretary(at)).plan(notice)

    def freeze(self, at: datetime, number: int) -> None:
        """Its figures, on the day it is held."""
        access = self._secretary(at)
        Meetings(access).freeze(self._keys["meeting", number, 0], self.judge(access))

    def conclude(
        self, at: datetime, number: int, place: int, meeting: str, told: Mapping[str, Any]
    ) -> None:
        """A conclusion of a meeting."""
        new = NewDecision(
            text=told["text"],
            due_on=told["due_on"],
            unit_id=told.get("unit"),
            body=told.get("body", ""),
            target_id=told.get("target"),
            about_unit=told.get("about"),
            meeting_id=self._keys["meeting", number, 0],
            meeting=meeting,
        )
        key = Decisions(self._secretary(at)).record(new)
        self._keys["decision", number, place] = key

    def step(self, at: datetime, number: int, place: int, told: Mapping[str, Any]) -> None:
        """How a conclusion stands."""
        Decisions(self._secretary(at)).change(
            self._keys["decision", number, place],
            TaskState[told["state"].upper()],
            completed_on=told.get("completed_on"),
            note=told["note"],
        )

    def ask(self, at: datetime, number: int, told: Mapping[str, Any]) -> None:
        """A locality is asked to explain a figure."""
        identity = Identity(told["unit"], Period.parse(told["period"]))
        self._keys["request", number, 0] = Explanations(self._secretary(at)).ask(
            identity, told["target"], told["text"], due_on=told["due_on"]
        )

    def answer(self, at: datetime, number: int, unit_id: str, text: str) -> None:
        """The locality answers."""
        reporter = Actor(f"huyen-{unit_id}", Role.REPORTER, unit_id)
        Explanations(self._access(reporter, at)).answer(self._keys["request", number, 0], text)

    def _secretary(self, at: datetime) -> Access:
        return self._access(Actor(SECRETARY, Role.SECRETARY), at)

    def _access(self, actor: Actor, at: datetime) -> Access:
        settings = replace(self.context.settings, now=at)
        return Access(replace(self.context, settings=settings), actor, note=lambda *_: None)


@dataclass(frozen=True, slots=True)
class Act:
    """Something the committee or a locality does at an instant."""

    at: datetime
    do: Callable[[Committee], None]


def acts(upto: datetime) -> tuple[Act, ...]:
    """Everything done until that instant, in the order of doing."""
    path = Path(__file__).parent / "committee.toml"
    told = tomllib.loads(path.read_text("utf-8"))
    every = [*_meetings(told["meeting"]), *_requests(told["request"])]
    return tuple(sorted((one for one in every if one.at <= upto), key=lambda one: one.at))


def _act(does: Callable[..., None], at: datetime, *said: Any) -> Act:
    return Act(at, lambda committee: does(committee, at, *said))


def _meetings(tables: list[Mapping[str, Any]]) -> Iterator[Act]:
    for number, told in enumerate(tables):
        meeting = f"{told['name']} ({told['held_at']:%d/%m/%Y})"
        yield _act(Committee.announce, told["announced_at"], number, told)
        yield _act(Committee.freeze, told["frozen_at"], number)
        for place, decision in enumerate(told["decision"]):
            yield _act(Committee.conclude, decision["at"], number, place, meeting, decision)
            for step in decision.get("steps", ()):
                yield _act(Committee.step, step["at"], number, place, step)


def _requests(tables: list[Mapping[str, Any]]) -> Iterator[Act]:
    for number, told in enumerate(tables):
        yield _act(Committee.ask, told["at"], number, told)
        for answer in told.get("answers", ()):
            yield _act(Committee.answer, answer["at"], number, told["unit"], answer["text"])
