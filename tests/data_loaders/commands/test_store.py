"""``init``, ``template``, ``accept``, ``return``, ``journal`` and ``status``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.data_loaders.conftest import NOW
from tests.data_loaders.sent_forms import PO_Y, cell_of, filled, read, typed
from tests.plan_files import FOLDER
from tests.terminal import Terminal

DISTRICTS = ["608", "610", "611", "612", "613", "614", "615", "616", "617", "618"]

# init


def test_init_makes_a_store_with_the_shipped_register_once(
    terminal: Terminal, tmp_path: Path
) -> None:
    said = terminal("data_loaders", "init")
    assert said.code == 0
    assert "Tỉnh Kon Tum, 10 địa phương báo cáo" in said.out
    before = (tmp_path / "store.duckdb").read_bytes()
    assert "đã có; không ghi đè" in terminal("data_loaders", "init").mistake
    assert (tmp_path / "store.duckdb").read_bytes() == before


def test_init_takes_another_register(terminal: Terminal, tmp_path: Path) -> None:
    lines = (FOLDER / "register.csv").read_text("utf-8-sig").splitlines()
    shorter = [line for line in lines if not line.startswith("618,") and ",618," not in line]
    register = tmp_path / "register.csv"
    register.write_text("\n".join(shorter), "utf-8")
    assert terminal("data_loaders", "init", "--localities", register).code == 0
    rows = terminal("data_loaders", "status", "--json").document["rows"]
    assert list(dict.fromkeys(row["unit_id"] for row in rows)) == DISTRICTS[:-1]


@pytest.mark.parametrize("content", [None, "", "unit_id,name\n608,Kon Tum\n"])
def test_init_with_a_register_that_cannot_be_used_makes_no_store(
    terminal: Terminal, tmp_path: Path, content: str | None
) -> None:
    register = tmp_path / "register.csv"
    if content is not None:
        register.write_text(content, "utf-8")
    assert "register.csv" in terminal("data_loaders", "init", "--localities", register).mistake
    assert not (tmp_path / "store.duckdb").exists()


# template


def test_a_template_is_the_form_of_that_locality_and_period(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "611.xlsx"
    said = terminal("data_loaders", "template", "611", "2025-10", "--out", path)
    assert (said.code, said.err) == (0, "")
    blank = read(path.read_bytes())
    assert blank.identity is not None
    assert (blank.identity.unit_id, str(blank.identity.period)) == ("611", "2025-10")


def test_templates_for_all_stand_in_a_folder_under_their_names(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "forms" / "october"
    assert terminal("data_loaders", "template", "all", "2025-10", "--out", folder).code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{unit}_2025-10.xlsx" for unit in DISTRICTS
    ]
    identities = [read(path.read_bytes()).identity for path in sorted(folder.iterdir())]
    assert [identity.unit_id for identity in identities if identity] == DISTRICTS


def test_two_templates_of_one_report_have_ids_of_their_own(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in paths:
        terminal("data_loaders", "template", "611", "2025-10", "--out", path)
    assert paths[0].read_bytes() != paths[1].read_bytes()


def test_a_template_is_pre_filled_with_what_was_accepted_last(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    sent, following = tmp_path / "sent.xlsx", tmp_path / "next.xlsx"
    sent.write_bytes(filled())
    terminal("data_loaders", "submit", sent)

    def opening() -> int | None:
        terminal("data_loaders", "template", "611", "2025-11", "--out", following)
        value: int | None = cell_of(load_workbook(following), PO_Y, "spots_opening").value
        return value

    assert opening() is None  # sent is not accepted
    terminal("data_loaders", "accept", "611", "2025-10")
    assert opening() == 2


# accept, return, journal


@pytest.fixture
def sent(terminal: Terminal, store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "bc.xlsx"
    path.write_bytes(filled())
    arguments = ("--by", "huyen", "--at", "2025-10-15T09:00:00+07:00")
    assert terminal("data_loaders", "submit", path, *arguments).code == 0
    return path


def test_accept_and_return_say_what_became_of_which_version(terminal: Terminal, sent: Path) -> None:
    back = terminal("data_loaders", "return", "611", "2025-10", "--reason", "Thiếu xã")
    assert (back.code, back.out) == (0, "Huyện Ngọc Hồi, 2025-10, bản 1: trả lại\n")
    terminal("data_loaders", "submit", sent)
    accepted = terminal("data_loaders", "accept", "611", "2025-10", "--lang", "en")
    assert (accepted.code, accepted.out) == (0, "Huyện Ngọc Hồi, 2025-10, version 2: accepted\n")


def test_the_journal_has_every_version_event_and_attempt_with_exactly_its_keys(
    terminal: Terminal, sent: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(typed(PO_Y, "post_rehab", "ba"))
    terminal("data_loaders", "submit", wrong, "--by", "huyen")
    at = "2025-10-16T10:00:00+07:00"
    reason = ("--reason", "Thiếu xã", "--by", "thuong-truc", "--at", at)
    terminal("data_loaders", "return", "611", "2025-10", *reason)
    version, attempt = terminal("data_loaders", "journal", "--json").document["versions"]
    assert len(version.pop("sha256")) == 64
    received = "2025-10-15T09:00:00+07:00"
    assert version == {
        "unit_id": "611",
        "period": "2025-10",
        "version": 1,
        "file": str(sent),
        "received_at": received,
        "by": "huyen",
        "state": "returned",
        "events": [
            {"event": "sent", "at": received, "by": "huyen", "reason": None},
            {"event": "returned", "at": at, "by": "thuong-truc", "reason": "Thiếu xã"},
        ],
    }
    assert list(attempt) == [
        *("unit_id", "period", "version", "sha256", "file", "received_at", "by"),
        *("state", "events", "findings"),
    ]
    assert (attempt["version"], attempt["state"], attempt["events"]) == (None, "refused", [])
    assert [found["code"] for found in attempt["findings"]] == ["number-unreadable"]


def test_the_journal_can_be_limited(terminal: Terminal, sent: Path) -> None:
    def found(*limits: str) -> int:
        return len(terminal("data_loaders", "journal", "--json", *limits).document["versions"])

    assert [found(), found("--unit", "611"), found("--unit", "612")] == [1, 1, 0]
    assert [found("--period", "2025-10"), found("--period", "2025-09")] == [1, 0]


def test_people_read_in_the_journal_who_decided_what_and_why(
    terminal: Terminal, sent: Path
) -> None:
    arguments = ("--reason", "Thiếu xã", "--by", "thuong-truc")
    terminal("data_loaders", "return", "611", "2025-10", *arguments)
    head, row = terminal("data_loaders", "journal").table
    assert head == ["Địa phương", "Kỳ", "Bản", "Trạng thái", *head[4:]]
    assert row == [
        *("611", "2025-10", "1", "trả lại", "15/10/2025 09:00", "huyen", str(sent)),
        "trả lại 17/10/2025 08:00 (thuong-truc): Thiếu xã",
    ]
    head, row = terminal("data_loaders", "journal", "--lang", "en").table
    assert (head[3], row[3]) == ("State", "returned")


def test_an_acceptance_can_be_set_back(terminal: Terminal, sent: Path) -> None:
    at = "2025-10-15T12:00:00+07:00"
    terminal("data_loaders", "accept", "611", "2025-10", "--at", at)
    (version,) = terminal("data_loaders", "journal", "--json").document["versions"]
    assert (version["state"], version["events"][-1]["at"]) == ("accepted", at)
    rows = terminal("data_loaders", "status", "--as-of", at, "--json").document["rows"]
    assert [row["state"] for row in rows if row["state"]] == ["accepted"]


# status


def test_status_has_a_row_for_every_locality_and_period_begun(
    terminal: Terminal, sent: Path
) -> None:
    document = terminal("data_loaders", "status", "--json").document
    assert list(document) == ["as_of", "rows"]
    assert document["as_of"] == NOW
    rows = document["rows"]
    assert len(rows) == 10 * 26  # 2023-10 to 2025-11, whose first day is 15/10/2025
    assert rows[2] == {
        "unit_id": "611",
        "period": "2023-10",
        "due_at": "2023-10-18T23:59:59+07:00",
        "received_at": None,
        "timeliness": "missing",
        "days_late": 730,
        "state": None,
    }
    assert [row for row in rows if row["received_at"]] == [
        {
            "unit_id": "611",
            "period": "2025-10",
            "due_at": "2025-10-20T23:59:59+07:00",
            "received_at": "2025-10-15T09:00:00+07:00",
            "timeliness": "on_time",
            "days_late": 0,
            "state": "sent",
        }
    ]
    pending = [row for row in rows if row["timeliness"] == "pending"]
    assert {row["days_late"] for row in pending} == {None}
    assert len(pending) == 10 + 9


@pytest.mark.parametrize(
    "instant", ["2025-10-15T02:00:00Z", "2025-10-15T02:00:00+00:00", "2025-10-15 09:00+07:00"]
)
def test_status_repeats_the_instant_as_it_was_asked(
    terminal: Terminal, sent: Path, instant: str
) -> None:
    document = terminal("data_loaders", "status", "--as-of", instant, "--json").document
    assert document["as_of"] == instant
    assert [row["received_at"] for row in document["rows"] if row["received_at"]] == [
        "2025-10-15T09:00:00+07:00"
    ]


def test_before_the_receipt_nothing_was_known(terminal: Terminal, sent: Path) -> None:
    instant = "2025-10-15T08:59:59+07:00"
    rows = terminal("data_loaders", "status", "--as-of", instant, "--json").document["rows"]
    assert {row["received_at"] for row in rows} == {None}


def test_people_read_the_status_as_a_table(terminal: Terminal, sent: Path) -> None:
    head, *rows = terminal("data_loaders", "status").table
    assert head[:2] == ["Địa phương", "Kỳ"]
    assert [row for row in rows if row[:2] == ["Huyện Ngọc Hồi", "2025-10"]] == [
        [
            *("Huyện Ngọc Hồi", "2025-10", "20/10/2025 23:59", "15/10/2025 09:00"),
            *("nộp đúng hạn", "0", "đã gửi, chờ duyệt"),
        ]
    ]
    head, *rows = terminal("data_loaders", "status", "--lang", "en").table
    assert (head[0], rows[0][4]) == ("Locality", "missing")


def test_without_a_fixed_clock_the_machine_tells_the_time(
    terminal: Terminal, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MONITOR_NOW")
    before = datetime.now().astimezone()
    document = terminal("data_loaders", "status", "--json").document
    assert before <= datetime.fromisoformat(document["as_of"]) <= datetime.now().astimezone()
