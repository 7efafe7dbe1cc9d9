"""Putting a backup back: built beside its place, proven equal, and only then moved there."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data_loaders import accounts_copy, schema
from data_loaders.backup import Backup, Manifest, open_backup
from data_loaders.errors import StoreError
from data_loaders.opening import attach, exists, why_not
from data_loaders.placing import settle
from data_loaders.settings import Settings
from data_loaders.snapshot import LocalSnapshot
from data_loaders.store import Store


def restore(path: Path, settings: Settings, *, actor: str, origin: str) -> tuple[Manifest, bool]:
    """Make the store of the settings from a backup; whether its accounts were put back too.

    Raises :class:`StoreError`, leaving nothing behind: the store exists, the backup is damaged, of
    another plan or of a newer program, or what was written does not equal what was kept.
    """
    target = settings.store
    if exists(target):
        raise StoreError(f"kho số liệu {target} đã có; không ghi đè, hãy khôi phục vào chỗ mới")
    with open_backup(path) as backup:
        _must_fit(backup.manifest, path, settings)
        building = target.with_name(f"{target.name}.restoring")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            remove(building)  # what a killed restore left
            _build(backup, building)
            _enter(building, backup.manifest, path, actor=actor, origin=origin)
            accounts = accounts_copy.place(backup.accounts(), settings)
            settle(building, target)
        except FileExistsError as error:
            raise StoreError(f"kho số liệu {target} đã có; không ghi đè") from error
        except OSError as error:
            raise StoreError(f"không ghi được {building}: {error.strerror}") from error
        finally:
            remove(building)
    return backup.manifest, accounts


def remove(path: Path) -> None:
    """Remove an unfinished store and its log."""
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)


def _must_fit(manifest: Manifest, path: Path, settings: Settings) -> None:
    """Refuse a backup of a newer program or another plan before anything is written."""
    ours = schema.migrations()
    if manifest.migrations != ours[: len(manifest.migrations)]:
        raise StoreError(
            f"bản sao lưu {path} do bản mới hơn tạo (cấu trúc {len(manifest.migrations)}, bản này"
            f" đọc đến {len(ours)}); hãy cập nhật chương trình"
        )
    if manifest.plan != settings.plan:
        raise StoreError(
            f"bản sao lưu {path} của kế hoạch {manifest.plan}, không phải {settings.plan};"
            " hãy sửa MONITOR_PLAN"
        )


def _build(backup: Backup, building: Path) -> None:
    """A store file with the backup's rows in the shape they had, proven equal table by table."""
    connection = attach(building)
    try:
        with connection.cursor() as cursor:
            schema.migrate(cursor, building, upto=len(backup.manifest.migrations))
            copied = LocalSnapshot(cursor)
            cursor.execute("BEGIN")
            for table in backup.tables():
                with backup.rows(table) as rows:
                    copied.fill(table, rows)
            cursor.execute("COMMIT")
            must_equal(copied, backup.manifest)
    except duckdb.Error as error:
        raise StoreError(why_not(building, error)) from error
    finally:
        connection.close()


def must_equal(copied: LocalSnapshot, manifest: Manifest) -> None:
    """Raise :class:`StoreError` unless every table holds exactly the rows that were kept."""
    found = {table: copied.checksum(table) for table in copied.tables()}
    wrong = sorted(
        table
        for table in found.keys() | manifest.tables.keys()
        if found.get(table) != manifest.tables.get(table)
    )
    if wrong:
        raise StoreError(
            f"không khôi phục: số liệu ghi ra khác bản sao lưu ở bảng {', '.join(wrong)};"
            " hãy dùng bản khác"
        )


def _enter(building: Path, manifest: Manifest, path: Path, *, actor: str, origin: str) -> None:
    """Bring the copy to this version's shape and say in its trail where it comes from."""
    with Store.open(building) as store, store.write(
        "store.restore", actor=actor, origin=origin
    ) as writer:
        writer.about(path.name, f"{manifest.made_at}, lần ghi {manifest.revision}")
