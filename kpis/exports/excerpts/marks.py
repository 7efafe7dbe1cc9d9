"""Single marks that several pictures draw: a verdict's box, a bar, two lines of words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from data_loaders.model.formats import translator
from kpis.charts import bullet
from kpis.charts.palette import LOOKS
from kpis.exports.excerpts.svg_page import (
    BAR,
    GOAL,
    GOOD,
    GROUND,
    INK,
    LINE,
    QUIET,
    RULE,
    SHORT,
    box,
    shortened,
    text,
)
from kpis.model import Caveat, Language, Result, Verdict
from kpis.words.sheet import Sheet
from kpis.words.verdicts import verdict_symbol, verdict_word
from kpis.words.yardsticks import Yardstick, due

DASHED = ' stroke-dasharray="3 2"'


def verdict_box(result: Result, x: float, y: float, wide: float, tall: float) -> str:
    """Colour and sign of a verdict; dashed where it may change or nothing is known."""
    paint, verdict = LOOKS[result.verdict].light, result.verdict
    open_ = verdict is Verdict.NO_DATA or Caveat.COULD_CHANGE in result.caveats
    fill = "#FFFFFF" if verdict is Verdict.NO_DATA else paint.fill
    if verdict in (Verdict.NOT_APPLICABLE, Verdict.NOT_JUDGED):
        fill = GROUND
    drawn = box(x, y, wide, tall, fill, paint.edge)
    sign = text(
        x + wide / 2, y + tall / 2 + 5, verdict_symbol(verdict), fill=paint.ink, anchor="middle"
    )
    return (drawn.replace("/>", f"{DASHED}/>") if open_ else drawn) + sign


def key(verdicts: Iterator[Verdict], x: float, y: float, language: Language) -> str:
    """What the signs mean, side by side."""
    words = (f"{verdict_symbol(one)} {verdict_word(one, language).lower()}" for one in verdicts)
    return text(x, y, " · ".join(words), fill=QUIET)


def word(result: Result, language: Language) -> str:
    """The verdict's word, and whether it may change once all have reported."""
    said = verdict_word(result.verdict, language)
    if Caveat.COULD_CHANGE not in result.caveats:
        return said
    return f"{said} · {translator(language)('⇄ có thể đổi')}"


def two(said: Yardstick, x: float, y: float, wide: float) -> str:
    """A few words over what they are held against; a red mark before what is not met."""
    mark = box(x - 6, y - 12, 4, 15, "#A50026") if said.bad else ""
    over = text(
        x, y, shortened(said.said, wide, 13, bold=True), bold=not said.silent,
        fill=QUIET if said.silent else INK,
    )  # fmt: skip
    under = text(x, y + 17, shortened(said.against, wide, 12), size=12, fill=QUIET)
    return mark + over + (under if said.against else "")


def bar(result: Result, sheet: Sheet | None, x: float, y: float, wide: float) -> str:
    """The bar of a row, as the page has it; nothing where there is nothing to count."""
    demand = None if sheet is None else sheet.demand
    asked = None if sheet is None else due(result, sheet.plan.settings)
    found = bullet.bullet_of(result, demand, asked)
    if found is None:
        return ""
    if not found.measured:
        return box(x, y, wide, 22, GROUND, RULE).replace("/>", f"{DASHED}/>")
    return "".join(_piece(one, x, y, wide) for one in bullet.pieces(found))


def _piece(one: bullet.Piece, x: float, y: float, wide: float) -> str:
    left = round(x + wide * float(one.start), 1)
    long = 0.0 if one.end is None else round(wide * float(one.end - one.start), 1)
    if one.kind == "between":
        long = max(long, 6)
        return f'<path d="M{left:g} {y + 21}v6h{long:g}v-6" stroke="{INK}" fill="none"/>'
    if one.kind == "nought":
        return f'<circle cx="{left:g}" cy="{y + 11}" r="5" fill="{BAR}"/>'
    drawn = {
        "short": (left, y, long, 22, SHORT),
        "good": (left, y, long, 22, GOOD),
        "value": (left, y + 7, long, 8, BAR),
        "pace": (left - 1, y + 2, 2, 18, INK),
        "stage": (left - 0.5, y, 1, 22, LINE),
        "goal": (left - 2, y - 3, 4, 28, GOAL),
    }
    return box(*drawn[one.kind])


def titled(said: str) -> str:
    """Words that belong to the marks beside them and are read where one points at these."""
    return f"<title>{escape(said, quote=False)}</title>"
