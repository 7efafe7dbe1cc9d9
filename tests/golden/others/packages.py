"""The archive, its parts and what gathers in a workbook over the years."""

from __future__ import annotations

import zipfile

from tests.data_loaders.hostile_files import (
    BOOK,
    SHEET,
    STRINGS,
    STYLES,
    Parts,
    archive,
)
from tests.golden.others.building import (
    IDENTITY_PART,
    RELATIONS,
    Edit,
    Made,
    added,
    another_sheet,
    as_utf16,
    below,
    beside,
    cell,
    commented,
    declared,
    every_part,
    file,
    in_capitals,
    pattern,
    refused,
    renamed,
    streamed,
    with_backslashes,
    within,
)

MACROS = "application/vnd.ms-office.vbaProject"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def dimension(said: str) -> Edit:
    return pattern(SHEET, 'dimension ref="[^"]*"', f'dimension ref="{said}"')


CONTAINER = {
    "names with backslashes": Made(file(pack=with_backslashes)),
    "names in capitals": Made(file(pack=in_capitals)),
    "one name in capitals": Made(file(renamed(STRINGS, "xl/SharedStrings.xml"))),
    "targets with backslashes": Made(file(within(RELATIONS, "worksheets/", "worksheets\\", -1))),
    "targets in capitals": Made(file(within(RELATIONS, "worksheets/s", "Worksheets/S", -1))),
    "targets from the top and around": Made(
        file(
            within(RELATIONS, '"worksheets/sheet2', '"/xl/worksheets/sheet2'),
            within(RELATIONS, '"worksheets/sheet3', '"./../xl/worksheets/sheet3'),
        )
    ),
    "a target with an escaped space": Made(
        file(
            renamed(SHEET, "xl/worksheets/so lieu.xml"),
            within(RELATIONS, "worksheets/sheet2", "worksheets/so%20lieu"),
        )
    ),
    "entries for folders": Made(file(lambda parts: parts.update({"xl/": b"", "_rels/": b""}))),
    "sizes behind the data": Made(file(pack=streamed)),
    "not packed": Made(file(pack=lambda parts: archive(parts, method=zipfile.ZIP_STORED))),
    "a comment": Made(file(pack=commented("Biểu tháng 10".encode()))),
    "UTF-16": Made(file(every_part(as_utf16))),
    "a mark before every part": Made(file(every_part(lambda part: b"\xef\xbb\xbf" + part))),
    "parts of a newer Excel": Made(
        file(
            added(
                docMetadata__LabelInfo_o_xml=b"<a/>",
                xl__persons__person_o_xml=b"<personList/>",
                xl__calcChain_o_xml=b'<calcChain><c r="D21" i="2"/></calcChain>',
                xl__printerSettings__printerSettings1_o_bin=bytes(400),
            )
        )
    ),
    "a damaged part nobody reads": Made(file(added(customXml__item1_o_xml=b"<a"))),
    "a part nobody reads, in an encoding of its own": Made(
        file(added(customXml__item1_o_xml=b'<?xml version="1.0" encoding="x-none"?><a/>'))
    ),
    "strings that are declared and not there": Made(
        file(pattern(RELATIONS, r'Target="theme/theme1.xml"', 'Target="theme/none.xml"'))
    ),
    "macros declared for an ending nothing has": Made(file(declared(".bin", BINARY))),
    "macros declared for settings of a printer": Made(
        file(declared(".bin", BINARY), added(xl__printerSettings__a_o_bin=bytes(40)))
    ),
    "macros under another name": refused(
        "file-macros", added(xl__other_o_bin=b"\xd0\xcf"), declared("xl/other.bin", MACROS)
    ),
    "macros by their ending": refused(
        "file-macros", added(xl__other_o_bin=b"\xd0\xcf"), declared(".bin", MACROS)
    ),
    "a binary workbook": refused(
        "file-xlsb", renamed(BOOK, "xl/workbook.bin"), declared(".bin", BINARY)
    ),
    "a binary workbook in capitals": refused("file-xlsb", renamed(BOOK, "xl/Workbook.BIN")),
    "another archive in the comment": refused(
        "file-polyglot", pack=commented(archive({"a": b"b"}))
    ),
    "a name upwards with backslashes": refused(
        "file-unsafe-names", renamed(STYLES, "xl\\..\\..\\a.xml")
    ),
    "a name upwards in escapes": refused("file-unsafe-names", added(**{"xl/%2e%2e/a_o_xml": b""})),
    "one name twice in other signs": refused(
        "file-duplicate-parts", added(**{"XL\\Styles_o_xml": b""})
    ),
}


def copied(parts: Parts) -> None:
    """A copy of the figures on a sheet that nobody sees."""
    another_sheet("")(parts)
    parts["xl/worksheets/sheet7.xml"] = parts[SHEET]
    within(BOOK, 'sheetId="7"', 'sheetId="7" state="veryHidden"')(parts)


SHEETS = {
    "a hidden copy of the figures": Made(
        file(copied), (("table-twice", "Theo dõi", None),), refused=True
    ),
    "a truth in words": Made(file(beside("true", "b"))),
    "a truth in capitals": Made(file(beside("FALSE", "b"))),
    "a time of day": Made(file(beside("08:30:00", "d"))),
    "a length of time": Made(file(beside("PT8H30M", "d"))),
    "an error of a newer Excel": Made(file(beside("#SPILL!", "e"))),
    "a dimension of rows": Made(file(dimension("1:30"))),
    "a dimension of columns": Made(file(dimension("A:AD"))),
    "a dimension of one cell": Made(file(dimension("A1:A1"))),
    "a dimension beyond the sheet": Made(file(dimension("A1:ZZZ99"))),
    "a dimension that is none": Made(file(dimension(""))),
    "indented": Made(
        file(
            pattern(SHEET, "<v>([^<]*)</v>", r"<v>\n  \1\n</v>"),
            pattern(SHEET, "<(row|c) ", r"\n  <\1 "),
        )
    ),
    "no number in a cell of numbers": refused("file-damaged", beside("NaN", "n")),
    "a number as programs write it": refused("file-damaged", beside("1_200", "n")),
    "digits of another script": refused("file-damaged", beside("١٢", "n")),
    "no truth in a cell of truths": refused("file-damaged", beside("có", "b")),
}

TWICE = {
    "a row": refused("file-damaged", below('<row r="13"><c r="Z13"><v>6</v></c></row>')),
    "a row, elsewhere in it": refused(
        "file-damaged", below('<row r="13"><c r="AF13"><v>6</v></c></row>')
    ),
    "a cell": refused("file-damaged", below('<row r="60"><c r="K13"><v>6</v></c></row>')),
    "a cell, once as a text": refused(
        "file-damaged", below('<row r="60"><c r="K13" t="inlineStr"><is><t>6</t></is></c></row>')
    ),
    "two values in a cell": refused("file-damaged", cell("K13", "<v>1</v><v>2</v>")),
    "two texts in a cell": refused(
        "file-damaged", cell("K13", "<is><t>1</t></is><is><t>2</t></is>", "inlineStr")
    ),
    "two formulas in a cell": refused("file-damaged", cell("K13", "<f>1</f><f>2</f><v>1</v>")),
    "a string that is not there": refused("file-damaged", cell("K13", "<v>99999</v>", "s")),
    "a string before the first": refused("file-damaged", cell("K13", "<v>-1</v>", "s")),
    "a relation": refused("file-damaged", within(RELATIONS, 'Id="rId3"', 'Id="rId2"')),
    "a sheet's name": refused(
        "file-damaged", within(BOOK, '"Nhiệm vụ" sheetId', '"SỐ LIỆU" sheetId')
    ),
    "a key of the identity": Made(
        file(
            below(
                '<row r="9"><c r="A9" t="inlineStr"><is><t>unit_id</t></is></c>'
                '<c r="B9"><v>608</v></c></row>',
                part=IDENTITY_PART,
            )
        ),
        (("identity-damaged", "_mau", None),),
        refused=True,
    ),
    "a blank cell beside a filled one": Made(file(below('<row r="60"><c r="K13" s="4"/></row>'))),
}

XF = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="top"/>'
    '<protection locked="0"/></xf>'
)


def rows_of(count: int, inside: str) -> str:
    return "".join(f'<row r="{n}">{inside.format(n=n)}</row>' for n in range(1, count + 1))


COUNTS = "".join(f'<c r="{letter}{{n}}"><v>{{n}}</v></c>' for letter in "ABCDEFGHIJKL")
WORDS = '<c r="A{n}" t="inlineStr"><is><t>Nguoi {n}</t></is></c><c r="B{n}"><v>1</v></c>'


def old_styles(count: int) -> Edit:
    names = "".join(f'<cellStyle name="S{n}" xfId="{n}"/>' for n in range(count))

    def edit(parts: Parts) -> None:
        within(STYLES, "</cellStyleXfs>", f"{XF * count}</cellStyleXfs>")(parts)
        within(STYLES, "</cellStyles>", f"{names}</cellStyles>")(parts)

    return edit


def old_names(count: int) -> Edit:
    one = '<definedName name="_n{}" hidden="1">#REF!</definedName>'
    names = "".join(map(one.format, range(count)))
    return within(BOOK, "<definedNames>", f"<definedNames>{names}")


FORMATS = "".join(
    f'<conditionalFormatting sqref="D{13 + n % 8}"><cfRule type="expression" dxfId="0"'
    f' priority="{n + 10}"><formula>$D$13&gt;{n}</formula></cfRule></conditionalFormatting>'
    for n in range(6_000)
)

YEARS = {
    "styles by the thousand": Made(file(old_styles(20_000))),
    "as many styles as Excel has": Made(file(old_styles(64_000))),
    "names by the thousand": Made(file(old_names(10_000))),
    "names without end": Made(file(old_names(60_000))),
    "broken names and passwords": Made(
        file(
            old_names(50),
            within(SHEET, "</sheetData>", '</sheetData><sheetProtection sheet="1"/>'),
            within(BOOK, "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>'),
        )
    ),
    "formats in fragments": Made(file(within(SHEET, "</sheetData>", f"</sheetData>{FORMATS}"))),
    "a drawing of invisible shapes": Made(
        file(added(xl__drawings__drawing1_o_xml=b"<xdr><a/>" + b'<b n="1"/>' * 60_000 + b"</xdr>"))
    ),
    "a sheet of one's own": Made(file(another_sheet(rows_of(6_000, COUNTS)))),
    "a long list of one's own": Made(file(another_sheet(rows_of(40_000, WORDS)))),
    "a list of one's own without end": refused(
        "file-too-many-cells", another_sheet(rows_of(130_000, WORDS))
    ),
    "a table under a long list": refused(
        "file-too-many-cells",
        below("".join(f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in range(100, 21_000))),
    ),
}

KINDS = {"container": CONTAINER, "sheets": SHEETS, "twice": TWICE, "years": YEARS}
