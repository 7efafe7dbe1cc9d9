"""The sheet of figures and its twin with the previous period's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from data_loaders.form import Form, Measure, Rule, RuleKind
from data_loaders.model import COMMUNE_CLASSES, ReportContent, column_letters
from data_loaders.template_head import HEAD_ROWS, Frame, write_head, write_signatures
from data_loaders.template_style import Styles, print_on_a4, protect

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from data_loaders.template import FormRequest

Values = Mapping[tuple[str, str], int | None]

ID, ORDINAL, NAME, FIRST = 0, 1, 2, 3
"""Columns (from 0): hidden unit id, TT, name of the commune, first measure."""

_HEADINGS = 3
_LONG = 24  # letters of a heading that ask for a wider column
FIRST_ROW = HEAD_ROWS + _HEADINGS + 2
"""Row (from 0) of the first commune: under headings, column numbers and codes."""

_TITLE_LIMIT, _MESSAGE_LIMIT = 32, 255  # of Excel, for the title and the text of an input message


@dataclass(frozen=True)
class _Table:
    """Where things stand on the sheet; rows and columns from 0."""

    form: Form
    top: int
    communes: int

    @property
    def numbers(self) -> int:
        return self.top + _HEADINGS

    @property
    def codes(self) -> int:
        return self.numbers + 1

    @property
    def first(self) -> int:
        return self.codes + 1

    @property
    def total(self) -> int:
        return self.first + self.communes

    @property
    def note(self) -> int:
        return FIRST + len(self.form.measures)

    def column(self, code: str) -> int:
        return FIRST + [measure.code for measure in self.form.measures].index(code)

    def letters(self, code: str) -> str:
        return column_letters(self.column(code) + 1)


def write_figures(
    sheet: Worksheet, styles: Styles, request: FormRequest, values: Values, *, kept: bool = False
) -> None:
    """The table of figures; ``kept``: the previous period's, for looking at only."""
    form = request.form
    last = FIRST + len(form.measures)
    frame = Frame(first=ORDINAL, last=last, split=FIRST + 8)
    top = write_head(sheet, styles, request, frame, role="previous" if kept else "figures")
    table = _Table(form, top, len(request.communes))
    _columns(sheet, table)
    _headings(sheet, styles, table)
    _rows(sheet, styles, request, table, values, kept=kept)
    _total(sheet, styles, request, table, values)
    below = table.total + 1
    if not kept:
        _guard(sheet, styles, table)
        below = _remarks(sheet, styles, request, table)
        write_signatures(sheet, styles, request, frame, below)
    sheet.freeze_panes(table.first, FIRST)
    protect(sheet)
    print_on_a4(sheet, footer=request.footer, repeated=(top, table.numbers))
    sheet.print_area(0, ORDINAL, below + (0 if kept else 7), last)


def _columns(sheet: Worksheet, table: _Table) -> None:
    sheet.set_column(ID, ID, 10, None, {"hidden": True})
    sheet.set_column(ORDINAL, ORDINAL, 4)
    sheet.set_column(NAME, NAME, 23)
    sheet.set_column(FIRST, table.note - 1, 5.9)
    for measure in table.form.measures:
        if len(measure.heading) > _LONG:
            column = table.column(measure.code)
            sheet.set_column(column, column, 8.2)
    for rule in table.form.rules:
        if rule.kind is RuleKind.BALANCE:  # its number row holds the whole sum
            column = table.column(rule.right[0])
            sheet.set_column(column, column, 8.8)
    sheet.set_column(table.note, table.note, 12)


def _headings(sheet: Worksheet, styles: Styles, table: _Table) -> None:
    form, top = table.form, table.top
    bottom = top + _HEADINGS - 1
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


def _second_row(sheet: Worksheet, table: _Table, block: list[Measure], style: Any) -> None:
    """Own headings of a group's measures, some of them under a heading such as “Trong đó”."""
    row, bottom = table.top + 1, table.top + _HEADINGS - 1
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


def _number_row(sheet: Worksheet, styles: Styles, table: _Table) -> None:
    row, style = table.numbers, styles["column_number"]
    sheet.set_row(row, 15)
    sheet.write_string(row, ORDINAL, "(A)", style)
    sheet.write_string(row, NAME, "(1)", style)
    for measure in table.form.measures:
        text = _number(table, measure.code)
        sheet.write_string(row, table.column(measure.code), text, style)
    sheet.write_string(row, table.note, f"({table.note - NAME + 1})", style)


def _number(table: _Table, code: str) -> str:
    """``(6)=(2)+(3)+(4)−(5)``: the column's number, and its sum where a rule gives one."""
    own = f"({table.column(code) - NAME + 1})"
    for rule in table.form.rules:
        if rule.kind is RuleKind.BALANCE and rule.right == (code,):
            plus = "+".join(f"({table.column(left) - NAME + 1})" for left in rule.left)
            less = "".join(f"−({table.column(minus) - NAME + 1})" for minus in rule.minus)
            return f"{own}={plus}{less}"
    return own


def _code_row(sheet: Worksheet, styles: Styles, table: _Table) -> None:
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
    table: _Table,
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
        sheet.write_blank(row, table.note, None, styles["kept_text" if kept else "text"])


def _style_of(measure: Measure, *, kept: bool, previous: ReportContent | None) -> str:
    if kept:
        return "kept_figure"
    if measure.choices:
        return "choice"
    return "prefilled" if measure.code == "spots_opening" and previous else "figure"


def _cell(
    sheet: Worksheet, row: int, column: int, measure: Measure, value: int | None, style: Any
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif measure.choices:
        sheet.write_string(row, column, COMMUNE_CLASSES[value - 1], style)
    else:
        sheet.write_number(row, column, value, style)


def _total(
    sheet: Worksheet, styles: Styles, request: FormRequest, table: _Table, values: Values
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


def _guard(sheet: Worksheet, styles: Styles, table: _Table) -> None:
    """Input messages, refusals while typing, and a colour where a rule is broken."""
    for measure in table.form.measures:
        column = table.column(measure.code)
        sheet.data_validation(table.first, column, table.total - 1, column, _validation(measure))
    for rule in table.form.rules:
        for code, formula in _broken(table, rule):
            column = table.column(code)
            condition = {"type": "formula", "criteria": formula, "format": styles["wrong"]}
            sheet.conditional_format(table.first, column, table.total - 1, column, condition)


def _validation(measure: Measure) -> dict[str, Any]:
    words = [choice.word for choice in measure.choices]
    message = (
        "; ".join(f"{choice.word}: {choice.meaning}" for choice in measure.choices)
        if words
        else f"{measure.group.heading}. {KIND_HINT[measure.kind.value]} Không có thì ghi 0."
    )
    wanted = "Chọn một trong: " + ", ".join(words) if words else "Chỉ ghi số nguyên từ 0 trở lên"
    rule = {"validate": "list", "source": words} if words else {"validate": "integer"}
    bounds = {} if words else {"criteria": ">=", "value": 0}
    return {
        **rule,
        **bounds,
        "input_title": measure.heading[:_TITLE_LIMIT],
        "input_message": message[:_MESSAGE_LIMIT],
        "error_title": "Giá trị không hợp lệ",
        "error_message": f"{measure.heading}: {wanted}."[:_MESSAGE_LIMIT],
    }


KIND_HINT = {
    "stock": "Số có đến ngày cuối kỳ.",
    "flow": "Số phát sinh trong kỳ.",
    "state": "Xếp loại đến ngày cuối kỳ.",
}
"""How a column counts, by the kind of its measure."""


def _broken(table: _Table, rule: Rule) -> Iterator[tuple[str, str]]:
    """(column to colour, formula that is true where the rule is broken) in the first row."""
    row = table.first + 1

    def cells(codes: tuple[str, ...]) -> list[str]:
        return [f"${table.letters(code)}{row}" for code in codes]

    def known(codes: tuple[str, ...]) -> str:
        return ",".join(f"ISNUMBER({cell})" for cell in cells(codes))

    if rule.kind is RuleKind.BALANCE:
        every = (*rule.left, *rule.minus, *rule.right)
        sums = [f"SUM({','.join(cells(codes))})" for codes in (rule.left, rule.minus, rule.right)]
        yield rule.right[0], f"=AND({known(every)},{sums[0]}-{sums[1]}<>{sums[2]})"
    elif rule.kind in {RuleKind.AT_MOST, RuleKind.EACH_AT_MOST}:
        each = (
            [(code,) for code in rule.left] if rule.kind is RuleKind.EACH_AT_MOST else [rule.left]
        )
        for left in each:
            left_sum, right_sum = (f"SUM({','.join(cells(c))})" for c in (left, rule.right))
            for code in left:
                yield code, f"=AND({known(rule.right)},{left_sum}>{right_sum})"


def _remarks(sheet: Worksheet, styles: Styles, request: FormRequest, table: _Table) -> int:
    """The remark under the table; returns the row below it."""
    text = (
        "Ghi chú: Cột có dấu (*) không được để trống; không có thì ghi 0."
        f" Ô tô màu đỏ: số liệu chưa khớp, xem sheet “{request.form.sheets.guide}”."
    )
    row = table.total + 1
    sheet.merge_range(row, ORDINAL, row, table.note, text, styles["remark"])
    sheet.set_row(row, 20)
    return row + 1
