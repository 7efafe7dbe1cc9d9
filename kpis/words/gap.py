"""How far a figure is from what the plan demands, in counts: never a share, never a guess."""

from __future__ import annotations

from kpis.model import Kind, Language, Plan, Result, Verdict
from kpis.words.language import NOTHING, Translator, day, integer, translator

_AT_MOST = frozenset({Kind.YEARLY_REDUCTION, Kind.GROWTH_CEILING, Kind.ZERO})


def at_most(result: Result, plan: Plan) -> bool:
    """Whether the demand is an upper bound; of an ambiguous sentence, by the reading taken."""
    if result.said is not None:
        return result.said.at_most
    kind = plan.target(result.target_id).kind
    return kind in _AT_MOST or (kind is Kind.READING and result.details.allowed_now is not None)


def gap(result: Result, plan: Plan) -> int | None:
    """How many are too many, or too few, at the deadline's measure; 0 where the demand is met.

    Of a dated task: how many localities have not done it in time. None where nothing is demanded
    or nothing is known: a figure that rests on too few reports has no distance to anything.
    """
    if result.said is not None:
        return result.said.gap
    if result.verdict in (Verdict.NO_DATA, Verdict.NOT_APPLICABLE, Verdict.NOT_JUDGED):
        return None
    if plan.target(result.target_id).kind is Kind.MILESTONE:
        if result.coverage.expected == 1:
            return 0 if result.verdict is Verdict.MET else 1
        return _over(result.denominator, result.numerator)
    if at_most(result, plan):
        return _over(result.numerator, result.needed)
    return _over(result.needed, result.numerator)


def _over(more: int | None, less: int | None) -> int | None:
    return None if more is None or less is None else max(more - less, 0)


def over_line(result: Result, plan: Plan) -> int | None:
    """How many are above what the year's line allows at this period; None without such a line."""
    if result.said is not None:
        return result.said.over_line
    return _over(result.numerator, result.details.allowed_now) if at_most(result, plan) else None


def gap_text(result: Result, plan: Plan, language: Language) -> str:
    """In words, always with what it is held against: ``thiếu 7 so với mức đến hạn là 44``.

    Where the deadline's measure is kept and this period's is not, it is held against the latter;
    ``đủ`` where both are kept, a dash where nothing can be told.
    """
    if result.said is not None:
        return result.said.words(language).gap
    _, distance = translator(language), gap(result, plan)
    if distance is None:
        return NOTHING
    allowed = result.details.allowed_now
    ahead = over_line(result, plan) if result.verdict in (Verdict.AT_RISK, Verdict.BEHIND) else 0
    if distance == 0 and not ahead:
        return _("đủ")
    text, measure = _demand(result, plan, _), result.needed
    if distance == 0:
        text, measure = _("vượt {count} so với mức đến kỳ này là {measure}"), allowed
    return text.format(
        count=integer(distance or ahead, language),
        measure=integer(measure, language),
        date=day(result.details.due_on, language),
    )


def _demand(result: Result, plan: Plan, _: Translator) -> str:
    """What is missing or too much, and against which measure."""
    kind = plan.target(result.target_id).kind
    if kind is Kind.MILESTONE:
        one = result.coverage.expected == 1
        return _("không đúng hạn {date}") if one else _("thiếu {count} địa phương đúng hạn {date}")
    if kind is Kind.ZERO:
        return _("vượt {count} so với yêu cầu là 0")
    if at_most(result, plan):
        return _("vượt {count} so với mức cuối năm là {measure}")
    if kind is Kind.SHARE_BY_DEADLINE:
        return _("thiếu {count} so với mức đến hạn là {measure}")
    return _("thiếu {count} so với mức phải giữ là {measure}")
