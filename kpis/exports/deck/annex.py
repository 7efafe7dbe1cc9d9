"""The end of the deck: who reported, what is only watched, a slide per locality, the sources."""

from __future__ import annotations

from data_loaders.model.formats import day, integer, translator
from kpis.charts.palette import AMBER, GREEN, RED
from kpis.completeness import tally
from kpis.exports.content.headings import owing_headline, quality_headline, unit_headline
from kpis.exports.content.tables import (
    delivery_counts,
    delivery_table,
    file_lead,
    file_table,
    target_table,
    timeliness_names,
    watched_table,
)
from kpis.exports.deck.charts import delivery_chart
from kpis.exports.deck.slide import BOTTOM, EDGE, RULE, TOP, Box, Deck
from kpis.reporting.words import owed_by_one, owed_sentence, tally_sentence

_COLOURS = (GREEN, AMBER, RED, RULE)


def quality_slides(deck: Deck) -> None:
    """Reports on time, late and missing, drawn and listed; nothing where none is expected yet."""
    said = deck.said
    if not said.given.deliveries:
        return
    slide = deck.slide(quality_headline(said))
    heads = tuple(zip(timeliness_names(said), _COLOURS, strict=True))
    delivery_chart(slide, delivery_counts(said), heads, Box(EDGE, TOP, 540, BOTTOM - TOP))
    today = said.plan.regime.day_of(said.card.as_of)
    found = tally_sentence(
        tally(said.given.deliveries), day(today, said.language), said.language
    )
    owing = (
        owed_sentence(said.given.deliveries, said.names, said.language)
        if said.whole
        else owed_by_one(said.given.deliveries, said.language)
    )
    box = Box(EDGE + 564, TOP + 8, 960 - 2 * EDGE - 564, BOTTOM - TOP - 8)
    slide.fitted((found, owing), box, sizes=(16, 15, 14, 13, 12, 11))
    if said.whole:
        deck.tables(owing_headline(said), delivery_table(said))


def watched_slide(deck: Deck) -> None:
    """What the plan sets no figure for."""
    if deck.said.watched:
        _ = translator(deck.said.language)
        text = _("{count} số liệu được theo dõi thêm, kế hoạch không giao chỉ tiêu")
        deck.tables(text.format(count=len(deck.said.watched)), watched_table(deck.said))


def locality_slides(deck: Deck) -> None:
    """A slide per locality, under what is to be said of it."""
    said = deck.said
    for unit_id in said.localities if said.whole else ():
        owing = owed_by_one(
            (one for one in said.given.deliveries if one.unit_id == unit_id), said.language
        )
        deck.tables(unit_headline(said, unit_id), target_table(said, unit_id), lead=owing)


def source_slides(deck: Deck) -> None:
    """The reports behind the figures."""
    said = deck.said
    _ = translator(said.language)
    text = _("Số liệu lấy từ {count} báo cáo đang có hiệu lực")
    name = text.format(count=integer(len(said.given.files), said.language))
    deck.tables(name, file_table(said), lead=file_lead(said))
