"""The rules of the yearly kinds, of zero and of a dated task, each as a table worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kpis.model import Bar, Operator
from kpis.rules import at_least_base, growth_ceiling, milestone, yearly_reduction, zero
from tests.kpis.given import PLAN

FIVE_PERCENT = Fraction(5, 100)
UNDER_ONE_PERCENT = Bar(Operator.BELOW, Fraction(1, 100))


@pytest.mark.parametrize(
    ("base", "now", "month", "verdict", "reason", "needed"),
    [
        # B = 100: C* = 95; at month 6 the line stands at 97.5, so 98 is still on it
        (100, 98, 6, "on_track", None, 95),
        (100, 99, 6, "behind", None, 95),  # 1 of 2.5 due = 40 %
        (100, 101, 6, "behind", None, 95),  # grew
        (100, 95, 12, "met", None, 95),  # 5 % exactly
        (100, 96, 12, "missed", None, 95),
        # B = 4000: 100 due by month 6
        (4000, 3900, 6, "on_track", None, 3800),
        (4000, 3905, 6, "on_track", None, 3800),  # 95 % of what was due
        (4000, 3906, 6, "at_risk", None, 3800),
        (4000, 3940, 6, "at_risk", None, 3800),  # 60 %
        (4000, 3941, 6, "behind", None, 3800),
        # B = 10: C* = 9, and until month 11 the line still rounds up to 10
        (10, 10, 9, "on_track", None, 9),
        (10, 10, 10, "at_risk", "due_soon", 9),
        (10, 10, 11, "at_risk", "due_soon", 9),
        (10, 10, 12, "missed", None, 9),
        (10, 9, 10, "on_track", None, 9),
        # one point only: 5 % less than one is none
        (1, 1, 1, "on_track", None, 0),
        (1, 1, 12, "missed", None, 0),
        (1, 0, 12, "met", None, 0),
        # nothing to reduce
        (0, 0, 5, "on_track", "held_at_zero", 0),
        (0, 0, 12, "met", "held_at_zero", 0),
        (0, 2, 11, "behind", "risen_from_zero", 0),
        (0, 2, 12, "missed", "risen_from_zero", 0),
    ],
)
def test_a_yearly_reduction_is_judged_against_its_line(
    base: int, now: int, month: int, verdict: str, reason: str | None, needed: int
) -> None:
    ruled = yearly_reduction(
        base=base, now=now, share=FIVE_PERCENT, month=month, settings=PLAN.settings
    )
    assert (ruled.verdict, ruled.reason, ruled.needed) == (verdict, reason, needed)


def test_a_reduction_shows_its_share_and_where_the_line_stands() -> None:
    ruled = yearly_reduction(base=100, now=98, share=FIVE_PERCENT, month=6, settings=PLAN.settings)
    assert (ruled.value, ruled.line) == (Fraction(2, 100), Fraction(195, 2))
    closed = yearly_reduction(base=0, now=0, share=FIVE_PERCENT, month=12, settings=PLAN.settings)
    assert (closed.value, closed.line) == (None, Fraction(0))


def test_a_reduction_by_nothing_at_all_asks_only_that_the_line_be_kept() -> None:
    kept, risen = (
        yearly_reduction(base=9, now=now, share=Fraction(0), month=3, settings=PLAN.settings)
        for now in (9, 10)
    )
    assert (kept.verdict, risen.verdict) == ("on_track", "behind")


@pytest.mark.parametrize(
    ("base", "now", "month", "verdict", "reason", "needed"),
    [
        # "dưới 1 %": of 100 not even one more, of 50 none, of 1000 nine
        (100, 100, 12, "met", None, 100),
        (100, 101, 12, "missed", None, 100),  # 1 % exactly is not below
        (50, 50, 6, "on_track", None, 50),
        (50, 51, 6, "behind", None, 50),
        (50, 51, 12, "missed", None, 50),
        (1000, 1005, 6, "on_track", None, 1009),  # half of nine, rounded up
        (1000, 1006, 6, "at_risk", None, 1009),
        (1000, 1009, 6, "at_risk", None, 1009),
        (1000, 1010, 6, "behind", None, 1009),
        (1000, 1009, 12, "met", None, 1009),
        (1000, 900, 1, "on_track", None, 1009),
        (0, 0, 6, "on_track", "held_at_zero", 0),
        (0, 0, 12, "met", "held_at_zero", 0),
        (0, 1, 6, "behind", "risen_from_zero", 0),
        (0, 1, 12, "missed", "risen_from_zero", 0),
    ],
)
def test_growth_stays_strictly_below_its_ceiling(
    base: int, now: int, month: int, verdict: str, reason: str | None, needed: int
) -> None:
    ruled = growth_ceiling(base=base, now=now, bar=UNDER_ONE_PERCENT, month=month)
    assert (ruled.verdict, ruled.reason, ruled.needed) == (verdict, reason, needed)


def test_a_ceiling_that_may_be_reached_allows_one_percent_exactly() -> None:
    bar = Bar(Operator.AT_MOST, Fraction(1, 100))
    assert growth_ceiling(base=100, now=101, bar=bar, month=12).verdict == "met"
    assert growth_ceiling(base=100, now=102, bar=bar, month=12).verdict == "missed"


@pytest.mark.parametrize(
    ("total", "month", "complete", "verdict", "reason"),
    [
        (1, 3, True, "missed", None),
        (1, 12, False, "missed", None),
        (0, 3, False, "on_track", None),
        (0, 12, True, "met", None),
        (0, 12, False, "no_data", "incomplete"),
    ],
)
def test_a_zero_is_claimed_only_for_those_who_said_so(
    total: int, month: int, complete: bool, verdict: str, reason: str | None
) -> None:
    ruled = zero(total=total, month=month, complete=complete)
    assert (ruled.verdict, ruled.reason, ruled.needed) == (verdict, reason, 0)


@pytest.mark.parametrize(
    ("now", "closing", "verdict"),
    [(20, False, "on_track"), (19, False, "behind"), (20, True, "met"), (19, True, "missed")],
)
def test_a_count_that_must_not_fall_is_compared_with_its_base(
    now: int, closing: bool, verdict: str
) -> None:
    assert at_least_base(base=20, now=now, closing=closing).verdict == verdict


DUE = date(2023, 10, 15)
IN_TIME, LATE = date(2023, 10, 15), date(2023, 10, 16)


@pytest.mark.parametrize(
    ("done", "today", "verdict", "reason"),
    [
        ([IN_TIME], date(2024, 1, 1), "met", None),  # the 15th still counts
        ([LATE], date(2024, 1, 1), "missed", "done_late"),
        ([None], date(2023, 9, 14), "on_track", None),  # 31 days before
        ([None], date(2023, 9, 15), "at_risk", "due_soon"),  # 30 days before
        ([None], DUE, "at_risk", "due_soon"),
        ([None], date(2023, 10, 16), "missed", "overdue"),
        # of several localities the worst speaks
        ([IN_TIME, IN_TIME], date(2024, 1, 1), "met", None),
        ([IN_TIME, LATE], date(2024, 1, 1), "missed", "done_late"),
        ([IN_TIME, LATE, None], date(2024, 1, 1), "missed", "overdue"),
        ([IN_TIME, None], date(2023, 10, 10), "at_risk", "due_soon"),
        ([IN_TIME, None], date(2023, 9, 1), "on_track", None),
    ],
)
def test_a_dated_task_is_judged_by_the_day_it_was_done(
    done: list[date | None], today: date, verdict: str, reason: str | None
) -> None:
    ruled = milestone(done, due=DUE, today=today)
    assert (ruled.verdict, ruled.reason) == (verdict, reason)
