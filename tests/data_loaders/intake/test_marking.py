"""The workbook with its findings marked: what it shows, and that it says what it said."""

from __future__ import annotations

import json
import random
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from xlsxwriter import Workbook

from data_loaders.__main__ import main
from data_loaders.intake.marking import FILLS, marked
from data_loaders.intake.marking_values import trimmed
from data_loaders.model import Severity
from data_loaders.model.errors import MarkingError
from data_loaders.model.findings import finding, sentence
from data_loaders.workbook.book import read_workbook
from tests.data_loaders import addresses
from tests.data_loaders.hostile_files import merges, with_part
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    DAK_XU,
    FIGURES,
    PLEI_KAN,
    PO_Y,
    cell_of,
    edited,
    everything,
    filled,
    places,
    read,
    sentences,
)
from tests.data_loaders.workbook.test_book import as_an_office_saves_it, rewritten

LIST = "Lỗi cần sửa"


def with_faults(book: Any) -> None:
    cell_of(book, PO_Y, "addicts").value = "x"
    cell_of(book, PLEI_KAN, "spots_closing").value = 5
    cell_of(book, DAK_XU, "participants").value = "1.234"
    cell_of(book, DAK_XU, "tipoffs_resolved").value = 9
    book[AREA_LIST][addresses.area("selected_on", PO_Y)].value = "31/02/2025"


FAULTY = edited(filled(), with_faults)


def returned(data: bytes = FAULTY, lang: str = "vi") -> bytes:
    return marked(data, everything(data), lang=lang, sheet=LIST)


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def test_it_reads_back_as_the_file_that_was_sent() -> None:
    assert sentences(everything(returned())) == sentences(everything(FAULTY))
    assert places(everything(returned())) == places(everything(FAULTY))


def test_an_error_is_red_and_a_warning_amber_each_with_its_sentence_in_a_comment() -> None:
    found = everything(FAULTY)
    sheet = opened(returned())[FIGURES]
    for address, code, severity in (
        (addresses.figure("addicts"), "number-unreadable", Severity.ERROR),
        (addresses.figure("tipoffs_resolved", DAK_XU), "tipoffs-too-many", Severity.WARNING),
    ):
        (said,) = [one for one in found if one.code == code]
        assert said.cell == address
        assert sheet[address].fill.fgColor.rgb == f"00{FILLS[severity]}"
        assert sheet[address].comment.text == sentence(said)


def test_a_conversion_is_listed_and_its_cell_left_alone() -> None:
    cell = opened(returned())[FIGURES][addresses.figure("participants", DAK_XU)]
    assert cell.comment is None
    assert (
        cell.fill.fgColor.rgb
        == opened(filled())[FIGURES][addresses.figure("participants", DAK_XU)].fill.fgColor.rgb
    )
    assert "“1.234” được hiểu là 1234" in "".join(column_f(returned()))


def column_f(data: bytes) -> list[str]:
    return [str(row[0].value) for row in opened(data)[LIST].iter_rows(5, None, 6, 6)]


def test_the_first_sheet_lists_everything_gravest_first_with_links_that_lead_to_cells() -> None:
    book = opened(returned())
    assert book.sheetnames[0] == book.active.title == LIST
    assert [sheet.sheet_view.tabSelected for sheet in book].count(True) == 1
    sheet = book[LIST]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(5, None, 1, 5)]
    assert [row[:4] for row in rows] == [
        ["1", "✖ Lỗi", FIGURES, addresses.figure("addicts")],
        ["2", "✖ Lỗi", AREA_LIST, addresses.area("selected_on", PO_Y)],
        ["3", "✖ Lỗi", FIGURES, addresses.figure("spots_closing", PLEI_KAN)],
        ["4", "▲ Cảnh báo", FIGURES, addresses.figure("tipoffs_resolved", DAK_XU)],
        ["5", "● Đã hiểu là", FIGURES, addresses.figure("participants", DAK_XU)],
    ]
    for row in sheet.iter_rows(5, None, 1, 6):
        place, text = row[3].hyperlink.location, row[5].value
        assert place == f"'{row[2].value}'!{row[3].value}"
        assert text in sentences(everything(FAULTY))


def test_the_rest_of_the_form_is_as_it_was() -> None:
    before, after = opened(FAULTY), opened(returned())
    assert after.sheetnames[1:] == before.sheetnames
    assert after["_mau"].sheet_state == "veryHidden"
    for name in before.sheetnames:
        old, new = before[name], after[name]
        assert new.protection.sheet == old.protection.sheet
        assert new.print_title_rows == old.print_title_rows
        assert new.merged_cells.ranges == old.merged_cells.ranges
        assert new.row_dimensions[12].hidden == old.row_dimensions[12].hidden
        assert [v.sqref for v in new.data_validations.dataValidation] == [
            v.sqref for v in old.data_validations.dataValidation
        ]


def test_a_corrected_cell_loses_its_mark_and_the_sender_keeps_what_was_theirs() -> None:
    def comment(book: Any) -> None:
        with_faults(book)
        cell_of(book, PO_Y, "addicts").comment = Comment("hỏi lại xã", "Ba")

    def correct(book: Any) -> None:
        assert "hỏi lại xã" in cell_of(book, PO_Y, "addicts").comment.text
        cell_of(book, PO_Y, "addicts").value = 12

    again = returned(edited(returned(edited(filled(), comment)), correct))
    cell, other = (cell_of(opened(data), PO_Y, "addicts") for data in (again, filled()))
    assert cell.comment.text == "hỏi lại xã"
    assert cell.fill.fgColor.rgb == other.fill.fgColor.rgb
    assert cell.protection.locked == other.protection.locked
    assert opened(again).sheetnames.count(LIST) == 1
    (left,) = (one for one in everything(FAULTY) if one.code == "spots-balance")
    sheet = opened(again)[FIGURES]
    assert (left.cell, sheet[addresses.figure("spots_closing", PLEI_KAN)].comment.text) == (
        addresses.figure("spots_closing", PLEI_KAN),
        sentence(left),
    )
    marks = [c.coordinate for row in sheet.iter_rows() for c in row if c.comment]
    assert marks == [
        addresses.figure("spots_closing", PLEI_KAN),
        addresses.figure("tipoffs_resolved", DAK_XU),
        addresses.figure("addicts"),
    ]


def test_marks_of_an_earlier_check_do_not_pile_up_when_the_list_was_deleted() -> None:
    def forget(book: Any) -> None:
        book.remove(book[LIST])

    again = returned(edited(returned(), forget))
    assert (
        opened(again)[FIGURES][addresses.figure("addicts")].comment.text.count(
            "không phải số nguyên"
        )
        == 1
    )


def test_the_corrected_file_can_be_sent() -> None:
    def correct(book: Any) -> None:
        cell_of(book, PO_Y, "addicts").value = 12
        cell_of(book, PLEI_KAN, "spots_closing").value = 2
        cell_of(book, DAK_XU, "tipoffs_resolved").value = 3
        book[AREA_LIST][addresses.area("selected_on", PO_Y)].value = "28/02/2025"

    assert {one.severity for one in everything(edited(returned(), correct))} == {Severity.NOTE}


def test_a_marked_cell_can_be_typed_into_though_the_sheet_is_protected() -> None:
    def rename(book: Any) -> None:
        row = cell_of(book, PO_Y, "addicts").row
        book[FIGURES].cell(row, 3).value = "Xã Bờ Yy"

    sheet = opened(returned(edited(filled(), rename)))[FIGURES]
    assert sheet.protection.sheet
    assert not sheet[addresses.commune()].protection.locked


def test_formulas_keep_the_values_they_had() -> None:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_formula("A1", "=1+2", None, 3)
        sheet.write_formula("A2", '="a"&"<b>"', None, "a<b>")
        sheet.write_formula("A3", "=1=1", None, True)
        sheet.write_formula("A4", "=1/0", None, "#DIV/0!")
        sheet.write_formula("A5", '=""', None, "")
        sheet.write_formula("A6", "=0.1", None, 0.1)
    data = as_an_office_saves_it(out.getvalue())
    cells = dict(read_workbook(data).sheets[0].cells)
    assert [cells[row, 1].value for row in (1, 2, 3, 6)] == [3, "a<b>", True, 0.1]
    assert dict(read_workbook(marked(data, [], sheet=LIST)).sheets[1].cells) == cells


def test_what_was_typed_never_becomes_a_formula_or_an_unreadable_character() -> None:
    found = [
        finding(
            "number-unreadable",
            sheet=FIGURES,
            cell=addresses.figure("addicts"),
            label="=1+1",
            found="=2\x07",
        )
    ]
    sheet = opened(marked(filled(), found, sheet=LIST))[LIST]
    assert (sheet["E5"].value, sheet["E5"].data_type) == ("=1+1", "s")
    assert "“=2”" in sheet["F5"].value


def test_a_fault_of_a_sheet_links_to_the_sheet_and_one_of_the_file_to_nothing() -> None:
    found = [
        finding("form-blank", sheet=FIGURES),
        finding("sheet-missing", sheet="Nhiệm vụ 2"),
        finding("workbook-links", file="a.xlsx"),
    ]
    sheet = opened(marked(filled(), found, sheet=LIST))[LIST]
    links = [sheet.cell(row, column).hyperlink for row in (5, 6, 7) for column in (3, 4)]
    assert [link and link.location for link in links] == [f"'{FIGURES}'!A1", *[None] * 5]


def test_a_finding_at_a_covered_cell_marks_the_merged_one() -> None:
    found = [finding("number-unreadable", sheet=FIGURES, cell="C21", label="", found="x")]
    assert opened(marked(filled(), found, sheet=LIST))[FIGURES]["B21"].comment is not None


@pytest.mark.parametrize(
    ("calculation", "value"),
    [('calcId="191029"', 1200), ('calcId="191029" calcCompleted="0"', None)],
    ids=["as Excel saves it", "not finished"],
)
def test_results_are_believed_after_it_as_they_were_before(
    calculation: str, value: int | None
) -> None:
    data = rewritten(
        rewritten(
            filled(),
            "xl/worksheets/sheet2.xml",
            lambda xml: re.sub(
                r'(r="K13" s="\d+">)<v>12',
                r"\1<f>600*2</f><v>1200",
                xml,
            ),
        ),
        "xl/workbook.xml",
        lambda xml: re.sub("<calcPr[^>]*/>", f"<calcPr {calculation}/>", xml),
    )
    for one in (data, returned(data)):
        cell = read_workbook(one).sheets[-5].cells[13, 11]
        assert (cell.formula, cell.value) == ("=600*2", value)


def test_without_findings_the_list_says_so() -> None:
    assert opened(marked(filled(), [], sheet=LIST))[LIST]["A5"].value == "Không tìm thấy lỗi nào."


def test_it_is_written_in_english_too() -> None:
    sheet = opened(returned(lang="en"))[LIST]
    assert sheet["A1"].value == "TO BE CORRECTED"
    assert "is no whole number" in "".join(column_f(returned(lang="en")))


def test_rows_without_content_are_left_behind() -> None:
    def phantom(text: str) -> str:
        return text.replace(
            "</sheetData>", "".join(f'<row r="{r}"/>' for r in range(900, 9000)) + "</sheetData>"
        )

    data = rewritten(filled(), "xl/worksheets/sheet2.xml", phantom)
    less = trimmed(data, read_workbook(data))
    assert len(less) < len(data)
    assert places(everything(marked(data, everything(data), sheet=LIST))) == []
    assert read(less).content == read(filled()).content


def test_a_workbook_that_would_say_something_else_is_not_handed_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def spoil(data: bytes, *_: Any) -> bytes:
        return edited(
            data, lambda book: setattr(book[FIGURES][addresses.figure("addicts")], "value", 13)
        )

    monkeypatch.setattr("data_loaders.intake.marking.with_kept_values", spoil)
    with pytest.raises(MarkingError, match="không đánh dấu được"):
        returned()


@pytest.fixture
def store(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))


@pytest.mark.usefixtures("store")
def test_the_command_writes_the_marked_workbook_beside_its_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, out = tmp_path / "sent.xlsx", tmp_path / "out.xlsx"
    sent.write_bytes(FAULTY)
    assert main(["check", str(sent), "--json", "--marked", str(out)]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [text for text in column_f(out.read_bytes()) if text != "None"] != []
    assert len(column_f(out.read_bytes())) == len(file["findings"])


@pytest.mark.usefixtures("store")
def test_the_command_marks_one_file_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.xlsx", "b.xlsx", "--marked", "out.xlsx"]) == 2
    assert "một tệp" in capsys.readouterr().err


@pytest.mark.usefixtures("store")
def test_nothing_is_written_for_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    sent, out = tmp_path / "sent.xlsx", tmp_path / "out.xlsx"
    sent.write_bytes(b"%PDF-1.7")
    assert main(["check", str(sent), "--marked", str(out)]) == 2
    assert not out.exists()


@pytest.mark.parametrize(
    "data",
    [
        merges(iter(["A1:A1048576"])),
        with_part("xl/media/image1.png", random.Random(1).randbytes(9_000_000)),  # noqa: S311
    ],
    ids=["a merge down to the last row", "a large picture"],
)
def test_what_is_too_large_for_a_form_is_read_but_not_marked(data: bytes) -> None:
    assert read(data).readable
    with pytest.raises(MarkingError, match="quá lớn"):
        marked(data, [], sheet=LIST)
