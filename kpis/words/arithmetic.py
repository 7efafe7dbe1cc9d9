"""The printed arithmetic of a verdict: what was counted, what is needed, what is left to do.

Counts come first and decide; a percentage only illustrates. Every sentence is made of short parts
joined by semicolons, in the order in which one would work it out on paper: the quantity says what
there is, the aim what is asked.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from kpis.language.formats import NOTHING, day, period_name, translator
from kpis.model import Caveat, Language, Plan, Reason, Result, Verdict
from kpis.words.caveats import caveat_texts
from kpis.words.sheet import Sheet
from kpis.words.stages import absence_words, counted_stages
from kpis.words.unknown import bounds_parts, forecast_parts

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
        parts += [*forecast_parts(sheet), *_provisional(sheet)]
    return [*parts, *bounds_parts(sheet), *_caveats(result, language), *_reading(sheet)]


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


def _caveats(result: Result, language: Language) -> list[str]:
    """What else to keep in mind; that a base is small is seen from the counts themselves."""
    plain = [one for one in result.caveats if one != Caveat.SMALL_BASE]
    return caveat_texts(replace(result, caveats=tuple(plain)), language)


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
    parts = _of_one(sheet) if result.coverage.expected == 1 else _of_many(sheet)
    if result.numerator is not None:
        counts, _share = sheet.demand.quantity.figure(result, sheet.language)
        parts.append(_("số đã có: {figure}").format(figure=counts))
    return parts


def _of_one(sheet: Sheet) -> list[str]:
    _, absent = sheet._, sheet.result.details.absent
    if not absent:
        return [_("Chưa có số liệu để tính")]
    why = absence_words(absent, sheet.result.period, sheet.language)
    return [_("Chưa tính được: {why}").format(why=why)]


def _of_many(sheet: Sheet) -> list[str]:
    _, result = sheet._, sheet.result
    why = counted_stages(result.details.absent, sheet.language)
    known, expected = result.coverage.counted, result.coverage.expected
    text = _("Mới đủ số liệu của {counted}/{expected} địa phương, chưa tính {missing} ({why})")
    if result.reports is not None:
        known, expected = result.reports.received, result.reports.expected
        text = _("Mới có {counted}/{expected} báo cáo, còn thiếu {missing} ({why})")
    said = text.format(counted=known, expected=expected, missing=expected - known, why=why)
    return [said, *_no_base(sheet), *_least_wanted(sheet, expected)]


def _no_base(sheet: Sheet) -> list[str]:
    """That nobody who reported has the base to compare with."""
    if sheet.result.reason is not Reason.BASE_MISSING:
        return []
    text = sheet._("thiếu số gốc của {count} địa phương đã báo cáo")
    return [text.format(count=len(sheet.result.missing_base or ()))]


def _least_wanted(sheet: Sheet, expected: int) -> list[str]:
    _ = sheet._
    if sheet.result.reason is Reason.INCOMPLETE:
        return [_("chưa đủ báo cáo để kết luận")]
    if sheet.result.reason is not None:
        return []
    least = max(ceil(sheet.plan.settings.minimum_coverage * expected), 1)
    return [_("cần ít nhất {needed}").format(needed=least)]


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
