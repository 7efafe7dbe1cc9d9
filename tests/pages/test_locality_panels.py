"""A locality's panels: each yardstick and forecast is the command's, each state says what it is."""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from kpis.model import Verdict
from kpis.words.priorities import GRAVEST_FIRST, TROUBLE
from tests.pages import expected
from tests.pages.conftest import Command, Shell
from tests.pages.panel_rows import Panel, panels
from tests.pages.score_rows import line, title
from tests.pages.seen import pieces, tables_in, text_of, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

REPORTING = ("608", "610", "611", "612", "613", "614", "615", "616", "617", "618")
VIEWS = {
    "in trouble": {"unit": "616"},
    "in English": {"unit": "611", "lang": "en"},
    "what was sent": {"unit": "614", "basis": "submitted"},
    "has not reported": {"unit": "617"},
    "too small for anything": {"unit": "618"},
    "the end of a year": {"unit": "611", "period": "2024-12"},
    "the plan's first period": {"unit": "616", "period": "2023-10"},
    "as it was known in March 2024": {"unit": "616", "as_of": "2024-03-31"},
}
ADDRESSES = pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)


def wanted(command: Command, address: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Target id → the locality's row of the command's scorecard, in the plan's order."""
    rows = command("scorecard", **address)["results"]
    return {row["target_id"]: row for row in rows if row["unit_id"] == address["unit"]}


def numbers(said: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", said)]


def forecast_of(panel: Panel) -> tuple[str, str]:
    """The third pair: its head, with when, and what it says."""
    return list(panel.pairs.items())[2]


@ADDRESSES
def test_the_gravest_stand_first_and_equals_in_the_order_of_the_plan(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    rows = wanted(command, address)
    order = sorted(rows, key=lambda one: GRAVEST_FIRST.index(Verdict(rows[one]["verdict"])))
    assert list(panels(shell("locality", **address))) == order


@ADDRESSES
def test_the_title_counts_what_the_command_finds_in_trouble(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    verdicts = [Verdict(row["verdict"]) for row in wanted(command, address).values()]
    bad, said = sum(one in TROUBLE for one in verdicts), title(shell("locality", **address))
    unit, _, conclusion = said.partition(": ")
    assert unit.startswith(("Huyện ", "Thành phố "))
    if bad:
        text = (
            "{} of {} targets need action"
            if "lang" in address
            else "{} trong {} chỉ tiêu cần xử lý"
        )
        assert conclusion.startswith(text.format(bad, len(verdicts)))
    else:
        assert "cần xử lý" not in conclusion
        silent = verdicts.count(Verdict.NO_DATA)
        well = sum(one in (Verdict.ON_TRACK, Verdict.MET) for one in verdicts)
        assert numbers(conclusion) == [silent or well, len(verdicts)]


@ADDRESSES
def test_the_forecast_is_the_command_s_and_says_how_far_it_is_from_what_is_needed(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    seen, english = panels(shell("locality", **address)), address.get("lang") == "en"
    for target_id, row in wanted(command, address).items():
        head, said = forecast_of(seen[target_id])
        found = row["forecast"]
        if found is None or row["verdict"] == "met":
            assert numbers(said) == [], (target_id, said)
        elif numbers(said):
            apart = abs(found["value"] - row["needed"])
            assert said.split(" ")[0] == expected.count(found["value"], english=english)
            assert numbers(said)[1:] == ([apart] if apart else []), (target_id, said)
            year, month = found["at"].split("-")
            assert head.endswith(f" {int(month)}/{year[2:]}"), (target_id, head)


def test_the_yardsticks_of_june_2025_are_those_of_the_law(shell: Shell, shown_store: Path) -> None:
    """Worked out by hand from the numbers of the command; see the law of verdicts, 3."""
    seen = panels(shell("locality", unit="616"))
    assert {
        key: (one.pairs["So với tiến độ"], one.pairs["Còn phải làm"]) for key, one in seen.items()
    } == {
        "no-reformed-spots": ("vượt 1", "không bù được"),
        "spots-reduction": ("vượt 2", "giảm thêm 3"),
        "hotspots-eradicated": ("thiếu 2", "thêm 4"),
        "service-access": ("thiếu 4", "thêm 4"),
        "addict-growth": ("vượt 3", "giảm thêm 3"),
        "areas-transformed": ("thiếu 1", "thêm 2"),
        "areas-sustained": ("đủ", "giữ"),
        "no-public-incidents": ("đủ", "giữ"),
        "areas-identified": ("đủ", "đã xong"),
        "clean-communes": ("–", "–"),
    }


@ADDRESSES
def test_a_green_panel_is_never_short_and_what_is_not_judged_has_no_yardstick(
    address: dict[str, str], shell: Shell, shown_store: Path
) -> None:
    for target_id, panel in panels(shell("locality", **address)).items():
        pace, left, ahead = panel.pairs.values()
        if panel.verdict[0] in "✓●":
            assert not re.search(r"thiếu|vượt|\d short|too many", pace), target_id
        if panel.verdict[0] in "?–○":
            assert (pace, left, ahead) == ("–", "–", "–"), target_id


@ADDRESSES
def test_the_drawing_holds_every_number_of_the_series_and_breaks_where_there_is_none(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    drawn = 0
    for target_id, panel in panels(shell("locality", **address)).items():
        found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', panel.html)
        if found is None:
            continue
        drawn += 1
        points = command("series", target_id, address["unit"], **address)["points"]
        known = [point["numerator"] for point in points if point["numerator"] is not None]
        svg = b64decode(found[1]).decode()
        assert ('r="4"' in svg) == (bool(known) and panel.number != "–"), target_id
        if ">100%<" not in panel.html:  # a share is drawn, and told, in its unit
            (table,) = tables_in(panel.more)
            told = [row[1] for row in table[1:] if row[1] != "–"]
            assert told == [expected.count(number, english=False) for number in known], target_id
    assert drawn in ((5,) if address["unit"] == "618" else (7, 8))  # 7: no area was ever met


def test_a_month_that_is_missing_is_a_grey_band_and_never_a_zero(
    shell: Shell, shown_store: Path
) -> None:
    """Tu Mơ Rông did not report in August 2024, and nothing since May 2025."""
    seen = panels(shell("locality", unit="617"))
    html = seen["hotspots-eradicated"].html
    svg = b64decode(html.split("base64,")[1].split('"')[0]).decode()
    assert svg.count("<rect") == 3
    assert "4/25: 2" in text_of(html)  # the last that is known, with its period
    assert seen["hotspots-eradicated"].number == "–"


def test_a_share_of_few_is_not_written_and_what_cannot_be_asked_has_no_figure(
    shell: Shell, shown_store: Path
) -> None:
    few = panels(shell("locality", unit="616"))["hotspots-eradicated"]
    assert (few.number, few.beside) == ("3/8", "dưới 10")
    nothing = [
        one for one in panels(shell("locality", unit="618")).values() if one.verdict[0] == "–"
    ]
    assert len(nothing) == 3
    assert {one.number for one in nothing} == {"0/0"}
    assert not any("<img" in one.html for one in nothing)


def test_at_the_end_of_a_year_its_targets_say_that_this_is_the_last_word(
    shell: Shell, shown_store: Path
) -> None:
    seen = panels(shell("locality", unit="611", period="2024-12"))
    assert forecast_of(seen["addict-growth"]) == ("Dự báo", "kết quả cuối")
    assert seen["addict-growth"].pairs["So với tiến độ"] == "–"


def test_a_frozen_meeting_shows_what_was_frozen_and_offers_no_period(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("locality", unit="616", meeting="2")
    assert not app.exception
    assert "Số liệu chốt tại phiên họp" in whole(app)
    assert "so với phiên 28/04: " in line(app)
    assert not [box for box in app.selectbox if box.key == "control_period"]
    assert len(panels(app)) == 10


def test_who_has_not_reported_is_told_so_once_under_the_title(
    shell: Shell, shown_store: Path
) -> None:
    assert line(shell("locality", unit="617")).startswith("Chưa báo cáo, quá hạn 7 ngày · ")
    assert line(shell("locality", unit="614")).startswith("Báo cáo nộp đúng hạn, đã gửi, chờ duyệt")
    assert "Report on time" in line(shell("locality", unit="616", lang="en"))


def test_before_the_plan_nothing_is_judged(shell: Shell, shown_store: Path) -> None:
    said = title(shell("locality", unit="616", period="2022-12"))
    assert said.startswith("Huyện Sa Thầy: chưa đánh giá: trước thời gian")


LETTERS = re.compile(r"[^\W\d_]")


def sentences(app: AppTest) -> int:
    """Words of sentences: title, facts, the key's note, and what stands in place of a drawing.

    Names, labels and figures are read one at a time, by who looks for them.
    """
    said = [title(app), line(app), *pieces(app, '<span class="places">', "</span>")]
    said += [
        *pieces(app, '<p class="instead">', "</p>"),
        *pieces(app, '<p class="asked-line">', "</p>"),
    ]
    return sum(
        bool(LETTERS.search(word)) for one in said for word in text_of(unescape(one)).split()
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_screen_has_at_most_sixty_words_of_sentences(
    language: str, shell: Shell, shown_store: Path
) -> None:
    counted = {unit: sentences(shell("locality", unit=unit, lang=language)) for unit in REPORTING}
    assert {unit: count for unit, count in counted.items() if count > 60} == {}


def test_the_squares_are_the_periods_up_to_the_one_shown(shell: Shell, shown_store: Path) -> None:
    app = shell("locality", unit="617")
    (squares,) = pieces(app, '<div class="squares"', "</div>")
    assert squares.count("<i ") == 21
    assert squares.count("✕") == 3
    assert squares.count("january") == 2
    assert "tháng 08/2024: chưa báo cáo" in squares
    earlier = shell("locality", unit="617", period="2023-12")
    assert pieces(earlier, '<div class="squares"', "</div>")[0].count("<i ") == 3


def test_the_page_prints_at_a_press_and_draws_without_a_script(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("locality", unit="616")
    assert "In một trang A4" in whole(app)
    assert not app.get("plotly_chart")
    scripts = [part for e in app.html for part in re.findall(r"<script.*?</script>", str(e.value))]
    assert scripts == ['<script src="/gate/print.js"></script>']


def test_a_reporter_sees_this_page_of_the_own_locality_alone(
    shell: Shell, shown_store: Path
) -> None:
    own = shell("locality", actor=(Role.REPORTER, "615"))
    assert title(own).startswith("Huyện Đăk Hà: ")
    assert "So với các địa phương khác" not in whole(own)
    other = shell("locality", actor=(Role.REPORTER, "615"), unit="616")
    assert "Sa Thầy" not in title(other)


def test_the_facts_say_that_no_verdict_of_the_place_moved(shell: Shell, shown_store: Path) -> None:
    assert "so với phiên 26/05: không kết quả nào đổi" in line(shell("locality", unit="608"))
