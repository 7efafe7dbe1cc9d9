"""``python -m kpis movement`` on the demonstration store: a document, a table, refusals."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.terminal import Terminal

SHARE = ("--target", "service-access")
BEFORE_THE_RETURN = "2025-03@2025-03-16T00:00:00+07:00"
AFTER_IT = "2025-03@2025-03-30T00:00:00+07:00"
COUNTS = ("numerator", "denominator", "needed")


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
    for count in COUNTS:
        steps = sum(part["change"].get(count, {"amount": 0})["amount"] for part in found["parts"])
        assert steps == found["after"][count] - found["before"][count]
    shares = (part["change"].get("value", {"amount": "0"}) for part in found["parts"])
    before, after = (
        Fraction(end["numerator"], end["denominator"])
        for end in (found["before"], found["after"])
    )
    assert sum(Fraction(share["amount"]) for share in shares) == after - before
    assert found["change"]["value"] == {"known": 0, "amount": str(after - before)}


def test_a_correction_stands_with_its_cell_who_sent_it_and_what_it_did(terminal: Terminal) -> None:
    ends = ("--from", BEFORE_THE_RETURN, "--to", AFTER_IT, "--basis", "submitted")
    asked = ("movement", "--unit", "613", *SHARE, *ends)
    (part,) = terminal("kpis", *asked, "--json").document["parts"]
    assert (part["kind"], part["cause"], part["unit_id"]) == ("correction", "cell", "613")
    (cell,) = part["cells"]
    assert (cell["old"], cell["new"], cell["by"], cell["version"]) == (3, 6, "huyen-613", 2)
    assert cell["sheet"]
    assert cell["cell"]
    assert part["change"]["numerator"] == {"known": 0, "amount": 3}
    head, before, correction, after = terminal("kpis", *asked).table[1:]
    assert head == ["Loại", "Nội dung", "Thực hiện", "Tỷ lệ"]
    assert (before, after) == (["Trước", "11", "68,8%"], ["Nay", "14", "87,5%"])
    assert correction[0] == "Đính chính"
    assert "Xã Hiếu" in correction[1]
    assert correction[2:] == ["+3", "+18,7"]
    english = terminal("kpis", *asked, "--lang", "en").out
    assert english.startswith("Up from 68.8% (11/16) to 87.5% (14/16) (+18.7 percentage points)")


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
