"""The first sheet of a marked workbook: what was found, with a link to each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data_loaders.forms.styles import FONT
from data_loaders.model import Finding, Severity
from data_loaders.model.findings import sentence
from data_loaders.model.words import Translator, translator

RECORDS = 8
"""First of three hidden columns: sheet and cell of a mark, and the cell as it was before it."""

_FIRST = 5  # row of the first finding
_WIDTHS = {"A": 5, "B": 13, "C": 20, "D": 9, "E": 30, "F": 92}
_TITLE = "LỖI CẦN SỬA"
_WHAT = (
    "Sửa các ô tô đỏ ngay trong tệp này, lưu lại rồi gửi. Ô tô vàng cam: sửa, hoặc ghi"
    " lý do khi gửi. Bấm vào địa chỉ ô để tới ô đó. Sheet này không được đọc, không cần xóa."
)
_NONE = "Không tìm thấy lỗi nào."
_HEADS = ("TT", "Mức độ", "Sheet", "Ô", "Nội dung", "Lỗi và cách sửa")
_MARKS = {
    Severity.ERROR: "✖ Lỗi",
    Severity.WARNING: "▲ Cảnh báo",
    Severity.NOTE: "● Đã hiểu là",
}
_COLOURS = {Severity.ERROR: "A50026", Severity.WARNING: "7A5200", Severity.NOTE: "404040"}
_LINE = Side(style="thin", color="404040")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def write_list(
    book: Book,
    findings: Sequence[Finding],
    originals: Mapping[tuple[str, str], Any],
    *,
    sheet: str,
    lang: str,
) -> None:
    """Write the list as the first sheet. ``originals``: marked cells as they were before."""
    listed = book.create_sheet(sheet, 0)
    _ = translator(lang, "marks")
    _head(listed, _)
    gravest_first = sorted(findings, key=lambda one: list(_COLOURS).index(one.severity))
    for offset, finding in enumerate(gravest_first):
        _row(listed, _FIRST + offset, offset + 1, finding, lang)
    if not findings:
        _write(listed.cell(_FIRST, 1), _(_NONE))
    _records(listed, originals)
    _show_first(book)


def _head(sheet: Worksheet, _: Translator) -> None:
    _write(sheet["A1"], _(_TITLE), font=Font(name=FONT, size=14, bold=True))
    _write(sheet["A2"], _(_WHAT), font=Font(name=FONT, size=11, italic=True))
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=6)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 24, 34
    for column, text in enumerate(map(_, _HEADS), start=1):
        cell = sheet.cell(_FIRST - 1, column)
        _write(cell, text, font=Font(name=FONT, size=11, bold=True), centre=True)
        cell.fill, cell.border = PatternFill("solid", fgColor="E7ECF3"), _BOX
    for letters, width in _WIDTHS.items():
        sheet.column_dimensions[letters].width = width
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"


def _row(sheet: Worksheet, row: int, number: int, finding: Finding, lang: str) -> None:
    text = sentence(finding, lang)
    where = (finding.sheet or "–", finding.cell or "–", finding.label)
    values = (str(number), translator(lang, "marks")(_MARKS[finding.severity]), *where, text)
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        _write(cell, value, centre=column in {1, 2, 4})
        cell.border = _BOX
    sheet.cell(row, 2).font = Font(name=FONT, size=11, bold=True, color=_COLOURS[finding.severity])
    book: Any = sheet.parent
    if finding.sheet in book.sheetnames:
        _link(sheet.cell(row, 4 if finding.cell else 3), finding)
    sheet.row_dimensions[row].height = 16 * max(1 + len(text) // 88, 1 + len(finding.label) // 27)


def _link(cell: Any, finding: Finding) -> None:
    sheet = (finding.sheet or "").replace("'", "''")
    place = f"'{sheet}'!{finding.cell or 'A1'}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=cell.value)
    cell.font = Font(name=FONT, size=11, underline="single", color="0563C1")


def _write(cell: Any, text: str, *, font: Font | None = None, centre: bool = False) -> None:
    """A text as a text: one that begins with ``=`` is what somebody typed, never a formula."""
    cell.value = clean(text)
    cell.data_type = "s"
    cell.font = font or Font(name=FONT, size=11)
    side = "center" if centre else None
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side)


def clean(text: str) -> str:
    """The text without characters that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _records(sheet: Worksheet, originals: Mapping[tuple[str, str], Any]) -> None:
    """Sheet, cell and the cell as it was, for each mark: what a later check unmarks by."""
    for row, ((name, address), original) in enumerate(originals.items(), start=_FIRST):
        for column, text in enumerate((name, address, str(original.value or ""))):
            cell: Any = sheet.cell(row, RECORDS + column)
            if text:
                cell.value = clean(text)
                cell.data_type = "s"
        record: Any = sheet.cell(row, RECORDS + 2)
        record._style = copy(original._style)
    for letters in "HIJ":
        sheet.column_dimensions[letters].hidden = True


def _show_first(book: Book) -> None:
    """Open the workbook at the list alone: sheets selected together are edited together."""
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]
