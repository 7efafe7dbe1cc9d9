"""The sheet of figures of a valid form under somebody's hands: taken out, changed, put back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from data_loaders.workbook.book import CellKind, read_workbook
from tests.data_loaders.sent_forms import FIGURES, FORM, USUAL, filled

UNIT = "618"  # three communes: a small form
COMMUNES = ("23535", "23537", "23538")
COUNTS = [measure.code for measure in FORM.measures if not measure.choices]
CODES, FIRST, LAST = 12, 13, 15  # rows of the codes, of the first and of the last commune
ID, NAME = 1, 3  # columns

NOTHING = object()
"""What is typed means no number at all: nothing may be stored for it."""

Place = tuple[int, int]


@dataclass
class Sheet:
    """The sheet of figures under somebody's hands, and what it is meant to say."""

    cells: dict[Place, Any]
    merged: list[tuple[int, int, int, int, str]]
    meant: dict[tuple[str, str], Any] = field(default_factory=dict)

    def row(self, commune: str) -> int:
        return self._rows[commune]

    def column(self, code: str) -> int:
        return self._columns[code]

    def __post_init__(self) -> None:
        self._rows = {commune: FIRST + n for n, commune in enumerate(COMMUNES)}
        self._columns = {m.code: 4 + n for n, m in enumerate(FORM.measures)}
        self.meant = {(c, code): USUAL[code] for c in COMMUNES for code in USUAL}

    def shift(self, *, rows_from: int = 2**21, columns_from: int = 2**15) -> None:
        """Insert one row or one column."""

        def moved(row: int, column: int) -> Place:
            return row + (row >= rows_from), column + (column >= columns_from)

        self.cells = {moved(*place): value for place, value in self.cells.items()}
        self.merged = [
            (*moved(top, left), *moved(bottom, right), text)
            for top, left, bottom, right, text in self.merged
        ]
        self._rows = {c: row + (row >= rows_from) for c, row in self._rows.items()}
        self._columns = {c: at + (at >= columns_from) for c, at in self._columns.items()}

    def exchange_rows(self, one: str, other: str) -> None:
        first, second = self._rows[one], self._rows[other]
        self._exchange({first: second, second: first}, {})
        self._rows[one], self._rows[other] = second, first

    def exchange_columns(self, one: str, other: str) -> None:
        first, second = self._columns[one], self._columns[other]
        self._exchange({}, {first: second, second: first})
        self._columns[one], self._columns[other] = second, first

    def _exchange(self, rows: dict[int, int], columns: dict[int, int]) -> None:
        self.cells = {
            (rows.get(row, row), columns.get(column, column)): value
            for (row, column), value in self.cells.items()
        }

    def swap(self, one: Place, other: Place) -> None:
        """Exchange what two cells hold, either of which may be empty."""
        values = self.cells.pop(one, None), self.cells.pop(other, None)
        for place, value in zip((other, one), values, strict=True):
            if value is not None:
                self.cells[place] = value


@cache
def original() -> tuple[Any, ...]:
    return read_workbook(filled(UNIT)).sheets


def opened() -> Sheet:
    (sheet,) = [one for one in original() if one.name == FIGURES]
    cells = {place: cell.value for place, cell in sheet.cells.items() if cell.formula is None}
    heads = []
    for text in sheet.merged:
        (left, top), (right, bottom) = (_place(corner) for corner in text.split(":"))
        if (top, left) in cells:
            heads.append((top, left, bottom, right, cells[top, left]))
    return Sheet(cells, heads)


def _place(corner: str) -> Place:
    letters = corner.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(corner[len(letters) :])


def saved(sheet: Sheet) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        for one in original():
            page = book.add_worksheet(one.name)
            cells = sheet.cells if one.name == FIGURES else None
            if cells is not None:
                for top, left, bottom, right, text in sheet.merged:
                    if top <= CODES and (top, left) != (bottom, right):
                        page.merge_range(top - 1, left - 1, bottom - 1, right - 1, text)
            values = cells or {p: c.value for p, c in one.cells.items() if c.formula is None}
            kinds = {place: cell.kind for place, cell in one.cells.items()}
            for (row, column), value in values.items():
                if kinds.get((row, column)) is CellKind.DATE and cells is None:
                    page.write_datetime(row - 1, column - 1, value, date)
                elif isinstance(value, str):
                    page.write_string(row - 1, column - 1, value)
                else:
                    page.write(row - 1, column - 1, value)
    return out.getvalue()
