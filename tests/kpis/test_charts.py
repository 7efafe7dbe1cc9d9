"""Progress charts: the way worked out by hand for each kind of target, and what the figure says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from data_loaders.model import Period, Report, TargetReading, periods_between
from kpis.charts.progress import draw, written
from kpis.charts.track import Number, Track, track_of
from kpis.model import Language
from tests.kpis.given import PLAN, judged, reading, report

P = Period.parse
DEADLINE = P("2025-12")


def track(
    target_id: str,
    since: str,
    upto: str,
    reports: Iterable[Report],
    *,
    readings: Iterable[TargetReading] = (),
) -> Track | None:
    """The track of the locality ``d0``: its results from ``since`` to the one shown."""
    kept = tuple(reports)
    results = [
        judged(target_id, str(period), kept, unit_id="d0", readings=readings)
        for period in periods_between(P(since), P(upto))
    ]
    return track_of(results, PLAN.target(target_id), PLAN)


def found(*arguments: Any, **options: Any) -> Track:
    one = track(*arguments, **options)
    assert one is not None
    return one


def series(measure: str, values: dict[str, int], **same: int) -> list[Report]:
    totals: list[tuple[str, dict[str, Any]]] = [
        (p, {measure: v, **same}) for p, v in values.items()
    ]
    return [report("d0", period, **of_period) for period, of_period in totals]


def known(numbers: Sequence[Number | None]) -> dict[int, Number]:
    """Position → number, where there is one."""
    return {i: number for i, number in enumerate(numbers) if number is not None}


HOTSPOTS = {"2023-10": 2, "2023-11": 3, "2024-01": 4}
PEOPLE = {"2023-10": 41, "2023-11": 40, "2024-01": 45}
SPOTS = {"2023-12": 20, "2024-01": 20, "2024-02": 19, "2024-04": 18}
ADDICTS = {"2023-12": 250, "2024-01": 251, "2024-02": 253}


def hotspots() -> Track:
    return found(
        "hotspots-eradicated",
        "2023-10",
        "2024-01",
        series("hotspots_eradicated", HOTSPOTS, hotspots_identified=10),
    )


def access() -> Track:
    people = series("reached", PEOPLE, addicts=30, users=20)
    return found("service-access", "2023-10", "2024-01", people)


def spots() -> Track:
    return found("spots-reduction", "2024-01", "2024-04", series("spots_closing", SPOTS))


def addicts() -> Track:
    return found("addict-growth", "2024-01", "2024-02", series("addicts", ADDICTS))


def test_a_share_runs_from_its_first_count_to_the_number_needed_at_the_deadline() -> None:
    """2 of 10 at the start, 8 needed after 26 periods: 6/26 more in each."""
    way = hotspots()
    assert (way.periods[0], way.periods[-1], len(way.periods)) == (P("2023-10"), DEADLINE, 27)
    assert known(way.actual) == {0: 2, 1: 3, 3: 4}
    assert (way.line[0], way.line[13], way.line[26]) == (2, 5, 8)
    assert way.line[1] == 2 + Fraction(6, 26)
    assert (way.goal, way.deadline, way.at, way.sign) == (8, DEADLINE, 3, "≥")
    assert (way.now, way.share) == (4, False)


def test_a_period_without_a_report_is_a_gap_and_no_zero() -> None:
    assert hotspots().actual[2] is None
    assert access().actual[2] is None
    assert spots().actual[3] is None


def test_a_share_that_began_where_it_must_end_has_no_line() -> None:
    values = {"2023-10": 9, "2023-11": 9}
    reports = series("hotspots_eradicated", values, hotspots_identified=10)
    way = found("hotspots-eradicated", "2023-10", "2023-11", reports)
    assert known(way.line) == {}
    assert (way.goal, known(way.actual)) == (8, {0: 9, 1: 9})


def test_a_floor_is_a_level_line_of_the_bar_and_its_sign_is_strict_where_the_sentence_is() -> None:
    way = access()
    assert known(way.actual) == {0: Fraction(41, 50), 1: Fraction(4, 5), 3: Fraction(9, 10)}
    assert set(way.line) == {Fraction(4, 5)}
    assert (way.goal, way.deadline, way.at) == (Fraction(4, 5), DEADLINE, 3)
    assert (way.sign, way.share) == (">", True)


def test_a_floor_that_says_at_least_has_that_sign() -> None:
    areas = [report("d0", "2023-10", areas="aaar")]
    way = found("areas-sustained", "2023-10", "2023-10", areas)
    assert (way.sign, way.goal, way.now) == ("≥", Fraction(17, 20), Fraction(3, 4))


def test_a_reduction_runs_over_its_year_from_the_base_down_to_what_may_be_left() -> None:
    """20 at the end of 2023 and 5 % less: 19 may be left, half a spot less by June."""
    way = spots()
    assert (way.periods[0], way.periods[-1], len(way.periods)) == (P("2023-12"), P("2024-12"), 13)
    assert known(way.actual) == {0: 20, 1: 20, 2: 19, 4: 18}
    assert (way.line[0], way.line[6], way.line[12]) == (20, Fraction(39, 2), 19)
    assert (way.goal, way.deadline, way.at, way.sign) == (19, P("2024-12"), 4, "≤")


def test_growth_runs_up_to_the_most_that_still_is_below_the_bar() -> None:
    """1 % of 250 is 2,5: 252 is below, 253 is above."""
    way = addicts()
    assert known(way.actual) == {0: 250, 1: 251, 2: 253}
    assert (way.line[0], way.line[6], way.line[12]) == (250, 251, 252)
    assert (way.goal, way.sign) == (252, "≤")


def test_a_zero_target_adds_up_over_its_year_and_stops_where_a_report_is_missing() -> None:
    values = {"2024-01": 0, "2024-02": 0, "2024-04": 0}
    way = found("no-reformed-spots", "2024-01", "2024-04", series("spots_reformed", values))
    assert (way.periods[0], way.periods[-1]) == (P("2024-01"), P("2024-12"))
    assert known(way.actual) == {0: 0, 1: 0}  # nobody can say "none" for the whole year since
    assert (set(way.line), way.goal, way.sign, way.at) == ({0}, 0, "≤", 3)


def test_a_breach_stays_on_the_way_through_missing_reports() -> None:
    values = {"2024-01": 0, "2024-02": 2, "2024-04": 1}
    way = found("no-reformed-spots", "2024-01", "2024-05", series("spots_reformed", values))
    assert known(way.actual) == {0: 0, 1: 2, 2: 2, 3: 3, 4: 3}


def test_the_first_year_of_a_zero_target_begins_with_the_plan() -> None:
    way = found("no-reformed-spots", "2023-10", "2023-11", series("spots_reformed", {"2023-10": 0}))
    assert (way.periods[0], len(way.periods), way.at) == (P("2023-10"), 3, 1)


def clean(readings: Iterable[TargetReading] = ()) -> Track:
    counts = {"2023-12": (6, 4), "2024-01": (5, 5), "2024-02": (7, 3)}
    reports = [
        report("d0", period, classes={"không": free, "có": others})
        for period, (free, others) in counts.items()
    ]
    return found("clean-communes", "2024-01", "2024-02", reports, readings=readings)


def test_a_sentence_without_a_reading_shows_its_count_and_no_goal() -> None:
    way = clean()
    assert known(way.actual) == {0: 6, 1: 5, 2: 7}
    assert (way.goal, way.deadline, known(way.line)) == (None, None, {})


def test_read_as_a_the_count_must_stay_at_its_base() -> None:
    way = clean([reading("A")])
    assert (way.goal, way.sign, set(way.line)) == (6, "≥", {6})


def test_read_as_c_the_other_communes_must_not_grow() -> None:
    way = clean([reading("C")])
    assert known(way.actual) == {0: 4, 1: 5, 2: 3}
    assert (way.goal, way.sign, way.line[12]) == (4, "≤", 4)


def test_a_milestone_has_no_way_to_draw() -> None:
    reports = [report("d0", "2023-10", done=date(2023, 10, 10), addicts=1)]
    assert track("areas-identified", "2023-10", "2023-10", reports) is None


def test_where_nobody_ever_reported_there_is_nothing_to_draw() -> None:
    assert track("service-access", "2023-10", "2024-01", []) is None
    assert track_of([], PLAN.target("service-access"), PLAN) is None


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


@pytest.mark.parametrize(
    ("kind", "language", "number", "goal"),
    [
        ("share", Language.VI, "4", "≥ 8"),
        ("floor", Language.VI, "90,0%", "> 80,0%"),
        ("floor", Language.EN, "90.0%", "> 80.0%"),
        ("reduction", Language.VI, "18", "≤ 19"),
        ("growth", Language.EN, "253", "≤ 252"),
    ],
)
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


def test_a_year_of_zeros_is_drawn_on_a_frame_of_its_own() -> None:
    values = {"2024-01": 0, "2024-02": 0}
    way = found("no-reformed-spots", "2024-01", "2024-02", series("spots_reformed", values))
    low, high = drawn(way)["layout"]["yaxis"]["range"]
    assert low < 0 < high
