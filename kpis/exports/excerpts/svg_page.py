"""A picture that stands alone: SVG with its colours and letters in it, and its grounds as text.

Light whatever the reader's screen is: it goes into documents. No style sheet, no font of ours, no
picture inside it, so that a browser, LibreOffice and a printer draw the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from xml.sax.saxutils import quoteattr

from kpis.exports.content.text_width import width
from kpis.exports.excerpts.grounds import Grounds

INK, QUIET, RULE, GROUND = "#16202A", "#4A5763", "#D5DCE3", "#F3F6F9"
BAR, GOAL, LINE = "#0B4F8A", "#8A4B00", "#5F6D7A"
GOOD, SHORT = "#E4EAF0", "#C9D3DD"
LETTERS = "Noto Sans, Arial, Helvetica, sans-serif"
EDGE = 24
_WIDER = 1.2
"""Where none of the named letters is at hand those drawn in their place are wider than Arial's."""


def text(
    x: float,
    y: float,
    said: str,
    *,
    size: int = 13,
    bold: bool = False,
    fill: str = INK,
    anchor: str = "start",
    turned: bool = False,
) -> str:
    """Words at a place; ``turned``: upwards from there."""
    weight = ' font-weight="700"' if bold else ""
    turn = f' transform="rotate(-90 {x:g} {y:g})"' if turned else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}"{weight} fill="{fill}"'
        f' text-anchor="{anchor}"{turn}>{escape(said, quote=False)}</text>'
    )


def box(x: float, y: float, wide: float, tall: float, fill: str, edge: str = "") -> str:
    """A filled rectangle, with a line round it where one is named."""
    line = f' stroke="{edge}"' if edge else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{tall:g}" fill="{fill}"{line}/>'


def rule(x: float, y: float, to: float, *, fill: str = RULE, thick: float = 1) -> str:
    """A level line."""
    return f'<path d="M{x:g} {y:g}H{to:g}" stroke="{fill}" stroke-width="{thick:g}" fill="none"/>'


def wrapped(said: str, wide: float, size: int, *, bold: bool = False) -> list[str]:
    """The words in lines of at most that width; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in said.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) * _WIDER <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(said: str, wide: float, size: int, *, bold: bool = False) -> str:
    """The words, cut with an ellipsis where they are wider."""
    if width(said, size, bold=bold) * _WIDER <= wide:
        return said
    while said and width(f"{said}…", size, bold=bold) * _WIDER > wide:
        said = said[:-1]
    return f"{said.rstrip()}…"


def svg_page(grounds: Grounds, marks: Iterable[str], *, wide: float, tall: float) -> bytes:
    """The drawing of that size under its title and sentence, over its grounds."""
    head, top = _lines([(grounds.title, 24, True), (grounds.sentence, 15, False)], wide, EDGE)
    facts = [(f"{label}: {said}", 13, False) for label, said in grounds.facts]
    start = top + 12 + tall + 12
    foot, bottom = _lines(facts, wide, start, fill=QUIET)
    whole, height = wide + 2 * EDGE, round(bottom + EDGE)
    said = quoteattr(f"{grounds.title}. {grounds.sentence}")
    body = (
        box(0, 0, whole, height, "#FFFFFF"),
        *head,
        f'<g transform="translate({EDGE} {top + 12:g})">{"".join(marks)}</g>',
        rule(EDGE, start, EDGE + wide, fill=INK),
        *foot,
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole:g}" height="{height}"'
        f' viewBox="0 0 {whole:g} {height}" font-family="{LETTERS}" role="img" aria-label={said}>'
        f"<title>{escape(grounds.title)}</title><desc>{escape(grounds.sentence)}</desc>"
        f"{''.join(body)}</svg>\n"
    ).encode()


def _lines(
    paragraphs: Sequence[tuple[str, int, bool]], wide: float, top: float, *, fill: str = INK
) -> tuple[list[str], float]:
    """The paragraphs one under the other, and where they end."""
    marks: list[str] = []
    for said, size, bold in paragraphs:
        for line in wrapped(said, wide, size, bold=bold):
            top += round(size * 1.4)
            marks.append(text(EDGE, top, line, size=size, bold=bold, fill=fill))
    return marks, top
