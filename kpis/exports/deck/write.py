"""The deck: what a committee looks at together, as PowerPoint with native tables and charts.

Each slide's title is its conclusion. The order is that of a meeting: how the targets stand, what is
grave, what moved, one slide per target in trouble, who has reported; then an annex per locality.
"""

from __future__ import annotations

from io import BytesIO

from data_loaders.model.formats import translator
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import (
    counts,
    exceptions_headline,
    headline,
    held,
    stamp,
    synthetic,
    title,
)
from kpis.exports.content.packing import settled
from kpis.exports.content.record_tables import decision_table
from kpis.exports.content.tables import exception_table, target_table
from kpis.exports.deck.annex import locality_slides, quality_slides, source_slides, watched_slide
from kpis.exports.deck.charts import counts_chart
from kpis.exports.deck.movement import movement_slides
from kpis.exports.deck.slide import BOTTOM, EDGE, QUIET, ROOM, TOP, Box, Deck
from kpis.exports.deck.targets import matrix_slide, target_slide
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import conclusion

EXCEPTIONS = 12
"""The gravest results of localities that are shown."""


def deck(dossier: Dossier) -> bytes:
    """The presentation of a dossier."""
    made = Deck(dossier)
    properties = made.file.core_properties
    properties.title, properties.author = title(dossier), dossier.plan.office.name.capitalize()
    properties.last_modified_by, properties.comments = properties.author, str(dossier.report_id)
    properties.language = dossier.language.value
    _cover(made)
    _standing(made)
    made.tables(_province_title(made), target_table(dossier, dossier.unit_id))
    if dossier.given.decisions:
        _ = translator(dossier.language)
        name = _("Còn {count} kết luận của các phiên họp phải thực hiện")
        made.tables(name.format(count=len(dossier.given.decisions)), decision_table(dossier))
    if dossier.whole:
        _exceptions(made)
    movement_slides(made)
    for result in dossier.troubled:
        target_slide(made, result)
    if dossier.whole:
        matrix_slide(made)
    quality_slides(made)
    watched_slide(made)
    locality_slides(made)
    source_slides(made)
    written = BytesIO()
    made.file.save(written)
    return settled(written.getvalue(), dossier.card.as_of)


def _cover(deck: Deck) -> None:
    """Whose results, of which period, for which meeting, and how they must be read."""
    dossier = deck.dossier
    slide = deck.slide(title(dossier))
    slide.raise_title(Box(EDGE, 120, ROOM, 120), 40)
    lines = [f"{headline(dossier)}.", *held(dossier)]
    lines += [line[:1].upper() + line[1:] for line in stamp(dossier)]
    slide.fitted(lines, Box(EDGE, 262, ROOM, 170), sizes=(22, 20, 18, 16))
    if dossier.given.demonstration:
        slide.write(synthetic(dossier.language), Box(EDGE, 450, ROOM, 24), size=16, bold=True)
    office = f"{dossier.plan.office.superior}\n{dossier.plan.office.name}"
    slide.write(office, Box(EDGE, 40, ROOM, 50), size=14, ink=QUIET)


def _standing(deck: Deck) -> None:
    """How many targets stand how, and the sentences to read first."""
    dossier = deck.dossier
    slide = deck.slide(headline(dossier))
    found = counts(dossier.results)
    tall = BOTTOM - TOP
    by_gravity = {verdict: found[verdict] for verdict in GRAVEST_FIRST}
    counts_chart(slide, by_gravity, Box(EDGE, TOP, 430, tall))
    unit_id = None if dossier.whole else dossier.unit_id
    sentences = conclusion(dossier.card, dossier.plan, dossier.language, unit_id=unit_id)
    slide.fitted(sentences, Box(EDGE + 460, TOP + 12, ROOM - 460, tall - 12))


def _province_title(deck: Deck) -> str:
    """The targets in trouble by name; how all of them stand where there are none."""
    dossier = deck.dossier
    unit_id = None if dossier.whole else dossier.unit_id
    standing, *others = conclusion(dossier.card, dossier.plan, dossier.language, unit_id=unit_id)
    return (others[0] if len(others) > 1 else standing).rstrip(".")


def _exceptions(deck: Deck) -> None:
    grave = deck.dossier.exceptions(EXCEPTIONS)
    head = exceptions_headline(deck.dossier, grave)
    if grave:
        deck.tables(head, exception_table(deck.dossier, grave))
    else:
        deck.slide(head)
