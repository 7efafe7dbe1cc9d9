from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from data_loaders.model import Identity
from tests.data_loaders.sent_forms import (
    FIGURES,
    NGOC_HOI,
    OURS,
    PERIOD,
    PO_Y,
    bare,
    edited,
    everything,
    filled,
    found,
    places,
    read,
    sentences,
    set_identity,
    usual,
)


def test_a_form_saved_by_another_program_says_the_same() -> None:
    result = read(edited(filled(), lambda book: None))
    assert result.findings == ()
    assert result.content is not None
    assert bare(result.content) == bare(usual())
    assert result.identity == OURS


def test_another_localitys_form_is_named_and_nothing_else_is_said() -> None:
    result = everything(filled(), confirmed=Identity("610", PERIOD))
    assert sentences(result) == [
        "Tệp bieu.xlsx: biểu là của Huyện Ngọc Hồi, không phải của Huyện Đắk Glei; hãy gửi đúng"
        " biểu của Huyện Đắk Glei."
    ]
    assert places(result) == [("wrong-locality", None, None)]


def test_another_periods_form_is_named_and_nothing_else_is_said() -> None:
    result = everything(filled(), confirmed=Identity(NGOC_HOI, PERIOD.shifted(-1)))
    assert places(result) == [("wrong-period", None, None)]
    assert sentences(result) == [
        "Tệp bieu.xlsx: biểu là của kỳ 2025-10, không phải kỳ 2025-09; hãy dùng biểu của kỳ"
        " 2025-09."
    ]


def test_an_older_edition_is_named_and_nothing_else_is_said() -> None:
    result = found(lambda book: set_identity(book, form="kh3220-0"))
    assert places(result) == [("form-edition", "_mau", None)]
    assert sentences(result) == [
        "Sheet “_mau”: biểu theo mẫu “kh3220-0”, nay không dùng; hãy tải biểu theo mẫu kh3220-1"
        " và chép số liệu sang."
    ]


def test_an_altered_identity_is_damaged() -> None:
    def edit(book: Any) -> None:
        book["_mau"]["B4"].value = "2025-09"

    assert places(found(edit)) == [("identity-damaged", "_mau", None)]
    assert places(found(edit, confirmed=OURS)) == [("identity-damaged", "_mau", None)]


@pytest.mark.parametrize("changed", [{"period": "2025-13"}, {"plan": "kh3959"}])
def test_an_identity_that_was_made_up_is_damaged(changed: dict[str, str]) -> None:
    result = found(lambda book: set_identity(book, **changed))
    assert places(result) == [("identity-damaged", "_mau", None)]


def test_a_form_without_identity_asks_for_it_and_suggests_what_its_titles_say() -> None:
    result = read(edited(filled(), lambda book: book.remove(book["_mau"])))
    assert [finding.code for finding in result.findings] == ["identity-unknown"]
    assert result.suggested == OURS
    assert result.content is None
    assert "Huyện Ngọc Hồi (611), kỳ 2025-10" in sentences(list(result.findings))[0]


def test_a_form_without_identity_is_read_once_it_is_confirmed() -> None:
    result = read(edited(filled(), lambda book: book.remove(book["_mau"])), confirmed=OURS)
    assert result.findings == ()
    assert result.form is None
    assert result.content is not None
    assert bare(result.content) == bare(usual())


def test_a_title_that_names_another_period_or_locality_is_a_warning() -> None:
    def edit(book: Any) -> None:
        book[FIGURES]["B6"].value = "Kỳ báo cáo: tháng 11/2025 (15/10–14/11/2025)"
        book[FIGURES]["B2"].value = "CÔNG AN HUYỆN ĐẮK GLEI"

    result = found(edit)
    assert places(result) == [("title-differs", FIGURES, "B2"), ("title-differs", FIGURES, "B6")]
    assert sentences(result)[1] == (
        "Sheet “Số liệu”, ô B6 (Tiêu đề): tiêu đề ghi “Kỳ báo cáo: tháng 11/2025"
        " (15/10–14/11/2025)” nhưng biểu là của kỳ 2025-10. Hãy kiểm tra có dùng nhầm biểu không."
    )


def test_an_unknown_locality_is_named() -> None:
    result = found(partial(set_identity, unit_id="999"))
    assert places(result) == [("unit-unknown", None, None)]
    assert "“999”" in sentences(result)[0]


@pytest.mark.parametrize(
    ("unit_id", "name", "reports"),
    [
        (PO_Y, "Xã Pờ Y", "kỳ này báo cáo: Huyện Ngọc Hồi."),
        ("62", "Tỉnh Kon Tum", "kỳ này báo cáo: Thành phố Kon Tum, Huyện Đắk Glei, "),
    ],
)
def test_a_unit_that_does_not_report_is_told_who_does(
    unit_id: str, name: str, reports: str
) -> None:
    result = found(partial(set_identity, unit_id=unit_id))
    assert places(result) == [("unit-not-reporting", None, None)]
    assert f"{name} không báo cáo kỳ 2025-10; {reports}" in sentences(result)[0]


def test_a_period_that_has_not_begun_at_receipt_is_refused() -> None:
    early, first_day = datetime(2025, 9, 14, 16, 59, tzinfo=UTC), datetime(2025, 9, 15, tzinfo=UTC)
    assert [f.code for f in read(filled(), received_at=early).findings] == ["period-not-begun"]
    assert read(filled(), received_at=first_day).findings == ()


def test_a_workbook_of_something_else_is_not_recognised() -> None:
    book, out = Workbook(), BytesIO()
    book.create_sheet("Danh sách").append(["Họ và tên", "Ngày sinh"])
    book.save(out)
    result = read(out.getvalue(), confirmed=OURS)
    assert places(list(result.findings)) == [("form-unrecognised", None, None)]
