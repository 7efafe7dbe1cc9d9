"""One write: its revision, its rows, its entry in the trail, inside a transaction of its caller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import duckdb

from data_loaders.store import row_digests, schema, trail
from data_loaders.store.trail import Ask, instant_of, micros

__all__ = ["Ask", "Writer", "asking", "entered", "instant_of", "micros"]

_KEYED = ("version", "event", "attempt", "decision", "request")
"""Tables with keys of their own, as ``next_keys.sql`` gives them."""

BRINGS_KEYS = {"insert_unit", "insert_measure"}
"""Statements after which keys that were read before are not all."""

_INSERT = "insert_"


def asking(cursor: duckdb.DuckDBPyConnection) -> Ask:
    """What runs statements on that cursor."""

    def ask(query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return cursor.execute(schema.statement(query), parameters).fetchall()

    return ask


@dataclass
class Writer:
    """One write: how it asks inside its transaction, and the revision it brings.

    ``brought``: the rows that it adds, by table.
    """

    ask: Ask
    revision: int
    new_keys: bool = False
    subject: str = ""
    detail: str = ""
    brought: dict[str, list[row_digests.Row]] = field(default_factory=dict)
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
        self.told(query, parameters)

    def told(self, query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement that may add some; what it adds is bound at the end."""
        self.new_keys = self.new_keys or query in BRINGS_KEYS
        answer = self.ask(query, parameters)
        table = query.removeprefix(_INSERT)
        if table != query and answer[0][0]:  # how many rows it added: of bytes kept already none
            added = row_digests.rows_in(table, parameters)
            self.brought.setdefault(table, []).extend(added)
        return answer

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
    trail.append(
        ask,
        action,
        who=actor,
        revision=writer.revision,
        bind=partial(_bind, writer),
        about=(writer.subject, writer.detail),
        origin=origin,
    )


def _bind(writer: Writer, entry: int) -> str:
    """Bind every row of this write; the digest that its entry carries."""
    lines = [
        line
        for table, rows in writer.brought.items()
        for line in row_digests.lines(table, writer.revision, rows)
    ]
    return row_digests.keep(writer.ask, lines, entry=entry)
