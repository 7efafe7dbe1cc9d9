"""Figures on the units of another day: carried rows, series, traces and movements over a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_loaders.model import Boundary, Carried, Period, Register
from kpis.model import Reason, Scorecard, Verdict
from kpis.movement.decomposition import Movement, movement
from kpis.movement.model import Cause, Measure, Side
from kpis.scorecard import scorecard
from kpis.series import Series, series
from kpis.trace.terms import Role, trace
from tests.data_loaders.model.test_places import REGISTER
from tests.kpis.test_boundary import AS_OF, BASE, FIRST, LAST, PLAN, Told

GROWTH = "addict-growth"


def _told() -> Told:
    """Addicts at the base, before and after the change: 7, 8 and 9 of what is ``n1`` now."""
    told = Told()
    told.say("d", BASE, {"d1": {"addicts": 3}, "d2": {"addicts": 4}, "d3": {"addicts": 5}})
    told.say("e", BASE, {"e1": {"addicts": 6}})
    told.say("d", LAST, {"d1": {"addicts": 4}, "d2": {"addicts": 4}, "d3": {"addicts": 5}})
    told.say("e", LAST, {"e1": {"addicts": 6}})
    told.say("n1", FIRST, {"n1": {"addicts": 9}})
    told.say("d3", FIRST, {"d3": {"addicts": 5}})
    told.say("n2", FIRST, {"n2": {"addicts": 2}})
    return told.say("n3", FIRST, {"n3": {"addicts": 4}})


def _card(period: Period, boundary: Boundary) -> Scorecard:
    facts = _told().counts().facts
    return scorecard(facts, PLAN, REGISTER, period=period, now=AS_OF, boundary=boundary)


@pytest.mark.parametrize(
    ("period", "boundary", "units"),
    [
        (LAST, Boundary.AS_REPORTED, ("p", "d", "e")),
        (LAST, Boundary.TODAY, ("p", "d3", "n1", "n2", "n3")),
        (LAST, Boundary.PLAN, ("p", "d", "e")),
        (FIRST, Boundary.AS_REPORTED, ("p", "d3", "n1", "n2", "n3")),
        (FIRST, Boundary.TODAY, ("p", "d3", "n1", "n2", "n3")),
        (FIRST, Boundary.PLAN, ("p", "d", "e")),
    ],
)
def test_rows_are_the_units_of_the_view(
    period: Period, boundary: Boundary, units: tuple[str, ...]
) -> None:
    assert _card(period, boundary).units == units


def test_older_period_on_todays_units_is_carried_and_not_judged() -> None:
    merged = _card(LAST, Boundary.TODAY).of("n1", GROWTH)
    assert (merged.verdict, merged.reason) == (Verdict.NOT_JUDGED, Reason.BOUNDARY)
    assert (merged.numerator, merged.base, merged.boundary) == (8, 7, Carried.EXACT)
    divided = _card(LAST, Boundary.TODAY).of("n2", GROWTH)
    assert (divided.numerator, divided.boundary) == (None, Carried.NOT_COMPARABLE)


def test_later_period_on_the_plans_units_goes_on_exactly() -> None:
    card = _card(FIRST, Boundary.PLAN)
    assert [card.of(one, GROWTH).numerator for one in ("d", "e")] == [14, 6]
    assert card.of("e", GROWTH).boundary is Carried.EXACT


@pytest.mark.parametrize("period", [LAST, FIRST])
def test_whole_place_is_the_same_in_every_view(period: Period) -> None:
    found = {
        view: [_card(period, view).of("p", target.target_id) for target in PLAN.targets]
        for view in Boundary
    }
    assert found[Boundary.TODAY] == found[Boundary.AS_REPORTED] == found[Boundary.PLAN]


def _series(unit_id: str) -> Series:
    return series(_told().counts(), unit_id=unit_id, target_id=GROWTH, period=FIRST)


def test_series_goes_on_over_the_change_without_a_verdict_of_before() -> None:
    then, now = (_series("n1").at(period) for period in (LAST, FIRST))
    assert then is not None
    assert now is not None
    assert (then.numerator, then.verdict, then.boundary) == (8, None, Carried.EXACT)
    assert (now.numerator, now.verdict, now.boundary) == (9, Verdict.BEHIND, None)


def test_series_of_a_divided_locality_has_no_figure_of_before() -> None:
    then = _series("n2").at(LAST)
    assert then is not None
    assert (then.numerator, then.boundary) == (None, Carried.NOT_COMPARABLE)


def test_trace_of_a_carried_base_leads_to_the_report_and_communes_of_its_parts() -> None:
    counts = _told().counts()
    card = scorecard(counts.facts, PLAN, REGISTER, period=FIRST, now=AS_OF)
    terms = trace(card.of("n1", GROWTH), counts.facts, PLAN, REGISTER)
    base = [one for one in terms if one.role is Role.BASE]
    assert [(one.unit_id, one.period, one.value, one.version) for one in base] == [
        ("d", BASE, 7, 1)
    ]
    assert base[0].communes == ("d1", "d2")
    now = [one for one in terms if one.role is Role.PART]
    assert [(one.unit_id, one.value, one.communes) for one in now] == [("n1", 9, ())]


def test_trace_of_a_sum_names_the_reports_of_the_parts() -> None:
    told = Told().everybody(Period.parse("2025-01"), FIRST)
    told.say("d", LAST, {"d1": {"public_incidents": 2}, "d2": {}, "d3": {"public_incidents": 1}})
    counts = told.counts()
    card = scorecard(counts.facts, PLAN, REGISTER, period=FIRST, now=AS_OF)
    for unit, number in (("n1", 2), ("p", 3)):
        result = card.of(unit, "no-public-incidents")
        terms = trace(result, counts.facts, PLAN, REGISTER)
        assert result.numerator == number == sum(one.value for one in terms)
        assert {one.unit_id for one in terms if one.value} == {"d"}


def _movement(unit_id: str, target_id: str = GROWTH, *, backwards: bool = False) -> Movement:
    facts = _told().counts().facts
    then, now = (Side(facts, PLAN, REGISTER, period, 1) for period in (LAST, FIRST))
    if backwards:
        then, now = now, then
    return movement(then, now, unit_id=unit_id, target_id=target_id)


WHOLE = Register(
    tuple(unit for unit in REGISTER.units if unit.unit_id != "n3"),
    (*REGISTER.changes[:2], replace(REGISTER.changes[2], whole=True)),
)
"""As the register, but that all of ``e1`` became ``n2``."""


def test_movement_of_the_whole_place_over_whole_changes_has_a_boundary_of_nothing() -> None:
    told = Told(WHOLE)
    told.rows = _told().rows
    facts = told.counts().facts
    then, now = (Side(facts, PLAN, WHOLE, period, 1) for period in (LAST, FIRST))
    found = movement(then, now, unit_id="p", target_id=GROWTH)
    parts = [part for part in found.parts if part.cause is Cause.BOUNDARY]
    assert [part.change(Measure.NUMERATOR) for part in parts] == [0]
    assert [part.change(Measure.BASE) for part in parts] == [0]
    assert (found.start.numerator, found.end.numerator) == (19, 16)


@pytest.mark.parametrize("unit_id", ["n1", "d3"])
def test_change_of_units_is_a_part_of_its_own_and_moves_no_stock(unit_id: str) -> None:
    found = _movement(unit_id, "service-access")
    parts = [part for part in found.parts if part.cause is Cause.BOUNDARY]
    assert len(parts) == 1
    assert {part.change(measure) for part in parts for measure in Measure} == {0}


def test_movement_of_a_merged_locality_starts_from_the_sum_of_its_parts() -> None:
    found = _movement("n1")
    assert (found.start.numerator, found.end.numerator) == (8, 9)
    moved = [(part.cause, int(part.change(Measure.NUMERATOR))) for part in found.parts]
    assert moved == [(Cause.BOUNDARY, 0), (Cause.NEW_PERIOD, 1)]
    back = _movement("n1", backwards=True)
    assert (back.start.numerator, back.end.numerator) == (9, 8)


def test_parts_of_a_movement_over_a_change_add_up() -> None:
    for target in PLAN.targets:
        for unit in ("p", "n1", "n2", "d3"):
            found = _movement(unit, target.target_id)
            for measure in (Measure.NUMERATOR, Measure.DENOMINATOR, Measure.BASE):
                assert found.change(measure) == sum(part.change(measure) for part in found.parts)


def test_movement_on_the_plans_units_follows_a_district_that_ended() -> None:
    facts = _told().counts().facts
    then, now = (Side(facts, PLAN, REGISTER, period, 1) for period in (LAST, FIRST))
    found = movement(then, now, unit_id="d", target_id=GROWTH, seen_from=LAST)
    assert (found.start.numerator, found.end.numerator) == (13, 14)
    moved = [(part.cause, int(part.change(Measure.NUMERATOR))) for part in found.parts]
    assert moved == [(Cause.BOUNDARY, 0), (Cause.NEW_PERIOD, 1)]
