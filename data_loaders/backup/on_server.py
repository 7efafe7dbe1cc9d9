"""Backups an administrator asks for from a page: made on the server, in its folder of backups.

They are never handed out by a page: a backup holds every original and every account, and who looks
after the server is not therefore one who may read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data_loaders.backup.accounts_copy import copied
from data_loaders.backup.archive import Manifest, write_backup
from data_loaders.model.errors import StoreError
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.store.clock import machine_now


@dataclass(frozen=True, slots=True)
class StoredBackup:
    """A backup in the folder: its name, its bytes, and when it was finished."""

    name: str
    size: int
    made_at: datetime


def back_up(context: Context, path: Path) -> tuple[Manifest, bool]:
    """Everything of one moment in a new file; what it holds, and whether accounts went with it.

    Raises :class:`StoreError` when the file exists or cannot be written.
    """
    with context.store.snapshot() as snapshot:
        accounts = copied(context.settings)
        made = write_backup(snapshot, path, at=machine_now(), accounts=accounts)
    return made, accounts is not None


@dataclass(frozen=True)
class Backups:
    """The server's folder of backups, for who may make them."""

    access: Access

    @property
    def folder(self) -> Path:
        """Where they lie on the server."""
        return self.access.context.settings.backups

    def newest(self, count: int) -> tuple[StoredBackup, ...]:
        """The newest of them, newest first. Raises :class:`StoreError` when nobody may look."""
        self.access.demand("store.backup")
        try:
            found = [_kept(path) for path in self.folder.glob("*.zip")]
        except OSError as error:
            raise StoreError(
                f"không xem được thư mục {self.folder}: {error.strerror}; kiểm tra quyền"
            ) from error
        return tuple(sorted(found, key=lambda one: one.made_at, reverse=True)[:count])

    def make(self) -> tuple[StoredBackup, bool]:
        """Make one now, while everybody goes on; and whether the accounts went with it.

        Raises :class:`StoreError` when it cannot be written.
        """
        self.access.demand("store.backup")
        context = self.access.context
        at = machine_now().astimezone(context.regime.timezone)
        path = self.folder / f"monitor-{at:%Y%m%d-%H%M%S}.zip"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"không tạo được thư mục {self.folder}: {error.strerror};"
                " hãy tạo trên máy chủ hoặc sửa MONITOR_BACKUPS"
            ) from error
        _, with_accounts = back_up(context, path)
        self.access.note("store.backup", path.name, "done")
        return _kept(path), with_accounts


def _kept(path: Path) -> StoredBackup:
    told = path.stat()
    return StoredBackup(path.name, told.st_size, datetime.fromtimestamp(told.st_mtime, UTC))
