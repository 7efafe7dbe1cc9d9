"""A whole store made from another: from a backup, or from an open store of whatever kind.

A file is built beside its place and gets its name at the end; a lake is filled in one transaction.
Before either, every table is held against its checksum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import duckdb
import pyarrow as pa

from data_loaders.backup.archive import Manifest, filled_tables, manifest_of
from data_loaders.model.errors import StoreError
from data_loaders.model.store_address import Address, Lake
from data_loaders.store import schema
from data_loaders.store.connection import attach, why_not
from data_loaders.store.construction import built
from data_loaders.store.ipc_client import open_store
from data_loaders.store.snapshot import LocalSnapshot, Snapshot
from data_loaders.store.transaction import asking, entered


class Source(Protocol):
    """What a store is made from."""

    manifest: Manifest

    def tables(self) -> tuple[str, ...]:
        """The tables whose rows are to be put in."""

    def rows(self, table: str) -> AbstractContextManager[pa.RecordBatchReader]:
        """The rows of one table."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new store comes from, for its trail: who made it from what, and where they were."""

    action: str
    name: str
    who: str
    where: str


class OpenStore:
    """An open store as a source, at one moment."""

    def __init__(self, snapshot: Snapshot, *, at: datetime) -> None:
        self._snapshot = snapshot
        self.manifest = manifest_of(snapshot, at=at, files={})

    def tables(self) -> tuple[str, ...]:
        """The tables whose rows are to be put in."""
        return filled_tables(self.manifest)

    @contextmanager
    def rows(self, table: str) -> Iterator[pa.RecordBatchReader]:
        """The rows of one table."""
        columns, batches = self._snapshot.batches(table)
        yield pa.RecordBatchReader.from_batches(columns, batches)


def make(
    source: Source,
    target: Address,
    *,
    origin: Origin,
    beside: Callable[[], None] = lambda: None,
) -> None:
    """Make a store that holds what the source holds, proven by checksums.

    ``beside``: what belongs to the store and is put in its own place just before the store is
    there. Raises :class:`StoreError`, leaving nothing behind: there is a store already, a newer
    program's shape, or what was written does not equal what was kept.
    """
    _must_fit(source.manifest, origin.name)
    if isinstance(target, Lake):
        _fill_lake(source, target, origin, beside)
        open_store(target).close()  # in this version's shape
        return
    with built(target) as part:
        _fill_file(source, part, origin)
        open_store(part).close()
        beside()


def _must_fit(manifest: Manifest, name: str) -> None:
    ours = schema.migrations()
    if manifest.migrations != ours[: len(manifest.migrations)]:
        raise StoreError(
            f"{name} do bản mới hơn tạo (cấu trúc {len(manifest.migrations)}, bản này"
            f" đọc đến {len(ours)}); hãy cập nhật chương trình"
        )


def _fill_file(source: Source, building: Path, origin: Origin) -> None:
    connection = attach(building)
    try:
        with connection.cursor() as cursor:
            _fill(source, cursor, origin)
            cursor.execute("COMMIT")
    except duckdb.Error as error:
        raise StoreError(why_not(building, error)) from error
    finally:
        connection.close()


def _fill_lake(source: Source, lake: Lake, origin: Origin, beside: Callable[[], None]) -> None:
    from data_loaders.store.lake import Turns, attach_lake, why_not_lake

    connection = attach_lake(lake, create=True)
    try:
        with Turns(lake)(), connection.cursor() as cursor:
            if cursor.execute(schema.statement("tables")).fetchall():
                raise StoreError(f"kho số liệu {lake} đã có; không ghi đè, hãy chọn chỗ mới")
            _fill(source, cursor, origin)
            beside()
            cursor.execute("COMMIT")
    except duckdb.Error as error:
        raise StoreError(why_not_lake(lake, error)) from error
    finally:
        connection.close()


def _fill(source: Source, cursor: duckdb.DuckDBPyConnection, origin: Origin) -> None:
    """Begin a transaction with all rows in the shape they had, proven equal table by table.

    Where the store comes from stands in its trail as the last thing of the same transaction.
    """
    copied = LocalSnapshot(cursor)
    cursor.execute("BEGIN")
    schema.shape_of(cursor, len(source.manifest.migrations))
    for table in source.tables():
        with source.rows(table) as rows:
            copied.fill(table, rows)
    _must_equal(copied, source.manifest)
    made = source.manifest
    for step in schema.steps(cursor, origin.name, len(made.migrations)):
        step()
    with entered(asking(cursor), origin.action, actor=origin.who, origin=origin.where) as writer:
        writer.about(origin.name, f"{made.made_at}, lần ghi {made.revision}")


def _must_equal(copied: LocalSnapshot, manifest: Manifest) -> None:
    found = {table: copied.checksum(table) for table in copied.tables()}
    wrong = sorted(
        table
        for table in found.keys() | manifest.tables.keys()
        if found.get(table) != manifest.tables.get(table)
    )
    if wrong:
        raise StoreError(
            f"không dùng được: số liệu ghi ra khác bản gốc ở bảng {', '.join(wrong)};"
            " hãy dùng bản khác"
        )
