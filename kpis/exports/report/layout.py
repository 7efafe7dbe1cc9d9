"""The parts of an administrative report that a letter has not: numbered headings, wide tables."""

from __future__ import annotations

from itertools import count

from docx.document import Document as Letter
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from kpis.charts.palette import LOOKS
from kpis.exports.content.tables import Marked, Table
from kpis.exports.letter.layout import CENTRE, FONT, LEFT, body, listing, write

ROOM = 165
"""Millimetres between the margins."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Report:
    """A report with its sections so far, which number themselves."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self._sections = iter(_ROMAN)
        self._parts = count(1)
        for name, size in (("Heading 1", 14), ("Heading 2", 13)):
            _official(letter, name, size)

    def section(self, title: str) -> None:
        """``II. KẾT QUẢ``: a section under its Roman number."""
        self._parts = count(1)
        self._heading(f"{next(self._sections)}. {title.upper()}", "Heading 1")

    def part(self, title: str) -> None:
        """``2. Thay đổi``: a part of a section under its number."""
        self._heading(f"{next(self._parts)}. {title}", "Heading 2")

    def _heading(self, text: str, style: str) -> None:
        paragraph = self.letter.add_paragraph(text, style=style)
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = True

    def say(self, text: str) -> Paragraph:
        """A paragraph of the body."""
        return body(self.letter, text)

    def points(self, lines: tuple[str, ...]) -> None:
        """Paragraphs with a dash before each, as such reports have them."""
        for line in lines:
            self.say(f"- {line}")

    def quiet(self, text: str) -> None:
        """What is read beside a table."""
        paragraph = write(self.letter, text, size=11, italic=True, align=LEFT)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)

    def table(self, table: Table, *, size: int = 11) -> None:
        """A table over as many pages as it takes, headings repeated, verdicts on their ground."""
        air = write(self.letter, "", size=4)
        air.paragraph_format.keep_with_next = True
        air.paragraph_format.line_spacing = Pt(5)
        rows = [[one.text if isinstance(one, Marked) else one for one in row] for row in table.rows]
        drawn = listing(
            self.letter, table.heads, rows, table.widths(ROOM), centred=table.centred, size=size
        )
        for row, entries in zip(drawn.rows[1:], table.rows, strict=True):
            for cell, entry in zip(row.cells, entries, strict=True):
                if isinstance(entry, Marked):
                    _painted(cell, entry)

    def annex(self, number: int, name: str, title: str, about: str) -> None:
        """A new page for an annex under its number and title; ``about``: what it belongs to."""
        paragraph = self.letter.add_paragraph()
        paragraph.add_run().add_break(WD_BREAK.PAGE)
        head = self.letter.add_paragraph(f"{name} {number}", style="Heading 1")
        head.alignment = CENTRE
        write(self.letter, title, size=14, bold=True)
        write(self.letter, about, size=13, italic=True).paragraph_format.space_after = Pt(6)

    def foot(self, lines: tuple[str, ...]) -> None:
        """What stands at the foot of every page."""
        section = self.letter.sections[0]
        section.footer_distance = Mm(8)
        for footer in (section.first_page_footer, section.footer):
            paragraph = footer.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(6)
            for place, line in enumerate(lines):
                run = paragraph.add_run(line)
                run.font.size, run.font.color.rgb = Pt(8), RGBColor(0x4A, 0x57, 0x63)
                if place + 1 < len(lines):
                    run.add_break()


def _official(letter: Letter, name: str, size: int) -> None:
    """A heading style in the prescribed type: bold, black, no theme."""
    style = letter.styles[name]
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)


def _painted(cell: _Cell, entry: Marked) -> None:
    """The cell on the verdict's ground, in its ink."""
    look = LOOKS[entry.verdict].light
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.fill[1:])):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb, run.bold = RGBColor.from_string(look.ink[1:]), True


