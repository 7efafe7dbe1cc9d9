"""The scorecard as a document: its rows and their order, its history, what it only watches."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from datetime import datetime

import pytest

from data_loaders.model import Period, Register, Report
from kpis.cohorts import cohorts
from kpis.counts import Counts
from kpis.scorecard import course, default_period, history, scorecard
from kpis.watched import last_held, watched
from tests.kpis.given import (
    LATER,
    PLAN,
    PROVINCE,
    REGIME,
    TEN,
    facts_of,
    register_of,
    report,
)

REGISTER = register_of()
MARCH = Period.of(2024, 3)


def reached(unit: str, period: str, count: int = 9) -> Report:
    return report(unit, period, reached=count, addicts=10, users=0)


def test_the_province_comes_first_then_the_localities_each_with_every_target() -> None:
    card = scorecard(facts_of([]), PLAN, REGISTER, period=MARCH, now=LATER)
    ids = [target.target_id for target in PLAN.targets]
    assert [(row.unit_id, row.target_id) for row in card.results] == [
        (unit, target) for unit in (PROVINCE, *TEN) for target in ids
    ]


def test_rows_can_be_limited_and_keep_the_order_of_the_register() -> None:
    card = scorecard(
        facts_of([]), PLAN, REGISTER, period=MARCH, now=LATER, units={"d3", PROVINCE, "d1"}
    )
    assert list(dict.fromkeys(row.unit_id for row in card.results)) == [PROVINCE, "d1", "d3"]


def test_the_document_has_exactly_the_promised_keys_and_types() -> None:
    said = facts_of([reached(unit, "2024-03") for unit in TEN[:9]])
    card = scorecard(said, PLAN, REGISTER, period=MARCH, now=LATER)
    document = json.loads(json.dumps(card.as_json()))
    assert {key: document[key] for key in ("plan", "period", "as_of", "basis", "now")} == {
        "plan": "kh3220",
        "period": "2024-03",
        "as_of": "2026-06-01T00:00:00+07:00",
        "basis": "accepted",
        "now": "2026-06-01T00:00:00+07:00",
    }
    assert list(document) == ["plan", "period", "as_of", "basis", "now", "targets", "results"]
    assert document["targets"][4] == {
        "id": "service-access",
        "quantity": "share",
        "aim": "keep",
        "name": "Người nghiện, người sử dụng được tiếp cận dịch vụ",
    }
    assert document["results"][4] == {
        "unit_id": "62",
        "target_id": "service-access",
        "period": "2024-03",
        "verdict": "on_track",
        "reason": None,
        "provisional": True,
        "caveats": [],
        "missing_base": None,
        "numerator": 81,
        "denominator": 90,
        "base": None,
        "value": 0.9,
        "needed": 73,
        "line": None,
        "coverage": {"counted": 9, "expected": 10, "missing": ["d9"]},
        "reports": None,
        "bounds": None,  # d9 never said anything
        "forecast": None,
        "former": None,
        "boundary": None,
    }


def test_what_is_not_known_stands_in_the_document_as_exact_numbers() -> None:
    """d9 held 9 of 10 twice, a step of nothing but for two reports: 1. So 8 to 10 of 10."""
    early = [reached(unit, period) for unit in TEN for period in ("2024-01", "2024-02")]
    said = facts_of([*early, *(reached(unit, "2024-03") for unit in TEN[:9])])
    card = scorecard(said, PLAN, REGISTER, period=MARCH, now=LATER)
    row = card.as_json()["results"][4]  # type: ignore[index]
    bounds = {"low": 89, "high": 91, "at_low": "on_track", "at_high": "on_track"}
    assert (row["numerator"], row["bounds"]) == (81, bounds)


def test_a_scorecard_tells_who_has_a_report_in_force_at_all() -> None:
    said = facts_of([reached(unit, "2024-03") for unit in TEN[2:]])
    card = scorecard(said, PLAN, REGISTER, period=MARCH, now=LATER)
    assert (card.reporting.counted, card.reporting.missing) == (8, ("d0", "d1"))


def test_the_history_holds_what_each_period_s_scorecard_says() -> None:
    said = facts_of([reached(unit, period) for unit in TEN for period in ("2023-11", "2024-02")])
    past = history(said, PLAN, REGISTER, now=LATER)
    assert list(past) == list(REGIME.expected())
    for period in (Period.of(2023, 11), Period.of(2024, 1), Period.of(2025, 12)):
        assert past[period] == scorecard(said, PLAN, REGISTER, period=period, now=LATER)


def test_a_course_is_one_column_of_the_history() -> None:
    said = facts_of([reached(unit, period) for unit in TEN for period in ("2023-11", "2024-02")])
    past, counts = history(said, PLAN, REGISTER, now=LATER), Counts(said, PLAN, REGISTER)
    for unit_id in (REGISTER.province.unit_id, *TEN):
        for target in PLAN.targets:
            column = tuple(card.of(unit_id, target.target_id) for card in past.values())
            found = course(counts, unit_id=unit_id, target_id=target.target_id)
            assert found == column
            some = course(counts, unit_id=unit_id, target_id=target.target_id, upto=MARCH)
            assert some == column[: list(past).index(MARCH) + 1]


def test_the_course_of_a_locality_has_no_period_in_which_it_need_not_report() -> None:
    ended = REGIME.ends_on(Period.of(2023, 12))
    units = tuple(
        replace(unit, valid_to=ended) if unit.unit_id == "d0" else unit for unit in REGISTER.units
    )
    register, said = Register(units), facts_of([reached("d1", "2024-02")])
    past, counts = history(said, PLAN, register, now=LATER), Counts(said, PLAN, register)
    target_id = PLAN.targets[0].target_id
    for unit_id in ("d0", "d1"):
        column = [card.of(unit_id, target_id) for card in past.values() if unit_id in card.units]
        assert list(course(counts, unit_id=unit_id, target_id=target_id)) == column
    assert len(course(counts, unit_id="d0", target_id=target_id)) == 3


def test_the_history_ends_with_the_period_that_has_begun() -> None:
    as_of = datetime(2023, 12, 15, tzinfo=REGIME.timezone)  # first day of 2024-01
    past = history(facts_of([], as_of=as_of), PLAN, REGISTER, now=as_of)
    assert [str(period) for period in past] == ["2023-10", "2023-11", "2023-12", "2024-01"]


def test_results_can_be_cached_and_compared() -> None:
    card = scorecard(facts_of([]), PLAN, REGISTER, period=MARCH, now=LATER)
    assert pickle.loads(pickle.dumps(card)) == card  # noqa: S301 - our own bytes
    assert len(set(card.results)) == len(card.results)


@pytest.mark.parametrize(
    ("as_of", "reported", "period"),
    [
        ("2024-03-18T23:59:59+07:00", "2024-02", "2024-02"),  # received then is on time
        ("2024-03-19T00:00:00+07:00", "2024-02", "2024-03"),  # due has passed
        ("2024-03-10T00:00:00+07:00", "2024-03", "2024-03"),  # everybody has reported
        ("2023-10-01T00:00:00+07:00", "2022-12", "2022-12"),  # nothing due: newest with data
    ],
)
def test_the_period_shown_by_default(as_of: str, reported: str, period: str) -> None:
    said = [reached(unit, reported) for unit in TEN]
    facts = facts_of(said, as_of=datetime.fromisoformat(as_of))
    assert str(default_period(facts, PLAN, REGISTER)) == period


def test_without_any_data_the_plan_s_first_period_is_shown() -> None:
    as_of = datetime(2023, 10, 1, tzinfo=REGIME.timezone)
    assert default_period(facts_of([], as_of=as_of), PLAN, REGISTER) == REGIME.first


# Watched without a verdict


def test_flows_are_summed_over_the_year_and_stocks_are_not() -> None:
    said = facts_of(
        [
            report("d0", "2023-12", cases=50, post_rehab=7),
            report("d0", "2024-01", cases=2, post_rehab=8),
            report("d0", "2024-03", cases=3, post_rehab=9),
        ]
    )
    figures = watched(said, PLAN, REGISTER, period=MARCH, unit_id="d0")
    by_id = {one.watched.watched_id: (one.value, one.year) for one in figures}
    assert (by_id["cases"], by_id["post-rehab"]) == ((3, 5), (9, None))
    assert by_id["participants"] == (None, None)  # nobody said anything: not a zero


def test_tip_offs_resolved_stand_beside_those_received() -> None:
    said = facts_of(
        [
            report("d0", "2024-02", tipoffs_resolved=1, tipoffs_received=4),
            report("d0", "2024-03", tipoffs_resolved=2, tipoffs_received=2),
        ]
    )
    figures = watched(said, PLAN, REGISTER, period=MARCH, unit_id=PROVINCE)
    tipoffs = next(one for one in figures if one.watched.watched_id == "tip-offs")
    assert (tipoffs.value, tipoffs.of, tipoffs.year, tipoffs.year_of) == (2, 2, 3, 6)
    assert (tipoffs.coverage.counted, tipoffs.coverage.expected) == (1, 10)


def test_communes_with_a_session_are_counted_per_period_only() -> None:
    said = facts_of([report("d0", "2024-03", sessions=12, with_value={"sessions": 4})])
    figures = watched(said, PLAN, REGISTER, period=MARCH, unit_id="d0")
    communes = next(one for one in figures if one.watched.communes)
    assert (communes.value, communes.year) == (4, None)


def test_areas_are_shown_by_cohort() -> None:
    said = facts_of([report("d0", "2024-03", areas="aru"), report("d1", "2024-03", areas="a")])
    (cohort,) = cohorts(said, PLAN, REGISTER, period=MARCH, unit_id=PROVINCE).cohorts
    assert (cohort.cohort, cohort.chosen, cohort.recognised, cohort.relapsed) == (2023, 4, 3, 1)


def test_the_missing_are_named_with_what_they_last_held() -> None:
    said = facts_of([reached("d0", "2024-01", 7), reached("d0", "2024-02", 8)])
    held = last_held(said, PLAN, REGISTER, target_id="service-access", unit_id="d0", period=MARCH)
    assert held is not None
    assert (str(held.period), held.numerator, held.denominator) == ("2024-02", 8, 10)
    assert (
        last_held(said, PLAN, REGISTER, target_id="service-access", unit_id="d1", period=MARCH)
        is None
    )
