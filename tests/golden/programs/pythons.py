"""The filled form as the libraries of Python write it, with the version that is installed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from io import BytesIO
from typing import Literal

import pandas as pd
from openpyxl import Workbook, load_workbook
from xlsxwriter import Workbook as WrittenBook

from data_loaders.workbook.book import read_workbook
from tests.data_loaders.sent_forms import filled


def saved_by_openpyxl() -> bytes:
    """Opened and saved again; its sums keep no results."""
    return _saved(load_workbook(BytesIO(filled())))


def written_by_openpyxl() -> bytes:
    """Values in a workbook of its own."""
    book = Workbook()
    book.remove(book["Sheet"])
    for sheet in read_workbook(filled()).sheets:
        page = book.create_sheet(sheet.name)
        for (row, column), cell in sheet.cells.items():
            put = page.cell(row, column, cell.formula or cell.value)
            if isinstance(cell.value, date):
                put.number_format = "dd/mm/yyyy"
    return _saved(book)


def written_by_xlsxwriter() -> bytes:
    """Values, and sums with their results, memory kept low: texts stand in their cells."""
    out = BytesIO()
    with WrittenBook(out, {"constant_memory": True, "in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in read_workbook(filled()).sheets:
            page = book.add_worksheet(sheet.name)
            for (row, column), cell in sorted(sheet.cells.items()):
                if cell.formula is not None:
                    page.write_formula(row - 1, column - 1, cell.formula, None, cell.value)
                elif isinstance(cell.value, date):
                    page.write_datetime(row - 1, column - 1, cell.value, day)
                elif isinstance(cell.value, str):
                    page.write_string(row - 1, column - 1, cell.value)
                else:
                    page.write(row - 1, column - 1, cell.value)
    return out.getvalue()


def written_by_pandas(engine: Literal["openpyxl", "xlsxwriter"]) -> bytes:
    """Every sheet read into a frame and written again: values only."""
    frames = pd.read_excel(BytesIO(filled()), sheet_name=None, header=None)
    out = BytesIO()
    with pd.ExcelWriter(out, engine=engine, datetime_format="dd/mm/yyyy") as book:
        for name, frame in frames.items():
            frame.to_excel(book, sheet_name=str(name), header=False, index=False)
    return out.getvalue()


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


WRITTEN: dict[tuple[str, str], Callable[[], bytes]] = {
    ("openpyxl", "opened and saved again"): saved_by_openpyxl,
    ("openpyxl", "values in a new workbook"): written_by_openpyxl,
    ("XlsxWriter", "values in a new workbook"): written_by_xlsxwriter,
    ("pandas", "a frame per sheet, by openpyxl"): lambda: written_by_pandas("openpyxl"),
    ("pandas", "a frame per sheet, by XlsxWriter"): lambda: written_by_pandas("xlsxwriter"),
}
"""Program and way → the file, made when it is asked for."""


def installed(program: str) -> str:
    """The version that is tried."""
    return version(program)
