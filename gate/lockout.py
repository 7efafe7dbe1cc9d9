"""How often somebody may be wrong: a pair of name and address is locked, a name is only slowed.

A pair that keeps failing waits 30 s, then twice as long each time, up to 15 min. Many addresses
guessing at one name, or one address guessing at many names, wait up to a minute between tries, but
an address that signed in as that name before is exempt from both: nobody can keep a person out of
a meeting by guessing at their name from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, and_, select

from data_loaders.accounts.accounts import Account, Accounts
from data_loaders.accounts.schema import ATTEMPT, KNOWN_ORIGIN, write
from data_loaders.accounts.sessions import micros_of


@dataclass(frozen=True, slots=True)
class Rule:
    """From the ``free``-th failure on: wait ``first``, doubling up to ``longest``."""

    free: int
    first: timedelta
    longest: timedelta
    forgotten: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long to wait after so many failures."""
        if failures < self.free:
            return timedelta(0)
        doublings = min(failures - self.free, 20)
        return min(self.first * (1 << doublings), self.longest)


PAIR = Rule(5, timedelta(seconds=30), timedelta(minutes=15), timedelta(hours=24))
NAME = Rule(20, timedelta(seconds=5), timedelta(minutes=1), timedelta(hours=1))
ADDRESS = Rule(30, timedelta(seconds=5), timedelta(minutes=1), timedelta(hours=1))
_PURGED = max(PAIR.forgotten, NAME.forgotten, ADDRESS.forgotten)


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a try is let through: it is when ``until`` (microseconds since 1970) is 0.

    ``counted`` are the keys it was counted for; ``locks``: if it is wrong, something is locked.
    """

    until: int = 0
    counted: tuple[str, ...] = ()
    locks: bool = False


class Lockouts:
    """The counts, in the accounts database; what is locked now is also kept in memory."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._locked: dict[str, int] = {}

    def locked_until(self, name: str, origin: str) -> int:
        """Until when this pair is known to be locked, without asking the database; 0: not known."""
        until = self._locked.get(_pair(name, origin), 0)
        return until if until > self._accounts.now() else 0

    def begin(self, name: str, origin: str, account: Account | None) -> Admission:
        """Count a try before it is made, so that many at once count too; success forgives it."""
        now = self._accounts.now()
        with write(self._accounts.engine) as connection:
            self._purge(connection, now)
            rules = {_pair(name, origin): PAIR}
            if account is None or not _known(connection, account, origin):
                rules |= {f"name {name}": NAME, f"address {origin}": ADDRESS}
            counts = {key: _count(connection, key, rule, now) for key, rule in rules.items()}
            until = max(waiting for _, waiting in counts.values())
            if until > now:
                self._locked[_pair(name, origin)] = until
                return Admission(until)
            locks = False
            for key, rule in rules.items():
                failures = counts[key][0] + 1
                wait = micros_of(rule.wait(failures))
                _store(connection, key, failures=failures, last_at=now, until=now + wait)
                locks = locks or wait > 0
        return Admission(counted=tuple(rules), locks=locks)

    def forgive(self, admission: Admission) -> None:
        """The try was right: its pair starts afresh, the others lose what was counted for it."""
        pair, *others = admission.counted
        with write(self._accounts.engine) as connection:
            connection.execute(ATTEMPT.delete().where(ATTEMPT.c.key == pair))
            mine = and_(ATTEMPT.c.key.in_(others), ATTEMPT.c.failures > 0)
            fewer = {"failures": ATTEMPT.c.failures - 1, "until": 0}
            connection.execute(ATTEMPT.update().where(mine).values(**fewer))
        self._locked.pop(pair, None)

    def _purge(self, connection: Connection, now: int) -> None:
        connection.execute(ATTEMPT.delete().where(ATTEMPT.c.last_at < now - micros_of(_PURGED)))
        if len(self._locked) > 10_000:
            self._locked = {key: until for key, until in self._locked.items() if until > now}


def _pair(name: str, origin: str) -> str:
    return f"pair {origin} {name}"


def _known(connection: Connection, account: Account, origin: str) -> bool:
    here = and_(KNOWN_ORIGIN.c.account_id == account.key, KNOWN_ORIGIN.c.origin == origin)
    return connection.execute(select(KNOWN_ORIGIN.c.last_at).where(here)).first() is not None


def _count(connection: Connection, key: str, rule: Rule, now: int) -> tuple[int, int]:
    """(failures that still count, until when to wait)."""
    row = connection.execute(select(ATTEMPT).where(ATTEMPT.c.key == key)).first()
    if row is None or row.last_at < now - micros_of(rule.forgotten):
        return 0, 0
    return row.failures, row.until


def _store(connection: Connection, key: str, *, failures: int, last_at: int, until: int) -> None:
    connection.execute(ATTEMPT.delete().where(ATTEMPT.c.key == key))
    connection.execute(
        ATTEMPT.insert().values(key=key, failures=failures, last_at=last_at, until=until)
    )
