"""What the form refuses or colours while it is filled in, by the rules that check it later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from data_loaders.forms.declaration import Form, Kind, Measure
from data_loaders.forms.grid import Table
from data_loaders.forms.rules import Rule, RuleKind
from data_loaders.forms.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_TITLE_LIMIT, _MESSAGE_LIMIT = 32, 255  # of Excel, for the title and the text of an input message


def guard(sheet: Worksheet, styles: Styles, table: Table) -> None:
    """Input messages, refusals while typing, and a colour where a rule is broken."""
    for measure in table.form.measures:
        column = table.column(measure.code)
        rule = _validation(table.form, measure)
        sheet.data_validation(table.first, column, table.total - 1, column, rule)
    for broken in table.form.rules:
        for code, formula in _broken(table, broken):
            column = table.column(code)
            condition = {"type": "formula", "criteria": formula, "format": styles["wrong"]}
            sheet.conditional_format(table.first, column, table.total - 1, column, condition)


def _validation(form: Form, measure: Measure) -> dict[str, Any]:
    words = [choice.word for choice in measure.choices]
    message = (
        "; ".join(f"{choice.word}: {choice.meaning}" for choice in measure.choices)
        if words
        else f"{measure.group.heading}. {how_counted(form, measure)} Không có thì ghi 0."
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


_COUNTED = {
    Kind.STOCK: "Số có đến ngày cuối kỳ.",
    Kind.FLOW: "Số phát sinh trong kỳ.",
    Kind.STATE: "Xếp loại đến ngày cuối kỳ.",
}
_OPENING = "Số có đầu kỳ, bằng số cuối kỳ của báo cáo trước."


def how_counted(form: Form, measure: Measure) -> str:
    """Of which days a column tells, by the kind of its measure."""
    openings = {rule.left[0] for rule in form.rules if rule.kind is RuleKind.CONTINUITY}
    return _OPENING if measure.code in openings else _COUNTED[measure.kind]


def _broken(table: Table, rule: Rule) -> Iterator[tuple[str, str]]:
    """(column to colour, formula that is true where the rule is broken) in the first row.

    The column is the one whose cell the finding will name.
    """
    row = table.first + 1

    def cells(codes: tuple[str, ...]) -> list[str]:
        return [f"${table.letters(code)}{row}" for code in codes]

    def known(codes: tuple[str, ...]) -> str:
        return ",".join(f"ISNUMBER({cell})" for cell in cells(codes))

    if rule.kind is RuleKind.BALANCE:
        every = (*rule.left, *rule.minus, *rule.right)
        sums = [f"SUM({','.join(cells(codes))})" for codes in (rule.left, rule.minus, rule.right)]
        yield rule.left[0], f"=AND({known(every)},{sums[0]}-{sums[1]}<>{sums[2]})"
    elif rule.kind in {RuleKind.AT_MOST, RuleKind.EACH_AT_MOST}:
        each = (
            [(code,) for code in rule.left] if rule.kind is RuleKind.EACH_AT_MOST else [rule.left]
        )
        for left in each:
            left_sum, right_sum = (f"SUM({','.join(cells(c))})" for c in (left, rule.right))
            yield left[0], f"=AND({known(rule.right)},{left_sum}>{right_sum})"
