"""The progress chart as the browser gets it: all is said without pointing, and it weighs little."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from data_loaders.model import periods_between
from kpis.charts.progress import draw
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import written
from kpis.model import Language
from tests.kpis.ways import (
    DEADLINE,
    SAID,
    SPOTS,
    P,
    access,
    addicts,
    clean,
    found,
    hotspots,
    known,
    series,
    spots,
)

ALL = {"share": hotspots, "floor": access, "reduction": spots, "growth": addicts, "reading": clean}
KINDS = pytest.mark.parametrize("kind", ALL)
LANGUAGES = pytest.mark.parametrize("language", Language)


def drawn(way: Track, language: Language = Language.VI) -> dict[str, Any]:
    """The figure as the browser gets it."""
    return dict(json.loads(draw(way, language).to_json()))


def texts(figure: dict[str, Any]) -> list[str]:
    """What stands written in the figure, without pointing at anything."""
    every = (text for trace in figure["data"] for text in trace.get("text", ()))
    return [text.replace("<b>", "").replace("</b>", "") for text in every if text]


@pytest.mark.parametrize(("kind", "language", "number", "goal"), SAID)
def test_the_figure_now_and_the_goal_stand_written_in_the_chart(
    kind: str, language: Language, number: str, goal: str
) -> None:
    said = texts(drawn(ALL[kind](), language))
    assert number in said
    assert goal in said


def test_a_chart_without_a_goal_marks_none() -> None:
    said = texts(drawn(clean()))
    assert "7" in said
    assert not any(sign in text for text in said for sign in "≥≤>")


def test_the_last_known_figure_is_written_where_the_newest_report_is_missing() -> None:
    reports = series("spots_closing", SPOTS)
    assert "18" in texts(drawn(found("spots-reduction", "2024-01", "2024-06", reports)))


def test_large_counts_are_grouped_as_each_language_does() -> None:
    reports = series("addicts", {"2023-12": 1200, "2024-01": 1234})
    way = found("addict-growth", "2024-01", "2024-01", reports)
    assert {"1.234", "≤ 1.211"} <= set(texts(drawn(way)))
    assert {"1,234", "≤ 1,211"} <= set(texts(drawn(way, Language.EN)))
    assert drawn(way)["layout"]["separators"] == ",."
    assert drawn(way, Language.EN)["layout"]["separators"] == ".,"


@KINDS
@LANGUAGES
def test_the_deadline_is_always_named_on_the_axis(kind: str, language: Language) -> None:
    way = ALL[kind]()
    axis = drawn(way, language)["layout"]["xaxis"]
    last = way.periods[-1]
    assert axis["ticktext"][-1] == f"{last.month}/{last.year % 100}"
    assert axis["tickvals"][-1] == len(way.periods) - 1


@KINDS
def test_a_chart_needs_no_legend_and_fits_two_to_a_screen(kind: str) -> None:
    layout = drawn(ALL[kind]())["layout"]
    assert layout["showlegend"] is False
    assert 2 * layout["height"] <= 768 - 300


@KINDS
@LANGUAGES
def test_a_chart_weighs_little(kind: str, language: Language) -> None:
    assert len(draw(ALL[kind](), language).to_json()) < 6000


def test_a_full_chart_weighs_little_too() -> None:
    periods = list(periods_between(P("2023-10"), DEADLINE))
    values = {str(period): 30 + i for i, period in enumerate(periods)}
    people = series("reached", values, addicts=90, users=7)
    way = found("service-access", "2023-10", "2025-12", people)
    assert len(known(way.actual)) == len(periods)
    assert len(draw(way, Language.VI).to_json()) < 6000


@KINDS
def test_a_gap_is_not_bridged_and_nothing_can_be_pointed_at_there(kind: str) -> None:
    way = ALL[kind]()
    trace = next(t for t in drawn(way)["data"] if t["mode"] == "lines+markers+text")
    assert trace["connectgaps"] is False
    for at, number in enumerate(way.actual):
        assert (trace["y"][at] is None) is (number is None)
        assert (trace["customdata"][at] == "") is (number is None)


def test_everything_a_pointer_reads_stands_in_the_table_of_the_same_numbers_too() -> None:
    way = hotspots()
    actual = next(t for t in drawn(way)["data"] if t["mode"] == "lines+markers+text")
    assert actual["customdata"][:4] == [
        "tháng 10/2023: Thực hiện 2",
        "tháng 11/2023: Thực hiện 3",
        "",
        "tháng 01/2024: Thực hiện 4",
    ]


@pytest.mark.parametrize(
    ("number", "share", "language", "text"),
    [
        (None, False, Language.VI, ""),
        (0, False, Language.VI, "0"),
        (1234, False, Language.VI, "1.234"),
        (Fraction(39, 2), False, Language.VI, "19,5"),
        (Fraction(39, 2), False, Language.EN, "19.5"),
        (Fraction(20), False, Language.VI, "20"),
        (Fraction(4, 5), True, Language.VI, "80,0%"),
        (Fraction(7996, 10000), True, Language.VI, "79,9%"),
        (Fraction(7996, 10000), True, Language.EN, "79.9%"),
    ],
)
def test_numbers_of_a_chart_are_written_as_in_its_sentence(
    number: Number | None, share: bool, language: Language, text: str
) -> None:
    """A line at 12,7 is not 13 in a table while the sentence asks for 12."""
    assert written(number, share=share, language=language) == text


@KINDS
def test_every_point_lies_inside_the_frame(kind: str) -> None:
    figure = drawn(ALL[kind]())
    low, high = figure["layout"]["yaxis"]["range"]
    points = [y for trace in figure["data"] for y in trace["y"] if y is not None]
    assert low <= min(points)
    assert max(points) <= high


def notes(way: Track, language: Language = Language.VI) -> list[dict[str, Any]]:
    return list(drawn(way, language)["layout"].get("annotations", []))


def test_the_pace_needed_is_drawn_to_the_target_and_written_beside_the_deadline() -> None:
    """4 of 8 after 3 of 26 periods: 4 more in 23, 0,2 each."""
    way = hotspots()
    ahead = next(t for t in drawn(way)["data"] if t.get("line", {}).get("dash") == "dot")
    assert (ahead["x"], ahead["y"]) == ([way.at, 26], [4, 8])
    assert "cần thêm 0,2 mỗi kỳ" in {one["text"] for one in notes(way)}
    assert "0.2 more needed each period" in {one["text"] for one in notes(way, Language.EN)}
    assert "cần giảm 0,1 mỗi kỳ" in {one["text"] for one in notes(addicts())}
    assert not any("mỗi kỳ" in one["text"] for one in notes(spots()))


def test_a_figure_from_which_localities_are_missing_is_hollow() -> None:
    way = replace(hotspots(), partial=frozenset({3}))
    marker = next(t for t in drawn(way)["data"] if "customdata" in t and "marker" in t)["marker"]
    hollow = [i for i, symbol in enumerate(marker["symbol"]) if symbol == "circle-open"]
    assert hollow == [3]


@pytest.mark.parametrize(
    ("kind", "below"), [("share", True), ("reduction", False), ("growth", True), ("floor", False)]
)
def test_the_line_is_named_beyond_the_figure_of_now_on_the_side_it_leaves_free(
    kind: str, below: bool
) -> None:
    """Below a line that rises to the right, above one that falls: there it meets nothing."""
    way = ALL[kind]()
    (name,) = [one for one in notes(way) if one["text"] == "đường tiến độ"]
    assert name["x"] >= way.at + 2
    assert name["xanchor"] == ("center" if kind == "floor" else "left")
    assert name["yanchor"] == ("top" if below else "bottom")


def test_close_to_the_deadline_there_is_no_room_for_a_name() -> None:
    values = {"2023-12": 20, "2024-10": 19}
    way = found("spots-reduction", "2024-01", "2024-10", series("spots_closing", values))
    assert drawn(way)["layout"].get("annotations", []) == []


def test_a_year_of_zeros_is_drawn_on_a_frame_of_its_own() -> None:
    values = {"2024-01": 0, "2024-02": 0}
    way = found("no-reformed-spots", "2024-01", "2024-02", series("spots_reformed", values))
    low, high = drawn(way)["layout"]["yaxis"]["range"]
    assert low < 0 < high
