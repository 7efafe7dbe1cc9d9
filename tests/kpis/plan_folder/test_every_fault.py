"""Every fault of a file is told at once, where it stands in the file as it was written."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.model.errors import MonitorError
from data_loaders.model.toml_table import Table
from kpis.plan_folder.every_fault import every_fault
from kpis.plan_folder.toml_text import toml_text

GOOD = """
name = "a"
[[row]]
id = "one"
number = 1
[[row]]
id = "two"
number = 2
[[row]]
id = "three"
number = 3
"""


def read(text: str) -> list[tuple[str, int]]:
    top = Table.parse(text, file="f.toml", error=MonitorError)
    top.text("name")
    rows = top.read_all("row", lambda t: (t.text("id"), t.integer("number", least=0)))
    top.finish()
    return list(rows)


def faults(text: str) -> list[tuple[str, str]]:
    return [(fault.key, fault.sentence) for fault in every_fault(text, "f.toml", read).faults]


def test_a_good_file_is_read_whole() -> None:
    found = every_fault(GOOD, "f.toml", read)
    assert found.faults == ()
    assert found.whole == [("one", 1), ("two", 2), ("three", 3)]


def test_faults_of_several_rows_are_told_together_by_their_own_numbers() -> None:
    text = GOOD.replace("number = 1", "number = -1").replace("number = 2", 'extra = "x"')
    text = text.replace("number = 3", "number = true").replace('name = "a"', "")
    assert [key for key, _ in faults(text)] == [
        "name",
        "row[1].number",
        "row[2].number",
        "row[2].extra",
        "row[3].number",
    ]


def test_a_fault_is_told_once_however_often_it_has_to_be_mended() -> None:
    text = "\n".join(['name = "a"', *(f'[[row]]\nid = ""\nnumber = {n}' for n in (1, 2, 3))])
    assert [key for key, _ in faults(text)] == ["row[1].id", "row[2].id", "row[3].id"]


def test_what_is_no_toml_is_one_fault_with_its_line() -> None:
    ((key, sentence),) = faults('name = "a\n')
    assert key == ""
    assert "line 1" in sentence


def test_what_was_mended_is_never_the_whole_file() -> None:
    found = every_fault(GOOD.replace("number = 2", "number = -2"), "f.toml", read)
    assert found.whole is None
    assert found.rest is not None


VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9999, max_value=9999)
    | st.dates()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab .\"'\\ệ[]", min_size=1), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text("abc-_ ệ", min_size=1), VALUES, max_size=4))
def test_tables_written_again_read_the_same(data: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(data), parse_float=Decimal) == data


SHAPES = ("row = 5", "row = [1]", "name = [[1]]", "name.x = 1", "row.a = 1")


@pytest.mark.parametrize("text", SHAPES)
def test_a_value_of_another_shape_is_a_fault_and_no_stack_trace(text: str) -> None:
    assert faults(text)
