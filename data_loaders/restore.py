"""Putting a backup back as a new store, and its accounts where there are none."""

from __future__ import annotations

from pathlib import Path

from data_loaders import accounts_copy
from data_loaders.backup import Manifest, open_backup
from data_loaders.copying import make, must_be_free
from data_loaders.errors import StoreError
from data_loaders.settings import Settings


def restore(path: Path, settings: Settings, *, by: tuple[str, str]) -> tuple[Manifest, bool]:
    """Make the store of the settings from a backup; whether its accounts were put back too.

    Raises :class:`StoreError`, leaving nothing behind: the store exists, the backup is damaged, of
    another plan or of a newer program, or what was written does not equal what was kept.
    """
    if isinstance(settings.store, Path):
        must_be_free(settings.store)
    with open_backup(path) as backup:
        if backup.manifest.plan != settings.plan:
            raise StoreError(
                f"bản sao lưu {path} của kế hoạch {backup.manifest.plan}, không phải"
                f" {settings.plan}; hãy sửa MONITOR_PLAN"
            )
        make(backup, settings.store, name=path.name, action="store.restore", by=by)
        return backup.manifest, accounts_copy.place(backup.accounts(), settings)
