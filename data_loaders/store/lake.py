"""A store for several machines: DuckLake, with PostgreSQL as catalogue and Parquet files as data.

Any number of processes may have it open. Writers queue behind a lock of PostgreSQL's, so that they
rarely meet; what decides is the catalogue itself. Every commit of DuckLake takes the next number of
``ducklake_snapshot``, which is a primary key there, and our commits are never tried a second time:
whoever began before another's commit cannot commit any more. So a version, its events and its entry
in the trail are in the store together and in one order, or they are not there; there is nothing
half-done that the next writer would have to complete or to free.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import duckdb
import psycopg

from data_loaders.model.errors import FaultError, StoreError
from data_loaders.model.store_address import Lake
from data_loaders.store.connection import explain

_EXTENSIONS = ("postgres_scanner", "ducklake")
_ONE_WRITER = 3221
"""The advisory lock writers queue behind, in the catalogue's database."""

_PATIENCE = "30s"


def attach_lake(lake: Lake, *, create: bool) -> duckdb.DuckDBPyConnection:
    """A database in memory with that lake attached as ``store``, shut off from all else.

    ``create``: make the catalogue where there is none. Raises :class:`StoreError`: PostgreSQL does
    not answer, an extension is missing, another version's catalogue, no rights on the folder.
    """
    _must_answer(lake)
    _must_be_writable(lake)
    connection = duckdb.connect(":memory:")
    try:
        for statement in (
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET python_scan_all_frames = false",
            f"SET allowed_directories = [{_quoted(f'{lake.data}/')}]",
        ):
            connection.execute(statement)
        for name in _EXTENSIONS:
            connection.execute(f"LOAD {_quoted(str(_extension(name)))}")
        connection.execute("SET ducklake_max_retry_count = 0")  # see above: never a second time
        connection.execute(
            f"ATTACH {_quoted(f'ducklake:postgres:{lake.catalogue}')} AS store"
            f" (DATA_PATH {_quoted(f'{lake.data}/')}, CREATE_IF_NOT_EXISTS {str(create).lower()})"
        )
        for statement in ("SET enable_external_access = false", "SET lock_configuration = true"):
            connection.execute(statement)
    except duckdb.Error as error:
        connection.close()
        raise StoreError(why_not_lake(lake, error)) from error
    except StoreError:
        connection.close()
        raise
    return connection


def why_not_lake(lake: Lake, error: duckdb.Error) -> str:
    """One sentence for what DuckDB says of a lake; its own words may show a password."""
    text = str(error)
    if "catalog version mismatch" in text:
        return f"danh mục của kho {lake} do bản DuckLake khác tạo; hãy dùng đúng bản chương trình"
    if "does not exist" in text and "DuckLake" in text:
        return not_made(lake)
    if "DATA_PATH" in text:
        return f"kho {lake} đã có với thư mục số liệu khác; hãy sửa phần data= của MONITOR_STORE"
    try:
        explain_lake(lake, error)
    except FaultError as fault:
        return str(fault)
    return f"không dùng được kho {lake}: {text.splitlines()[0].replace(lake.catalogue, '…')}"


def not_made(lake: Lake) -> str:
    """What is said of an address at which there is no store."""
    return f"chưa có kho số liệu {lake}; tạo bằng: python -m data_loaders init"


def explain_lake(lake: Lake, error: duckdb.Error) -> None:
    """Raise :class:`FaultError` where DuckDB's error is a fault of PostgreSQL or of the folder."""
    text = str(error)
    if "Postgres" in text or "connection" in text:
        raise FaultError(
            "PostgreSQL của kho {lake} không trả lời; hãy kiểm tra máy chủ đó rồi thử lại",
            lake=lake,
        ) from error
    explain(lake.data, error)
    if isinstance(error, duckdb.IOException):
        raise FaultError(
            "không đọc hoặc ghi được thư mục số liệu {lake}; hãy kiểm tra rồi thử lại",
            lake=lake.data,
        ) from error


def overtaken(error: duckdb.Error) -> bool:
    """Whether a commit failed because another one came first."""
    return "Failed to commit DuckLake" in str(error) and "retry count" in str(error)


class Turns:
    """One writer at a time among all processes; the lock ends with its connection."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._here = Lock()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Wait for one's turn. Raises :class:`StoreError` when PostgreSQL does not give one."""
        with self._here:
            try:
                connection = psycopg.connect(self._lake.catalogue, autocommit=True)
            except psycopg.Error as error:
                raise StoreError(_unanswered(self._lake, error)) from error
            with connection:
                try:
                    connection.execute(f"SET lock_timeout = '{_PATIENCE}'")
                    connection.execute("SELECT pg_advisory_lock(%s)", (_ONE_WRITER,))
                except psycopg.Error as error:
                    raise StoreError(
                        f"kho {self._lake} đang bận ghi; không có gì được ghi, hãy thử lại"
                    ) from error
                yield


def _must_answer(lake: Lake) -> None:
    try:
        psycopg.connect(lake.catalogue, connect_timeout=10).close()
    except psycopg.Error as error:
        raise StoreError(_unanswered(lake, error)) from error


def _unanswered(lake: Lake, error: psycopg.Error) -> str:
    said = _first_line(error).rpartition("failed: ")[2]
    return f"không kết nối được PostgreSQL của kho {lake}: {said}"


def _must_be_writable(lake: Lake) -> None:
    try:
        lake.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"không tạo được thư mục số liệu {lake.data}: {error.strerror}") from error
    if not os.access(lake.data, os.R_OK | os.W_OK | os.X_OK):
        raise StoreError(f"không có quyền ghi vào thư mục số liệu {lake.data}")


def _extension(name: str) -> Path:
    """An extension's file in its package. Raises :class:`StoreError` that says what to install."""
    try:
        package = importlib.import_module(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        raise StoreError(
            f"kho ducklake cần gói duckdb-extension-{name.replace('_', '-')}; cài bằng:"
            " pip install -r requirements-cluster.txt"
        ) from error
    folder = Path(str(package.__file__)).parent / "extensions" / f"v{duckdb.__version__}"
    return folder / f"{name}.duckdb_extension"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
