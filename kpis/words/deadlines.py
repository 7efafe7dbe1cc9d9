"""Until when a target runs, and how many periods are left to it, in words."""

from __future__ import annotations

from data_loaders.model.formats import translator
from kpis.model import Language, Plan, Result
from kpis.words.sheet import Sheet


def deadline(result: Result, plan: Plan, language: Language) -> str:
    """``tháng 12/2025 · còn 6 kỳ``: the end of the target's leg and the periods left to it.

    A dated task runs to its day. After the end only the end stands there.
    """
    if result.said is not None:
        return result.said.words(language).deadline
    _, sheet = translator(language), Sheet.of(result, plan, language)
    if sheet is None or result.leg is None:
        return ""
    text, left = sheet.demand.aim.runs_to(sheet), result.periods_left or 0
    if left <= 0 or not sheet.demand.aim.bars:
        return text
    return f"{text} · {_.plural('còn {periods} kỳ', left).format(periods=left)}"
