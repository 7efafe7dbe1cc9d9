"""What needs looking at first, how far it is from the plan, and what moved."""

from __future__ import annotations

from datetime import date

import pytest

from data_loaders.model import Facts, Period, Report
from kpis.model import Language, Result, Scorecard, Verdict
from kpis.scorecard import scorecard
from kpis.words.gap import gap, gap_text
from kpis.words.priorities import Direction, by_need, exceptions, shifts, towards
from kpis.words.verdicts import shift_sentence
from tests.kpis.given import (
    LATER,
    PLAN,
    PROVINCE,
    TEN,
    facts_of,
    judged,
    register_of,
    report,
)


def card(facts: Facts, period: str) -> Scorecard:
    return scorecard(facts, PLAN, register_of(), period=Period.parse(period), now=LATER)


def month(period: str, reached: dict[str, int], incidents: int | None = None) -> list[Report]:
    """A report of every locality: 100 addicts, of whom so many are reached."""
    said = {} if incidents is None else {"public_incidents": incidents}
    return [
        report(
            unit,
            period,
            **{"addicts": 100, "users": 0, "reached": reached.get(unit, 90), **said},  # type: ignore[arg-type]
        )
        for unit in TEN
    ]


@pytest.fixture(scope="module")
def march() -> Scorecard:
    """d1 misses zero trade, d4 and d2 reach too few: 70 and 60 of 100, where 81 are needed."""
    reports = month("2024-03", {"d4": 70, "d2": 60})
    reports[1] = report("d1", "2024-03", addicts=100, users=0, reached=90, public_incidents=2)
    return card(facts_of(reports), "2024-03")


def test_the_gap_counts_what_is_too_few_or_too_many(march: Scorecard) -> None:
    assert gap(march.of("d2", "service-access")) == 21
    assert gap(march.of("d4", "service-access")) == 11
    assert gap(march.of("d0", "service-access")) == 0
    assert gap(march.of("d1", "no-public-incidents")) == 2
    words = [
        gap_text(march.of(unit, target), PLAN, Language.VI)
        for unit, target in (
            ("d2", "service-access"),
            ("d1", "no-public-incidents"),
            ("d0", "service-access"),
            ("d0", "spots-reduction"),
        )
    ]
    assert words == [
        "thiếu 21 so với mức phải giữ là 81",
        "vượt 2 so với yêu cầu là 0",
        "đủ",
        "–",
    ]


def test_what_is_not_judged_has_no_distance(march: Scorecard) -> None:
    for result in march.results:
        silent = result.verdict in (
            Verdict.NO_DATA,
            Verdict.NOT_APPLICABLE,
            Verdict.NOT_JUDGED,
        )
        assert (gap(result) is None) is silent


def test_the_gap_of_a_dated_task_counts_localities() -> None:
    """Seven were in time, one was late, one is not done, one never sent a list."""
    days: list[date | bool] = [date(2023, 10, 15)] * 7
    told = zip(TEN, [*days, date(2023, 10, 16), False], strict=False)
    reports = [report(unit, "2023-11", done=day) for unit, day in told]
    late = judged("areas-identified", "2023-11", reports)
    assert (late.verdict, gap(late)) == (Verdict.MISSED, 2)
    assert gap(judged("areas-identified", "2023-11", reports, unit_id="d0")) == 0
    silent = judged("areas-identified", "2023-11", reports, unit_id="d9")
    assert (silent.verdict, gap(silent)) == (Verdict.NO_DATA, None)


def test_the_gravest_verdict_comes_first_and_then_the_widest_gap(march: Scorecard) -> None:
    grave = [
        (one.unit_id, one.target_id)
        for one in exceptions(march, limit=50)
        if one.target_id in ("no-public-incidents", "service-access")
    ]
    assert grave == [
        ("d1", "no-public-incidents"),
        ("d2", "service-access"),
        ("d4", "service-access"),
    ]


def test_exceptions_are_of_localities_and_at_most_so_many(march: Scorecard) -> None:
    found = exceptions(march, limit=2)
    assert len(found) == 2
    assert PROVINCE not in {one.unit_id for one in exceptions(march, limit=50)}


def test_localities_can_be_ordered_by_need_and_by_one_target(march: Scorecard) -> None:
    others = [unit for unit in TEN if unit not in ("d1", "d2", "d4")]
    assert by_need(march) == (PROVINCE, "d1", "d2", "d4", *others)
    one = by_need(march, target_id="service-access")
    assert one == (PROVINCE, "d2", "d4", "d0", "d1", *others[1:])


def moved(before: dict[str, int], after: dict[str, int], *periods: str) -> list[tuple[str, str]]:
    first, second = periods or ("2024-03", "2024-04")
    facts = facts_of([*month(first, before), *month(second, after)])
    found = shifts(card(facts, first), card(facts, second))
    return [
        (shift.after.unit_id, shift.direction.value)
        for shift in found
        if shift.after.target_id == "service-access"
    ]


def test_a_verdict_that_moved_says_which_way() -> None:
    found = moved({"d3": 60}, {"d5": 60})
    assert found == [("d5", "worse"), ("d3", "better")]


def test_a_figure_that_moves_within_its_verdict_is_no_shift() -> None:
    assert moved({"d3": 60}, {"d3": 61}) == []


def test_what_one_of_the_periods_does_not_judge_is_unclear() -> None:
    reports = month("2024-03", {}) + month("2024-04", {})[:9]
    facts = facts_of(reports)
    found = shifts(card(facts, "2024-03"), card(facts, "2024-04"))
    assert {s.after.unit_id for s in towards(found, Direction.UNCLEAR)} >= {"d9"}


def test_the_new_account_of_a_year_is_no_movement() -> None:
    """Trade in December does not make January better: the sum starts at zero."""
    facts = facts_of([*month("2024-12", {}, incidents=1), *month("2025-01", {}, incidents=0)])
    before, after = card(facts, "2024-12"), card(facts, "2025-01")

    def verdict(one: Scorecard) -> Result:
        return one.of("d0", "no-public-incidents")

    assert verdict(before).verdict is Verdict.MISSED
    assert verdict(after).verdict is Verdict.ON_TRACK
    assert "no-public-incidents" not in {s.after.target_id for s in shifts(before, after)}


def test_the_sentence_counts_each_way() -> None:
    facts = facts_of([*month("2024-03", {"d3": 60}), *month("2024-04", {"d5": 60, "d6": 60})])
    found = [
        shift
        for shift in shifts(card(facts, "2024-03"), card(facts, "2024-04"))
        if shift.after.target_id == "service-access" and shift.after.unit_id != PROVINCE
    ]
    assert shift_sentence(found, Language.VI) == "2 kết quả xấu đi; 1 kết quả tốt lên."
    assert shift_sentence([], Language.VI) == "Không kết quả nào đổi mức đánh giá."
    assert shift_sentence([], Language.EN) == "No verdict changed."
