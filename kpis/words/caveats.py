"""What a reader must keep in mind beside a figure, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from data_loaders.model import Period
from data_loaders.model.formats import period_name, translator
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
    if caveat is Caveat.MISSED_YEAR:
        years = _runs([int(year) for year in when])
        return text.format(when=_joined([[str(year) for year in run] for run in years], "–"))
    periods = [Period.parse(one).index for one in when if one]
    runs = _runs(periods)
    named = [[period_name(Period(index), language) for index in run] for run in runs]
    return text.format(when=_joined(named, " – "))


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Those that follow one another together, in their order."""
    runs = [[number] for number in numbers[:1]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _joined(runs: Sequence[Sequence[str]], dash: str) -> str:
    """``2021–2023, 2025``: three and more in a row by the first and the last."""
    said = [f"{run[0]}{dash}{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs]
    return ", ".join(said)
