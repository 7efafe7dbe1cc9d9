"""The heat map as a picture: a row a target, a column a locality, a cell its verdict."""

from __future__ import annotations

from data_loaders.model.formats import translator
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.text_width import width
from kpis.exports.excerpts import marks
from kpis.exports.excerpts.scorecard import in_order
from kpis.exports.excerpts.svg_page import INK, QUIET, rule, shortened, text
from kpis.model import Result
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import figure, verdict_word

_NAME, _CELL, _ROW = 300, 30, 36
_LONGEST = 150
_ROOM = 620


def draw(dossier: Dossier) -> tuple[list[str], float, float]:
    """The marks, and how wide and tall they are together."""
    _, rows = translator(dossier.language), in_order(dossier.results)
    names = [dossier.names[unit] for unit in dossier.localities]
    high = min(max((width(name, 13) for name in names), default=0) * 1.1, _LONGEST) + 12
    drawn = [text(0, high - 4, _("Chỉ tiêu"), fill=QUIET)]
    for at, name in enumerate(names):
        x = _NAME + _CELL * at + 18
        drawn.append(text(x, high - 6, shortened(name, _LONGEST, 13), turned=True))
    wide = max(_NAME + _CELL * len(names), _ROOM)
    drawn.append(rule(0, high, wide, fill=INK))
    for at, result in enumerate(rows):
        drawn.append(_row(dossier, result, high + 4 + _ROW * at))
    tall = high + 4 + _ROW * len(rows) + 26
    every = {one.verdict for one in dossier.card.results}
    shown = [verdict for verdict in GRAVEST_FIRST if verdict in every]
    drawn += [
        marks.key(iter(shown[at : at + 4]), 0, tall - 8 + 18 * (at // 4), dossier.language)
        for at in range(0, len(shown), 4)
    ]
    return drawn, wide, tall + 18


def _row(dossier: Dossier, province: Result, y: float) -> str:
    name = dossier.plan.target(province.target_id).short(dossier.language)
    cells = "".join(
        _cell(dossier, dossier.card.of(unit, province.target_id), _NAME + _CELL * at, y)
        for at, unit in enumerate(dossier.localities)
    )
    box = marks.verdict_box(province, 0, y + 2, 26, _ROW - 6)
    return box + text(36, y + 21, shortened(name, _NAME - 44, 15), size=15) + cells


def _cell(dossier: Dossier, result: Result, x: float, y: float) -> str:
    """The verdict's box; whoever points at it is told the locality, the word and the figure."""
    words = (
        f"{dossier.names[result.unit_id]}: {verdict_word(result.verdict, dossier.language)},"
        f" {figure(result, dossier.plan, dossier.language)}"
    )
    box = marks.verdict_box(result, x, y + 2, _CELL - 3, _ROW - 6)
    return f"<g>{marks.titled(words)}{box}</g>"
