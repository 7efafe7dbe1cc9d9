"""The printed arithmetic of a verdict: what was counted, what is needed, what is left to do.

Counts come first and decide; a percentage only illustrates. Every sentence is made of short parts
joined by semicolons, in the order in which one would work it out on paper.
"""

from __future__ import annotations

from math import ceil

from kpis.arithmetic_parts import (
    Sheet,
    change,
    floor_parts,
    milestone_parts,
    reading_parts,
    share_parts,
    yearly_parts,
    zero_parts,
)
from kpis.language import NOTHING, day, integer, percent, period_name, translator
from kpis.model import Kind, Language, Plan, Reason, Result, Verdict

_PARTS = {
    Kind.YEARLY_REDUCTION: yearly_parts,
    Kind.GROWTH_CEILING: yearly_parts,
    Kind.SHARE_BY_DEADLINE: share_parts,
    Kind.FLOOR: floor_parts,
    Kind.ZERO: zero_parts,
    Kind.MILESTONE: milestone_parts,
    Kind.READING: reading_parts,
}


def arithmetic(result: Result, plan: Plan, language: Language) -> str:
    """The sentence that shows how the verdict came about, in numbers anybody can check."""
    if result.said is not None:
        return result.said.words(language).arithmetic
    sheet = Sheet(result, plan, plan.target(result.target_id), language, translator(language))
    if result.reason in (Reason.BEFORE_PLAN, Reason.PLAN_CLOSED):
        return _outside(sheet)
    if result.verdict is Verdict.NO_DATA:
        parts = _no_data(sheet)
    else:
        parts = [*_PARTS[sheet.target.kind](sheet), *_provisional(sheet)]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _outside(sheet: Sheet) -> str:
    _ = sheet._
    if sheet.result.reason is Reason.BEFORE_PLAN:
        first = period_name(sheet.plan.regime.first, sheet.language)
        return _("Kế hoạch bắt đầu từ kỳ {period}").format(period=first)
    last = period_name(sheet.plan.last_of(sheet.target), sheet.language)
    return _("Đã hết thời hạn ở kỳ {period}; kết quả cuối cùng là của kỳ đó").format(period=last)


def _provisional(sheet: Sheet) -> list[str]:
    _, coverage = sheet._, sheet.result.coverage
    if not sheet.result.provisional:
        return []
    if coverage.expected == 1:
        return [_("tạm thời, chưa đủ số liệu")]
    text = _("tạm thời, mới có {counted}/{expected}")
    return [text.format(counted=coverage.counted, expected=coverage.expected)]


def _no_data(sheet: Sheet) -> list[str]:
    """What is missing, in counts; then what those who do count come to."""
    _, coverage = sheet._, sheet.result.coverage
    if coverage.expected == 1:
        absent = sheet.result.details.unreported
        if not absent:
            return [_("Chưa có số liệu để tính")]
        periods = ", ".join(period_name(period, sheet.language) for period in absent)
        return [_("Chưa đủ số liệu để tính: thiếu báo cáo {periods}").format(periods=periods)]
    text = _("Mới đủ số liệu của {counted}/{expected} địa phương, còn thiếu {missing}")
    missing = coverage.expected - coverage.counted
    parts = [
        text.format(counted=coverage.counted, expected=coverage.expected, missing=missing),
        _least_wanted(sheet),
    ]
    known = _known_so_far(sheet)
    return [*parts, _("số đã có: {figure}").format(figure=known)] if known else parts


def _least_wanted(sheet: Sheet) -> str:
    _, expected = sheet._, sheet.result.coverage.expected
    if sheet.result.reason is Reason.INCOMPLETE:
        return _("chưa đủ để khẳng định là không có")
    least = max(ceil(sheet.plan.settings.minimum_coverage * expected), 1)
    return _("cần ít nhất {needed}").format(needed=least)


def _known_so_far(sheet: Sheet) -> str | None:
    result = sheet.result
    if result.numerator is None:
        return None
    if result.denominator is not None:
        return f"{sheet.count(result.numerator)}/{sheet.count(result.denominator)}"
    if result.base is not None:
        return f"{sheet.count(result.base)} → {sheet.count(result.numerator)}"
    return sheet.count(result.numerator)


def figure(
    result: Result, plan: Plan, language: Language, *, counts_first: bool = False
) -> str:
    """The figure as a headline. On a small base the counts come first, then the percentage.

    ``counts_first``: everywhere, as where localities of different size stand side by side.
    """
    if result.said is not None:
        words = result.said.words(language)
        return words.figure_counts if counts_first else words.figure
    target = plan.target(result.target_id)
    if result.numerator is None:
        return NOTHING
    if target.kind is Kind.MILESTONE and result.coverage.expected == 1:
        return day(result.details.done_on, language)
    if result.denominator is not None:
        counts = f"{integer(result.numerator, language)}/{integer(result.denominator, language)}"
        share = percent(result.value, language) if result.value is not None else ""
    else:
        counts = integer(result.numerator, language)
        share = change(result, language) if target.kind is not Kind.ZERO else ""
    if not share:
        return counts
    if counts_first or result.caveats or result.denominator is None:
        return f"{counts} ({share})"
    return f"{share} ({counts})"
