"""What the store holds of a district's communes, carried to communes that report for themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data_loaders.model import Basis, Carried, Facts, Reporter, UnitChange, UnitChangeKind
from data_loaders.plans.declared import DeclaredPlan
from data_loaders.reports import facts as reading
from data_loaders.reports.facts import facts
from data_loaders.service.context import Context
from data_loaders.store.database import Store, micros
from data_loaders.store.places import insert_changes, insert_units
from tests.data_loaders.sent_forms import DAK_XU, NGOC_HOI, PERIOD, PO_Y, usual
from tests.data_loaders.stores import LATER, at, put

ON_BOTH_STORES = True
SENT = usual(changed={(PO_Y, "participants"): 300})
NEXT = PERIOD.shifted(1)


def _known(context: Context) -> Facts:
    return facts(context.store, as_of=LATER, basis=Basis.SUBMITTED, above=[("participants", 299)])


@pytest.fixture
def communes_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the period after the one that is sent each commune reports for itself."""
    plan_of = reading._declared

    def changed(store: Store) -> DeclaredPlan:
        plan = plan_of(store)
        by = ((plan.regime.first, Reporter.DISTRICT), (NEXT, Reporter.COMMUNE))
        return replace(plan, regime=replace(plan.regime, reporting=by))

    monkeypatch.setattr(reading, "_declared", changed)


@pytest.mark.usefixtures("communes_report")
def test_row_of_a_commune_is_carried_to_the_commune_that_reports_now(context: Context) -> None:
    put(context, SENT, at(16))
    carriage = _known(context).carried[NEXT][PO_Y, PERIOD]
    row = {one.measure: one.value for one in SENT.figures if one.commune_id == PO_Y}
    assert (carriage.due, carriage.parts, carriage.exact) == ((NGOC_HOI,), (PO_Y,), True)
    assert carriage.report is not None
    assert carriage.report.carried is Carried.EXACT
    assert carriage.report.totals == {code: value or 0 for code, value in row.items()}
    assert carriage.report.communes_above("participants", 299) == 1
    assert {area.commune_id for area in carriage.report.areas} <= {PO_Y}


@pytest.mark.usefixtures("communes_report")
def test_sums_of_the_communes_are_the_districts(context: Context) -> None:
    put(context, SENT, at(16))
    known = _known(context)
    sent = known.report(NGOC_HOI, PERIOD)
    assert sent is not None
    parts = [
        one.report
        for one in known.carried[NEXT].values()
        if one.report is not None and one.due == (NGOC_HOI,)
    ]
    assert len(parts) == sent.communes
    for measure, total in sent.totals.items():
        assert sum(part.totals[measure] for part in parts) == total
    assert sum(len(part.areas) for part in parts) == len(sent.areas)


def test_without_a_change_nothing_is_carried_and_no_row_is_read(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(context, SENT, at(16))
    asked: list[str] = []
    rows = Store.rows

    def noted(store: Store, query: str, /, **parameters: object) -> list[tuple[object, ...]]:
        asked.append(query)
        return rows(store, query, **parameters)

    monkeypatch.setattr(Store, "rows", noted)
    assert _known(context).carried == {}
    assert "commune_rows" not in asked


def test_district_of_merged_communes_goes_on_with_its_sums(context: Context) -> None:
    """Two communes become one after the period; the district reports before and after."""
    put(context, SENT, at(16))
    day = context.regime.ends_on(PERIOD)
    old = [context.register().by_id[one] for one in (PO_Y, DAK_XU)]
    new = replace(old[0], unit_id="bo-y", code="", name="Bờ Y", valid_from=day + timedelta(days=1))
    ended = [replace(one, valid_to=day) for one in old]
    changes = [
        UnitChange(day + timedelta(days=1), UnitChangeKind.MERGE, one.unit_id, "bo-y")
        for one in old
    ]
    keys = dict(context.store.keys().unit_key)
    with context.store.write("register.change", actor="test") as writer:
        insert_units(writer, [*ended, new], counts_from=micros(at(17)), known=keys)
        insert_changes(writer, changes, counts_from=micros(at(17)))
    known = _known(context)
    sent, found = known.report(NGOC_HOI, PERIOD), known.carried[NEXT][NGOC_HOI, PERIOD]
    assert sent is not None
    assert found.report is not None
    assert found.exact
    assert found.report.totals == sent.totals
    assert found.report.communes == sent.communes - 1
    assert sum(found.report.classes.values()) == sent.communes - 1
    assert found.report.areas == sent.areas
    assert facts(context.store, as_of=at(16), basis=Basis.SUBMITTED).carried == {}
