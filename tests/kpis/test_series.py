"""A figure over the periods never joins different localities, and is what they were judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from data_loaders.model import Facts, Period, Register, Report
from kpis.counts import Counts
from kpis.law.quantity import Quantity
from kpis.model import Plan, Result, Target, Verdict
from kpis.series import Point, Series, series
from kpis.verdicts import judge
from tests.kpis.declared import EVERY, every_quantity
from tests.kpis.given import PLAN, PROVINCE, TEN, facts_of, reading, register_of, report
from tests.kpis.small_histories import facts, period_of, places, register, reports

P = Period.parse
REGISTER = register()


def narrowed(known: Facts, plan: Plan, units: tuple[str, ...]) -> Counts:
    """What a scorecard is judged from, where nobody but these localities is there."""
    province = REGISTER.province
    kept = tuple(one for one in REGISTER.units if one is province or one.unit_id in units)
    said = {key: one for key, one in known.reports.items() if key[0] in units}
    return Counts(replace(known, reports=said), plan, Register(kept))


def numbers(one: Point | Result) -> tuple[object, ...]:
    return (one.numerator, one.denominator, one.base, one.value, one.needed, one.verdict)


def faults(seeds: Iterable[int], plan: Plan, seen: Counter[str]) -> Iterator[str]:
    """Where a point is not what the scorecard of that set says, or is there and must not be."""
    for seed in seeds:
        rng = Random(seed)  # noqa: S311 (a test's dice)
        known = replace(facts(reports(rng)), readings=(reading("A"),))
        for target in plan.targets:
            for unit in places(("d0",)):
                yield from _of(known, plan, target, unit, min(period_of(rng), P("2025-12")), seen)


def _of(
    known: Facts, plan: Plan, target: Target, unit: str, until: Period, seen: Counter[str]
) -> Iterator[str]:
    counts = Counts(known, plan, REGISTER)
    found = series(counts, unit_id=unit, target_id=target.target_id, period=until)
    demand = target.demand(known)
    assert demand is not None
    province = unit == PROVINCE
    if not demand.quantity.drawn_over_time or (demand.quantity.province_only and not province):
        if found.points:
            yield f"{target.target_id}: a series of what has none"
        return
    if until < plan.regime.first:
        return
    of_set = narrowed(known, plan, found.units) if province else counts
    begun = [at for at in found.points if at.period >= plan.regime.first]
    if found.units and (demand.aim.by_year or demand.quantity.begins_each_year):
        begun = list(found.points[1:])
        now = judge(of_set, target, unit_id=unit, period=until)
        yield from _start(found, demand.quantity, now)
    if begun[-1].period != until:
        yield f"{target.target_id}: ends with {begun[-1].period} and not {until}"
    for point in begun:
        result = judge(of_set, target, unit_id=unit, period=point.period)
        there = bool(found.units) and _all_there(known, demand.quantity, found.units, point.period)
        for text in _differences(point, result, there, of_set, demand.aim.closes(plan.regime)):
            yield f"{target.target_id} {unit} {until}, {point.period}: {text}"
        seen[target.target_id] += point.numerator is not None and point.needed is not None


def _start(found: Series, quantity: Quantity, now: Result) -> Iterator[str]:
    """By what is needed at the period shown; of a count the same whatever was reported."""
    start, judged = found.points[0], [one for one in found.points[1:] if one.needed is not None]
    if not judged:
        return
    last = judged[-1]
    height, needed = last.base, last.needed if now.needed is None else now.needed
    if quantity.of_sums:
        begins, height = found.points[1].period.shifted(-1), 0
        counts = quantity.needed_of_all(now.leg.bar) if now.leg is not None else None
        needed = now.needed if counts is None else counts
    else:
        begins = now.period.year_end_before()
    wanted = (begins, height, last.base, needed)
    if (start.period, start.numerator, start.base, start.needed) != wanted:
        yield f"{found.target_id} {now.period}: it starts with {start} and not {wanted}"


def _all_there(known: Facts, quantity: Quantity, units: tuple[str, ...], at: Period) -> bool:
    """Whether each of the set counted then; of a sum, whether who had to report sent that month."""
    asked = [at]
    if quantity.of_sums:
        due = {unit.unit_id for unit in REGISTER.reporting(PLAN.regime.ends_on(at))}
        units = tuple(unit for unit in units if unit in due)
    else:
        before = quantity.base_at(at)
        asked += [] if before is None else [before]
    sent = [known.report(unit, period) for unit in units for period in asked]
    return bool(sent) and all(one is not None and quantity.of(one) is not None for one in sent)


def _differences(
    point: Point, result: Result, there: bool, of_set: Counts, closes: Period
) -> Iterator[str]:
    if not there:
        if numbers(point) != (None,) * 6 or point.line is not None:
            yield f"one of the set is missing, and yet {point}"
        return
    if (point.needed, point.verdict) != (result.needed, result.verdict):
        yield f"{point} is not judged as {result}"
    if point.line != result.line:  # after the end that of the end: what was needed, or none
        yield f"its line is {point.line} and not {result.line}"
    if result.numerator is not None and point.period <= closes:
        if numbers(point) != numbers(result):
            yield f"{point} ≠ {result}"
        return
    demand = of_set.plan.target(result.target_id).demand(of_set.facts)
    assert demand is not None
    own = of_set.tally(demand.quantity).numbers(result.unit_id, point.period)
    if (point.numerator, point.denominator, point.base) != (
        own.numerator,
        own.denominator,
        own.base,
    ):
        yield f"{point} is not what the set said: {own}"


@pytest.mark.parametrize("plan", [every_quantity(), PLAN], ids=["every quantity", "plan"])
def test_each_point_is_the_scorecard_of_that_set(plan: Plan) -> None:
    seen: Counter[str] = Counter()
    assert list(faults(range(8), plan, seen)) == []
    drawn = {one.target_id for one in plan.targets if one.dated_task is None}
    assert {key for key, times in seen.items() if times > 3} == drawn


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_on_many_more_histories_too() -> None:
    assert list(faults(range(1000, 1400), every_quantity(), Counter())) == []


def test_at_the_period_shown_the_set_is_who_counts_and_its_numbers_are_the_figure() -> None:
    compared = 0
    for seed in range(8):
        rng = Random(seed)  # noqa: S311 (a test's dice)
        counts = Counts(facts(reports(rng)), every_quantity(), REGISTER)
        for target in counts.plan.targets:
            at = period_of(rng)
            result = judge(counts, target, unit_id=PROVINCE, period=at)
            if result.numerator is None or result.judged_at != at:
                continue
            one = series(counts, unit_id=PROVINCE, target_id=target.target_id, period=at)
            point = one.at(at)
            if point is None or point.numerator is None:
                continue
            if result.reports is None:
                missing = result.coverage.missing
                assert one.units == tuple(u for u in counts.localities(at) if u not in missing)
            of_result = (result.numerator, result.denominator, result.base)
            assert (point.numerator, point.denominator, point.base) == of_result
            compared += 1
    assert compared > 100


def test_after_its_own_deadline_a_figure_goes_on_and_its_line_stays_at_what_was_needed() -> None:
    """Six of them needed by June 2024: what became of them is drawn, and judged as it was then."""
    known = facts_of(
        report("d0", period, hotspots_eradicated=n)
        for period, n in {"2023-10": 2, "2024-06": 7, "2024-07": 4}.items()
    )
    counts = Counts(known, every_quantity(), register_of(("d0",)))
    one = series(counts, unit_id="d0", target_id="count-state-early", period=P("2024-08"))
    last = {str(point.period): point for point in one.points[-3:]}
    assert [point.numerator for point in last.values()] == [7, 4, None]
    assert [point.verdict for point in last.values()] == [Verdict.MET, Verdict.MET, None]
    assert last["2024-07"].needed == 6
    assert last["2024-07"].line == 6


def test_in_a_year_of_which_the_plan_holds_a_part_a_sum_to_reach_has_neither_line_nor_needed() -> (
    None
):
    known = facts_of(report("d0", f"2023-{month}", sessions=5) for month in (10, 11))
    counts = Counts(known, every_quantity(), register_of(("d0",)))
    one = series(counts, unit_id="d0", target_id="sum-year-at-least", period=P("2023-11"))
    assert [point.numerator for point in one.points] == [0, 5, 10]
    assert {(point.needed, point.line) for point in one.points} == {(None, None)}
    assert [point.verdict for point in one.points[1:]] == [Verdict.NOT_JUDGED] * 2


def test_all_but_a_task_has_a_series_and_what_only_the_whole_place_has_only_there() -> None:
    counts = Counts(facts(reports(Random(1))), every_quantity(), REGISTER)  # noqa: S311
    without = {
        unit: {
            key
            for key in EVERY
            if not series(counts, unit_id=unit, target_id=key, period=P("2024-05")).points
        }
        for unit in places(("d0",))
    }
    assert without == {PROVINCE: {"task"}, "d0": {"task", "change-value-by"}}


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
        "verdict": "at_risk",  # one above what is allowed, and the year began within it
    }
