"""The rules of shares, each as a table worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from kpis.model import Bar, Operator
from kpis.share_rules import Course, floor_share, look_back, share_by_deadline, smallest, trend
from tests.kpis.given import PLAN

EIGHTY = Bar(Operator.AT_LEAST, Fraction(80, 100))
ABOVE_EIGHTY = Bar(Operator.ABOVE, Fraction(80, 100))
PLAN_LENGTH = 26  # from 2023-10 to 2025-12


@pytest.mark.parametrize(
    ("whole", "at_least", "above"), [(1, 1, 1), (2, 2, 2), (5, 4, 5), (32, 26, 26), (100, 80, 81)]
)
def test_the_number_needed_is_the_smallest_whole_one(whole: int, at_least: int, above: int) -> None:
    assert (smallest(whole, EIGHTY), smallest(whole, ABOVE_EIGHTY)) == (at_least, above)


@pytest.mark.parametrize(
    ("part", "whole", "start", "earlier", "elapsed", "verdict", "reason"),
    [
        # 80 % of 125 is 100; from 0 the line stands at 50 half way
        (50, 125, 0, None, 13, "on_track", None),
        (48, 125, 0, None, 13, "on_track", None),  # 96 % of the way
        (47, 125, 0, None, 13, "at_risk", None),  # 94 %
        (30, 125, 0, None, 13, "at_risk", None),  # 60 %
        (29, 125, 0, None, 13, "behind", None),
        (46, 125, 0, None, 12, "on_track", None),  # the line is 46.15: whole numbers suffice
        # met, and what it means before and at the deadline
        (100, 125, 0, None, 13, "met", "met_early"),
        (100, 125, 0, None, 26, "met", None),
        (99, 125, 0, None, 26, "missed", None),
        (99, 125, 100, None, 13, "behind", "fell_back"),
        (0, 0, 0, None, 13, "not_applicable", None),
        # the first period is its own start
        (3, 125, 3, None, 0, "on_track", None),
        # one of two: 80 % of two is two
        (1, 2, 0, None, 13, "on_track", None),
        (1, 2, 0, None, 26, "missed", None),
        # look-ahead, 20 of 26 with six periods left: six to go, so a pace of 4 in six just does
        (20, 32, 0, 16, 20, "on_track", None),
        (20, 32, 0, 17, 20, "at_risk", "pace_too_slow"),
        (20, 32, 0, None, 20, "on_track", None),  # somebody had not reported by then
        (25, 32, 0, 25, 20, "on_track", None),  # ahead of where the line is in three periods
        (23, 32, 0, 23, 20, "on_track", None),  # exactly there
        (22, 32, 0, 22, 20, "at_risk", "pace_too_slow"),
        (2, 32, 0, 2, 2, "on_track", None),  # a plan too young for a pace
    ],
)
def test_a_share_is_judged_against_the_way_to_its_deadline(
    part: int,
    whole: int,
    start: int,
    earlier: int | None,
    elapsed: int,
    verdict: str,
    reason: str | None,
) -> None:
    course = Course(part, whole, start, earlier, elapsed, PLAN_LENGTH)
    ruled = share_by_deadline(course, bar=EIGHTY, settings=PLAN.settings)
    assert (ruled.verdict, ruled.reason) == (verdict, reason)


def test_the_line_is_given_only_where_the_rule_reaches_it() -> None:
    def line(part: int, start: int, elapsed: int) -> Fraction | None:
        course = Course(part, 125, start, None, elapsed, PLAN_LENGTH)
        return share_by_deadline(course, bar=EIGHTY, settings=PLAN.settings).line

    assert line(50, 0, 13) == 50
    assert [line(100, 0, 13), line(99, 0, 26), line(99, 100, 13)] == [None, None, None]


@pytest.mark.parametrize(("elapsed", "periods"), [(0, None), (2, None), (3, 3), (6, 6), (20, 6)])
def test_a_pace_rests_on_three_to_six_periods(elapsed: int, periods: int | None) -> None:
    assert look_back(elapsed, PLAN.settings) == periods


def hundredths(*values: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(value, 100) for value in values)


@pytest.mark.parametrize(
    ("part", "whole", "bar", "closing", "shares", "verdict", "reason"),
    [
        (4, 5, ABOVE_EIGHTY, False, None, "behind", None),  # 80.0 % exactly is not above 80
        (4, 5, EIGHTY, False, None, "on_track", None),
        (81, 100, ABOVE_EIGHTY, False, None, "on_track", None),
        (81, 100, ABOVE_EIGHTY, True, None, "met", None),
        (80, 100, ABOVE_EIGHTY, True, None, "missed", None),
        (0, 0, EIGHTY, True, None, "not_applicable", None),
        # a percentage point less each period: 83 % now, 80 % in three periods
        (83, 100, ABOVE_EIGHTY, False, (88, 87, 86, 85, 84, 83), "at_risk", "trend_falling"),
        (83, 100, EIGHTY, False, (88, 87, 86, 85, 84, 83), "on_track", None),
        (84, 100, ABOVE_EIGHTY, False, (89, 88, 87, 86, 85, 84), "on_track", None),
        (81, 100, ABOVE_EIGHTY, False, (76, 77, 78, 79, 80, 81), "on_track", None),
        (81, 100, ABOVE_EIGHTY, False, (81, 81, 81, 81, 81, 81), "on_track", None),
        # what holds at the end is met, whatever the trend
        (83, 100, ABOVE_EIGHTY, True, (88, 87, 86, 85, 84, 83), "met", None),
    ],
)
def test_a_floor_holds_now_or_it_does_not(
    part: int,
    whole: int,
    bar: Bar,
    closing: bool,
    shares: Sequence[int] | None,
    verdict: str,
    reason: str | None,
) -> None:
    recent = None if shares is None else hundredths(*shares)
    ruled = floor_share(part=part, whole=whole, bar=bar, closing=closing, shares=recent)
    assert (ruled.verdict, ruled.reason) == (verdict, reason)


def test_the_line_of_least_squares_is_exact() -> None:
    # x = 0, 1, 2 and y = 0, 1, 1: slope 1/2, mean 2/3 at x = 1
    slope, ahead = trend([Fraction(0), Fraction(1), Fraction(1)], ahead=3)
    assert (slope, ahead) == (Fraction(1, 2), Fraction(2, 3) + Fraction(1, 2) * 4)
