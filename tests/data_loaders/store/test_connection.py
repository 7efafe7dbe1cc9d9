"""Files that are no store or not ours to open: one sentence each, and nothing is written there."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from data_loaders.model.errors import StoreError
from data_loaders.model.settings import read_settings
from data_loaders.service.context import open_context
from data_loaders.store.database import Store
from tests.data_loaders.stores import empty

NOBODY = 65534


@pytest.fixture
def path(store: Path) -> Path:
    """A closed store without reports."""
    return store


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as raised:
        Store.open(path)
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert str(path) in sentence
    return sentence


def text(path: Path) -> None:
    path.write_text("xin chào " * 1000, "utf-8")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def sqlite(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE account (name)")
    other.close()


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def beginning(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def scribbled(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(8192) + data[12288:])


@pytest.mark.parametrize("damage", [text, nothing, sqlite, half, beginning, scribbled])
def test_what_is_no_whole_store_is_told_in_one_sentence_and_left_alone(
    path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    before = path.read_bytes()
    assert "hãy khôi phục từ bản sao lưu" in refusal(path)
    assert path.read_bytes() == before


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE payroll AS SELECT 1 AS amount")
    assert "cơ sở dữ liệu khác" in refusal(path)
    with duckdb.connect(str(path)) as other:
        assert other.execute("SHOW ALL TABLES").fetchall()[0][2] == "payroll"
        assert len(other.execute("SHOW ALL TABLES").fetchall()) == 1


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    refusal(tmp_path)


def test_a_store_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "monitor.duckdb"
    assert "python -m data_loaders init" in refusal(path)
    assert not path.parent.exists()


def test_a_store_of_a_newer_program_is_not_opened(path: Path) -> None:
    with duckdb.connect(str(path)) as newer:
        newer.execute("INSERT INTO migration VALUES (99, '0099_of_tomorrow')")
    assert "bản mới hơn" in refusal(path)
    with duckdb.connect(str(path)) as newer:
        assert newer.execute("SELECT max(number) FROM migration").fetchall() == [(99,)]


@pytest.mark.parametrize("name", ["it's a store.duckdb", "kho số liệu", 'a "b"; c.duckdb'])
def test_a_store_may_have_any_name(path: Path, name: str) -> None:
    renamed = path.rename(path.with_name(name))
    with Store.open(renamed) as store:
        assert store.rows("settings") == [("plan", "kh3220")]


def test_an_existing_file_is_never_made_anew(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match="đã có; không ghi đè"):
        Store.create(path)
    assert path.read_bytes() == before


def test_a_store_of_another_plan_is_not_mixed_up(path: Path) -> None:
    asked = {"MONITOR_STORE": str(path), "MONITOR_PLAN": "kh9"}
    with pytest.raises(StoreError, match="theo dõi kế hoạch kh3220, không phải kh9"):
        open_context(read_settings(asked))
    Store.open(path).close()


# Others

HOLD = """
import sys
from pathlib import Path
from data_loaders.store.database import Store
store = Store.open(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_store_held_by_another_process_says_so_and_opens_when_that_is_over(path: Path) -> None:
    with held(path):
        sentence = refusal(path)
        assert "đang được chương trình khác mở" in sentence
        assert "hãy đợi hoặc dừng chương trình đó" in sentence
    Store.open(path).close()


def test_a_store_opened_twice_in_one_process_says_that_it_is_held(path: Path) -> None:
    with Store.open(path):
        assert "đang được chương trình khác mở" in refusal(path)


KILLED = """
import os, sys
from pathlib import Path
from data_loaders.store.database import Store
store = Store.open(Path(sys.argv[1]))
with store.write("init", actor="test") as writer:
    writer.run("insert_setting", key="last", value="word")
with store.write("init", actor="test") as writer:
    writer.run("insert_setting", key="half", value="done")
    os._exit(9)
"""


def test_a_killed_process_loses_no_write_and_leaves_no_half_of_one(path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == 9
    with Store.open(path) as store:
        assert store.rows("settings") == [("plan", "kh3220"), ("last", "word")]
        assert store.revision() == 2


# Rights

needs_rights = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights")


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A folder that everybody may enter, seen by somebody without rights over it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def somebody_else() -> Iterator[None]:
    """The superuser may open everything, so a test run by it steps down meanwhile."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@needs_rights
@pytest.mark.parametrize("locked", ["file", "folder"])
def test_a_store_without_the_right_to_open_it_says_so(guarded: Path, locked: str) -> None:
    (guarded / "inside").mkdir()
    context = empty(guarded / "inside")
    context.store.close()
    target = context.store.path if locked == "file" else guarded / "inside"
    target.chmod(0o000)
    with somebody_else():
        assert "không có quyền mở" in refusal(context.store.path)
    target.chmod(0o755)


@needs_rights
def test_a_store_cannot_be_made_where_nobody_may_write(guarded: Path) -> None:
    guarded.chmod(0o555)
    with somebody_else():
        for path in (guarded / "monitor.duckdb", guarded / "data" / "monitor.duckdb"):
            with pytest.raises(StoreError, match=r"không có quyền mở|không tạo được thư mục"):
                Store.create(path)
    guarded.chmod(0o755)
    assert list(guarded.iterdir()) == []
