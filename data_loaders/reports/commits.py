"""Sending a report, refusing one, recording a reading: one transaction each, rows only added.

What was previewed is what is stored: :func:`send` writes the content of the :class:`Preview` it is
given, after making sure under the writer's lock that nothing it was compared with has moved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data_loaders.model import Severity
from data_loaders.model.errors import BaseMovedError, MovedError, RefusedError
from data_loaders.model.findings import as_json
from data_loaders.reports.acceptance import decide
from data_loaders.reports.facts import readings
from data_loaders.reports.followed import previous_versions
from data_loaders.reports.history import ACCEPTED, SENT, Version, versions
from data_loaders.reports.insert import record_event, record_original, record_version
from data_loaders.reports.precondition import ShownReadings, clock, newer_said, report_name
from data_loaders.reports.preview import (
    Base,
    FindingKey,
    Preview,
    already_sent,
    base_of,
    finding_key,
)
from data_loaders.store.clock import not_in_future
from data_loaders.store.database import Store, micros


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: ``sent``, ``accepted``, ``already-sent`` or ``refused``."""

    outcome: str
    version: int | None


def send(
    store: Store,
    seen: Preview,
    *,
    actor: str,
    now: datetime,
    origin: str = "",
    explanations: Mapping[FindingKey, str] | str = "",
    accept: bool = False,
) -> Outcome:
    """Store what was previewed, or keep it as a refused attempt.

    ``explanations``: a text for each warning, or one text for all. Raises
    :class:`RefusedError` for a receipt in the future and :class:`BaseMovedError` when another
    version, acceptance or return came in between.
    """
    not_in_future(seen.received_at, now)
    already = _already_there(store, seen)
    if already is not None:
        if accept:
            _accept_if_waiting(store, seen, already, actor=actor, origin=origin)
        return Outcome("already-sent", already)
    answers = _answers(seen, explanations)
    if not seen.sendable or not all(answers.values()):
        refuse(store, seen, actor=actor, origin=origin)
        return Outcome("refused", None)
    if seen.content is None or seen.identity is None or seen.base is None:
        raise AssertionError("a sendable preview has content, identity and base")
    with store.write("report.send", actor=actor, origin=origin) as writer:
        if not _unmoved(seen, writer.revision - 1):
            _must_build_on(store, seen, now)
        number = seen.base.newest + 1
        writer.about(f"{report_name(seen.identity)}, bản {number}", f"SHA-256 {seen.sha256}")
        key = record_version(store, writer, seen, actor=actor, number=number, answers=answers)
        record_event(writer, key, SENT, seen.received_at, actor=actor)
        if accept:
            record_event(writer, key, ACCEPTED, seen.received_at, actor=actor)
    return Outcome("accepted" if accept else "sent", number)


def _unmoved(seen: Preview, revision: int) -> bool:
    """Whether the store is as the preview saw it to the last write, so that nothing need be asked.

    Most sendings follow their preview at once; the queries that are saved are a third of the work.
    """
    return seen.asked == (revision, seen.received_at)


def _must_build_on(store: Store, seen: Preview, now: datetime) -> None:
    """Raise :class:`BaseMovedError` when the report of a preview builds on something else now."""
    if seen.identity is None:
        return
    group = versions(store, unit_id=seen.identity.unit_id, period=seen.identity.period)
    before = previous_versions(store, seen.identity, seen.received_at, seen.within)
    base = base_of(group, before)
    if base != seen.base:
        raise BaseMovedError(
            f"số liệu đã thay đổi từ khi xem trước ({_moved(seen.base, base, group, now)});"
            " hãy xem lại rồi gửi lại"
        )


def _moved(was: Base | None, base: Base, group: Sequence[Version], now: datetime) -> str:
    """What a report was compared with, and what there is in its place."""
    if was is not None and group and base.newest > was.newest:
        before = f"lúc xem trước mới có đến bản {was.newest}" if was.newest else "lúc đó chưa có"
        return f"{newer_said(group[-1], now.tzinfo)}; {before}"
    if was is not None and base.newest == was.newest and base.last != was.last and group:
        at = clock(group[-1].events[-1].at, now.tzinfo)
        return f"bản {base.newest} vừa được duyệt, trả lại hoặc rút lại, lúc {at}"
    return "báo cáo của kỳ trước vừa được duyệt, trả lại hoặc thay thế"


def refuse(store: Store, seen: Preview, *, actor: str, origin: str = "") -> None:
    """Keep a file that was read but not taken, with its findings; an unreadable one is not kept."""
    if not seen.readable:
        return
    with store.write("report.refuse", actor=actor, origin=origin) as writer:
        writer.about(report_name(seen.identity) if seen.identity else "", f"SHA-256 {seen.sha256}")
        record_original(writer, seen)
        writer.run(
            "insert_attempt",
            attempt_key=writer.next_key("attempt"),
            unit_id=seen.identity.unit_id if seen.identity else None,
            period=seen.identity.period.index if seen.identity else None,
            sha256=seen.sha256,
            file_name=seen.file_name,
            received_at=micros(seen.received_at),
            actor=actor,
            findings=json.dumps([as_json(f) for f in seen.findings], ensure_ascii=False),
            revision=writer.revision,
        )


def record_reading(
    store: Store,
    *,
    of: str | ShownReadings,
    reading: str,
    reason: str,
    actor: str,
    at: datetime,
    now: datetime,
    origin: str = "",
) -> None:
    """Record how the committee reads an ambiguous target, from an instant on.

    ``of``: its id, or what a page showed of it; raises :class:`MovedError` when another reading
    was recorded since.
    """
    not_in_future(at, now)
    if not reason.strip():
        raise RefusedError("ghi cách hiểu một chỉ tiêu phải có lý do")
    with store.write("reading.record", actor=actor, origin=origin) as writer:
        if isinstance(of, ShownReadings):
            _must_be_read_so(store, of, now)
        target_id = of.target_id if isinstance(of, ShownReadings) else of
        writer.about(f"{target_id}: {reading}", reason)
        writer.run(
            "insert_reading",
            target_id=target_id,
            reading=reading,
            reason=reason,
            actor=actor,
            counts_from=micros(at),
            revision=writer.revision,
        )


def _must_be_read_so(store: Store, shown: ShownReadings, now: datetime) -> None:
    found = tuple(one for one in readings(store, now) if one.target_id == shown.target_id)
    if found == shown.recorded:
        return
    seen = f"cách {shown.recorded[-1].reading}" if shown.recorded else "chưa ghi cách nào"
    there = "không còn cách nào"
    if found:
        at = clock(found[-1].at, now.tzinfo)
        there = f"cách {found[-1].reading}, {found[-1].by} ghi lúc {at}"
    raise MovedError(
        f"{shown.target_id}: cách hiểu đã được ghi khác (nay: {there}; lúc mở trang: {seen});"
        " chưa có gì được ghi; hãy xem lại"
    )


def _already_there(store: Store, seen: Preview) -> int | None:
    """The version that holds the same bytes, asked anew: a preview may be sent twice, or late."""
    if seen.identity is None or _unmoved(seen, store.revision()):
        return seen.already
    group = versions(store, unit_id=seen.identity.unit_id, period=seen.identity.period)
    return already_sent(group, seen.sha256)


def _accept_if_waiting(
    store: Store, seen: Preview, number: int, *, actor: str, origin: str
) -> None:
    if seen.identity is None:
        return
    newest = versions(store, unit_id=seen.identity.unit_id, period=seen.identity.period)[-1]
    if newest.version == number and newest.state == SENT:
        at = max(seen.received_at, newest.events[-1].at)
        decide(store, seen.identity, ACCEPTED, actor=actor, at=at, now=at, origin=origin)


def _answers(seen: Preview, explanations: Mapping[FindingKey, str] | str) -> dict[FindingKey, str]:
    """Warning → explanation, empty where none was given."""
    warnings = [finding_key(finding) for finding in seen.of(Severity.WARNING)]
    if isinstance(explanations, str):
        return dict.fromkeys(warnings, explanations.strip())
    return {key: explanations.get(key, "").strip() for key in warnings}
