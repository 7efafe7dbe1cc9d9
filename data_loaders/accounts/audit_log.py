"""The trail of sign-ins, failures, lockouts and changes of accounts, kept with the accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, desc, select

from data_loaders.accounts.schema import TRAIL, read
from data_loaders.store.database import instant_of, micros
from data_loaders.store.hash_chain import DONE, GENESIS, Entry, Link, Proof, digest, prove


@dataclass(frozen=True, slots=True)
class By:
    """Who does something and from where: an account's name and its address, or the console."""

    who: str
    origin: str


_FIELDS = tuple(name for name in Entry.__dataclass_fields__ if name in TRAIL.c)
"""What an entry of this trail says: accounts bind no rows."""


def append(
    connection: Connection,
    by: By,
    action: str,
    subject: str,
    outcome: str = DONE,
    detail: str = "",
    *,
    at: datetime,
) -> None:
    """Add one entry, in the caller's writing transaction: it stands or falls with the deed."""
    newest = select(TRAIL.c.number, TRAIL.c.digest).order_by(desc(TRAIL.c.number)).limit(1)
    row = connection.execute(newest).first()
    number, previous = (row[0] + 1, row[1]) if row else (1, GENESIS)
    entry = Entry(number, at, by.who, action, subject, by.origin, outcome, detail)
    fields = {name: getattr(entry, name) for name in _FIELDS}
    fields["at"] = micros(at)
    connection.execute(TRAIL.insert().values(**fields, digest=digest(previous, entry)))


def read_trail(engine: Engine, *, newest: int | None = None) -> tuple[Link, ...]:
    """The trail, oldest first; only its newest entries when a number is given."""
    with read(engine) as connection:
        rows = connection.execute(select(TRAIL).order_by(desc(TRAIL.c.number)).limit(newest)).all()
    return tuple(_link(row) for row in reversed(rows))


def verify_chain(engine: Engine, kept: Mapping[int, str] | None = None) -> Proof:
    """Compute every hash of the trail again; ``kept``: hashes written down outside, by number."""
    with read(engine) as connection:
        rows = connection.execute(select(TRAIL).order_by(TRAIL.c.number)).yield_per(1000)
        return prove((_link(row) for row in rows), kept=kept)


def _link(row: Any) -> Link:
    fields = {name: getattr(row, name) for name in _FIELDS}
    fields["at"] = instant_of(row.at)
    return Link(Entry(**fields), row.digest)
