"""``python -m kpis movement`` on the demonstration store: a document, a table, refusals."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from tests.terminal import Terminal

SHARE = ("--target", "service-access")
BEFORE_THE_RETURN = "2025-03@2025-03-16T00:00:00+07:00"
AFTER_IT = "2025-03@2025-03-30T00:00:00+07:00"
COUNTS = ("numerator", "denominator")


@pytest.fixture
def terminal(
    demonstration: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    return Terminal(capsys)


def test_the_parts_of_the_document_sum_to_the_change_between_two_scorecards(
    terminal: Terminal,
) -> None:
    ends = ("--from", "2025-05@2025-06-30T23:59:59+07:00", "--to", "2025-06")
    found = terminal("kpis", "movement", "--unit", "62", *SHARE, *ends, "--json").document
    card = terminal("kpis", "scorecard", "--unit", "62", "--json").document
    assert found["after"] in card["results"]
    assert len(found["parts"]) > 1
    assert (found["target"], found["unit_id"]) == ("service-access", "62")
    for count in COUNTS:
        steps = sum(part[count] for part in found["parts"])
        assert steps == found["after"][count] - found["before"][count]
    before, after = (
        Fraction(end["numerator"], end["denominator"]) for end in (found["before"], found["after"])
    )
    assert sum(Fraction(part["value"]) for part in found["parts"]) == after - before
    assert found["change"]["value"] == str(after - before)
    assert {part["base"] for part in found["parts"]} == {None}


def test_a_correction_stands_with_its_cell_and_the_event_that_made_it_count(
    terminal: Terminal,
) -> None:
    ends = ("--from", BEFORE_THE_RETURN, "--to", AFTER_IT, "--basis", "submitted")
    asked = ("movement", "--unit", "613", *SHARE, *ends)
    (part,) = terminal("kpis", *asked, "--json").document["parts"]
    assert (part["cause"], part["unit_id"], part["period"]) == ("corrected", "613", "2025-03")
    (cell,) = part["cells"]
    assert (cell["old"], cell["new"], cell["by"], cell["version"]) == (3, 6, "huyen-613", 2)
    assert cell["sheet"]
    assert cell["cell"]
    assert (part["numerator"], part["denominator"], part["base"]) == (3, 0, None)
    assert (part["event"], part["by"], part["sent_by"]) == ("sent", "huyen-613", "huyen-613")
    head, before, correction, after = terminal("kpis", *asked).table[-4:]
    assert head == ["Nguyên nhân", "Nội dung", "Ghi nhận", "Thực hiện", "Tỷ lệ"]
    assert (before, after) == (["Trước", "11", "68,8%"], ["Nay", "14", "87,5%"])
    assert correction[0] == "Bản mới thay bản trước"
    assert "Xã Hiếu" in correction[1]
    assert correction[2].startswith("gửi ")
    assert correction[3:] == ["+3", "+18,7"]
    english = terminal("kpis", *asked, "--lang", "en").out
    assert english.startswith("Achieved up from 11 to 14 (+3)") or "68.8%" in english


def test_a_report_that_waits_is_not_counted_and_never_missing(terminal: Terminal) -> None:
    asked = ("movement", "--unit", "62", "--target", "addict-growth", "--from", "2025-05")
    found = terminal("kpis", *asked, "--to", "2025-06", "--json").document
    (part,) = [one for one in found["parts"] if one["unit_id"] == "614"]
    assert (part["cause"], part["state"]) == ("not_counted", "waiting")
    assert "báo cáo chờ duyệt" in part["text"]
    assert "Huyện Kon Rẫy: chưa được tính kỳ tháng 06/2025, báo cáo chờ duyệt" in found["sentence"]
    assert found["sentence"].startswith("So với số gốc từ tăng 0,7% thành tăng 0,9%")
    assert "nhiều nhất là Huyện Sa Thầy: số liệu kỳ tháng 06/2025" in found["sentence"]


def test_a_report_of_may_that_came_in_time_and_was_accepted_later_is_not_called_late(
    terminal: Terminal,
) -> None:
    """Every first acceptance of the demonstration: who was in time is never late, nor dated so."""
    status = terminal("data_loaders", "status", "--json").document["rows"]
    timely = {(r["unit_id"], r["period"]): r["timeliness"] for r in status}
    versions = terminal("data_loaders", "journal", "--period", "2025-05", "--json").document
    seen = set()
    for version in versions["versions"]:
        unit = version["unit_id"]
        accepted = [e for e in version["events"] if e["event"] == "accepted"]
        if not accepted:
            continue
        before = _a_second_before(accepted[-1]["at"])
        ends = ("--from", f"2025-05@{before}", "--to", f"2025-05@{accepted[-1]['at']}")
        asked = ("movement", "--unit", unit, *SHARE, *ends, "--json")
        parts = terminal("kpis", *asked).document["parts"]
        for part in parts:
            expected = {"on_time": "accepted", "late": "late"}[timely[unit, "2025-05"]]
            assert part["cause"] in (expected, "corrected")
            assert (part["at"], part["by"]) == (accepted[-1]["at"], accepted[-1]["by"])
            assert part["sent_at"] == version["received_at"]
            seen.add(part["cause"])
    assert {"accepted", "late"} <= seen


def test_backwards_is_the_same_document_with_its_signs_turned(terminal: Terminal) -> None:
    ends = ("2025-05@2025-06-30T23:59:59+07:00", "2025-06")
    asked = ("movement", "--unit", "62", "--target", "spots-reduction", "--json")
    there = terminal("kpis", *asked, "--from", ends[0], "--to", ends[1]).document
    back = terminal("kpis", *asked, "--from", ends[1], "--to", ends[0]).document
    assert len(there["parts"]) > 1
    for one, other in zip(there["parts"], back["parts"], strict=True):
        assert one["cause"] == other["cause"]
        assert Fraction(one["value"]) == -Fraction(other["value"])
        for count in ("numerator", "base"):
            assert one[count] == -other[count]
    assert "kể ngược thời gian" in back["sentence"]


def _a_second_before(text: str) -> str:
    return (datetime.fromisoformat(text) - timedelta(seconds=1)).isoformat()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--target": "x"}, "kế hoạch không có chỉ tiêu “x”"),
        ({"--unit": "x"}, "không có địa phương “x”"),
        ({"--from": "meeting:7"}, "7"),
        ({"--from": "2025-05@hôm qua"}, "--from"),
        ({"--to": "2025"}, "--to"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    terminal: Terminal, changed: dict[str, str], said: str
) -> None:
    asked = {"--unit": "613", "--target": "service-access", "--from": "2025-04", "--to": "2025-05"}
    words = [word for pair in {**asked, **changed}.items() for word in pair]
    assert said in terminal("kpis", "movement", *words).mistake
