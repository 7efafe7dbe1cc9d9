"""What stood on a screen when an act was chosen, and whether it still stands so.

An act on a report carries the :class:`Shown` that its page drew. Under the writer's lock it is
compared with what there is; anything else that came meanwhile refuses it, in a sentence that names
what was seen and what there is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from data_loaders.model import (
    Identity,
    MeetingConclusion,
    Moment,
    Period,
    PublishedFigure,
    TargetReading,
)
from data_loaders.model.errors import MovedError
from data_loaders.reports.history import ACCEPTED, RETURNED, SENT, WITHDRAWN, Version
from data_loaders.store.database import Writer, instant_of, micros

_DONE_TO_IT = {
    SENT: "được gửi",
    ACCEPTED: "được duyệt",
    RETURNED: "bị trả lại",
    WITHDRAWN: "được rút lại việc duyệt",
}

_RECORDED = {
    "reading": "cách hiểu",
    "published": "số công bố",
    "conclusion": "kết luận của phiên họp",
}
"""Kinds of ``sql/learned_since.sql`` that are recorded by hand, as a word before what they say."""

_State = tuple[int, str, int]
"""Number, hash and count of events of a version: each only ever grows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A version of a report as a page drew it, among all that there was of that report."""

    identity: Identity
    version: int
    sha256: str
    group: tuple[_State, ...]

    @classmethod
    def of(cls, version: Version, group: Iterable[Version]) -> Shown:
        """That version, drawn together with these of the same report."""
        return cls(version.identity, version.version, version.sha256, _states(group))

    @property
    def key(self) -> str:
        """What names it to a widget: another version, file or event is another key."""
        events = sum(count for _, _, count in self.group)
        return (
            f"{self.identity.unit_id}_{self.identity.period}_{self.version}_{self.sha256[:12]}"
            f"_{len(self.group)}_{events}"
        )


@dataclass(frozen=True, slots=True)
class ShownReadings:
    """The readings of one target on record as a page drew them, the oldest first."""

    target_id: str
    recorded: tuple[TargetReading, ...]


@dataclass(frozen=True, slots=True)
class ShownRecords:
    """The figures published or the conclusions of one target on record as a page drew them.

    The oldest first, like :class:`ShownReadings`.
    """

    target_id: str
    recorded: tuple[PublishedFigure | MeetingConclusion, ...]


def _states(group: Iterable[Version]) -> tuple[_State, ...]:
    return tuple((one.version, one.sha256, len(one.events)) for one in group)


def must_stand(shown: Shown, group: Sequence[Version], zone: tzinfo | None) -> Version:
    """The version that was shown. Raises :class:`MovedError` when anything of its report moved."""
    if _states(group) == shown.group:
        return next(one for one in group if one.version == shown.version)
    raise MovedError(
        f"{report_name(shown.identity)}: {_what_moved(shown, group, zone)}; bạn đang xem bản"
        f" {shown.version}, chưa có gì được ghi; hãy xem lại"
    )


def _what_moved(shown: Shown, group: Sequence[Version], zone: tzinfo | None) -> str:
    """A newer version before all, else what was done to a known one, else that it is gone."""
    known = {number: (sha256, events) for number, sha256, events in shown.group}
    newer = [one for one in group if one.version not in known]
    if newer:
        return newer_said(newer[-1], zone)
    for one in reversed(group):
        sha256, events = known[one.version]
        if (one.sha256, len(one.events)) != (sha256, events):
            last = one.events[-1]
            done = _DONE_TO_IT[last.event]
            return f"bản {one.version} đã {done} lúc {clock(last.at, zone)} ({last.by})"
    return "kho số liệu không còn như lúc mở trang"


def figures_must_stand(writer: Writer, moment: Moment, zone: tzinfo | None) -> None:
    """Raise :class:`MovedError` when a figure read from a moment was drawn before it moved.

    Moved has whatever counts by the moment's instant and came after its revision.
    """
    since = {"as_of": micros(moment.as_of), "upto": moment.revision}
    for kind, subject, period, version, what, by, at in writer.rows("learned_since", **since):
        if kind == "event":
            name = report_name(Identity(subject, Period(period)))
            said = f"{name}: bản {version} {_DONE_TO_IT[what]}, {by}"
        else:
            said = f"{subject}: {by} ghi {_RECORDED[kind]} {what}"
        raise MovedError(
            f"số liệu đã thay đổi từ khi mở trang ({said}, lúc {clock(instant_of(at), zone)}; đang"
            f" xem số liệu lần ghi {moment.revision}); chưa có gì được chốt; hãy xem lại rồi chốt"
        )


def newer_said(newer: Version, zone: tzinfo | None) -> str:
    """That there is another version: its number, when it came and whose it is."""
    at = clock(newer.received_at, zone)
    return f"có bản khác (bản {newer.version}, {newer.by} gửi lúc {at})"


def clock(at: datetime, zone: tzinfo | None) -> str:
    """An instant in a sentence: ``18/06/2025 16:30``."""
    return f"{at.astimezone(zone):%d/%m/%Y %H:%M}"


def report_name(identity: Identity) -> str:
    """A report in a sentence and in the trail: ``611, kỳ 2025-06``."""
    return f"{identity.unit_id}, kỳ {identity.period}"
