"""A target's localities as a picture: verdict, name, counts, and their place on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.model.formats import translator
from kpis.charts.dots import Dot, Dots, dots_of
from kpis.comparison import Comparison, Position, compare
from kpis.exports.content.dossier import Dossier
from kpis.exports.excerpts import marks
from kpis.exports.excerpts.svg_page import BAR, GOAL, INK, QUIET, RULE, rule, shortened, text
from kpis.model import Result
from kpis.words.verdicts import figure, verdict_word

WIDE = 1000
_ROW, _GROUP = 32, 30
_NAME, _COUNTS, _FROM, _TO = 38, 420, 560, 980


def draw(dossier: Dossier, target_id: str) -> tuple[list[str], float, float]:
    """The marks, and how wide and tall they are together."""
    _, province = translator(dossier.language), dossier.card.of(dossier.card.province_id, target_id)
    found = compare([dossier.card.of(unit, target_id) for unit in dossier.localities])
    dots = dots_of(found, province, dossier.names, dossier.language)
    drawn, y = [], 0.0
    for heading, results in _groups(dossier, found):
        if results:
            drawn.append(text(0, y + 18, heading, fill=QUIET) + rule(0, y + 24, WIDE, fill=INK))
            y += _GROUP
        for result in results:
            drawn.append(_row(dossier, result, dots, y))
            y += _ROW
    if dots is not None:
        drawn.append(text(_FROM, y + 16, _("chấm: hiện có · vạch nâu: cần đạt"), fill=QUIET))
    return drawn, WIDE, y + 22


def _groups(dossier: Dossier, found: Comparison) -> tuple[tuple[str, Sequence[Result]], ...]:
    """Who may be ranked, the furthest from the target first; who may not; who has no figure."""
    _ = translator(dossier.language)
    return (
        (_("Xa chỉ tiêu nhất trước"), found.ranked),
        (_("Chỉ nêu số đếm, không xếp hạng, theo thứ tự danh mục"), found.small),
        (_("Không có số liệu để so sánh"), found.apart),
    )


def _row(dossier: Dossier, result: Result, dots: Dots | None, y: float) -> str:
    name = shortened(dossier.names[result.unit_id], 170, 15)
    word = verdict_word(result.verdict, dossier.language)
    drawn = (
        marks.verdict_box(result, 0, y + 2, 26, _ROW - 6),
        text(_NAME, y + 20, name, size=15),
        text(_NAME + 180, y + 20, shortened(word, 140, 13), fill=QUIET),
        text(_COUNTS, y + 20, figure(result, dossier.plan, dossier.language), bold=True),
    )
    dot = _dot_of(dossier, result, dots)
    scale = "" if dots is None or dot is None else _scale(dot, dots, y + 15)
    return "".join(drawn) + scale + rule(0, y + _ROW - 1, WIDE)


def _dot_of(dossier: Dossier, result: Result, dots: Dots | None) -> Dot | None:
    name = dossier.names[result.unit_id]
    return None if dots is None else next((one for one in dots.rows if one.name == name), None)


def _scale(dot: Dot, dots: Dots, y: float) -> str:
    """The dot and the mark of what is needed, between the least and the most of all of them."""
    ends = [one for row in dots.rows for one in (row.at, row.needed) if one is not None]
    low, high = min(ends), max(ends)

    def x(at: Position) -> float:
        share = float((at - low) / (high - low)) if high > low else 0.5
        return round(_FROM + (_TO - _FROM) * share, 1)

    needed = "" if dot.needed is None else _mark(x(dot.needed), y)
    rail = rule(_FROM, y, _TO, fill=RULE, thick=2)
    return f'{rail}{needed}<circle cx="{x(dot.at):g}" cy="{y:g}" r="6" fill="{BAR}"/>'


def _mark(x: float, y: float) -> str:
    return f'<path d="M{x:g} {y - 11:g}v22" stroke="{GOAL}" stroke-width="3"/>'
