"""What a picture or a list must say by itself once it has left its page.

Whose figures of which period, what they come to, from where, as of when, on which basis, of how
many localities, and the id from which the same can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.model.formats import instant, period_name, translator
from kpis.exports.content import headings
from kpis.exports.content.dossier import Dossier
from kpis.law.stages import stage_of
from kpis.words.stages import stage_words, unreported

NAMED = 6
"""So many localities that are missing are named; of more how many they are."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """``title``: what it shows. ``sentence``: what it comes to. ``facts``: label and text."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...]


def grounds(said: Dossier, title: str, sentence: str) -> Grounds:
    """The grounds of an excerpt with that title and conclusion."""
    _, language, card = translator(said.language), said.language, said.card
    source = _("báo cáo của các địa phương theo Kế hoạch số {number}; tổng hợp: {unit}")
    if not said.whole:
        source = _("báo cáo của địa phương theo Kế hoạch số {number}: {unit}")
    facts = [
        (_("Nguồn"), source.format(number=said.plan.number, unit=said.about.full_name)),
        (_("Kỳ báo cáo"), period_name(card.period, language)),
        (
            _("Số liệu tính đến"),
            instant(card.as_of, language, zone=said.plan.regime.timezone),
        ),
        (_("Loại số liệu"), headings.basis_words(card.basis, language)),
        (_("Độ phủ"), coverage(said)),
        *((_("Phiên họp"), one.partition(": ")[2]) for one in headings.held(said)),
        (_("Mã báo cáo"), str(said.report_id)),
        (_("Phiên bản kho số liệu"), str(said.given.revision)),
    ]
    if said.given.demonstration:
        facts.append((_("Lưu ý"), headings.synthetic(language)))
    return Grounds(title, sentence, tuple(facts))


def coverage(said: Dossier) -> str:
    """``8/10 địa phương; chưa tính: Huyện X (chưa gửi)``; of one locality whether it counts."""
    _, card, language = translator(said.language), said.card, said.language
    regime, missing = said.plan.regime, said.card.reporting.missing
    if not said.whole:
        if said.unit_id not in missing:
            return _("đã có số liệu kỳ này")
        stage = stage_of(said.facts, regime, said.unit_id, card.period)
        return _("chưa tính kỳ này: {why}").format(why=stage_words(stage, language))
    text = _("{counted}/{expected} địa phương")
    told = text.format(counted=card.reporting.counted, expected=card.reporting.expected)
    if not missing:
        return told
    if len(missing) > NAMED:
        rest = _("{count} địa phương").format(count=len(missing))
    else:
        rest = unreported(missing, card.period, said.facts, regime, said.names, language)
    return f"{told}; {_('chưa tính: {names}').format(names=rest)}"
