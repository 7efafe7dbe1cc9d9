"""The workbook that goes back to its sender: the same form, with what was found marked in it.

Cells with an error are red and those with a warning amber, each with a comment that says the
sentence; a first sheet lists everything with a link to each cell. It can be corrected and sent
again: it reads back as the file that was sent, which is made sure of before it is handed out.
Imported by the process with limits alone (:mod:`data_loaders.intake.marker` asks it); it writes no
file.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from io import BytesIO
from itertools import groupby
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill, Protection
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from data_loaders.intake.marking_list import RECORDS, clean, write_list
from data_loaders.intake.marking_values import trimmed, with_kept_values
from data_loaders.model import Finding, Severity
from data_loaders.model.errors import MarkingError
from data_loaders.model.findings import sentence
from data_loaders.model.words import LANGUAGES, translator
from data_loaders.workbook.book import Workbook, read_workbook

FILLS = {Severity.ERROR: "F4A9A3", Severity.WARNING: "FFD27F"}
"""Red and amber, both light enough to read black figures on; a comment says it in words."""

_AUTHOR = "Kiểm tra biểu"
_AUTHORS = frozenset(translator(language)(_AUTHOR) for language in LANGUAGES)

MOST_UNPACKED = 8 * 1024 * 1024
"""Bytes of all parts of a workbook that is marked; a form has half a million. openpyxl makes
objects of all of them, which a process with limits has no room for."""

MOST_MERGED = 100_000
"""Cells in merged ranges of a workbook that is marked: openpyxl makes an object of each."""

_BETWEEN = "\n\n———\n"  # our sentences above it, the sender's own comment below
_WIDTH, _LINE, _LETTERS = 360, 18, 48  # of a comment: pixels, pixels a line, letters a line


def marked(data: bytes, findings: Sequence[Finding], *, sheet: str, lang: str = "vi") -> bytes:
    """The workbook with its findings marked, as an ``.xlsx``.

    ``data`` is a workbook that was read; ``sheet``: how its form calls the list of findings.
    Raises :class:`MarkingError` when what comes out would read back otherwise, and
    :class:`UnreadableError` for what is no workbook.
    """
    before = read_workbook(data)
    try:
        book = _opened(_small(trimmed(data, before), before))
        _unmark(book, sheet)
        book.calculation.fullCalcOnLoad = before.stale  # openpyxl says it of every workbook
        originals = {place: _mark(book, *place, group, lang) for place, group in _places(findings)}
        write_list(book, findings, originals, sheet=sheet, lang=lang)
        after = with_kept_values(_saved(book), book.sheetnames, before)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise MarkingError("không đánh dấu được tệp này; hãy sửa theo danh sách lỗi") from error
    if _said(read_workbook(after), sheet) != _said(before, sheet):
        raise MarkingError("không đánh dấu được tệp này mà giữ nguyên số liệu; sửa theo danh sách")
    return after


def _small(data: bytes, book: Workbook) -> bytes:
    """The same bytes, if they are of the size of a form."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    ranges = (CellRange(text).size for sheet in book.sheets for text in sheet.merged)
    merged = sum(size["rows"] * size["columns"] for size in ranges)
    if unpacked > MOST_UNPACKED or merged > MOST_MERGED:
        raise MarkingError("tệp này quá lớn so với một biểu nên không đánh dấu; sửa theo danh sách")
    return data


def _opened(data: bytes) -> Book:
    """Opened with formulas and rich text; extensions openpyxl does not keep are no news here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data), rich_text=True)


class _InMemory(ExcelWriter):
    """Writes sheets into memory; openpyxl's own makes a file on disk of each."""

    def __init__(self, book: Book, archive: zipfile.ZipFile) -> None:
        super().__init__(book, archive)
        self._parts = archive

    def write_worksheet(self, ws: Any) -> None:
        writer: Any = WorksheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._parts.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def _saved(book: Book) -> bytes:
    out = BytesIO()
    _InMemory(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    return out.getvalue()


def _places(findings: Sequence[Finding]) -> Iterator[tuple[tuple[str, str], list[Finding]]]:
    """What stands at each cell, errors first; conversions are listed and not marked."""
    placed = [f for f in findings if f.sheet and f.cell and f.severity in FILLS]
    placed.sort(key=lambda f: (f.sheet, f.cell, list(FILLS).index(f.severity)))
    for (sheet, cell), group in groupby(placed, key=lambda f: (f.sheet or "", f.cell or "")):
        yield (sheet, cell), list(group)


def _mark(book: Book, sheet: str, cell: str, found: Sequence[Finding], lang: str) -> Any:
    """Mark one cell; the cell with its style and comment as they were, for unmarking later."""
    at = _top_left(book[sheet], cell)
    original = _apart(at)
    at.fill = PatternFill("solid", fgColor=FILLS[found[0].severity])
    at.protection = Protection(locked=False)  # whatever is wrong must be possible to correct
    text = clean("\n".join(sentence(one, lang) for one in found))
    own = _own_comment(at)
    author = translator(lang)(_AUTHOR)
    comment = Comment(text + (_BETWEEN + own if own else ""), author, width=_WIDTH)
    lines = sum(1 + len(line) // _LETTERS for line in comment.text.splitlines())
    comment.height = _LINE * (lines + 1)
    at.comment = comment
    return original


def _own_comment(cell: Any) -> str:
    """The sender's own comment at a cell, without what an earlier check wrote above it."""
    if cell.comment is None:
        return ""
    text = str(cell.comment.text)
    return clean(text.partition(_BETWEEN)[2] if cell.comment.author in _AUTHORS else text)


def _apart(cell: Any) -> Any:
    """A cell of no sheet, with the style of this one, and its comment as its value."""
    apart: Any = Cell(cell.parent, row=1, column=1, value=_own_comment(cell) or None)
    apart._style = copy(cell._style)
    return apart


def _top_left(sheet: Worksheet, address: str) -> Any:
    """The cell, or where it is covered by a merged one that one."""
    cell = sheet[address]
    if not isinstance(cell, MergedCell):
        return cell
    covering = next(r for r in sheet.merged_cells.ranges if address in r)
    return sheet.cell(covering.min_row, covering.min_col)


def _unmark(book: Book, name: str) -> None:
    """Take back the marks of an earlier check: fills, locks and comments as they were."""
    if name not in book.sheetnames:
        return
    listed = book[name]
    rows: Any = listed.iter_rows(min_col=RECORDS, max_col=RECORDS + 2)
    for sheet, address, record in rows:
        if sheet.value not in book.sheetnames or not isinstance(address.value, str):
            continue
        at = _top_left(book[sheet.value], address.value)
        at._style = copy(record._style)
        own = str(record.value or "")
        at.comment = Comment(own, "", width=_WIDTH) if own else None
    book.remove(listed)


def _said(book: Workbook, marks: str) -> Mapping[str, Any]:
    """What every sheet says, but for the list of findings."""
    return {
        sheet.name: {
            place: (cell.kind, cell.value, cell.formula is None)
            for place, cell in sheet.cells.items()
        }
        for sheet in book.sheets
        if sheet.name != marks
    }
