"""``check`` and ``submit``: findings, outcomes, exit codes and documents, to the letter."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from data_loaders.store.database import Store
from tests.data_loaders.sent_forms import PO_Y, edited, filled, typed
from tests.terminal import Terminal

pytestmark = pytest.mark.usefixtures("store")

FINDING = {"code", "severity", "sheet", "cell", "label", "found", "message"}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.xlsx"
    path.write_bytes(filled())
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A form with a word where a number belongs."""
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(typed(PO_Y, "post_rehab", "ba"))
    return path


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A form with one warning: free of drug evils, with addicts."""
    path = tmp_path / "doubtful.xlsx"
    path.write_bytes(typed(PO_Y, "commune_class", "không"))
    return path


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    return path


def revision(path: Path) -> int:
    with Store.open(path) as store:
        return store.revision()


def codes(file: dict[str, Any]) -> list[str]:
    return [found["code"] for found in file["findings"]]


# check


def test_check_says_whose_report_a_file_is_and_that_it_is_without_fault(
    terminal: Terminal, good: Path
) -> None:
    said = terminal("data_loaders", "check", good, "--json")
    assert said.code == 0
    assert said.document == {
        "files": [
            {
                "file": str(good),
                "readable": True,
                "unit_id": "611",
                "period": "2025-10",
                "form": "kh3220-1",
                "findings": [],
            }
        ]
    }


def test_a_finding_has_exactly_its_fields(terminal: Terminal, wrong: Path) -> None:
    said = terminal("data_loaders", "check", wrong, "--json")
    assert said.code == 1
    (file,) = said.document["files"]
    (found,) = file["findings"]
    assert set(found) == FINDING
    assert found["message"].startswith("Sheet “Số liệu”, ô M19 (Xã Pờ Y · Đang quản lý sau cai): ")
    assert {key: found[key] for key in FINDING - {"message"}} == {
        "code": "number-unreadable",
        "severity": "error",
        "sheet": "Số liệu",
        "cell": "M19",
        "label": "Xã Pờ Y · Đang quản lý sau cai",
        "found": "ba",
    }


def test_a_warning_alone_is_no_error(terminal: Terminal, doubtful: Path) -> None:
    said = terminal("data_loaders", "check", doubtful, "--json")
    assert said.code == 0
    assert codes(said.document["files"][0]) == ["class-contradiction"]


def test_a_file_that_cannot_be_read_has_null_for_what_nobody_knows(
    terminal: Terminal, unreadable: Path
) -> None:
    said = terminal("data_loaders", "check", unreadable, "--json")
    assert said.code == 2
    (file,) = said.document["files"]
    assert codes(file) == ["file-pdf"]
    assert [file[key] for key in ("readable", "unit_id", "period", "form")] == [
        False,
        None,
        None,
        None,
    ]


def test_files_are_answered_in_the_order_asked_whatever_happens_to_one(
    terminal: Terminal, good: Path, wrong: Path, unreadable: Path, tmp_path: Path
) -> None:
    absent, folder = tmp_path / "absent.xlsx", tmp_path / "folder"
    folder.mkdir()
    said = terminal("data_loaders", "check", absent, wrong, folder, unreadable, good, "--json")
    assert said.code == 2
    assert [(Path(file["file"]).name, codes(file)) for file in said.document["files"]] == [
        ("absent.xlsx", ["file-absent"]),
        ("wrong.xlsx", ["number-unreadable"]),
        ("folder", ["file-unopened"]),
        ("report.pdf", ["file-pdf"]),
        ("good.xlsx", []),
    ]


def test_checking_stores_nothing(
    terminal: Terminal, store: Path, good: Path, wrong: Path, doubtful: Path
) -> None:
    before = revision(store)
    terminal("data_loaders", "check", good, wrong, doubtful)
    assert revision(store) == before
    assert terminal("data_loaders", "journal", "--json").document == {"versions": []}


def test_the_path_stands_as_it_was_given(
    terminal: Terminal, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good.parent)
    said = terminal("data_loaders", "check", "./good.xlsx", "--json")
    assert said.document["files"][0]["file"] == "./good.xlsx"


def test_people_read_findings_as_a_table_in_either_language(
    terminal: Terminal, wrong: Path, good: Path, unreadable: Path, tmp_path: Path
) -> None:
    files = (wrong, good, unreadable, tmp_path / "absent.xlsx")
    first, head, row, *others = terminal("data_loaders", "check", *files).table
    assert (first, head) == ([f"{wrong}:"], ["Mức", "Trang tính", "Ô", "Nội dung"])
    assert row[:3] == ["LỖI", "Số liệu", "M19"]
    assert row[3].startswith("Sheet “Số liệu”, ô M19 (Xã Pờ Y · Đang quản lý sau cai): “ba”")
    assert others[0] == [f"{good}: không có lỗi"]
    assert others[1][0].startswith(f"Tệp {unreadable}: là tệp PDF")
    assert others[2][0].startswith(f"Tệp {files[-1]}: không có tệp này ở đó")

    _, head, row, *others = terminal("data_loaders", "check", *files, "--lang", "en").table
    assert (head, row[0]) == (["Severity", "Sheet", "Cell", "Message"], "ERROR")
    assert row[3].startswith("Sheet “Số liệu”, cell M19")
    assert others[0] == [f"{good}: no error"]
    assert others[2] == [f"File {files[-1]}: there is no such file; check the path."]


def test_unit_and_period_confirm_a_form_that_does_not_say_whose_it_is(
    terminal: Terminal, tmp_path: Path
) -> None:
    retyped = tmp_path / "retyped.xlsx"
    retyped.write_bytes(edited(filled(), lambda book: book.remove(book["_mau"])))
    said = terminal("data_loaders", "check", retyped, "--json")
    assert (said.code, codes(said.document["files"][0])) == (1, ["identity-unknown"])
    confirmed = (retyped, "--unit", "611", "--period", "2025-10")
    said = terminal("data_loaders", "check", *confirmed, "--json")
    assert (said.code, said.document["files"][0]["unit_id"]) == (0, "611")
    said = terminal("data_loaders", "submit", *confirmed, "--json")
    assert (said.code, said.document["files"][0]["outcome"]) == (0, "sent")


def test_unit_and_period_do_not_turn_one_report_into_another(
    terminal: Terminal, good: Path
) -> None:
    said = terminal(
        "data_loaders", "submit", good, "--unit", "612", "--period", "2025-10", "--json"
    )
    assert (said.code, codes(said.document["files"][0])) == (1, ["wrong-locality"])


# submit


def outcome(terminal: Terminal, *arguments: object) -> tuple[int, str, int | None]:
    said = terminal("data_loaders", "submit", *arguments, "--json")
    (file,) = said.document["files"]
    return said.code, file["outcome"], file["version"]


def test_submit_answers_like_check_with_outcome_and_version(terminal: Terminal, good: Path) -> None:
    checked = terminal("data_loaders", "check", good, "--json").document["files"][0]
    said = terminal("data_loaders", "submit", good, "--json")
    assert said.code == 0
    assert said.document == {"files": [{**checked, "outcome": "sent", "version": 1}]}


def test_outcomes_follow_one_another_as_the_rules_say(terminal: Terminal, good: Path) -> None:
    assert outcome(terminal, good) == (0, "sent", 1)
    assert outcome(terminal, good) == (0, "already-sent", 1)
    assert outcome(terminal, good, "--accept") == (0, "already-sent", 1)
    journal = terminal("data_loaders", "journal", "--json").document["versions"]
    assert [version["state"] for version in journal] == ["accepted"]
    good.write_bytes(typed(PO_Y, "addicts", 13))
    assert outcome(terminal, good, "--accept") == (0, "accepted", 2)


def test_a_returned_file_may_be_sent_again(terminal: Terminal, good: Path) -> None:
    outcome(terminal, good)
    assert terminal("data_loaders", "return", "611", "2025-10", "--reason", "thiếu").code == 0
    assert outcome(terminal, good) == (0, "sent", 2)


def test_warnings_are_refused_until_they_are_explained(terminal: Terminal, doubtful: Path) -> None:
    assert outcome(terminal, doubtful) == (1, "refused", None)
    assert outcome(terminal, doubtful, "--explain", "  ") == (1, "refused", None)
    assert outcome(terminal, doubtful, "--explain", "chờ xác minh") == (0, "sent", 1)


def test_a_refused_file_stops_no_other(
    terminal: Terminal, good: Path, wrong: Path, unreadable: Path, tmp_path: Path
) -> None:
    absent = tmp_path / "absent.xlsx"
    said = terminal("data_loaders", "submit", absent, wrong, unreadable, good, "--json")
    assert said.code == 1
    found = [(file["outcome"], file["version"], codes(file)) for file in said.document["files"]]
    assert found == [
        ("refused", None, ["file-absent"]),
        ("refused", None, ["number-unreadable"]),
        ("refused", None, ["file-pdf"]),
        ("sent", 1, []),
    ]


def test_two_files_of_one_report_are_two_versions(terminal: Terminal, tmp_path: Path) -> None:
    names = [tmp_path / f"{count}.xlsx" for count in (13, 14)]
    for count, name in zip((13, 14), names, strict=True):
        name.write_bytes(typed(PO_Y, "addicts", count))
    said = terminal("data_loaders", "submit", *names, "--json")
    assert [file["version"] for file in said.document["files"]] == [1, 2]


def test_who_sent_it_and_when_it_was_received_can_be_told(terminal: Terminal, good: Path) -> None:
    arguments = ("--by", "huyen-611", "--at", "2025-10-15T09:30:00+07:00", "--accept")
    terminal("data_loaders", "submit", good, *arguments)
    (version,) = terminal("data_loaders", "journal", "--json").document["versions"]
    received = "2025-10-15T09:30:00+07:00"
    assert (version["by"], version["received_at"]) == ("huyen-611", received)
    assert [(event["event"], event["at"]) for event in version["events"]] == [
        ("sent", received),
        ("accepted", received),
    ]
    assert version["sha256"] == hashlib.sha256(good.read_bytes()).hexdigest()


def test_people_read_outcomes_as_a_table_with_what_was_refused_above(
    terminal: Terminal, good: Path, wrong: Path
) -> None:
    above, _, _, head, *rows = terminal("data_loaders", "submit", good, wrong).table
    assert (above, head) == ([f"{wrong}:"], ["Tệp", "Kết quả", "Bản"])
    assert rows == [[str(good), "đã gửi, chờ duyệt", "1"], [str(wrong), "không tiếp nhận", "–"]]
