"""The store: one DuckDB file, one writing process, one query per file of ``sql/``.

The file is attached as ``store`` to a database in memory that holds the macros, so that the same
SQL can serve another engine attached by the same name. Every call takes its own cursor (a DuckDB
connection must not be shared by threads); writers queue behind one lock; a write is one transaction
and one revision. Rows are only ever added.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from data_loaders.model.errors import StoreError
from data_loaders.model.settings import parse_instant
from data_loaders.store import connection as opening
from data_loaders.store import schema
from data_loaders.store.hash_chain import Entry, Link
from data_loaders.store.snapshot import LocalSnapshot, Snapshot
from data_loaders.store.transaction import Writer, asking, entered, instant_of, micros

__all__ = ["NEWEST", "Keys", "Store", "Writer", "instant_of", "micros"]

NEWEST = 2**31 - 1
"""A revision no store reaches: everything learned so far counts."""

ALWAYS = 2**62
"""An instant after every other, in microseconds since 1970 UTC."""

_FIRST_WRITE = "1"
"""From where the clock of a store moves on that tells no story: its founding."""


@dataclass(frozen=True)
class Keys:
    """The store's integer keys and the names behind them, whatever the instant."""

    unit_id: Mapping[int, str]
    unit_key: Mapping[str, int]
    measure: Mapping[int, str]
    measure_key: Mapping[str, int]


class Store:
    """An open store. Make one per process with :meth:`open` or :meth:`create`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self._given_up = False
        self._renewing = threading.Lock()
        self._writing = threading.Lock()
        self._keys: Keys | None = None
        self._settled: dict[str, tuple[int, list[tuple[Any, ...]]]] = {}
        self._revision = 0
        self.path = path
        self.name = str(path)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open an existing store. Raises :class:`StoreError` with one sentence when it cannot."""
        if not opening.exists(path):
            raise StoreError(
                f"chưa có kho số liệu {path}; tạo bằng: python -m data_loaders init (hoặc demo)"
            )
        return cls(opening.attach(path), path)._ready()

    @classmethod
    def create(cls, path: Path) -> Store:
        """A file for a new store, which :meth:`found` makes one.

        Raises :class:`StoreError` when the file is there already.
        """
        opening.must_be_free(path)
        return cls(opening.attach(path), path)

    def close(self) -> None:
        """Close the file; what was committed is on disk."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one call of one thread."""
        if self._given_up:
            self._renew()
        return self._connection.cursor()

    def rows(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of ``sql/<query>.sql``. Raises :class:`StoreError` when they cannot be read."""
        try:
            with self.cursor() as cursor:
                return asking(cursor)(query, parameters)
        except duckdb.Error as error:
            if not opening.gave_up(error):
                self._explain(error)
                raise
        self._given_up = True
        with self.cursor() as cursor:
            return asking(cursor)(query, parameters)

    def settled_rows(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of a statement without parameters, asked once until something is written.

        Of small tables, from which the caller picks by revision: a row that came while they were
        read may be among them.
        """
        revision = self.revision()
        found = self._settled.get(query)
        if found is None or found[0] != revision:
            found = self._settled[query] = (revision, self.rows(query))
        return found[1]

    def original(self, sha256: str) -> bytes:
        """A file as it came, byte for byte. Raises :class:`StoreError` when it is not kept."""
        rows = self.rows("original", sha256=sha256)
        if not rows:
            raise StoreError(f"kho {self.name} không giữ tệp có SHA-256 {sha256}")
        return bytes(rows[0][0])

    def trail(self) -> tuple[Link, ...]:
        """What was done to figures, oldest first, each entry with its stored hash."""
        return tuple(
            Link(Entry(number, instant_of(at), *fields), digest)
            for number, at, *fields, digest in self.rows("trail")
        )

    def keys(self) -> Keys:
        """Every key of the store, kept until a write brings new ones."""
        if self._keys is None:
            units = {row[0]: row[1] for row in self.rows("units", as_of=ALWAYS, upto=NEWEST)}
            measures = dict(self.rows("measures"))
            self._keys = Keys(
                unit_id=units,
                unit_key={unit_id: key for key, unit_id in units.items()},
                measure={key: code for code, key in measures.items()},
                measure_key=measures,
            )
        return self._keys

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Everything in the store as it is now, for as long as it takes to read."""
        with self.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield LocalSnapshot(cursor)
            finally:
                cursor.execute("ROLLBACK")

    def revision(self) -> int:
        """The newest revision: it moves with every write and with nothing else.

        Kept in memory, because this process is the file's only writer and pages ask at every run.
        """
        return self._revision

    @contextmanager
    def write(self, action: str, *, actor: str, origin: str = "") -> Iterator[Writer]:
        """One write: everything inside is stored as one revision, or nothing is.

        Its entry in the trail (who, what, from where) is part of the same transaction. Raises
        :class:`StoreError` when the machine does not let it be stored.
        """
        with self._turn():
            with (
                self._transaction() as cursor,
                entered(asking(cursor), action, actor=actor, origin=origin) as writer,
            ):
                yield writer
            self._revision = writer.revision
            if writer.new_keys:
                self._keys = None

    @contextmanager
    def found(self, *, actor: str) -> Iterator[Writer]:
        """The first write of a new store: its shape and all that is written inside, or nothing."""
        with self._turn(), self._transaction() as cursor:
            if cursor.execute(schema.statement("tables")).fetchall():
                raise StoreError(f"kho số liệu {self.name} đã có; không ghi đè")
            schema.shape_of(cursor, len(schema.migrations()))
            with entered(asking(cursor), "store.create", actor=actor, origin="") as writer:
                yield writer
        self._ready()

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self.cursor() as cursor:
            try:
                cursor.execute("BEGIN")
                yield cursor
                cursor.execute("COMMIT")
            except BaseException as error:
                if isinstance(error, duckdb.Error) and opening.gave_up(error):
                    self._given_up = True
                    if opening.is_durable(error):
                        return
                with suppress(duckdb.Error):  # a failed COMMIT has rolled back already
                    cursor.execute("ROLLBACK")
                self._explain(error)
                raise

    def _turn(self) -> AbstractContextManager[Any]:
        """One writer at a time: of this process, which is the file's only one."""
        return self._writing

    def _explain(self, error: BaseException) -> None:
        """Raise what a person can act on instead of the engine's error, where there is such."""
        if isinstance(error, duckdb.Error):
            opening.explain(self.path, error)

    def _attach(self) -> duckdb.DuckDBPyConnection:
        return opening.attach_again(self.path)

    def _renew(self) -> None:
        """Attach anew what the engine gave up; whatever was committed is there."""
        with self._renewing:
            if self._given_up:
                self._connection.close()
                self._connection = self._attach()
                schema.macros(self._connection)
                self._given_up = False

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """What the store says of itself: plan, whether it is a demonstration, its own clock."""
        return dict(self.rows("settings"))

    @property
    def demonstration(self) -> bool:
        """Whether the data are synthetic; every page says so."""
        return self.settings.get("demonstration") == "yes"

    @property
    def own_now(self) -> datetime | None:
        """The clock of a demonstration store; None for any other.

        It moves on one minute with every write after those that told the story, and with nothing
        else: what is done next is later than what was done before, and what was done is seen.
        """
        text = self.settings.get("now")
        if not text:
            return None
        since = self.revision() - int(self.settings.get("told", _FIRST_WRITE))
        return parse_instant(text) + timedelta(minutes=since)

    def _ready(self) -> Store:
        """This store with its schema as this version has it; closed again when that cannot be."""
        try:
            with self._turn(), self.cursor() as cursor:
                schema.must_be_ours(cursor, self.name)
                schema.migrate(cursor, self.name)
            self._revision = int(self.rows("newest_revision")[0][0])
        except duckdb.Error as error:
            self.close()
            self._explain(error)
            raise StoreError(opening.why_not(self.path, error)) from error
        except StoreError:
            self.close()
            raise
        return self
