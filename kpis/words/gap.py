"""How far a figure is from what the plan demands, in counts: never a share, never a guess."""

from __future__ import annotations

from data_loaders.model.formats import NOTHING, day, integer, translator
from kpis.model import Language, Plan, Result, Verdict
from kpis.words.sheet import Sheet

_UNKNOWN = (Verdict.NO_DATA, Verdict.NOT_APPLICABLE, Verdict.NOT_JUDGED)
_OPEN = (Verdict.AT_RISK, Verdict.BEHIND)


def gap(result: Result) -> int | None:
    """How many are too many, or too few, at the end of the leg; 0 where the demand is met.

    Of a dated task: how many localities have not done it in time. None where nothing is demanded
    or nothing is known: a figure that rests on too few reports has no distance to anything.
    """
    if result.said is not None:
        return result.said.gap
    if result.verdict in _UNKNOWN or result.numerator is None:
        return None
    if result.details.task is not None:
        return (result.denominator or 0) - result.numerator
    return None if result.short is None else max(result.short, 0)


def over_line(result: Result) -> int:
    """How many are above what the year's line allows at this period; 0 without such a line."""
    if result.said is not None:
        return result.said.over_line
    if result.more_is_better is not False or result.due_by_now is None:
        return 0
    return max((result.numerator or 0) - result.due_by_now, 0)


def gap_text(result: Result, plan: Plan, language: Language) -> str:
    """In words, always with what it is held against: ``thiếu 7 so với mức đến hạn là 44``.

    Where the end's measure is kept and this period's is not, it is held against the latter;
    ``đủ`` where both are kept, a dash where nothing can be told.
    """
    if result.said is not None:
        return result.said.words(language).gap
    _, distance, sheet = translator(language), gap(result), Sheet.of(result, plan, language)
    if distance is None or sheet is None:
        return NOTHING
    ahead = over_line(result) if result.verdict in _OPEN else 0
    if not distance and not ahead:
        return _("đủ")
    text, measure = sheet.demand.aim.against(sheet, over=not result.more_is_better), result.needed
    if not distance:
        text, measure = _("vượt {count} so với mức đến kỳ này là {measure}"), result.due_by_now
    task = result.details.task
    return text.format(
        count=integer(distance or ahead, language),
        measure=integer(measure, language),
        date=day(None if task is None else task.due_on, language),
    )
