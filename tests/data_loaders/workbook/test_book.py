from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlsxwriter import Workbook

from data_loaders.forms.write import write_form
from data_loaders.workbook import sheet as workbook_sheet
from data_loaders.workbook.book import CellKind, read_workbook
from data_loaders.workbook.cells import column_number
from data_loaders.workbook.xml_parts import UnreadableError
from tests.data_loaders.sent_forms import edited, filled, request


def saved(fill: Callable[[Any], None]) -> bytes:
    book = OpenpyxlWorkbook()
    fill(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def written(*values: str | int) -> bytes:
    """One row, its texts in the table of shared strings."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, values)
    return out.getvalue()


def rewritten(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one of its parts changed by hand."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return out.getvalue()


def as_an_office_saves_it(data: bytes) -> bytes:
    """The same file without the word, in all that XlsxWriter writes, that results are stale."""

    def calculated(xml: str) -> str:
        said, count = re.subn(' fullCalcOnLoad="1"', "", xml)
        assert count == 1
        return said

    return rewritten(data, "xl/workbook.xml", calculated)


def every_kind(book: Any) -> None:
    sheet = book.active
    sheet.append(
        ["chữ", 12, 12.5, True, False, "#REF!", datetime.fromisoformat("2025-10-05"), 1e20, -3]
    )
    sheet.append(
        [
            date(1900, 1, 15),
            time(8, 30),
            timedelta(hours=30),
            datetime.fromisoformat("2025-01-01T07:05"),
        ]
    )
    sheet.append(["=SUM(B1:C1)", "=1/0", " hai  dấu cách ", "xuống\ndòng", "<&>", ""])
    sheet["A3"].data_type = "f"
    sheet["F1"].data_type = "e"
    sheet["XFD1048576"] = "góc"
    sheet.merge_cells("A5:C7")
    book.create_sheet("ẩn").sheet_state = "hidden"


def as_openpyxl_sees(data: bytes, *, values: bool) -> dict[tuple[str, int, int], Any]:
    book = load_workbook(BytesIO(data), data_only=values)
    return {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in book
        for cell in sheet._cells.values()
        if cell.value not in {None, ""}
    }


def as_we_see(data: bytes, *, values: bool) -> dict[tuple[str, int, int], Any]:
    return {
        (sheet.name, row, column): cell.value if values or cell.formula is None else cell.formula
        for sheet in read_workbook(data).sheets
        for (row, column), cell in sheet.cells.items()
        if cell.value not in {None, ""} or (cell.formula and not values)
    }


FILES: dict[str, Callable[[], bytes]] = {
    "an empty form": lambda: write_form(request()),
    "a filled form": filled,
    "a form saved by another program": lambda: edited(filled(), lambda book: None),
    "every kind of cell": lambda: saved(every_kind),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("values", [False, True], ids=["formulas", "values"])
def test_cells_are_those_that_openpyxl_sees(name: str, values: bool) -> None:
    data = FILES[name]()
    seen = as_we_see(data, values=values)
    assert len(seen) > 15
    assert seen == as_openpyxl_sees(data, values=values)


@pytest.mark.parametrize("name", FILES)
def test_sheets_merges_and_hidden_rows_are_those_that_openpyxl_sees(name: str) -> None:
    data = FILES[name]()
    reference = load_workbook(BytesIO(data))
    for sheet in read_workbook(data).sheets:
        other = reference[sheet.name]
        assert sheet.state == other.sheet_state
        assert sorted(sheet.merged) == sorted(str(area) for area in other.merged_cells.ranges)
        hidden = {row for row, size in other.row_dimensions.items() if size.hidden}
        assert sheet.hidden_rows == hidden
    assert [s.name for s in read_workbook(data).sheets] == reference.sheetnames


def test_the_form_hides_its_codes_and_its_unit_ids() -> None:
    figures = read_workbook(filled()).sheets[1]
    assert figures.hidden_rows == {12}
    assert figures.hidden_columns == ((1, 1),)


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    def fill(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.active["A1"] = datetime.fromisoformat("2025-10-05")

    book = read_workbook(saved(fill))
    assert book.epoch == date(1904, 1, 1)
    cell = book.sheets[0].cells[1, 1]
    assert (cell.kind, cell.value) == (CellKind.DATE, datetime.fromisoformat("2025-10-05"))
    assert cell.text == "44473"


def test_a_formula_keeps_its_text_its_value_and_whether_it_has_one() -> None:
    data = saved(lambda book: book.active.append(["=B1+1", 4]))
    cell = read_workbook(data).sheets[0].cells[1, 1]
    assert (cell.formula, cell.value, cell.kind) == ("=B1+1", None, CellKind.EMPTY)
    assert not cell.has_cached_value
    assert cell.typed == "=B1+1"
    calculated = rewritten(data, "xl/workbook.xml", lambda xml: xml.replace('Load="1"', 'Load="0"'))
    kept = rewritten(
        calculated,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub("<v ?/>|<v></v>", "<v>5</v>", xml),
    )
    cell = read_workbook(kept).sheets[0].cells[1, 1]
    assert (cell.formula, cell.value, cell.has_cached_value) == ("=B1+1", 5, True)


def test_a_cell_knows_its_font() -> None:
    def fill(book: Any) -> None:
        book.active["A1"] = "HuyÖn §¾k T«"
        book.active["A1"].font = Font(name=".VnTime")

    assert read_workbook(saved(fill)).sheets[0].cells[1, 1].font == ".VnTime"


RICH = (
    "<si><r><t>Xã </t></r><r><t>Pờ Y</t></r><rPh sb='0' eb='1'><t>furigana</t></rPh></si>"
    "<si><t>một_x000D_\nhai</t></si>"
)


def test_runs_of_rich_text_are_joined_and_phonetic_guides_left_out() -> None:
    data = written("một", "hai")
    strings = re.compile(r"<si>.*</si>", re.DOTALL)
    data = rewritten(data, "xl/sharedStrings.xml", lambda xml: strings.sub(lambda _: RICH, xml))
    cells = read_workbook(data).sheets[0].cells
    assert (cells[1, 1].text, cells[1, 2].text) == ("Xã Pờ Y", "một\r\nhai")


def test_a_prefix_of_the_namespace_changes_nothing() -> None:
    def prefix(xml: str) -> str:
        xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", xml)
        return xml.replace("xmlns=", "xmlns:x=")

    data = saved(lambda book: book.active.append(["một", 2]))
    cells = read_workbook(rewritten(data, "xl/worksheets/sheet1.xml", prefix)).sheets[0].cells
    assert [cell.value for cell in cells.values()] == ["một", 2]


def test_cells_and_rows_without_an_address_follow_one_another() -> None:
    data = saved(lambda book: book.active.append(["một", 2]))
    bare = rewritten(
        data, "xl/worksheets/sheet1.xml", lambda xml: re.sub(r' r="[A-Z]*\d+"', "", xml)
    )
    assert list(read_workbook(bare).sheets[0].cells) == [(1, 1), (1, 2)]


def test_a_merge_over_a_whole_column_is_given_and_not_expanded() -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>'
    data = rewritten(
        saved(lambda book: book.active.append(["một"])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</sheetData>", merge),
    )
    sheet = read_workbook(data).sheets[0]
    assert (sheet.merged, len(sheet.cells)) == (("A1:A1048576",), 1)


def test_empty_rows_down_to_the_last_cost_nothing_but_their_reading() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 20_000))
    data = rewritten(
        saved(lambda book: book.active.append(["một"])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</sheetData>", rows + "</sheetData>"),
    )
    assert list(read_workbook(data).sheets[0].cells) == [(1, 1)]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", "<v>0</v>", "<v>99</v>"),
        ("xl/worksheets/sheet1.xml", 'r="B1"', 'r="ZZZ1"'),
        ("xl/worksheets/sheet1.xml", 'r="B1"', 'r="$B$1"'),
        ("xl/worksheets/sheet1.xml", "<v>2</v>", "<v>1E999</v>"),
        ("xl/worksheets/sheet1.xml", "</sheetData>", ""),
        ("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId7"'),
        ("xl/workbook.xml", 'r:id="rId1"', ""),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet9.xml"),
    ],
)
def test_a_part_that_lies_makes_the_file_damaged(part: str, old: str, new: str) -> None:
    data = written("một", 2)
    spoilt = rewritten(data, part, lambda xml: xml.replace(old, new))
    assert spoilt != rewritten(data, part, str)
    with pytest.raises(UnreadableError) as caught:
        read_workbook(spoilt)
    assert caught.value.code == "file-damaged"


def test_a_document_type_is_refused_wherever_it_stands() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        data = rewritten(
            written("một"),
            part,
            lambda xml: bomb + re.sub(r"<\?xml.*?\?>", "", xml),
        )
        with pytest.raises(UnreadableError) as caught:
            read_workbook(data)
        assert caught.value.code == "file-doctype"


def test_more_cells_than_any_form_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_sheet, "CELL_LIMIT", 100)
    with pytest.raises(UnreadableError) as caught:
        read_workbook(filled())
    assert caught.value.code == "file-too-many-cells"


def test_columns_are_numbered_up_to_the_last() -> None:
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16384]
    with pytest.raises(ValueError, match="XFE"):
        column_number("XFE")
