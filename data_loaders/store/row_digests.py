"""Every row is bound: each write's entry in the trail carries a digest of all rows it brought.

Of every table a write brought rows to, and of every key there, ``store.row_digest`` holds how many
rows they are and the SHA-256 of them; the trail's entry carries the SHA-256 of those lines, and its
own hash covers it. Whoever alters, adds or removes a row by another way leaves a line that does not
fit, which names the table, the key and the write. Rows that were stored before digests were kept
are bound in one entry of their own (:data:`BIND`), and are proven from then on.

A row is hashed as the JSON array of its columns in the order of :data:`BOUND`, days as ISO 8601;
the hashes of the rows of a key are sorted, joined and hashed. They are worked out here and not by
the engine, from what is written: nothing need be read back, and any language can work them out
again. What belongs to a version of a report belongs to the write that brought the version. An
original's bytes are not in its row's digest: its SHA-256 is, and the bytes are held against that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby, repeat
from typing import Any

from data_loaders.store import trail
from data_loaders.store.bound_tables import BOUND, Bound, By
from data_loaders.store.hash_chain import Link
from data_loaders.store.trail import Ask

BIND = "store.bind"
"""The action of the entry that binds what was stored before digests were kept."""


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """The rows of one table and key that one write brought: how many, and their digest."""

    revision: int
    table: str
    key: str
    count: int
    sha256: str

    @property
    def about(self) -> tuple[int, str, str]:
        """Whose rows they are, and of which write where that is asked."""
        whole = BOUND[self.table].by is By.NOTHING
        return 0 if whole else self.revision, self.table, self.key

    @property
    def rows(self) -> tuple[int, str]:
        """What they are: their number and their digest."""
        return self.count, self.sha256


@cache
def statements() -> Mapping[str, str]:
    """Of each table the statement that reads its rows, by the statement's name."""
    return {_name(table): _statement(table, bound) for table, bound in BOUND.items()}


def _name(table: str) -> str:
    return f"rows_of_{table}"


def _statement(table: str, bound: Bound) -> str:
    """Of every row the write that brought it, then its columns."""
    columns = ", ".join(f't."{column}"' for column in bound.columns)
    if bound.by is By.VERSION:
        source = f"store.{table} t JOIN store.version v USING (version_key)"
        return f"SELECT v.revision, {columns} FROM {source}"  # noqa: S608 - names of BOUND
    revision = "0" if bound.by is By.NOTHING else "t.revision"
    return f"SELECT {revision}, {columns} FROM store.{table} t"  # noqa: S608 - names of BOUND


Row = tuple[Any, ...]
"""The values of a row's bound columns: numbers, texts, days, None."""


def rows_in(table: str, parameters: Mapping[str, Any]) -> list[Row]:
    """The rows that an insert with these parameters brings: lists run together, one value is
    every row's."""
    values = [parameters[column] for column in BOUND[table].columns]
    counts = {len(value) for value in values if isinstance(value, list)}
    if not counts:
        return [tuple(values)]
    columns = [value if isinstance(value, list) else repeat(value) for value in values]
    return list(zip(*columns, strict=False)) if counts != {0} else []


def lines(table: str, revision: int, rows: Iterable[Row]) -> list[Line]:
    """The lines of rows that one write brought to a table."""
    bound = BOUND[table]
    places = [bound.columns.index(column) for column in bound.key]
    hashed: dict[str, list[str]] = {}
    for row in rows:
        key = " ".join("" if row[place] is None else str(row[place]) for place in places)
        hashed.setdefault(key, []).append(_hash(row))
    return [
        Line(revision, table, key, len(one), _sha256("".join(sorted(one))))
        for key, one in hashed.items()
    ]


def _hash(row: Row) -> str:
    return _sha256(_JSON(row))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=date.isoformat).encode


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def stored_lines(ask: Ask) -> Iterator[Line]:
    """The lines of all rows as they are stored now."""
    for table in BOUND:
        by_write: dict[int, list[Row]] = {}
        for revision, *row in ask(_name(table), {}):
            by_write.setdefault(revision, []).append(tuple(row))
        for revision, rows in by_write.items():
            yield from lines(table, revision, rows)


def kept_lines(ask: Ask) -> Mapping[int, tuple[Line, ...]]:
    """The lines that were kept, by the number of the trail's entry that binds them."""
    rows = ask("row_digests", {})
    return {
        number: tuple(Line(*fields) for _, *fields in found)
        for number, found in groupby(rows, key=lambda row: int(row[0]))
    }


def keep(ask: Ask, found: Iterable[Line], *, entry: int) -> str:
    """Keep the lines under the number of the entry that will carry their digest: the answer."""
    ordered = sorted(found)
    ask(
        "insert_row_digest",
        {
            "entry": entry,
            "revision": [line.revision for line in ordered],
            "table_name": [line.table for line in ordered],
            "key": [line.key for line in ordered],
            "row_count": [line.count for line in ordered],
            "sha256": [line.sha256 for line in ordered],
        },
    )
    return digest_of(ordered)


def digest_of(found: Iterable[Line]) -> str:
    """SHA-256 of the lines, each as an array of JSON, in the order of their names."""
    return _sha256(
        _JSON([[one.revision, one.table, one.key, one.count, one.sha256] for one in sorted(found)])
    )


_NOTHING = Line(0, "", "", 0, "")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A line that does not fit: what was bound, and what is there now; None: nothing."""

    bound: Line | None
    found: Line | None

    @property
    def line(self) -> Line:
        """The one of both that names table, key and write."""
        return self.bound or self.found or _NOTHING


def misfits(ask: Ask) -> Iterator[Misfit]:
    """Every line that was bound and is other now, and every one that is there and was not bound."""
    kept = {line.about: line for bound in kept_lines(ask).values() for line in bound}
    for found in stored_lines(ask):
        bound = kept.pop(found.about, None)
        if bound is None or bound.rows != found.rows:
            yield Misfit(bound, found)
    for left in kept.values():
        yield Misfit(left, None)


def unbound(ask: Ask, links: Iterable[Link]) -> Iterator[int]:
    """Numbers of the trail's entries that do not carry the digest of their lines.

    Entries from before digests were kept carry none; after the first that does, every one must.
    """
    kept, begun = dict(kept_lines(ask)), False
    for link in links:
        bound = kept.pop(link.entry.number, ())
        begun = begun or bool(link.entry.rows)
        if begun and link.entry.rows != digest_of(bound):
            yield link.entry.number
    yield from kept


def bind_existing(ask: Ask) -> None:
    """Inside the migration: bind what is stored in an entry of its own.

    A store that is being founded holds nothing: its first write binds what it brings.
    """
    if not ask("newest_trail", {}):
        return
    revision = int(ask("newest_revision", {})[0][0])
    trail.append(
        ask,
        BIND,
        who="",
        revision=revision,
        bind=lambda entry: keep(ask, stored_lines(ask), entry=entry),
        about=("", f"1–{revision}"),
    )


def bound_since(links: Iterable[Link]) -> Link | None:
    """The entry that bound what was stored before digests were kept; None where nothing was."""
    return next((link for link in links if link.entry.action == BIND), None)
