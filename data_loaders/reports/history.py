"""What happened to every report: versions with events and states, refused attempts, timeliness."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from data_loaders.model import Identity, Period, Regime, Register, Timeliness, Unit, VersionEvent
from data_loaders.model.submissions import StatusRow
from data_loaders.store.database import ALWAYS, NEWEST, Store, instant_of, micros

SENT, ACCEPTED, RETURNED, SUPERSEDED, REFUSED = (
    "sent",
    "accepted",
    "returned",
    "superseded",
    "refused",
)
WITHDRAWN = "withdrawn"
"""An event and no state: the acceptance was taken back, and the version waits again."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report with all its events; ``state`` as of the instant asked for."""

    key: int
    identity: Identity
    version: int
    sha256: str
    file_name: str
    form: str
    form_id: str
    received_at: datetime
    by: str
    events: tuple[VersionEvent, ...]
    state: str = SENT

    @property
    def last(self) -> str:
        """The last event; events of one instant count in the order in which they were stored."""
        return self.events[-1].event

    @property
    def accepted_at(self) -> datetime | None:
        """From when its acceptance counts; None where it has none, or it was taken back."""
        return self.events[-1].at if self.last == ACCEPTED else None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A file that was read and refused; it never became a version."""

    unit_id: str | None
    period: Period | None
    sha256: str
    file_name: str
    received_at: datetime
    by: str
    findings: tuple[Mapping[str, Any], ...]


def versions(
    store: Store,
    *,
    as_of: datetime | None = None,
    unit_id: str | None = None,
    period: Period | None = None,
    upto: int = NEWEST,
) -> tuple[Version, ...]:
    """Versions with events and states, by locality, period and number; all of them by default.

    ``as_of`` and ``upto``: as they stood at that instant, by what that revision had learned.
    """
    known = store.keys()
    where = {
        "as_of": ALWAYS if as_of is None else micros(as_of),
        "unit_key": None if unit_id is None else known.unit_key.get(unit_id, -1),
        "period": None if period is None else period.index,
        "upto": upto,
    }
    kept = store.rows("versions", **where)  # before the events: a version comes with its first one
    events: dict[int, list[VersionEvent]] = defaultdict(list)
    for key, event, at, actor, reason in store.rows("events", **where):
        events[key].append(VersionEvent(event, instant_of(at), actor, reason))
    groups: dict[Identity, list[Version]] = defaultdict(list)
    for key, unit_key, index, *rest in kept:
        identity = Identity(known.unit_id[unit_key], Period(index))
        groups[identity].append(_version(key, identity, rest, tuple(events[key])))
    return tuple(version for group in groups.values() for version in _with_states(group))


def _version(
    key: int, identity: Identity, rest: Sequence[Any], events: tuple[VersionEvent, ...]
) -> Version:
    number, sha256, file_name, form, form_id, received, actor = rest
    return Version(
        key=key,
        identity=identity,
        version=number,
        sha256=sha256,
        file_name=file_name,
        form=form,
        form_id=form_id,
        received_at=instant_of(received),
        by=actor,
        events=events,
    )


def _with_states(group: Sequence[Version]) -> Iterable[Version]:
    """A version is superseded once a newer one took its standing; a return stays a return.

    One whose acceptance was withdrawn waits as it did before.
    """
    accepted = max((v.version for v in group if v.last == ACCEPTED), default=0)
    standing = max((v.version for v in group if v.last != RETURNED), default=0)
    for version in group:
        newest = accepted if version.last == ACCEPTED else standing
        superseded = version.last != RETURNED and version.version < newest
        said = SENT if version.last == WITHDRAWN else version.last
        yield replace(version, state=SUPERSEDED if superseded else said)


def given_back(found: Iterable[Version]) -> Mapping[tuple[str, Period], VersionEvent]:
    """Locality and period → the return of its newest version, where that is what came last."""
    newest = {version.identity: version for version in found}
    return {
        (identity.unit_id, identity.period): version.events[-1]
        for identity, version in newest.items()
        if version.last == RETURNED
    }


def attempts(
    store: Store, *, unit_id: str | None = None, period: Period | None = None
) -> tuple[Attempt, ...]:
    """Refused attempts with their findings, oldest first."""
    rows = store.rows("attempts", unit_id=unit_id, period=None if period is None else period.index)
    return tuple(
        Attempt(
            unit_id=unit,
            period=None if index is None else Period(index),
            sha256=sha,
            file_name=file,
            received_at=instant_of(received),
            by=actor,
            findings=tuple(json.loads(findings)),
        )
        for unit, index, sha, file, received, actor, findings in rows
    )


def status(
    store: Store, *, register: Register, regime: Regime, as_of: datetime, upto: int = NEWEST
) -> tuple[StatusRow, ...]:
    """Timeliness of every reporting locality and every expected period begun at that instant."""
    by_identity: dict[Identity, list[Version]] = defaultdict(list)
    for version in versions(store, as_of=as_of, upto=upto):
        by_identity[version.identity].append(version)
    return tuple(
        _status_row(unit, period, by_identity, regime, as_of)
        for period in regime.begun(as_of)
        for unit in register.reporters(regime, period)
    )


def _status_row(
    unit: Unit,
    period: Period,
    by_identity: Mapping[Identity, Sequence[Version]],
    regime: Regime,
    as_of: datetime,
) -> StatusRow:
    identity = Identity(unit.unit_id, period)
    group = by_identity.get(identity, ())
    received = min((version.received_at for version in group), default=None)
    due_at = regime.due_at(period)
    until = regime.day_of(received or as_of)
    if received is None and unit.valid_to is not None:  # nobody is late who is no more
        until = min(until, unit.valid_to)
    timeliness = timeliness_of(received, due_at=due_at, as_of=as_of)
    return StatusRow(
        unit_id=identity.unit_id,
        period=identity.period,
        due_at=due_at,
        received_at=received,
        timeliness=timeliness,
        days_late=_days_late(timeliness, until, period, regime),
        state=group[-1].state if group else None,
    )


def timeliness_of(received: datetime | None, *, due_at: datetime, as_of: datetime) -> Timeliness:
    """Received at the due instant is on time; the due day itself is not yet missing."""
    if received is not None:
        return Timeliness.ON_TIME if received <= due_at else Timeliness.LATE
    return Timeliness.PENDING if as_of <= due_at else Timeliness.MISSING


def _days_late(timeliness: Timeliness, until: date, period: Period, regime: Regime) -> int | None:
    if timeliness is Timeliness.PENDING:
        return None
    if timeliness is Timeliness.ON_TIME:
        return 0
    return max(0, (until - regime.due_on(period)).days)
