"""Slides of the deck: 16:9, measured in points, with tables that go on to a further slide.

What is written is measured before (``kpis.exports.content.text_width``), so that nothing is cut
off. Type is Arial, which office programs have or draw alike. A slide's title is its title
placeholder, so that outlines and screen readers find it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from kpis.charts.palette import LOOKS
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import id_line, stamp, synthetic
from kpis.exports.content.tables import Entry, Marked, Row, Table
from kpis.exports.content.text_width import height, largest
from kpis.model import Language

FONT = "Arial"
WIDE, TALL = 960, 540
EDGE = 36
"""Points left free on the left and on the right."""
ROOM = WIDE - 2 * EDGE
TOP, BOTTOM = 92, 500
"""Where a slide's matter begins and ends."""
INK, QUIET, RULE, HEAD = "#1B2530", "#4A5763", "#C4CED8", "#1B2530"
_TITLE_SIZES = (28, 26, 24, 22, 20, 18)
_SIZES = (16, 15, 14, 13, 12)
_PAD, _PAD_TOP = 5, 3.5
_TITLE_ONLY = 5
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in points from the slide's upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        return tuple(Pt(side) for side in (self.left, self.top, self.width, self.height))


def colour(code: str) -> RGBColor:
    """Of ``#RRGGBB``."""
    return RGBColor.from_string(code[1:])


class Deck:
    """A presentation with its slides so far."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.file = Presentation()
        self.spoken = "vi-VN" if dossier.language is Language.VI else "en-GB"
        self._number = 0
        _widen(self.file)

    def slide(self, title: str) -> Slide:
        """A new slide under its conclusion, with its foot."""
        self._number += 1
        return Slide(self, self.file.slides.add_slide(self.file.slide_layouts[_TITLE_ONLY]), title)

    @property
    def number(self) -> int:
        return self._number

    def tables(
        self, title: str, table: Table, *, lead: str = "", sizes: Sequence[int] = _SIZES
    ) -> None:
        """A table under its title, as large as fits a slide; a long one on several slides.

        ``lead``: what stands over the table on the first of them.
        """
        widths = table.widths(ROOM)
        above = height(lead, ROOM - 2, 13) + 10 if lead else 0
        size = next((one for one in sizes if _slides(table, widths, one, above) == 1), sizes[-1])
        parts = list(_parts(table, widths, size, above))
        for number, rows in enumerate(parts, start=1):
            counted = f" ({number}/{len(parts)})" if len(parts) > 1 else ""
            slide = self.slide(f"{title}{counted}")
            first = number == 1
            if first and lead:
                slide.write(lead, Box(EDGE, TOP, ROOM, above), size=13)
            top = TOP + (above if first else 0)
            slide.table(replace(table, rows=rows), widths, top, size=size)


def _widen(file: Any) -> None:
    """Make the library's own template 16:9, in Arial, without its places for date and number."""
    file.slide_width, file.slide_height = Pt(WIDE), Pt(TALL)
    master = file.slide_master
    for page in (master, *file.slide_layouts):
        for shape in list(page.placeholders):
            if shape.placeholder_format.type in _FOOT:
                shape._element.getparent().remove(shape._element)
        for shape in page.shapes:
            left, width = shape.left, shape.width
            shape.left, shape.width = left * 4 // 3, width * 4 // 3
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = theme.blob.replace(b'typeface="Calibri"', b'typeface="Arial"')


def _foot() -> frozenset[Any]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER})


_FOOT = _foot()


def row_height(row: Row, widths: Sequence[float], size: int, *, bold: bool = False) -> float:
    """Points a table's row takes: its tallest cell and the edges."""
    return 2 * _PAD_TOP + max(
        height(_text(entry), width - 2 * _PAD, size, bold=bold or isinstance(entry, Marked))
        for entry, width in zip(row, widths, strict=True)
    )


def _text(entry: Entry) -> str:
    return entry.text if isinstance(entry, Marked) else entry


def _slides(table: Table, widths: Sequence[float], size: int, above: float) -> int:
    return sum(1 for _part in _parts(table, widths, size, above))


def _parts(
    table: Table, widths: Sequence[float], size: int, above: float
) -> Iterator[tuple[Row, ...]]:
    """The rows in as many parts as need slides; ``above``: points taken on the first of them."""
    room = BOTTOM - TOP - row_height(table.heads, widths, size, bold=True)
    part: list[Row] = []
    left = room - above
    for row in table.rows:
        tall = row_height(row, widths, size)
        if part and tall > left:
            yield tuple(part)
            part, left = [], room
        part.append(row)
        left -= tall
    yield tuple(part)


class Slide:
    """One slide."""

    def __init__(self, deck: Deck, slide: Any, title: str) -> None:
        self.deck = deck
        self.slide = slide
        self._title(title)
        self._foot()

    def _title(self, title: str) -> None:
        shape = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Box(EDGE, 18, ROOM, 66).emu
        size = largest(title, ROOM - 2, 66, _TITLE_SIZES, bold=True)
        frame = _plain(shape.text_frame, MSO_ANCHOR.MIDDLE)
        self._run(frame.paragraphs[0], title, size=size, bold=True)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def _foot(self) -> None:
        """As of when, on which basis, of how many; the report id; the number of the slide."""
        dossier = self.deck.dossier
        line = "; ".join(stamp(dossier))
        if dossier.given.demonstration:
            line = f"{line}. {synthetic(dossier.language)}"
        self.write(line, Box(EDGE, 507, ROOM - 40, 12), size=9, ink=QUIET)
        self.write(id_line(dossier), Box(EDGE, 519, ROOM - 40, 12), size=9, ink=QUIET)
        number = Box(WIDE - EDGE - 36, 512, 36, 14)
        self.write(str(self.deck.number), number, size=10, ink=QUIET, align=PP_ALIGN.RIGHT)

    def write(
        self,
        text: str,
        box: Box,
        *,
        size: float,
        bold: bool = False,
        ink: str = INK,
        align: Any = PP_ALIGN.LEFT,
    ) -> None:
        """Paragraphs, divided by line ends, from the top of a box. Size in points."""
        frame = _plain(self.slide.shapes.add_textbox(*box.emu).text_frame, MSO_ANCHOR.TOP)
        for number, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = align
            self._run(paragraph, line, size=size, bold=bold, ink=ink)

    def fitted(
        self, lines: Sequence[str], box: Box, *, sizes: tuple[int, ...] = (18, 16, 14, 13, 12, 11)
    ) -> None:
        """Paragraphs with air between them, as large as fits the box."""
        text = "\n".join(lines)
        air = 0.5 * (len(lines) - 1)
        size = next(
            (s for s in sizes if height(text, box.width - 2, s) + air * s <= box.height), sizes[-1]
        )
        frame = _plain(self.slide.shapes.add_textbox(*box.emu).text_frame, MSO_ANCHOR.TOP)
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_before = Pt(0 if number == 0 else size / 2)
            self._run(paragraph, line, size=size)

    def chip(self, entry: Marked, box: Box, *, size: int) -> None:
        """A verdict on its ground."""
        shape = self.slide.shapes.add_textbox(*box.emu)
        look = LOOKS[entry.verdict].light
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(look.fill)
        shape.line.color.rgb = colour(look.edge)
        frame = _plain(shape.text_frame, MSO_ANCHOR.MIDDLE)
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        self._run(frame.paragraphs[0], entry.text, size=size, bold=True, ink=look.ink)

    def table(self, table: Table, widths: Sequence[float], top: float, *, size: int) -> None:
        """A native table with a heading."""
        box = Box(EDGE, top, ROOM, 0)
        shape = self.slide.shapes.add_table(len(table.rows) + 1, len(table.heads), *box.emu)
        shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
        for column, width in zip(shape.table.columns, widths, strict=True):
            column.width = Pt(width)
        for number, (row, entries) in enumerate(
            zip(shape.table.rows, (table.heads, *table.rows), strict=True)
        ):
            row.height = Pt(row_height(entries, widths, size, bold=number == 0))
            for place, (cell, entry) in enumerate(zip(row.cells, entries, strict=True)):
                align = PP_ALIGN.CENTER if place in table.centred else PP_ALIGN.LEFT
                self._cell(cell, entry, size, align, head=number == 0)

    def raise_title(self, box: Box, largest_size: int) -> None:
        """Give the title that room instead: of a cover."""
        shape = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = box.emu
        run = shape.text_frame.paragraphs[0].runs[0]
        sizes = (largest_size, *range(largest_size - 2, 20, -2))
        run.font.size = Pt(largest(run.text, box.width - 2, box.height, sizes, bold=True))

    def _cell(self, cell: Any, entry: Entry, size: int, align: Any, *, head: bool) -> None:
        ink, ground, bold = INK, "", head
        if head:
            ink, ground = "#FFFFFF", HEAD
        elif isinstance(entry, Marked):
            look = LOOKS[entry.verdict].light
            ink, ground, bold = look.ink, look.fill, True
        _dressed(cell, ground)
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = align
        self._run(paragraph, _text(entry), size=size, bold=bold, ink=ink)

    def _run(
        self, paragraph: Any, text: str, *, size: float, bold: bool = False, ink: str = INK
    ) -> None:
        """A text in one type; written straight, as the library takes most of its time for it."""
        run = etree.SubElement(paragraph._p, qn("a:r"))
        look = {"lang": self.deck.spoken, "sz": str(round(size * 100)), "b": str(int(bold))}
        properties = etree.SubElement(run, qn("a:rPr"), look)
        _filled(properties, ink)
        etree.SubElement(properties, qn("a:latin"), typeface=FONT)
        etree.SubElement(run, qn("a:t")).text = "".join(filter(str.isprintable, text))


def _filled(place: Any, code: str) -> None:
    fill = etree.SubElement(place, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=code[1:])


def _dressed(cell: Any, ground: str) -> None:
    """A cell's margins, a thin rule under it, its ground where it has one."""
    side, above = (str(Pt(points)) for points in (_PAD, _PAD_TOP))
    look = {"marL": side, "marR": side, "marT": above, "marB": above, "anchor": "ctr"}
    properties = cell._tc.get_or_add_tcPr()
    for name, value in look.items():
        properties.set(name, value)
    _filled(etree.SubElement(properties, qn("a:lnB"), w="6350"), RULE)
    if ground:
        _filled(properties, ground)
    else:
        etree.SubElement(properties, qn("a:noFill"))


def _plain(frame: Any, anchor: Any) -> Any:
    """A text frame without margins that keeps its size."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = True, anchor
    return frame
