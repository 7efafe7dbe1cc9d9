"""How many communes a report has, and how many of them are above a number that was asked for."""

from __future__ import annotations

import pytest

from data_loaders.model import Basis, Report
from data_loaders.plans.declared import load_form
from data_loaders.reports.facts import Above, facts, summed
from data_loaders.service.context import Context
from data_loaders.store.database import Store
from tests.data_loaders.sent_forms import DAK_XU, NGOC_HOI, PERIOD, PO_Y, usual
from tests.data_loaders.stores import LATER, at, put

ON_BOTH_STORES = True

COMMUNES = len({figure.commune_id for figure in usual().figures})
_NO_SESSION = ("sessions", "school_sessions", "workplace_sessions", "participants")
UNLIKE = usual(changed={(PO_Y, "participants"): 300, **{(DAK_XU, code): 0 for code in _NO_SESSION}})
"""Of all other communes 240 participants are reported."""


def report(context: Context, above: Above = ()) -> Report:
    known = facts(context.store, as_of=LATER, basis=Basis.SUBMITTED, above=above)
    found = known.report(NGOC_HOI, PERIOD)
    assert found is not None
    return found


def test_a_report_has_as_many_communes_as_rows_also_where_a_cell_is_blank(
    context: Context,
) -> None:
    put(context, UNLIKE, at(16))
    with context.store.cursor() as cursor:  # as reports of before have it: none is taken so now
        cursor.execute("UPDATE store.fact SET value = NULL WHERE value = 300")
    found = report(context)
    assert COMMUNES == 8
    assert (found.communes, found.blanks["participants"]) == (8, 1)
    assert found.communes_with["participants"] == found.communes_above("participants", 0) == 6
    assert report(context, [("participants", 1)]).above == {("participants", 1): 6}


@pytest.mark.parametrize(("number", "communes"), [(1, 7), (239, 7), (240, 1), (299, 1), (300, 0)])
def test_communes_above_a_number_are_counted_where_it_was_asked_for(
    context: Context, number: int, communes: int
) -> None:
    put(context, UNLIKE, at(16))
    found = report(context, [("participants", number), ("users", 8), ("users", 7), ("users", 7)])
    assert found.above == {("participants", number): communes, ("users", 8): 0, ("users", 7): 8}
    assert found.communes_above("participants", number) == communes


def test_a_number_that_nobody_asked_for_is_a_mistake_and_never_a_zero(context: Context) -> None:
    put(context, UNLIKE, at(16))
    found = report(context, [("addicts", 5)])
    with pytest.raises(KeyError):
        found.communes_above("addicts", 6)


def test_of_a_measure_that_no_report_has_no_commune_is_above(context: Context) -> None:
    put(context, UNLIKE, at(16))
    found = report(context, [("unheard_of", 3)])
    assert (found.above, found.communes_above("unheard_of", 3)) == ({}, 0)


def test_a_report_not_stored_yet_counts_its_communes_as_the_store_will(context: Context) -> None:
    asked = [("participants", 240), ("addicts", 1), ("users", 8), ("unheard_of", 3)]
    before = summed(UNLIKE, load_form(), version=1, confirmed=False, above=asked)
    put(context, UNLIKE, at(16))
    assert before == report(context, asked)


def test_what_is_not_asked_for_costs_no_statement(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(context, UNLIKE, at(16))
    asked: list[str] = []
    rows = Store.rows

    def noted(store: Store, query: str, /, **parameters: object) -> list[tuple[object, ...]]:
        asked.append(query)
        return rows(store, query, **parameters)

    monkeypatch.setattr(Store, "rows", noted)
    report(context)
    assert "communes_above" not in asked
    report(context, [("addicts", 5), ("users", 3)])
    assert asked.count("communes_above") == 1
