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
    """``title``: what it shows. ``sentence``: what it comes to. ``facts``: label and text;
    ``lines``: the same with what it shows and comes to before them."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]


def grounds(dossier: Dossier, title: str, sentence: str) -> Grounds:
    """The grounds of an excerpt with that title and conclusion."""
    _, language, card = translator(dossier.language), dossier.language, dossier.card
    source = _("báo cáo của các địa phương theo Kế hoạch số {number}; tổng hợp: {unit}")
    if not dossier.whole:
        source = _("báo cáo của địa phương theo Kế hoạch số {number}: {unit}")
    facts = [
        (_("Nguồn"), source.format(number=dossier.plan.number, unit=dossier.about.full_name)),
        (_("Kỳ báo cáo"), period_name(card.period, language)),
        (
            _("Số liệu tính đến"),
            instant(card.as_of, language, zone=dossier.plan.regime.timezone),
        ),
        (_("Loại số liệu"), headings.basis_words(card.basis, language)),
        (_("Độ phủ"), coverage(dossier)),
        *((_("Phiên họp"), one.partition(": ")[2]) for one in headings.held(dossier)),
        (_("Mã báo cáo"), str(dossier.report_id)),
        (_("Phiên bản kho số liệu"), str(dossier.given.revision)),
    ]
    if dossier.given.demonstration:
        facts.append((_("Lưu ý"), headings.synthetic(language)))
    lines = ((_("Nội dung"), title), (_("Tóm tắt"), sentence), *facts)
    return Grounds(title, sentence, tuple(facts), lines)


def coverage(dossier: Dossier) -> str:
    """``8/10 địa phương; chưa tính: Huyện X (chưa gửi)``; of one locality whether it counts."""
    _, card, language = translator(dossier.language), dossier.card, dossier.language
    regime, missing = dossier.plan.regime, dossier.card.reporting.missing
    if not dossier.whole:
        if dossier.unit_id not in missing:
            return _("đã có số liệu kỳ này")
        stage = stage_of(dossier.facts, regime, dossier.unit_id, card.period)
        return _("chưa tính kỳ này: {why}").format(why=stage_words(stage, language))
    text = _("{counted}/{expected} địa phương")
    told = text.format(counted=card.reporting.counted, expected=card.reporting.expected)
    if not missing:
        return told
    if len(missing) > NAMED:
        rest = _("{count} địa phương").format(count=len(missing))
    else:
        rest = unreported(missing, card.period, dossier.facts, regime, dossier.names, language)
    return f"{told}; {_('chưa tính: {names}').format(names=rest)}"
