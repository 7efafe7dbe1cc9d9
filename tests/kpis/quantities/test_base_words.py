"""Changes in words: from a fixed base, kept by year, and never against their own bar."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.model import Period, Report
from data_loaders.model.language import Language
from kpis.counts import Counts
from kpis.law.aim import Leg
from kpis.law.bar import Bar, Operator
from kpis.law.ruling import Coverage, Verdict
from kpis.model import Plan
from kpis.quantities.change import change_text
from kpis.result import Result
from kpis.verdicts import judge
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text
from kpis.words.gap import gap_text
from kpis.words.targets import outlook
from tests.kpis.given import PROVINCE, TEN, facts_of, register_of, report
from tests.kpis.plan.plan_text import (
    BY,
    EACH,
    FIXED,
    KEEP,
    STATE,
    VALUE,
    YEAR,
    YEAR_BEFORE,
    bar,
    change,
    count,
    plan_of,
    stages,
)

VI, EN = Language.VI, Language.EN


def judged(plan: Plan, period: str, reports: list[Report], unit: str = PROVINCE) -> Result:
    counts = Counts(facts_of(reports), plan, register_of())
    return judge(counts, plan.target("t"), unit_id=unit, period=Period.parse(period))


def closing(*numbers: tuple[str, int]) -> list[Report]:
    """What each of the ten holds at a period's end."""
    return [report(unit, at, spots_closing=number) for at, number in numbers for unit in TEN]


HALVED = plan_of(f"{change(STATE, FIXED)}\n{bar('<= -0.50')}\n{BY}")
STEADY = [(f"2025-{month:02d}", 13 - month) for month in range(1, 7)]


def test_a_change_from_a_fixed_period_names_both_periods() -> None:
    result = judged(HALVED, "2025-06", closing(("2022-12", 20), ("2023-10", 20), *STEADY))
    assert arithmetic(result, HALVED, VI) == (
        "Tháng 12/2022 có 200, tháng 06/2025 có 70 (giảm 65,0%); đến tháng 12/2025 không được"
        " quá 100"
    )
    assert arithmetic(result, HALVED, EN) == (
        "200 in Dec 2022, 70 in Jun 2025 (down 65.0%); at most 100 allowed by Dec 2025"
    )
    assert formula_text(result, HALVED, VI) == (
        "(C − B) / B ≤ −50,0% đến hết kỳ tháng 12/2025; B, C = số điểm, tụ điểm cuối kỳ ở kỳ tháng"
        " 12/2022 và kỳ tháng 06/2025"
    )


def test_after_its_deadline_a_change_is_that_of_the_deadline() -> None:
    plan = plan_of(f'{change(STATE, FIXED)}\n{bar("<= -0.50")}\nby = "2024-12"')
    reports = closing(("2022-12", 20), ("2023-10", 20), ("2024-12", 11), ("2025-06", 3))
    result = judged(plan, "2025-06", reports)
    assert result.verdict is Verdict.MISSED
    assert arithmetic(result, plan, VI) == (
        "Tháng 12/2022 có 200, tháng 12/2024 có 110 (giảm 45,0%); đến tháng 12/2024 không được"
        " quá 100; vượt 10"
    )
    assert deadline(result, plan, VI) == "tháng 12/2024"


def test_a_change_from_a_number_names_its_source_and_is_the_province_s_alone() -> None:
    plan = plan_of(f"{change(STATE, VALUE)}\n{bar('<= -0.50')}\n{BY}")
    reports = closing(("2023-10", 40), ("2025-12", 20))
    result = judged(plan, "2025-12", reports)
    assert arithmetic(result, plan, VI) == (
        "Số gốc 412 (Báo cáo 15/BC-CAT), tháng 12/2025 có 200 (giảm 51,5%); đến tháng 12/2025"
        " không được quá 206"
    )
    assert arithmetic(result, plan, EN) == (
        "Base 412 (Báo cáo 15/BC-CAT), 200 in Dec 2025 (down 51.5%); at most 206 allowed by"
        " Dec 2025"
    )
    assert outlook(result, plan, VI) == (
        "Theo số liệu của 10/10 địa phương: đã xuống trong mức cho phép."
    )
    alone = judged(plan, "2025-12", reports, "d0")
    assert (alone.verdict, arithmetic(alone, plan, VI)) == (
        Verdict.NOT_APPLICABLE,
        "Chỉ tính toàn tỉnh",
    )
    assert formula_text(alone, plan, VI).startswith("(C − B) / B ≤ −50,0%; B = 412")


def test_a_year_the_plan_holds_in_part_is_not_compared() -> None:
    plan = plan_of(f"{change(YEAR, YEAR_BEFORE)}\n{bar('<= -0.05')}\n{EACH}")
    result = judged(plan, "2023-11", [report(unit, "2023-11", cases=1) for unit in TEN])
    assert arithmetic(result, plan, VI) == (
        "Năm này kế hoạch không có đủ 12 kỳ nên không so theo năm"
    )
    assert arithmetic(result, plan, EN) == (
        "The plan holds fewer than 12 periods of this year, so it is not compared by the year"
    )
    assert figure(result, plan, VI) == gap_text(result, plan, VI) == "–"


def test_a_count_in_stages_tells_the_stage_that_was_missed() -> None:
    plan = plan_of(f"{count(STATE)}\n{stages('>= 150', '>= 200')}")
    result = judged(plan, "2025-03", closing(("2023-10", 10), ("2024-12", 14), ("2025-03", 18)))
    assert arithmetic(result, plan, VI).startswith("Hiện có 180 vụ; cần 200; ")
    assert arithmetic(result, plan, VI).endswith("; mốc tháng 12/2024 không đạt")
    assert arithmetic(result, plan, EN).endswith("; stage Dec 2024 missed")


def test_a_kept_count_tells_the_periods_it_was_not_held_in_by_their_ends() -> None:
    plan = plan_of(f"{count(STATE)}\n{bar('<= 150')}\n{KEEP}")
    months = [
        (f"{year}-{month:02d}", 16 if (year, month) in ((2024, 3), (2024, 4), (2024, 5)) else 15)
        for year, first, last in ((2023, 10, 12), (2024, 1, 12), (2025, 1, 12))
        for month in range(first, last + 1)
    ]
    result = judged(plan, "2025-12", closing(*months))
    assert arithmetic(result, plan, VI) == (
        "Hiện có 150 vụ; không được quá 150; có kỳ không giữ được: tháng 03/2024 – tháng 05/2024"
    )
    assert arithmetic(result, plan, EN) == (
        "150 cases now; at most 150 allowed; not held in Mar 2024 – May 2024"
    )


def test_an_equal_part_of_a_year_is_no_fall_against_the_whole_year_before() -> None:
    plan = plan_of(f"{change(YEAR, YEAR_BEFORE)}\n{bar('>= 0.05')}\n{EACH}")
    months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    reports = [report("d0", at, cases=2) for at in months if at <= "2024-06"]
    result = judged(plan, "2024-06", reports, "d0")
    assert figure(result, plan, VI) == "12 (không đổi)"
    assert arithmetic(result, plan, VI).startswith(
        "Cùng kỳ năm trước 12, nay 12 (không đổi); cả năm trước 24; cả năm cần 26"
    )


def read(text: str) -> Fraction:
    """The signed number that a reader takes from a printed change."""
    if text == "không đổi":
        return Fraction(0)
    word, size = text.split(" ")
    number = Fraction(size.rstrip("%").replace(".", "").replace(",", ".")) / 100
    return -number if word == "giảm" else number


@given(
    st.integers(1, 10**5),
    st.integers(0, 10**5),
    st.sampled_from([-50, -5, -1, 0, 1, 3, 50]),
    st.sampled_from(Operator),
)
@settings(max_examples=200)
def test_a_printed_change_satisfies_its_bar_exactly_where_the_change_does(
    base: int, now: int, percent: int, operator: Operator
) -> None:
    held, at = Bar(operator, Fraction(percent, 100)), Period.parse("2024-06")
    result = Result(
        "d0", "t", at, Verdict.ON_TRACK, None, provisional=False, caveats=(),
        coverage=Coverage(1, 1), numerator=now, base=base, leg=Leg(at.shifted(-6), at, held),
    )  # fmt: skip
    printed = read(change_text(result, VI))
    assert held.holds(printed) == held.holds(Fraction(now - base, base))


@pytest.mark.parametrize(
    ("base", "now", "said"),
    [
        (1000, 1010, "tăng 1,0%"),
        (100_000, 101_001, "tăng 1,001%"),
        (100_000, 100_999, "tăng 0,9%"),
        (100_000, 100_001, "tăng 0,001%"),
        (100_000, 99_999, "giảm 0,001%"),
        (0, 4, ""),
    ],
)
def test_what_moved_is_never_printed_as_if_it_had_not(base: int, now: int, said: str) -> None:
    at = Period.parse("2024-06")
    below = Bar(Operator.BELOW, Fraction(1, 100))
    result = Result(
        "d0", "t", at, Verdict.ON_TRACK, None, provisional=False, caveats=(),
        coverage=Coverage(1, 1), numerator=now, base=base, leg=Leg(at.shifted(-6), at, below),
    )  # fmt: skip
    assert change_text(result, VI) == said
