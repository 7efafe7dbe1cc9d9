"""A way as a panel draws it: a picture of its numbers, and over it what the picture says."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from fractions import Fraction
from html import unescape
from xml.etree import ElementTree

import pytest

from kpis.charts.panel import TALL, draw
from kpis.charts.track import Number, Track
from kpis.law.aim import Forecast
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


def card(way: Track, language: Language = Language.VI, forecast: Forecast | None = None) -> str:
    return draw(way, forecast, language, sentence="Đã được 4/10 <tạm>")


def words(way: Track, kind: str, language: Language = Language.VI) -> list[str]:
    """What stands written over the picture, of one kind."""
    found = re.findall(rf'<span class="{kind}[^"]*"[^>]*>(.*?)</span>', card(way, language))
    return [unescape(one) for one in found]


def dots(way: Track) -> list[tuple[float, float]]:
    """Where every dot is: a share of the width, and pixels from the top."""
    circles = picture(way).iter(f"{SVG}circle")
    return [(float(one.attrib["cx"].rstrip("%")), float(one.attrib["cy"])) for one in circles]


def height(way: Track, number: Number) -> float:
    """Where a number lies, as the two that stand beside the axis say: pixels from the top."""
    html = card(way)
    beside = re.findall(r'class="number" style="left:0;top:([\d.]+)px">([\d.]+)%?<', html)
    (low, nought), (high, top) = [(float(y), float(n.replace(".", ""))) for y, n in beside]
    assert nought == 0 < top
    value = float(number * 100 if way.share else number)
    return low + (high - low) * value / top


@KINDS
def test_now_has_a_dot_at_its_period_as_high_as_its_figure(kind: str) -> None:
    way = ALL[kind]()
    x, y = dots(way)[-1]
    assert x == pytest.approx(100 * (way.at + 0.4) / (len(way.periods) - 0.2), abs=0.01)
    assert way.now is not None
    assert y == pytest.approx(height(way, way.now), abs=0.2)
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
def test_the_target_stands_written_without_its_sign(
    kind: str, language: Language, number: str, goal: str
) -> None:
    """How the figure stands to it the yardsticks beside the drawing say."""
    assert words(ALL[kind](), "goal", language) == [goal.rsplit(maxsplit=1)[-1]]
    assert number not in words(ALL[kind](), "last-known", language)


def test_without_a_target_none_is_marked() -> None:
    assert words(aimless(), "goal") == []


def ahead(way: Track, forecast: Forecast | None) -> list[ElementTree.Element]:
    """The dotted line of the forecast."""
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', card(way, Language.VI, forecast))
    assert found is not None
    drawn = ElementTree.fromstring(b64decode(found[1]))  # noqa: S314 - our own drawing
    return [one for one in drawn.iter(f"{SVG}line") if one.attrib["stroke"] == GOAL]


def test_a_forecast_leads_from_now_to_its_number_however_high_that_is() -> None:
    way = addicts()
    assert ahead(way, None) == []
    (line,) = ahead(way, Forecast(way.periods[-1], 900, 880, 920))
    assert float(line.attrib["y1"]) > float(line.attrib["y2"]) >= 0
    last = len(way.periods) - 1
    assert float(line.attrib["x2"].rstrip("%")) == pytest.approx(
        100 * (last + 0.4) / (len(way.periods) - 0.2), abs=0.01
    )


def test_a_share_has_no_forecast_drawn_as_a_count() -> None:
    assert ahead(access(), Forecast(access().periods[-1], 50, 40, 60)) == []


def test_a_figure_that_is_not_now_s_stands_with_its_period() -> None:
    way = replace(walked(1, 2, None), at=2)
    assert words(way, "last-known") == ["11/23: 2"]


def test_where_nothing_may_be_left_the_target_is_zero() -> None:
    periods = walked(1, 0).periods
    way = replace(walked(1, 0), goal=0, deadline=periods[-1], sign="≤")
    assert words(way, "goal") == ["0"]


@KINDS
def test_the_first_period_now_and_the_last_are_named_where_they_do_not_touch(kind: str) -> None:
    way = ALL[kind]()
    names = re.findall(r'<span class="(period[^"]*)"[^>]*>([\d/]+)<', card(way))
    here = way.periods[way.at]
    assert ("period here", f"{here.month}/{here.year % 100:02d}") in names
    assert 1 <= len(names) <= 3
    ends = {f"{p.month}/{p.year % 100:02d}" for p in (way.periods[0], here, way.periods[-1])}
    assert {name for _, name in names} <= ends


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
    assert fills == ["#FFF"]


def test_a_figure_between_two_gaps_is_a_dot_and_the_gaps_are_grey() -> None:
    way = walked(1, None, 2, None, 3)
    assert len(dots(way)) == 3
    grey = list(picture(way).iter(f"{SVG}rect"))
    assert len(grey) == 2
    assert list(picture(walked(None, None, 3)).iter(f"{SVG}rect")) == []  # it had not begun


def test_nought_and_the_highest_round_number_stand_beside_the_axis() -> None:
    assert words(walked(7, 7, 8, 6), "number") == ["0", "8"]
    assert words(walked(1200, 1234), "number") == ["0", "1.000"]
    assert words(access(), "number") == ["0%", "100%"]


def test_a_card_weighs_little() -> None:
    numbers = [30 + month % 5 for month in range(27)]
    assert len(card(walked(*numbers))) < 9000
