"""The filled form as other programs write it: the same figures, and nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data_loaders.workbook.book import read_workbook
from tests.data_loaders.sent_forms import bare, everything, filled, read, usual
from tests.golden.programs.lookalikes import LOOKALIKES, Dialect
from tests.golden.programs.making import FILES, WAYS
from tests.golden.programs.pythons import WRITTEN
from tests.programs_document import DOCUMENT, document, kept

Make = Callable[[], bytes]

LARGEST = 60_000
"""Bytes of a kept file: one is looked at, and fetched by everybody who works here."""

TRIED: dict[str, Make] = {
    **{name: (FILES / f"{name}.xlsx").read_bytes for name in kept()},
    **{": ".join(one): make for one, make in WRITTEN.items()},
    **{f"as {name}": dialect.write for name, dialect in LOOKALIKES.items()},
}


@pytest.mark.parametrize("make", TRIED.values(), ids=TRIED)
def test_the_form_of_any_program_is_read_as_it_was_filled_in(make: Make) -> None:
    data = make()
    assert everything(data) == []
    content = read(data).content
    assert content is not None
    assert bare(content) == bare(usual())


SEEN_BY_OPENPYXL = [one for one in LOOKALIKES.values() if "Strict" not in one.name]


@pytest.mark.parametrize("dialect", SEEN_BY_OPENPYXL, ids=lambda one: one.name)
def test_an_imitation_is_a_workbook_to_openpyxl_too(dialect: Dialect) -> None:
    """Otherwise it would prove nothing of what that program writes."""
    book = load_workbook(BytesIO(dialect.write()), data_only=True)
    for sheet in read_workbook(filled()).sheets:
        seen = {
            (cell.row, cell.column): cell.value
            for row in book[sheet.name]
            for cell in row
            if cell.value is not None
        }
        assert seen == {place: cell.value for place, cell in sheet.cells.items()}


def test_the_files_kept_are_those_of_the_list_and_small() -> None:
    assert {path.stem for path in FILES.iterdir()} == set(kept()) == set(WAYS)
    for name, one in kept().items():
        data = (FILES / f"{name}.xlsx").read_bytes()
        assert (one["program"], one["way"]) == WAYS[name]
        assert sha256(data).hexdigest() == one["sha256"]
        assert len(data) <= LARGEST


def test_the_document_says_what_was_tried() -> None:
    """Otherwise: python -m tests.programs_document."""
    assert DOCUMENT.read_text("utf-8") == document()
