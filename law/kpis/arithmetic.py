"""The printed arithmetic of a verdict: what was counted, what is needed, what is left to do.

Counts come first and decide; a percentage only illustrates. Every sentence is made of short parts
joined by semicolons, in the order in which one would work it out on paper: the quantity says what
there is, the aim what is asked.
"""

from __future__ import annotations

from math import ceil

from kpis.language import NOTHING, day, integer, period_name, translator
from kpis.model import Language, Plan, Reason, Result, Verdict
from kpis.ruling import keeps_numbers
from kpis.sheet import Sheet
from kpis.unknown_words import unknown_parts

_NOT_READ = (Reason.READING_OPEN, Reason.PROVINCE_ONLY, Reason.PART_YEAR)


def arithmetic(result: Result, plan: Plan, language: Language) -> str:
    """The sentence that shows how the verdict came about, in numbers anybody can check."""
    if result.said is not None:
        return result.said.words(language).arithmetic
    text = "; ".join(_parts(result, plan, language))
    return text[:1].upper() + text[1:]


def _parts(result: Result, plan: Plan, language: Language) -> list[str]:
    outside = _outside(result, plan, language)
    if outside:
        return [outside]
    sheet = Sheet.of(result, plan, language)
    if sheet is None or result.reason in _NOT_READ:
        return [_unread(result, language)]
    if result.verdict is Verdict.NO_DATA and result.coverage.expected and result.leg is not None:
        parts = _no_data(sheet)
    elif result.verdict is Verdict.NOT_APPLICABLE and result.denominator == 0:
        parts = [sheet._("Chưa có {unit} nào để tính").format(unit=sheet.unit)]
    else:
        quantity, aim = sheet.demand.quantity, sheet.demand.aim
        parts = [*quantity.stands(sheet), *aim.asks(sheet), *quantity.more(sheet)]
        parts += _provisional(sheet)
    return [*parts, *unknown_parts(sheet), *_reading(sheet)]


def _outside(result: Result, plan: Plan, language: Language) -> str:
    _ = translator(language)
    if result.reason is Reason.BEFORE_PLAN:
        first = period_name(plan.regime.first, language)
        return _("Kế hoạch bắt đầu từ kỳ {period}").format(period=first)
    if result.reason is not Reason.PLAN_CLOSED:
        return ""
    last = period_name(plan.regime.last, language)
    return _("Kế hoạch kết thúc ở kỳ {period}; kết quả cuối cùng là của kỳ đó").format(period=last)


def _unread(result: Result, language: Language) -> str:
    _ = translator(language)
    if result.reason is Reason.PROVINCE_ONLY:
        return _("Chỉ tính toàn tỉnh")
    if result.reason is Reason.PART_YEAR:
        return _("Năm này kế hoạch không có đủ 12 kỳ nên không so theo năm")
    return _("Ban Chỉ đạo chưa ghi nhận cách hiểu")


def _provisional(sheet: Sheet) -> list[str]:
    _, result = sheet._, sheet.result
    if not result.provisional:
        return []
    if result.reports is not None:
        text = _("tạm thời, mới có {received}/{expected} báo cáo")
        received, expected = result.reports.received, result.reports.expected
        return [text.format(received=received, expected=expected)]
    if result.coverage.expected == 1:
        return [_("tạm thời, chưa đủ số liệu")]
    text = _("tạm thời, mới có {counted}/{expected}")
    return [text.format(counted=result.coverage.counted, expected=result.coverage.expected)]


def _no_data(sheet: Sheet) -> list[str]:
    """What is missing, in counts; then, where it is kept, what those who do count come to."""
    _, result = sheet._, sheet.result
    if result.reason is Reason.BASE_MISSING:
        parts = [_("Thiếu số gốc để so sánh")]
    elif result.coverage.expected == 1:
        parts = [_of_one(sheet)]
    else:
        parts = _of_many(sheet)
    if result.reason is Reason.INCOMPLETE:
        parts.append(_("chưa đủ báo cáo để kết luận"))
    if result.numerator is not None:
        counts, _share = sheet.demand.quantity.figure(result, sheet.language)
        parts.append(_("số đã có: {figure}").format(figure=counts))
    return parts


def _of_one(sheet: Sheet) -> str:
    _, absent = sheet._, sheet.result.details.unreported
    if not absent:
        return _("Chưa có số liệu để tính")
    periods = ", ".join(sheet.period(period) for period in absent)
    return _("Chưa đủ số liệu để tính: thiếu báo cáo {periods}").format(periods=periods)


def _of_many(sheet: Sheet) -> list[str]:
    _, result = sheet._, sheet.result
    known, expected = result.coverage.counted, result.coverage.expected
    text = _("Mới đủ số liệu của {counted}/{expected} địa phương, còn thiếu {missing}")
    if result.reports is not None:
        known, expected = result.reports.received, result.reports.expected
        text = _("Mới có {counted}/{expected} báo cáo, còn thiếu {missing}")
    parts = [text.format(counted=known, expected=expected, missing=expected - known)]
    if result.reason is None:
        least = max(ceil(sheet.plan.settings.minimum_coverage * expected), 1)
        parts.append(_("cần ít nhất {needed}").format(needed=least))
    return parts


def _reading(sheet: Sheet) -> list[str]:
    """How an ambiguous sentence is read, by whom and why."""
    _, details = sheet._, sheet.result.details
    if details.option is None:
        return []
    if details.recorded is None:
        return [_("cách hiểu {letter} theo tệp kế hoạch").format(letter=details.option)]
    recorded = details.recorded
    when = day(sheet.plan.regime.day_of(recorded.at), sheet.language)
    text = _("cách hiểu {letter} ({name}, {date}: {reason})")
    return [
        text.format(letter=details.option, name=recorded.by, date=when, reason=recorded.reason)
    ]


def figure(result: Result, plan: Plan, language: Language) -> str:
    """The figure as a headline: counts first, the share or the change beside them."""
    if result.said is not None:
        return result.said.words(language).figure
    sheet = Sheet.of(result, plan, language)
    if sheet is None or not keeps_numbers_of(result):
        return NOTHING
    counts, share = sheet.demand.quantity.figure(result, language)
    return f"{counts} ({share})" if share else counts


def keeps_numbers_of(result: Result) -> bool:
    """Whether there is a figure beside the verdict."""
    return result.numerator is not None or result.value is not None
