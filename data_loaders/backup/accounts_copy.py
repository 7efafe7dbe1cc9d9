"""The accounts of a backup: the SQLite file as one piece of bytes, without its sessions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from data_loaders.accounts.schema import address_of
from data_loaders.model.errors import StoreError
from data_loaders.model.settings import Settings
from data_loaders.store.atomic_file import appearing


def _file(settings: Settings) -> Path | None:
    """The SQLite file of the settings; None for accounts in PostgreSQL, which backs itself up."""
    address = address_of(settings)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def copied(settings: Settings) -> bytes | None:
    """The accounts as they are now, also while they are in use; None where there is no file."""
    path = _file(settings)
    if path is None or not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(":memory:")) as copy:
            source.backup(copy)
            copy.execute("DELETE FROM session")
            copy.commit()
            return copy.serialize()
    except sqlite3.Error as error:
        raise StoreError(f"không sao lưu được kho tài khoản {path}: {error}") from error


def place(accounts: bytes | None, settings: Settings) -> bool:
    """Put the accounts of a backup where there are none yet; whether they were."""
    path = _file(settings)
    if accounts is None or path is None:
        return False
    try:
        with appearing(path) as part:
            part.write_bytes(accounts)
    except FileExistsError:
        return False
    return True
