"""Numbers, dates and periods in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.model import Period
from data_loaders.model.formats import (
    day,
    decimal,
    instant,
    integer,
    pace,
    percent,
    period_name,
    quoted,
    share_places,
)
from data_loaders.model.language import Language
from kpis.law.bar import Bar, Operator
from kpis.law.bar_words import bar_text
from tests.kpis.given import REGIME

VI, EN = Language.VI, Language.EN


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(0, "0", "0"), (1234, "1.234", "1,234"), (-1234567, "−1.234.567", "−1,234,567")],
)
def test_counts_are_grouped_by_thousands(value: int, vi: str, en: str) -> None:
    assert (integer(value, VI), integer(value, EN)) == (vi, en)


def test_what_was_not_reported_is_a_dash_and_never_a_zero() -> None:
    assert (integer(None, VI), percent(None, VI), day(None, VI)) == ("–", "–", "–")


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Fraction(12345, 10), "1.234,5", "1,234.5"),
        (Fraction(125, 100), "1,3", "1.3"),  # half away from zero
        (Fraction(-125, 100), "−1,3", "−1.3"),
        (Fraction(-1, 100), "0,0", "0.0"),  # no minus before a zero
    ],
)
def test_decimals_are_rounded_half_away_from_zero(value: Fraction, vi: str, en: str) -> None:
    assert (decimal(value, VI, places=1), decimal(value, EN, places=1)) == (vi, en)


@pytest.mark.parametrize(
    ("value", "vi"),
    [
        (Fraction(4, 5), "80,0%"),
        (Fraction(7999, 10000), "79,9%"),  # rounded it would look like the 80 % it has not reached
        (Fraction(9996, 10000), "99,9%"),
        (Fraction(8004, 10000), "80,0%"),
        (Fraction(2, 3), "66,7%"),
        (Fraction(1, 7), "14,3%"),
        (Fraction(-7, 1000), "−0,7%"),
        (Fraction(1), "100,0%"),
    ],
)
def test_a_percentage_is_rounded_but_never_onto_a_bar_it_has_not_reached(
    value: Fraction, vi: str
) -> None:
    assert percent(value, VI) == vi


@pytest.mark.parametrize(
    ("value", "vi"),
    [
        (Fraction(2001, 2500), "80,04%"),  # above a bar of 80 %, which 60 of 75 only touches
        (Fraction(60, 75), "80,0%"),
        (Fraction(4_000_001, 5_000_000), "80,00002%"),
        (Fraction(1999, 2500), "79,9%"),
        (Fraction(9, 10), "90,0%"),
    ],
)
def test_beside_its_bar_a_share_has_the_decimals_that_tell_them_apart(
    value: Fraction, vi: str
) -> None:
    assert percent(value, VI, bars=(Fraction(4, 5),)) == vi


def test_a_change_that_is_one_never_reads_as_none() -> None:
    assert percent(Fraction(1, 10_000), VI, bars=(Fraction(0), Fraction(1, 100))) == "0,01%"


def read(text: str) -> Fraction:
    """The number that a reader takes from a printed percentage."""
    return Fraction(text.rstrip("%").replace(".", "").replace(",", ".").replace("−", "-")) / 100


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 100), st.sampled_from(Operator))
@settings(max_examples=200)
def test_a_printed_share_satisfies_its_bar_exactly_where_the_share_does(
    part: int, whole: int, bar: int, operator: Operator
) -> None:
    share, held = Fraction(part, whole), Bar(operator, Fraction(bar, 100))
    printed = read(percent(share, VI, bars=(held.value,)))
    assert held.holds(printed) == held.holds(share)
    assert (printed == held.value) == (share == held.value)
    places = share_places(share, (held.value,))
    rounded = round(share * 100 * 10**places) / Fraction(100 * 10**places)
    assert held.holds(rounded) == held.holds(share)


@pytest.mark.parametrize(
    ("value", "vi"), [(Fraction(4, 5), "0,8"), (Fraction(1, 13), "0,08"), (Fraction(0), "0,0")]
)
def test_a_small_pace_does_not_read_as_none(value: Fraction, vi: str) -> None:
    assert pace(value, VI) == vi


def test_dates_are_written_as_people_write_them() -> None:
    june = date(2025, 6, 8)
    assert (day(june, VI), day(june, EN)) == ("08/06/2025", "08 Jun 2025")
    october = Period.of(2023, 10)
    assert (period_name(october, VI), period_name(october, EN)) == ("tháng 10/2023", "Oct 2023")


def test_an_instant_is_shown_by_the_clock_of_the_plan() -> None:
    late = datetime(2025, 6, 17, 20, 30, tzinfo=UTC)
    assert instant(late, VI, zone=REGIME.timezone) == "18/06/2025 03:30"
    assert instant(late, EN, zone=REGIME.timezone) == "18 Jun 2025 03:30"


def test_marks_inside_a_quotation_are_single_ones() -> None:
    assert quoted("triệt xóa 80% các “điểm nóng”") == "“triệt xóa 80% các ‘điểm nóng’”"
    assert quoted("giảm 5%") == "“giảm 5%”"


@pytest.mark.parametrize(
    ("bar", "share", "vi", "en"),
    [
        (Bar(Operator.AT_LEAST, Fraction(4, 5)), True, "≥ 80,0%", "≥ 80.0%"),
        (Bar(Operator.BELOW, Fraction(1, 80)), True, "< 1,25%", "< 1.25%"),
        (Bar(Operator.AT_MOST, Fraction(-1, 20)), True, "≤ −5,0%", "≤ −5.0%"),
        (Bar(Operator.AT_MOST, Fraction(1391)), False, "≤ 1.391", "≤ 1,391"),
        (Bar(Operator.ABOVE, Fraction(5, 2)), False, "> 2,5", "> 2.5"),
    ],
)
def test_a_bar_is_printed_with_all_its_decimals(bar: Bar, share: bool, vi: str, en: str) -> None:
    assert (bar_text(bar, VI, share=share), bar_text(bar, EN, share=share)) == (vi, en)
