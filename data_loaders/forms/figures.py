"""The sheet of figures and its twin with the previous period's values."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from data_loaders.forms.declaration import Measure
from data_loaders.forms.grid import FIRST, HEADINGS, ID, NAME, ORDINAL, Table
from data_loaders.forms.letterhead import Frame, write_head, write_signatures
from data_loaders.forms.rules import RuleKind
from data_loaders.forms.styles import Styles, print_on_a4, protect
from data_loaders.forms.validation import guard
from data_loaders.model import ReportContent, column_letters

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from data_loaders.forms.request import FormRequest

Values = Mapping[tuple[str, str], int | None]

_LONG = 24  # letters of a heading that ask for a wider column
_NARROW, _WIDE, _LEAST = 5.9, 22.0, 90.0
"""Letters: of a column of figures at least and at most, and of all of them together at least, which
the national heading and the titles over them need."""


def write_figures(
    sheet: Worksheet, styles: Styles, request: FormRequest, values: Values, *, kept: bool = False
) -> None:
    """The table of figures; ``kept``: the previous period's, for looking at only."""
    form = request.form
    last = FIRST + len(form.measures)
    half = min(8, len(form.measures) // 2)
    frame = Frame(first=ORDINAL, last=last, split=FIRST + half)
    top = write_head(sheet, styles, request, frame, role="previous" if kept else "figures")
    table = Table(form, top, len(request.communes))
    _columns(sheet, table)
    _headings(sheet, styles, table)
    _rows(sheet, styles, request, table, values, kept=kept)
    _total(sheet, styles, request, table, values)
    below = table.total + 1
    if not kept:
        guard(sheet, styles, table)
        below = _remarks(sheet, styles, request, table)
        write_signatures(sheet, styles, request, frame, below)
    sheet.freeze_panes(table.first, FIRST)
    protect(sheet)
    print_on_a4(sheet, footer=request.footer, repeated=(top, table.numbers))
    sheet.print_area(0, ORDINAL, below + (0 if kept else 7), last)


def _columns(sheet: Worksheet, table: Table) -> None:
    sheet.set_column(ID, ID, 10, None, {"hidden": True})
    sheet.set_column(ORDINAL, ORDINAL, 4)
    sheet.set_column(NAME, NAME, 23)
    common = max(_NARROW, min(_WIDE, _LEAST / len(table.form.measures)))
    sheet.set_column(FIRST, table.note - 1, common)
    for measure in table.form.measures:
        if len(measure.heading) > _LONG and common < 8.2:
            column = table.column(measure.code)
            sheet.set_column(column, column, 8.2)
    for rule in table.form.rules:
        if rule.kind is RuleKind.BALANCE and common < 9.6:  # its number row holds the whole sum
            column = table.column(rule.right[0])
            sheet.set_column(column, column, 9.6)
    sheet.set_column(table.note, table.note, 12)


def _headings(sheet: Worksheet, styles: Styles, table: Table) -> None:
    form, top = table.form, table.top
    bottom = top + HEADINGS - 1
    for row, height in zip(range(top, bottom + 1), (44, 32, 74), strict=True):
        sheet.set_row(row, height)
    style = styles["heading"]
    sides = ((ORDINAL, form.row_number.heading), (NAME, form.locality.heading))
    for column, text in (*sides, (table.note, form.note_heading)):
        sheet.merge_range(top, column, bottom, column, text, style)
    for group, members in groupby(form.measures, key=lambda measure: measure.group):
        block = list(members)
        start = table.column(block[0].code)
        if len(block) == 1 and block[0].heading == group.heading:
            sheet.merge_range(top, start, bottom, start, marked(block[0]), style)
            continue
        _span(sheet, top, start, len(block), group.heading, style)
        _second_row(sheet, table, block, style)
    _number_row(sheet, styles, table)
    _code_row(sheet, styles, table)


def _second_row(sheet: Worksheet, table: Table, block: list[Measure], style: Any) -> None:
    """Own headings of a group's measures, some of them under a heading such as “Trong đó”."""
    row, bottom = table.top + 1, table.top + HEADINGS - 1
    for under, members in groupby(block, key=lambda measure: measure.under):
        part = list(members)
        start = table.column(part[0].code)
        if under:
            _span(sheet, row, start, len(part), under, style)
        for offset, measure in enumerate(part):
            if under:
                sheet.write_string(bottom, start + offset, marked(measure), style)
            else:
                column = start + offset
                sheet.merge_range(row, column, bottom, column, marked(measure), style)


def _span(sheet: Worksheet, row: int, start: int, width: int, text: str, style: Any) -> None:
    if width == 1:
        sheet.write_string(row, start, text, style)
    else:
        sheet.merge_range(row, start, row, start + width - 1, text, style)


def marked(measure: Measure) -> str:
    """The heading, with the sign of a column that may not be blank."""
    return f"{measure.heading} (*)" if measure.required else measure.heading


def _number_row(sheet: Worksheet, styles: Styles, table: Table) -> None:
    row, style = table.numbers, styles["column_number"]
    sheet.set_row(row, 15)
    sheet.write_string(row, ORDINAL, "(A)", style)
    sheet.write_string(row, NAME, "(1)", style)
    for measure in table.form.measures:
        text = _number(table, measure.code)
        sheet.write_string(row, table.column(measure.code), text, style)
    sheet.write_string(row, table.note, f"({table.note - NAME + 1})", style)


def _number(table: Table, code: str) -> str:
    """``(6)=(2)+(3)+(4)−(5)``: the column's number, and its sum where a rule gives one."""
    own = f"({table.column(code) - NAME + 1})"
    for rule in table.form.rules:
        if rule.kind is RuleKind.BALANCE and rule.right == (code,):
            plus = "+".join(f"({table.column(left) - NAME + 1})" for left in rule.left)
            less = "".join(f"−({table.column(minus) - NAME + 1})" for minus in rule.minus)
            return f"{own}={plus}{less}"
    return own


def _code_row(sheet: Worksheet, styles: Styles, table: Table) -> None:
    style = styles["code"]
    sheet.set_row(table.codes, 12, None, {"hidden": True})
    sheet.write_string(table.codes, ID, table.form.unit_id, style)
    for measure in table.form.measures:
        sheet.write_string(table.codes, table.column(measure.code), measure.code, style)
    sheet.write_string(table.codes, table.note, table.form.note, style)


def _rows(
    sheet: Worksheet,
    styles: Styles,
    request: FormRequest,
    table: Table,
    values: Values,
    *,
    kept: bool,
) -> None:
    for offset, commune in enumerate(request.communes):
        row = table.first + offset
        sheet.set_row(row, 22)
        sheet.write_string(row, ID, commune.unit_id, styles["code"])
        sheet.write_number(row, ORDINAL, offset + 1, styles["ordinal"])
        sheet.write_string(row, NAME, commune.full_name, styles["name"])
        for measure in table.form.measures:
            style = styles[_style_of(measure, kept=kept, previous=request.previous)]
            value = values.get((commune.unit_id, measure.code))
            _cell(sheet, row, table.column(measure.code), measure, value, style)
            parts = _parts(request.previous, commune.unit_id, measure.code) if kept else ""
            if parts:
                sheet.write_comment(row, table.column(measure.code), parts)
        sheet.write_blank(row, table.note, None, styles["kept_text" if kept else "text"])


def _parts(previous: ReportContent | None, unit_id: str, code: str) -> str:
    """What a figure of before is the sum of, where units went into others since."""
    figure = previous.by_key.get((unit_id, code)) if previous else None
    return figure.parts if figure else ""


def _style_of(measure: Measure, *, kept: bool, previous: ReportContent | None) -> str:
    if kept:
        return "kept_figure"
    if measure.choices:
        return "choice"
    return "prefilled" if measure.opening_of and previous else "figure"


def _cell(
    sheet: Worksheet, row: int, column: int, measure: Measure, value: int | None, style: Any
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif measure.choices:
        sheet.write_string(row, column, measure.word(value), style)
    else:
        sheet.write_number(row, column, value, style)


def _total(
    sheet: Worksheet, styles: Styles, request: FormRequest, table: Table, values: Values
) -> None:
    """Live sums, with their values kept beside: some readers never calculate."""
    row, style = table.total, styles["total"]
    sheet.set_row(row, 23)
    sheet.merge_range(row, ORDINAL, row, NAME, table.form.total, styles["total_label"])
    for measure in table.form.measures:
        column = table.column(measure.code)
        if measure.choices:
            sheet.write_string(row, column, "x", style)
            continue
        letters = column_letters(column + 1)
        known = [values.get((commune.unit_id, measure.code)) for commune in request.communes]
        formula = f"=SUM({letters}{table.first + 1}:{letters}{table.total})"
        sheet.write_formula(row, column, formula, style, sum(v for v in known if v is not None))
    sheet.write_blank(row, table.note, None, style)


def _remarks(sheet: Worksheet, styles: Styles, request: FormRequest, table: Table) -> int:
    """The remark under the table; returns the row below it."""
    text = (
        "Ghi chú: Cột có dấu (*) không được để trống; không có thì ghi 0."
        f" Ô tô màu đỏ: số liệu chưa khớp, xem sheet “{request.form.sheets.guide}”."
    )
    row = table.total + 1
    sheet.merge_range(row, ORDINAL, row, table.note, text, styles["remark"])
    sheet.set_row(row, 20)
    return row + 1
