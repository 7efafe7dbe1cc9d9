"""Sessions: who is in, since when, and for how long still. The database knows no session's token.

A token is 256 random bits that only the browser's cookie holds; here stands its SHA-256. A session
also has a key, which names it to pages and administrators and opens nothing.

A person's session may open another one for a presentation. Nobody touches a screen for an hour in
a meeting, so the idle limit does not end it; it opens one document to read, and nothing else takes
it for a session (``Session.presents``).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from data_loaders.accounts.accounts import Account, Accounts, account_of
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.schema import (
    ACCOUNT,
    KNOWN_ORIGIN,
    PRESENTS,
    SESSION,
    read,
    write,
)
from data_loaders.model.errors import MovedError
from data_loaders.store.database import instant_of, micros

IDLE = timedelta(minutes=30)
"""Without anything done by the person, a session ends after this."""

ABSOLUTE = timedelta(hours=12)
"""However busy, a session ends after this: a working day. A presentation does, too."""

_SEEN_EVERY = timedelta(seconds=15)
"""A session's last use is written down at most this often; so it may end that much early."""

_KEPT = timedelta(days=30)


class Life(StrEnum):
    """How a session stands."""

    ALIVE = "alive"
    IDLE = "idle"
    EXPIRED = "expired"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Session:
    """One session with its account as it is now."""

    key: str
    account: Account
    way: str
    origin: str
    agent: str
    started_at: datetime
    seen_at: datetime
    life: Life

    @property
    def presents(self) -> bool:
        """Whether this is a presentation's: it may read that one document and nothing else."""
        return self.way.startswith(PRESENTS)

    @property
    def opener(self) -> str:
        """The key of the session that opened this presentation; of any other, nothing."""
        return self.way.removeprefix(PRESENTS) if self.presents else ""

    @property
    def alive(self) -> bool:
        return self.life is Life.ALIVE


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


class Sessions:
    """The sessions in an accounts database.

    ``mark`` names the demonstration store that is open, None any other store: a demonstration
    account is let in on the one store it was made for.
    """

    def __init__(self, accounts: Accounts, mark: Callable[[], str | None] = lambda: None) -> None:
        self.accounts = accounts
        self.mark = mark

    def start(self, account: Account, *, by: By, way: str, agent: str = "") -> tuple[str, str]:
        """Let an account in: its new token, for the cookie alone, and the session's key."""
        token, key, now = secrets.token_urlsafe(32), secrets.token_hex(16), self.accounts.now()
        with write(self.accounts.engine) as connection:
            old = SESSION.c.started_at < now - micros_of(_KEPT)
            connection.execute(SESSION.delete().where(old))
            connection.execute(
                SESSION.insert().values(
                    token_hash=hash_of(token),
                    key=key,
                    account_id=account.key,
                    way=way,
                    origin=by.origin,
                    agent=agent[:200],
                    started_at=now,
                    seen_at=now,
                )
            )
            here = and_(
                KNOWN_ORIGIN.c.account_id == account.key, KNOWN_ORIGIN.c.origin == by.origin
            )
            connection.execute(KNOWN_ORIGIN.delete().where(here))
            connection.execute(
                KNOWN_ORIGIN.insert().values(account_id=account.key, origin=by.origin, last_at=now)
            )
            self.accounts.record(connection, by, "session.start", account.name, detail=way)
        return token, key

    def present(self, opener: Session, *, by: By, agent: str = "") -> tuple[str, str]:
        """Open a presentation for the account of a session: its token and its key.

        It ends with its opener's sign-out, not with its idle limit.
        """
        return self.start(opener.account, by=by, way=f"{PRESENTS}{opener.key}", agent=agent)

    def of_token(self, token: str) -> Session | None:
        """The session a cookie opens, alive or not; None for a token nobody was given."""
        return self._one(SESSION.c.token_hash == hash_of(token))

    def of_key(self, key: str) -> Session | None:
        """The session of that key, alive or not."""
        return self._one(SESSION.c.key == key)

    def open_ones(self) -> tuple[Session, ...]:
        """Every session that is alive, the newest first."""
        everything = self._rows(SESSION.c.ended_at.is_(None))
        return tuple(session for session in everything if session.alive)

    def admits(self, account: Account) -> bool:
        """Whether this account may be in at all, on the store that is open."""
        if account.disabled:
            return False
        return account.demonstration is None or account.demonstration == self.mark()

    def touch(self, session: Session) -> None:
        """The person did something: the idle limit counts from now."""
        now = self.accounts.clock()
        if now - session.seen_at < _SEEN_EVERY:
            return
        mine = and_(SESSION.c.key == session.key, SESSION.c.ended_at.is_(None))
        with write(self.accounts.engine) as connection:
            connection.execute(SESSION.update().where(mine).values(seen_at=micros(now)))

    def end(self, key: str, *, by: By) -> None:
        """End one session for good, and what it opened; ending it again changes nothing."""
        self._end(or_(SESSION.c.key == key, SESSION.c.way == f"{PRESENTS}{key}"), by)

    def end_shown(self, shown: Session, *, by: By) -> None:
        """End the session that a page showed, and what it opened.

        Raises :class:`MovedError` when it is over already.
        """
        found = self.of_key(shown.key)
        if found is None or not found.alive:
            raise MovedError(
                f"Phiên của “{shown.account.name}” đang xem đã kết thúc từ trước. Chưa có gì được"
                " ghi; hãy xem lại."
            )
        self.end(shown.key, by=by)

    def end_all(self, account: Account, *, by: By, but: str | None = None) -> None:
        """End every session of an account, but the one of that key."""
        mine = SESSION.c.account_id == account.key
        self._end(mine if but is None else and_(mine, SESSION.c.key != but), by)

    def _end(self, which: ColumnElement[bool], by: By) -> None:
        with write(self.accounts.engine) as connection:
            wanted = and_(which, SESSION.c.ended_at.is_(None))
            joined = SESSION.join(ACCOUNT, ACCOUNT.c.id == SESSION.c.account_id)
            names = select(SESSION.c.key, ACCOUNT.c.name).select_from(joined).where(wanted)
            found = connection.execute(names).all()
            values = {"ended_at": self.accounts.now(), "ended_by": by.who}
            for key, name in found:
                connection.execute(SESSION.update().where(SESSION.c.key == key).values(**values))
                self.accounts.record(connection, by, "session.end", name)

    def _one(self, where: ColumnElement[bool]) -> Session | None:
        return next(iter(self._rows(where)), None)

    def _rows(self, where: ColumnElement[bool]) -> tuple[Session, ...]:
        joined = SESSION.join(ACCOUNT, ACCOUNT.c.id == SESSION.c.account_id)
        query = (
            select(SESSION, ACCOUNT)
            .select_from(joined)
            .where(where)
            .order_by(SESSION.c.started_at.desc())
        )
        with read(self.accounts.engine) as connection:
            rows = connection.execute(query).all()
        return tuple(self._session(row) for row in rows)

    def _session(self, row: Any) -> Session:
        started, seen = instant_of(row.started_at), instant_of(row.seen_at)
        account = account_of(row)
        return Session(
            key=row.key,
            account=account,
            way=row.way,
            origin=row.origin,
            agent=row.agent,
            started_at=started,
            seen_at=seen,
            life=self._life(row, account, started, seen),
        )

    def _life(self, row: Any, account: Account, started: datetime, seen: datetime) -> Life:
        now = self.accounts.clock()
        if row.ended_at is not None or not self.admits(account):
            return Life.ENDED
        if now >= started + ABSOLUTE:
            return Life.EXPIRED
        idle = now >= seen + IDLE and not row.way.startswith(PRESENTS)
        return Life.IDLE if idle else Life.ALIVE


def micros_of(span: timedelta) -> int:
    """A span of time in microseconds."""
    return span // timedelta(microseconds=1)
