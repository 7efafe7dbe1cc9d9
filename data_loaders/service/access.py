"""The one door of the data layer that pages go through: every read and every write asks.

An :class:`Access` is made from who is acting. What they may not see is left out of what they read;
what they may not do raises :class:`RefusedError` and is noted. A page is never the only guard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from data_loaders.accounts.permissions import Actor, Role, Scope, demand, may
from data_loaders.model import Facts, Identity, Period, ReportContent
from data_loaders.model.errors import RefusedError
from data_loaders.model.submissions import SourceCell, StatusRow
from data_loaders.reports import acceptance, cells, commits, facts, followed, history
from data_loaders.reports.precondition import Shown, ShownReadings
from data_loaders.reports.preview import FindingKey, Preview, ReceivedFile, compare, receive
from data_loaders.service import blank_forms
from data_loaders.service.context import Context, reporting_unit
from data_loaders.store.clock import not_in_future
from data_loaders.store.database import NEWEST

Note = Callable[[str, str, str], None]
"""Notes action, subject and outcome in the trail of those who came in."""

DONE, DENIED = "done", "refused"


def limited(known: Facts, scope: Scope) -> Facts:
    """The facts with nothing in them of a locality outside the scope, nor of the whole province."""
    if scope.everything:
        return known
    return known.only(scope.allows)


@dataclass(frozen=True)
class Access:
    """A store as one person may use it. ``origin``: the address they come from."""

    context: Context
    actor: Actor
    note: Note
    origin: str = ""

    @property
    def scope(self) -> Scope:
        """Whose figures this person may read."""
        return Scope.of(self.actor)

    def demand(
        self, action: str, unit_id: str | None = None, *, sent_by: str | None = None
    ) -> None:
        """Raise :class:`RefusedError`, and note it, unless this person may."""
        try:
            demand(self.actor, action, unit_id, sent_by=sent_by)
        except RefusedError:
            self.note(action, unit_id or "", DENIED)
            raise

    def use(self, action: str, subject: str, unit_id: str | None = None) -> None:
        """Demand a right for something that changes no figure, and note that it was used."""
        self.demand(action, unit_id)
        self.note(action, subject, DONE)

    def status(self, as_of: datetime) -> tuple[StatusRow, ...]:
        """Timeliness of the localities in scope."""
        rows = history.status(
            self.context.store,
            register=self.context.register(as_of),
            regime=self.context.regime,
            as_of=as_of,
        )
        return tuple(row for row in rows if self.scope.allows(row.unit_id))

    def versions(
        self,
        *,
        unit_id: str | None = None,
        period: Period | None = None,
        as_of: datetime | None = None,
        upto: int = NEWEST,
    ) -> tuple[history.Version, ...]:
        """Versions with their events, of the localities whose history this person may read.

        ``as_of`` and ``upto``: as :func:`data_loaders.reports.history.versions`; left out: all
        there is.
        """
        scope = Scope.of(self.actor, "history.read")
        found = history.versions(
            self.context.store, unit_id=unit_id, period=period, as_of=as_of, upto=upto
        )
        return tuple(one for one in found if scope.allows(one.identity.unit_id))

    def attempts(
        self, *, unit_id: str | None = None, period: Period | None = None
    ) -> tuple[history.Attempt, ...]:
        """Refused attempts of those localities; of none, where a file did not say whose it was."""
        scope = Scope.of(self.actor, "history.read")
        found = history.attempts(self.context.store, unit_id=unit_id, period=period)
        return tuple(
            one
            for one in found
            if scope.everything or (one.unit_id is not None and scope.allows(one.unit_id))
        )

    def form(self, identity: Identity) -> bytes:
        """The form of a locality and period, pre-filled; of one that reports the period."""
        self.demand("form.download", identity.unit_id)
        reporting_unit(self.context, identity.unit_id, identity.period)
        return blank_forms.form_for(self.context, identity)

    def receive(
        self,
        data: bytes,
        *,
        file_name: str,
        chosen: Identity,
        confirmed: bool,
        received_at: datetime,
        own_word: bool = False,
    ) -> ReceivedFile:
        """Read a file, which counts towards this person's quota.

        ``chosen``: whose report they say it is; taken for the form's own word where it has none and
        ``confirmed``. A form says itself of which period it is, whatever was chosen. One of another
        locality is told to be that, and is not compared at all, but with ``own_word``: then it is
        what it says itself, if this person may check that.
        Raises :class:`QuotaError` when they have brought too many.
        """
        self.demand("report.check", chosen.unit_id)
        if self.actor.role is not Role.CONSOLE:
            self.context.quota.take(self.actor.name, self.context.regime.timezone)
        where = {
            "file_name": file_name,
            "register": self.context.register(received_at),
            "regime": self.context.regime,
            "received_at": received_at,
            "use": self.context.use,
        }
        received = receive(data, confirmed=chosen if confirmed else None, **where)  # type: ignore[arg-type]
        said = received.read.identity
        if said is None or said.unit_id == chosen.unit_id:
            return received
        if own_word and may(self.actor, "report.check", said.unit_id):
            return received
        return receive(data, confirmed=chosen, **where)  # type: ignore[arg-type]

    def compare(self, received: ReceivedFile) -> Preview:
        """Check what was read against the store as it is now; only ever with this person's."""
        if received.read.content is not None and received.read.identity is not None:
            self.demand("report.check", received.read.identity.unit_id)
        return compare(
            self.context.store,
            received,
            register=self.context.register(received.received_at),
            regime=self.context.regime,
            use=self.context.use,
        )

    def send(
        self, seen: Preview, *, explanations: Mapping[FindingKey, str] | str = ""
    ) -> commits.Outcome:
        """Send what was previewed, received now; of a locality that reports the period."""
        if seen.identity is None:
            raise RefusedError("chưa biết báo cáo của địa phương nào, kỳ nào nên chưa gửi được")
        self.demand("report.send", seen.identity.unit_id)
        reporting_unit(self.context, seen.identity.unit_id, seen.identity.period)
        return self._send(replace(seen, received_at=self.context.now()), explanations)

    def file(
        self, seen: Preview, *, explanations: str = "", accept: bool = False
    ) -> commits.Outcome:
        """Send what was previewed, received when its preview says; ``accept``: accept it at once.

        A file with errors is kept as a refused attempt, whosever it is.
        """
        unit_id = seen.identity.unit_id if seen.identity else None
        self.demand("report.backdate")
        self.demand("report.send", unit_id)
        if accept:
            self.demand("report.accept", unit_id, sent_by=self.actor.name)
        return self._send(seen, explanations, accept=accept)

    def _send(
        self,
        seen: Preview,
        explanations: Mapping[FindingKey, str] | str,
        *,
        accept: bool = False,
    ) -> commits.Outcome:
        return commits.send(
            self.context.store,
            seen,
            actor=self.actor.name,
            now=self.context.now(),
            origin=self.origin,
            explanations=explanations,
            accept=accept,
        )

    def refuse(self, seen: Preview, *, chosen: Identity) -> None:
        """Keep a file with errors as a refused attempt of the locality that brought it."""
        self.demand("report.check", chosen.unit_id)
        commits.refuse(self.context.store, seen, actor=self.actor.name, origin=self.origin)

    def accept(self, of: Identity | Shown, *, at: datetime | None = None) -> int:
        """Accept the newest version, never one's own; its number. ``at``: set back to then.

        ``of`` a page is the version it showed, and no other: raises :class:`MovedError` when that
        report has moved since.
        """
        return self._decide(of, "report.accept", history.ACCEPTED, None, at)

    def give_back(self, of: Identity | Shown, reason: str, *, at: datetime | None = None) -> int:
        """Return the newest version with a reason, never one's own; ``of`` as for accepting."""
        return self._decide(of, "report.return", history.RETURNED, reason, at)

    def withdraw(self, of: Identity | Shown, reason: str, *, at: datetime | None = None) -> int:
        """Take back the acceptance of the accepted version, until a meeting froze it; its number.

        Never of one's own report; ``of`` as for accepting.
        """
        return self._decide(of, "report.withdraw", history.WITHDRAWN, reason, at)

    def _decide(
        self,
        of: Identity | Shown,
        action: str,
        event: str,
        reason: str | None,
        at: datetime | None,
    ) -> int:
        if at is not None:
            self.demand("report.backdate")
        shown = of if isinstance(of, Shown) else None
        identity = of.identity if isinstance(of, Shown) else of
        self.demand(action, identity.unit_id, sent_by=self._sender(identity, event, shown))
        now = self.context.now()
        where: dict[str, Any] = {
            "actor": self.actor.name,
            "at": at or now,
            "now": now,
            "origin": self.origin,
        }
        if event == history.WITHDRAWN:
            return acceptance.withdraw(self.context.store, of, reason=reason or "", **where)
        return acceptance.decide(self.context.store, of, event, reason=reason, **where)

    def _sender(self, identity: Identity, event: str, shown: Shown | None) -> str | None:
        """Who sent the version that is decided upon: the one shown, else as a command means it."""
        group = history.versions(
            self.context.store, unit_id=identity.unit_id, period=identity.period
        )
        if shown is not None:
            meant = [one for one in group if one.version == shown.version]
        elif event == history.WITHDRAWN:
            meant = [one for one in group if one.state == history.ACCEPTED]
        else:
            meant = list(group)
        return meant[-1].by if meant else None

    def record_reading(
        self,
        of: str | ShownReadings,
        reading: str,
        reason: str,
        *,
        at: datetime | None = None,
    ) -> None:
        """Record how the committee reads an ambiguous target; ``at``: counting from then.

        ``of``: the target's id; of a page, with the readings it showed: raises
        :class:`MovedError` when another was recorded since.
        """
        self.demand("reading.record")
        if at is not None:
            self.demand("report.backdate")
        now = self.context.now()
        commits.record_reading(
            self.context.store,
            of=of,
            reading=reading,
            reason=reason.strip(),
            actor=self.actor.name,
            at=at or now,
            now=now,
            origin=self.origin,
        )

    def counting_from(self, at: datetime | None) -> datetime:
        """From when a record of this person counts: now, or ``at`` if they may set it back."""
        now = self.context.now()
        if at is None:
            return now
        self.demand("report.backdate")
        not_in_future(at, now)
        return at

    def original(self, sha256: str, identity: Identity) -> bytes:
        """A file as it was sent for that locality and period; every download is noted.

        Raises :class:`RefusedError` when that locality never sent these bytes.
        """
        self.demand("original.download", identity.unit_id)
        sent = history.versions(
            self.context.store, unit_id=identity.unit_id, period=identity.period
        )
        if all(version.sha256 != sha256 for version in sent):
            raise RefusedError(f"{identity.unit_id}, kỳ {identity.period}: không có tệp này")
        self.note("original.download", f"{identity.unit_id}, kỳ {identity.period}", DONE)
        return self.context.store.original(sha256)

    def content(self, version: history.Version) -> ReportContent:
        """One version whole, with its cells."""
        self.demand("history.read", version.identity.unit_id)
        return facts.content(self.context.store, version.key, version.identity)

    def accepted_before(
        self, identity: Identity, *, as_of: datetime
    ) -> tuple[Period, ReportContent] | None:
        """The newest accepted report of that locality from before a period, and its period."""
        self.demand("history.read", identity.unit_id)
        within = (self.context.register(), self.context.regime)
        return followed.accepted_before(self.context.store, identity, as_of, within)

    def explanations(self, version: history.Version) -> tuple[tuple[str, str], ...]:
        """The warnings of a version, as sentences, with the reasons given."""
        self.demand("history.read", version.identity.unit_id)
        return facts.explanations(self.context.store, version.key)

    def cells(self, identity: Identity, version: int, **which: object) -> tuple[SourceCell, ...]:
        """The cells of a term, see :func:`data_loaders.reports.cells.cells_of_part`."""
        self.demand("locality.read", identity.unit_id)
        return cells.cells_of_part(self.context.store, identity, version, **which)  # type: ignore[arg-type]

    def export(self, subject: str, units: Iterable[str], make: Callable[[], bytes]) -> bytes:
        """A file made of what these localities reported; every one handed out is noted.

        ``subject`` says in the trail what it was. Nothing is made unless all of them are allowed.
        """
        for unit_id in units:
            self.demand("export.make", unit_id)
        data = make()
        self.note("export.make", subject, DONE)
        return data
