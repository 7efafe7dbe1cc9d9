"""Opening the store's file: nothing else on the machine or beyond it can be reached from there."""

from __future__ import annotations

import time
from pathlib import Path

import duckdb

from data_loaders.model.errors import FaultError, HeldError, StoreError

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


def must_be_free(path: Path) -> None:
    """Raise :class:`StoreError` when there is a store already."""
    if exists(path):
        raise StoreError(f"kho số liệu {path} đã có; không ghi đè, hãy chọn chỗ mới")


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


_PATIENCE = 5.0
"""Seconds for which reads that are under way may keep a file that is to be opened anew."""


def attach_again(path: Path) -> duckdb.DuckDBPyConnection:
    """:func:`attach` for a file that this process has just let go."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return attach(path)
        except HeldError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


_HELD = ("Could not set lock", "already attached", "used by another process")
_DAMAGED = ("not a valid DuckDB", "Corrupt", "Could not read")
_FULL = ("No space left", "File too large", "quota exceeded")
_GIVEN_UP = "has been invalidated"


def _held(error: duckdb.Error) -> bool:
    return any(words in str(error) for words in _HELD)


def gave_up(error: duckdb.Error) -> bool:
    """Whether the engine answers no more until the file is attached anew."""
    return _GIVEN_UP in str(error)


def is_durable(error: duckdb.Error) -> bool:
    """Whether a COMMIT that raised this is on disk all the same: only tidying up failed."""
    return "COMMIT succeeded and is durable" in str(error)


def explain(path: Path, error: duckdb.Error) -> None:
    """Raise :class:`FaultError` where DuckDB's error is a fault of disk or file."""
    text = str(error)
    if any(words in text for words in _FULL):
        raise FaultError(
            "ổ đĩa chứa kho {path} đã đầy; không có gì được ghi, hãy giải phóng chỗ rồi làm lại",
            path=path,
        ) from error
    if "Read-only file system" in text:
        raise FaultError(
            "ổ đĩa chứa kho {path} chỉ cho đọc; không có gì được ghi, hãy kiểm tra ổ đĩa",
            path=path,
        ) from error
    if any(words in text for words in _DAMAGED):
        raise FaultError(
            "{path} không phải kho số liệu hoặc đã hỏng; hãy khôi phục từ bản sao lưu", path=path
        ) from error
    if gave_up(error) or "Input/output error" in text:
        raise FaultError(
            "ổ đĩa chứa kho {path} báo lỗi; phần chưa xong không được ghi, hãy làm lại",
            path=path,
        ) from error


def why_not(path: Path, error: duckdb.Error) -> str:
    """One sentence a person can act on, for what DuckDB says when it cannot open a file."""
    text = str(error)
    if _held(error):
        return (
            f"kho {path} đang được chương trình khác mở (trang web hoặc lệnh đang chạy);"
            " hãy đợi hoặc dừng chương trình đó rồi chạy lại"
        )
    try:
        explain(path, error)
    except FaultError as fault:
        return str(fault)
    if "Permission denied" in text or "Cannot open" in text:
        return _no_rights(path)
    return f"không mở được kho {path}: {text.splitlines()[0]}"


def _no_rights(path: Path) -> str:
    return f"không có quyền mở {path}; kiểm tra quyền của thư mục và tệp"
