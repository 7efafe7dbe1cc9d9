"""What a term counts, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data_loaders.model import AreaStanding, AreaState
from data_loaders.model.formats import integer, translator
from data_loaders.model.language import Language
from kpis.law.term import AreaCount, Term

if TYPE_CHECKING:
    from kpis.law.target import Measure, Plan


def term_text(term: Term, plan: Plan, language: Language) -> str:
    """A term in words; a measure that the plan does not name, by its code."""
    _ = translator(language)
    if term.areas is not None:
        return areas_text(term.areas, plan.regime.area_states, language)
    if term.classes:
        return _("số xã loại {classes}").format(classes=", ".join(f"“{c}”" for c in term.classes))
    if term.communes:
        return _("số xã có báo cáo")
    if term.communes_with is not None:
        name = _name(term.communes_with, plan.named, language)
        text = _("số xã có {measure} trên {number}")
        return text.format(measure=name, number=integer(term.above, language))
    names = [_name(code, plan.named, language) for code in term.measures]
    return f"({' + '.join(names)})" if len(names) > 1 else names[0]


def areas_text(counted: AreaCount, states: Sequence[AreaState], language: Language) -> str:
    """What is counted in an area list, in the plan's own words for its states."""
    _ = translator(language)
    words = {state.standing: state.name(language) for state in states}
    if counted is AreaCount.CHOSEN or AreaStanding.SUSTAINED not in words:
        return _("địa bàn đã lựa chọn")
    word, relapsed = words[AreaStanding.SUSTAINED], words.get(AreaStanding.RELAPSED)
    if counted is AreaCount.RECOGNISED:
        return _("địa bàn từng được công nhận {word}").format(word=word)
    if relapsed is None:
        return _("địa bàn {word}").format(word=word)
    return _("địa bàn {word}, không {relapsed}").format(word=word, relapsed=relapsed)


def _name(code: str, named: Mapping[str, Measure], language: Language) -> str:
    return named[code].name(language) if code in named else code
