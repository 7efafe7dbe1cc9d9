"""A target's localities as a picture: verdict, name, counts, and their place on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from data_loaders.model.formats import translator
from kpis.charts.dots import Dot, dots_of
from kpis.comparison import Comparison, compare
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
    _ = translator(dossier.language)
    found = compare([dossier.card.of(unit, target_id) for unit in dossier.localities])
    dots = dots_of([*found.ranked, *found.small])
    drawn, y = [], 0.0
    for heading, results in _groups(dossier, found):
        if results:
            drawn.append(text(0, y + 18, heading, fill=QUIET) + rule(0, y + 24, WIDE, fill=INK))
            y += _GROUP
        for result in results:
            drawn.append(_row(dossier, result, dots, y))
            y += _ROW
    if dots:
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


def _row(dossier: Dossier, result: Result, dots: Mapping[str, Dot], y: float) -> str:
    name = shortened(dossier.names[result.unit_id], 170, 15)
    word = verdict_word(result.verdict, dossier.language)
    drawn = (
        marks.verdict_box(result, 0, y + 2, 26, _ROW - 6),
        text(_NAME, y + 20, name, size=15),
        text(_NAME + 180, y + 20, shortened(word, 140, 13), fill=QUIET),
        text(_COUNTS, y + 20, figure(result, dossier.plan, dossier.language), bold=True),
    )
    dot = dots.get(result.unit_id)
    scale = "" if dot is None else _scale(dot, y + 15)
    return "".join(drawn) + scale + rule(0, y + _ROW - 1, WIDE)


def _scale(dot: Dot, y: float) -> str:
    """The dot and the mark of what is needed, on the scale of all; nought where it has one."""

    def x(at: Fraction) -> float:
        return round(_FROM + (_TO - _FROM) * float(at), 1)

    drawn = [rule(_FROM, y, _TO, fill=RULE, thick=2)]
    if dot.nought is not None:
        drawn.append(_mark(x(dot.nought), y, QUIET, 1))
    if dot.needed is not None:
        drawn.append(_mark(x(dot.needed), y, GOAL, 3))
    return f'{"".join(drawn)}<circle cx="{x(dot.at):g}" cy="{y:g}" r="6" fill="{BAR}"/>'


def _mark(x: float, y: float, fill: str, wide: int) -> str:
    return f'<path d="M{x:g} {y - 11:g}v22" stroke="{fill}" stroke-width="{wide}"/>'
