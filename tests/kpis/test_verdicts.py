"""Who counts, and what a province's verdict rests on: localities' reports in, one result out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data_loaders.model import Report
from kpis.law.details import Pace
from kpis.model import Result
from tests.kpis.given import (
    TEN,
    alone,
    judged,
    report,
)


def reached(unit: str, period: str, count: int, *, of: int = 10) -> Report:
    return report(unit, period, reached=count, addicts=of, users=0)


# Coverage


def test_eight_of_ten_localities_are_enough_and_the_verdict_is_provisional() -> None:
    result = judged("service-access", "2024-03", [reached(u, "2024-03", 9) for u in TEN[:8]])
    assert (result.verdict, result.provisional) == ("on_track", True)
    assert (result.numerator, result.denominator, result.needed) == (72, 80, 65)
    assert (result.coverage.counted, result.coverage.expected) == (8, 10)
    assert result.coverage.missing == ("d8", "d9")


def test_seven_of_ten_are_not_enough_and_say_no_numbers() -> None:
    result = judged("service-access", "2024-03", [reached(u, "2024-03", 9) for u in TEN[:7]])
    assert (result.verdict, result.reason, result.provisional) == ("no_data", None, False)
    assert (result.numerator, result.denominator, result.needed) == (None, None, None)
    assert result.coverage.missing == TEN[7:]
    assert (result.value, result.line) == (None, None)


def test_just_under_eighty_percent_is_not_enough() -> None:
    many = [f"m{number}" for number in range(100)]
    verdicts = [
        judged(
            "service-access",
            "2024-03",
            [reached(unit, "2024-03", 9) for unit in many[:counted]],
            units=many,
        ).verdict
        for counted in (79, 80)
    ]
    assert verdicts == ["no_data", "on_track"]


def test_nobody_reporting_leaves_every_number_empty() -> None:
    result = judged("service-access", "2024-03", [])
    numbers = (result.numerator, result.denominator, result.base, result.needed, result.value)
    assert (result.verdict, result.coverage.counted) == ("no_data", 0)
    assert numbers == (None,) * 5


def test_a_locality_with_a_blank_in_the_formula_does_not_count() -> None:
    reports = [reached(unit, "2024-03", 9) for unit in TEN[:9]]
    blank = report("d9", "2024-03", reached=1, addicts=10, users=0, blank=["users"])
    result = judged("service-access", "2024-03", [*reports, blank])
    assert (result.numerator, result.coverage.missing) == (81, ("d9",))


def test_a_blank_elsewhere_does_not_matter() -> None:
    blank = report("d0", "2024-03", reached=9, addicts=10, users=0, cases=0, blank=["cases"])
    assert alone("service-access", "2024-03", blank).verdict == "on_track"


def test_the_province_is_judged_by_its_sums_not_by_its_localities() -> None:
    small = [reached(unit, "2024-03", 1, of=2) for unit in TEN[:9]]
    large = reached("d9", "2024-03", 990, of=1000)
    assert alone("service-access", "2024-03", small[0]).verdict == "behind"
    result = judged("service-access", "2024-03", [*small, large])
    assert (result.verdict, result.value) == ("on_track", Fraction(999, 1018))


@pytest.mark.parametrize(("whole", "caveats"), [(9, ("small_base",)), (10, ())])
def test_a_whole_below_ten_is_a_small_base(whole: int, caveats: tuple[str, ...]) -> None:
    result = alone("service-access", "2024-03", reached("d0", "2024-03", 9, of=whole))
    assert result.caveats == caveats


# Time


@pytest.mark.parametrize(
    ("period", "verdict", "reason"),
    [
        ("2023-09", "not_judged", "before_plan"),
        ("2023-10", "on_track", None),
        ("2025-12", "met", None),
        ("2026-01", "not_judged", "plan_closed"),
    ],
)
def test_a_plan_judges_its_own_periods_only(period: str, verdict: str, reason: str | None) -> None:
    result = alone("service-access", period, reached("d0", period, 9))
    assert (result.verdict, result.reason) == (verdict, reason)
    assert (result.numerator is None) is (reason is not None)


# Against the year before


def test_base_and_now_are_taken_over_the_same_localities() -> None:
    before = [report(unit, "2023-12", spots_closing=10) for unit in TEN[:9]]
    now = [report(unit, "2024-06", spots_closing=9) for unit in TEN[1:]]
    result = judged("spots-reduction", "2024-06", [*before, *now])
    assert (result.base, result.numerator, result.needed) == (80, 72, 76)
    assert (result.verdict, result.coverage.missing) == ("on_track", ("d0", "d9"))


def test_the_first_year_looks_back_to_the_base_figures_of_2022() -> None:
    result = alone(
        "spots-reduction",
        "2023-12",
        report("d0", "2022-12", spots_closing=20),
        report("d0", "2023-12", spots_closing=19),
    )
    assert (result.verdict, result.value, result.line) == ("met", Fraction(-1, 20), Fraction(19))


def test_a_locality_without_a_base_has_not_enough_data() -> None:
    result = alone("addict-growth", "2024-06", report("d0", "2024-06", addicts=20))
    assert (result.verdict, result.numerator) == ("no_data", None)


# Shares by a deadline


def hotspots(unit: str, period: str, eradicated: int, identified: int = 32) -> Report:
    return report(unit, period, hotspots_eradicated=eradicated, hotspots_identified=identified)


def pace_of(result: Result) -> Pace:
    assert result.details.pace is not None
    return result.details.pace


def test_a_share_starts_where_each_locality_first_reported() -> None:
    reports = [
        hotspots("d0", "2023-10", 4),
        hotspots("d1", "2024-02", 6),
        *(hotspots(unit, "2024-10", 10) for unit in ("d0", "d1")),
    ]
    result = judged("hotspots-eradicated", "2024-10", reports, units=["d0", "d1"])
    # 52 of 64 needed, 10 at the start, 12 of 26 periods gone
    assert (result.start, result.needed) == (10, 52)
    assert result.line == 10 + Fraction(42 * 12, 26)


def test_a_pace_needs_everybody_to_have_reported_by_then() -> None:
    at_once = [hotspots("d0", "2024-04", 4), hotspots("d0", "2024-10", 10)]
    result = judged("hotspots-eradicated", "2024-10", at_once, units=["d0"])
    assert pace_of(result).seen == 1
    later = [*at_once, hotspots("d1", "2024-05", 4), hotspots("d1", "2024-10", 10)]
    result = judged("hotspots-eradicated", "2024-10", later, units=["d0", "d1"])
    assert (pace_of(result).seen, pace_of(result).periods) == (None, None)


def test_the_pace_looks_at_the_newest_report_up_to_then() -> None:
    reports = [
        hotspots("d0", "2023-10", 0),
        hotspots("d0", "2024-02", 4),
        hotspots("d0", "2024-10", 10),  # nothing from March to April: February stands in
    ]
    assert pace_of(alone("hotspots-eradicated", "2024-10", *reports)).seen == 1


def test_who_has_no_hotspots_has_nothing_to_show() -> None:
    result = alone("hotspots-eradicated", "2024-10", hotspots("d0", "2024-10", 0, 0))
    assert (result.verdict, result.numerator, result.denominator) == ("not_applicable", 0, 0)
    assert (result.value, result.needed) == (None, None)


# Areas


def test_a_relapsed_area_stays_recognised_and_is_not_sustained() -> None:
    listed = report("d0", "2025-06", areas="aaaaar" + "uuuu")
    transformed = alone("areas-transformed", "2025-06", listed)
    assert (transformed.verdict, transformed.reason) == ("met", "met_early")
    assert (transformed.numerator, transformed.denominator, transformed.needed) == (6, 10, 6)
    assert transformed.details.relapsed == 1
    sustained = alone("areas-sustained", "2025-06", listed)
    assert (sustained.verdict, sustained.numerator, sustained.needed) == ("behind", 5, 6)


def test_nobody_can_relapse_where_nothing_was_recognised() -> None:
    result = alone("areas-sustained", "2024-06", report("d0", "2024-06", areas="uu"))
    assert (result.verdict, result.denominator) == ("not_applicable", 0)


# Floors that fall


def falling(first: str) -> list[Report]:
    """83 % in the sixth period after a point less each: 88, 87, 86, 85, 84, 83."""
    year, month = int(first[:4]), int(first[5:])
    return [reached("d0", f"{year}-{month + step:02d}", 88 - step, of=100) for step in range(6)]


def test_a_falling_floor_is_at_risk_while_it_still_holds() -> None:
    result = alone("service-access", "2024-06", *falling("2024-01"))
    assert (result.verdict, result.reason) == ("at_risk", "trend_falling")
    assert result.details.trend == Fraction(80, 100)


def test_a_trend_wants_all_six_periods() -> None:
    gap = [one for one in falling("2024-01") if one.period.month != 3]
    assert alone("service-access", "2024-06", *gap).verdict == "on_track"


def test_a_trend_does_not_look_behind_the_plan() -> None:
    reports = falling("2023-07")  # three of the six are before the first period
    assert alone("service-access", "2023-12", *reports).verdict == "on_track"
