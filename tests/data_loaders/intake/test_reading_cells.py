from __future__ import annotations

from typing import Any

import pytest
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from tests.data_loaders import addresses
from tests.data_loaders.sent_forms import (
    FIGURES,
    PLEI_KAN,
    PO_Y,
    cell_of,
    everything,
    found,
    places,
    read,
    sentences,
    typed,
)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("05 điểm", "number-unreadable"),
        ("12,5", "number-not-whole"),
        (-4, "number-negative"),
        (5e9, "number-too-large"),
        ("=B1+1", "formula-without-value"),
    ],
)
def test_what_is_no_number_is_found_where_it_stands(value: object, code: str) -> None:
    result = everything(typed(PO_Y, "spots_eradicated", value))
    assert places(result) == [(code, FIGURES, addresses.figure("spots_eradicated"))]
    assert result[0].label == "Xã Pờ Y · Triệt xóa"
    assert result[0].found == (str(int(value)) if isinstance(value, float) else str(value))


def test_text_in_a_number_has_its_sentence_in_three_beats() -> None:
    assert sentences(everything(typed(PO_Y, "spots_eradicated", "05 điểm"))) == [
        "Sheet “Số liệu”, ô G19 (Xã Pờ Y · Triệt xóa): “05 điểm” không phải số nguyên; hãy chỉ ghi"
        " một số, phần giải thích đưa vào cột Ghi chú."
    ]


def test_an_error_and_a_link_are_found_where_they_stand() -> None:
    def edit(book: Any) -> None:
        cell = cell_of(book, PO_Y, "cases")
        cell.value, cell.data_type = "#REF!", "e"
        cell_of(book, PO_Y, "rings").value = "=[1]Sheet1!B3"

    assert places(found(edit)) == [
        ("cell-error", FIGURES, addresses.figure("cases")),
        ("formula-link", FIGURES, addresses.figure("rings")),
    ]


def test_links_to_other_workbooks_are_named_once_and_never_followed() -> None:
    def edit(book: Any) -> None:
        link = ExternalLink(externalBook=ExternalBook())
        link.file_link = Relationship(
            Id="rId1", type="externalLinkPath", Target="x.xlsx", TargetMode="External"
        )
        book._external_links.append(link)

    assert places(found(edit)) == [("workbook-links", None, None)]


def test_a_conversion_is_a_note_with_what_was_typed_and_what_was_understood() -> None:
    result = read(typed(PO_Y, "participants", "1.234"))
    assert [f.severity for f in result.findings] == ["note"]
    assert sentences(list(result.findings)) == [
        "Sheet “Số liệu”, ô U19 (Xã Pờ Y · Lượt người): “1.234” được hiểu là 1234. Nếu không đúng,"
        " hãy sửa ô này."
    ]
    assert result.content is not None
    figure = result.content.by_key[PO_Y, "participants"]
    assert (figure.value, figure.text, figure.sheet, figure.cell) == (
        1234,
        "1.234",
        FIGURES,
        addresses.figure("participants"),
    )


def test_a_blank_is_a_figure_without_value_and_missing_where_it_is_required() -> None:
    result = everything(typed(PO_Y, "addicts", None))
    assert places(result) == [("required-missing", FIGURES, addresses.figure("addicts"))]
    assert sentences(result) == [
        "Sheet “Số liệu”, ô K19 (Xã Pờ Y · Người nghiện): ô còn trống; hãy điền, không có thì ghi"
        " 0."
    ]
    assert everything(typed(PO_Y, "rings", None)) == []
    content = read(typed(PO_Y, "rings", "…")).content
    assert content is not None
    assert content.by_key[PO_Y, "rings"].value is None


def test_a_bad_cell_is_not_called_blank_and_the_rest_is_still_checked() -> None:
    def edit(book: Any) -> None:
        cell_of(book, PO_Y, "addicts").value = "x"
        cell_of(book, PLEI_KAN, "spots_closing").value = 5

    assert places(found(edit)) == [
        ("number-unreadable", FIGURES, addresses.figure("addicts")),
        ("spots-balance", FIGURES, addresses.figure("spots_closing", PLEI_KAN)),
    ]


def test_a_wrong_balance_stands_where_the_closing_was_typed() -> None:
    result = everything(typed(PO_Y, "spots_closing", 5))
    assert places(result) == [("spots-balance", FIGURES, addresses.figure("spots_closing"))]
    assert sentences(result) == [
        "Sheet “Số liệu”, ô H19 (Xã Pờ Y · Cuối kỳ): Đầu kỳ + Phát hiện mới + Tái hình thành"
        " − Triệt xóa = 2, nhưng Cuối kỳ ghi 5. Hãy kiểm tra lại các cột này."
    ]


def test_one_number_merged_over_two_communes_is_nobodys() -> None:
    result = found(lambda book: book[FIGURES].merge_cells("K17:K18"))
    assert places(result) == [
        ("cell-merged", FIGURES, addresses.figure("addicts", "23389")),
        ("cell-merged", FIGURES, addresses.figure("addicts", "23392")),
    ]
    assert "vùng trộn ô K17:K18 gộp nhiều ô số liệu" in sentences(result)[0]


def test_what_a_cell_shows_in_per_cent_is_no_number_of_things() -> None:
    def edit(book: Any) -> None:
        cell = cell_of(book, PO_Y, "participants")
        cell.value, cell.number_format = 3, "0%"

    (result,) = found(edit)
    assert (result.code, result.cell, result.found) == (
        "number-unreadable",
        addresses.figure("participants"),
        "300%",
    )
