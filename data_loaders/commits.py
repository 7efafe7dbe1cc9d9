"""Sending, accepting, returning: one transaction each, rows only ever added.

What was previewed is what is stored: :func:`send` writes the content of the :class:`Preview` it is
given, after making sure under the writer's lock that nothing it was compared with has moved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data_loaders.errors import BaseMovedError, RefusedError
from data_loaders.facts import previous_version
from data_loaders.findings import as_json
from data_loaders.journal import ACCEPTED, RETURNED, SENT, Version, versions
from data_loaders.model import Identity, Severity
from data_loaders.preview import (
    Base,
    FindingKey,
    Preview,
    already_sent,
    base_of,
    finding_key,
)
from data_loaders.recording import record_event, record_original, record_version
from data_loaders.store import Store, micros


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
        if not _unmoved(seen, writer.revision - 1) and _base(store, seen) != seen.base:
            raise BaseMovedError(
                "số liệu đã thay đổi từ khi xem trước (có bản khác vừa được gửi, duyệt"
                " hoặc trả lại); hãy xem lại rồi gửi lại"
            )
        number = seen.base.newest + 1
        writer.about(f"{_name(seen.identity)}, bản {number}", f"SHA-256 {seen.sha256}")
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


def _base(store: Store, seen: Preview) -> Base | None:
    """What the report of a preview builds on now."""
    if seen.identity is None:
        return None
    group = versions(store, unit_id=seen.identity.unit_id, period=seen.identity.period)
    return base_of(group, previous_version(store, seen.identity, seen.received_at))


def refuse(store: Store, seen: Preview, *, actor: str, origin: str = "") -> None:
    """Keep a file that was read but not taken, with its findings; an unreadable one is not kept."""
    if not seen.readable:
        return
    with store.write("report.refuse", actor=actor, origin=origin) as writer:
        writer.about(_name(seen.identity) if seen.identity else "", f"SHA-256 {seen.sha256}")
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


def decide(
    store: Store,
    identity: Identity,
    event: str,
    *,
    actor: str,
    at: datetime,
    now: datetime,
    reason: str | None = None,
    origin: str = "",
) -> int:
    """Accept or return the newest version; the number of that version.

    Raises :class:`RefusedError` when there is none, when it is not waiting, when a return has no
    reason, or when the instant is before the receipt or in the future.
    """
    not_in_future(at, now)
    if event == RETURNED and not (reason or "").strip():
        raise RefusedError("trả lại báo cáo phải ghi lý do")
    action = "report.accept" if event == ACCEPTED else "report.return"
    with store.write(action, actor=actor, origin=origin) as writer:
        newest = _waiting(store, identity)
        writer.about(f"{_name(identity)}, bản {newest.version}", reason or "")
        if at < newest.events[-1].at:
            raise RefusedError(
                f"{_name(identity)}: mốc {at.isoformat()} trước khi báo cáo được gửi"
                f" ({newest.events[-1].at.astimezone(at.tzinfo).isoformat()})"
            )
        record_event(writer, newest.key, event, at, actor=actor, reason=reason)
    return newest.version


def record_reading(
    store: Store,
    *,
    target_id: str,
    reading: str,
    reason: str,
    actor: str,
    at: datetime,
    now: datetime,
    origin: str = "",
) -> None:
    """Record how the committee reads an ambiguous target, from an instant on."""
    not_in_future(at, now)
    if not reason.strip():
        raise RefusedError("ghi cách hiểu một chỉ tiêu phải có lý do")
    with store.write("reading.record", actor=actor, origin=origin) as writer:
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


def _waiting(store: Store, identity: Identity) -> Version:
    group = versions(store, unit_id=identity.unit_id, period=identity.period)
    if not group:
        raise RefusedError(f"{_name(identity)}: chưa có báo cáo nào được gửi")
    if group[-1].state != SENT:
        raise RefusedError(
            f"{_name(identity)}: bản mới nhất (số {group[-1].version}) không chờ duyệt,"
            f" trạng thái: {group[-1].state}"
        )
    return group[-1]


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


def not_in_future(at: datetime, now: datetime) -> None:
    """Refuse an instant after now: a receipt or a decision may only be set back."""
    if at > now:
        raise RefusedError(
            f"mốc {at.isoformat()} ở tương lai (bây giờ là"
            f" {now.astimezone(at.tzinfo).isoformat()}); chỉ được lùi, không được tiến"
        )


def _name(identity: Identity) -> str:
    return f"{identity.unit_id}, kỳ {identity.period}"
