"""A backup says all the store says, is whole or absent, and comes back equal or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By, read_trail
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.backup.archive import write_backup
from data_loaders.model.settings import read_settings
from data_loaders.model.version import VERSION
from data_loaders.service.context import Context, open_context
from tests.data_loaders.conftest import NOW
from tests.data_loaders.sent_forms import PO_Y, filled, typed, usual
from tests.data_loaders.stores import LATER, at, put
from tests.terminal import Said, Terminal

JOURNAL = ("data_loaders", "journal", "--json")


@pytest.fixture
def kept(terminal: Terminal, store: Path, tmp_path: Path) -> Path:
    """A backup of a store with one accepted report and one refused file."""
    (tmp_path / "sent.xlsx").write_bytes(filled())
    (tmp_path / "wrong.xlsx").write_bytes(typed(PO_Y, "spots_opening", 7))
    for name in ("sent.xlsx", "wrong.xlsx"):
        terminal("data_loaders", "submit", tmp_path / name, "--accept", "--explain", "đã đối chiếu")
    path = tmp_path / "kept.zip"
    assert terminal("data_loaders", "backup", path).code == 0
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """From when it is called, commands are for a store that is not there yet."""

    def go() -> Path:
        path = tmp_path / "other machine" / "monitor.duckdb"
        monkeypatch.setenv("MONITOR_STORE", str(path))
        return path

    return go


def refusal(said: Said) -> str:
    assert (said.code, said.out) == (1, "")
    (line,) = said.err.splitlines()
    return line


def test_what_comes_back_says_everything_again_and_proves_itself(
    terminal: Terminal, kept: Path, elsewhere: Callable[[], Path]
) -> None:
    asked = [JOURNAL, ("data_loaders", "status", "--json"), ("kpis", "scorecard", "--json")]
    before = [terminal(*question).document for question in asked]
    states = [version["state"] for version in before[0]["versions"]]
    assert states == ["accepted", "refused"]
    path = elsewhere()
    said = terminal("data_loaders", "restore", kept)
    assert (said.code, said.err) == (0, "")
    assert "mọi bảng đúng với bản sao lưu" in said.out
    assert [terminal(*question).document for question in asked] == before
    assert terminal("data_loaders", "verify").code == 0
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "accounts.sqlite",
        "monitor.duckdb",
    ]


def test_both_trails_say_who_kept_and_who_put_back(
    terminal: Terminal, kept: Path, store: Path, elsewhere: Callable[[], Path]
) -> None:
    with_accounts = Accounts.open(read_settings({"MONITOR_STORE": str(store)}))
    noted = [link.entry for link in read_trail(with_accounts.engine)]
    with_accounts.close()
    assert [(entry.who, entry.action) for entry in noted] == [("console", "store.backup")]
    elsewhere()
    terminal("data_loaders", "restore", kept)
    with open_context(read_settings()).store as restored:
        newest = restored.trail()[-1].entry
    assert (newest.who, newest.action, newest.subject) == ("console", "store.restore", kept.name)


def test_a_backup_is_of_one_moment_whatever_is_written_meanwhile(
    context: Context, tmp_path: Path
) -> None:
    put(context, usual(), at(16))
    with context.store.snapshot() as snapshot:
        first = snapshot.checksum("version")
        put(context, usual(), at(17), data=b"again")
        made = write_backup(snapshot, tmp_path / "kept.zip", at=LATER)
    assert made.tables["version"] == first
    assert (made.tables["version"].rows, made.revision) == (1, 2)
    assert context.store.revision() == 3


def test_a_backup_needs_nothing_of_ours_to_be_read(kept: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(kept) as archive:
        archive.extractall(tmp_path / "apart")
    original = pq.read_table(tmp_path / "apart" / "original.parquet")
    assert filled() in original.column("content").to_pylist()
    manifest = json.loads((tmp_path / "apart" / "manifest.json").read_text("utf-8"))
    assert manifest["tables"]["original"]["rows"] == original.num_rows == 8
    assert manifest["product"] == VERSION


def test_a_backup_is_for_its_owner_alone(kept: Path) -> None:
    assert kept.stat().st_mode & 0o077 == 0


def test_an_existing_file_is_never_written_over(terminal: Terminal, kept: Path) -> None:
    before = kept.read_bytes()
    assert "đã có; không ghi đè" in refusal(terminal("data_loaders", "backup", kept))
    assert kept.read_bytes() == before


def test_a_backup_into_a_folder_that_is_not_there_is_one_line(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    line = refusal(terminal("data_loaders", "backup", tmp_path / "nowhere" / "kept.zip"))
    assert "không ghi được bản sao lưu" in line


def test_an_existing_store_is_never_restored_over(
    terminal: Terminal, kept: Path, store: Path
) -> None:
    before = store.read_bytes()
    assert "đã có; không ghi đè" in refusal(terminal("data_loaders", "restore", kept))
    assert store.read_bytes() == before


# Damaged backups


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def halved(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def text(path: Path) -> None:
    path.write_text("xin chào", "utf-8")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def absent(path: Path) -> None:
    path.unlink()


def one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b"fact.parquet") + 300] ^= 1
    path.write_bytes(bytes(data))


def again(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """The archive written anew with members changed or left out."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            kept = change(name, data)
            if kept is not None:
                archive.writestr(name, kept)


def without_table(path: Path) -> None:
    again(path, lambda name, data: None if name == "event.parquet" else data)


def without_manifest(path: Path) -> None:
    again(path, lambda name, data: None if name == "manifest.json" else data)


def told(path: Path, **values: Any) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name != "manifest.json":
            return data
        return json.dumps({**json.loads(data), **values}).encode()

    again(path, change)


def of_a_later_form(path: Path) -> None:
    told(path, format=2)


def of_a_later_program(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        migrations = json.loads(archive.read("manifest.json"))["migrations"]
    told(path, migrations=[*migrations, [len(migrations) + 1, "of_tomorrow"]])


def of_another_plan(path: Path) -> None:
    told(path, plan="kh9")


def with_one_row_less(path: Path) -> None:
    """A table and its hash altered together: only the checksum of its rows tells."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        fewer = pq.read_table(io.BytesIO(archive.read("event.parquet"))).slice(1)
    altered = io.BytesIO()
    pq.write_table(fewer, altered)
    manifest["files"]["event.parquet"] = hashlib.sha256(altered.getvalue()).hexdigest()
    changed = {"event.parquet": altered.getvalue(), "manifest.json": json.dumps(manifest).encode()}
    again(path, changed.get)


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (cut, "cắt cụt"),
        (halved, "cắt cụt"),
        (text, "không phải bản sao lưu"),
        (nothing, "không phải bản sao lưu"),
        (absent, "không mở được"),
        (one_bit, "fact.parquet"),
        (without_table, "event.parquet"),
        (without_manifest, "manifest.json"),
        (of_a_later_form, "bản chương trình khác"),
        (of_a_later_program, "bản mới hơn"),
        (of_another_plan, "kế hoạch kh9"),
        (with_one_row_less, "khác bản gốc ở bảng event"),
    ],
)
def test_a_backup_that_is_not_whole_or_not_ours_makes_no_store(
    terminal: Terminal,
    kept: Path,
    elsewhere: Callable[[], Path],
    damage: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    says: str,
) -> None:
    damage(kept)
    monkeypatch.setenv("MONITOR_PLAN", "kh3220")
    path = elsewhere()
    assert says in refusal(terminal("data_loaders", "restore", kept))
    assert not path.parent.exists() or list(path.parent.iterdir()) == []


def test_what_a_killed_restore_left_does_not_stand_in_the_way(
    terminal: Terminal, kept: Path, elsewhere: Callable[[], Path]
) -> None:
    path = elsewhere()
    path.parent.mkdir()
    for name in ("monitor.duckdb.building", "monitor.duckdb.building.wal"):
        (path.parent / name).write_bytes(b"half")
    assert terminal("data_loaders", "restore", kept).code == 0
    assert terminal("data_loaders", "verify").code == 0
    assert not list(path.parent.glob("*.building*"))


# Accounts


def test_accounts_come_back_without_anybody_being_signed_in(
    terminal: Terminal, store: Path, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    accounts = Accounts.open(read_settings({"MONITOR_STORE": str(store), "MONITOR_NOW": NOW}))
    by = By("test", "test")
    an = accounts.add("an", Role.VIEWER, by=by)
    token, _ = Sessions(accounts).start(an, by=by, way="password")
    terminal("data_loaders", "backup", tmp_path / "kept.zip")
    accounts.close()
    path = elsewhere()
    said = terminal("data_loaders", "restore", tmp_path / "kept.zip")
    assert "đã khôi phục kho tài khoản" in said.out
    back = Accounts.open(read_settings())
    assert [account.name for account in back.everyone()] == ["an"]
    assert Sessions(back).of_token(token) is None
    back.close()
    assert path.with_name("accounts.sqlite").stat().st_mode & 0o077 == 0


def test_accounts_that_are_there_stay(
    terminal: Terminal, kept: Path, elsewhere: Callable[[], Path]
) -> None:
    elsewhere().parent.mkdir()
    there = Accounts.open(read_settings())
    there.add("binh", Role.VIEWER, by=By("test", "test"))
    there.close()
    assert "giữ nguyên" in terminal("data_loaders", "restore", kept).out
    there = Accounts.open(read_settings())
    assert [account.name for account in there.everyone()] == ["binh"]
    there.close()
