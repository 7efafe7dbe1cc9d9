"""How a form looks: the cell formats of every sheet, made once per workbook."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "Times New Roman"
"""The typeface of official documents (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

INPUT = "#FFFDF0"
PREFILLED = "#F2F2F2"

_TEXT = {"text_wrap": True, "valign": "vcenter"}
_CENTRE = {**_TEXT, "align": "center"}
_BOX = {"border": 1, "border_color": "#404040"}
_FIGURE = {**_BOX, "font_size": 12, "align": "center", "valign": "vcenter", "num_format": "#,##0"}
_OPEN = {"locked": False, "bg_color": INPUT}

STYLES: dict[str, dict[str, Any]] = {
    "plain": _TEXT,
    "nation": {**_CENTRE, "bold": True, "font_size": 11},
    "motto": {**_CENTRE, "bold": True, "font_size": 12, "underline": 1},
    "above": {**_CENTRE, "font_size": 11},
    "issuer": {**_CENTRE, "bold": True, "font_size": 11, "underline": 1},
    "number": {**_CENTRE, "italic": True, "font_size": 10},
    "title": {**_CENTRE, "bold": True, "font_size": 14},
    "subtitle": {**_CENTRE, "italic": True, "font_size": 12},
    "period": {**_CENTRE, "bold": True, "font_size": 12},
    "measured": {"italic": True, "align": "right", "valign": "vcenter", "font_size": 10},
    "heading": {**_CENTRE, **_BOX, "bold": True, "font_size": 10, "bg_color": "#E7ECF3"},
    "column_number": {**_BOX, "align": "center", "italic": True, "font_size": 7.5},
    "code": {**_BOX, "font_size": 8, "font_color": "#808080"},
    "ordinal": {**_BOX, **_CENTRE, "font_size": 12},
    "name": {**_BOX, **_TEXT, "font_size": 12, "indent": 1},
    "fixed": {**_BOX, **_CENTRE},
    "fixed_date": {**_BOX, **_CENTRE, "num_format": "dd/mm/yyyy"},
    "figure": {**_FIGURE, **_OPEN},
    "prefilled": {**_FIGURE, "locked": False, "bg_color": PREFILLED},
    "choice": {**_BOX, **_CENTRE, **_OPEN},
    "text": {**_BOX, **_TEXT, **_OPEN, "indent": 1},
    "date": {**_BOX, **_CENTRE, **_OPEN, "num_format": "dd/mm/yyyy"},
    "kept_figure": _FIGURE,
    "kept_text": {**_BOX, **_TEXT},
    "total": {**_FIGURE, "bold": True, "bg_color": "#E7ECF3"},
    "total_label": {"font_size": 12, **_BOX, **_CENTRE, "bold": True, "bg_color": "#E7ECF3"},
    "remark": {**_TEXT, "italic": True, "font_size": 10},
    "place": {**_CENTRE, "italic": True, "locked": False},
    "signer": {**_CENTRE, "bold": True},
    "sign_hint": {**_CENTRE, "italic": True, "font_size": 10},
    "sign_name": {**_CENTRE, "bold": True, "locked": False},
    "section": {"bold": True, "font_size": 12, "valign": "vcenter"},
    "guide": {**_TEXT, "font_size": 11},
    "guide_head": {**_BOX, **_CENTRE, "bold": True, "bg_color": "#E7ECF3"},
    "guide_cell": {**_BOX, **_TEXT, "indent": 1},
    "wrong": {"bg_color": "#F8CBAD", "font_color": "#A50026"},
}


class Styles:
    """The formats of one workbook by name; each is made when first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._make = cache(lambda name: book.add_format(_complete(name)))

    def __getitem__(self, name: str) -> Format:
        return self._make(name)


def _complete(name: str) -> dict[str, Any]:
    if name == "wrong":
        return STYLES[name]
    return {"font_name": FONT, "font_size": 11, **STYLES[name]}


def protect(sheet: Worksheet) -> None:
    """Lock what is not to be typed into; widths and heights stay the reader's own affair."""
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})


def print_on_a4(sheet: Worksheet, *, footer: str, repeated: tuple[int, int] | None = None) -> None:
    """A4 landscape, one page wide, heading rows on every page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&8{footer}&R&8Trang &P/&N")
    if repeated:
        sheet.repeat_rows(*repeated)
