"""Decisions of the committee: recording them, saying how they stand, reading them at an instant.

The owner is a reporting locality by its id or another body by its name. A locality comes from the
register, so that it sees what it has to do and its page can show it; the other bodies (Công an
tỉnh, Sở Y tế) stand in no register, report nothing here and change their names, so that a list of
them would be one more thing to keep and to get wrong: their name is typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime

from data_loaders.accounts.permissions import Actor, Scope
from data_loaders.model import Decision, Step, TaskState, open_decisions
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.reports.precondition import clock
from data_loaders.service.access import Access
from data_loaders.service.context import reporting_unit
from data_loaders.service.typed_text import one_line, typed
from data_loaders.store.database import NEWEST, Store, Writer, instant_of, micros

TEXT, BODY, MEETING, NOTE = 1000, 120, 250, 500
"""Most characters of a decision, its owner's name, its meeting, and the note of a step."""

_ALWAYS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is to be recorded, as typed and chosen; the fields are those of :class:`Decision`."""

    text: str
    due_on: date
    unit_id: str | None = None
    body: str = ""
    target_id: str | None = None
    about_unit: str | None = None
    meeting_id: str | None = None
    meeting: str = ""


def decisions(store: Store, *, as_of: datetime, upto: int = NEWEST) -> tuple[Decision, ...]:
    """Every decision with its steps, as it stood at an instant, in the order of recording."""
    where, unit_id = {"as_of": micros(as_of), "upto": upto}, store.keys().unit_id
    steps: dict[int, list[Step]] = defaultdict(list)
    for key, state, completed_on, note, by, at in store.rows("decision_steps", **where):
        steps[key].append(Step(TaskState(state), completed_on, note, by, instant_of(at)))
    return tuple(
        Decision(
            key=key,
            text=text,
            due_on=due_on,
            unit_id=None if owner is None else unit_id[owner],
            body=body,
            target_id=target_id,
            about_unit=None if about is None else unit_id[about],
            meeting_id=meeting_id,
            meeting=meeting,
            by=by,
            at=instant_of(at),
            steps=tuple(steps[key]),
        )
        for key, text, due_on, owner, body, target_id, about, meeting_id, meeting, by, at in (
            store.rows("decisions", **where)
        )
    )


def seen_by(actor: Actor, found: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions this person may read; a reporter: those whose owner is their locality."""
    scope = Scope.of(actor, "decision.read")
    return tuple(
        one
        for one in found
        if scope.everything or (one.unit_id is not None and scope.allows(one.unit_id))
    )


@dataclass(frozen=True)
class Decisions:
    """The decisions as one person may see and change them."""

    access: Access

    def all(self, *, as_of: datetime | None = None, upto: int = NEWEST) -> tuple[Decision, ...]:
        """Those this person may read, as they stood at an instant; now by default."""
        context = self.access.context
        return seen_by(
            self.access.actor, decisions(context.store, as_of=as_of or context.now(), upto=upto)
        )

    def record(self, new: NewDecision, *, at: datetime | None = None) -> int:
        """Record a decision; its number. ``at``: counting from then.

        One that stands already and is not done is not recorded again: its number. Raises
        :class:`RefusedError`: no right, no owner or two, a due day before the decision, a text
        that is missing, too long or has control characters.
        """
        self.access.demand("decision.record")
        instant = self.access.counting_from(at)
        new = replace(
            new,
            text=typed(new.text, "nội dung kết luận", limit=TEXT),
            meeting=one_line(new.meeting, "tên phiên họp", limit=MEETING, needed=False),
            body=self._owner(new),
        )
        if new.due_on < self.access.context.regime.day_of(instant):
            raise RefusedError(f"hạn {new.due_on:%d/%m/%Y} trước ngày ghi kết luận; hãy sửa hạn")
        already = (one.key for one in open_decisions(self._every()) if _said(one) == new)
        return next(already, None) or self._insert(new, instant)

    def _insert(self, new: NewDecision, instant: datetime) -> int:
        key_of = self.access.context.store.keys().unit_key
        with self._write("decision.record") as writer:
            key = writer.next_key("decision")
            writer.about(f"kết luận số {key}", new.text)
            writer.run(
                "insert_decision",
                decision_key=key,
                text=new.text,
                due_on=new.due_on,
                unit_key=key_of[new.unit_id] if new.unit_id else None,
                body=new.body,
                target_id=new.target_id,
                about_key=key_of[new.about_unit] if new.about_unit else None,
                meeting_id=new.meeting_id,
                meeting=new.meeting,
                actor=self.access.actor.name,
                counts_from=micros(instant),
                revision=writer.revision,
            )
        return key

    def _owner(self, new: NewDecision) -> str:
        """The other body's name, empty for a locality; every locality named is a reporting one."""
        body = one_line(new.body, "tên cơ quan chủ trì", limit=BODY, needed=False)
        if (new.unit_id is None) == (body == ""):
            raise RefusedError("chọn một địa phương chủ trì hoặc ghi tên một cơ quan, chỉ một")
        for unit_id in (new.unit_id, new.about_unit):
            if unit_id is not None:
                reporting_unit(self.access.context, unit_id)
        return body

    def change(
        self,
        key: int,
        state: TaskState,
        *,
        completed_on: date | None = None,
        note: str = "",
        at: datetime | None = None,
        shown: Decision | None = None,
    ) -> None:
        """Add a state to a decision. ``completed_on``: the day it was done, with that state only.

        What was just said is not said again. ``shown``: the decision as a page showed it. Raises
        :class:`RefusedError`: no right, no such decision, a state without its day or with one that
        has not come, nothing new, or one that is done reopened without a note;
        :class:`MovedError`: somebody recorded another state since it was shown.
        """
        self.access.demand("decision.record")
        instant = self.access.counting_from(at)
        said = typed(note, "ghi chú", limit=NOTE, needed=False)
        self._must_have_its_day(state, completed_on, instant)
        newest = self._found(key).steps[-1:]
        if [(one.state, one.completed_on, one.note) for one in newest] == [
            (state, completed_on, said)
        ]:
            return
        with self._write("decision.change") as writer:
            now = self._found(key)
            if shown is not None and now.steps != shown.steps:
                raise MovedError(_moved(shown, now, instant))
            if instant < (now.steps[-1].at if now.steps else now.at):
                raise RefusedError(f"kết luận số {key}: thời điểm này trước lần ghi gần nhất")
            if not said:
                _must_be_news(now, state, completed_on)
            writer.about(f"kết luận số {key}: {state}", said)
            writer.run(
                "insert_decision_step",
                decision_key=key,
                state=str(state),
                completed_on=completed_on,
                note=said,
                actor=self.access.actor.name,
                counts_from=micros(instant),
                revision=writer.revision,
            )

    def _must_have_its_day(
        self, state: TaskState, completed_on: date | None, instant: datetime
    ) -> None:
        if (state is TaskState.DONE) != (completed_on is not None):
            raise RefusedError("ngày hoàn thành chỉ ghi, và phải ghi, khi đã hoàn thành")
        today = self.access.context.regime.day_of(instant)
        if completed_on is not None and completed_on > today:
            raise RefusedError(f"ngày hoàn thành {completed_on:%d/%m/%Y} chưa tới")

    def _found(self, key: int) -> Decision:
        found = next((one for one in self._every() if one.key == key), None)
        if found is None:
            raise RefusedError(f"không có kết luận số {key}")
        return found

    def _every(self) -> tuple[Decision, ...]:
        return decisions(self.access.context.store, as_of=_ALWAYS)

    def _write(self, action: str) -> AbstractContextManager[Writer]:
        access = self.access
        return access.context.store.write(action, actor=access.actor.name, origin=access.origin)


def _moved(shown: Decision, now: Decision, instant: datetime) -> str:
    """Which state was seen, and which there is now."""
    newest = now.steps[-1]
    at = clock(newest.at, instant.tzinfo)
    return (
        f"kết luận số {now.key} vừa được ghi “{newest.state}” ({newest.by}, lúc {at}), bạn đang xem"
        f" “{shown.state}”; chưa có gì được ghi; hãy xem lại"
    )


def _said(one: Decision) -> NewDecision:
    """What was recorded, without who and when."""
    return NewDecision(*(getattr(one, field.name) for field in fields(NewDecision)))


def _must_be_news(now: Decision, state: TaskState, completed_on: date | None) -> None:
    """Without a note, a state must be another one, and what is done stays done."""
    if (state, completed_on) == (now.state, now.done_on):
        raise RefusedError(f"kết luận số {now.key} đã ghi “{state}”; không có gì mới")
    if now.state is TaskState.DONE and state is not TaskState.DONE:
        raise RefusedError(f"kết luận số {now.key} đã hoàn thành; mở lại phải ghi lý do")
