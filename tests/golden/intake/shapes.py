"""The own form after rows, columns, sheets or formulas were changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.data_loaders.sent_forms import (
    AREA_LIST,
    AREAS,
    DAK_XU,
    FIGURES,
    PLEI_KAN,
    PO_Y,
    TASK_LIST,
    cell_of,
    code_row,
    filled,
    usual,
)
from tests.golden.intake.building import OURS, Sent, insert, own_form, saved, typed

FIRST, LAST, TOTAL = 13, 20, 21
"""Rows of the first and last commune and of the total."""

COLUMNS = range(1, 31)


def group_rows(book: Any) -> None:
    sheet = book[FIGURES]
    insert(sheet, row=14)
    sheet["B14"], sheet["C14"] = "II", "Các xã"
    insert(sheet, row=13)
    sheet["B13"], sheet["C13"] = "I", "Thị trấn"


def group_rows_with_sums(book: Any) -> None:
    group_rows(book)
    for column in range(4, 19):
        book[FIGURES].cell(13, column).value = 2
        book[FIGURES].cell(15, column).value = 14


def blank_rows(book: Any) -> None:
    for row in (19, 16, 13):
        insert(book[FIGURES], row=row, count=2)


def two_columns(book: Any) -> None:
    insert(book[FIGURES], column=8)
    book[FIGURES]["H10"] = "Ghi chú của huyện"
    book[FIGURES]["H15"] = "đã kiểm tra"
    insert(book[FIGURES], column=2)


def reversed_rows(book: Any) -> None:
    sheet = book[FIGURES]
    for offset in range(4):
        for column in COLUMNS:
            one, other = sheet.cell(FIRST + offset, column), sheet.cell(LAST - offset, column)
            one.value, other.value = other.value, one.value


def exchanged_columns(book: Any) -> None:
    """The first measure changes places with the last but one, code and heading with it."""
    sheet = book[FIGURES]
    for row in range(code_row(sheet) - 3, LAST + 1):
        one, other = sheet.cell(row, 5), sheet.cell(row, 28)
        if "Merged" not in type(one).__name__ + type(other).__name__:
            one.value, other.value = other.value, one.value
    for column in (5, 28):  # the sums go with their columns
        sheet.cell(TOTAL, column).value = None


def hidden(book: Any) -> None:
    sheet = book[FIGURES]
    for row in (15, 19):
        sheet.row_dimensions[row].hidden = True
    for letters in ("K", "X"):
        sheet.column_dimensions[letters].hidden = True


def hidden_sheet(book: Any) -> None:
    book[FIGURES].sheet_state = "hidden"
    book.active = book.sheetnames.index(AREA_LIST)


def shown(book: Any) -> None:
    """What LibreOffice makes of a very hidden sheet, and the codes shown by a curious person."""
    book["_mau"].sheet_state = "hidden"
    book[FIGURES].row_dimensions[12].hidden = False
    book[FIGURES].column_dimensions["A"].hidden = False


def total_above(book: Any) -> None:
    sheet = book[FIGURES]
    for merged in [r for r in sheet.merged_cells.ranges if r.min_row == TOTAL]:
        sheet.unmerge_cells(str(merged))
    whole = [sheet.cell(TOTAL, column).value for column in COLUMNS]
    sheet.delete_rows(TOTAL)
    insert(sheet, row=FIRST)
    for column, value in enumerate(whole, start=1):
        formula = isinstance(value, str) and value.startswith("=")
        sheet.cell(FIRST, column).value = None if formula else value
    sheet.cell(FIRST, 2).value, sheet.cell(FIRST, 4).value = "Toàn huyện", 16


def totals(label: str, opening: object) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        book[FIGURES].cell(TOTAL, 2).value = label
        book[FIGURES].cell(TOTAL, 4).value = opening

    return edit


def no_total(book: Any) -> None:
    for column in COLUMNS:
        cell = book[FIGURES].cell(TOTAL, column)
        if "Merged" not in type(cell).__name__:
            cell.value = None


def codes_deleted(book: Any) -> None:
    for name, row in ((FIGURES, 12), (AREA_LIST, 10), (TASK_LIST, 10)):
        for cell in book[name][row]:
            cell.value = None


def ids_deleted(book: Any) -> None:
    for row in range(12, LAST + 1):
        book[FIGURES].cell(row, 1).value = None


def codes_and_ids_deleted(book: Any) -> None:
    ids_deleted(book)
    codes_deleted(book)


def codes_and_heads_deleted(book: Any) -> None:
    codes_and_ids_deleted(book)
    for row in range(8, 12):
        for cell in book[FIGURES][row]:
            if "Merged" not in type(cell).__name__:
                cell.value = None


def identity_deleted(book: Any) -> None:
    del book["_mau"]


def moved_down_and_right(book: Any) -> None:
    insert(book[FIGURES], row=1, count=5)
    insert(book[FIGURES], column=1, count=2)


def twice(book: Any) -> None:
    book.copy_worksheet(book[FIGURES]).title = "Số liệu (2)"


def other_sheets(book: Any) -> None:
    """A sheet of calculations beside, and sheets in another order."""
    extra = book.create_sheet("Tính", 0)
    extra.append(["Xã", "Điểm", "Tụ điểm", "Ghi chú"])
    extra.append(["Pờ Y", 3, 4, "tạm tính"])
    book.move_sheet(FIGURES, offset=3)


def renamed_sheets(book: Any) -> None:
    for name, other in ((FIGURES, "Sheet1"), (AREA_LIST, "Sheet2"), (TASK_LIST, "Sheet3")):
        book[name].title = other


def notes_below(book: Any) -> None:
    sheet = book[FIGURES]
    sheet["C32"] = "Ghi chú: số liệu tính đến 14/10; xã Pờ Y đang rà soát thêm 02 điểm"
    sheet["C33"], sheet["C34"] = "Nơi nhận:", "- Công an tỉnh (PC04);"
    sheet["C35"] = "- Lưu: CAH."
    book[AREA_LIST]["B45"] = "Người lập biểu"


def merged_over_rows(book: Any) -> None:
    """One number across two communes: whose is it?"""
    book[FIGURES].merge_cells("Z17:Z18")


def merged_over_columns(book: Any) -> None:
    book[FIGURES].merge_cells("X19:Y19")


def merged_below_the_table(book: Any) -> None:
    book[FIGURES].merge_cells("B26:F27")


def area_rows(book: Any) -> None:
    """A blank row between, another order, a group heading."""
    sheet = book[AREA_LIST]
    for column in range(1, 11):
        one, other = sheet.cell(11, column), sheet.cell(14, column)
        other.value, one.value = one.value, None
    sheet["B13"] = "Năm 2024"


def phantom() -> bytes:
    """A row far below that was formatted and never filled in."""
    book = load_workbook(BytesIO(filled()))
    book[FIGURES].cell(1_048_576, 5).number_format = "0"
    book[AREA_LIST].cell(900_000, 3).number_format = "0"
    return saved(book)


def formula_with_value() -> bytes:
    """A formula in a figure, with the value Excel kept beside it."""
    from data_loaders.intake.marking_values import _rewritten

    data = typed(PO_Y, "rings", "=1+2")()

    def put(name: str, content: bytes) -> bytes:
        return re.sub(rb"(<f>1\+2</f>)(?:<v ?/>|<v></v>)", rb"\1<v>3</v>", content)

    return _rewritten(data, put)


def no_row(book: Any) -> None:
    book[FIGURES].delete_rows(19)


def a_row_more(book: Any) -> None:
    sheet = book[FIGURES]
    insert(sheet, row=21)
    sheet["C21"], sheet["D21"] = "Xã Đăk Mới", 3


def column_gone(book: Any) -> None:
    book[FIGURES].delete_cols(cell_of(book, PO_Y, "rings").column)


def task_gone(book: Any) -> None:
    for cell in book[TASK_LIST][13]:
        cell.value = None


def task_twice(book: Any) -> None:
    for column in range(1, 8):
        book[TASK_LIST].cell(13, column).value = book[TASK_LIST].cell(12, column).value


def area_gone_unknown(book: Any) -> None:
    book[AREA_LIST]["B12"] = "Xã Sa Bình"


def area_twice(book: Any) -> None:
    for column in range(2, 11):
        book[AREA_LIST].cell(13, column).value = book[AREA_LIST].cell(12, column).value


def without_tasks(*gone: int) -> Any:
    whole = usual()
    return replace(whole, tasks=tuple(t for n, t in enumerate(whole.tasks) if n not in gone))


def without_measure(measure: str) -> Any:
    whole = usual()
    return replace(whole, figures=tuple(f for f in whole.figures if f.measure != measure))


def without_commune(commune: str) -> Any:
    whole = usual()
    return replace(whole, figures=tuple(f for f in whole.figures if f.commune_id != commune))


REPEATED = replace(usual(), areas=(AREAS[0], AREAS[1], AREAS[1]))
TASKS_REPEATED = replace(usual(), tasks=tuple(usual().tasks[n] for n in (0, 1, 1, *range(3, 11))))

FILES = [
    Sent("shape: as it was handed out and filled in", filled),
    Sent("shape: saved again by another program", own_form(lambda book: None)),
    Sent("shape: group rows I and II", own_form(group_rows)),
    Sent("shape: group rows with sums of their own", own_form(group_rows_with_sums)),
    Sent("shape: blank rows between", own_form(blank_rows)),
    Sent("shape: columns inserted", own_form(two_columns)),
    Sent("shape: rows in the opposite order", own_form(reversed_rows)),
    Sent("shape: columns exchanged", own_form(exchanged_columns)),
    Sent("shape: rows and columns hidden", own_form(hidden)),
    Sent("shape: the sheet of figures hidden", own_form(hidden_sheet)),
    Sent("shape: hidden things shown", own_form(shown)),
    Sent("shape: moved down and to the right", own_form(moved_down_and_right)),
    Sent("shape: other sheets beside and before", own_form(other_sheets)),
    Sent("shape: sheets renamed", own_form(renamed_sheets)),
    Sent("shape: notes, recipients and signatures below", own_form(notes_below)),
    Sent("shape: rows without content down to the last", phantom),
    Sent("shape: a list with a gap, another order and a heading", own_form(area_rows), (),
         replace(usual(), areas=(AREAS[1], AREAS[0]))),
    Sent("total: above the rows", own_form(total_above)),
    Sent("total: formulas without values", own_form(lambda book: None)),
    Sent("total: none", own_form(no_total)),
    *(
        Sent(f"total: called {label}, wrong", own_form(totals(label, 17)),
             (("total-mismatch", FIGURES, "D21"),))
        for label in ("Tổng cộng", "CỘNG", "Toàn huyện", "Tổng số trên địa bàn huyện",
                      "Huyện Ngọc Hồi", "Tổng cộng (8 xã, thị trấn)", "Tổng cộng (I+II)")
    ),
    Sent("total: typed as a text", own_form(totals("Tổng cộng", "1.016")),
         (("total-mismatch", FIGURES, "D21"),)),
    Sent("total: a cross where nothing is summed", own_form(totals("Tổng cộng", "x"))),
    Sent("formula: with the value it had", formula_with_value, (),
         usual(changed={(PO_Y, "rings"): 3})),
    Sent("codes: deleted, headings there", own_form(codes_deleted)),
    Sent("codes: ids deleted, names there", own_form(ids_deleted)),
    Sent("codes: both deleted", own_form(codes_and_ids_deleted)),
    Sent("codes: and headings deleted", own_form(codes_and_heads_deleted),
         (("table-missing", FIGURES, None),), None),
    Sent("codes: identity deleted, the sender confirms", own_form(identity_deleted),
         confirmed=OURS),
    Sent("codes: identity deleted", own_form(identity_deleted),
         (("identity-unknown", None, None),), None),
    Sent("table: twice", own_form(twice), (("table-twice", "Số liệu (2)", None),), None),
    Sent("table: a sheet gone", own_form(lambda book: book.remove(book[TASK_LIST])),
         (("sheet-missing", TASK_LIST, None),), replace(usual(), tasks=())),
    Sent("table: a column gone", own_form(column_gone), (("column-missing", FIGURES, None),),
         without_measure("rings")),
    Sent("row: one gone", own_form(no_row), (("commune-missing", FIGURES, None),),
         without_commune(PO_Y)),
    Sent("row: one more", own_form(a_row_more), (("commune-unknown", FIGURES, "C21"),)),
    Sent("merged: one figure over two communes", own_form(merged_over_rows),
         (("cell-merged", FIGURES, "Z17"), ("cell-merged", FIGURES, "Z18")),
         usual(changed={(DAK_XU, "rings"): None, ("23392", "rings"): None})),
    Sent("merged: one figure over two columns", own_form(merged_over_columns),
         (("cell-merged", FIGURES, "X19"), ("cell-merged", FIGURES, "Y19")),
         usual(changed={(PO_Y, "cases"): None, (PO_Y, "offenders"): None})),
    Sent("merged: below the table", own_form(merged_below_the_table)),
    Sent("task: one gone", own_form(task_gone), (("task-missing", TASK_LIST, None),),
         without_tasks(2)),
    Sent("task: twice", own_form(task_twice),
         (("task-twice", TASK_LIST, "A13"), ("task-missing", TASK_LIST, None)), TASKS_REPEATED),
    Sent("area: of another locality", own_form(area_gone_unknown),
         (("area-commune", AREA_LIST, "B12"),), replace(usual(), areas=AREAS[:1])),
    Sent("area: twice in a year", own_form(area_twice), (("area-commune", AREA_LIST, "B13"),),
         REPEATED),
    Sent("check: a balance that does not hold", typed(PLEI_KAN, "spots_closing", 5),
         (("spots-balance", FIGURES, "H13"),), usual(changed={(PLEI_KAN, "spots_closing"): 5})),
]  # fmt: skip
