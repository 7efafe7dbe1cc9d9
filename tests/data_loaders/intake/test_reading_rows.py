from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest
from openpyxl.styles import Font

from data_loaders.forms.write import write_form
from data_loaders.model import Period
from tests.data_loaders import addresses
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    DAK_XU,
    FIGURES,
    PLEI_KAN,
    PO_Y,
    TASK_LIST,
    bare,
    cell_of,
    code_row,
    edited,
    everything,
    filled,
    found,
    places,
    read,
    request,
    sentences,
    set_identity,
    usual,
)


def test_a_blank_form_is_said_once() -> None:
    for data in (
        write_form(request()),
        write_form(request(previous=usual(period=Period.parse("2025-09")))),
    ):
        result = everything(data)
        assert places(result) == [("form-blank", FIGURES, None)]
        assert sentences(result) == [
            "Sheet “Số liệu”: biểu chưa được điền, mọi ô số liệu còn trống; hãy điền số liệu rồi"
            " gửi lại, không có thì ghi 0."
        ]


def test_a_missing_sheet_is_said_once() -> None:
    assert places(found(lambda book: book.remove(book[FIGURES]))) == [
        ("sheet-missing", FIGURES, None)
    ]
    assert places(found(lambda book: book.remove(book[TASK_LIST]))) == [
        ("sheet-missing", TASK_LIST, None)
    ]


def test_a_sheet_that_was_renamed_is_found_by_what_it_holds() -> None:
    def edit(book: Any) -> None:
        book[FIGURES].title = "Sheet1"

    assert found(edit) == []


def test_a_sheet_without_codes_and_headings_is_not_guessed() -> None:
    def edit(book: Any) -> None:
        for row in book[TASK_LIST]["A8:G10"]:
            for cell in row:
                if type(cell).__name__ == "Cell":
                    cell.value = None

    assert places(found(edit)) == [("table-missing", TASK_LIST, None)]


def test_a_table_that_stands_twice_is_not_chosen_between() -> None:
    def edit(book: Any) -> None:
        book.copy_worksheet(book[FIGURES]).title = "Số liệu (2)"

    result = found(edit)
    assert places(result) == [("table-twice", "Số liệu (2)", None)]
    assert "“Số liệu” dòng 12, “Số liệu (2)” dòng 12" in sentences(result)[0]


def test_codes_that_were_deleted_are_made_up_for_by_headings() -> None:
    def edit(book: Any) -> None:
        for name, code in ((FIGURES, "unit_id"), (AREA_LIST, "cohort"), (TASK_LIST, "task")):
            sheet = book[name]
            for cell in sheet[code_row(sheet, code)]:
                cell.value = None
        for row in range(13, 21):
            book[FIGURES].cell(row, 1).value = None

    result = read(edited(filled(), edit))
    assert result.findings == ()
    assert result.content is not None
    assert bare(result.content) == bare(usual())


def test_a_missing_column_is_said_once_and_not_for_every_row() -> None:
    def edit(book: Any) -> None:
        sheet = book[FIGURES]
        column = cell_of(book, PO_Y, "rings").column
        for row in range(8, 25):
            cell = sheet.cell(row, column)
            if type(cell).__name__ == "Cell":
                cell.value = None

    result = found(edit)
    assert places(result) == [("column-missing", FIGURES, None)]
    assert sentences(result) == [
        "Sheet “Số liệu”: không tìm thấy cột “Đấu tranh · Đường dây, ổ nhóm triệt phá”; hãy khôi"
        " phục cột và tiêu đề như trong biểu đã tải."
    ]


def test_a_column_that_stands_twice_is_not_chosen_between() -> None:
    def edit(book: Any) -> None:
        cell_of(book, PLEI_KAN, "rings").offset(row=-1).value = "cases"

    result = found(edit)
    assert ("column-twice", FIGURES, addresses.heading("rings")) in places(result)
    assert "ô kia" not in sentences(result)[0]
    assert "cột kia là X12" in sentences(result)[0]


def test_columns_and_rows_may_be_moved_and_inserted() -> None:
    def edit(book: Any) -> None:
        sheet = book[FIGURES]
        codes = code_row(sheet)
        for row in range(codes - 3, codes + 10):  # the last measure changes places with the first
            first, last = sheet.cell(row, 4), sheet.cell(row, 29)
            if "Merged" not in type(first).__name__ + type(last).__name__:
                first.value, last.value = last.value, first.value
        for column in range(1, 31):  # the first commune with the last
            one, other = sheet.cell(codes + 1, column), sheet.cell(codes + 8, column)
            one.value, other.value = other.value, one.value

    result = read(edited(filled(), edit))
    assert result.findings == ()
    assert result.content is not None
    assert bare(result.content) == bare(usual())


def test_a_missing_commune_has_no_cell_but_its_sheet_and_name() -> None:
    def edit(book: Any) -> None:
        cells = book[FIGURES][cell_of(book, PO_Y, "addicts").row]
        for cell in cells:
            cell.value = None

    result = found(edit)
    assert places(result) == [("commune-missing", FIGURES, None)]
    assert sentences(result) == [
        "Sheet “Số liệu”: thiếu dòng của Xã Pờ Y; hãy thêm lại dòng này và điền số liệu."
    ]


def by_name(commune_id: str, name: str | None) -> Callable[[Any], None]:
    """The row loses its hidden id and has this name."""

    def edit(book: Any) -> None:
        row = cell_of(book, commune_id, "addicts").row
        book[FIGURES].cell(row, 1).value = None
        book[FIGURES].cell(row, 3).value = name

    return edit


def test_a_row_without_id_is_known_by_its_name() -> None:
    for name in ("Xã Pờ Y", normalize("NFD", "xã Pờ Y")):
        assert found(by_name(PO_Y, name)) == []
    for name in ("UBND xã Bờ Y", "Pờ Y"):
        assert places(found(by_name(PO_Y, name))) == [("converted", FIGURES, addresses.commune())]


def test_a_name_that_is_not_of_the_locality_is_unknown_and_its_commune_missing() -> None:
    result = found(by_name(PO_Y, "Xã Pờ Ê"))
    assert places(result) == [
        ("commune-unknown", FIGURES, addresses.commune()),
        ("commune-missing", FIGURES, None),
    ]
    assert sentences(result)[0] == (
        "Sheet “Số liệu”, ô C19 (Xã Pờ Ê): “Xã Pờ Ê” không phải xã, phường, thị trấn của Huyện Ngọc"
        " Hồi. Gần giống là: Xã Pờ Y. Hãy ghi đúng tên như trong biểu đã tải hoặc bỏ dòng này."
    )


def test_a_wrong_kind_is_answered_with_the_candidates() -> None:
    result = found(by_name(PLEI_KAN, "Xã Plei Kần"))
    assert places(result)[0] == ("commune-unknown", FIGURES, addresses.commune(PLEI_KAN))
    assert "Có thể là: Thị trấn Plei Kần." in sentences(result)[0]


def test_figures_without_a_name_are_not_lost() -> None:
    result = found(by_name(PO_Y, None))
    assert places(result)[0] == ("commune-unknown", FIGURES, addresses.commune())
    assert "dòng có số liệu nhưng không ghi tên" in sentences(result)[0]


def test_legacy_text_whose_font_was_lost_is_named_for_what_it_is() -> None:
    result = found(by_name(PO_Y, "X· Pê Y"))
    assert places(result) == [
        ("text-legacy", FIGURES, addresses.commune()),
        ("commune-missing", FIGURES, None),
    ]


def test_legacy_text_is_read_by_its_font() -> None:
    def edit(book: Any) -> None:
        row = cell_of(book, PO_Y, "addicts").row
        by_name(PO_Y, "X· Pê Y")(book)
        book[FIGURES].cell(row, 3).font = Font(name=".VnTime")

    assert places(found(edit)) == [("converted", FIGURES, addresses.commune())]


def test_a_commune_with_two_rows_is_said_at_the_second() -> None:
    def edit(book: Any) -> None:
        row = cell_of(book, DAK_XU, "addicts").row
        book[FIGURES].cell(row, 1).value = PO_Y
        book[FIGURES].cell(row, 3).value = "Xã Pờ Y"

    result = found(edit)
    assert places(result) == [
        ("commune-twice", FIGURES, addresses.commune()),
        ("commune-missing", FIGURES, None),
    ]
    assert "dòng kia là dòng 17" in sentences(result)[0]


def test_a_name_that_contradicts_its_hidden_id_is_never_chosen_between() -> None:
    def edit(book: Any) -> None:
        row = cell_of(book, DAK_XU, "addicts").row
        book[FIGURES].cell(row, 3).value = "Xã Pờ Y"

    result = found(edit)
    assert places(result) == [("commune-conflict", FIGURES, addresses.commune(DAK_XU))]


def test_rows_of_another_district_are_said_once() -> None:
    def edit(book: Any) -> None:
        set_identity(book, unit_id="610")
        book[FIGURES]["B2"].value = None

    result = found(edit)
    assert places(result)[0] == ("wrong-locality", FIGURES, addresses.commune(PLEI_KAN))
    assert [code for code, _, _ in places(result)].count("commune-unknown") == 0


def test_rows_for_groups_notes_and_signatures_say_nothing() -> None:
    def edit(book: Any) -> None:
        sheet = book[FIGURES]
        sheet["B24"].value = "I"
        sheet["C24"].value = "Các xã biên giới"
        sheet["D24"].value = 8
        sheet["C33"].value = "Nơi nhận: - Ban Chỉ đạo tỉnh"
        sheet["C34"].value = "Lưu: VT"

    assert found(edit) == []


def test_a_total_that_differs_is_a_warning_at_its_own_cell() -> None:
    def edit(book: Any) -> None:
        column = cell_of(book, PO_Y, "addicts").column
        book[FIGURES].cell(21, column).value = 95

    result = found(edit)
    assert places(result) == [("total-mismatch", FIGURES, "K21")]
    assert sentences(result) == [
        "Sheet “Số liệu”, ô K21 (Tổng cộng · Người nghiện): dòng tổng ghi 95 nhưng các xã cộng lại"
        " là 96. Hãy sửa số của xã hoặc dòng tổng, hoặc giải thích."
    ]


@pytest.mark.parametrize("label", ["CỘNG:", "Toàn huyện", "Tổng số", "Tổng cộng (8 xã, thị trấn)"])
def test_totals_are_recognised_by_their_label_and_never_stored(label: str) -> None:
    def edit(book: Any) -> None:
        sheet = book[FIGURES]
        sheet["B21"].value = label
        sheet.cell(21, cell_of(book, PO_Y, "users").column).value = 65

    result = read(edited(filled(), edit))
    assert [f.code for f in result.findings] == ["total-mismatch"]
    assert result.content is not None
    assert len(result.content.figures) == 8 * 26


def test_a_heading_that_goes_with_another_code_is_not_chosen_between() -> None:
    def edit(book: Any) -> None:
        sheet = book[FIGURES]
        sheet[addresses.heading("cases")].value, sheet[addresses.heading("offenders")].value = (
            sheet[addresses.heading("offenders")].value,
            sheet[addresses.heading("cases")].value,
        )

    result = found(edit)
    assert places(result) == [
        ("column-conflict", FIGURES, addresses.heading("cases")),
        ("column-conflict", FIGURES, addresses.heading("offenders")),
    ]
    assert any("“Đấu tranh · Vụ”" in text for text in sentences(result))
