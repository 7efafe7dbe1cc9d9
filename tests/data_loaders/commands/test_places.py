"""``register`` and ``user add --each-locality``: what they do, print and refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from data_loaders.__main__ import main
from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.permissions import Role
from data_loaders.model.settings import read_settings
from data_loaders.service.context import open_context

pytestmark = pytest.mark.usefixtures("cheap_hashes")

Capture = pytest.CaptureFixture[str]
UNITS = "unit_id,code,level,kind,name,parent_id\nmoi-2025,23377,commune,xã,Bờ Y Mới,611\n"
CHANGES = "effective_on,old_unit_id,new_unit_id\n2025-07-01,{0},moi-2025\n2025-07-01,{1},moi-2025\n"


@pytest.fixture
def files(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The two files of a merger in the district 611, for the store of the settings."""
    monkeypatch.setenv("MONITOR_STORE", str(store))
    monkeypatch.setenv("MONITOR_NOW", "2025-12-31T08:00:00+07:00")
    with (context := open_context()).store:
        register = context.register()
        on = context.regime.ends_on(context.regime.first)
        parts = [unit.unit_id for unit in register.children("611", on)[:2]]
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "changes.csv").write_text(CHANGES.format(*parts), "utf-8")
    return str(tmp_path / "units.csv"), str(tmp_path / "changes.csv")


def printed(capsys: Capture, *arguments: str) -> str:
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def shown(capsys: Capture, *arguments: str) -> Any:
    return json.loads(printed(capsys, "register", "show", "--json", *arguments))


def test_a_change_is_checked_then_done_and_shown(files: tuple[str, str], capsys: Capture) -> None:
    before = shown(capsys)
    seen = json.loads(printed(capsys, "register", "check", *files, "--json"))
    assert [len(seen[key]) for key in ("ends", "begins", "goes")] == [2, 1, 2]
    assert all(one["exact"] and one["into"] == ["moi-2025"] for one in seen["goes"])
    assert seen["revision"] is None
    line = ("register", "change", *files, "--decision", "12/QĐ-UBND")
    assert printed(capsys, *line, "--dry-run").endswith("chưa ghi gì\n")
    assert shown(capsys) == before
    told = printed(capsys, *line)
    assert "bắt đầu 2025-07-01: Xã Bờ Y Mới (moi-2025)" in told
    assert told.count("→ Xã Bờ Y Mới (moi-2025)") == 2
    now = shown(capsys, "--unit", "moi-2025")
    assert [(c["change"], c["decision_no"]) for c in now["changes"]] == [
        ("merge", "12/QĐ-UBND")
    ] * 2
    assert len(shown(capsys, "--on", "2025-06-30")["units"]) == 113
    assert len(shown(capsys, "--on", "2025-07-01")["units"]) == 112
    assert "merge" in printed(capsys, "register", "show", "--unit", "moi-2025")


def test_what_cannot_be_done_is_a_line_a_fault_and_exit_code_2(
    files: tuple[str, str], capsys: Capture
) -> None:
    Path(files[0]).write_text(UNITS.replace("611", "99"), "utf-8")
    Path(files[1]).write_text(CHANGES.format("x", "y"), "utf-8")
    assert main(["register", "check", *files]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == [
        *("units.csv, dòng 2", "changes.csv, dòng 2", "changes.csv, dòng 3"),
    ]
    assert main(["register", "show", "--unit", "x"]) == 2
    assert capsys.readouterr().err == "không có đơn vị “x” trong danh mục\n"


def test_a_new_store_takes_the_changes_of_its_register(
    files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "new.duckdb"))
    head = UNITS.splitlines()[0]
    rows = (
        "1,1,province,tỉnh,Một,\n2,2,district,huyện,Hai,1\na,a,commune,xã,A,2\nb,b,commune,xã,B,2\n"
    )
    Path(files[0]).write_text(f"{head}\n{rows}moi-2025,m,commune,xã,Mới,2\n", "utf-8")
    Path(files[1]).write_text(CHANGES.format("a", "b"), "utf-8")
    assert main(["init", "--changes", files[1]]) == 2
    assert main(["init", "--localities", files[0], "--changes", files[1]]) == 0
    assert len(shown(capsys, "--on", "2025-06-30")["units"]) == 4
    assert len(shown(capsys, "--on", "2025-07-01")["units"]) == 3


def test_the_accounts_of_localities_that_end_are_named(
    files: tuple[str, str], capsys: Capture
) -> None:
    accounts = Accounts.open(read_settings())
    accounts.add("ngoc.hoi", Role.REPORTER, unit_id="611", by=By("t", "t"))
    accounts.close()
    Path(files[0]).write_text(UNITS.splitlines()[0] + "\n", "utf-8")
    Path(files[1]).write_text("effective_on,old_unit_id,new_unit_id\n2025-07-01,611,\n", "utf-8")
    told = printed(capsys, "register", "check", *files)
    assert "tài khoản chỉ còn xem: ngoc.hoi" in told
    assert "Huyện Ngọc Hồi (611) → không có đơn vị kế tiếp" in told


def test_each_reporter_without_an_account_gets_one_with_its_password_in_a_file(
    files: tuple[str, str], tmp_path: Path, capsys: Capture
) -> None:
    accounts = Accounts.open(read_settings())
    accounts.add("ngoc.hoi", Role.REPORTER, unit_id="611", by=By("t", "t"))
    out = tmp_path / "mat_khau.xlsx"
    line = ["user", "add", "--each-locality", "--from", "2025-07", "--out", str(out)]
    assert main(line) == 0
    assert out.stat().st_mode & 0o777 == 0o600
    rows = list(load_workbook(out).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 9
    for name, password, unit_id, *_ in rows:
        account = accounts.must_find(str(name))
        assert (account.role, account.unit_id) == (Role.REPORTER, unit_id)
        assert account.temporary
        assert str(password) not in capsys.readouterr().out
    assert "611" not in {row[2] for row in rows}
    assert len({row[1] for row in rows}) == 9
    assert main(line) == 2
    assert "mọi địa phương báo cáo đã có tài khoản" in capsys.readouterr().err
    accounts.set_disabled("ngoc.hoi", disabled=True, by=By("t", "t"))
    assert main(line) == 2
    assert "tệp đã có" in capsys.readouterr().err
    assert len(accounts.everyone()) == 10
    accounts.close()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("--role", "viewer"), "thiếu NAME"),
        (("--each-locality", "--from", "2025-07"), "thiếu --out"),
        (("a.b", "--each-locality", "--from", "2025-07", "--out", "x"), "không dùng cùng: NAME"),
        (("a.b", "--role", "viewer", "--out", "x.xlsx"), "không dùng cùng: --out"),
    ],
)
def test_arguments_of_one_account_and_of_many_do_not_mix(
    line: tuple[str, ...], says: str, files: tuple[str, str], capsys: Capture
) -> None:
    assert files
    assert main(["user", "add", *line]) == 2
    assert says in capsys.readouterr().err
