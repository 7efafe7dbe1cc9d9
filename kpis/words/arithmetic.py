"""The printed arithmetic of a verdict: what was counted, what is needed, what is left to do.

Counts come first and decide; a percentage only illustrates. Every sentence is made of short parts
joined by semicolons, in the order in which one would work it out on paper.
"""

from __future__ import annotations

from math import ceil

from kpis.model import Kind, Language, Plan, Reason, Result, Verdict
from kpis.words.arithmetic_parts import (
    Sheet,
    change,
    floor_parts,
    milestone_parts,
    reading_parts,
    share_parts,
    yearly_parts,
    zero_parts,
)
from kpis.words.language import NOTHING, day, integer, percent, period_name, translator
from kpis.words.stages import absence_words, counted_stages

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
    absent = sheet.result.details.absent
    if coverage.expected == 1:
        if not absent:
            return [_("Chưa có số liệu để tính")]
        why = absence_words(absent, sheet.result.period, sheet.language)
        return [_("Chưa tính được: {why}").format(why=why)]
    text = _("Mới đủ số liệu của {counted}/{expected} địa phương, chưa tính {missing} ({why})")
    parts = [
        text.format(
            counted=coverage.counted,
            expected=coverage.expected,
            missing=coverage.expected - coverage.counted,
            why=counted_stages(absent, sheet.language),
        ),
        *_no_base(sheet),
        _least_wanted(sheet),
    ]
    known = _known_so_far(sheet)
    return [*parts, _("số đã có: {figure}").format(figure=known)] if known else parts


def _no_base(sheet: Sheet) -> list[str]:
    """That nobody who reported has the base to compare with."""
    if sheet.result.missing_base is None:
        return []
    before = period_name(sheet.result.period.year_end_before(), sheet.language)
    text = sheet._("thiếu số gốc kỳ {period} của {count} địa phương đã báo cáo")
    return [text.format(period=before, count=len(sheet.result.missing_base))]


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


def figure(result: Result, plan: Plan, language: Language) -> str:
    """The figure as a headline: the counts, which decide, then the share: ``37/55 (67,3%)``."""
    if result.said is not None:
        return result.said.words(language).figure
    target = plan.target(result.target_id)
    if result.numerator is None:
        return NOTHING
    if target.kind is Kind.MILESTONE and result.coverage.expected == 1:
        return day(result.details.done_on, language)
    if result.denominator is not None:
        counts = f"{integer(result.numerator, language)}/{integer(result.denominator, language)}"
        share = ""
        if result.value is not None:
            share = percent(result.value, language, bars=target.bars)
    else:
        counts = integer(result.numerator, language)
        share = change(result, target, language) if target.kind is not Kind.ZERO else ""
    return f"{counts} ({share})" if share else counts
