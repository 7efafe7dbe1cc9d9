"""The statements of ``sql/``, and the migrations that bring a store to this version's shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import duckdb

from data_loaders.model.errors import StoreError
from data_loaders.store import plan_versions, row_digests

_SQL = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of ``sql/<name>.sql``, or of the digests of a table's rows."""
    made = row_digests.statements().get(name)
    return made or (_SQL / f"{name}.sql").read_text("utf-8")


@cache
def statements() -> frozenset[str]:
    """The names of all statements but migrations and macros."""
    return frozenset(row_digests.statements()) | {file.stem for file in _SQL.glob("*.sql")}


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Number and name of every migration, as a store that ran them all lists them."""
    files = sorted((_SQL / "migrations").glob("*.sql"))
    return tuple((number, file.stem) for number, file in enumerate(files, start=1))


def must_be_ours(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Raise :class:`StoreError` for a database that is no store of ours."""
    cursor.execute(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = 'store' AND table_name = 'migration'"
    )
    if cursor.fetchone() is None:
        raise StoreError(
            f"{name} là cơ sở dữ liệu khác, không phải kho số liệu; không ghi gì vào"
            " đó, hãy sửa MONITOR_STORE"
        )


def migrate(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Bring the schema to this version's, a migration at a time.

    Raises :class:`StoreError` for a newer one.
    """
    cursor.execute(_MIGRATIONS)
    row = cursor.execute("SELECT coalesce(max(number), 0) FROM store.migration").fetchone()
    done = int(row[0]) if row else 0
    if done > len(migrations()):
        raise StoreError(
            f"kho {name} do bản mới hơn tạo (cấu trúc {done}, bản này đọc đến"
            f" {len(migrations())}); hãy cập nhật chương trình"
        )
    for step in steps(cursor, name, done):
        cursor.execute("BEGIN")
        step()
        cursor.execute("COMMIT")
    macros(cursor)


def steps(cursor: duckdb.DuckDBPyConnection, name: str, done: int) -> Iterator[Callable[[], None]]:
    """What brings a store with ``done`` migrations to this version's shape, a migration at a time.

    Each is to be run in a transaction of the caller. Raises :class:`StoreError` for a store that is
    not for this version.
    """
    _with_documents(cursor, name, done)
    for number, migration in migrations()[done:]:
        yield partial(_step, cursor, name, number, migration)


def _step(cursor: duckdb.DuckDBPyConnection, name: str, number: int, migration: str) -> None:
    def ask(query: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return cursor.execute(statement(query), values).fetchall()

    _run(cursor, number, migration)
    if migration == _PLANS:
        plan_versions.insert_founding(ask, name)
    if migration == _ROW_DIGESTS:
        row_digests.bind_existing(ask)


_PLANS = "0006_plans"
"""The migration from which plans lie in the store."""
_ROW_DIGESTS = "0008_row_digests"
"""The migration from which every row is bound."""

_DOCUMENTS = 4
"""The migration from which each meeting's document is kept, and the last version before which the
former law of verdicts could write them."""
WRITES_DOCUMENTS = "1.0.0"


def _with_documents(cursor: duckdb.DuckDBPyConnection, name: str, done: int) -> None:
    """A store whose meetings were frozen before documents were kept is not for this version: the
    law by which they were judged is no longer in the program, and their figures would be others."""
    if not 2 <= done < _DOCUMENTS:
        return
    row = cursor.execute("SELECT count(*) FROM store.frozen").fetchone()
    if row and row[0]:
        raise StoreError(
            f"kho {name} có {row[0]} phiên họp chốt theo quy tắc đánh giá cũ; hãy mở kho một lần"
            f" bằng bản {WRITES_DOCUMENTS} để bản đó ghi lại kết quả đã chốt, rồi mở bằng bản này;"
            " chưa ghi gì vào kho"
        )


def macros(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the macros, which lie in memory beside the store."""
    for macro in ("standing", "in_force"):
        cursor.execute(statement(f"macros/{macro}"))


def shape_of(cursor: duckdb.DuckDBPyConnection, count: int) -> None:
    """Inside a transaction: the schema as the first ``count`` migrations make it, to be filled."""
    cursor.execute(_MIGRATIONS)
    for number, migration in migrations()[:count]:
        _run(cursor, number, migration)


_MIGRATIONS = "CREATE TABLE IF NOT EXISTS store.migration (number INTEGER, name VARCHAR)"


def _run(cursor: duckdb.DuckDBPyConnection, number: int, migration: str) -> None:
    cursor.execute(statement(f"migrations/{migration}"))
    cursor.execute("INSERT INTO store.migration VALUES (?, ?)", (number, migration))
