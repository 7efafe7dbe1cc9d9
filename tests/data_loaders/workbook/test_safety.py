from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from data_loaders.model.findings import sentence
from data_loaders.workbook import book, safety
from data_loaders.workbook.archive import MAX_RATIO
from data_loaders.workbook.safety import preflight
from data_loaders.workbook.stream import MAX_ELEMENTS, MAX_XML, PIECE, Budget
from tests.data_loaders.hostile_files import (
    SEEN_AT_ONCE,
    SEEN_IN_READING,
    archive,
    parts_of_a_form,
    rows,
)
from tests.data_loaders.sent_forms import filled, read


@pytest.mark.parametrize("name", SEEN_AT_ONCE)
def test_what_is_no_form_is_named_for_what_it_is(name: str) -> None:
    code, build = SEEN_AT_ONCE[name]
    finding = preflight(build(), "bieu.xlsx")
    assert finding is not None
    assert (finding.code, finding.severity, finding.sheet, finding.cell) == (
        code,
        "error",
        None,
        None,
    )
    assert sentence(finding).startswith("Tệp bieu.xlsx: ")
    assert " hãy " in sentence(finding)


def test_a_form_passes() -> None:
    assert preflight(filled(), "bieu.xlsx") is None


def test_a_name_does_not_make_a_file() -> None:
    assert preflight(filled(), "bieu.pdf") is None


def test_a_file_above_the_limit_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "MAX_BYTES", 2 * 1024 * 1024)
    finding = preflight(bytes(2 * 1024 * 1024 + 1), "bieu.xlsx")
    assert finding is not None
    assert finding.code == "file-too-large"
    assert "lớn hơn 2 MB" in sentence(finding)


def test_a_million_formatted_cells_are_no_bomb() -> None:
    """What formatting rows without end leaves behind is read, and the figures with it."""
    cells = "".join(f'<c r="{column}{{0}}" s="4"/>' for column in "ABCDEFGHIJ")
    data = rows(100_000, cells)
    with zipfile.ZipFile(BytesIO(data)) as opened:
        part = opened.getinfo("xl/worksheets/sheet2.xml")
    assert 5 < part.file_size / part.compress_size < MAX_RATIO
    assert read(data).content == read(filled()).content


@pytest.mark.parametrize("end", range(1, 12))
def test_a_truncated_form_is_called_so_wherever_it_ends(end: int) -> None:
    result = read(filled()[: len(filled()) * end // 12])
    assert not result.readable
    assert [finding.code for finding in result.findings] == ["file-truncated"]


def test_a_form_with_a_damaged_part_is_damaged() -> None:
    data = bytearray(archive(parts_of_a_form(), method=zipfile.ZIP_STORED))
    place = data.index(b"<sheetData>")
    data[place : place + 11] = b"<sheetXata>"
    result = read(bytes(data))
    assert not result.readable
    assert [finding.code for finding in result.findings] == ["file-damaged"]


@pytest.mark.parametrize("name", SEEN_IN_READING)
def test_a_hostile_file_is_given_up_after_so_much_work(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is counted in what the parser is shown, so that no clock has to be believed."""
    data = SEEN_IN_READING[name][1]()
    budgets: list[_Counting] = []

    def counting() -> _Counting:
        budgets.append(_Counting())
        return budgets[-1]

    monkeypatch.setattr(book, "Budget", counting)
    assert [finding.code for finding in read(data).findings] == [SEEN_IN_READING[name][0]]
    (budget,) = budgets
    assert 0 < budget.shown <= MAX_XML + PIECE
    assert 0 <= budget.elements <= MAX_ELEMENTS + 1


class _Counting(Budget):
    """What a workbook may hold, and how much of it a parser was shown."""

    shown = 0

    @property
    def elements(self) -> int:
        return MAX_ELEMENTS - self._elements

    def spend(self, piece: bytes) -> None:
        self.shown += len(piece)
        super().spend(piece)
