"""``python -m kpis plan load``: amendments count from their period, all else is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.plan_folder.folder import read_folder
from data_loaders.service.context import open_context
from data_loaders.store.ipc_client import at_console
from tests.data_loaders.store.test_ipc_client import application
from tests.plan_files import FOLDER, changed
from tests.terminal import Terminal

AMENDED = """
[[target.version]]
from = "2025-09"
decision = "12/QĐ-UBND"
bar = "> 0.90"
"""
OF_ACCESS = 'bar = "> 0.80"\nkeep = true\n'


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """Beside a new store."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "m.duckdb"))
    monkeypatch.setenv("MONITOR_NOW", "2025-10-17T08:00:00+07:00")
    told = Terminal(capsys)
    assert told("data_loaders", "init", "--plan", FOLDER).code == 0
    return told


def loaded(terminal: Terminal, folder: Path, since: str = "2025-09") -> tuple[int, list[str]]:
    said = terminal("kpis", "plan", "load", folder, "--from", since, "--decision", "12/QĐ")
    return said.code, (said.err or said.out).splitlines()


def test_an_amendment_is_loaded_listed_and_exported_byte_for_byte(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = changed(tmp_path / "new", one=(OF_ACCESS, OF_ACCESS + AMENDED))
    assert loaded(terminal, folder)[0] == 0
    listed = terminal("kpis", "plan", "list", "--json").document
    assert [(one["version"], one["from"]) for one in listed] == [(1, "2023-10"), (2, "2025-09")]
    out = tmp_path / "out"
    assert terminal("kpis", "plan", "export", "kh3220", "--out", out).code == 0
    assert {f.name: f.read_bytes() for f in out.iterdir()} == {
        f.name: f.read_bytes() for f in folder.iterdir()
    }
    assert "đã có tệp" in terminal("kpis", "plan", "export", "kh3220", "--out", out).mistake
    shown = terminal("kpis", "plan", "show", "--json").document
    assert shown["number"] == "3220/KH-UBND"
    assert shown["editions"] == [{"edition": "kh3220-1", "from": "2023-10"}]
    assert len(shown["targets"]) == 10
    assert "không có kế hoạch “kh9”" in terminal("kpis", "plan", "show", "kh9").mistake


def test_a_plan_is_loaded_through_the_application_that_shows_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = changed(tmp_path / "new", one=(OF_ACCESS, OF_ACCESS + AMENDED))
    context = open_context()
    with context.store, application(context), at_console("test"):
        before = context.declared
        assert loaded(terminal, folder)[0] == 0
        assert context.plan_version().version == 2
        assert context.plan_folder().files == read_folder(folder).files
        assert context.declared.editions == before.editions


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (OF_ACCESS, OF_ACCESS.replace("0.80", "0.90"), "target[5].bar: khác bản đang"),
        (OF_ACCESS, OF_ACCESS + AMENDED.replace("2025-09", "2025-08"), "target[5].version[1].from"),
        ('id = "addict-growth"', 'id = "growth"', "target[6].id: “growth” không có"),
        ("near = 0.95", "near = 0.90", "settings.near"),
        ("near = 0.95", "near = 0.95\nnearer = 1", "settings.nearer: khóa này không có"),
    ],
)
def test_any_other_difference_of_a_target_is_refused_with_its_key(
    terminal: Terminal, tmp_path: Path, old: str, new: str, says: str
) -> None:
    code, lines = loaded(terminal, changed(tmp_path / "new", one=(old, new)))
    assert code == 1
    assert any(says in line for line in lines)
    assert len(terminal("kpis", "plan", "list", "--json").document) == 1


def test_all_that_may_not_be_is_told_at_once(terminal: Terminal, tmp_path: Path) -> None:
    folder = changed(tmp_path / "new", one=(OF_ACCESS, OF_ACCESS.replace("0.80", "0.90")))
    changed(folder, "regime.toml", one=("due_day = 18", "due_day = 10"))
    changed(folder, "form-1.toml", one=('total = "Tổng cộng"', 'total = "Cộng"'))
    code, lines = loaded(terminal, folder)
    assert code == 1
    assert [line.partition(":")[0] for line in lines] == [
        "form-1.toml",
        "regime.toml",
        "plan.toml",
    ]


def test_a_folder_that_is_none_and_a_form_of_another_plan_are_told(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert loaded(terminal, tmp_path / "none")[0] == 1
    folder = changed(tmp_path / "new", "form-1.toml", one=('plan = "kh3220"', 'plan = "kh1"'))
    code, lines = loaded(terminal, folder)
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith("form-1.toml: plan: mẫu biểu của kế hoạch khác, 'kh1'")
    (folder / "ghi-chu.docx").write_bytes(b"x")
    assert "ghi-chu.docx: tệp này không thuộc thư mục kế hoạch" in loaded(terminal, folder)[1][0]


def test_init_refuses_a_plan_that_cannot_be_judged_and_makes_no_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "m.duckdb"))
    folder = changed(tmp_path / "new", one=('quantity = "task"', 'quantity = "tusk"'))
    said = Terminal(capsys)("data_loaders", "init", "--plan", folder)
    assert "plan.toml: target[10].quantity" in said.mistake
    assert not (tmp_path / "m.duckdb").exists()
