"""The scorecard as a picture: a row a target with its figure, bar, yardsticks, way and forecast."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.model.formats import translator
from kpis.charts import sparkline
from kpis.charts.frame import GRID
from kpis.exports.content.dossier import Dossier
from kpis.exports.excerpts import marks
from kpis.exports.excerpts.svg_page import INK, QUIET, RULE, rule, shortened, text
from kpis.model import Result
from kpis.words import yardsticks
from kpis.words.figures import figure_parts
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.sheet import Sheet
from kpis.words.yardsticks import Yardstick

WIDE = 1120
_ROW, _HEAD = 52, 24
_NAME, _FIGURE, _BAR, _PACE, _LEFT, _WAY, _AHEAD = 40, 392, 408, 602, 720, 890, 1010
"""Where the columns begin; the figure's where it ends."""
_SILENT = Yardstick("–", silent=True)


def in_order(results: Sequence[Result]) -> list[Result]:
    """In trouble, well, without a verdict; within each as the plan has them."""
    return sorted(results, key=lambda one: GRAVEST_FIRST.index(one.verdict))


def draw(dossier: Dossier) -> tuple[list[str], float, float]:
    """The marks, and how wide and tall they are together."""
    rows = in_order(dossier.results)
    drawn = [_heads(dossier)]
    for at, result in enumerate(rows):
        drawn.append(_row(dossier, result, _HEAD + _ROW * at))
    tall = _HEAD + _ROW * len(rows) + 24
    shown = (verdict for verdict in GRAVEST_FIRST if any(r.verdict is verdict for r in rows))
    return [*drawn, marks.key(shown, 0, tall - 4, dossier.language)], WIDE, tall


def _heads(dossier: Dossier) -> str:
    _ = translator(dossier.language)
    heads = (
        (_NAME, _("Chỉ tiêu")),
        (_BAR, _("So với mức cần đạt")),
        (_PACE, _("So với tiến độ")),
        (_LEFT, _("Còn phải làm đến hạn")),
        (_WAY, _("Diễn biến")),
        (_AHEAD, _("Dự báo")),
    )
    cells = "".join(text(x, 14, name, fill=QUIET) for x, name in heads)
    now = text(_FIGURE, 14, _("Hiện có"), fill=QUIET, anchor="end")
    return cells + now + rule(0, _HEAD - 2, WIDE, fill=INK)


def _row(dossier: Dossier, result: Result, y: float) -> str:
    language, sheet = dossier.language, Sheet.of(result, dossier.plan, dossier.language)
    counts, under = figure_parts(result, dossier.plan, language)
    told = [_SILENT] * 3
    if sheet is not None:
        told = [
            yardsticks.against_pace(sheet),
            yardsticks.still_to_do(sheet),
            yardsticks.forecast(sheet),
        ]
    name = dossier.plan.target(result.target_id).short(language)
    pace, left, ahead = told
    return "".join(
        (
            marks.verdict_box(result, 0, y + 9, 28, 30),
            text(_NAME, y + 22, shortened(name, 290, 15, bold=True), size=15, bold=True),
            text(_NAME, y + 40, marks.word(result, language)),
            text(_FIGURE, y + 26, counts, size=20, bold=True, anchor="end"),
            text(_FIGURE, y + 43, under, size=12, fill=QUIET, anchor="end"),
            marks.bar(result, sheet, _BAR, y + 13, 176),
            marks.two(pace, _PACE, y + 22, 104),
            marks.two(left, _LEFT, y + 22, 160),
            way(dossier, result, _WAY, y + 8),
            marks.two(ahead, _AHEAD, y + 22, 110),
            rule(0, y + _ROW - 1, WIDE),
        )
    )


def way(dossier: Dossier, result: Result, x: float, y: float) -> str:
    """The sparkline of a result, as the page draws it."""
    track = dossier.track(result)
    if track is None:
        return ""
    drawn = sparkline.marks(track, result.forecast).replace(GRID, RULE)
    return f'<g transform="translate({x:g} {y:g})" fill="none">{drawn}</g>'
