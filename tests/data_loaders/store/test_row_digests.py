"""Every row of every table is bound to the write that brought it: what is altered behind the
program's back is named, with its table, its key and its write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data_loaders.model.settings import read_settings
from data_loaders.model.store_address import Lake
from data_loaders.service.context import Context, open_context
from data_loaders.store import row_digests, schema
from data_loaders.store.bound_tables import BOUND, By
from data_loaders.store.hash_chain import prove
from data_loaders.store.row_digests import BIND, misfits, unbound
from data_loaders.store.trail import Ask
from data_loaders.store.transaction import asking
from tests.data_loaders.sent_forms import usual
from tests.data_loaders.stores import at, put

LAKE = pytest.param("lake", marks=pytest.mark.needs("postgres", "psql"))
COLUMNS = [(table, column) for table, bound in BOUND.items() for column in bound.columns]
OTHER = {
    "VARCHAR": "coalesce({0}, '') || 'x'",
    "DATE": "coalesce({0}, DATE '2024-01-01') + 1",
    "BOOLEAN": "NOT coalesce({0}, false)",
}
"""Another value of a column of that type; of numbers one more."""
VALUES: dict[str, Any] = {"VARCHAR": "một chữ", "DATE": date(2025, 7, 1), "BOOLEAN": True}
NOTHING = "SELECT 1"


def types(context: Context) -> dict[tuple[str, str], str]:
    """The type of every column of the store's tables."""
    query = (
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE database_name = 'store'"
    )
    with context.store.cursor() as cursor:
        return {(table, column): kind for table, column, kind in cursor.execute(query).fetchall()}


def fill(context: Context) -> None:
    """A report, accepted, and a row in every table that it leaves empty."""
    assert put(context, usual(), at(16), accept=True).outcome == "accepted"
    kinds = types(context)
    with context.store.cursor() as cursor:
        empty = [
            table for table in BOUND if not cursor.execute(f"FROM store.{table} LIMIT 1").fetchall()
        ]
    with context.store.write("setting.change", actor="test") as writer:
        for table in ("version", *empty):  # a version, so that its rows are of this write
            row = {column: VALUES.get(kinds[table, column], 1) for column in BOUND[table].columns}
            if "version_key" in row:
                row["version_key"] = 99
            insert = schema.statement(f"insert_{table}")
            row = {name: [one] if f"unnest(${name}" in insert else one for name, one in row.items()}
            if BOUND[table].by is By.REVISION:
                row["revision"] = writer.revision
            writer.run(f"insert_{table}", **row)


@contextmanager
def altered(context: Context, statement: str) -> Iterator[Ask]:
    """The store after a statement that the program would never run, for as long as it is asked."""
    with context.store.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            cursor.execute(statement)
            yield asking(cursor)
        finally:
            cursor.execute("ROLLBACK")


def named(ask: Ask) -> set[str]:
    return {misfit.line.table for misfit in misfits(ask)}


@pytest.mark.parametrize("context", ["file", LAKE], indirect=True)
def test_whatever_is_altered_is_found_and_named(context: Context) -> None:
    fill(context)
    links = context.store.trail()
    with altered(context, NOTHING) as ask:
        assert (list(misfits(ask)), list(unbound(ask, links))) == ([], [])
    missed, kinds = [], types(context)
    on_a_lake = isinstance(context.settings.store, Lake)  # slow: there one column of each table
    last = [(table, bound.columns[-1]) for table, bound in BOUND.items()]
    for table, column in last if on_a_lake else COLUMNS:
        new = OTHER.get(kinds[table, column], "coalesce({0}, 0) + 1").format(f'"{column}"')
        with altered(context, _update(table, column, new)) as ask:
            if table not in named(ask):
                missed.append((table, column))
    assert missed == []


def _update(table: str, column: str, new: str) -> str:
    return f'UPDATE store.{table} SET "{column}" = {new}'  # noqa: S608 - names of the tables


@pytest.mark.parametrize("context", ["file", LAKE], indirect=True)
@pytest.mark.parametrize(
    "statement", ["DELETE FROM store.{0}", "INSERT INTO store.{0} FROM store.{0}"]
)
def test_whatever_is_added_or_removed_is_found_and_named(context: Context, statement: str) -> None:
    fill(context)
    missed = []
    for table in BOUND:
        if table == "version" and statement.startswith("DELETE"):
            continue  # what belongs to no version is told by the check of what belongs to nothing
        with altered(context, statement.format(table)) as ask:
            if table not in named(ask):
                missed.append(table)
    assert missed == []


def test_the_one_row_is_named_by_its_key_and_its_write(context: Context) -> None:
    fill(context)
    query = "UPDATE store.event SET event = 'returned' WHERE event = 'accepted'"
    with altered(context, query) as ask:
        (found,) = misfits(ask)
    ((key, revision),) = _accepted(context)
    assert (found.line.table, found.line.key, found.line.revision) == ("event", key, revision)
    assert found.bound is not None
    assert found.found is not None
    assert found.bound.count == found.found.count == 1


def _accepted(context: Context) -> list[tuple[Any, ...]]:
    with context.store.cursor() as cursor:
        query = "SELECT event_key::VARCHAR, revision FROM store.event WHERE event = 'accepted'"
        return cursor.execute(query).fetchall()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store.row_digest SET sha256 = 'x' WHERE table_name = 'event'",
        "DELETE FROM store.row_digest WHERE table_name = 'event'",
        "DELETE FROM store.trail_rows",
        "UPDATE store.trail_rows SET sha256 = 'x'",
        "INSERT INTO store.row_digest SELECT 999, 1, 'event', '9', 1, 'x'",
    ],
)
def test_who_alters_the_digests_too_breaks_the_trail(context: Context, statement: str) -> None:
    fill(context)
    with context.store.cursor() as cursor:
        cursor.execute(statement)
    links = context.store.trail()
    with altered(context, NOTHING) as ask:
        told = list(unbound(ask, links))
    assert told or not prove(links).holds


def test_rows_of_before_are_bound_when_the_store_is_opened_and_proven_from_then_on(
    context: Context,
) -> None:
    fill(context)
    with context.store.cursor() as cursor:
        for table in ("row_digest", "trail_rows"):
            cursor.execute(f"DROP TABLE store.{table}")
        cursor.execute("DELETE FROM store.migration WHERE name = '0008_row_digests'")
        before = cursor.execute("SELECT count(*) FROM store.trail").fetchone()
    context.store.close()
    opened = open_context(context.settings)
    with opened.store:
        links = opened.store.trail()
        assert before == (len(links) - 1,)
        bind = row_digests.bound_since(links)
        assert bind is not None
        assert bind == links[-1]
        assert (bind.entry.action, bind.entry.detail) == (BIND, f"1–{opened.store.revision()}")
        with altered(opened, NOTHING) as ask:
            assert (list(misfits(ask)), list(unbound(ask, links))) == ([], [])
        with altered(opened, "UPDATE store.fact SET value = value + 1") as ask:
            assert named(ask) == {"fact"}
        put(opened, usual(), at(17), data=b"again")
        assert opened.store.trail()[-1].entry.rows


def test_every_table_of_a_store_is_bound_or_proven_otherwise(context: Context) -> None:
    with context.store.cursor() as cursor:
        tables = {row[0] for row in cursor.execute(schema.statement("tables")).fetchall()}
        columns = types(context)
    others = {"trail": "a chain", "trail_rows": "hashed into it", "row_digest": "bound by it"}
    assert tables - {"migration"} == BOUND.keys() | others.keys()
    written = {"revision", "content"}  # the write itself; bytes, held against their SHA-256
    for table, bound in BOUND.items():
        assert {name for of, name in columns if of == table} - set(bound.columns) <= written


def test_bytes_that_are_kept_already_are_bound_once(context: Context) -> None:
    for day in (16, 17):
        put(context, usual(), at(day), data=b"the same bytes", accept=False)
    kept = [line for lines in row_digests.kept_lines(_asking(context)).values() for line in lines]
    keys = [line.key for line in kept if line.table == "original"]
    assert len(keys) == len(set(keys))


def _asking(context: Context) -> Ask:
    return lambda query, parameters: context.store.rows(query, **parameters)


def test_a_digest_is_this_for_ever() -> None:
    """Worked out by hand from the documented text, with another tool: sha256sum."""
    (line,) = row_digests.lines("event", 7, [(1, 2, "accepted", 5, "an", None)])
    assert (line.key, line.count) == ("1", 1)
    assert line.sha256 == "779ebc0f7336f8dc43a2b35708770b5cd703427fb6f48eaf1d4a39111b689862"


def test_a_unit_renamed_by_hand_is_named(store: Path) -> None:
    with duckdb.connect(str(store)) as connection:
        connection.execute("UPDATE unit SET name = name || ' ' WHERE unit_id = '611'")
    context = open_context(read_settings({"MONITOR_STORE": str(store)}))
    with context.store, altered(context, NOTHING) as ask:
        (found,) = misfits(ask)
    assert (found.line.table, found.line.key, found.line.revision) == ("unit", "611", 1)
