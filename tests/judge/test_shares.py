"""Shares by a deadline and floors: examples computed by hand from the text of the plan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.examples import area, province, report, row, verdict


def hotspots(*known: tuple[str, int], of: int = 100) -> dict[str, Any]:
    reports = [
        report("A", period, hotspots_identified=of, hotspots_eradicated=n) for period, n in known
    ]
    return province(1, *reports)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # N* = 80, N0 = 2, thirteen of twenty-six periods gone: t = 2 + 78/2 = 41, N − N0 of 39
        (41, ("on_track", None)),
        (40, ("on_track", None)),  # 38/39 = 0.974
        (39, ("at_risk", None)),  # 37/39 = 0.949
        (26, ("at_risk", None)),  # 24/39 = 0.615
        (25, ("behind", None)),  # 23/39 = 0.590
        (80, ("met", "met_early")),
    ],
)
def test_hotspots_follow_a_line_from_the_first_report_to_the_end(
    now: int, expected: tuple[str, str | None]
) -> None:
    history = hotspots(("2023-10", 2), ("2024-11", now))
    assert verdict(history, "hotspots-eradicated", "2024-11") == expected


@pytest.mark.parametrize(
    ("half_a_year_ago", "now", "expected"),
    [
        # 39 more in 13 periods = 3 each; t three periods on = 2 + 78·16/26 = 50
        (40, 41, ("at_risk", "pace_too_slow")),  # 1/6 each · 1.5 = 0.25
        (29, 41, ("on_track", None)),  # 12/6 · 1.5 = 3: no more than the stretch
        (30, 41, ("at_risk", "pace_too_slow")),  # 11/6 · 1.5 = 2.75
        (50, 50, ("on_track", None)),  # standing still, but level with t(p+3) already
        (49, 49, ("at_risk", "pace_too_slow")),
    ],
)
def test_a_pace_that_cannot_arrive_is_a_risk_before_the_line_is_crossed(
    half_a_year_ago: int, now: int, expected: tuple[str, str | None]
) -> None:
    history = hotspots(("2023-10", 2), ("2024-05", half_a_year_ago), ("2024-11", now))
    assert verdict(history, "hotspots-eradicated", "2024-11") == expected


def test_the_pace_is_counted_from_k_periods_ago_and_not_from_later() -> None:
    history = hotspots(("2023-10", 2), ("2024-05", 29), ("2024-06", 41), ("2024-11", 41))
    assert verdict(history, "hotspots-eradicated", "2024-11") == ("on_track", None)


def test_a_pace_takes_three_periods() -> None:
    # N* = 4, N0 = 0: t = 4·2/26 and 4·3/26, both with floor 0; none in three periods is no pace
    history = hotspots(("2023-10", 0), ("2023-12", 0), ("2024-01", 0), of=5)
    assert verdict(history, "hotspots-eradicated", "2023-12") == ("on_track", None)
    assert verdict(history, "hotspots-eradicated", "2024-01") == ("at_risk", "pace_too_slow")


def test_no_pace_is_known_of_one_who_first_reported_less_than_k_periods_ago() -> None:
    history = hotspots(("2024-06", 41), ("2024-11", 60))
    assert verdict(history, "hotspots-eradicated", "2024-11") == ("on_track", None)


def test_the_last_period_closes_a_share() -> None:
    history = hotspots(("2023-10", 2), ("2025-12", 79))
    assert verdict(history, "hotspots-eradicated", "2025-12") == ("missed", None)
    history = hotspots(("2023-10", 2), ("2025-12", 80))
    assert verdict(history, "hotspots-eradicated", "2025-12") == ("met", None)


def test_a_share_that_began_above_what_is_needed_fell_back() -> None:
    history = hotspots(("2023-10", 80), ("2024-11", 79))
    result = row(history, "hotspots-eradicated", "2024-11")
    assert (result["verdict"], result["reason"], result["line"]) == ("behind", "fell_back", None)


def test_of_no_hotspots_no_share_is_judged() -> None:
    result = row(hotspots(("2023-10", 0), of=0), "hotspots-eradicated", "2023-10")
    assert result["verdict"] == "not_applicable"
    assert (result["numerator"], result["denominator"], result["needed"]) == (0, 0, None)
    assert (result["value"], result["caveats"]) == (None, ["small_base"])


def test_a_relapsed_area_was_transformed_but_not_sustained() -> None:
    states = ["đạt", "đạt", "tái phức tạp", "chưa đạt", "đang chuyển hóa"]
    history = province(1, report("A", "2024-11", areas=[area(state) for state in states]))
    transformed = row(history, "areas-transformed", "2024-11")
    assert (transformed["numerator"], transformed["denominator"], transformed["needed"]) == (
        3,
        5,
        3,
    )
    assert (transformed["verdict"], transformed["reason"]) == ("met", "met_early")
    sustained = row(history, "areas-sustained", "2024-11")
    assert (sustained["numerator"], sustained["denominator"], sustained["needed"]) == (2, 3, 3)
    assert sustained["verdict"] == "behind"


@pytest.mark.parametrize(
    ("reached", "period", "expected"),
    [
        (80, "2024-11", ("behind", None)),  # exactly 80 % is not above 80 %
        (81, "2024-11", ("on_track", None)),
        (80, "2025-12", ("missed", None)),
        (81, "2025-12", ("met", None)),
    ],
)
def test_more_than_eighty_per_cent_have_to_be_reached(
    reached: int, period: str, expected: tuple[str, str | None]
) -> None:
    history = province(1, report("A", period, addicts=60, users=40, reached=reached))
    assert verdict(history, "service-access", period) == expected
    assert row(history, "service-access", period)["needed"] == 81


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        # steps of 2: 83 at p, 77 three periods on
        ([93, 91, 89, 87, 85, 83], ("at_risk", "trend_falling")),
        # steps of 1: 83, then exactly 80, which is not above 80
        ([88, 87, 86, 85, 84, 83], ("at_risk", "trend_falling")),
        ([89, 88, 87, 86, 85, 84], ("on_track", None)),  # 81
        ([81, 81, 81, 81, 81, 81], ("on_track", None)),  # level
        ([50, 50, 50, 50, 50, 81], ("on_track", None)),  # rises, to 79.5
        ([91, 89, 87, 85, 83], ("on_track", None)),  # only five periods
    ],
)
def test_a_falling_trend_that_crosses_the_floor_is_a_risk(
    shares: list[int], expected: tuple[str, str | None]
) -> None:
    periods = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"][-len(shares) :]
    reports = [
        report("A", period, addicts=100, reached=share)
        for period, share in zip(periods, shares, strict=True)
    ]
    assert verdict(province(1, *reports), "service-access", "2024-06") == expected


def test_the_trend_needs_four_of_five_localities_and_no_more() -> None:
    shares = dict(zip(range(1, 7), [93, 91, 89, 87, 85, 83], strict=True))
    reports = [
        report(unit, f"2024-{month:02d}", addicts=100, reached=share)
        for unit in "ABCD"
        for month, share in shares.items()
    ]
    falling = ("at_risk", "trend_falling")
    assert verdict(province(5, *reports), "service-access", "2024-06") == falling
    without_one = [r for r in reports if (r["unit_id"], r["period"]) != ("A", "2024-03")]
    assert verdict(province(5, *without_one), "service-access", "2024-06") == ("on_track", None)


def test_periods_before_the_plan_make_no_trend() -> None:
    periods = [f"2023-{month:02d}" for month in range(7, 13)]
    reports = [
        report("A", period, addicts=100, reached=share)
        for period, share in zip(periods, [93, 91, 89, 87, 85, 83], strict=True)
    ]
    assert verdict(province(1, *reports), "service-access", "2023-12") == ("on_track", None)
