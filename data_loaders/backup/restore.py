"""Putting a backup back as a new store, and its accounts where there are none."""

from __future__ import annotations

from pathlib import Path

from data_loaders.backup import accounts_copy
from data_loaders.backup.archive import Manifest, open_backup
from data_loaders.backup.copy import Origin, make
from data_loaders.model.errors import StoreError
from data_loaders.model.settings import Settings
from data_loaders.store.connection import must_be_free


def restore(path: Path, settings: Settings, *, by: tuple[str, str]) -> tuple[Manifest, bool]:
    """Make the store of the settings from a backup; whether its accounts were put back too.

    The accounts come first: where the store is, nothing of the backup is missing any more.
    Raises :class:`StoreError`, leaving nothing behind: the store exists, the backup is damaged, of
    another plan or of a newer program, or what was written does not equal what was kept.
    """
    if isinstance(settings.store, Path):
        must_be_free(settings.store)
    with open_backup(path) as backup:
        if settings.plan not in ("", backup.manifest.plan):
            raise StoreError(
                f"bản sao lưu {path} của kế hoạch {backup.manifest.plan}, không phải"
                f" {settings.plan}; hãy sửa MONITOR_PLAN"
            )
        placed: list[bool] = []

        def accounts() -> None:
            placed.append(accounts_copy.place(backup.accounts(), settings))

        who, where = by
        origin = Origin("store.restore", path.name, who, where)
        make(backup, settings.store, origin=origin, beside=accounts)
        return backup.manifest, placed[0]
