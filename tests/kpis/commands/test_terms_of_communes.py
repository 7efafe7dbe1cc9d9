"""In the data book a term that counts communes is the sum of what its cells add, one for each."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from data_loaders.model import Period
from data_loaders.model.submissions import SourceCell
from kpis.exports.databook.terms import cell_rows
from kpis.trace.terms import Traced
from tests.words_of_the_plan import CLASSIFICATION

AT = datetime(2025, 10, 16, tzinfo=UTC)


def added(term: Traced, *values: int | None) -> list[int]:
    """What cells with these values add to the term."""
    cells = tuple(
        SourceCell("Xã", one, 1, "f.xlsx", "0" * 64, "S", "A1", "", "a", AT, None) for one in values
    )
    plan = SimpleNamespace(regime=SimpleNamespace(classification=CLASSIFICATION))
    said: Any = SimpleNamespace(
        plan=plan, every_term=(term,), given=SimpleNamespace(cells={term: cells})
    )
    return [adds for *_, adds in cell_rows(said)]


def term(measure: str, **parts: Any) -> Traced:
    return Traced("611", measure, Period.parse("2025-10"), 1, 1, **parts)


def test_a_measure_adds_its_values() -> None:
    assert added(term("addicts"), 7, None, 0) == [7, 0, 0]


def test_communes_above_a_number_add_one_each() -> None:
    assert added(term("addicts", above=5), 7, 5, None) == [1, 0, 0]
    assert added(term("addicts", above=0), 7, 5, None) == [1, 1, 0]


def test_communes_that_have_a_row_add_one_each_blank_or_not() -> None:
    assert added(term("commune_class", above=-1), 2, None) == [1, 1]


def test_communes_of_a_class_add_one_each() -> None:
    assert added(term("commune_class", classes=("không", "I")), 5, 1, 2, None) == [1, 1, 0, 0]
