from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from data_loaders.forms.letterhead import period_in_words
from data_loaders.forms.seal import checksum, intact
from data_loaders.forms.write import write_form
from data_loaders.model import Period
from tests.data_loaders.sent_forms import (
    AREAS,
    NGOC_HOI,
    PERIOD,
    PLEI_KAN,
    PO_Y,
    REGIME,
    bare,
    code_row,
    read,
    request,
    usual,
)

EARLIER = usual(period=PERIOD.shifted(-1), changed={(PO_Y, "spots_closing"): 7})


def opened(data: bytes, *, values: bool = False) -> Any:
    return load_workbook(BytesIO(data), data_only=values)


def test_the_same_request_gives_the_same_bytes() -> None:
    assert write_form(request()) == write_form(request())


def test_what_was_filled_in_is_read_back_exactly() -> None:
    answers = usual()
    result = read(write_form(request(previous=EARLIER), answers=answers))
    assert result.findings == ()
    assert result.content is not None
    assert bare(result.content) == bare(answers)


@pytest.mark.parametrize("unit_id", [str(unit) for unit in (608, *range(610, 619))])
def test_the_form_of_every_district_is_read_back_exactly(unit_id: str) -> None:
    answers = usual(unit_id)
    result = read(write_form(request(unit_id), answers=answers))
    assert result.findings == ()
    assert result.content is not None
    assert bare(result.content) == bare(answers)
    assert result.form == result.content.form == "kh3220-1"
    assert result.content.form_id == "5f3a9c1e"


def test_sheets_stand_in_order_and_the_identity_is_very_hidden() -> None:
    book = opened(write_form(request()))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        *(("Hướng dẫn", "visible"), ("Số liệu", "visible"), ("Địa bàn chuyển hóa", "visible")),
        *(("Nhiệm vụ", "visible"), ("Kỳ trước", "visible"), ("_mau", "veryHidden")),
    ]


def test_the_identity_is_sealed() -> None:
    sheet = opened(write_form(request()))["_mau"]
    rows = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert rows["unit_id"] == NGOC_HOI
    assert rows["period"] == "2025-10"
    assert rows["generated_at"] == "2025-10-01T09:30:00+00:00"
    assert rows["checksum"] == checksum(rows)
    assert intact(rows)
    assert not intact({**rows, "period": "2025-09"})


def test_codes_stand_hidden_above_the_first_row_and_unit_ids_beside() -> None:
    sheet = opened(write_form(request()))["Số liệu"]
    codes = code_row(sheet)
    assert sheet.row_dimensions[codes].hidden
    assert sheet.column_dimensions["A"].hidden
    assert [sheet.cell(codes + n, 1).value for n in (1, 8)] == [PLEI_KAN, "23398"]
    assert sheet.cell(codes + 1, 3).value == "Thị trấn Plei Kần"
    assert sheet.cell(codes, 4).value == "spots_opening"
    assert sheet.cell(codes, 30).value == "note"


def test_headings_are_those_of_an_official_form() -> None:
    sheet = opened(write_form(request()))["Số liệu"]
    texts = {cell.value for row in sheet.iter_rows(max_row=11) for cell in row if cell.value}
    assert texts >= {
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        *("CÔNG AN TỈNH KON TUM", "CÔNG AN HUYỆN NGỌC HỒI", "Biểu số 01-KH3220"),
        *("Kỳ báo cáo: tháng 10/2025 (15/9–14/10/2025)", "Điểm, tụ điểm phức tạp về ma túy"),
        *("Trong đó", "Triệt xóa (*)", "(1)", "(6)=(2)+(3)+(4)−(5)"),
    }


def test_a_period_that_begins_in_the_year_before_says_so() -> None:
    words = period_in_words(REGIME, Period.parse("2025-01"))
    assert words == "tháng 1/2025 (15/12/2024–14/1/2025)"


def test_totals_are_live_and_carry_their_values_even_when_nothing_is_filled_in() -> None:
    for data, sum_of_addicts in (
        (write_form(request()), 0),
        (write_form(request(), answers=usual()), 96),
    ):
        live, kept = opened(data)["Số liệu"], opened(data, values=True)["Số liệu"]
        total = next(row[1].row for row in live.iter_rows() if row[1].value == "Tổng cộng")
        column = next(c.column for c in live[code_row(live)] if c.value == "addicts")
        first = code_row(live) + 1
        assert live.cell(total, column).value == f"=SUM(K{first}:K{total - 1})"
        assert kept.cell(total, column).value == sum_of_addicts


def test_only_input_cells_are_open_and_the_sheets_are_protected() -> None:
    book = opened(write_form(request()))
    sheet = book["Số liệu"]
    first = code_row(sheet) + 1
    open_columns = [c.column for c in sheet[first] if not c.protection.locked]
    assert open_columns == list(range(4, 31))
    assert all(cell.protection.locked for cell in sheet[first + 8])
    for one in book:
        assert one.protection.sheet
        assert not one.protection.password
    assert not sheet.protection.formatColumns  # what is not forbidden is allowed


def test_the_opening_is_the_last_accepted_closing() -> None:
    book = opened(write_form(request(previous=EARLIER)), values=True)
    sheet = book["Số liệu"]
    rows = {sheet.cell(row, 1).value: row for row in range(code_row(sheet) + 1, sheet.max_row)}
    assert sheet.cell(rows[PO_Y], 4).value == 7
    assert sheet.cell(rows[PLEI_KAN], 4).value == 2
    assert sheet.cell(rows[PO_Y], 5).value is None


def test_the_previous_period_stands_on_a_sheet_of_the_same_shape() -> None:
    book = opened(write_form(request(previous=EARLIER)), values=True)
    sheet, twin = book["Số liệu"], book["Kỳ trước"]
    assert code_row(twin) == code_row(sheet)
    assert [c.value for c in twin[code_row(twin)]] == [c.value for c in sheet[code_row(sheet)]]
    column = next(c.column for c in twin[code_row(twin)] if c.value == "spots_closing")
    values = {twin.cell(row, 1).value: twin.cell(row, column).value for row in range(13, 21)}
    assert values[PO_Y] == 7
    assert all(cell.protection.locked for row in twin.iter_rows() for cell in row)
    assert twin["B6"].value == "Kỳ báo cáo: tháng 9/2025 (15/8–14/9/2025)"


def test_the_area_list_is_the_accepted_one_and_thirty_spare_rows() -> None:
    sheet = opened(write_form(request(previous=EARLIER)), values=True)["Địa bàn chuyển hóa"]
    first = code_row(sheet, "cohort") + 1
    assert [sheet.cell(first + 1, column).value for column in (2, 3, 5, 6)] == [
        *("Xã Pờ Y", 2025, "II", "đang chuyển hóa"),
    ]
    assert f"{sheet.cell(first, 4).value:%d/%m/%Y}" == "15/01/2024"
    spare = list(range(first + len(AREAS), sheet.max_row + 1))
    assert len(spare) == 30
    assert all(not sheet.cell(row, 2).protection.locked for row in spare)
    assert sheet.cell(first, 2).protection.locked


def test_the_task_list_names_the_tasks_of_the_period_with_due_dates_and_last_states() -> None:
    sheet = opened(write_form(request(previous=EARLIER)), values=True)["Nhiệm vụ"]
    first = code_row(sheet, "task") + 1
    rows = [[c.value for c in row[:5]] for row in sheet.iter_rows(min_row=first)]
    assert [row[0] for row in rows] == [t.task_id for t in REGIME.tasks_shown(PERIOD)]
    assert rows[0][2:] == [
        *("Xác định địa bàn, phân công thành viên Ban Chỉ đạo", "15/10/2023", "hoàn thành"),
    ]
    assert sheet.column_dimensions["A"].hidden


def test_a_new_form_says_of_every_task_that_it_has_not_begun() -> None:
    sheet = opened(write_form(request()))["Nhiệm vụ"]
    first = code_row(sheet, "task") + 1
    assert {row[4].value for row in sheet.iter_rows(min_row=first)} == {"chưa thực hiện"}


def test_validation_texts_fit_into_excel() -> None:
    book = opened(write_form(request()))
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert len(rules) == 26 + 7 + 2
    for rule in rules:
        assert len(rule.promptTitle) <= 32
        assert len(rule.errorTitle) <= 32
        assert 10 < len(rule.prompt) <= 255
        assert 10 < len(rule.error) <= 255
        assert rule.formula1 is None or len(rule.formula1) <= 255


def test_sheets_print_on_a4_across_with_their_headings() -> None:
    book = opened(write_form(request()))
    for sheet in list(book)[:5]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert book["Số liệu"].print_title_rows == "$8:$11"
    assert book["Số liệu"].freeze_panes == "D13"


def test_the_instructions_name_every_measure_every_rule_and_the_due_date() -> None:
    data = write_form(request())
    texts = "\n".join(str(c.value) for row in opened(data)["Hướng dẫn"] for c in row if c.value)
    assert "Hạn gửi: hết ngày 20/10/2025." in texts
    for measure in request().form.measures:
        assert measure.heading in texts
    for rule in request().form.rules:
        assert rule.sentence in texts
