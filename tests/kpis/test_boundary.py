"""Verdicts over a change of units, against tables written by hand.

Two districts report until June 2025; from July their communes do: ``n1`` is made of ``d1`` and
``d2``, ``d3`` goes on, and ``e1`` was divided between ``n2`` and ``n3``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from data_loaders.model import (
    Area,
    Basis,
    Carried,
    Facts,
    Period,
    Register,
    Report,
    Reporter,
    periods_between,
)
from data_loaders.plans.declared import load_regime
from data_loaders.register.carrying import Carrier, Row
from kpis.counts import Counts
from kpis.model import Reason, Result, Verdict
from kpis.verdicts import judge
from tests.data_loaders.model.test_places import REGISTER
from tests.plan_files import load_plan

REGIME = replace(
    load_regime("kh3220"),
    reporting=(
        (Period.parse("2023-10"), Reporter.DISTRICT),
        (Period.parse("2025-07"), Reporter.COMMUNE),
    ),
)
PLAN = load_plan("kh3220", REGIME)
AS_OF = datetime(2026, 6, 1, tzinfo=REGIME.timezone)
BASE, LAST, FIRST = (Period.parse(text) for text in ("2024-12", "2025-06", "2025-07"))
DISTRICTS = {"d": ("d1", "d2", "d3"), "e": ("e1",)}
COMMUNES = {one: (one,) for one in ("d3", "n1", "n2", "n3")}


class Told:
    """Reports told row by row; a measure that is not named is 0."""

    def __init__(self, register: Register = REGISTER) -> None:
        self.register = register
        self.rows: dict[tuple[str, Period], dict[str, Row]] = {}
        self.areas: dict[tuple[str, Period], tuple[Area, ...]] = {}

    def say(self, unit_id: str, period: Period, rows: Mapping[str, Mapping[str, int]]) -> Told:
        self.rows[unit_id, period] = {
            commune: {"commune_class": 4, **dict.fromkeys(_codes(), 0), **row}
            for commune, row in rows.items()
        }
        return self

    def everybody(self, since: Period, until: Period, *, but: tuple[str, ...] = ()) -> Told:
        for at in periods_between(since, until):
            for unit, communes in (COMMUNES if at >= FIRST else DISTRICTS).items():
                if unit not in but and (unit, at) not in self.rows:
                    self.say(unit, at, {one: {} for one in communes})
        return self

    def counts(self) -> Counts:
        reports = {
            key: _summed(*key, rows, self.areas.get(key, ())) for key, rows in self.rows.items()
        }
        carrier = Carrier(self.register, REGIME, reports, self.rows, REGIME.classification)
        return Counts(
            Facts(AS_OF, Basis.ACCEPTED, reports, carried=carrier.carried()), PLAN, self.register
        )

    def judged(self, target_id: str, unit_id: str, period: Period) -> Result:
        return judge(self.counts(), PLAN.target(target_id), unit_id=unit_id, period=period)


def _codes() -> set[str]:
    terms = (
        term
        for target in PLAN.targets
        for demand in target.demands
        for term in demand.quantity.terms
    )
    return {measure for term in terms for measure in term.measures}


def _summed(
    unit_id: str, period: Period, rows: Mapping[str, Row], areas: tuple[Area, ...]
) -> Report:
    codes = {code for row in rows.values() for code in row}
    return Report(
        unit_id,
        period,
        1,
        True,
        totals={code: sum(row.get(code) or 0 for row in rows.values()) for code in codes},
        blanks={code: sum(row.get(code) is None for row in rows.values()) for code in codes},
        classes={},
        areas=areas,
        communes=len(rows),
    )


def _addicts(base: Mapping[str, int], now: Mapping[str, int]) -> Told:
    told = Told()
    for district, communes in DISTRICTS.items():
        told.say(district, BASE, {one: {"addicts": base.get(one, 0)} for one in communes})
    for commune, number in now.items():
        told.say(commune, FIRST, {commune: {"addicts": number}})
    return told.everybody(FIRST, FIRST)


def test_base_of_a_merged_locality_is_the_sum_of_its_parts() -> None:
    result = _addicts({"d1": 3, "d2": 4, "d3": 9}, {"n1": 7}).judged("addict-growth", "n1", FIRST)
    assert (result.base, result.numerator) == (7, 7)
    assert result.boundary is Carried.EXACT
    assert result.verdict is Verdict.ON_TRACK


def test_lost_addict_is_seen_across_the_change() -> None:
    result = _addicts({"d1": 3, "d2": 4}, {"n1": 9}).judged("addict-growth", "n1", FIRST)
    assert (result.base, result.numerator) == (7, 9)
    assert result.verdict is Verdict.BEHIND


def test_divided_locality_has_no_base_to_compare_with() -> None:
    result = _addicts({"e1": 6}, {"n2": 3, "n3": 3}).judged("addict-growth", "n2", FIRST)
    assert (result.verdict, result.reason) == (Verdict.NO_DATA, Reason.BOUNDARY)
    assert result.boundary is Carried.NOT_COMPARABLE
    assert (result.numerator, result.base, result.needed) == (None, None, None)


def test_result_that_does_not_look_back_is_not_across() -> None:
    result = _addicts({}, {}).judged("service-access", "n1", FIRST)
    assert result.boundary is None


def test_breach_of_a_part_stays_a_breach_of_its_successor() -> None:
    told = Told()
    january = Period.parse("2025-01")
    told.say("d", january, {"d1": {"public_incidents": 1}, "d2": {}, "d3": {}})
    told.everybody(january, FIRST)
    counts = {unit: told.judged("no-public-incidents", unit, FIRST) for unit in ("p", "n1", "d3")}
    assert {unit: one.numerator for unit, one in counts.items()} == {"p": 1, "n1": 1, "d3": 0}
    assert counts["n1"].verdict is Verdict.MISSED
    assert counts["d3"].verdict is Verdict.ON_TRACK
    assert [one.boundary for one in counts.values()] == [Carried.EXACT] * 3


def test_breach_stays_one_although_another_part_is_missing() -> None:
    """The reports of all parts, and not only of the whole months, are added up."""
    told = Told().everybody(Period.parse("2025-01"), FIRST)
    march = Period.parse("2025-03")
    told.rows["d", march] = {"d1": dict(told.rows["d", march]["d1"], public_incidents=2)}
    assert told.judged("no-public-incidents", "n1", FIRST).numerator == 2
    assert told.judged("no-public-incidents", "n1", FIRST).verdict is Verdict.MISSED


def test_reports_of_a_window_are_those_of_the_localities_of_then() -> None:
    """Six months of two districts and one of four communes; the one lost is a district's."""
    told = Told().everybody(Period.parse("2025-01"), FIRST)
    del told.rows["d", Period.parse("2025-02")]
    result = told.judged("no-public-incidents", "p", FIRST)
    assert result.reports is not None
    assert (result.reports.received, result.reports.expected) == (15, 16)
    assert (result.coverage.counted, result.coverage.expected) == (2, 4)
    assert result.provisional


def test_divided_locality_sums_nothing_of_before_but_its_own_breach_stands() -> None:
    told = Told().everybody(Period.parse("2025-01"), FIRST)
    quiet = told.judged("no-public-incidents", "n2", FIRST)
    assert (quiet.verdict, quiet.reason) == (Verdict.NO_DATA, Reason.BOUNDARY)
    told.say("n2", FIRST, {"n2": {"public_incidents": 1}})
    assert told.judged("no-public-incidents", "n2", FIRST).verdict is Verdict.MISSED


@pytest.mark.parametrize("period", [LAST, FIRST])
def test_verdict_belongs_to_the_units_of_its_period(period: Period) -> None:
    counts = Told().everybody(Period.parse("2025-01"), FIRST).counts()
    expected = ("d", "e") if period == LAST else ("d3", "n1", "n2", "n3")
    assert counts.localities(period) == expected
    result = judge(counts, PLAN.target("service-access"), unit_id="p", period=period)
    assert result.coverage.expected == len(expected)
