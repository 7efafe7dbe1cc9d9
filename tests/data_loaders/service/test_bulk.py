"""A folder of history is sent in one go, and once more after it was interrupted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data_loaders.__main__ import main
from data_loaders.commands import reports
from data_loaders.model import Period
from data_loaders.model.errors import BaseMovedError, FaultError, MarkingError
from data_loaders.reports import commits, preview
from data_loaders.reports.preview import receive
from data_loaders.service import bulk
from tests.data_loaders.hostile_files import merges
from tests.data_loaders.sent_forms import PO_Y, filled, typed

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
        return receive(data, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(bulk, "receive", noted)
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
    assert main(["submit", str(folder), *SENDER]) == reports.INTERRUPTED
    printed = capsys.readouterr()
    assert "611_2025-09.xlsx" in printed.out
    assert "611_2025-10.xlsx" not in printed.out
    assert "chạy lại lệnh này" in printed.err
    monkeypatch.setattr(commits, "send", send)
    outcomes = [outcome for _, outcome in submitted(capsys, folder)]
    assert outcomes == ["already-sent", "sent", "sent"]


PERIODS = [Period.of(2024, month) for month in range(3, 13)]


@pytest.fixture
def ten(folder: Path) -> list[Path]:
    """Ten reports of ten periods, in order."""
    paths = [folder / f"611_{period}.xlsx" for period in PERIODS]
    for path, period in zip(paths, PERIODS, strict=True):
        path.write_bytes(filled("611", period))
    return paths


def answered(
    capsys: pytest.CaptureFixture[str], command: str, *names: object
) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and files of the one document that a command prints."""
    capsys.readouterr()
    code = main([command, *map(str, names), "--json", *(SENDER if command == "submit" else ())])
    return code, json.loads(capsys.readouterr().out)["files"]


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "a merge over a whole sheet": lambda _: merges(iter(["A1:XFD1048576"])),
    "half a file": lambda data: data[: len(data) // 2],
    "half a pair of Unicode": lambda data: typed(PO_Y, "spots_new", "_xD83D_"),
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_file_among_ten_leaves_nine(
    name: str, ten: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ten[4].write_bytes(BROKEN[name](ten[4].read_bytes()))
    code, files = answered(capsys, "submit", *ten)
    outcomes = [file["outcome"] for file in files]
    assert code == 1
    assert outcomes == ["sent"] * 4 + ["refused"] + ["sent"] * 5
    assert files[4]["findings"]


def test_an_error_nobody_foresaw_refuses_its_own_file_alone(
    ten: list[Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Wherever it happens: while figures are checked, or while they are stored."""

    def failing(where: Any, name: str, period: Period) -> None:
        own = getattr(where, name)

        def once(first: Any, *rest: Any, **known: Any) -> Any:
            of = next(one for one in (first, *rest) if hasattr(one, "identity"))
            if of.identity and of.identity.period == period:
                raise RecursionError("nobody foresaw this")
            return own(first, *rest, **known)

        monkeypatch.setattr(where, name, once)

    failing(preview, "check", PERIODS[2])
    failing(commits, "send", PERIODS[7])
    code, files = answered(capsys, "submit", *ten)
    refused = [n for n, file in enumerate(files) if file["outcome"] == "refused"]
    assert (code, refused, len(files)) == (1, [2, 7], 10)
    for number in refused:
        assert [found["code"] for found in files[number]["findings"]] == ["parser-crashed"]
        assert "báo người quản trị" in files[number]["findings"][0]["message"]
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 2
    assert all("RecursionError at test_bulk.py:" in line for line in lines)
    assert not any(record.exc_info for record in caplog.records)


def test_a_report_that_moved_while_it_was_sent_refuses_its_own_file_alone(
    ten: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = commits.send

    def moved(store: Any, seen: preview.Preview, **known: Any) -> commits.Outcome:
        if seen.identity and seen.identity.period == PERIODS[0]:
            raise BaseMovedError("một bản khác vừa được gửi")
        return own(store, seen, **known)

    monkeypatch.setattr(commits, "send", moved)
    code, files = answered(capsys, "submit", *ten[:3])
    assert code == 1
    assert [file["outcome"] for file in files] == ["refused", "sent", "sent"]
    assert [found["code"] for found in files[0]["findings"]] == ["base-moved"]


def test_a_store_that_fails_is_said_after_what_was_sent(
    ten: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = commits.send

    def full(store: Any, seen: preview.Preview, **known: Any) -> commits.Outcome:
        if seen.identity and seen.identity.period == PERIODS[2]:
            raise FaultError("đĩa đầy")
        return own(store, seen, **known)

    monkeypatch.setattr(commits, "send", full)
    capsys.readouterr()
    assert main(["submit", *map(str, ten), *SENDER, "--json"]) == 2
    printed = capsys.readouterr()
    assert [file["outcome"] for file in json.loads(printed.out)["files"]] == ["sent", "sent"]
    assert printed.err == "đĩa đầy\n"


def test_a_name_that_is_no_text_is_one_like_any_other(
    ten: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    named = ten[0].rename(ten[0].with_name("b\udcc3o c\udce1o.xlsx"))
    code, (file,) = answered(capsys, "submit", named)
    assert (code, file["outcome"], Path(file["file"]).name) == (0, "sent", "b?o c?o.xlsx")


def test_check_prints_its_document_before_it_fails_to_mark(
    ten: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> bytes:
        raise MarkingError("không đánh dấu được tệp này")

    monkeypatch.setattr(reports, "marked", failing)
    capsys.readouterr()
    out = ten[0].with_name("danh-dau.xlsx")
    assert main(["check", str(ten[0]), "--json", "--marked", str(out)]) == 2
    assert len(json.loads(capsys.readouterr().out)["files"]) == 1
    assert not out.exists()
