"""``python -m kpis external`` and ``judge``: from the command to the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data_loaders.model import CONCLUDED
from kpis.model import Verdict
from tests.recorded_plan import JUDGED, PUBLISHED, with_two_more
from tests.terminal import Said, Terminal

PROVINCE = "62"
FIGURE = ("--document", "Quyết định 9/QĐ-BNV", "--on", "2025-06-18")
CONCLUSION = ("--reason", "Đã giảm rõ", "--document", "Thông báo 3/TB-BCĐ")


@pytest.fixture
def terminal(
    demonstration: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Terminal:
    """The demonstration, under a plan with a published and a judged target."""
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    with_two_more(tmp_path, monkeypatch)
    return Terminal(capsys)


def result(terminal: Terminal, target: str, *more: str, unit: str = PROVINCE) -> dict[str, Any]:
    said = terminal("kpis", "scorecard", "--json", *more)
    assert said.code == 0
    found = [
        row
        for row in said.document["results"]
        if (row["unit_id"], row["target_id"]) == (unit, target)
    ]
    (row,) = found
    return dict(row)


def external(terminal: Terminal, value: str, *more: str, period: str = "2025-06") -> Said:
    return terminal("kpis", "external", PUBLISHED, period, value, *FIGURE, *more)


def test_a_published_figure_is_judged_by_the_bar_until_its_deadline_and_after(
    terminal: Terminal,
) -> None:
    awaited = result(terminal, PUBLISHED)
    assert (awaited["verdict"], awaited["reason"]) == ("not_judged", "awaiting_publication")
    said = external(terminal, "84,99")
    assert (said.code, said.err) == (0, "")
    assert said.out == "đã ghi: par-index, tháng 06/2025: 84,99\n"
    below = result(terminal, PUBLISHED)
    assert (below["verdict"], below["value"], below["numerator"]) == ("behind", 84.99, None)
    assert external(terminal, "85.00", "--lang", "en").out == "recorded: par-index, Jun 2025: 85\n"
    reached = result(terminal, PUBLISHED)
    assert (reached["verdict"], reached["value"]) == ("on_track", 85)
    assert result(terminal, PUBLISHED, "--period", "2025-05")["verdict"] == "not_judged"
    assert result(terminal, PUBLISHED, unit="611")["reason"] == "province_only"


def test_what_is_recorded_from_an_earlier_instant_on_is_known_from_then_on(
    terminal: Terminal,
) -> None:
    external(terminal, "86", "--at", "2025-06-20T08:00:00+07:00", "--by", "thu-ky")
    before = ("--as-of", "2025-06-20T07:59:59+07:00", "--period", "2025-06")
    assert result(terminal, PUBLISHED, *before)["verdict"] == "not_judged"
    at = ("--as-of", "2025-06-20T08:00:00+07:00", "--period", "2025-06")
    assert result(terminal, PUBLISHED, *at)["verdict"] == "on_track"


@pytest.mark.parametrize("verdict", CONCLUDED)
def test_a_conclusion_is_the_verdict_of_a_sentence_without_a_figure(
    terminal: Terminal, verdict: str
) -> None:
    assert result(terminal, JUDGED)["verdict"] == "not_judged"
    said = terminal("kpis", "judge", JUDGED, "2", verdict, *CONCLUSION)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("đã ghi: order, phiên họp 2 (tháng ")
    assert result(terminal, JUDGED)["verdict"] == verdict


def test_the_verdicts_that_can_be_concluded_are_those_of_the_law() -> None:
    assert tuple(map(str, list(Verdict)[:5])) == CONCLUDED
    assert list(Verdict)[5] is Verdict.NO_DATA


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("external", "service-access", "2025-06", "1", *FIGURE),
            "“service-access” không phải chỉ tiêu do cơ quan khác công bố; ghi được: par-index",
        ),
        (
            ("judge", PUBLISHED, "2", "met", *CONCLUSION),
            "“par-index” không phải chỉ tiêu do phiên họp kết luận; ghi được: order",
        ),
        (("external", PUBLISHED, "2025-06", "cao", *FIGURE), "giá trị “cao” không phải một số"),
        (("external", PUBLISHED, "2025-08", "1", *FIGURE), "kỳ 2025-08 chưa bắt đầu"),
        (("external", PUBLISHED, "2025-06", "1", *FIGURE[:2], "--on", "2025-06-31"), "--on"),
        (("external", PUBLISHED, "2025-06", "1", *FIGURE[2:]), "--document"),
        (("judge", JUDGED, "9", "met", *CONCLUSION), "không có phiên họp mã “9”"),
        (("judge", JUDGED, "2", "tốt", *CONCLUSION), "không có kết quả “tốt”; chọn một trong"),
        (("judge", JUDGED, "2", "met", *CONCLUSION[2:]), "--reason"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_recorded(
    terminal: Terminal, arguments: tuple[str, ...], says: str
) -> None:
    assert says in terminal("kpis", *arguments).mistake
    assert result(terminal, PUBLISHED)["verdict"] == "not_judged"
    assert result(terminal, JUDGED)["verdict"] == "not_judged"


def test_a_plan_without_such_targets_says_so(
    demonstration: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    said = Terminal(capsys)("kpis", "judge", "service-access", "2", "met", *CONCLUSION)
    assert said.mistake.endswith("; kế hoạch không có chỉ tiêu nào như vậy")
