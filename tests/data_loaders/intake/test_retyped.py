"""Forms that somebody typed again: no codes, no hidden sheet, other headings, another order."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from data_loaders.model import Identity, Period, TaskState
from data_loaders.register.names import plain
from tests.data_loaders import addresses
from tests.data_loaders.sent_forms import (
    NGOC_HOI,
    PERIOD,
    PO_Y,
    REGIME,
    REGISTER,
    USUAL,
    everything,
    places,
    read,
)
from tests.data_loaders.workbook.test_book import as_an_office_saves_it
from tests.words_of_the_plan import AreaState

OURS = Identity(NGOC_HOI, PERIOD)
COMMUNES = REGISTER.children(NGOC_HOI, REGIME.ends_on(PERIOD))

# Group → own headings, in an order of its own and with words of its own.
HEADINGS: dict[str, dict[str, str]] = {
    "Người có hồ sơ quản lý": {"addicts": "Số người nghiện", "users": "Người sử dụng"},
    "Điểm, tụ điểm": {
        "spots_opening": "Đầu kỳ",
        "spots_new": "Mới phát hiện",
        "spots_reformed": "Tái hình thành",
        "spots_eradicated": "Đã triệt xoá",
        "spots_closing": "Cuối kỳ",
    },
    "Điểm nóng": {"hotspots_identified": "Đã xác định", "hotspots_eradicated": "Đã triệt xoá"},
    "Tiếp cận dịch vụ": {"reached": "Tổng số"},
    "Phân loại xã": {"commune_class": "Loại"},
    "Nơi công cộng": {"public_incidents": "Số vụ mua bán, sử dụng công khai"},
}


def retyped(names: dict[str, str] | None = None, *, total: int = 96) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bieu thang 10")
        sheet.write("A1", "Đơn vị: Công an huyện Ngọc Hồi")
        sheet.write("A2", "Kỳ báo cáo tháng 10 năm 2025")
        codes = _headings(sheet)
        sheet.write_row(6, 0, ["(1)", "(2)", *(f"({n})" for n in range(3, 3 + len(codes)))])
        sheet.write_row(7, 0, ["", "Toàn huyện", total])
        sheet.write_row(8, 0, ["A", "Các xã, thị trấn"])
        for row, unit in enumerate(COMMUNES, start=9):
            name = (names or {}).get(unit.unit_id, unit.full_name)
            sheet.write_row(row, 0, [row - 8, name])
            for column, code in enumerate(codes, start=2):
                value = "II" if code == "commune_class" else USUAL[code]
                sheet.write(row, column, value)
        sheet.write(20, 1, "Người lập biểu")
        sheet.write(20, 6, "Ngọc Hồi, ngày 15 tháng 10 năm 2025")
        _lists(book)
    return out.getvalue()


def _headings(sheet: Any) -> list[str]:
    codes: list[str] = []
    sheet.merge_range("A5:A6", "STT")
    sheet.merge_range("B5:B6", "Đơn vị")
    for group, own in HEADINGS.items():
        first = 2 + len(codes)
        if len(own) > 1:
            sheet.merge_range(4, first, 4, first + len(own) - 1, group)
        else:
            sheet.write(4, first, group)
        sheet.write_row(5, first, own.values())
        codes += own
    return codes


def _lists(book: Any) -> None:
    areas = book.add_worksheet("Dia ban")
    areas.write_row(2, 0, ["STT", "Tên địa bàn", "Năm", "Loại", "Kết quả", "Số QĐ", "Ngày QĐ"])
    areas.write_row(3, 0, [1, "Pờ Y", 2024, "I", "đạt", "12/QĐ-UBND", "5.1.25"])
    tasks = book.add_worksheet("Nhiem vu")
    tasks.write_row(0, 0, ["Nội dung nhiệm vụ", "Kết quả", "Ngày hoàn thành"])
    for row, task in enumerate(REGIME.tasks_shown(PERIOD), start=1):
        tasks.write_row(row, 0, [task.name_vi, "đang thực hiện"])


def test_a_retyped_form_suggests_whose_it_is() -> None:
    result = read(retyped())
    assert [finding.code for finding in result.findings] == ["identity-unknown"]
    assert result.suggested == OURS


def test_a_retyped_form_is_read_by_its_headings() -> None:
    content = read(retyped(), confirmed=OURS).content
    assert content is not None
    wanted = {code for own in HEADINGS.values() for code in own}
    assert {measure for _, measure in content.values} == wanted
    for (_, measure), value in content.values.items():
        assert value == USUAL[measure]
    assert content.by_key[PO_Y, "addicts"].cell == addresses.commune("23386")


def test_lists_of_a_retyped_form_are_read_by_their_headings() -> None:
    content = read(retyped(), confirmed=OURS).content
    assert content is not None
    (area,) = content.areas
    assert (area.commune_id, area.cohort, area.state) == (PO_Y, 2024, AreaState.ACHIEVED)
    assert f"{area.decision_on:%d/%m/%Y}" == "05/01/2025"
    assert {task.state for task in content.tasks} == {TaskState.UNDER_WAY}
    assert [t.task_id for t in content.tasks] == [t.task_id for t in REGIME.tasks_shown(PERIOD)]


def test_what_a_retyped_form_lacks_is_said_column_by_column_and_once() -> None:
    found = everything(retyped(), confirmed=OURS)
    missing = [finding.label for finding in found if finding.code == "column-missing"]
    assert len(missing) == len(set(missing)) == 26 - 12 + 2
    assert {finding.code for finding in found} == {"column-missing", "converted"}


def test_a_total_above_the_rows_is_compared_too() -> None:
    found = [f for f in everything(retyped(total=97), confirmed=OURS) if f.code == "total-mismatch"]
    assert places(found) == [("total-mismatch", "Bieu thang 10", "C8")]


def test_a_title_of_another_locality_is_a_warning() -> None:
    other = Identity(NGOC_HOI, Period.parse("2025-09"))
    found = everything(retyped(), confirmed=other)
    assert ("title-differs", "Bieu thang 10", "A2") in places(found)


def test_a_name_that_is_written_otherwise_is_listed_with_what_was_understood() -> None:
    found = everything(retyped({PO_Y: "Bờ Y"}), confirmed=OURS)
    notes = [f for f in found if f.code == "converted" and f.sheet == "Bieu thang 10"]
    assert [(f.cell, f.found, f.parameters["value"]) for f in notes] == [("B16", "Bờ Y", "Xã Pờ Y")]


def test_names_of_another_district_are_said_once() -> None:
    others = REGISTER.children("610", REGIME.ends_on(PERIOD))
    swapped = {
        ours.unit_id: theirs.full_name for ours, theirs in zip(COMMUNES, others, strict=False)
    }
    found = everything(retyped(swapped), confirmed=OURS)
    assert [f.code for f in found if f.sheet == "Bieu thang 10"].count("wrong-locality") == 1
    assert not [f for f in found if f.code in {"commune-unknown", "commune-missing"}]


def test_formulas_with_their_values_are_used() -> None:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Số liệu")
        codes = _headings(sheet)
        for row, unit in enumerate(COMMUNES, start=7):
            sheet.write(row, 1, plain(unit.full_name))
            for column, code in enumerate(codes, start=2):
                if code == "commune_class":
                    sheet.write(row, column, "II")
                else:
                    sheet.write_formula(row, column, f"={USUAL[code]}+0", None, USUAL[code])
    content = read(as_an_office_saves_it(out.getvalue()), confirmed=OURS).content
    assert content is not None
    figure = content.by_key[PO_Y, "addicts"]
    assert (figure.value, figure.text) == (12, "=12+0")
