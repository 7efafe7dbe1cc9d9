"""The store: what it opens, what a write is, and that nothing is ever changed in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data_loaders.model import Basis
from data_loaders.reports import commits
from data_loaders.reports.facts import facts, readings
from data_loaders.reports.history import versions
from data_loaders.service.context import Context
from data_loaders.store.database import Store, Writer
from tests.data_loaders.sent_forms import usual
from tests.data_loaders.stores import LATER, at, put

SQL = Path("data_loaders/store/sql")


def record(context: Context, reason: str) -> None:
    commits.record_reading(
        context.store,
        of="clean-communes",
        reading="A",
        reason=reason,
        actor="test",
        at=at(1),
        now=LATER,
    )


def reasons(store: Store) -> list[str]:
    return sorted(reading.reason for reading in readings(store, LATER))


# Migrations


def migrations(store: Store) -> list[tuple[int, str]]:
    with store.cursor() as cursor:
        cursor.execute("SELECT number, name FROM store.migration ORDER BY number")
        return cursor.fetchall()


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name.partition("_")[0]) for file in sorted(SQL.glob("migrations/*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_migration_runs_once(context: Context) -> None:
    names = [file.stem for file in sorted(SQL.glob("migrations/*.sql"))]
    expected = list(enumerate(names, start=1))
    assert migrations(context.store) == expected
    context.store.close()
    with Store.open(context.store.path) as again:
        assert migrations(again) == expected


# Writes


def half_written(store: Store, then: Callable[[Writer], None]) -> None:
    with store.write("submit", actor="test") as writer:
        writer.run("insert_setting", key="half", value="done")
        then(writer)


def interrupted(writer: Writer) -> None:
    raise KeyboardInterrupt


def refused(writer: Writer) -> None:
    writer.run("insert_setting", wrong="parameters")


@pytest.mark.parametrize(
    ("failure", "raised"), [(interrupted, KeyboardInterrupt), (refused, duckdb.Error)]
)
def test_a_failed_write_leaves_nothing_and_the_next_one_works(
    context: Context, failure: Callable[[Writer], None], raised: type[BaseException]
) -> None:
    before = context.store.revision()
    with pytest.raises(raised):
        half_written(context.store, failure)
    assert context.store.revision() == before
    assert context.store.rows("settings") == [("plan", "kh3220")]
    record(context, "sau đó")
    assert context.store.revision() == before + 1
    assert reasons(context.store) == ["sau đó"]


def test_the_revision_moves_with_every_write_and_with_no_reading(context: Context) -> None:
    start = context.store.revision()
    put(context, usual(), at(16), accept=True)
    assert context.store.revision() == start + 1
    facts(context.store, as_of=LATER, basis=Basis.ACCEPTED)
    versions(context.store)
    context.register()
    assert context.store.revision() == start + 1


def test_a_write_is_seen_only_when_it_is_whole(context: Context) -> None:
    with context.store.write("init", actor="test") as writer:
        writer.run("insert_setting", key="half", value="done")
        assert context.store.rows("settings") == [("plan", "kh3220")]
    assert ("half", "done") in context.store.rows("settings")


def test_what_two_threads_write_is_all_stored_in_one_order(context: Context) -> None:
    names = [f"{thread}-{number:02}" for thread in "ab" for number in range(15)]
    start = context.store.revision()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: record(context, name), names))
    assert reasons(context.store) == names
    with context.store.cursor() as cursor:
        cursor.execute("SELECT revision FROM store.revision ORDER BY revision")
        assert [row[0] for row in cursor.fetchall()] == list(range(1, start + len(names) + 1))


def test_readers_beside_a_writer_each_get_the_answer_to_their_own_question(
    context: Context,
) -> None:
    put(context, usual(), at(16))
    units = dict(context.store.keys().unit_id)

    def ask(number: int) -> bool:
        if number % 5 == 0:
            record(context, f"{number}")
        found = context.store.rows("units", as_of=2**62, upto=2**62)
        kept = versions(context.store)
        return {row[0]: row[1] for row in found} == units and len(kept) == 1

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, range(40)))
    assert len(reasons(context.store)) == 8


def test_every_call_has_a_cursor_of_its_own(context: Context) -> None:
    with context.store.cursor() as first, context.store.cursor() as second:
        first.execute("SELECT 1 UNION ALL SELECT 2 ORDER BY 1")
        second.execute("SELECT 3")
        assert (first.fetchall(), second.fetchall()) == ([(1,), (2,)], [(3,)])


def test_a_closed_store_opened_again_holds_everything(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    record(context, "kết luận")
    before = facts(context.store, as_of=LATER, basis=Basis.ACCEPTED)
    kept, revision = versions(context.store), context.store.revision()
    context.store.close()
    with Store.open(context.store.path) as again:
        assert facts(again, as_of=LATER, basis=Basis.ACCEPTED) == before
        assert versions(again) == kept
        assert again.revision() == revision
        assert len(again.rows("original", sha256=kept[0].sha256)) == 1


def test_a_version_seen_while_another_thread_sends_has_its_events(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Versions and their events are two queries; a report may be sent between them."""
    asked = context.store.rows
    sent: list[str] = []

    def rows(query: str, /, **parameters: object) -> list[tuple[object, ...]]:
        answer = asked(query, **parameters)
        if query in {"versions", "events"} and not sent:
            sent.append(query)
            put(context, usual(), at(16))
        return answer

    monkeypatch.setattr(context.store, "rows", rows)
    assert all(version.events for version in versions(context.store))


# What the statements may and may not do


def statements() -> dict[str, str]:
    """File → its SQL without comments."""
    return {
        file.relative_to(SQL).as_posix(): re.sub(r"--[^\n]*", "", file.read_text("utf-8"))
        for file in sorted(SQL.rglob("*.sql"))
    }


def test_no_statement_changes_or_removes_a_row() -> None:
    forbidden = re.compile(r"\b(update|delete|truncate|drop|alter|merge|replace\s+into)\b", re.I)
    assert [name for name, sql in statements().items() if forbidden.search(sql)] == []
    assert len(statements()) > 30


def test_the_schema_has_nothing_that_a_lakehouse_lacks() -> None:
    forbidden = re.compile(r"\b(primary\s+key|unique|check|sequence|enum|index|references)\b", re.I)
    assert [name for name, sql in statements().items() if forbidden.search(sql)] == []


def test_every_statement_names_its_parameters() -> None:
    assert [name for name, sql in statements().items() if re.search(r"\?|\$\d", sql)] == []


# Shut off


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('README.md')",
        "SELECT * FROM 'pyproject.toml'",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET autoinstall_known_extensions = true",
    ],
)
def test_no_statement_reaches_beyond_the_store(context: Context, statement: str) -> None:
    with context.store.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)
