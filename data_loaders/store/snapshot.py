"""The whole store as it was at one moment, table by table, while writers go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import duckdb

from data_loaders.store.schema import statement

if TYPE_CHECKING:  # a command that copies nothing need not wait for it
    import pyarrow as pa

_ROWS_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Checksum:
    """How many rows a table has, and what they hash to together, in whatever order they stand."""

    rows: int
    digest: str


class Snapshot(Protocol):
    """What a backup asks of a store; everything it answers is of one moment."""

    def rows(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of ``sql/<query>.sql``."""

    def tables(self) -> tuple[str, ...]:
        """The names of the store's tables."""

    def checksum(self, table: str) -> Checksum:
        """The checksum of one table."""

    def batches(self, table: str) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The columns of one table and all its rows, a piece at a time."""


class LocalSnapshot:
    """A snapshot inside one transaction of a cursor, which its owner begins and ends."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def rows(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of ``sql/<query>.sql``."""
        return self._ask(query, parameters).fetchall()

    def tables(self) -> tuple[str, ...]:
        """The names of the store's tables."""
        return tuple(name for (name,) in self.rows("tables"))

    def checksum(self, table: str) -> Checksum:
        """The checksum of one table."""
        ((rows, lower, upper),) = self.rows("checksum", table=f"store.{table}")
        return Checksum(rows, f"{int(upper):x}.{int(lower):x}")

    def batches(self, table: str) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The columns of one table and all its rows, a piece at a time."""
        asked = self._ask("whole_table", {"table": f"store.{table}"})
        reader = asked.to_arrow_reader(_ROWS_AT_ONCE)
        return reader.schema, iter(reader)

    def fill(self, table: str, rows: pa.RecordBatchReader) -> None:
        """Put rows into a table that is still empty."""
        self._cursor.from_arrow(rows).insert_into(f"store.{table}")

    def _ask(self, query: str, parameters: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
        return self._cursor.execute(statement(query), parameters)
