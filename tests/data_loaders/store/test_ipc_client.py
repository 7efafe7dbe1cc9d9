"""Commands while the application has the store open: the same answers, one order of writes."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_loaders.model.errors import BaseMovedError, HeldError, StoreError
from data_loaders.model.settings import read_settings
from data_loaders.reports import commits
from data_loaders.reports.facts import readings
from data_loaders.reports.history import versions
from data_loaders.service.context import Context, open_context
from data_loaders.store import ipc_server
from data_loaders.store.database import Store, Writer
from data_loaders.store.ipc import Place, place_file, read_place, write_place
from data_loaders.store.ipc_client import RemoteStore, at_console, open_store
from gate import command_listener
from gate.command_listener import listening
from tests.data_loaders.sent_forms import PO_Y, filled, typed, usual
from tests.data_loaders.stores import LATER, at, look, put
from tests.terminal import Terminal

PATIENCE = 20


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_listener, "LOOK_EVERY", 0.02)


@contextmanager
def application(context: Context, noted: list[str] | None = None) -> Iterator[Place]:
    """The application as far as a command sees it: it has the store open and listens."""
    notes = [] if noted is None else noted
    with listening(lambda: context.store, note=notes.append) as place:
        until = time.monotonic() + PATIENCE
        while not place_file(context.store.path).exists():
            assert time.monotonic() < until
            time.sleep(0.01)
        yield place


@pytest.fixture
def noted(context: Context) -> Iterator[list[str]]:
    """What the application enters of commands, which ask it for its store."""
    notes: list[str] = []
    with application(context, notes):
        yield notes


@contextmanager
def at_the_console(context: Context) -> Iterator[Context]:
    """The store as a command sees it that asks the application."""
    with at_console("test"), open_store(context.store.path) as store:
        assert isinstance(store, RemoteStore)
        yield Context(context.settings, store)


def sent_for(context: Context, reason: str) -> None:
    commits.record_reading(
        context.store,
        of="clean-communes",
        reading="A",
        reason=reason,
        actor="test",
        at=at(1),
        now=LATER,
    )


# Commands


def questions(folder: Path) -> list[tuple[str, str, *tuple[object, ...]]]:
    return [
        ("data_loaders", "check", folder / "wrong.xlsx", "--json"),
        ("data_loaders", "submit", folder / "good.xlsx", "--by", "an", "--json"),
        ("data_loaders", "submit", folder / "wrong.xlsx", "--by", "an", "--json"),
        ("data_loaders", "accept", "611", "2025-10", "--by", "bình"),
        ("data_loaders", "journal", "--json"),
        ("data_loaders", "status", "--json"),
        ("kpis", "reading", "clean-communes", "A", "--reason", "họp", "--by", "bình"),
        ("kpis", "scorecard", "--period", "2025-10", "--json"),
        ("kpis", "trace", "service-access", "611", "--period", "2025-10", "--json"),
        ("data_loaders", "return", "611", "2025-10", "--reason", "muộn"),
        ("data_loaders", "verify"),
    ]


def without_hashes(text: str) -> str:
    """A proof without its last hashes, in which the instants of two runs differ."""
    return "\n".join(line.partition(", mã cuối")[0] for line in text.splitlines())


def test_every_command_says_through_the_application_what_it_says_alone(
    terminal: Terminal,
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "good.xlsx").write_bytes(filled())
    (tmp_path / "wrong.xlsx").write_bytes(typed(PO_Y, "spots_opening", 7))
    other = tmp_path / "other" / "store.duckdb"
    other.parent.mkdir()
    other.write_bytes(store.read_bytes())
    alone = [terminal(*question) for question in questions(tmp_path)]
    monkeypatch.setenv("MONITOR_STORE", str(other))
    opened = open_context(read_settings())
    noted: list[str] = []
    with opened.store, application(opened, noted):
        asked = [terminal(*question) for question in questions(tmp_path)]
    assert [(said.code, without_hashes(said.out), said.err) for said in asked] == [
        (said.code, without_hashes(said.out), said.err) for said in alone
    ]
    assert noted == [question[1] for question in questions(tmp_path)]


def test_a_backup_through_the_application_is_whole(
    terminal: Terminal,
    context: Context,
    noted: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(context, usual(), at(16), accept=True)
    assert terminal("data_loaders", "backup", tmp_path / "kept.zip").code == 0
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "new" / "store.duckdb"))
    assert terminal("data_loaders", "restore", tmp_path / "kept.zip").code == 0
    with open_context(read_settings()).store as restored:
        assert versions(restored) == versions(context.store)
    assert noted == ["backup"]


@pytest.mark.parametrize(
    ("command", "code"),
    [(("init",), 2), (("demo",), 2), (("restore", "nothing.zip"), 1)],
)
def test_what_makes_a_store_refuses_while_the_application_has_one(
    terminal: Terminal, noted: list[str], command: tuple[str, ...], code: int
) -> None:
    said = terminal("data_loaders", *command)
    assert (said.code, said.out) == (code, "")
    assert len(said.err.splitlines()) == 1
    assert noted == []


# Writes


def test_what_the_console_writes_stands_in_the_trail_as_the_console(
    context: Context, noted: list[str]
) -> None:
    with at_the_console(context) as there:
        put(there, usual(), at(16))
    newest = context.store.trail()[-1].entry
    assert (newest.who, newest.action, newest.origin) == ("huyen", "report.send", "console")
    assert noted == ["test"]


def test_both_see_at_once_what_either_writes(context: Context, noted: list[str]) -> None:
    with at_the_console(context) as there:
        put(there, usual(), at(16))
        assert context.store.revision() == there.store.revision() == 2
        sent_for(context, "trên trang web")
        assert [one.reason for one in readings(there.store, LATER)] == ["trên trang web"]
        assert versions(there.store) == versions(context.store)


def test_a_report_that_came_in_between_is_told(context: Context, noted: list[str]) -> None:
    with at_the_console(context) as there:
        seen = look(there, usual(), at(16))
        put(context, usual(), at(16), data=b"other bytes")
        with pytest.raises(BaseMovedError):
            commits.send(there.store, seen, actor="huyen", now=LATER, explanations="rồi")
        assert len(versions(there.store)) == 1


def test_many_consoles_and_the_application_write_in_one_order(
    context: Context, noted: list[str]
) -> None:
    names = [f"{number:02}" for number in range(24)]

    def write(name: str) -> None:
        if int(name) % 3 == 0:
            sent_for(context, name)
            return
        with at_the_console(context) as there:
            sent_for(there, name)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, names))
    assert sorted(one.reason for one in readings(context.store, LATER)) == names
    assert context.store.rows("astray") == []


def half_written(store: Store, then: Callable[[Store, Writer], None]) -> None:
    with store.write("half", actor="test") as writer:
        writer.run("insert_setting", key="half", value="done")
        then(store, writer)


def hang_up(store: Store, writer: Writer) -> None:
    store.close()


def interrupted(store: Store, writer: Writer) -> None:
    raise KeyboardInterrupt


def wrong(store: Store, writer: Writer) -> None:
    writer.run("insert_setting", wrong="parameters")


@pytest.mark.parametrize("end", [hang_up, interrupted])
def test_a_command_that_ends_in_the_middle_of_a_write_leaves_nothing(
    context: Context, noted: list[str], end: Callable[[Store, Writer], None]
) -> None:
    with at_the_console(context) as there, pytest.raises((StoreError, KeyboardInterrupt)):
        half_written(there.store, end)
    sent_for(context, "sau đó")
    assert context.store.revision() == 2
    assert context.store.rows("settings") == [("plan", "kh3220")]


def test_a_command_that_stops_in_the_middle_of_a_write_holds_nobody_up(
    context: Context, noted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ipc_server, "WRITE_WITHIN", 0.2)

    def stops(store: Store, writer: Writer) -> None:
        sent_for(context, "trên trang web")  # waits until the other's time is over
        writer.run("insert_setting", key="half", value="done")

    with at_the_console(context) as there, pytest.raises(StoreError, match="dừng giữa chừng"):
        half_written(there.store, stops)
    assert context.store.rows("settings") == [("plan", "kh3220")]


def test_a_statement_that_fails_undoes_its_write_and_the_line_goes_on(
    context: Context, noted: list[str]
) -> None:
    with at_the_console(context) as there:
        with pytest.raises(StoreError):
            half_written(there.store, wrong)
        sent_for(there, "sau đó")
        assert there.store.rows("settings") == [("plan", "kh3220")]


@pytest.mark.parametrize(
    "query", ["insert_setting", "migrations/0001_first", "../../README", "nothing", "DROP TABLE x"]
)
def test_no_question_writes_or_runs_what_is_no_statement_of_ours(
    context: Context, noted: list[str], query: str
) -> None:
    with at_the_console(context) as there, pytest.raises(StoreError):
        there.store.rows(query, key="a", value="b")
    assert context.store.rows("settings") == [("plan", "kh3220")]


# The file beside the store


def test_where_to_ask_is_for_the_owner_alone_and_goes_with_the_application(
    context: Context,
) -> None:
    path = place_file(context.store.path)
    with application(context) as place:
        assert path.stat().st_mode & 0o077 == 0
        assert read_place(context.store.path) == place
        first = place.secret
    assert not path.exists()
    with application(context) as place:
        assert place.secret != first


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs two users")
def test_somebody_else_is_told_whose_account_may_command() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write_place(folder / "store.duckdb", Place(1, b"secret"))
        os.seteuid(65534)
        try:
            with pytest.raises(PermissionError):
                read_place(folder / "store.duckdb")
        finally:
            os.seteuid(0)


@pytest.mark.parametrize("told", ["", "xin chào", "{}", '{"port": "x", "secret": ""}'])
def test_what_a_killed_application_left_says_that_the_store_is_held(
    context: Context, told: str
) -> None:
    place_file(context.store.path).write_text(told, "utf-8")
    with at_console("test"), pytest.raises(HeldError, match="đang được chương trình khác mở"):
        open_store(context.store.path)


def test_an_application_that_is_gone_or_another_is_not_believed(context: Context) -> None:
    with application(context) as place:
        write_place(context.store.path, Place(place.port, bytes(32)))
        with at_console("test"), pytest.raises(HeldError):
            open_store(context.store.path)
    write_place(context.store.path, place)
    with at_console("test"), pytest.raises(HeldError):
        open_store(context.store.path)


def test_the_application_itself_never_asks_another(context: Context, noted: list[str]) -> None:
    with pytest.raises(HeldError):
        open_context(context.settings)
