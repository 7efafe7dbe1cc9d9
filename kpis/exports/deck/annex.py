"""The end of the deck: who reported, what is only watched, a slide per locality, the sources."""

from __future__ import annotations

from data_loaders.model.formats import day, integer, translator
from kpis.charts.palette import AMBER, GREEN, RED
from kpis.completeness import tally
from kpis.exports.content.headings import owing_headline, quality_headline, unit_headline
from kpis.exports.content.record_tables import (
    delivery_counts,
    delivery_table,
    file_lead,
    file_table,
    timeliness_names,
)
from kpis.exports.content.tables import target_table, watched_table
from kpis.exports.deck.charts import delivery_chart
from kpis.exports.deck.slide import BOTTOM, EDGE, RULE, TOP, Box, Deck
from kpis.reporting.words import owed_by_one, owed_sentence, tally_sentence

_COLOURS = (GREEN, AMBER, RED, RULE)


def quality_slides(deck: Deck) -> None:
    """Reports on time, late and missing, drawn and listed; nothing where none is expected yet."""
    dossier = deck.dossier
    if not dossier.given.deliveries:
        return
    slide = deck.slide(quality_headline(dossier))
    heads = tuple(zip(timeliness_names(dossier), _COLOURS, strict=True))
    delivery_chart(slide, delivery_counts(dossier), heads, Box(EDGE, TOP, 540, BOTTOM - TOP))
    today = dossier.plan.regime.day_of(dossier.card.as_of)
    found = tally_sentence(
        tally(dossier.given.deliveries), day(today, dossier.language), dossier.language
    )
    owing = (
        owed_sentence(dossier.given.deliveries, dossier.names, dossier.language)
        if dossier.whole
        else owed_by_one(dossier.given.deliveries, dossier.language)
    )
    box = Box(EDGE + 564, TOP + 8, 960 - 2 * EDGE - 564, BOTTOM - TOP - 8)
    slide.fitted((found, owing), box, sizes=(16, 15, 14, 13, 12, 11))
    if dossier.whole:
        deck.tables(owing_headline(dossier), delivery_table(dossier))


def watched_slide(deck: Deck) -> None:
    """What the plan sets no figure for."""
    if deck.dossier.watched:
        _ = translator(deck.dossier.language)
        text = _("{count} số liệu được theo dõi thêm, kế hoạch không giao chỉ tiêu")
        deck.tables(text.format(count=len(deck.dossier.watched)), watched_table(deck.dossier))


def locality_slides(deck: Deck) -> None:
    """A slide per locality, under what is to be said of it."""
    dossier = deck.dossier
    for unit_id in dossier.localities if dossier.whole else ():
        owing = owed_by_one(
            (one for one in dossier.given.deliveries if one.unit_id == unit_id), dossier.language
        )
        deck.tables(unit_headline(dossier, unit_id), target_table(dossier, unit_id), lead=owing)


def source_slides(deck: Deck) -> None:
    """The reports behind the figures."""
    dossier = deck.dossier
    _ = translator(dossier.language)
    text = _("Số liệu lấy từ {count} báo cáo đang có hiệu lực")
    name = text.format(count=integer(len(dossier.given.files), dossier.language))
    deck.tables(name, file_table(dossier), lead=file_lead(dossier))
