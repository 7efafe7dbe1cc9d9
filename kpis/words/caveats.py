"""What a reader must keep in mind beside a figure, in words."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.model import Period
from kpis.language.formats import period_name, translator
from kpis.model import Caveat, Language, Result


def caveat_texts(result: Result, language: Language) -> list[str]:
    """Each caveat of a result once, in its order; those of several years or periods together."""
    found: dict[Caveat, list[str]] = {}
    for caveat in result.caveats:
        name, _colon, when = caveat.partition(":")
        found.setdefault(Caveat(name), []).append(when)
    return [_text(caveat, when, language) for caveat, when in found.items()]


def _text(caveat: Caveat, when: Sequence[str], language: Language) -> str:
    _ = translator(language)
    text = {
        Caveat.SMALL_BASE: _("số dưới 10: chỉ nêu số đếm"),
        Caveat.NO_ROOM: _("mức cho phép chưa đủ 1: không được tăng"),
        Caveat.COULD_CHANGE: _("có thể đổi khi đủ số liệu"),
        Caveat.NOT_HELD: _("có kỳ không giữ được: {when}"),
        Caveat.MISSED_YEAR: _("năm {when} không đạt"),
        Caveat.STAGE_MISSED: _("mốc {when} không đạt"),
    }[caveat]
    years = caveat is Caveat.MISSED_YEAR
    named = when if years else [_period(one, language) for one in when]
    return text.format(when=", ".join(named))


def _period(text: str, language: Language) -> str:
    return period_name(Period.parse(text), language) if text else ""
