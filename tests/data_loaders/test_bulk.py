"""A folder of history is sent in one go, and once more after it was interrupted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_loaders import bulk, commands, commits
from data_loaders.__main__ import main
from data_loaders.model import Period
from data_loaders.preview import arrive
from tests.data_loaders.sent_forms import filled

SENDER = ("--by", "cong-an", "--explain", "Đã đối chiếu")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three reports and what lies about beside them, and an empty store."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "monitor.duckdb"))
    monkeypatch.setenv("MONITOR_NOW", "2025-12-20T08:00:00+07:00")
    assert main(["init"]) == 0
    history = tmp_path / "lich-su"
    (history / "2025").mkdir(parents=True)
    for month in (9, 10, 11):
        period = Period.of(2025, month)
        (history / "2025" / f"611_{period}.xlsx").write_bytes(filled("611", period))
    (history / "~$611_2025-09.xlsx").write_bytes(b"of a program that is open")
    (history / "doc.txt").write_text("không phải báo cáo", "utf-8")
    return history


def submitted(capsys: pytest.CaptureFixture[str], *names: object) -> list[tuple[str, str]]:
    capsys.readouterr()
    main(["submit", *map(str, names), *SENDER, "--json"])
    files = json.loads(capsys.readouterr().out)["files"]
    return [(Path(file["file"]).name, file["outcome"]) for file in files]


def test_a_folder_is_its_workbooks_in_the_order_of_their_names(folder: Path) -> None:
    names = [Path(name).name for name in bulk.listed([str(folder), "khac.xlsx"])]
    assert names == ["611_2025-09.xlsx", "611_2025-10.xlsx", "611_2025-11.xlsx", "khac.xlsx"]


def test_a_folder_is_sent_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert submitted(capsys, folder) == [
        ("611_2025-09.xlsx", "sent"),
        ("611_2025-10.xlsx", "sent"),
        ("611_2025-11.xlsx", "sent"),
    ]


def test_what_was_sent_is_passed_over_without_being_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = folder / "2025" / "611_2025-09.xlsx"
    assert submitted(capsys, first) == [(first.name, "sent")]
    read: list[str] = []

    def noted(data: bytes, **known: object) -> object:
        read.append(Path(str(known["file_name"])).name)
        return arrive(data, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(bulk, "arrive", noted)
    outcomes = dict(submitted(capsys, folder))
    assert outcomes[first.name] == "already-sent"
    assert sorted(read) == ["611_2025-10.xlsx", "611_2025-11.xlsx"]


def test_a_returned_report_is_read_and_sent_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = folder / "2025" / "611_2025-09.xlsx"
    submitted(capsys, first)
    assert main(["return", "611", "2025-09", "--reason", "Thiếu xã"]) == 0
    assert submitted(capsys, first) == [(first.name, "sent")]


def test_the_same_bytes_twice_in_one_go_are_one_submission(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = folder / "2025" / "611_2025-09.xlsx"
    copy = folder / "ban-sao.xlsx"
    copy.write_bytes(first.read_bytes())
    assert submitted(capsys, first, copy) == [(first.name, "sent"), (copy.name, "already-sent")]


def test_one_that_cannot_be_read_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2025" / "611_2025-10.xlsx").write_bytes(b"%PDF-1.7")
    outcomes = submitted(capsys, folder / "khong-co.xlsx", folder)
    assert [outcome for _, outcome in outcomes] == ["refused", "sent", "refused", "sent"]


def test_the_report_counts_the_outcomes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "hong.xlsx").write_bytes(b"PK")
    assert main(["submit", str(folder), *SENDER]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "đã gửi, chờ duyệt: 3; không tiếp nhận: 1"


def test_an_interrupted_sending_says_what_was_sent_and_goes_on_when_repeated(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    send = commits.send
    sent: list[object] = []

    def interrupted(*given: object, **known: object) -> commits.Outcome:
        if sent:
            raise KeyboardInterrupt
        sent.append(given)
        return send(*given, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(commits, "send", interrupted)
    assert main(["submit", str(folder), *SENDER]) == commands.INTERRUPTED
    printed = capsys.readouterr()
    assert "611_2025-09.xlsx" in printed.out
    assert "611_2025-10.xlsx" not in printed.out
    assert "chạy lại lệnh này" in printed.err
    monkeypatch.setattr(commits, "send", send)
    outcomes = [outcome for _, outcome in submitted(capsys, folder)]
    assert outcomes == ["already-sent", "sent", "sent"]
