"""The way of a figure to its deadline, worked out by hand for each kind of target."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from data_loaders.model import Report
from kpis.charts.track import Track, track_of
from kpis.counts import Counts
from kpis.series import series_to
from kpis.verdicts import judge
from tests.kpis.given import PLAN, PROVINCE, facts_of, register_of, report
from tests.kpis.trajectory import (
    DEADLINE,
    P,
    access,
    addicts,
    aimless,
    clean,
    found,
    hotspots,
    kept,
    known,
    series,
    spots,
    track,
)


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


def test_a_share_that_began_above_what_it_needs_may_fall_to_it() -> None:
    """9 at the start, 8 needed after 26 periods: the way there leads down, 1/26 in each."""
    values = {"2023-10": 9, "2023-11": 9}
    reports = series("hotspots_eradicated", values, hotspots_identified=10)
    way = found("hotspots-eradicated", "2023-11", reports)
    assert [way.line[0], way.line[1], way.line[26]] == [9, 9 - Fraction(1, 26), 8]
    assert (way.goal, known(way.actual)) == (8, {0: 9, 1: 9})


def test_a_floor_is_a_level_line_of_the_bar_and_its_sign_is_strict_where_the_sentence_is() -> None:
    way = access()
    assert known(way.actual) == {0: Fraction(41, 50), 1: Fraction(4, 5), 3: Fraction(9, 10)}
    assert set(way.line) == {Fraction(4, 5)}
    assert (way.goal, way.deadline, way.at) == (Fraction(4, 5), DEADLINE, 3)
    assert (way.sign, way.share) == (">", True)


def test_a_floor_that_says_at_least_has_that_sign() -> None:
    areas = [report("d0", "2023-10", areas="aaar")]
    way = found("areas-sustained", "2023-10", areas)
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
    way = found("no-reformed-spots", "2024-04", series("spots_reformed", values))
    assert (way.periods[0], way.periods[-1]) == (P("2023-12"), P("2024-12"))
    assert known(way.actual) == {0: 0, 1: 0, 2: 0, 4: 0}  # of April, what was reported is known
    assert (way.sign, way.at) == ("≤", 4)
    full = series("spots_reformed", {"2024-01": 0, "2024-02": 0, "2024-03": 1})
    way = found("no-reformed-spots", "2024-03", full)
    assert (known(way.actual), set(way.line), way.goal) == ({0: 0, 1: 0, 2: 0, 3: 1}, {0}, 0)


def test_a_breach_goes_on_after_a_missing_report_and_a_month_without_one_is_empty() -> None:
    values = {"2024-01": 0, "2024-02": 2, "2024-04": 1}
    way = found("no-reformed-spots", "2024-05", series("spots_reformed", values))
    assert known(way.actual) == {0: 0, 1: 0, 2: 2, 4: 3}


def test_the_first_year_of_a_zero_target_begins_with_the_plan() -> None:
    way = found("no-reformed-spots", "2023-11", series("spots_reformed", {"2023-10": 0}))
    assert (way.periods[0], len(way.periods), way.at) == (P("2023-09"), 4, 2)


def test_a_sentence_without_a_reading_has_no_way() -> None:
    assert clean(None) is None
    assert clean("B") is None  # read as no target


def test_where_there_is_nothing_left_to_do_it_of_no_goal_is_drawn() -> None:
    way = aimless()
    assert known(way.actual) == {0: 7, 1: 0}
    assert (way.goal, way.deadline) == (None, None)


def test_read_as_a_the_count_must_stay_at_its_base() -> None:
    way = kept()
    assert known(way.actual) == {0: 6, 1: 5, 2: 7}
    assert (way.goal, way.sign, set(way.line)) == (6, "≥", {6})


def test_read_as_c_the_other_communes_must_not_grow() -> None:
    way = clean("C")
    assert way is not None
    assert known(way.actual) == {0: 4, 1: 5, 2: 3}
    assert (way.goal, way.sign, way.line[12]) == (4, "≤", 4)


def test_a_milestone_has_no_way_to_draw() -> None:
    reports = [report("d0", "2023-10", done=date(2023, 10, 10), addicts=1)]
    assert track("areas-identified", "2023-10", reports) is None


def test_where_nobody_ever_reported_there_is_nothing_to_draw() -> None:
    assert track("service-access", "2024-01", []) is None


def of_province(target_id: str, period: str, reports: list[Report]) -> Track:
    counts = Counts(facts_of(reports), PLAN, register_of())
    target = PLAN.target(target_id)
    result = judge(counts, target, unit_id=PROVINCE, period=P(period))
    way = track_of(series_to(counts, result), result, target, PLAN)
    assert way is not None
    return way


def test_a_way_of_the_province_is_broken_where_one_of_those_who_count_now_is_missing() -> None:
    reports = [
        report(f"d{n}", period, hotspots_eradicated=n, hotspots_identified=9)
        for period in ("2024-02", "2024-03", "2024-04")
        for n in range(10)
        if (n, period) != (9, "2024-03")
    ]
    way = of_province("hotspots-eradicated", "2024-04", reports)
    at = way.periods.index(P("2024-03"))
    assert (way.places, way.actual[at], way.line[at]) == (10, None, None)
    assert (at, (9, 10)) in way.gaps
    assert [way.actual[at - 1], way.actual[at + 1]] == [45, 45]
    assert (way.whole, hotspots().places, hotspots().gaps) == (90, None, ())


def test_those_who_count_now_are_followed_alone_from_the_base_on() -> None:
    reports = [
        report(f"d{n}", period, spots_closing=5)
        for period in ("2023-12", "2024-01", "2024-02")
        for n in range(10)
        if (n, period) != (9, "2024-02")
    ]
    way = of_province("spots-reduction", "2024-02", reports)
    assert (way.places, known(way.actual)) == (9, {0: 45, 1: 45, 2: 45})
    assert (way.goal, way.allowance, way.gaps) == (42, 3, ())


def test_a_figure_of_the_year_that_not_all_sent_for_is_on_nobody_s_way() -> None:
    reports = [
        report(f"d{n}", period, public_incidents=1)
        for period in ("2024-01", "2024-02")
        for n in range(10)
        if (n, period) != (9, "2024-02")
    ]
    way = of_province("no-public-incidents", "2024-02", reports)
    assert (known(way.actual), way.apart, way.gaps) == ({0: 0, 1: 10}, 19, ((2, (9, 10)),))
