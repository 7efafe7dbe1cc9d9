"""A file read, checked and compared with the version in force: everything known, nothing stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from data_loaders.intake.changes import Change, changes
from data_loaders.intake.checks.report import check
from data_loaders.intake.identity import Use
from data_loaders.intake.read import ReadForm
from data_loaders.intake.sandbox import shared
from data_loaders.intake.unforeseen import mishap
from data_loaders.model import (
    Finding,
    History,
    Identity,
    Regime,
    Register,
    ReportContent,
    Severity,
)
from data_loaders.model.errors import MonitorError
from data_loaders.reports.facts import content
from data_loaders.reports.followed import Within, history
from data_loaders.reports.history import RETURNED, Version, versions
from data_loaders.store.database import Store

FindingKey = tuple[str, str | None, str | None]
"""Code, sheet and cell: what an explanation answers."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a preview was compared with; sending is refused when any of it has moved.

    ``newest``: the newest version's number (0: none) and ``last`` its last event; ``previous``: the
    keys of the accepted reports before, over a change of units those of all the parts.
    """

    newest: int
    last: str | None
    previous: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """A file read, checked and compared, with nothing stored. ``already`` is the number of the
    version that holds the same bytes and was not returned; ``asked`` the store's revision and the
    receipt for which base, changes and ``already`` hold;
    ``within``: register and calendar of both."""

    data: bytes
    file_name: str
    sha256: str
    received_at: datetime
    readable: bool
    identity: Identity | None
    form: str | None
    content: ReportContent | None
    findings: tuple[Finding, ...]
    base: Base | None = None
    against: int | None = None
    changes: tuple[Change, ...] = ()
    already: int | None = None
    asked: tuple[int, datetime] | None = None
    within: Within | None = None

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(f for f in self.findings if f.severity is severity)

    @property
    def sendable(self) -> bool:
        """Whether nothing but explanations is missing."""
        return self.content is not None and not self.of(Severity.ERROR)


def finding_key(finding: Finding) -> FindingKey:
    """What tells one warning of a file from another."""
    return (finding.code, finding.sheet, finding.cell)


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it came and what was read in it, before the store is asked."""

    data: bytes
    file_name: str
    sha256: str
    received_at: datetime
    read: ReadForm


def receive(
    data: bytes,
    *,
    file_name: str,
    register: Register,
    regime: Regime,
    received_at: datetime,
    use: Use,
    confirmed: Identity | None = None,
    reader: Callable[..., ReadForm] | None = None,
) -> ReceivedFile:
    """Read a file; in a process with limits, where no ``reader`` is given. Needs no store.

    A ``reader`` of one's own (:func:`data_loaders.intake.read.read_form`) is for files that come
    from nobody else.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        read = (reader or shared().read)(
            data,
            file_name=file_name,
            register=register,
            regime=regime,
            received_at=received_at,
            use=use,
            confirmed=confirmed,
        )
    except (MonitorError, OSError):
        raise
    except Exception as error:  # whatever it is, it is this file's
        why = mishap(error, file_name=file_name, sha256=sha256)
        read = ReadForm(False, None, None, None, (why,))
    return ReceivedFile(data, file_name, sha256, received_at, read)


def compare(
    store: Store, received: ReceivedFile, *, register: Register, regime: Regime, use: Use
) -> Preview:
    """Check a received file against the store as it was at its receipt; store nothing.

    What nobody foresaw in its content refuses this file; a store that fails fails all of them.
    """
    try:
        return _compared(store, received, register=register, regime=regime, use=use)
    except (MonitorError, duckdb.Error, OSError):
        raise
    except Exception as error:
        return unread(received, mishap(error, file_name=received.file_name, sha256=received.sha256))


def unread(received: ReceivedFile, why: Finding) -> Preview:
    """The preview of a file that is refused as a whole."""
    return Preview(
        data=received.data,
        file_name=received.file_name,
        sha256=received.sha256,
        received_at=received.received_at,
        readable=False,
        identity=None,
        form=None,
        content=None,
        findings=(why,),
    )


def _compared(
    store: Store, received: ReceivedFile, *, register: Register, regime: Regime, use: Use
) -> Preview:
    read = received.read
    known: dict[str, Any] = {
        "data": received.data,
        "file_name": received.file_name,
        "sha256": received.sha256,
        "received_at": received.received_at,
        "readable": read.readable,
        "identity": read.identity,
        "form": read.form,
        "content": read.content,
    }
    if read.content is None or read.identity is None:
        return Preview(**known, findings=read.findings)
    asked = (store.revision(), received.received_at)
    past = history(store, read.identity, received.received_at, (register, regime))
    found = check(
        read.content,
        form=use.editions.made(read.content.form, read.identity.period),
        register=register,
        regime=regime,
        history=past,
        received_at=received.received_at,
    )
    against = _against(store, read.identity, read.content, received.sha256, past)
    return Preview(
        **known,
        findings=(*read.findings, *found),
        asked=asked,
        within=(register, regime),
        **against,
    )


def preview(
    store: Store,
    data: bytes,
    *,
    file_name: str,
    register: Register,
    regime: Regime,
    received_at: datetime,
    use: Use,
    confirmed: Identity | None = None,
) -> Preview:
    """Read a file and check it against the store as it was at its receipt; store nothing."""
    received = receive(
        data,
        file_name=file_name,
        register=register,
        regime=regime,
        received_at=received_at,
        use=use,
        confirmed=confirmed,
    )
    return compare(store, received, register=register, regime=regime, use=use)


def _against(
    store: Store, identity: Identity, new: ReportContent, sha256: str, past: History
) -> dict[str, Any]:
    """Base, changes and the version that already holds these bytes."""
    group = versions(store, unit_id=identity.unit_id, period=identity.period)
    standing = [version for version in group if version.last != RETURNED]
    old = content(store, standing[-1].key, identity) if standing else None
    return {
        "base": base_of(group, past.previous_keys),
        "against": standing[-1].version if standing else None,
        "changes": changes(old, new),
        "already": already_sent(group, sha256),
    }


def already_sent(group: Sequence[Version], sha256: str) -> int | None:
    """The number of the version that holds these bytes and was not returned."""
    same = [v.version for v in group if v.sha256 == sha256 and v.last != RETURNED]
    return same[-1] if same else None


def base_of(group: Sequence[Version], previous: tuple[int, ...]) -> Base:
    """What a report builds on: the versions there are, and the accepted reports before it."""
    return Base(
        newest=group[-1].version if group else 0,
        last=group[-1].last if group else None,
        previous=previous,
    )
