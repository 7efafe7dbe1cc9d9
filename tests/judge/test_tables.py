"""The judge gives what the tables of the law say, line by line."""

from __future__ import annotations

import pytest

from tests.judge.asked import answer
from tests.judge.tables import EVERY


@pytest.mark.parametrize("table", EVERY)
def test_the_judge_gives_what_was_computed_by_hand(table: str) -> None:
    found = []
    for line in EVERY[table]:
        row = answer(line.asked)
        wrong = {key: row[key] for key, value in line.expected.items() if row[key] != value}
        found += [f"{line.name}: {wrong}"] if wrong else []
    assert found == []


def test_no_two_lines_of_a_table_have_one_name() -> None:
    for lines in EVERY.values():
        names = [line.name for line in lines]
        assert len(set(names)) == len(names)
