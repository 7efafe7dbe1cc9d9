"""The printed arithmetic of a verdict: what was counted, what is needed, what is left to do.

Counts come first and decide; a percentage only illustrates. Every sentence is made of short parts
joined by semicolons, in the order in which one would work it out on paper: the quantity says what
there is, the aim what is asked.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from data_loaders.model.formats import NOTHING, day, period_name, translator
from kpis.model import Caveat, Language, Plan, Reason, Result, Verdict
from kpis.words.caveats import caveat_texts
from kpis.words.sheet import Sheet
from kpis.words.stages import absence_words, counted_stages
from kpis.words.unknown import bounds_parts, forecast_parts

_NOT_READ = (Reason.READING_OPEN, Reason.PROVINCE_ONLY, Reason.PART_YEAR)


def arithmetic(
    result: Result, plan: Plan, language: Language, *, forecast: bool = True
) -> str:
    """The sentence that shows how the verdict came about, in numbers anybody can check.

    ``forecast``: with where the pace leads; without it where the next sentence says so.
    """
    if result.said is not None:
        return result.said.words(language).arithmetic
    told = result if forecast else replace(result, forecast=None)
    text = "; ".join(_parts(told, plan, language))
    return text[:1].upper() + text[1:]


def _parts(result: Result, plan: Plan, language: Language) -> list[str]:
    outside = _outside(result, plan, language)
    if outside:
        return [outside]
    sheet = Sheet.of(result, plan, language)
    if sheet is None or result.reason in _NOT_READ:
        return [_unread(result, language)]
    if result.verdict is Verdict.NO_DATA and not _awaited(result):
        parts = _no_data(sheet)
    elif result.verdict is Verdict.NOT_APPLICABLE and result.denominator == 0:
        parts = [sheet._("không có đối tượng để tính (0 {unit})").format(unit=sheet.unit)]
        parts += _provisional(sheet)
    else:
        quantity, aim = sheet.demand.quantity, sheet.demand.aim
        parts = [*quantity.stands(sheet), *aim.asks(sheet), *quantity.more(sheet)]
        parts += [*forecast_parts(sheet), *_provisional(sheet)]
    return [*parts, *bounds_parts(sheet), *_caveats(result, language), *_reading(sheet)]


def _awaited(result: Result) -> bool:
    """Whether it waits for a record and not for reports."""
    return result.reason is Reason.AWAITING_PUBLICATION


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
        return [text.format(received=sheet.count(received), expected=sheet.count(expected))]
    if result.coverage.expected == 1:
        return [_("tạm thời, chưa đủ số liệu")]
    text = _("tạm thời, mới có {counted}/{expected}")
    return [text.format(counted=result.coverage.counted, expected=result.coverage.expected)]


def _no_data(sheet: Sheet) -> list[str]:
    """What is missing, in counts; then, where it is kept, what those who do count come to."""
    result, quantity = sheet.result, sheet.demand.quantity
    if result.reason is Reason.NOT_REPORTED_SINCE_DUE:
        parts = _since_due(sheet)
    elif result.coverage.expected == 1:
        parts = [_of_one(sheet)]
    else:
        parts = _of_many(sheet)
    return parts if result.numerator is None else [*parts, *quantity.stands(sheet)]


def _since_due(sheet: Sheet) -> list[str]:
    """That a task's day is over and nobody has told how it ended."""
    _, task, coverage = sheet._, sheet.demand.quantity.dated_task, sheet.result.coverage
    due = "" if task is None else day(task.due_on, sheet.language)
    said = [_("hạn {date}").format(date=due), _("chưa báo cáo kết quả kể từ hạn")]
    if coverage.complete:
        return said
    text = _("mới có {counted}/{expected} địa phương")
    return [*said, text.format(counted=coverage.counted, expected=coverage.expected)]


def _of_one(sheet: Sheet) -> str:
    _, absent = sheet._, sheet.result.details.absent
    if sheet.demand.quantity.dated_task is not None:
        return _("chưa có danh sách nhiệm vụ được tính")
    if not absent:
        return _("Chưa có số liệu để tính")
    why = absence_words(absent, sheet.result.period, sheet.language)
    return _("Chưa tính được: {why}").format(why=why)


def _of_many(sheet: Sheet) -> list[str]:
    """On how many the figure rests, and why it does not on the others."""
    _, result = sheet._, sheet.result
    known, expected = result.coverage.counted, result.coverage.expected
    text = _("mới có {counted}/{expected} địa phương, chưa tính {missing}")
    if result.reports is not None:
        known, expected = result.reports.received, result.reports.expected
        text = _("mới có {counted}/{expected} báo cáo, còn thiếu {missing}")
    said = text.format(
        counted=sheet.count(known),
        expected=sheet.count(expected),
        missing=sheet.count(expected - known),
    )
    why = counted_stages(result.details.absent, sheet.language)
    if sheet.demand.quantity.dated_task is not None:
        why = _("chưa có danh sách nhiệm vụ được tính")
    if result.reason is Reason.BASE_MISSING:
        return _no_base(sheet, why)
    said = f"{said} ({why})" if why else said
    return [said, *_least_wanted(sheet, expected)]


def _no_base(sheet: Sheet, why: str) -> list[str]:
    """That nobody who reported has the base to compare with, and why nobody counts."""
    _, result = sheet._, sheet.result
    base = sheet.demand.quantity.base_at(result.period)
    reported = _("thiếu số gốc của {count} địa phương đã báo cáo")
    if base is not None:
        reported = _("thiếu số gốc kỳ {period} của {count} địa phương đã báo cáo")
        reported = reported.replace("{period}", sheet.period(base))
    missing = _("chưa tính {missing}").format(missing=len(result.coverage.missing))
    return [
        reported.format(count=len(result.missing_base or ())),
        f"{missing} ({why})" if why else missing,
    ]


def _least_wanted(sheet: Sheet, expected: int) -> list[str]:
    _ = sheet._
    if sheet.result.reason is not None:
        return []  # it stands beside the sentence
    least = max(ceil(sheet.plan.settings.minimum_coverage * expected), 1)
    return [_("cần ít nhất {needed}").format(needed=sheet.count(least))]


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
