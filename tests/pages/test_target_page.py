"""The page of one target: every figure is the command's, the list adds up, the words are few."""

from __future__ import annotations

import re
from html import unescape
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.pages import expected
from tests.pages.conftest import Command, Document, Shell
from tests.pages.score_rows import line, title
from tests.pages.seen import text_of, whole
from tests.pages.target_parts import (
    account,
    charts,
    drawn_way,
    html_of,
    numbers,
    sentences,
    tiles,
    words,
)
from tests.pages.test_target import TARGETS

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

VIEWS = {
    "by default": {},
    "in English": {"lang": "en"},
    "what was sent": {"basis": "submitted"},
    "the end of a year": {"period": "2024-12"},
    "the first of a year": {"period": "2025-01"},
    "the plan's first period": {"period": "2023-10"},
    "as it was known in March 2024": {"as_of": "2024-03-31"},
}
OTHER_VIEWS = [view for view in VIEWS if view != "by default"]
SHOWN = [
    pytest.param(target, view, marks=() if view in ("by default", first) else pytest.mark.long)
    for target, first in zip(TARGETS, cycle(OTHER_VIEWS), strict=False)
    for view in VIEWS
]
"""Every target in every view; at once each by default and in one other, so that every view has its
turn: the rest is the long run's."""
BUDGET = 95


def province(document: Document, target: str) -> dict[str, Any]:
    (row,) = (
        row for row in document["results"] if (row["unit_id"], row["target_id"]) == ("62", target)
    )
    return dict(row)


def test_every_view_has_its_turn_at_once() -> None:
    at_once = {tuple(one.values) for one in SHOWN if not one.marks}
    assert {target for target, _view in at_once} == set(TARGETS)
    assert {view for _target, view in at_once} == set(VIEWS)


@pytest.mark.parametrize(("target", "view"), SHOWN)
def test_forecast_way_and_bounds_are_those_of_the_commands_and_the_list_adds_up(
    target: str, view: str, shell: Shell, shown_store: Path, command: Command
) -> None:
    address = VIEWS[view]
    app, english = shell("target", target=target, **address), address.get("lang") == "en"
    assert not app.exception
    row = province(command("scorecard", **address), target)
    _now, ahead, moved = tiles(app)
    word = expected.WORDS[row["verdict"]][english].lower()
    assert title(app).partition(": ")[2].startswith(word if row["reason"] else word[:4])
    _forecast(ahead.figure, ahead.beside, row, english=english)
    _way(app, command("series", target, "62", **address), row)
    _bounds(html_of(app, 'class="reasons"'), row, english=english)
    _adds_up(account(app), row)
    if "→" in moved.beside:
        was, at = (numbers(n)[0] for n in re.findall(r"[\d.,]*\d", moved.beside)[:2])
        assert numbers(moved.figure)[0] == at - was


def _forecast(figure: str, beside: str, row: dict[str, Any], *, english: bool) -> None:
    found = row["forecast"]
    if found is None or row["verdict"] in ("met", "no_data") or _over(row):
        assert figure == "–"
        return
    assert figure == expected.count(found["value"], english=english)
    ends = [found["low"], found["high"]] if found["low"] != found["high"] else []
    assert [numbers(n)[0] for n in re.findall(r"[\d.,]*\d", beside)] == ends


def _over(row: dict[str, Any]) -> bool:
    """A breach that nothing mends: no number is told for it."""
    return bool(row["verdict"] == "missed")


def _way(app: Any, series: Document, row: dict[str, Any]) -> None:
    points = [one for one in series["points"] if one["numerator"] is not None]
    found = charts(app)
    if not points:
        assert len(found) <= 1
        return
    (chart,) = found
    share = row["target_id"] in ("areas-sustained", "service-access")
    wanted = [
        round(100 * one["value"], 2) if share else float(one["numerator"])
        for one in points
        if not share or one["value"] is not None
    ]
    assert drawn_way(chart) == pytest.approx(wanted, abs=0.01)


def _bounds(html: str, row: dict[str, Any], *, english: bool) -> None:
    found = row["bounds"]
    if found is None or row["needed"] is None:
        assert 'class="strip"' not in html
        return
    low, high = (expected.count(found[end], english=english) for end in ("low", "high"))
    lies = re.search(r'class="lies"[^>]*>([^<]*)<', html)
    assert lies
    assert lies[1] == (low if low == high else f"{low}–{high}")
    zones = re.findall(r'class="zone v-([\w-]+)"', html)
    assert {found[end].replace("_", "-") for end in ("at_low", "at_high")} <= set(zones)


def _adds_up(told: list[tuple[str, str, str]], row: dict[str, Any]) -> None:
    """Then and every difference come to the same set, and that and every cause to now."""
    if not told or told[-1][0] == "note":
        return
    levels = {kind: numbers(number) for kind, _, number in told if kind in ("then", "same", "now")}
    at = levels["then"]
    for kind, _, number in told[1:]:
        if kind in ("same", "now"):
            assert at == numbers(number), kind
        else:
            step = numbers(number)
            step += (0,) * (len(at) - len(step))
            at = tuple(one + by for one, by in zip(at, step, strict=True))
    if row["numerator"] is not None:
        both = (row["numerator"], row["denominator"])
        assert levels["now"] == tuple(one for one in both if one is not None)


def test_june_2025_reads_as_a_chair_would_say_it(shell: Shell, shown_store: Path) -> None:
    app = shell("target", target="addict-growth")
    assert title(app) == (
        "Kiềm chế gia tăng người nghiện: nguy cơ không đạt, dự báo cuối năm vượt 4"
    )
    assert line(app) == "8/10 địa phương · vượt nhiều nhất: Sa Thầy +3, Ngọc Hồi +2"
    now, ahead, moved = tiles(app)
    assert now.said == "vượt 2 so với tiến độ (tối đa 425); cuối năm tối đa 427"
    assert (ahead.label, ahead.figure, ahead.beside) == (
        "Dự báo tháng 12/2025",
        "431",
        "từ 431 đến 432",
    )
    assert ahead.said == "vượt 4 nếu tăng như 6 kỳ qua (0,7 mỗi kỳ)"
    assert (moved.label, moved.figure) == ("So với phiên 26/05, cùng 8 địa phương", "+1")
    assert moved.beside == "426 → 427, xấu hơn"
    assert moved.said == "kết quả không đổi: nguy cơ không đạt"
    assert account(app) == [
        ("then", "Phiên 26/05, 9 địa phương", "435"),
        ("left", "Kon Rẫy chưa tính, báo cáo chờ duyệt (không phải giảm)", "−9"),
        ("same", "Cùng 8 địa phương", "426"),
        ("cause", "Sa Thầy , xã Ya Tăng: 18 → 19", "+1"),
        ("now", "Hiện có", "427"),
    ]
    reasons = html_of(app, 'class="reasons"')
    assert "Kon Rẫy 9, Tu Mơ Rông 8 theo số đã báo cáo gần nhất." in text_of(reasons)
    said = re.search(r'role="img" aria-label="([^"]*)"', reasons)
    assert said
    assert unescape(said[1]) == (
        "Kon Rẫy 9, Tu Mơ Rông 8: cả tỉnh 444, tối đa 444. Kết quả vẫn là nguy cơ không đạt."
    )


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("spots-reduction", "Giảm điểm, tụ điểm: đúng tiến độ, dự báo cuối năm đạt"),
        ("service-access", "Được tiếp cận dịch vụ: đúng tiến độ, dư 11"),
        ("no-reformed-spots", "Không tái hình thành điểm: không đạt, vượt 2"),
        ("no-public-incidents", "Không mua bán công khai: đúng tiến độ, hiện có 0"),
        ("areas-identified", "Xác định địa bàn, phân công: đạt, 10/10 địa phương"),
        (
            "clean-communes",
            "Xã không có tệ nạn ma túy: chưa đánh giá, Ban Chỉ đạo chưa ghi nhận cách hiểu",
        ),
    ],
)
def test_the_title_is_the_conclusion_with_its_number(
    target: str, said: str, shell: Shell, shown_store: Path
) -> None:
    assert title(shell("target", target=target)) == said


@pytest.mark.parametrize("target", TARGETS)
def test_the_first_screen_has_few_words_in_sentences(
    target: str, shell: Shell, shown_store: Path
) -> None:
    said = sentences(shell("target", target=target))
    assert sum(map(words, said)) <= BUDGET, said


@pytest.mark.parametrize("target", TARGETS)
def test_under_the_title_stand_at_most_three_facts(
    target: str, shell: Shell, shown_store: Path
) -> None:
    assert 1 <= len(line(shell("target", target=target)).split(" · ")) <= 3


def test_a_frozen_meeting_stands_against_the_one_before_it_and_offers_no_choice(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target="addict-growth", meeting="2")
    assert tiles(app)[2].label.startswith("So với phiên 28/04")
    assert "Số liệu chốt tại phiên họp" in whole(app)
    assert not [box for box in app.selectbox if box.key == "control_period"]


def test_another_end_of_the_address_is_what_tile_and_list_are_held_against(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target="addict-growth", since="2025-04")
    assert tiles(app)[2].label.startswith("So với tháng 04/2025")
    assert account(app)[0][1] == "Tháng 04/2025, 10 địa phương"
    meeting = shell("target", target="addict-growth", since="meeting-1")
    assert tiles(meeting)[2].label.startswith("So với phiên 28/04")


def test_in_the_first_period_there_is_nothing_to_compare_with(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target="hotspots-eradicated", period="2023-10")
    assert tiles(app)[2].said == "chưa có kỳ hay phiên họp nào trước đó"
    assert account(app) == []


def test_what_may_still_change_is_said_once_in_the_line_and_framed(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target="no-public-incidents")
    assert line(app) == "57/60 báo cáo · kết quả ⇄ có thể đổi khi đủ số liệu"
    assert "verdict v-on-track provisional" in html_of(app, 'class="figures"')
    sure = shell("target", target="addict-growth")
    assert "⇄" not in whole(sure)
    assert "provisional" not in html_of(sure, 'class="figures"')


def test_the_communes_of_a_locality_are_a_fold_away(shell: Shell, shown_store: Path) -> None:
    app = shell("target", target="addict-growth")
    app.session_state["target_communes_addict-growth"] = True
    app.session_state["target_commune_unit_addict-growth"] = "616"
    app.run()
    (table,) = [str(e.value) for e in app.html if "<th>Xã, phường, thị trấn</th>" in str(e.value)]
    assert "Ya Tăng" in table
