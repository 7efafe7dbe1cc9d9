"""The product gives what the tables of the law say, line by line."""

from __future__ import annotations

import pytest

from tests.agreement.product import product_row
from tests.judge.tables import EVERY
from tests.judge.tables.shorthand import Line


@pytest.mark.parametrize("table", EVERY)
def test_the_product_gives_what_was_computed_by_hand(table: str) -> None:
    assert [fault for line in EVERY[table] for fault in faults(line)] == []


def faults(line: Line) -> list[str]:
    row = product_row(line.asked)
    return [
        f"{line.name}: {key} is {row[key]!r}, not {value!r}"
        for key, value in line.expected.items()
        if row[key] != value
    ]
