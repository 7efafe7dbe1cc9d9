"""What openpyxl sees in a workbook, and where it and the product's reader see something else."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser

from data_loaders.model import Finding
from data_loaders.workbook.book import UnreadableError, Workbook, read_workbook
from tests.data_loaders.sent_forms import everything

Cells = Mapping[str, Mapping[tuple[int, int], Any]]
"""Sheet → row and column → value, of cells that hold one."""

LAST_DAY = 2_958_465
"""The serial number of 31/12/9999."""

Place = tuple[str, str]
"""Sheet and address."""


class CannotReadError(Exception):
    """openpyxl falls over the file."""


def seen_by_openpyxl(data: bytes) -> Cells:
    """Every value it keeps. Raises :class:`CannotReadError` for whatever it raises.

    Its own parser of sheets is asked, as it asks it itself when it opens a book to be changed, but
    nothing is made of formats and rules, which takes most of its time.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), data_only=True, read_only=True)
            return {sheet.title: dict(_cells(book, sheet)) for sheet in book.worksheets}
    except Exception as error:  # it has no error of its own
        raise CannotReadError from error


def _cells(book: Any, sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    parser = WorkSheetParser(
        sheet._get_source(),
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )
    for _, row in parser.parse():
        for cell in row:
            if cell["value"] not in (None, ""):
                yield (cell["row"], cell["column"]), cell["value"]


def calls_its_results_stale(data: bytes) -> bool:
    """Whether a workbook asks to be calculated when it is opened: its results are then none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml")


def without_results(cells: Cells, data: bytes) -> Cells:
    """What openpyxl sees but for the results of formulas, where the file disowns them."""
    if not calls_its_results_stale(data):
        return cells
    sums = {
        (sheet.name, place)
        for sheet in read_workbook(data).sheets
        for place, cell in sheet.cells.items()
        if cell.formula is not None
    }
    return {
        name: {place: value for place, value in held.items() if (name, place) not in sums}
        for name, held in cells.items()
    }


def seen_by_us(data: bytes) -> Cells | None:
    """Every value of ours; None for a file that is refused."""
    try:
        book: Workbook = read_workbook(data)
    except UnreadableError:
        return None
    return {
        sheet.name: {
            place: cell.value for place, cell in sheet.cells.items() if cell.value not in (None, "")
        }
        for sheet in book.sheets
    }


def differences(ours: Cells, theirs: Cells) -> list[Place]:
    """Where the two hold something else, or one of them nothing."""
    found = []
    for sheet in sorted({*ours, *theirs}):
        one, other = ours.get(sheet, {}), theirs.get(sheet, {})
        found += [
            (sheet, f"{get_column_letter(column)}{row}")
            for row, column in sorted({*one, *other})
            if not _same(one.get((row, column)), other.get((row, column)))
        ]
    return found


def _same(one: Any, other: Any) -> bool:
    """Equal and of a kind: True is not 1; an instant is the same to the millisecond."""
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    if type(other) is date:  # a day without its midnight
        other = datetime.combine(other, time())
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs((one - other).total_seconds()) < 0.001
    if isinstance(one, int | float) and isinstance(other, float):
        return one == float(f"{other:.15g}")  # what is shown, and what Excel keeps
    if other == "#VALUE!" and isinstance(one, int | float):
        return not 0 <= one <= LAST_DAY  # it calls a day that no calendar has an error
    return bool(one == other)


def untold(data: bytes, known: Sequence[Finding] | None = None) -> tuple[str, list[Place]]:
    """How the readers agree, and where they do not without a finding that says so.

    ``known``: everything that was found in the file, where that was asked already.
    """
    ours = seen_by_us(data)
    known = everything(data) if known is None else known
    if ours is None:
        return "refused", [] if known else [("", "")]
    try:
        theirs = seen_by_openpyxl(data)
    except CannotReadError:
        return "it falls", []
    found = differences(ours, without_results(theirs, data))
    if not found:
        return "alike", []
    told = {(one.sheet, one.cell) for one in known}
    return "told", [
        (sheet, cell)
        for sheet, cell in found
        if told.isdisjoint({(sheet, cell), (sheet, None), (None, None)})
    ]
