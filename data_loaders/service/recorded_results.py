"""Recording what no report gives: a figure that another body published, what a meeting concluded.

A figure counts from the period it is recorded for, a conclusion from the period whose figures its
meeting had frozen. That a target asks for such a record is the plan's to say, and is asked before
by whoever knows the plan. Rows are only added: a mistake is mended by a newer record.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from data_loaders.model import CONCLUDED, MeetingConclusion, Period, PublishedFigure
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.reports.precondition import ShownRecords, clock
from data_loaders.reports.recorded import Recorded, recorded
from data_loaders.service.access import Access
from data_loaders.service.meetings import Meeting, frozen, planned
from data_loaders.service.typed_text import decimal, one_line, typed
from data_loaders.store.database import Writer, micros

DOCUMENT, REASON = 250, 1000
"""Most characters of the document in which it stands, and of the reason of a conclusion."""

Of = str | ShownRecords
"""A target by its id; of a page, with the records that it showed."""


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A published value or rank as typed: from which period it counts, where and when it stood."""

    period: Period
    value: str
    document: str
    on: date


@dataclass(frozen=True, slots=True)
class NewConclusion:
    """A conclusion as typed and chosen; ``verdict``: one of :data:`CONCLUDED`."""

    meeting_id: str
    verdict: str
    reason: str
    document: str


@dataclass(frozen=True)
class RecordedResults:
    """The records as one person may add to them."""

    access: Access

    def publish(self, of: Of, new: NewFigure, *, at: datetime | None = None) -> str:
        """Record what somebody else published of a target; its value as it is kept.

        ``at``: counting from then.

        Raises :class:`RefusedError`: no right, no number, no document, a period that has not begun
        or is none of the plan's, a day that has not come; :class:`MovedError`: another figure was
        recorded since the page was drawn.
        """
        self.access.demand("published.record")
        instant = self.access.counting_from(at)
        value = decimal(new.value, "giá trị")
        document = one_line(new.document, "văn bản công bố", limit=DOCUMENT)
        self._must_have_begun(new.period, instant)
        if new.on > self.access.context.regime.day_of(instant):
            raise RefusedError(f"ngày công bố {new.on:%d/%m/%Y} chưa tới; hãy sửa ngày")
        with self._write("published.record") as writer:
            target_id = self._unmoved(of, instant)
            writer.about(f"{target_id}, kỳ {new.period}: {value}", f"{document}, {new.on}")
            writer.run(
                "insert_published",
                target_id=target_id,
                period=new.period.index,
                value=value,
                document=document,
                published_on=new.on,
                actor=self.access.actor.name,
                counts_from=micros(instant),
                revision=writer.revision,
            )
        return value

    def conclude(self, of: Of, new: NewConclusion, *, at: datetime | None = None) -> Meeting:
        """Record what a meeting concluded of a target; that meeting. ``at``: counting from then.

        Raises :class:`RefusedError`: no right, no such verdict, no reason or document, a meeting
        that is not there, has not frozen its figures or is not held yet; :class:`MovedError`:
        another conclusion was recorded since the page was drawn.
        """
        self.access.demand("conclusion.record")
        instant = self.access.counting_from(at)
        if new.verdict not in CONCLUDED:
            known = ", ".join(CONCLUDED)
            raise RefusedError(f"không có kết quả “{new.verdict}”; chọn một trong: {known}")
        reason = typed(new.reason, "lý do của kết luận", limit=REASON)
        document = one_line(new.document, "văn bản kết luận", limit=DOCUMENT)
        meeting = self._held(new.meeting_id, instant)
        with self._write("conclusion.record") as writer:
            target_id = self._unmoved(of, instant)
            writer.about(
                f"{target_id}, phiên họp {meeting.meeting_id}: {new.verdict}",
                f"{document}: {reason}",
            )
            writer.run(
                "insert_conclusion",
                target_id=target_id,
                period=meeting.period.index,
                verdict=new.verdict,
                meeting_key=int(meeting.meeting_id),
                meeting=meeting.name,
                reason=reason,
                document=document,
                actor=self.access.actor.name,
                counts_from=micros(instant),
                revision=writer.revision,
            )
        return meeting

    def _must_have_begun(self, period: Period, instant: datetime) -> None:
        begun = self.access.context.regime.begun(instant)
        if period not in begun:
            span = f"{begun[0]} – {begun[-1]}" if begun else "chưa có kỳ nào"
            raise RefusedError(f"kỳ {period} chưa bắt đầu hoặc ngoài kế hoạch; ghi được: {span}")

    def _held(self, meeting_id: str, instant: datetime) -> Meeting:
        """The meeting, which has frozen figures and whose day has come.

        One that froze none looked at no period; what it says before its day nobody has concluded.
        """
        store, regime = self.access.context.store, self.access.context.regime
        meetings = frozen(store, regime.timezone)
        if meeting_id in meetings:
            found = meetings[meeting_id]
            if regime.day_of(found.held_at) > regime.day_of(instant):
                raise RefusedError(f"phiên họp {meeting_id} đến {found.held_at:%d/%m/%Y} mới họp")
            return found
        if meeting_id in planned(store, regime.timezone):
            raise RefusedError(
                f"phiên họp {meeting_id} chưa chốt số liệu nên chưa có kỳ để kết luận; hãy chốt"
                " trước"
            )
        known = ", ".join(meetings) or "chưa có"
        raise RefusedError(f"không có phiên họp mã “{meeting_id}”; đã chốt: {known}")

    def _unmoved(self, of: Of, instant: datetime) -> str:
        """The target's id. Raises :class:`MovedError` when its records are not those shown."""
        if isinstance(of, str):
            return of
        there = recorded(self.access.context.store, self.access.context.now())
        found = _of_target(there, of)
        if found != of.recorded:
            raise MovedError(
                f"{of.target_id}: đã có ghi khác (nay: {_said(found, instant)}; lúc mở trang:"
                f" {_said(of.recorded, instant)}); chưa có gì được ghi; hãy xem lại"
            )
        return of.target_id

    def _write(self, action: str) -> AbstractContextManager[Writer]:
        access = self.access
        return access.context.store.write(action, actor=access.actor.name, origin=access.origin)


_Records = tuple[PublishedFigure | MeetingConclusion, ...]


def _of_target(there: Recorded, shown: ShownRecords) -> _Records:
    kept: _Records = (*there.published, *there.conclusions)
    return tuple(one for one in kept if one.target_id == shown.target_id)


def _said(records: _Records, instant: datetime) -> str:
    """The record that stands last: what it says, who made it and when."""
    if not records:
        return "chưa ghi gì"
    last = records[-1]
    if isinstance(last, PublishedFigure):
        what = f"số công bố của kỳ {last.period}"
    else:
        what = f"kết luận của phiên họp {last.meeting_id}"
    return f"{what}, {last.by} ghi lúc {clock(last.at, instant.tzinfo)}"
