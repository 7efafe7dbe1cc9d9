"""The progress chart as the browser gets it: all is said without pointing, and it weighs little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from data_loaders.model import periods_between
from kpis.charts import panel, track_svg
from kpis.charts.progress import draw
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import axis_of, break_said, scale_of, written
from kpis.model import Language
from tests.kpis.charts.drawn_chart import drawn, notes, shapes, texts
from tests.kpis.trajectory import (
    DEADLINE,
    SAID,
    SPOTS,
    P,
    access,
    addicts,
    aimless,
    found,
    hotspots,
    kept,
    known,
    nothing,
    series,
    spots,
)

ALL = {"share": hotspots, "floor": access, "reduction": spots, "growth": addicts, "kept": kept}
KINDS = pytest.mark.parametrize("kind", ALL)
LANGUAGES = pytest.mark.parametrize("language", Language)


IN_WORDS = {
    Language.VI: {"≥": "ít nhất", "≤": "tối đa", "=": "tối đa", ">": "trên"},
    Language.EN: {"≥": "at least", "≤": "at most", "=": "at most", ">": "above"},
}


@pytest.mark.parametrize(("kind", "language", "number", "goal"), SAID)
def test_the_figure_now_and_the_goal_stand_written_in_the_chart(
    kind: str, language: Language, number: str, goal: str
) -> None:
    said = texts(drawn(ALL[kind](), language))
    assert number in said
    sign, measure = goal.split(" ")
    assert f"{IN_WORDS[language][sign]} {measure}" in said


def test_a_chart_without_a_goal_marks_none() -> None:
    figure = drawn(aimless())
    assert texts(figure) == ["7", "0"]
    assert figure["layout"].get("shapes", []) == []


def test_the_last_known_figure_is_written_where_the_newest_report_is_missing() -> None:
    reports = series("spots_closing", SPOTS)
    assert "18" in texts(drawn(found("spots-reduction", "2024-06", reports)))


def test_large_counts_are_grouped_as_each_language_does() -> None:
    reports = series("addicts", {"2023-12": 1200, "2024-01": 1234})
    way = found("addict-growth", "2024-01", reports)
    assert {"1.234", "tối đa 1.211"} <= set(texts(drawn(way)))
    assert {"1,234", "at most 1,211"} <= set(texts(drawn(way, Language.EN)))
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
def test_a_chart_needs_no_legend_and_fits_on_a_screen_under_title_and_tiles(kind: str) -> None:
    layout = drawn(ALL[kind]())["layout"]
    assert layout["showlegend"] is False
    assert layout["height"] <= 768 - 370


@KINDS
@LANGUAGES
def test_a_chart_weighs_little(kind: str, language: Language) -> None:
    assert len(draw(ALL[kind](), language).to_json()) < 6000


def test_a_full_chart_weighs_little_too() -> None:
    periods = list(periods_between(P("2023-10"), DEADLINE))
    values = {str(period): 30 + i for i, period in enumerate(periods)}
    people = series("reached", values, addicts=90, users=7)
    way = found("service-access", "2025-12", people)
    assert len(known(way.actual)) == len(periods)
    assert len(draw(way, Language.VI).to_json()) < 6000


@KINDS
def test_a_gap_is_not_bridged_and_nothing_can_be_pointed_at_there(kind: str) -> None:
    way = ALL[kind]()
    trace = next(t for t in drawn(way)["data"] if t["mode"] == "lines+markers")
    assert trace["connectgaps"] is False
    for at, number in enumerate(way.actual):
        assert (trace["y"][at] is None) is (number is None)
        assert (trace["customdata"][at] == "") is (number is None)


def test_everything_a_pointer_reads_stands_in_the_table_of_the_same_numbers_too() -> None:
    way = hotspots()
    actual = next(t for t in drawn(way)["data"] if t["mode"] == "lines+markers")
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
        (Fraction(8004, 10000), True, Language.VI, "80,04%"),  # the bar asks for more than 80 %
        (Fraction(7996, 10000), True, Language.EN, "79.9%"),
    ],
)
def test_numbers_of_a_chart_are_written_as_in_its_sentence(
    number: Number | None, share: bool, language: Language, text: str
) -> None:
    """A line at 12,7 is not 13 in a table while the sentence asks for 12."""
    way = access() if share else hotspots()
    assert written(number, way, language) == text


@KINDS
def test_every_point_lies_inside_the_frame(kind: str) -> None:
    figure = drawn(ALL[kind]())
    low, high = figure["layout"]["yaxis"]["range"]
    points = [y for trace in figure["data"] for y in trace["y"] if y is not None]
    assert low <= min(points)
    assert max(points) <= high


def far_up(**changes: Any) -> Track:
    """190 now, 191 before, and nine may be fewer: far above zero."""
    way = found(
        "spots-reduction",
        "2024-02",
        series("spots_closing", {"2023-12": 190, "2024-01": 191, "2024-02": 190}),
    )
    return replace(way, **changes)


def test_one_more_of_190_is_no_cliff_and_a_broken_axis_says_where_it_begins() -> None:
    way = far_up()
    scale = scale_of(way)
    assert scale.high - scale.low >= 5 * (190 - 180)
    assert scale.low == 160
    assert len(shapes(way, "path")) == 1
    assert break_said(way, scale, Language.VI) == "trục gãy, bắt đầu từ 160"


def reformed() -> Track:
    return found(
        "no-reformed-spots", "2024-02", series("spots_reformed", {"2024-01": 40, "2024-02": 2})
    )


@pytest.mark.parametrize("way", [hotspots, reformed])
def test_what_is_counted_is_drawn_from_zero(way: Callable[[], Track]) -> None:
    assert not scale_of(way()).broken
    assert shapes(way(), "path") == []


@pytest.mark.parametrize(
    ("target_id", "measure"),
    [
        ("spots-reduction", "spots_closing"),
        ("addict-growth", "addicts"),
        ("no-reformed-spots", "spots_reformed"),
    ],
)
def test_where_there_never_was_any_zero_is_drawn_as_a_number(target_id: str, measure: str) -> None:
    """A locality that starts the year with none and has none keeps its whole report card."""
    way = nothing(target_id, measure)
    assert {number for number in way.actual if number is not None} == {0}
    for scale in (scale_of(way), scale_of(way, from_zero=True)):
        assert scale.low < 0 < scale.high
        assert scale.step >= 1
    assert axis_of(way, scale_of(way))[0] == 0
    assert shapes(way, "path") == []
    assert ">0</span>" in panel.draw(way, None, Language.VI, sentence="")
    assert "<svg" in track_svg.draw(way, Language.VI, width=1600, height=700)


@KINDS
def test_an_axis_of_an_office_file_begins_at_zero_or_where_the_title_says(kind: str) -> None:
    way = ALL[kind]()
    low, high, step = axis_of(way, scale_of(way))
    assert (low == 0) == (break_said(way, scale_of(way), Language.VI) == "")
    unit = 100 if way.share else 1
    known = [float(n) for n in (*way.actual, way.goal) if n is not None]
    assert low <= min(known)
    assert max(known) <= high
    assert float(low * unit / (step * unit)).is_integer()


def test_shares_span_twenty_points_at_least() -> None:
    scale = scale_of(access())
    assert scale.high - scale.low >= 20


@pytest.mark.parametrize(
    ("kind", "below"), [("share", True), ("reduction", False), ("growth", True)]
)
def test_the_line_is_named_beyond_the_figure_of_now_on_the_side_it_leaves_free(
    kind: str, below: bool
) -> None:
    """Below a line that rises to the right, above one that falls: there it meets nothing."""
    way = ALL[kind]()
    (name,) = [one for one in notes(way) if one["text"].startswith("tiến độ ")]
    assert name["x"] >= way.at + 2
    assert name["xanchor"] == "left"
    assert (name["text"] == "tiến độ cho phép") is (kind == "growth")
    assert name["yanchor"] == ("top" if below else "bottom")


def test_close_to_the_deadline_there_is_no_room_for_a_name() -> None:
    values = {"2023-12": 20, "2024-10": 19}
    way = found("spots-reduction", "2024-10", series("spots_closing", values))
    assert not any("tiến độ" in one["text"] for one in notes(way))


def test_a_year_of_zeros_is_drawn_on_a_frame_of_its_own() -> None:
    values = {"2024-01": 0, "2024-02": 0}
    way = found("no-reformed-spots", "2024-02", series("spots_reformed", values))
    low, high = drawn(way)["layout"]["yaxis"]["range"]
    assert low < 0 < high
