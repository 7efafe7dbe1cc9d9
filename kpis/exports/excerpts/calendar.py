"""The reporting calendar as a picture: a row a locality, a square a period."""

from __future__ import annotations

from data_loaders.model import Timeliness
from data_loaders.model.formats import translator
from kpis.completeness import Delivery, by_period, by_unit, tally
from kpis.exports.content.dossier import Dossier
from kpis.exports.excerpts.marks import DASHED, titled
from kpis.exports.excerpts.svg_page import INK, QUIET, RULE, box, rule, shortened, text
from kpis.law.stages import Stage
from kpis.reporting.words import delivery_said, timeliness_symbol, timeliness_word

_NAME, _CELL, _ROW, _COUNTS = 210, 31, 31, 200
_FILLS = {
    Timeliness.ON_TIME: ("#D3EADF", "#00573A"),
    Timeliness.LATE: ("#E69F00", "#1F1400"),
    Timeliness.MISSING: ("#A50026", "#FFFFFF"),
    Timeliness.PENDING: ("#F3F6F9", QUIET),
}
"""Ground and sign of a square; the sign and, where one points at it, the words stand with it."""
_WAITING = ("#FFFFFF", INK)


def draw(dossier: Dossier) -> tuple[list[str], float, float]:
    """The marks, and how wide and tall they are together."""
    _, every = translator(dossier.language), dossier.given.deliveries
    periods = list(by_period(every))
    wide = _NAME + _CELL * len(periods) + 12 + _COUNTS
    drawn = [rule(0, 40, wide, fill=INK)]
    for at, period in enumerate(periods):
        x = _NAME + _CELL * at
        drawn.append(text(x + 14, 34, str(period.month), fill=QUIET, anchor="middle"))
        if at == 0 or period.month == 1:
            drawn.append(text(x, 16, str(period.year), bold=True))
    for at, (unit, of_unit) in enumerate(by_unit(every).items()):
        y, found = 44 + _ROW * at, tally(of_unit)
        drawn.append(text(0, y + 20, shortened(dossier.names[unit], _NAME - 12, 15), size=15))
        for one in of_unit:
            drawn.append(_square(dossier, one, _NAME + _CELL * periods.index(one.period), y))
        counts = _("chậm {late}, còn thiếu {missing}")
        told = counts.format(late=found.late, missing=found.missing)
        drawn.append(text(wide - _COUNTS, y + 20, told, fill=QUIET))
    tall = 44 + _ROW * len(by_unit(every)) + 26
    return [*drawn, text(0, tall - 6, _key(dossier), fill=QUIET)], max(wide, 720), tall


def _square(dossier: Dossier, one: Delivery, x: float, y: float) -> str:
    waiting = one.stage in (Stage.WAITING, Stage.RETURNED)
    fill, ink = _WAITING if waiting else _FILLS[one.timeliness]
    drawn = box(x, y, 29, 29, fill, QUIET if waiting else RULE)
    if one.timeliness is Timeliness.PENDING:
        drawn = drawn.replace("/>", f"{DASHED}/>")
    sign = "…" if waiting else str(one.days_late or "")
    if not waiting and one.timeliness is not Timeliness.LATE:
        sign = timeliness_symbol(one.timeliness) if one.timeliness is Timeliness.MISSING else ""
    words = titled(f"{dossier.names[one.unit_id]}, {delivery_said(one, dossier.language)}")
    return f"<g>{words}{drawn}{text(x + 14.5, y + 20, sign, fill=ink, anchor='middle')}</g>"


def _key(dossier: Dossier) -> str:
    _, language = translator(dossier.language), dossier.language
    return " · ".join(
        (
            _("ô xanh: {word}").format(word=timeliness_word(Timeliness.ON_TIME, language).lower()),
            _("ô vàng, số ngày chậm"),
            f"{timeliness_symbol(Timeliness.MISSING)}"
            f" {timeliness_word(Timeliness.MISSING, language).lower()}",
            _("… chờ duyệt hoặc đã trả lại"),
            _("viền đứt: chưa đến hạn"),
        )
    )
