"""The page of an administrative letter: paper, type, rules under headings, a table with edges.

Measures and sizes are those of Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from docx import Document
from docx.document import Document as Letter
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from kpis.law.target import Office

FONT = "Times New Roman"
BODY = Pt(13)
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def blank_letter(title: str, author: str, *, spoken: str = "vi-VN") -> Letter:
    """An empty A4 page in the prescribed type; pages after the first are numbered on top.

    ``spoken``: the language that spelling is checked in.
    """
    letter = Document()
    section = letter.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = letter.styles["Normal"]
    normal.font.name, normal.font.size = FONT, BODY
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), spoken)
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(0)
    letter.core_properties.title, letter.core_properties.author = title, author
    letter.core_properties.comments = ""
    letter.core_properties.language = spoken
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _field(number, "PAGE")
    return letter


def official_head(
    letter: Letter,
    office: Office,
    *,
    number: str,
    year: int,
    subject: str = "",
    english: bool = False,
) -> None:
    """Issuing body, number and subject on the left; national heading, place and day on the right.

    Number and day stay blank for the office that issues it.
    """
    left, right = two_columns(letter, 70, 95)
    write(left, office.superior, size=12)
    write(left, office.name, size=12, bold=True)
    ruled(left, inset=22)
    write(left, number, size=13)
    if subject:
        write(left, subject, size=12)
    nation, motto = _NATION_EN if english else _NATION
    write(right, nation, size=12, bold=True)
    write(right, motto, size=13, bold=True)
    ruled(right, inset=18)
    blank = f"{office.place}, ngày      tháng      năm {year}"
    if english:
        blank = f"{office.place},                        {year}"
    write(right, blank, size=13, italic=True).paragraph_format.space_before = Pt(8)


_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_NATION_EN = ("SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness")


def official_foot(letter: Letter, office: Office, copies: Sequence[str], *, to: str) -> None:
    """Who gets it on the left, under ``to``; the place of the signature on the right, unsigned."""
    write(letter, "", size=6).paragraph_format.keep_with_next = True
    left, right = two_columns(letter, 80, 85)
    write(left, to, size=12, bold=True, italic=True, align=LEFT)
    for line in copies:
        write(left, f"- {line}", size=11, align=LEFT)
    for line in office.signing:
        write(right, line, bold=True, align=CENTRE)
    signature = write(right, "", align=CENTRE)
    signature.paragraph_format.space_before = Mm(24)


def write(
    place: Letter | _Cell,
    text: str,
    *,
    size: int = 13,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTRE,
) -> Paragraph:
    """A paragraph at the end of a letter or of a table's cell, in one type. Size in points.

    What cannot be printed is left out: a reason somebody typed may hold what no XML file can.
    """
    first = place.paragraphs[0] if isinstance(place, _Cell) else None
    fresh = first is not None and not first.text and len(place.paragraphs) == 1
    paragraph = first if fresh and first is not None else place.add_paragraph()
    run = paragraph.add_run("".join(filter(str.isprintable, text)))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = align
    return paragraph


def body(letter: Letter, text: str) -> Paragraph:
    """A paragraph of the body: justified, its first line 1,27 cm in, 6 points apart."""
    paragraph = write(letter, text, align=JUSTIFIED)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.15
    return paragraph


def ruled(place: Letter | _Cell, *, inset: int) -> None:
    """A short rule under what stands there so far. ``inset``: millimetres left out on each side."""
    paragraph = write(place, "", size=4)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(inset)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def two_columns(letter: Letter, left: int, right: int) -> tuple[_Cell, _Cell]:
    """Two cells beside one another, without edges. Widths in millimetres."""
    table = letter.add_table(rows=1, cols=2)
    _widths(table, (left, right))
    _whole(table.rows[0])
    return table.rows[0].cells[0], table.rows[0].cells[1]


def listing(
    letter: Letter,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    *,
    centred: Container[int] | None = None,
    size: int = 12,
) -> Table:
    """A table with edges, its heading repeated on every page. Widths in millimetres.

    ``centred``: the columns set in the middle; all but the last unless told.
    """
    centred = range(len(heads) - 1) if centred is None else centred
    table: Table = letter.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        write(cell, text, size=size, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for texts in rows:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx leaves it open
        _whole(row)
        for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            write(cell, text, size=size, align=CENTRE if number in centred else LEFT)
    _widths(table, widths)
    return table


def _whole(row: _Row) -> None:
    """A row that no page break cuts in two."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _widths(table: Table, widths: Sequence[float]) -> None:
    """Of the grid and of every cell: Word goes by the cells, LibreOffice by the grid."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that the word processor fills in."""
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, code), ("end", None)):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = text
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
