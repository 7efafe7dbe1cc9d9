"""A locality's targets as a picture: a panel each, with figure, yardsticks and way from zero."""

from __future__ import annotations

from data_loaders.model.formats import translator
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.text_width import width
from kpis.exports.excerpts import marks
from kpis.exports.excerpts.scorecard import in_order
from kpis.exports.excerpts.svg_page import QUIET, rule, shortened, text
from kpis.exports.excerpts.way_picture import Way, key
from kpis.model import Result
from kpis.words import yardsticks
from kpis.words.figures import figure_parts
from kpis.words.sheet import Sheet
from kpis.words.yardsticks import Yardstick

_PANEL, _TALL, _GAP = 560, 148, 24
WIDE = 2 * _PANEL + _GAP


def draw(dossier: Dossier) -> tuple[list[str], float, float]:
    """The marks, and how wide and tall they are together."""
    rows = in_order(dossier.results)
    drawn = [
        _panel(dossier, result, (at % 2) * (_PANEL + _GAP), (at // 2) * _TALL)
        for at, result in enumerate(rows)
    ]
    return drawn, WIDE, -(-len(rows) // 2) * _TALL


def _panel(dossier: Dossier, result: Result, x: float, y: float) -> str:
    language, sheet = dossier.language, Sheet.of(result, dossier.plan, dossier.language)
    counts, under = figure_parts(result, dossier.plan, language)
    name = shortened(dossier.plan.target(result.target_id).short(language), 262, 14, bold=True)
    drawn = [
        marks.verdict_box(result, x, y + 8, 26, 26),
        text(x + 34, y + 20, name, size=14, bold=True),
        text(x + 34, y + 36, marks.word(result, language)),
        text(x, y + 66, counts, size=24, bold=True),
        text(x + 12 + 1.2 * width(counts, 24, bold=True), y + 66, under, fill=QUIET),
        _pairs(dossier, sheet, x, y),
        rule(x, y + _TALL - 4, x + _PANEL),
    ]
    track = dossier.track(result)
    if track is not None:
        way = Way(track, language, 256, 130, result.forecast, zero=True)
        drawn.append(f'<g transform="translate({x + 304:g} {y + 6:g})">{way.marks()}</g>')
    return "".join(drawn)


def _pairs(dossier: Dossier, sheet: Sheet | None, x: float, y: float) -> str:
    """What is held against by now, until the end, and where it leads."""
    if sheet is None:
        return ""
    _ = translator(dossier.language)
    told = (
        (_("So với tiến độ"), yardsticks.against_pace(sheet)),
        (_("Còn phải làm đến hạn"), yardsticks.still_to_do(sheet)),
        (_("Dự báo"), yardsticks.forecast(sheet)),
    )
    lines = (
        text(
            x, y + 88 + 18 * at,
            shortened(f"{label}: {_held(one)}", 330, 12), size=12,
        )
        for at, (label, one) in enumerate(told)
    )  # fmt: skip
    return "".join(lines)


def _held(one: Yardstick) -> str:
    return f"{one.said} ({one.against})" if one.against else one.said


def one_way(dossier: Dossier, result: Result) -> tuple[list[str], float, float]:
    """The way of one figure as large as a page, with what its marks mean."""
    track = dossier.track(result)
    if track is None:
        words = translator(dossier.language)("Chỉ tiêu này không có diễn biến theo thời gian.")
        return [text(0, 20, words, size=15)], 900, 32
    way = Way(track, dossier.language, 900, 340, result.forecast)
    told = text(0, 362, key(track, dossier.language, result.forecast), fill=QUIET)
    return [way.marks(), told], 900, 372
