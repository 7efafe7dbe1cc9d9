"""Who counts, and what a province's verdict rests on: localities' reports in, one result out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest

from data_loaders.model import Period, Register, Report
from kpis.counts import Counts
from kpis.verdicts import judge
from tests.kpis.given import (
    PLAN,
    PROVINCE,
    REGIME,
    TEN,
    alone,
    facts_of,
    judged,
    reading,
    register_of,
    report,
)


def nobody_dealt(period: str) -> list[Report]:
    return [report(unit, period, public_incidents=0) for unit in TEN]


def reached(unit: str, period: str, count: int, *, of: int = 10) -> Report:
    return report(unit, period, reached=count, addicts=of, users=0)


# Coverage


def test_eight_of_ten_localities_are_enough_and_the_verdict_is_provisional() -> None:
    result = judged("service-access", "2024-03", [reached(u, "2024-03", 9) for u in TEN[:8]])
    assert (result.verdict, result.provisional) == ("on_track", True)
    assert (result.numerator, result.denominator, result.needed) == (72, 80, 65)
    assert (result.coverage.counted, result.coverage.expected) == (8, 10)
    assert result.coverage.missing == ("d8", "d9")


def test_seven_of_ten_are_not_enough_and_their_numbers_are_kept() -> None:
    result = judged("service-access", "2024-03", [reached(u, "2024-03", 9) for u in TEN[:7]])
    assert (result.verdict, result.reason, result.provisional) == ("no_data", None, True)
    assert (result.numerator, result.denominator, result.needed) == (63, 70, 57)
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
    assert (result.verdict, result.value, result.line) == ("met", Fraction(1, 20), Fraction(19))


def test_a_locality_without_a_base_has_not_enough_data() -> None:
    result = alone("addict-growth", "2024-06", report("d0", "2024-06", addicts=20))
    assert (result.verdict, result.numerator) == ("no_data", None)


# Shares by a deadline


def hotspots(unit: str, period: str, eradicated: int, identified: int = 32) -> Report:
    return report(unit, period, hotspots_eradicated=eradicated, hotspots_identified=identified)


def test_a_share_starts_where_each_locality_first_reported() -> None:
    reports = [
        hotspots("d0", "2023-10", 4),
        hotspots("d1", "2024-02", 6),
        *(hotspots(unit, "2024-10", 10) for unit in ("d0", "d1")),
    ]
    result = judged("hotspots-eradicated", "2024-10", reports, units=["d0", "d1"])
    # 52 of 64 needed, 10 at the start, 12 of 26 periods gone
    assert (result.details.start, result.needed) == (10, 52)
    assert result.line == 10 + Fraction(42 * 12, 26)


def test_a_pace_needs_everybody_to_have_reported_by_then() -> None:
    at_once = [hotspots("d0", "2024-04", 4), hotspots("d0", "2024-10", 10)]
    result = judged("hotspots-eradicated", "2024-10", at_once, units=["d0"])
    assert result.details.pace_seen == 1
    later = [*at_once, hotspots("d1", "2024-05", 4), hotspots("d1", "2024-10", 10)]
    result = judged("hotspots-eradicated", "2024-10", later, units=["d0", "d1"])
    assert result.details.pace_seen is None


def test_the_pace_looks_at_the_newest_report_up_to_then() -> None:
    reports = [
        hotspots("d0", "2023-10", 0),
        hotspots("d0", "2024-02", 4),
        hotspots("d0", "2024-10", 10),  # nothing from March to April: February stands in
    ]
    assert alone("hotspots-eradicated", "2024-10", *reports).details.pace_seen == 1


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


# Zero


def test_a_known_breach_stands_however_few_have_reported() -> None:
    result = judged("no-public-incidents", "2024-03", [report("d0", "2024-02", public_incidents=2)])
    assert (result.verdict, result.numerator, result.needed) == ("missed", 2, 0)
    assert (result.coverage.counted, result.provisional) == (0, True)


def test_a_breach_beside_a_blank_is_a_breach() -> None:
    partly = report("d0", "2024-01", public_incidents=1, blank=["public_incidents"])
    assert alone("no-public-incidents", "2024-01", partly).verdict == "missed"


def test_a_zero_counts_only_with_every_period_of_the_year_so_far() -> None:
    january = nobody_dealt("2024-01")
    march = nobody_dealt("2024-03")
    result = judged("no-public-incidents", "2024-03", [*january, *march])
    assert (result.verdict, result.numerator) == ("no_data", None)
    february = nobody_dealt("2024-02")
    result = judged("no-public-incidents", "2024-03", [*january, *february, *march])
    assert (result.verdict, result.numerator) == ("on_track", 0)


def test_last_year_s_breach_is_not_this_year_s() -> None:
    reports = [
        report("d0", "2023-12", public_incidents=1),
        report("d0", "2024-01", public_incidents=0),
    ]
    assert alone("no-public-incidents", "2024-01", *reports).verdict == "on_track"


@pytest.mark.parametrize(
    ("silent", "verdict", "reason"),
    [(0, "met", None), (1, "no_data", "incomplete"), (3, "no_data", None)],
)
def test_a_year_of_zero_is_met_when_everybody_said_so(
    silent: int, verdict: str, reason: str | None
) -> None:
    said = [
        report(unit, f"2023-{month}", public_incidents=0)
        for unit in TEN[: 10 - silent]
        for month in (10, 11, 12)
    ]
    result = judged("no-public-incidents", "2023-12", said)
    assert (result.verdict, result.reason, result.numerator) == (verdict, reason, 0)


def test_a_breach_is_not_forgotten_when_its_locality_is_merged() -> None:
    province, *districts = register_of(["d0", "d1"]).units
    merged = replace(districts[0], valid_to=date(2024, 3, 31))
    register = Register((province, merged, districts[1]))
    months = ("2024-01", "2024-02", "2024-03", "2024-04")
    said = [
        report("d0", "2024-02", public_incidents=1),
        *(report("d1", month, public_incidents=0) for month in months),
    ]
    counts = Counts(facts_of(said), PLAN, register)
    target = PLAN.target("no-public-incidents")
    result = judge(counts, target, unit_id=PROVINCE, period=Period.of(2024, 4))
    assert (result.verdict, result.numerator) == ("missed", 1)
    assert (result.coverage.counted, result.coverage.expected) == (1, 1)


# A dated task

IN_TIME, LATE = date(2023, 10, 12), date(2023, 11, 2)


def test_a_task_once_done_stays_done_when_a_report_is_missing() -> None:
    result = alone("areas-identified", "2024-06", report("d0", "2023-10", done=IN_TIME))
    assert (result.verdict, result.numerator, result.denominator) == ("met", 1, 1)


def test_the_newest_list_up_to_the_period_speaks() -> None:
    reports = [report("d0", "2023-10", done=False), report("d0", "2024-01", done=LATE)]
    before, after = (alone("areas-identified", p, *reports) for p in ("2023-12", "2024-01"))
    assert [before.reason, after.reason] == ["overdue", "done_late"]


def test_the_province_has_met_a_task_when_all_its_localities_have() -> None:
    reports = [report(unit, "2023-10", done=IN_TIME) for unit in TEN]
    result = judged("areas-identified", "2023-10", reports)
    assert (result.verdict, result.numerator, result.denominator) == ("met", 10, 10)
    assert (result.value, result.needed) == (Fraction(1), None)
    late = judged("areas-identified", "2023-10", [*reports[:9], report("d9", "2023-10", done=LATE)])
    assert (late.verdict, late.reason, late.numerator) == ("missed", "done_late", 9)


@pytest.mark.parametrize(
    ("as_of", "reason"),
    [
        ("2023-10-15T23:59:59+07:00", "due_soon"),
        ("2023-10-15T16:59:59+00:00", "due_soon"),
        ("2023-10-15T17:00:00+00:00", "overdue"),  # already the 16th in Việt Nam
    ],
)
def test_a_task_is_overdue_by_the_calendar_of_the_plan(as_of: str, reason: str) -> None:
    said = [report("d0", "2023-10", done=False)]
    at = datetime.fromisoformat(as_of)
    result = judged("areas-identified", "2023-10", said, units=["d0"], as_of=at)
    assert result.reason == reason


# The sentence that can be read in several ways


def clean(period: str, count: int, *, of: int = 10) -> Report:
    return report("d0", period, classes={"không": count, "có": of - count})


@pytest.mark.parametrize(
    ("letter", "now", "verdict", "base", "numerator", "needed"),
    [
        (None, 4, "not_judged", 5, 4, None),
        ("A", 5, "on_track", 5, 5, 5),
        ("A", 4, "behind", 5, 4, 5),
        ("B", 4, "not_applicable", 5, 4, None),
        ("C", 5, "on_track", 5, 5, 5),  # of the communes with drug evils, not one more
        ("C", 4, "behind", 5, 6, 5),
    ],
)
def test_the_recorded_reading_decides(
    letter: str | None, now: int, verdict: str, base: int, numerator: int, needed: int | None
) -> None:
    readings = [] if letter is None else [reading(letter)]
    said = [clean("2023-12", 5), clean("2024-06", now)]
    result = judged("clean-communes", "2024-06", said, units=["d0"], readings=readings)
    assert (result.verdict, result.reason) == (verdict, None)
    assert (result.base, result.numerator, result.needed) == (base, numerator, needed)


@pytest.mark.parametrize(
    ("letter", "now", "verdict"),
    [("A", 5, "met"), ("A", 4, "missed"), ("C", 5, "met"), ("C", 4, "missed")],
)
def test_a_reading_is_closed_with_the_plan(letter: str, now: int, verdict: str) -> None:
    said = [clean("2024-12", 5), clean("2025-12", now)]
    readings = [reading(letter)]
    result = judged("clean-communes", "2025-12", said, units=["d0"], readings=readings)
    assert result.verdict == verdict


def test_without_a_base_the_count_is_still_shown() -> None:
    result = alone("clean-communes", "2024-06", clean("2024-06", 4))
    assert (result.verdict, result.numerator, result.base) == ("not_judged", 4, None)
    assert result.coverage.counted == 0


def test_a_reading_recorded_later_does_not_exist_yet() -> None:
    said = [clean("2023-12", 5), clean("2024-02", 5)]
    earlier = datetime(2024, 2, 29, tzinfo=REGIME.timezone)
    result = judged(
        "clean-communes", "2024-02", said, units=["d0"], readings=[reading("A")], as_of=earlier
    )
    assert result.verdict == "not_judged"
