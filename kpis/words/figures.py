"""A figure in two parts: the counts, and the little that stands under or beside them; a measure,
the distance to it and a difference in words."""

from __future__ import annotations

from data_loaders.model.formats import NOTHING, integer, translator
from kpis.model import Caveat, Language, Plan, Result, Verdict
from kpis.words.sheet import Sheet

LONGEST_UNIT = 14
"""A longer one finds no room under its count, and the target's name has said what is counted."""


def figure_parts(result: Result, plan: Plan, language: Language) -> tuple[str, str]:
    """``37/55`` and ``67,3%``: counts, and their share, their unit or on how many they rest.

    Where nobody counts, a dash and of how many; of a task of many localities what is counted.
    """
    _, found, coverage = translator(language), result.bounds, result.coverage
    if result.numerator is None and result.value is None:
        known = _("{counted}/{expected} nơi")
        if result.verdict is not Verdict.NO_DATA or coverage.expected == 1:
            return NOTHING, ""
        return NOTHING, known.format(counted=coverage.counted, expected=coverage.expected)
    unit = plan.target(result.target_id).unit(language)
    unit = unit if len(unit) <= LONGEST_UNIT else ""
    sheet = Sheet.of(result, plan, language)
    if sheet is None:
        return integer(result.numerator, language), unit
    if sheet.demand.quantity.whole_place and found is not None:
        low, high = integer(found.low, language), integer(found.high, language)
        return low if low == high else f"{low}–{high}", unit
    counts, share = sheet.demand.quantity.figure(result, language)
    if sheet.demand.quantity.dated_task is not None:
        return counts, _("địa phương") if coverage.expected > 1 else ""
    small = Caveat.SMALL_BASE in result.caveats
    return counts, _("dưới 10") if small and result.denominator else share or unit


def standing_number(sheet: Sheet) -> int | None:
    """The number that stands as the figure, and that its distances are told of.

    Of a whole place's bar, where somebody is missing, what all of them come to; None where that is
    no single number.
    """
    found = sheet.result.bounds
    if not sheet.demand.quantity.whole_place or found is None:
        return sheet.result.numerator
    return found.low if found.low == found.high else None


def limit_text(number: int | None, language: Language, *, more_is_better: bool) -> str:
    """What must be reached or kept to, in words: ``ít nhất 44``, ``tối đa 427``."""
    _ = translator(language)
    text = _("ít nhất {count}") if more_is_better else _("tối đa {count}")
    return text.format(count=integer(number, language))


def apart(number: int, measure: int, language: Language, *, more_is_better: bool) -> str:
    """How far a number is from a measure: ``dư 3``, ``đủ``, ``thiếu 2``; of what may not be more
    ``dưới trần 3``, ``vượt 2``: "dư" would be read as too many there."""
    _ = translator(language)
    spare = number - measure if more_is_better else measure - number
    if spare == 0:
        return _("đủ")
    text = _("dư {count}") if more_is_better else _("dưới trần {count}")
    if spare < 0:
        text = _("thiếu {count}") if more_is_better else _("vượt {count}")
    return text.format(count=integer(abs(spare), language))


def signed(number: int, language: Language) -> str:
    """A difference with its sign: ``+3``, ``−1``, ``0``."""
    size = integer(abs(number), language)
    return size if number == 0 else f"{'+' if number > 0 else '−'}{size}"
