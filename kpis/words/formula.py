"""A target's formula in words, with the measures, the periods and the bar it stands to."""

from __future__ import annotations

from data_loaders.model.formats import translator
from kpis.law.bar_words import strictness
from kpis.model import Language, Plan, Result
from kpis.words.sheet import Sheet


def formula_text(result: Result, plan: Plan, language: Language) -> str:
    """The formula of a result's target for its period; empty while nobody has read the sentence."""
    if result.said is not None:
        return result.said.words(language).formula
    sheet = Sheet.of(result, plan, language)
    if sheet is None:
        return ""
    return sheet.demand.quantity.formula(sheet, sheet.demand.aim.demand(sheet)).strip()


def strictness_text(result: Result, plan: Plan, language: Language) -> str:
    """What happens exactly on the bar: the sentence's own word decides, "ít nhất" or "trên"."""
    if result.said is not None:
        return result.said.words(language).strictness
    sheet = Sheet.of(result, plan, language)
    if sheet is None:
        return ""
    if sheet.demand.quantity.dated_task is not None:
        return translator(language)("hoàn thành đúng ngày đến hạn vẫn là đạt")
    if result.leg is None or not sheet.demand.aim.bars:
        return ""
    bar = result.leg.bar
    if sheet.demand.quantity.needed_of_all(bar) == 0 and not bar.more_is_better:
        return translator(language)("= 0: một trường hợp cũng là không đạt")
    return strictness(bar, language)
