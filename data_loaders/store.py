"""The store: one DuckDB file, one writing process, one query per file of ``sql/``.

The file is attached as ``store`` to a database in memory that holds the macros, so that the same
SQL can serve another engine attached by the same name. Every call takes its own cursor (a DuckDB
connection must not be shared by threads); writers queue behind one lock; a write is one transaction
and one revision. Rows are only ever added.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from data_loaders import schema
from data_loaders.errors import StoreError
from data_loaders.opening import attach, exists, why_not
from data_loaders.settings import parse_instant
from data_loaders.snapshot import LocalSnapshot, Snapshot
from data_loaders.trail import DONE, GENESIS, Entry, Link, digest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEWEST = 2**31 - 1
"""A revision no store reaches: everything learned so far counts."""


def micros(instant: datetime) -> int:
    """An instant as microseconds since 1970 UTC, exactly."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant_of(value: int) -> datetime:
    """Microseconds since 1970 UTC as an instant."""
    return _EPOCH + timedelta(microseconds=value)


@dataclass(frozen=True)
class Keys:
    """The store's integer keys and the names behind them, whatever the instant."""

    unit_id: Mapping[int, str]
    unit_key: Mapping[str, int]
    measure: Mapping[int, str]
    measure_key: Mapping[str, int]


_KEYED = ("version", "event", "attempt", "decision", "request")
"""Tables with keys of their own, as ``next_keys.sql`` gives them."""

BRINGS_KEYS = {"insert_unit", "insert_measure"}
"""Statements after which keys that were read before are not all."""


Ask = Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]
"""Runs one statement of ``sql/`` by its name, with its parameters; its rows."""


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


class Store:
    """An open store. Make one per process with :meth:`open` or :meth:`create`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self._writing = threading.Lock()
        self._keys: Keys | None = None
        self._revision = 0
        self.path = path
        self.name = str(path)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open an existing store. Raises :class:`StoreError` with one sentence when it cannot."""
        if not exists(path):
            raise StoreError(
                f"chưa có kho số liệu {path}; tạo bằng: python -m data_loaders init (hoặc demo)"
            )
        return cls(attach(path), path)._ready(new=False)

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new, empty store. Raises :class:`StoreError` when the file is there already."""
        if exists(path):
            raise StoreError(f"kho số liệu {path} đã có; không ghi đè")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"không tạo được thư mục {path.parent}: {error.strerror}") from error
        return cls(attach(path), path)._ready(new=True)

    def close(self) -> None:
        """Close the file; what was committed is on disk."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one call of one thread."""
        return self._connection.cursor()

    def rows(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of ``sql/<query>.sql``."""
        with self.cursor() as cursor:
            return _asking(cursor)(query, parameters)

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
            units = {row[0]: row[1] for row in self.rows("units", as_of=2**62, upto=NEWEST)}
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

        Its entry in the trail (who, what, from where) is part of the same transaction.
        """
        with self._turn(), self.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                ask = _asking(cursor)
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
                cursor.execute("COMMIT")
                self._revision = writer.revision
                if writer.new_keys:
                    self._keys = None
            except BaseException as error:
                with suppress(duckdb.Error):  # a failed COMMIT has rolled back already
                    cursor.execute("ROLLBACK")
                self._explain(error)
                raise

    def _turn(self) -> AbstractContextManager[Any]:
        """One writer at a time: of this process, which is the file's only one."""
        return self._writing

    def _explain(self, error: BaseException) -> None:
        """Raise what a person can act on instead of the engine's error, where there is such."""

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """What the store says of itself: plan, whether it is a demonstration, its own clock."""
        return dict(self.rows("settings"))

    @property
    def demonstration(self) -> bool:
        """Whether the data are synthetic; every page says so."""
        return self.settings.get("demonstration") == "yes"

    @property
    def fixed_now(self) -> datetime | None:
        """The clock of a demonstration store stands still; None for any other."""
        text = self.settings.get("now")
        return parse_instant(text) if text else None

    def _ready(self, *, new: bool) -> Store:
        """This store with its schema as this version has it; closed again when that cannot be."""
        try:
            with self._turn(), self.cursor() as cursor:
                if not new:
                    schema.must_be_ours(cursor, self.name)
                schema.migrate(cursor, self.name)
            self._revision = int(self.rows("newest_revision")[0][0])
        except duckdb.Error as error:
            self.close()
            self._explain(error)
            raise StoreError(why_not(self.path, error)) from error
        except StoreError:
            self.close()
            raise
        return self


def _asking(cursor: duckdb.DuckDBPyConnection) -> Ask:
    def ask(query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return cursor.execute(schema.statement(query), parameters).fetchall()

    return ask


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
