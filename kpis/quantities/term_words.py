"""What a term counts, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data_loaders.model.formats import integer, translator
from data_loaders.model.language import Language
from kpis.law.term import AreaCount, Term

if TYPE_CHECKING:
    from kpis.law.target import Measure


def term_text(term: Term, named: Mapping[str, Measure], language: Language) -> str:
    """A term in words; a measure that the plan does not name, by its code."""
    _ = translator(language)
    if term.areas is not None:
        return {
            AreaCount.CHOSEN: _("địa bàn đã lựa chọn"),
            AreaCount.RECOGNISED: _("địa bàn từng được công nhận đạt"),
            AreaCount.SUSTAINED: _("địa bàn đạt, không tái phức tạp"),
        }[term.areas]
    if term.classes:
        return _("số xã loại {classes}").format(classes=", ".join(f"“{c}”" for c in term.classes))
    if term.communes:
        return _("số xã có báo cáo")
    if term.communes_with is not None:
        name = _name(term.communes_with, named, language)
        text = _("số xã có {measure} trên {number}")
        return text.format(measure=name, number=integer(term.above, language))
    names = [_name(code, named, language) for code in term.measures]
    return f"({' + '.join(names)})" if len(names) > 1 else names[0]


def _name(code: str, named: Mapping[str, Measure], language: Language) -> str:
    return named[code].name(language) if code in named else code
