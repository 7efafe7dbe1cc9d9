"""A way as a report card draws it: a picture of its numbers, and over it what the picture says."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from fractions import Fraction
from html import unescape
from xml.etree import ElementTree

import pytest

from kpis.charts.track import Number, Track
from kpis.charts.track_card import TALL, draw
from kpis.charts.track_reading import scale_of
from kpis.model import Language
from tests.kpis.trajectory import SAID, P, access, addicts, aimless, hotspots, kept, spots

ALL = {"share": hotspots, "floor": access, "reduction": spots, "growth": addicts, "kept": kept}
KINDS = pytest.mark.parametrize("kind", ALL)
ACTUAL, LINE, GOAL = "#2F7FC1", "#7A8794", "#B26A00"
SVG = "{http://www.w3.org/2000/svg}"


def picture(way: Track) -> ElementTree.Element:
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', card(way))
    assert found is not None
    return ElementTree.fromstring(b64decode(found[1]))  # noqa: S314 - our own drawing


def card(way: Track, language: Language = Language.VI) -> str:
    return draw(way, language, sentence="Đã được 4/10 <tạm>")


def words(way: Track, kind: str, language: Language = Language.VI) -> list[str]:
    """What stands written over the picture, of one kind."""
    over, _, _ = card(way, language).partition('<div class="key">')
    found = re.findall(rf'<span class="{kind}[^"]*"[^>]*>(.*?)</span>', over)
    return [unescape(one) for one in found]


def dots(way: Track) -> list[tuple[float, float]]:
    """Where every dot is: a share of the width, and pixels from the top."""
    circles = picture(way).iter(f"{SVG}circle")
    return [(float(one.attrib["cx"].rstrip("%")), float(one.attrib["cy"])) for one in circles]


@KINDS
def test_every_known_figure_has_a_dot_at_its_period_as_high_as_it_is(kind: str) -> None:
    way = ALL[kind]()
    scale, count = scale_of(way, from_zero=True), len(way.periods)
    known = [(at, number) for at, number in enumerate(way.actual) if number is not None]
    assert len(dots(way)) == len(known) > 0
    for (x, y), (at, number) in zip(dots(way), known, strict=True):
        value = float(number * 100 if way.share else number)
        assert x == pytest.approx(100 * (at + 0.4) / (count - 0.2), abs=0.01)
        assert y == pytest.approx(TALL * (scale.high - value) / (scale.high - scale.low), abs=0.06)
        assert 0 <= y <= TALL


@KINDS
@pytest.mark.parametrize("language", Language)
def test_who_does_not_see_it_is_read_the_sentence_and_nothing_of_the_picture(
    kind: str, language: Language
) -> None:
    html = card(ALL[kind](), language)
    opening = '<div class="way" role="img" aria-label="Đã được 4/10 &lt;tạm&gt;">'
    assert html.startswith(opening)
    assert '<img alt="" ' in html


@pytest.mark.parametrize(("kind", "language", "number", "goal"), SAID)
def test_the_figure_of_now_and_the_target_stand_written(
    kind: str, language: Language, number: str, goal: str
) -> None:
    assert words(ALL[kind](), "now", language) == [number]
    assert words(ALL[kind](), "goal", language) == [goal]


def key(way: Track, language: Language = Language.VI) -> dict[str, str]:
    """What stands under the plot, by kind of mark."""
    _, _, under = card(way, language).partition('<div class="key">')
    return dict(re.findall(r'<span class="(\w+)">(.*?)</span>', under))


def test_without_a_target_none_is_marked_and_no_pace_is_asked_for() -> None:
    assert words(aimless(), "now") == ["0"]
    assert words(aimless(), "goal") == []
    assert "goal" not in key(aimless())
    assert "ahead" not in key(aimless())


@pytest.mark.parametrize(
    ("kind", "language", "pace"),
    [
        ("share", Language.VI, "cần thêm 0,2 mỗi kỳ"),
        ("share", Language.EN, "0.2 more needed each period"),
        ("growth", Language.VI, "cần giảm 0,1 mỗi kỳ"),
        ("reduction", Language.VI, None),
    ],
)
def test_every_kind_of_mark_is_named_under_the_plot(
    kind: str, language: Language, pace: str | None
) -> None:
    way = ALL[kind]()
    said = key(way, language)
    assert said.get("ahead") == pace
    assert (pace is None) is not any(
        one.attrib["stroke"] == GOAL for one in picture(way).iter(f"{SVG}line")
    )
    others = {name: text for name, text in said.items() if name != "ahead"}
    assert others == (
        {"actual": "thực hiện", "line": "đường tiến độ", "goal": "số cần đạt"}
        if language is Language.VI
        else {"actual": "actual", "line": "line to the target", "goal": "number needed"}
    )


def test_a_figure_that_is_not_now_s_stands_with_its_period() -> None:
    way = replace(walked(1, 2, None), at=2)
    assert words(way, "now") == ["11/23: 2"]


def test_where_nothing_may_be_left_the_target_is_zero_and_no_bound() -> None:
    periods = walked(1, 0).periods
    way = replace(walked(1, 0), goal=0, deadline=periods[-1], sign="≤")
    assert words(way, "goal") == ["= 0"]


@KINDS
def test_the_last_period_is_always_named_and_the_others_as_there_is_room(
    kind: str,
) -> None:
    way = ALL[kind]()
    last = way.periods[-1]
    names = re.findall(r'<span class="(period[^"]*)"[^>]*>([\d/]+)<', card(way))
    assert names[0] == ("period last", f"{last.month}/{last.year % 100:02d}")
    kinds = [kind for kind, _ in names]
    pattern = ["period fourth", "period odd", "period half", "period odd"]
    assert kinds[1:] == [pattern[at % 4] for at in range(1, len(kinds))]


def lines(way: Track, color: str) -> list[tuple[str, str]]:
    """From where to where across the segments of that colour go."""
    found = picture(way).iter(f"{SVG}line")
    return [(one.attrib["x1"], one.attrib["x2"]) for one in found if one.attrib["stroke"] == color]


def walked(*numbers: Number | None) -> Track:
    """A way through these numbers from October 2023, without a line or a target."""
    periods = tuple(P("2023-10").shifted(month) for month in range(len(numbers)))
    nothing: tuple[Number | None, ...] = (None,) * len(numbers)
    return Track(periods, numbers, nothing, None, None, share=False, at=len(numbers) - 1)


def test_a_straight_line_is_one_segment_and_a_gap_is_not_bridged() -> None:
    assert len(lines(hotspots(), LINE)) == 2  # it is broken where the figure is
    third, sixth = Fraction(1, 3), Fraction(1, 6)
    assert len(lines(walked(third, 3 * sixth, 2 * third), ACTUAL)) == 1
    assert len(lines(walked(1, 2, 4), ACTUAL)) == 2
    assert len(lines(walked(1, 2, None, 3, 4), ACTUAL)) == 2
    assert lines(walked(1, None, 2, None, 3), ACTUAL) == []


def test_a_figure_from_which_localities_are_missing_is_hollow() -> None:
    way = replace(walked(1, 2, None), apart=3)
    fills = [one.attrib["fill"] for one in picture(way).iter(f"{SVG}circle")]
    assert fills == [ACTUAL, ACTUAL, "#FFF"]


def test_round_numbers_within_the_frame_stand_beside_the_axis() -> None:
    assert words(walked(7, 7, 8, 6), "number") == ["0", "2", "4", "6", "8"]
    assert words(walked(1200, 1234), "number") == ["0", "500", "1.000"]
    assert words(access(), "number") == ["0%", "25%", "50%", "75%", "100%"]


def test_a_card_weighs_little() -> None:
    numbers = [30 + month % 5 for month in range(27)]
    assert len(card(walked(*numbers))) < 9000
