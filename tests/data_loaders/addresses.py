"""Where things stand in the usual form, asked for by their codes: the cell of addicts in Pờ Y.

Found in the file itself by the row of codes, as somebody's own program would; so a test says what
it is about, and a column more in the form moves no test.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.data_loaders.sent_forms import (
    AREA_LIST,
    FIGURES,
    PLEI_KAN,
    PO_Y,
    REGISTER,
    TASK_LIST,
    cell_of,
    code_row,
    filled,
)


@cache
def _book() -> Any:
    return load_workbook(BytesIO(filled()))


def figure(measure: str, commune: str = PO_Y) -> str:
    """The address of a commune's figure: ``AC19``."""
    return str(cell_of(_book(), commune, measure).coordinate)


def heading(measure: str) -> str:
    """Where a column's code stands."""
    sheet = _book()[FIGURES]
    return f"{figure(measure).rstrip('0123456789')}{code_row(sheet)}"


def commune(unit_id: str = PO_Y) -> str:
    """Where a commune's name stands."""
    return f"C{cell_of(_book(), unit_id, 'addicts').row}"


def area(column: str, unit_id: str | None = PLEI_KAN) -> str:
    """A cell of an area's row by the column's code; None: of the first free row."""
    sheet = _book()[AREA_LIST]
    codes = code_row(sheet, "commune")
    wanted = None if unit_id is None else REGISTER.by_id[unit_id].full_name
    row = next(r for r in range(codes + 1, sheet.max_row) if sheet.cell(r, 2).value == wanted)
    return _in_row(sheet, codes, row, column)


def task(task_id: str | None, column: str = "task") -> str:
    """A cell of a task's row by the column's code; None: of the first row under the tasks."""
    sheet = _book()[TASK_LIST]
    codes = code_row(sheet, "task")
    row = next(r for r in range(codes + 1, sheet.max_row + 2) if sheet.cell(r, 1).value == task_id)
    return _in_row(sheet, codes, row, column)


def _in_row(sheet: Any, codes: int, row: int, column: str) -> str:
    at = next(cell.column for cell in sheet[codes] if cell.value == column)
    return str(sheet.cell(row, at).coordinate)
