"""A figure over the periods never joins different localities, and is what they were judged by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.model import Period, Register, Report
from kpis.counts import Counts
from kpis.model import Milestone, Result, Target, Verdict, Zero
from kpis.movement.decomposition import Side
from kpis.scorecard import scorecard
from kpis.series import Point, Series, series
from kpis.verdicts import judge
from tests.kpis.given import PLAN, PROVINCE, TEN, facts_of, register_of, report
from tests.kpis.sides import random_ends

P = Period.parse
AT = datetime(2026, 1, 1, tzinfo=UTC)
YEARLY = {"spots-reduction", "addict-growth", "clean-communes"}


def of_side(side: Side, unit_id: str, target: Target) -> Series:
    counts = Counts(side.facts, side.plan, side.register)
    return series(counts, unit_id=unit_id, target_id=target.target_id, period=side.period)


def narrowed(side: Side, units: tuple[str, ...]) -> Counts:
    """What a scorecard is judged from, where nobody but these localities is there."""
    province = side.register.province
    kept = tuple(
        one
        for one in side.register.units
        if one is province or one.unit_id in units or one.parent_id in units
    )
    reports = {key: one for key, one in side.facts.reports.items() if key[0] in units}
    return Counts(replace(side.facts, reports=reports), side.plan, Register(kept))


def numbers(one: Point | Result) -> tuple[object, ...]:
    return (one.numerator, one.denominator, one.base, one.value, one.needed, one.verdict)


def counts_of(one: Point | Result) -> tuple[int | None, ...]:
    """Without the value, which a figure of too few localities has not."""
    return (one.numerator, one.denominator, one.base, one.needed)


def faults(seed: int) -> Iterator[str]:
    """Where a point is not what the scorecard of that set says, or is there and must not be."""
    _, side, _ = random_ends(seed)
    unit_id = side.register.province.unit_id
    for target in side.plan.targets:
        found = of_side(side, unit_id, target)
        if isinstance(target.formula, Milestone):
            assert not found.points
            continue
        if not found.units:
            assert not any(point.verdict for point in found.points)
            continue
        counts = narrowed(side, found.units)
        judged = [point for point in found.points if point.period in side.plan.regime.expected()]
        start = found.points[0]
        for point in judged[1:] if start in judged and target.target_id in YEARLY else judged:
            if point is start and isinstance(target.formula, Zero):
                continue
            result = judge(counts, target, unit_id=unit_id, period=point.period)
            yield from _differences(target, point, result, found, side)


def _differences(
    target: Target, point: Point, result: Result, found: Series, side: Side
) -> Iterator[str]:
    said = f"{target.target_id} {point.period}: {point} ≠ {result}"
    if point.period > side.plan.last_of(target):
        if point.numerator is not None or point.verdict not in (None, Verdict.NOT_JUDGED):
            yield said
        return
    if point.verdict is None:
        if _whole(target, result, found, side):
            yield f"empty: {said}"
        return
    if not _whole(target, result, found, side) or numbers(point) != numbers(result):
        yield said
    if result.line is not None and point.line != result.line:
        yield f"line: {said}"


def _whole(target: Target, result: Result, found: Series, side: Side) -> bool:
    """Whether all of the set counted then; of a sum, whether each sent that month."""
    if result.numerator is None:
        return False
    if isinstance(target.formula, Zero):
        due = {unit.unit_id for unit in side.register.reporting(_end(side, result.period))}
        mine = [unit for unit in found.units if unit in due]
        term = target.formula.count
        sent = [side.facts.report(unit, result.period) for unit in mine]
        return bool(mine) and all(one and one.complete(*term.needs) for one in sent)
    return result.coverage.counted == len(found.units)


def _end(side: Side, period: Period) -> date:
    return side.plan.regime.ends_on(period)


@given(st.integers(min_value=0, max_value=10**6))
@settings(max_examples=20)
def test_on_random_histories_each_point_is_the_scorecard_of_that_set(seed: int) -> None:
    assert list(faults(seed)) == []


@pytest.mark.long
@pytest.mark.timeout(1200)
@given(st.integers(min_value=0, max_value=10**6))
@settings(max_examples=1500)
def test_on_many_more_histories_too(seed: int) -> None:
    assert list(faults(seed)) == []


@given(st.integers(min_value=0, max_value=10**6))
@settings(max_examples=15)
def test_at_the_period_shown_the_set_is_who_counts_and_its_numbers_are_the_figure(
    seed: int,
) -> None:
    _, side, _ = random_ends(seed)
    period = min(side.period, side.plan.regime.last)
    card = scorecard(side.facts, side.plan, side.register, period=period, now=AT)
    province = card.province_id
    for target in side.plan.targets:
        result, found = card.of(province, target.target_id), of_side(side, province, target)
        point = found.at(period)
        if isinstance(target.formula, Milestone | Zero) or point is None:
            continue
        missing = result.coverage.missing
        if result.coverage.counted:
            assert found.units == tuple(unit for unit in card.units[1:] if unit not in missing)
        if point.numerator is not None:
            assert counts_of(point) == counts_of(result)


def ten(
    measure: str, values: dict[str, int], *, without: dict[str, str] | None = None, **same: int
) -> list[Report]:
    """Ten localities say the same each period; ``without``: period → who says nothing."""
    each: dict[str, dict[str, Any]] = {
        period: {measure: value, **same} for period, value in values.items()
    }
    return [
        report(unit, period, **totals)
        for period, totals in each.items()
        for unit in TEN
        if (without or {}).get(period) != unit
    ]


def found(target_id: str, period: str, reports: list[Report], *, unit_id: str = PROVINCE) -> Series:
    counts = Counts(facts_of(reports), PLAN, register_of())
    return series(counts, unit_id=unit_id, target_id=target_id, period=P(period))


def way(one: Series) -> dict[str, int | None]:
    return {str(point.period): point.numerator for point in one.points}


def test_where_one_of_the_set_is_missing_there_is_no_point_and_how_many_were_there_is_said() -> (
    None
):
    values = {"2024-12": 10, "2025-01": 11, "2025-02": 12, "2025-03": 13}
    one = found("addict-growth", "2025-03", ten("addicts", values, without={"2025-02": "d3"}))
    assert one.units == TEN
    assert way(one) == {"2024-12": 100, "2025-01": 110, "2025-02": None, "2025-03": 130}
    gap = one.points[2]
    assert (gap.counted, gap.expected) == (9, 10)
    assert numbers(gap) == (None,) * 6


def test_who_does_not_count_now_is_in_no_earlier_point_nor_in_the_base() -> None:
    """Nine count now: the way is theirs alone, 90 at the start and never 100."""
    values = {"2024-12": 10, "2025-01": 11, "2025-02": 12}
    one = found("addict-growth", "2025-02", ten("addicts", values, without={"2025-02": "d9"}))
    assert one.units == TEN[:9]
    assert way(one) == {"2024-12": 90, "2025-01": 99, "2025-02": 108}
    assert [point.base for point in one.points] == [90] * 3
    assert [point.needed for point in one.points] == [90] * 3  # below 1 % of 90: none


def test_the_line_of_a_ceiling_is_the_way_from_the_base_to_what_is_allowed() -> None:
    """1,000 at the start: at most 1,009, three quarters more each month."""
    values = {"2024-12": 100, "2025-01": 100, "2025-02": 100}
    one = found("addict-growth", "2025-02", ten("addicts", values))
    assert [point.line for point in one.points] == [
        1000,
        1000 + Fraction(9, 12),
        1000 + Fraction(18, 12),
    ]
    assert one.points[0].verdict is None
    assert (one.points[0].value, one.points[0].needed) == (Fraction(0), 1009)


def test_the_line_of_a_share_is_still_there_once_the_share_is_met() -> None:
    values = {"2023-10": 2, "2023-11": 9}
    one = found(
        "hotspots-eradicated", "2023-11", ten("hotspots_eradicated", values, hotspots_identified=10)
    )
    last = one.points[-1]
    assert (last.verdict, last.needed, last.line) == (Verdict.MET, 80, 20 + Fraction(60, 26))


def test_a_sum_follows_everybody_who_sent_anything_this_year_and_breaks_in_a_month_one_lacks() -> (
    None
):
    values = {"2025-01": 0, "2025-02": 1, "2025-03": 0}
    sent = ten("public_incidents", values, without={"2025-02": "d0"})
    one = found("no-public-incidents", "2025-03", sent)
    assert one.units == TEN
    assert way(one) == {"2024-12": 0, "2025-01": 0, "2025-02": None, "2025-03": 9}
    assert (one.points[2].counted, one.points[2].expected) == (9, 10)


def test_the_first_year_of_a_sum_begins_the_period_before_the_plan() -> None:
    one = found("no-public-incidents", "2023-11", ten("public_incidents", {"2023-10": 0}))
    assert way(one) == {"2023-09": 0, "2023-10": 0, "2023-11": None}


def test_a_single_locality_is_its_own_set_also_where_it_has_not_reported() -> None:
    values = {"2024-12": 10, "2025-01": 11}
    one = found("addict-growth", "2025-02", ten("addicts", values), unit_id="d4")
    assert one.units == ("d4",)
    assert way(one) == {"2024-12": 10, "2025-01": 11, "2025-02": None}


def test_a_task_has_no_series_and_before_the_plan_there_is_none() -> None:
    assert found("areas-identified", "2025-02", []).points == ()
    assert found("service-access", "2023-09", []).points == ()


def test_where_nobody_counts_every_point_is_empty() -> None:
    one = found("service-access", "2023-11", [])
    assert (one.units, [numbers(p) for p in one.points]) == ((), [(None,) * 6] * 2)


def test_the_document_has_the_keys_of_its_interface_in_order() -> None:
    values = {"2024-12": 100, "2025-01": 101}
    document = found("addict-growth", "2025-01", ten("addicts", values)).as_json()
    assert list(document) == ["target", "unit_id", "set", "points"]
    assert document["points"][1] == {  # type: ignore[index]
        "period": "2025-01",
        "numerator": 1010,
        "denominator": None,
        "base": 1000,
        "value": 0.01,
        "needed": 1009,
        "line": 1000.75,
        "verdict": "behind",
    }
