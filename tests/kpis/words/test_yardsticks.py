"""The two yardsticks and the forecast of a row: in counts, and never at odds with the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from data_loaders.model import Period
from kpis.law.aim import Forecast, Leg
from kpis.law.bar import Bar, Operator
from kpis.model import Coverage, Language, Result, Verdict
from kpis.words.sheet import Sheet
from kpis.words.yardsticks import Yardstick, against_pace, due, forecast, still_to_do
from tests.kpis.given import REGIME
from tests.kpis.quantities.province import PARTS, Situation, result_of
from tests.plan_files import load_plan

PLAN = load_plan("kh3220", REGIME)
JUNE, END, YEAR_BEFORE = Period.of(2025, 6), Period.of(2025, 12), Period.of(2024, 12)


def of(target_id: str, verdict: Verdict, leg: Leg, **numbers: object) -> Sheet:
    """A result of June 2025 with these numbers."""
    result = Result(
        "62", target_id, JUNE, verdict, None, False, (), Coverage(10, 10, ()), judged_at=JUNE
    )
    found = Sheet.of(replace(result, leg=leg, **numbers), PLAN, Language.VI)  # type: ignore[arg-type]
    assert found is not None
    return found


def year(operator: Operator, value: Fraction) -> Leg:
    return Leg(YEAR_BEFORE, END, Bar(operator, value))


CEILING = year(Operator.BELOW, Fraction(1, 100))
CUT = year(Operator.AT_MOST, Fraction(-5, 100))
NEVER = year(Operator.AT_MOST, Fraction(0))
HOTSPOTS = Leg(Period.of(2023, 10), END, Bar(Operator.AT_LEAST, Fraction(4, 5)))
KEPT = Leg(Period.of(2023, 10), END, Bar(Operator.AT_LEAST, Fraction(85, 100)))


def test_a_growth_above_its_line_says_by_how_much_and_what_is_left_of_the_year() -> None:
    sheet = of(
        "addict-growth", Verdict.AT_RISK, CEILING,
        numerator=427, base=423, needed=427, line=Fraction(425),
        forecast=Forecast(END, 431, 431, 432),
    )  # fmt: skip
    assert against_pace(sheet) == Yardstick("vượt 2", "≤ 425", bad=True)
    assert still_to_do(sheet) == Yardstick("không tăng thêm", "≤ 427")
    assert forecast(sheet) == Yardstick("431", "sẽ vượt 4")


def test_a_growth_with_room_says_how_many_it_may_still_have() -> None:
    sheet = of(
        "addict-growth", Verdict.ON_TRACK, CEILING,
        numerator=424, base=423, needed=427, line=Fraction(425),
    )  # fmt: skip
    assert against_pace(sheet) == Yardstick("dưới trần 1", "≤ 425")
    assert still_to_do(sheet) == Yardstick("được tăng 3", "≤ 427")
    assert forecast(sheet).silent


def test_a_cut_is_held_against_the_least_that_the_rules_call_on_track() -> None:
    """Halfway from 46 to 43 is 44,5; 45 is on track, because a count is whole."""
    sheet = of(
        "spots-reduction", Verdict.ON_TRACK, CUT,
        numerator=45, base=46, start=46, needed=43, line=Fraction(89, 2),
    )  # fmt: skip
    assert against_pace(sheet) == Yardstick("đủ", "≤ 45")
    assert still_to_do(sheet) == Yardstick("giảm thêm 2", "≤ 43")


def test_what_must_be_reached_counts_near_the_line_as_on_it() -> None:
    """0 to 100 with the line at 60: 95 % of the way to it are enough."""
    sheet = of(
        "hotspots-eradicated", Verdict.ON_TRACK, HOTSPOTS,
        numerator=57, denominator=125, start=0, needed=100, line=Fraction(60),
    )  # fmt: skip
    assert due(sheet.result, PLAN.settings) == 57
    assert against_pace(sheet) == Yardstick("đủ", "≥ 57")
    assert still_to_do(sheet) == Yardstick("thêm 43", "≥ 100")


def test_a_share_that_is_kept_is_held_against_its_bar_now_and_at_the_end() -> None:
    sheet = of("areas-sustained", Verdict.BEHIND, KEPT, numerator=11, denominator=14, needed=12)
    assert against_pace(sheet) == Yardstick("thiếu 1", "≥ 12", bad=True)
    assert still_to_do(sheet) == Yardstick("thêm 1", "≥ 85,0%")


def test_what_happened_although_it_must_not_cannot_be_made_good() -> None:
    sheet = of("no-reformed-spots", Verdict.MISSED, NEVER, numerator=2, needed=0, line=Fraction(0))
    assert against_pace(sheet) == Yardstick("vượt 2", "= 0", bad=True)
    assert still_to_do(sheet) == Yardstick("không bù được", "hết năm 2025", bad=True)
    assert forecast(sheet) == Yardstick("–", silent=True)


def test_once_the_leg_is_over_only_what_was_needed_counts() -> None:
    sheet = of(
        "hotspots-eradicated", Verdict.MET, HOTSPOTS,
        numerator=48, denominator=60, start=0, needed=48, line=Fraction(48),
    )  # fmt: skip
    ended = replace(sheet, result=replace(sheet.result, judged_at=END, period=END))
    assert against_pace(ended) == Yardstick("–", silent=True)
    assert still_to_do(ended) == Yardstick("đủ", "≥ 48")
    assert forecast(ended) == Yardstick("kết quả cuối", silent=True)


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        (Verdict.NO_DATA, "chưa đánh giá"),
        (Verdict.NOT_JUDGED, "chưa có mức"),
        (Verdict.NOT_APPLICABLE, ""),
    ],
)
def test_what_is_not_known_has_no_yardstick_and_says_why(verdict: Verdict, why: str) -> None:
    sheet = of("addict-growth", verdict, CEILING, numerator=427, needed=427, line=Fraction(425))
    assert against_pace(sheet) == Yardstick("–", why, silent=True)
    assert still_to_do(sheet) == forecast(sheet) == Yardstick("–", silent=True)


def told() -> Iterator[tuple[Sheet, Yardstick, Yardstick]]:
    """Every sentence of real plans, well before its end, at the end of a year and of the plan."""
    for number, part in PARTS:
        for at in ("2026-06", "2027-03", "2027-12", "2029-11", "2030-12"):
            for missing, nothing in (("", False), ("a", False), ("", True)):
                situation = Situation(at, missing=missing, nothing=nothing)
                result, plan = result_of(number, part, situation)
                sheet = Sheet.of(result, plan, Language.VI)
                if sheet is not None:
                    yield sheet, against_pace(sheet), still_to_do(sheet)


def test_a_row_that_is_well_is_short_of_nothing_and_one_that_is_not_is_never_at_ease() -> None:
    green, missed = 0, 0
    for sheet, pace, left in told():
        if sheet.result.verdict in (Verdict.ON_TRACK, Verdict.MET):
            assert not pace.bad, (sheet.result, pace)
            assert not left.bad, (sheet.result, left)
            green += 1
        if sheet.result.verdict is Verdict.MISSED and sheet.result.needed is not None:
            assert left.bad, (sheet.result, left)
            missed += 1
    assert green > 100
    assert missed > 50
