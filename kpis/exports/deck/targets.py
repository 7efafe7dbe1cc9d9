"""The deck's slides about targets: one for each in trouble, and the whole matrix."""

from __future__ import annotations

from data_loaders.model.formats import translator
from kpis.exports.content.headings import target_headline
from kpis.exports.content.tables import marked, matrix_table, symbols
from kpis.exports.deck.charts import gap_chart, way_chart
from kpis.exports.deck.slide import BOTTOM, EDGE, ROOM, TOP, Box, Deck
from kpis.model import Result
from kpis.words.arithmetic import arithmetic
from kpis.words.gap import gap
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.targets import target_conclusion

_HALF = 500
"""Points of width for the chart of a target's way."""


def target_slide(deck: Deck, result: Result) -> None:
    """One target in trouble: its way to the deadline, what to know, and who is how far off."""
    dossier = deck.dossier
    slide = deck.slide(target_headline(dossier, result))
    chip = marked(dossier, result)
    left = EDGE
    way = dossier.track(result)
    if way is not None:
        way_chart(slide, way, Box(EDGE, TOP, _HALF, BOTTOM - TOP - 4))
        left = EDGE + _HALF + 24
    room = ROOM - (left - EDGE)
    slide.chip(chip, Box(left, TOP + 4, min(room, 220), 28), size=15)
    gaps = _gaps(deck, result.target_id) if dossier.whole else {}
    tall = min(30 + 24 * len(gaps), 190) if gaps else 0
    if dossier.whole:
        lines = target_conclusion(
            dossier.card, dossier.plan, result.target_id, dossier.names, dossier.language
        )
    else:
        lines = (f"{arithmetic(result, dossier.plan, dossier.language)}.",)
    slide.fitted(lines, Box(left, TOP + 42, room, BOTTOM - TOP - 50 - tall), sizes=_SIZES)
    if gaps:
        _ = translator(dossier.language)
        name = _("Còn thiếu hoặc vượt, theo địa phương")
        gap_chart(slide, name, gaps, Box(left, BOTTOM - tall, room, tall))


_SIZES = (16, 15, 14, 13, 12, 11, 10)


def _gaps(deck: Deck, target_id: str) -> dict[str, int]:
    """Localities that are off what is demanded of them, the gravest first."""
    dossier = deck.dossier
    off = [
        (GRAVEST_FIRST.index(one.verdict), -distance, dossier.names[one.unit_id])
        for one in dossier.card.of_target(target_id)
        if one.unit_id in dossier.localities and (distance := gap(one))
    ]
    return {name: -distance for _gravity, distance, name in sorted(off)}


def matrix_slide(deck: Deck) -> None:
    """Every locality by every target."""
    dossier = deck.dossier
    sizes = (13, 12, 11, 10, 9)
    deck.tables(_matrix_title(deck), matrix_table(dossier), lead=symbols(dossier), sizes=sizes)


def _matrix_title(deck: Deck) -> str:
    _, dossier = translator(deck.dossier.language), deck.dossier
    grave = [
        unit
        for unit in dossier.localities
        if any(one.verdict in GRAVEST_FIRST[:2] for one in dossier.card.of_unit(unit))
    ]
    text = _("{count} trong {total} địa phương có chỉ tiêu không đạt hoặc chậm tiến độ")
    return text.format(count=len(grave), total=len(dossier.localities))

