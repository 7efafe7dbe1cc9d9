"""Opening the store's file: nothing else on the machine or beyond it can be reached from there."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data_loaders.errors import HeldError, StoreError

_NOTHING_FETCHED = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
)
"""Set before a file is attached: DuckDB would download what it needs to read a foreign one."""

_LOCKED_DOWN = ("SET enable_external_access = false", "SET lock_configuration = true")


def exists(path: Path) -> bool:
    """Whether there is a file. Raises :class:`StoreError` when nobody may look."""
    try:
        return path.exists()
    except OSError as error:  # a folder on the way may not be entered
        raise StoreError(_no_rights(path)) from error


def attach(path: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with that file attached as ``store``, shut off from all else.

    Raises :class:`StoreError`: held by another process, no store, damaged, no rights.
    """
    connection = duckdb.connect(":memory:")
    quoted = str(path).replace("'", "''")
    try:
        for statement in _NOTHING_FETCHED:
            connection.execute(statement)
        connection.execute(f"ATTACH '{quoted}' AS store (TYPE duckdb)")
        for statement in _LOCKED_DOWN:
            connection.execute(statement)
    except duckdb.Error as error:
        connection.close()
        kind = HeldError if _held(error) else StoreError
        raise kind(why_not(path, error)) from error
    return connection


_HELD = ("Could not set lock", "already attached", "used by another process")
_DAMAGED = ("not a valid DuckDB", "Corrupt", "Could not read")


def _held(error: duckdb.Error) -> bool:
    return any(words in str(error) for words in _HELD)


def why_not(path: Path, error: duckdb.Error) -> str:
    """One sentence a person can act on, for what DuckDB says when it cannot open a file."""
    text = str(error)
    if _held(error):
        return (
            f"kho {path} đang được chương trình khác mở (trang web hoặc lệnh đang chạy);"
            " hãy đợi hoặc dừng chương trình đó rồi chạy lại"
        )
    if any(words in text for words in _DAMAGED):
        return f"{path} không phải kho số liệu hoặc đã hỏng; hãy khôi phục từ bản sao lưu"
    if "Permission denied" in text or "Cannot open" in text:
        return _no_rights(path)
    return f"không mở được kho {path}: {text.splitlines()[0]}"


def _no_rights(path: Path) -> str:
    return f"không có quyền mở {path}; kiểm tra quyền của thư mục và tệp"
