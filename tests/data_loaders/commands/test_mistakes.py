"""Mistakes on the command line: exit code 2 and one line that says what is wrong, never a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.reports.history import versions
from data_loaders.store.database import Store
from tests.data_loaders.sent_forms import filled
from tests.plan_files import changed, in_force
from tests.terminal import Terminal

FUTURE = "2025-10-17T08:00:01+07:00"
"""A second after the tests' now."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a form ``bc.xlsx`` that nobody has sent."""
    (tmp_path / "bc.xlsx").write_bytes(filled())
    monkeypatch.chdir(tmp_path)


MISTAKES = [
    # Periods
    ("data_loaders template 611 2025-13 --out x.xlsx", "kỳ báo cáo phải viết YYYY-MM"),
    ("data_loaders template 611 10/2025 --out x.xlsx", "kỳ báo cáo phải viết YYYY-MM"),
    ("data_loaders template 611 0001-01 --out x.xlsx", "ngoài 2000–2100"),
    ("data_loaders accept 611 9999-12", "ngoài 2000–2100"),
    ("data_loaders journal --period 2025", "kỳ báo cáo phải viết YYYY-MM"),
    ("kpis scorecard --period 2025-00", "kỳ báo cáo phải viết YYYY-MM"),
    # Localities
    ("data_loaders template 999 2025-10 --out x.xlsx", "không có địa phương báo cáo “999”"),
    ("data_loaders template 23395 2025-10 --out x.xlsx", "“23395”; hiện có: 608, 610"),
    ("data_loaders accept 999 2025-10", "không có địa phương báo cáo “999”"),
    ("data_loaders return 999 2025-10 --reason x", "không có địa phương báo cáo “999”"),
    ("data_loaders journal --unit 999", "không có địa phương “999”"),
    ("data_loaders check bc.xlsx --unit 999 --period 2025-10", "“999”"),
    ("data_loaders submit bc.xlsx --unit 999 --period 2025-10", "“999”"),
    ("kpis scorecard --unit 999", "không có địa phương “999”"),
    ("kpis scorecard --unit 23395", "không có địa phương “23395”"),
    # One without the other
    ("data_loaders check bc.xlsx --unit 611", "--unit và --period phải đi cùng nhau"),
    ("data_loaders submit bc.xlsx --period 2025-10", "--unit và --period phải đi cùng nhau"),
    # Instants
    (f"data_loaders submit bc.xlsx --at {FUTURE}", "ở tương lai"),
    (f"data_loaders accept 611 2025-10 --at {FUTURE}", "ở tương lai"),
    (f"data_loaders return 611 2025-10 --reason x --at {FUTURE}", "ở tương lai"),
    (f"kpis reading clean-communes A --reason x --at {FUTURE}", "ở tương lai"),
    ("data_loaders submit bc.xlsx --at 2025-10-16T08:00:00", "thiếu múi giờ"),
    ("data_loaders accept 611 2025-10 --at 16/10/2025", "phải viết như 2025-06-25T08:00:00+07:00"),
    ("data_loaders status --as-of 2025-10-16", "thiếu múi giờ"),
    ("data_loaders status --as-of 0001-01-01T00:00:00+07:00", "ngoài khoảng 2000–2100"),
    ("data_loaders status --as-of 9999-12-31T23:59:59Z", "ngoài khoảng 2000–2100"),
    ("kpis scorecard --as-of hôm-qua", "phải viết như 2025-06-25T08:00:00+07:00"),
    ("kpis scorecard --as-of 2025-10-16T08:00:00", "thiếu múi giờ"),
    # Targets and readings
    ("kpis reading no-such-target A --reason x", "chọn được: clean-communes"),
    ("kpis reading service-access A --reason x", "“service-access” không có cách hiểu"),
    ("kpis reading clean-communes D --reason x", "clean-communes có: A, B, C"),
    ("kpis reading clean-communes A --reason ''", "phải có lý do"),
    ("kpis scorecard --basis final", "--basis: không có 'final'; chọn"),
    # Nothing to decide upon, nothing to say
    ("data_loaders accept 611 2025-10", "chưa có báo cáo nào được gửi"),
    ("data_loaders return 611 2025-10 --reason x", "chưa có báo cáo nào được gửi"),
    ("data_loaders return 611 2025-10", "--reason"),
    ("data_loaders return 611 2025-10 --reason ''", "phải ghi lý do"),
    # Files and folders
    ("data_loaders template 611 2025-10 --out nowhere/x.xlsx", "nowhere/x.xlsx"),
    ("data_loaders template all 2025-10 --out bc.xlsx", "bc.xlsx"),
    ("data_loaders template 611 2025-10", "thiếu --out"),
    # Words
    ("data_loaders", "LỆNH"),
    ("data_loaders submitt bc.xlsx", "LỆNH: không có 'submitt'; chọn"),
    ("data_loaders check", "thiếu FILE"),
    ("data_loaders status --lang fr", "--lang: không có 'fr'; chọn"),
    ("data_loaders journal --jsn", "không có tùy chọn hoặc đối số --jsn"),
    ("kpis", "LỆNH"),
]


def words(line: str) -> list[str]:
    return ["" if word == "''" else word for word in line.split()]


@pytest.mark.parametrize(("line", "says"), MISTAKES)
def test_a_mistake_is_one_line_and_stores_nothing(
    terminal: Terminal, store: Path, line: str, says: str
) -> None:
    mistake = terminal(*words(line)).mistake
    assert says in mistake
    assert not any(word in mistake for word in ("error:", "argument", "required", "invalid"))
    with Store.open(store) as opened:
        assert opened.revision() == 1


COMMANDS = [
    "data_loaders template 611 2025-10 --out x.xlsx",
    "data_loaders check bc.xlsx",
    "data_loaders submit bc.xlsx",
    "data_loaders accept 611 2025-10",
    "data_loaders return 611 2025-10 --reason x",
    "data_loaders journal",
    "data_loaders status --json",
    "kpis scorecard --json",
    "kpis trace service-access 611",
    "kpis reading clean-communes A --reason x",
]


@pytest.mark.parametrize("line", COMMANDS)
def test_without_a_store_every_command_says_how_to_make_one(
    terminal: Terminal, tmp_path: Path, line: str
) -> None:
    sentence = terminal(*words(line)).mistake
    assert f"chưa có kho số liệu {tmp_path / 'store.duckdb'}" in sentence
    assert "python -m data_loaders init" in sentence
    assert not (tmp_path / "store.duckdb").exists()


@pytest.mark.parametrize("line", ["data_loaders init", "data_loaders demo", *COMMANDS])
def test_an_unknown_setting_stops_every_command(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("MONITOR_STROE", "x")
    sentence = terminal(*words(line)).mistake
    assert sentence == "biến môi trường lạ: MONITOR_STROE; có phải MONITOR_STORE?"
    assert not (tmp_path / "store.duckdb").exists()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("MONITOR_NOW", "2025-10-17", "MONITOR_NOW: thời điểm “2025-10-17” thiếu múi giờ"),
        ("MONITOR_NOW", "bây giờ", "MONITOR_NOW: phải viết như"),
        ("MONITOR_NOW", "1025-10-17T08:00:00+07:00", "MONITOR_NOW: năm"),
        ("MONITOR_PLAN", "kh9", "theo dõi kế hoạch kh3220, không phải kh9"),
    ],
)
def test_a_setting_that_cannot_be_used_says_so(
    terminal: Terminal,
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    says: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert says in terminal("data_loaders", "status").mistake


@pytest.mark.parametrize("line", ["kpis scorecard", "kpis reading clean-communes A --reason x"])
def test_a_plan_file_that_cannot_be_used_says_so(
    terminal: Terminal, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    in_force(changed(tmp_path / "plan", one=("[settings]", "[settings]\nnearly = 1")), monkeypatch)
    assert "plan.toml: settings.nearly" in terminal(*words(line)).mistake


def test_a_damaged_store_is_one_line(terminal: Terminal, store: Path) -> None:
    store.write_bytes(store.read_bytes()[:5000])
    assert "đã hỏng" in terminal("data_loaders", "status").mistake


@pytest.mark.parametrize("before", ["accept 611 2025-10", "return 611 2025-10 --reason x"])
@pytest.mark.parametrize("again", ["accept 611 2025-10", "return 611 2025-10 --reason y"])
def test_what_was_decided_is_not_decided_again(
    terminal: Terminal, store: Path, before: str, again: str
) -> None:
    terminal("data_loaders", "submit", "bc.xlsx")
    assert terminal("data_loaders", *words(before)).code == 0
    assert "không chờ duyệt" in terminal("data_loaders", *words(again)).mistake
    with Store.open(store) as opened:
        assert [len(version.events) for version in versions(opened)] == [2]


def test_a_decision_before_the_receipt_is_refused(terminal: Terminal, store: Path) -> None:
    terminal("data_loaders", "submit", "bc.xlsx", "--at", "2025-10-15T08:00:00+07:00")
    early = ("--at", "2025-10-15T07:59:59+07:00")
    sentence = terminal("data_loaders", "accept", "611", "2025-10", *early).mistake
    assert "trước khi báo cáo được gửi" in sentence
