"""How far a figure is from what the plan demands, in counts: never a share, never a guess."""

from __future__ import annotations

from kpis.language import NOTHING, integer, translator
from kpis.model import Kind, Language, Plan, Result, Verdict

_AT_MOST = frozenset({Kind.YEARLY_REDUCTION, Kind.GROWTH_CEILING, Kind.ZERO})


def at_most(result: Result, plan: Plan) -> bool:
    """Whether the demand is an upper bound; of an ambiguous sentence, by the reading taken."""
    kind = plan.target(result.target_id).kind
    return kind in _AT_MOST or (kind is Kind.READING and result.details.allowed_now is not None)


def gap(result: Result, plan: Plan) -> int | None:
    """How many are too many, or too few, at the deadline's measure; 0 where the demand is met.

    Of a dated task: how many localities have not done it in time. None where nothing is demanded
    or nothing is known: a figure that rests on too few reports has no distance to anything.
    """
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


def gap_text(result: Result, plan: Plan, language: Language) -> str:
    """In words: ``thiếu 7``, ``vượt 2``, ``đủ``; a dash where nothing can be told."""
    _, distance = translator(language), gap(result, plan)
    if distance is None:
        return NOTHING
    if distance == 0:
        return _("đủ")
    text = _("vượt {count}") if at_most(result, plan) else _("thiếu {count}")
    return text.format(count=integer(distance, language))
