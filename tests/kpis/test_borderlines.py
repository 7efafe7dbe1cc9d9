"""What stands exactly on a bar, on its line or one beside it: tables worked by hand.

Of a locality by itself, so that who counts is no question; targets in the plan's own language.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pytest

from data_loaders.model import Period, Report
from kpis.counts import Counts
from kpis.law.aim import trend
from kpis.law.bar import Bar, Operator
from kpis.model import Result
from kpis.verdicts import judge
from tests.kpis.declared import EACH_YEAR, KEEP, LATE, change, measures, plan_of, share
from tests.kpis.given import facts_of, register_of, report

SPOTS, ADDICTS = measures("spots_closing"), measures("addicts")
FALL = change(SPOTS, "year_end_before", "<= -0.05", EACH_YEAR)
CEILING = change(ADDICTS, "year_end_before", "< 0.01", KEEP)
PART, WHOLE = measures("reached"), measures("addicts")
EIGHTY = share(PART, WHOLE, ">= 0.80", LATE)
FIRST = Period.of(2023, 10)


def judged(declared: str, period: Period, reports: Iterable[Report]) -> Result:
    plan = plan_of({"t": declared})
    counts = Counts(facts_of(reports), plan, register_of(("d0",)))
    return judge(counts, plan.target("t"), unit_id="d0", period=period)


def said(result: Result) -> str:
    return str(result.verdict) + ("" if result.reason is None else f" ({result.reason})")


def of_year(declared: str, measure: str, base: int, now: int, month: int) -> Result:
    """The base at the end of 2023, the figure of a month of 2024, nothing between."""
    numbers: dict[str, dict[str, Any]] = {
        "2023-12": {measure: base},
        f"2024-{month:02d}": {measure: now},
    }
    reports = [report("d0", period, **totals) for period, totals in numbers.items()]
    return judged(declared, Period.of(2024, month), reports)


@pytest.mark.parametrize(
    ("base", "now", "month", "words", "needed"),
    [
        # B = 100: 95 may be left; in June the line stands at 97.5, so 98 is still on it
        (100, 98, 6, "on_track", 95),
        (100, 99, 6, "at_risk (one_short)", 95),  # 1 of 2.5 due = 40 %, and one above the line
        (100, 100, 6, "behind", 95),
        (100, 101, 6, "behind", 95),  # grew
        (100, 95, 12, "met", 95),  # 5 % exactly
        (100, 96, 12, "missed", 95),
        # B = 4000: 100 due by June
        (4000, 3900, 6, "on_track", 3800),
        (4000, 3905, 6, "on_track", 3800),  # 95 % of what was due
        (4000, 3906, 6, "at_risk", 3800),
        (4000, 3940, 6, "at_risk", 3800),  # 60 %
        (4000, 3941, 6, "behind", 3800),
        # B = 10: 9, and until November the line still rounds up to 10; but half a year is half one
        (10, 10, 6, "on_track", 9),
        (10, 10, 7, "at_risk (no_progress)", 9),
        (10, 10, 9, "at_risk (no_progress)", 9),
        (10, 10, 10, "behind (stalled)", 9),
        (10, 10, 12, "missed", 9),
        (10, 9, 10, "on_track", 9),
        # one point only: 5 % less than one is none
        (1, 1, 1, "on_track", 0),
        (1, 1, 12, "missed", 0),
        (1, 0, 12, "met", 0),
        # nothing to reduce
        (0, 0, 5, "on_track (held_at_zero)", 0),
        (0, 0, 12, "met (held_at_zero)", 0),
        (0, 2, 11, "behind (risen_from_zero)", 0),
        (0, 2, 12, "missed (risen_from_zero)", 0),
    ],
)
def test_a_fall_of_each_year_is_judged_against_its_line(
    base: int, now: int, month: int, words: str, needed: int
) -> None:
    result = of_year(FALL, "spots_closing", base, now, month)
    assert (said(result), result.needed) == (words, needed)


def test_a_fall_is_a_value_below_zero_and_its_line_stands_in_counts() -> None:
    result = of_year(FALL, "spots_closing", 100, 98, 6)
    assert (result.value, result.line) == (Fraction(-2, 100), Fraction(195, 2))
    nothing = of_year(FALL, "spots_closing", 0, 0, 12)
    assert (nothing.value, nothing.line) == (None, None)


@pytest.mark.parametrize(
    ("base", "now", "month", "words", "needed"),
    [
        # "dưới 1 %": of 100 not even one more, of 50 none, of 1000 nine
        (100, 100, 12, "met", 100),
        (100, 101, 12, "missed", 100),  # 1 % exactly is not below
        (50, 50, 6, "on_track", 50),
        (50, 51, 6, "at_risk (one_short)", 50),  # at the year's start it held, six periods ago
        (50, 51, 7, "behind", 50),
        (50, 52, 6, "behind", 50),
        (50, 51, 12, "missed", 50),
        (1000, 1005, 6, "on_track", 1009),  # half of nine, rounded up
        (1000, 1006, 6, "at_risk", 1009),
        (1000, 1009, 6, "at_risk", 1009),
        (1000, 1010, 6, "at_risk (one_short)", 1009),
        (1000, 1011, 6, "behind", 1009),
        (1000, 1009, 12, "met", 1009),
        (1000, 900, 1, "on_track", 1009),
        (0, 0, 6, "on_track (held_at_zero)", 0),
        (0, 0, 12, "met (held_at_zero)", 0),
        (0, 1, 6, "behind (risen_from_zero)", 0),
        (0, 1, 12, "missed (risen_from_zero)", 0),
    ],
)
def test_growth_stays_strictly_below_its_ceiling(
    base: int, now: int, month: int, words: str, needed: int
) -> None:
    result = of_year(CEILING, "addicts", base, now, month)
    assert (said(result), result.needed) == (words, needed)


def test_a_ceiling_that_may_be_reached_allows_one_percent_exactly() -> None:
    reachable = change(ADDICTS, "year_end_before", "<= 0.01", KEEP)
    assert said(of_year(reachable, "addicts", 100, 101, 12)) == "met"
    assert said(of_year(reachable, "addicts", 100, 102, 12)) == "missed"


@pytest.mark.parametrize(
    ("now", "period", "words"),
    [
        (20, "2025-06", "on_track"),
        (19, "2025-06", "at_risk (one_short)"),
        (18, "2025-06", "behind"),
        (20, "2025-12", "met"),
        (19, "2025-12", "missed"),
    ],
)
def test_a_count_that_must_not_fall_is_compared_with_its_base(
    now: int, period: str, words: str
) -> None:
    kept = change(ADDICTS, "year_end_before", ">= 0", KEEP)
    reports = [report("d0", "2024-12", addicts=20), report("d0", period, addicts=now)]
    assert said(judged(kept, Period.parse(period), reports)) == words


@pytest.mark.parametrize(
    ("whole", "at_least", "above"), [(1, 1, 1), (2, 2, 2), (5, 4, 5), (32, 26, 26), (100, 80, 81)]
)
def test_the_number_needed_is_the_smallest_whole_one(whole: int, at_least: int, above: int) -> None:
    bars = (Bar(sign, Fraction(80, 100)) for sign in (Operator.AT_LEAST, Operator.ABOVE))
    assert [bar.nearest(whole) for bar in bars] == [at_least, above]


def on_the_way(part: int, whole: int, start: int, back: int | None, elapsed: int) -> Result:
    """A share since the plan began: then, six periods before, now."""
    numbers = {0: start} | ({} if back is None else {elapsed - 6: back}) | {elapsed: part}
    reports = [
        report("d0", str(FIRST.shifted(at)), reached=n, addicts=whole) for at, n in numbers.items()
    ]
    return judged(EIGHTY, FIRST.shifted(elapsed), reports)


@pytest.mark.parametrize(
    ("part", "whole", "start", "back", "elapsed", "words"),
    [
        # 80 % of 125 is 100; from 0 the line stands at 50 half way
        (50, 125, 0, None, 13, "on_track"),
        (48, 125, 0, None, 13, "on_track"),  # 96 % of the way
        (47, 125, 0, None, 13, "at_risk"),  # 94 %
        (30, 125, 0, None, 13, "at_risk"),  # 60 %
        (29, 125, 0, None, 13, "behind"),
        (46, 125, 0, None, 12, "on_track"),  # the line is 46.15: whole numbers suffice
        # met, and what it means before and at the deadline
        (100, 125, 0, None, 13, "met (met_early)"),
        (100, 125, 0, None, 26, "met"),
        (99, 125, 0, None, 26, "missed"),
        (99, 125, 100, None, 13, "behind (fell_back)"),
        (0, 0, 0, None, 13, "not_applicable"),
        # the first period is its own start
        (3, 125, 3, None, 0, "on_track"),
        # one of two: 80 % of two is two
        (1, 2, 0, None, 13, "on_track"),
        (1, 2, 0, None, 26, "missed"),
        # 20 of 26 with six periods left: one each; lately 5/6 each, then 1/2, one to spare in both
        (20, 32, 0, 16, 20, "on_track"),
        (20, 32, 0, 18, 20, "at_risk (pace_too_slow)"),
        (20, 32, 0, 17, 20, "on_track"),  # 4/6 each, and half as much again is just enough
        (20, 32, 0, None, 20, "on_track"),  # nobody had reported by then
        (25, 32, 0, 25, 20, "at_risk (gap_growing)"),  # ahead, but the line comes nearer
        (25, 32, 0, 24, 20, "on_track"),
        (2, 32, 0, None, 2, "on_track"),  # a plan too young for a pace
    ],
)
def test_a_share_is_judged_against_the_way_to_its_deadline(
    part: int, whole: int, start: int, back: int | None, elapsed: int, words: str
) -> None:
    assert said(on_the_way(part, whole, start, back, elapsed)) == words


def test_the_line_of_a_share_leads_from_its_start_to_what_is_needed_whatever_the_verdict() -> None:
    assert [on_the_way(part, 125, 0, None, 13).line for part in (50, 100)] == [50, 50]
    assert on_the_way(99, 125, 0, None, 26).line == 100
    assert on_the_way(99, 125, 100, None, 13).line == 100
    assert on_the_way(0, 0, 0, None, 13).line is None


def kept(bar: str, parts: Iterable[int], whole: int, until: str) -> str:
    """A share that is to be kept, with the parts of as many periods, the last one ``until``."""
    last, numbers = Period.parse(until), list(parts)
    reports = [
        report("d0", str(last.shifted(at + 1 - len(numbers))), reached=n, addicts=whole)
        for at, n in enumerate(numbers)
    ]
    return said(judged(share(PART, WHOLE, bar, KEEP), last, reports))


FALLING = (88, 87, 86, 85, 84, 83)


@pytest.mark.parametrize(
    ("bar", "parts", "whole", "until", "words"),
    [
        ("> 0.80", [4], 5, "2024-06", "behind"),  # 80.0 % exactly is not above 80
        ("> 0.80", [5, 4], 5, "2024-06", "at_risk (one_short)"),  # it was, the period before
        (">= 0.80", [4], 5, "2024-06", "on_track"),
        ("> 0.80", [81], 100, "2024-06", "on_track"),
        ("> 0.80", [81], 100, "2025-12", "met"),
        ("> 0.80", [80], 100, "2025-12", "missed"),
        (">= 0.80", [0], 0, "2025-12", "not_applicable"),
        # a percentage point less each period: 83 % now, 80 % in three periods
        ("> 0.80", FALLING, 100, "2024-06", "at_risk (trend_falling)"),
        (">= 0.80", FALLING, 100, "2024-06", "on_track"),
        ("> 0.80", (89, 88, 87, 86, 85, 84), 100, "2024-06", "on_track"),
        ("> 0.80", (76, 77, 78, 79, 80, 81), 100, "2024-06", "on_track"),
        ("> 0.80", [81] * 6, 100, "2024-06", "on_track"),
        # what holds at the end is met, whatever the trend
        ("> 0.80", FALLING, 100, "2025-12", "met"),
        # where less is better the other way is the wrong one
        ("< 0.20", (12, 13, 14, 15, 16, 17), 100, "2024-06", "at_risk (trend_rising)"),
        ("<= 0.20", (12, 13, 14, 15, 16, 17), 100, "2024-06", "on_track"),
    ],
)
def test_what_is_to_be_kept_holds_now_or_it_does_not(
    bar: str, parts: Iterable[int], whole: int, until: str, words: str
) -> None:
    assert kept(bar, parts, whole, until) == words


def test_the_line_of_least_squares_is_exact() -> None:
    # x = 0, 1, 2 and y = 0, 1, 1: slope 1/2, mean 2/3 at x = 1
    slope, ahead = trend([Fraction(0), Fraction(1), Fraction(1)], ahead=3)
    assert (slope, ahead) == (Fraction(1, 2), Fraction(2, 3) + Fraction(1, 2) * 4)
