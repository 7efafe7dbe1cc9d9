"""The store on DuckLake: the same answers as a file's, and one order of writes for all machines."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from data_loaders.model import Basis
from data_loaders.model.errors import BaseMovedError, StoreError
from data_loaders.model.settings import read_settings
from data_loaders.reports import commits
from data_loaders.reports.facts import facts, readings
from data_loaders.reports.history import versions
from data_loaders.service.context import Context, create_store
from data_loaders.store.lake_store import LakeStore
from tests.data_loaders.postgres import new_database, running_postgres, stopped
from tests.data_loaders.sent_forms import OURS, REGISTER, filled, usual
from tests.data_loaders.stores import LATER, at, decide, look, put
from tests.terminal import Terminal

pytestmark = pytest.mark.needs("postgres", "psql")


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


# The same as a file


def story(context: Context) -> None:
    put(context, usual(), at(16))
    decide(context, "returned", at(17))
    put(context, usual(), at(18), data=b"again", accept=True)
    sent_for(context, "họp")


def test_a_lake_answers_as_a_file_does(here: Context, context: Context) -> None:
    story(here)
    story(context)
    for basis in Basis:
        of_lake = facts(here.store, as_of=LATER, basis=basis)
        assert of_lake == facts(context.store, as_of=LATER, basis=basis)
    assert versions(here.store) == versions(context.store)
    assert here.store.revision() == context.store.revision() == 5
    assert here.store.rows("astray") == []


def test_every_command_runs_on_a_lake(
    terminal: Terminal, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STORE", address)
    (tmp_path / "sent.xlsx").write_bytes(filled())
    assert terminal("data_loaders", "init").code == 0
    assert "đã có; không ghi đè" in terminal("data_loaders", "init").mistake
    sent = terminal("data_loaders", "submit", tmp_path / "sent.xlsx", "--accept", "--json")
    assert sent.document["files"][0]["outcome"] == "accepted"
    assert terminal("kpis", "scorecard", "--period", "2025-10").code == 0
    assert terminal("data_loaders", "verify").code == 0
    assert terminal("data_loaders", "backup", tmp_path / "kept.zip").code == 0


def test_a_file_moves_into_a_lake_and_back_without_a_difference(
    terminal: Terminal,
    store: Path,
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "sent.xlsx").write_bytes(filled())
    terminal("data_loaders", "submit", tmp_path / "sent.xlsx", "--accept")
    asked = [("data_loaders", "journal", "--json"), ("kpis", "scorecard", "--json")]
    before = [terminal(*question).document for question in asked]
    back = tmp_path / "back" / "store.duckdb"
    for origin, target in ((str(store), address), (address, str(back))):
        monkeypatch.setenv("MONITOR_STORE", origin)
        said = terminal("data_loaders", "copy", "--to", target)
        assert (said.code, said.err) == (0, "")
        assert "mọi bảng đúng với kho gốc" in said.out
        again = terminal("data_loaders", "copy", "--to", target)
        assert (again.code, again.out) == (1, "")
        assert "đã có; không ghi đè" in again.err
        monkeypatch.setenv("MONITOR_STORE", target)
        assert [terminal(*question).document for question in asked] == before
        assert terminal("data_loaders", "verify").code == 0


def test_a_backup_of_a_file_becomes_a_lake(
    terminal: Terminal,
    store: Path,
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal("data_loaders", "backup", tmp_path / "kept.zip")
    monkeypatch.setenv("MONITOR_STORE", address)
    assert terminal("data_loaders", "restore", tmp_path / "kept.zip").code == 0
    said = terminal("data_loaders", "restore", tmp_path / "kept.zip")
    assert (said.code, said.out) == (1, "")
    assert terminal("data_loaders", "verify").code == 0


# Several processes


def test_what_one_accepts_the_other_sees_at_its_next_question(
    here: Context, there: Context
) -> None:
    before = there.store.revision()
    put(here, usual(), at(16), accept=True)
    assert there.store.revision() == before + 1
    known = facts(there.store, as_of=LATER, basis=Basis.ACCEPTED)
    assert (OURS.unit_id, OURS.period) in known.reports


ANOTHER = """
import sys
from data_loaders.service.context import open_context
with open_context().store as store:
    for line in sys.stdin:
        print(store.revision(), len(store.rows("readings", as_of=2**62, upto=2**30)), flush=True)
"""


def test_a_process_of_its_own_sees_it_too(here: Context, address: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ANOTHER],
        env={**os.environ, "MONITOR_STORE": address},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None

        def asked() -> str:
            other.stdin.write("?\n")  # type: ignore[union-attr]
            other.stdin.flush()  # type: ignore[union-attr]
            return other.stdout.readline()  # type: ignore[union-attr]

        assert asked() == "1 0\n"
        sent_for(here, "họp")
        assert asked() == "2 1\n"
        other.stdin.close()


def test_of_two_who_send_the_same_report_at_once_one_is_told_that_it_moved(
    here: Context, there: Context
) -> None:
    seen = [
        look(here, usual(), at(16), data=b"mine"),
        look(there, usual(), at(16), data=b"theirs"),
    ]

    def send(which: int) -> str:
        try:
            context = (here, there)[which]
            return commits.send(
                context.store, seen[which], actor="huyen", now=LATER, explanations="rồi"
            ).outcome
        except BaseMovedError:
            return "moved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == ["moved", "sent"]
    assert [version.version for version in versions(here.store)] == [1]
    assert versions(there.store) == versions(here.store)


def test_all_that_many_write_is_stored_in_one_order(here: Context, there: Context) -> None:
    names = [f"{number:02}" for number in range(16)]

    def write(name: str) -> None:
        sent_for((here, there)[int(name) % 2], name)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, names))
    assert sorted(one.reason for one in readings(there.store, LATER)) == names
    assert here.store.revision() == there.store.revision() == len(names) + 1
    assert here.store.rows("astray") == []


def test_the_catalogue_decides_where_the_lock_was_lost(
    here: Context, there: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL was started again between two writers: both believe that it is their turn."""
    monkeypatch.setattr(LakeStore, "_turn", lambda self: nullcontext())
    with pytest.raises(BaseMovedError, match="không có gì được ghi"):
        overtaken(here, there)
    assert [one.reason for one in readings(here.store, LATER)] == ["kia"]
    assert here.store.rows("settings") == [("plan", "kh3220")]
    sent_for(here, "sau đó")
    assert there.store.revision() == 3
    assert there.store.rows("astray") == []


def overtaken(here: Context, there: Context) -> None:
    with here.store.write("half", actor="test") as writer:
        writer.run("insert_setting", key="half", value="done")
        sent_for(there, "kia")


KILLED = """
import os, sys
from data_loaders.service.context import open_context
store = open_context().store
with store.write("last", actor="test") as writer:
    writer.run("insert_setting", key="last", value="word")
with store.write("half", actor="test") as writer:
    writer.run("insert_setting", key="half", value="done")
    os._exit(9)
"""


def test_a_killed_writer_loses_no_write_leaves_no_half_and_holds_nobody_up(
    here: Context, address: str
) -> None:
    environment = {**os.environ, "MONITOR_STORE": address}
    killed = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    assert killed.returncode == 9
    sent_for(here, "sau đó")
    assert sorted(here.store.rows("settings")) == [("last", "word"), ("plan", "kh3220")]
    assert here.store.revision() == 3
    assert here.store.rows("astray") == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('README.md')",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_no_statement_reaches_beyond_the_lake(here: Context, statement: str) -> None:
    with here.store.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)


def test_a_catalogue_that_stops_is_one_sentence_and_is_used_again_when_it_is_back(
    tmp_path: Path,
) -> None:
    with running_postgres() as folder:
        new_database(folder, "monitor")
        address = f"ducklake:postgres:dbname=monitor host={folder} user=monitor;data={tmp_path}"
        context = create_store(read_settings({"MONITOR_STORE": address}), REGISTER, actor="test")
        with context.store as store:
            sent_for(context, "trước")
            with stopped(folder):
                with pytest.raises(StoreError, match="không trả lời"):
                    store.revision()
                with pytest.raises(StoreError, match="không kết nối được PostgreSQL"):
                    sent_for(context, "giữa chừng")
            assert store.revision() == 2
            sent_for(context, "sau đó")
            assert [one.reason for one in readings(store, LATER)] == ["trước", "sau đó"]
            assert store.rows("astray") == []
