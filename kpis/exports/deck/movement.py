"""The deck's slides about what moved since the period before: verdicts, figures, and why."""

from __future__ import annotations

from data_loaders.model.formats import period_name, translator
from kpis.charts.waterfall import waterfall_of
from kpis.exports.content.tables import movement_table, shift_table
from kpis.exports.content.text_width import height
from kpis.exports.deck.charts import waterfall_chart
from kpis.exports.deck.slide import BOTTOM, EDGE, ROOM, TOP, Box, Deck
from kpis.movement.decomposition import Movement
from kpis.movement.words import main_measure, movement_sentence
from kpis.words.priorities import TROUBLE
from kpis.words.verdicts import shift_sentence

_SAID = 15
"""Type size of the sentence over a chart of steps."""


def movement_slides(deck: Deck) -> None:
    """Nothing in the plan's first period; else verdicts, figures, steps of targets in trouble."""
    dossier = deck.dossier
    moved = dossier.shifts
    if moved is None:
        return
    _, before = translator(dossier.language), dossier.card.period.shifted(-1)
    sentence = shift_sentence(moved, dossier.language).rstrip(".")
    name = period_name(before, dossier.language)
    text = _("So với {period}: {sentence}")
    head = text.format(period=name, sentence=f"{sentence[:1].lower()}{sentence[1:]}")
    if moved:
        deck.tables(head, shift_table(dossier, moved))
    else:
        deck.slide(head)
    if dossier.movements:
        text = _("So với {period}: {count} trong {total} chỉ tiêu có số liệu thay đổi")
        count, total = len(dossier.movements), len(dossier.results)
        deck.tables(text.format(period=name, count=count, total=total), movement_table(dossier))
    for one in dossier.movements:
        if one.after.verdict in TROUBLE:
            _steps(deck, one)


def _steps(deck: Deck, one: Movement) -> None:
    """The way from one figure to the other in steps, under the sentence that says it."""
    dossier, language = deck.dossier, deck.dossier.language
    measure = main_measure(one, dossier.plan)
    bars = dossier.plan.target(one.after.target_id).bars
    found = waterfall_of(one, measure, dossier.called, language, bars)
    if found is None:
        return
    _ = translator(language)
    text = _("{target}: vì sao từ {before} thành {after}")
    name = dossier.plan.target(one.after.target_id).name(language)
    first, last = found.bars[0], found.bars[-1]
    slide = deck.slide(text.format(target=name, before=first.text, after=last.text))
    sentence = movement_sentence(one, dossier.plan, dossier.called, language)
    tall = height(sentence, ROOM - 2, _SAID)
    slide.write(sentence, Box(EDGE, TOP, ROOM, tall), size=_SAID)
    waterfall_chart(slide, found, Box(EDGE, TOP + tall + 8, ROOM, BOTTOM - TOP - tall - 8))

