"""A whole store made from another: from a backup, or from an open store of whatever kind.

A file is built beside its place and gets its name at the end; a lake is filled in one transaction.
Before either, every table is held against its checksum.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

import duckdb
import pyarrow as pa

from data_loaders import schema
from data_loaders.address import Address, Lake
from data_loaders.backup import Manifest, filled_tables, manifest_of
from data_loaders.errors import StoreError
from data_loaders.opening import attach, exists, why_not
from data_loaders.placing import settle
from data_loaders.remote import open_store
from data_loaders.snapshot import LocalSnapshot, Snapshot


class Source(Protocol):
    """What a store is made from."""

    manifest: Manifest

    def tables(self) -> tuple[str, ...]:
        """The tables whose rows are to be put in."""

    def rows(self, table: str) -> AbstractContextManager[pa.RecordBatchReader]:
        """The rows of one table."""


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


def make(source: Source, target: Address, *, name: str, action: str, by: tuple[str, str]) -> None:
    """Make a store that holds what the source holds, proven by checksums.

    ``name``, ``action`` and ``by`` (who, from where) stand in its trail. Raises
    :class:`StoreError`, leaving nothing behind: there is a store already, a newer program's shape,
    or what was written does not equal what was kept.
    """
    _must_fit(source.manifest, name)
    if isinstance(target, Lake):
        _fill_lake(source, target)
        _enter(target, source.manifest, name=name, action=action, by=by)
        return
    must_be_free(target)
    building = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(building)  # what a killed one left
        _fill_file(source, building)
        _enter(building, source.manifest, name=name, action=action, by=by)
        settle(building, target)
    except FileExistsError as error:
        raise StoreError(f"kho số liệu {target} đã có; không ghi đè") from error
    except OSError as error:
        raise StoreError(f"không ghi được {building}: {error.strerror}") from error
    finally:
        _remove(building)


def must_be_free(target: Path) -> None:
    """Raise :class:`StoreError` when there is a store already."""
    if exists(target):
        raise StoreError(f"kho số liệu {target} đã có; không ghi đè, hãy chọn chỗ mới")


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)


def _must_fit(manifest: Manifest, name: str) -> None:
    ours = schema.migrations()
    if manifest.migrations != ours[: len(manifest.migrations)]:
        raise StoreError(
            f"{name} do bản mới hơn tạo (cấu trúc {len(manifest.migrations)}, bản này"
            f" đọc đến {len(ours)}); hãy cập nhật chương trình"
        )


def _fill_file(source: Source, building: Path) -> None:
    connection = attach(building)
    try:
        with connection.cursor() as cursor:
            _fill(source, cursor)
    except duckdb.Error as error:
        raise StoreError(why_not(building, error)) from error
    finally:
        connection.close()


def _fill_lake(source: Source, lake: Lake) -> None:
    from data_loaders.lake import Turns, attach_lake, why_not_lake

    connection = attach_lake(lake, create=True)
    try:
        with Turns(lake)(), connection.cursor() as cursor:
            if cursor.execute(schema.statement("tables")).fetchall():
                raise StoreError(f"kho số liệu {lake} đã có; không ghi đè, hãy chọn chỗ mới")
            _fill(source, cursor)
    except duckdb.Error as error:
        raise StoreError(why_not_lake(lake, error)) from error
    finally:
        connection.close()


def _fill(source: Source, cursor: duckdb.DuckDBPyConnection) -> None:
    """All rows in the shape they had, proven equal table by table, in one transaction."""
    copied = LocalSnapshot(cursor)
    cursor.execute("BEGIN")
    schema.shape_of(cursor, len(source.manifest.migrations))
    for table in source.tables():
        with source.rows(table) as rows:
            copied.fill(table, rows)
    _must_equal(copied, source.manifest)
    cursor.execute("COMMIT")


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


def _enter(
    target: Address, manifest: Manifest, *, name: str, action: str, by: tuple[str, str]
) -> None:
    """Bring the new store to this version's shape and say in its trail where it comes from."""
    who, origin = by
    with open_store(target) as store, store.write(action, actor=who, origin=origin) as writer:
        writer.about(name, f"{manifest.made_at}, lần ghi {manifest.revision}")
