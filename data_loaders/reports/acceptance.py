"""Accepting a report, returning it, taking an acceptance back: one transaction each.

A command acts on the newest version. A page acts on exactly what it showed (:class:`Shown`): what
was never on the screen is never decided upon.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data_loaders.model import Identity
from data_loaders.model.errors import RefusedError
from data_loaders.reports.history import ACCEPTED, RETURNED, SENT, WITHDRAWN, Version, versions
from data_loaders.reports.insert import record_event
from data_loaders.reports.precondition import Shown, clock, must_stand, report_name
from data_loaders.store.clock import not_in_future
from data_loaders.store.database import Store, Writer, instant_of


def decide(
    store: Store,
    of: Identity | Shown,
    event: str,
    *,
    actor: str,
    at: datetime,
    now: datetime,
    reason: str | None = None,
    origin: str = "",
) -> int:
    """Accept or return the newest version, or exactly the one shown; the number of that one.

    Raises :class:`RefusedError` when there is none, when it is not waiting, when a return has no
    reason, or when the instant is before the receipt or in the future; :class:`MovedError` when
    the report is no longer as it was shown.
    """
    not_in_future(at, now)
    if event == RETURNED and not (reason or "").strip():
        raise RefusedError("trả lại báo cáo phải ghi lý do")
    action = "report.accept" if event == ACCEPTED else "report.return"
    with store.write(action, actor=actor, origin=origin) as writer:
        identity, group = _report(store, of)
        shown = must_stand(of, group, now.tzinfo) if isinstance(of, Shown) else None
        version = _waiting(identity, group[-1:] if shown is None else (shown,))
        writer.about(f"{report_name(identity)}, bản {version.version}", reason or "")
        if at < version.events[-1].at:
            raise RefusedError(
                f"{report_name(identity)}: mốc {at.isoformat()} trước khi báo cáo được gửi"
                f" ({version.events[-1].at.astimezone(at.tzinfo).isoformat()})"
            )
        record_event(writer, version.key, event, at, actor=actor, reason=reason)
    return version.version


def withdraw(
    store: Store,
    of: Identity | Shown,
    *,
    reason: str,
    actor: str,
    at: datetime,
    now: datetime,
    origin: str = "",
) -> int:
    """Take back the acceptance of the accepted version; its number.

    From that instant on it waits again, and the version that it had superseded is in force again.
    Raises :class:`RefusedError` when none is accepted, without a reason, when a meeting has frozen
    it as accepted, or for an instant before the acceptance or in the future; :class:`MovedError`
    as :func:`decide`.
    """
    not_in_future(at, now)
    if not reason.strip():
        raise RefusedError("rút lại việc duyệt phải ghi lý do")
    with store.write("report.withdraw", actor=actor, origin=origin) as writer:
        identity, group = _report(store, of)
        shown = must_stand(of, group, now.tzinfo) if isinstance(of, Shown) else None
        version = _accepted(identity, group if shown is None else (shown,))
        writer.about(f"{report_name(identity)}, bản {version.version}", reason)
        if at < version.events[-1].at:
            raise RefusedError(
                f"{report_name(identity)}: mốc {at.isoformat()} trước khi báo cáo được duyệt"
                f" ({version.events[-1].at.astimezone(at.tzinfo).isoformat()})"
            )
        _must_not_be_frozen(writer, version, now)
        record_event(writer, version.key, WITHDRAWN, at, actor=actor, reason=reason)
    return version.version


def _report(store: Store, of: Identity | Shown) -> tuple[Identity, tuple[Version, ...]]:
    """Which report it is, and every version there is of it."""
    identity = of.identity if isinstance(of, Shown) else of
    return identity, versions(store, unit_id=identity.unit_id, period=identity.period)


def _accepted(identity: Identity, meant: Sequence[Version]) -> Version:
    """The version that is in force as accepted, among those meant."""
    found = [version for version in meant if version.state == ACCEPTED]
    if not found:
        raise RefusedError(f"{report_name(identity)}: không có bản đã duyệt để rút lại")
    return found[-1]


def settled(store: Store) -> frozenset[int]:
    """Keys of the versions that stand as accepted among the figures of a frozen meeting."""
    frozen = [row for row in store.rows("meetings") if row[6] is not None]
    return frozenset(
        counted[0]
        for row in frozen
        for counted in store.rows("in_force", as_of=row[6], basis=row[9], upto=row[8])
        if counted[-1] == ACCEPTED
    )


_OF_A_MEETING = (0, 1, 6, 8, 9, 15)
"""Columns of ``meetings.sql``: key, name, as-of, upto, basis, when it was frozen."""


def _must_not_be_frozen(writer: Writer, version: Version, now: datetime) -> None:
    """A meeting that looked at an acceptance has settled it: what follows is a newer version."""
    for row in writer.rows("meetings"):
        key, name, as_of, upto, basis, frozen_at = (row[column] for column in _OF_A_MEETING)
        if as_of is None:  # only planned
            continue
        counted = writer.rows("in_force", as_of=as_of, basis=basis, upto=upto)
        if any(one[0] == version.key and one[-1] == ACCEPTED for one in counted):
            at = clock(instant_of(frozen_at), now.tzinfo)
            raise RefusedError(
                f"{report_name(version.identity)}: phiên họp {key} “{name}” đã chốt số liệu lúc"
                f" {at} với bản {version.version}, nên việc duyệt không rút lại được; hãy đề nghị"
                " địa phương gửi bản mới"
            )


def _waiting(identity: Identity, meant: Sequence[Version]) -> Version:
    """The version meant, which is the newest where nobody pointed at one."""
    if not meant:
        raise RefusedError(f"{report_name(identity)}: chưa có báo cáo nào được gửi")
    if meant[-1].state != SENT:
        raise RefusedError(
            f"{report_name(identity)}: bản mới nhất (số {meant[-1].version}) không chờ duyệt,"
            f" trạng thái: {meant[-1].state}"
        )
    return meant[-1]
