"""One write: its revision, its rows, its entry in the trail, inside a transaction of its caller."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from data_loaders.store import schema
from data_loaders.store.hash_chain import DONE, GENESIS, Entry, digest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(instant: datetime) -> int:
    """An instant as microseconds since 1970 UTC, exactly."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant_of(value: int) -> datetime:
    """Microseconds since 1970 UTC as an instant."""
    return _EPOCH + timedelta(microseconds=value)


_KEYED = ("version", "event", "attempt", "decision", "request")
"""Tables with keys of their own, as ``next_keys.sql`` gives them."""

BRINGS_KEYS = {"insert_unit", "insert_measure"}
"""Statements after which keys that were read before are not all."""


Ask = Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]
"""Runs one statement of ``sql/`` by its name, with its parameters; its rows."""


def asking(cursor: duckdb.DuckDBPyConnection) -> Ask:
    """What runs statements on that cursor."""

    def ask(query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return cursor.execute(schema.statement(query), parameters).fetchall()

    return ask


@dataclass
class Writer:
    """One write: how it asks inside its transaction, and the revision it brings."""

    ask: Ask
    revision: int
    new_keys: bool = False
    subject: str = ""
    detail: str = ""
    _free: dict[str, int] = field(default_factory=dict)

    def about(self, subject: str, detail: str = "") -> None:
        """What the trail's entry of this write is about."""
        self.subject, self.detail = subject, detail

    def next_key(self, table: str) -> int:
        """A free key of one of :data:`_KEYED`: asked for once, then counted on."""
        if not self._free:
            self._free = dict(zip(_KEYED, self.rows("next_keys")[0], strict=True))
        key = self._free[table]
        self._free[table] += 1
        return key

    def run(self, query: str, /, **parameters: Any) -> None:
        """Run one statement of ``sql/`` in this transaction."""
        self.new_keys = self.new_keys or query in BRINGS_KEYS
        self.ask(query, parameters)

    def rows(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of one query as this transaction sees them."""
        return self.ask(query, parameters)


@contextmanager
def entered(ask: Ask, action: str, *, actor: str, origin: str) -> Iterator[Writer]:
    """The next revision, and at the end its entry in the trail; the caller begins and commits."""
    writer = Writer(ask, revision=ask("newest_revision", {})[0][0] + 1)
    writer.run(
        "insert_revision",
        revision=writer.revision,
        learned_at=micros(datetime.now(UTC)),
        action=action,
        actor=actor,
    )
    yield writer
    _append_to_trail(writer, action, actor=actor, origin=origin)


def _append_to_trail(writer: Writer, action: str, *, actor: str, origin: str) -> None:
    newest = writer.rows("newest_trail")
    number, previous = (newest[0][0] + 1, newest[0][1]) if newest else (1, GENESIS)
    entry = Entry(
        number, datetime.now(UTC), actor, action, writer.subject, origin, DONE, writer.detail
    )
    writer.run(
        "insert_trail",
        number=number,
        happened_at=micros(entry.at),
        who=entry.who,
        action=entry.action,
        subject=entry.subject,
        origin=entry.origin,
        outcome=entry.outcome,
        detail=entry.detail,
        digest=digest(previous, entry),
        revision=writer.revision,
    )
