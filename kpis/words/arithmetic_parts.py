"""The parts of the printed arithmetic, one function per kind of target. See
``kpis.words.arithmetic``."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from kpis.model import AreaCount, Floor, Language, Plan, Reason, Result, Target, Verdict
from kpis.words.language import Translator, day, integer, pace, percent, period_name, translator


@dataclass(frozen=True, slots=True)
class Sheet:
    """A result with all that its sentence draws on. ``_`` translates."""

    result: Result
    plan: Plan
    target: Target
    language: Language
    _: Translator

    def count(self, value: int | None) -> str:
        return integer(value, self.language)


def change(result: Result, target: Target, language: Language) -> str:
    """B to C as a percentage of B, with its direction in words; empty where B is zero."""
    _ = translator(language)
    if result.base is None or result.numerator is None or result.value is None:
        return ""
    if result.numerator == result.base:
        return _("không đổi")
    bars = target.bars if result.value > 0 else (Fraction(0),)
    size = percent(abs(result.value), language, bars=bars)
    if result.numerator < result.base:
        return _("giảm {percent}").format(percent=size)
    return _("tăng {percent}").format(percent=size)


def _base_and_now(sheet: Sheet) -> str:
    _, result = sheet._, sheet.result
    text = _("Cuối năm trước {base}, nay {now}")
    text = text.format(base=sheet.count(result.base), now=sheet.count(result.numerator))
    changed = change(result, sheet.target, sheet.language)
    return f"{text} ({changed})" if changed else text


def yearly_parts(sheet: Sheet) -> list[str]:
    """B, C and C*; what must still go, and by when."""
    _, result, details = sheet._, sheet.result, sheet.result.details
    most = _("cuối năm không được quá {needed}").format(needed=sheet.count(result.needed))
    parts = [_base_and_now(sheet), most]
    left, now, needed = details.periods_left, result.numerator, result.needed
    if left is None or now is None or needed is None:
        return parts
    if left and result.base:
        by_now = _("đến kỳ này không quá {count}")
        parts.append(by_now.format(count=sheet.count(details.allowed_now)))
    if now > needed:
        parts.append(_surplus(sheet, left, now - needed))
    return parts


def _surplus(sheet: Sheet, left: int, surplus: int) -> str:
    _, count = sheet._, sheet.count(surplus)
    if left == 0:
        return _("vượt {count}").format(count=count)
    text = _.plural("còn {periods} kỳ, phải giảm thêm {count}", left)
    return text.format(periods=left, count=count)


def share_parts(sheet: Sheet) -> list[str]:
    """N of D and N*; what is left to do, at which pace, and the pace seen."""
    _, result, details = sheet._, sheet.result, sheet.result.details
    if result.verdict is Verdict.NOT_APPLICABLE:
        return [_nothing_to_count(sheet)]
    parts = [_achieved(sheet), _("cần {needed}").format(needed=sheet.count(result.needed))]
    if result.reason is Reason.FELL_BACK:
        parts.append(_("khi bắt đầu đã có {start}").format(start=sheet.count(details.start)))
    if result.verdict in (Verdict.AT_RISK, Verdict.BEHIND) and result.line is not None:
        by_now = _("theo tiến độ đến kỳ này phải được {count}")
        parts.append(by_now.format(count=sheet.count(floor(result.line))))
    parts += _still_to_do(sheet)
    if details.relapsed is not None:
        relapsed = _("trong số đã chuyển hóa đạt có {count} tái phức tạp")
        parts.append(relapsed.format(count=sheet.count(details.relapsed)))
    return parts


def _nothing_to_count(sheet: Sheet) -> str:
    unit = sheet.target.unit(sheet.language)
    return sheet._("Chưa có {unit} nào để tính").format(unit=unit)


def _achieved(sheet: Sheet) -> str:
    part, whole = sheet.count(sheet.result.numerator), sheet.count(sheet.result.denominator)
    return sheet._("Đã được {part}/{whole}").format(part=part, whole=whole)


def _still_to_do(sheet: Sheet) -> list[str]:
    _, result, details = sheet._, sheet.result, sheet.result.details
    if result.verdict is Verdict.MET or result.needed is None or result.numerator is None:
        return []
    if details.pace_needed is None:
        short = sheet.count(result.needed - result.numerator)
        return [_("thiếu {count}").format(count=short), _("đã hết thời hạn")]
    left = details.periods_left or 0
    text = _.plural("còn {periods} kỳ, phải thêm {pace} mỗi kỳ", left)
    needed = text.format(periods=left, pace=pace(details.pace_needed, sheet.language))
    return [needed, *_pace_seen(sheet)]


def _pace_seen(sheet: Sheet) -> list[str]:
    _, details = sheet._, sheet.result.details
    seen, periods = details.pace_seen, details.pace_periods
    if seen is None or periods is None:
        return []
    if seen == 0:
        return [_("{periods} kỳ qua không thêm").format(periods=periods)]
    text = _("{periods} kỳ qua thêm {pace} mỗi kỳ")
    if seen < 0:
        text = _("{periods} kỳ qua giảm {pace} mỗi kỳ")
    return [text.format(periods=periods, pace=pace(abs(seen), sheet.language))]


def floor_parts(sheet: Sheet) -> list[str]:
    """N of D and N*; what is short, or how many more may relapse."""
    _, result, details = sheet._, sheet.result, sheet.result.details
    if result.verdict is Verdict.NOT_APPLICABLE:
        return [_nothing_to_count(sheet)]
    least = _("cần ít nhất {needed}").format(needed=sheet.count(result.needed))
    part, whole = sheet.count(result.numerator), sheet.count(result.denominator)
    parts = [_("hiện có {part}/{whole}").format(part=part, whole=whole), least]
    if result.needed is not None and result.numerator is not None:
        parts += _room(sheet, result.numerator - result.needed)
    if details.trend is not None:
        text = _("xu hướng {periods} kỳ qua giảm, 3 kỳ nữa còn {percent}")
        ahead = percent(details.trend, sheet.language, bars=sheet.target.bars)
        parts.append(text.format(periods=sheet.plan.settings.recent, percent=ahead))
    return parts


def _room(sheet: Sheet, spare: int) -> list[str]:
    """How many are short; for areas that must not relapse, how many more may."""
    _, formula = sheet._, sheet.target.formula
    if not (isinstance(formula, Floor) and formula.part.areas is AreaCount.SUSTAINED):
        return [_("thiếu {count}").format(count=sheet.count(-spare))] if spare < 0 else []
    relapsed = sheet.result.details.relapsed or 0
    parts = [_("đã tái phức tạp {count}").format(count=sheet.count(relapsed))]
    if spare < 0:
        most = sheet.count(relapsed + spare)
        return [*parts, _("được phép nhiều nhất {count}").format(count=most)]
    return [*parts, _("còn được phép thêm {count}").format(count=sheet.count(spare))]


def zero_parts(sheet: Sheet) -> list[str]:
    """The sum of the year so far."""
    _, result = sheet._, sheet.result
    since = result.details.since or result.period
    span = period_name(since, sheet.language)
    if since != result.period:
        span = f"{span} – {period_name(result.period, sheet.language)}"
    text = _("{span}: {count} {unit}; yêu cầu không để xảy ra")
    unit = sheet.target.unit(sheet.language)
    return [text.format(span=span, count=sheet.count(result.numerator), unit=unit)]


def milestone_parts(sheet: Sheet) -> list[str]:
    """The due date, and who was in time."""
    _, result, details = sheet._, sheet.result, sheet.result.details
    parts = [_("Hạn {date}").format(date=day(details.due_on, sheet.language))]
    if result.coverage.expected == 1:
        return [*parts, _one_task(sheet)]
    in_time = _("đúng hạn {part}/{whole}")
    part, whole = sheet.count(result.numerator), sheet.count(result.denominator)
    parts.append(in_time.format(part=part, whole=whole))
    for text, count in (
        (_("hoàn thành chậm {count}"), details.late),
        (_("quá hạn chưa hoàn thành {count}"), details.overdue),
        (_("đang thực hiện, trong hạn {count}"), details.to_come),
    ):
        if count:
            parts.append(text.format(count=sheet.count(count)))
    return parts


def _one_task(sheet: Sheet) -> str:
    _, details = sheet._, sheet.result.details
    if details.done_on is not None:
        return _("hoàn thành ngày {date}").format(date=day(details.done_on, sheet.language))
    left = details.days_left or 0
    if left < 0:
        return _.plural("chưa hoàn thành, quá hạn {days} ngày", -left).format(days=-left)
    return _.plural("chưa hoàn thành, còn {days} ngày", left).format(days=left)


def reading_parts(sheet: Sheet) -> list[str]:
    """The count and its change, then how the sentence is read, by whom and why."""
    _, details = sheet._, sheet.result.details
    parts = _counted_now(sheet)
    if details.option is None:
        return [*parts, _("Ban Chỉ đạo chưa ghi nhận cách hiểu")]
    return [*parts, _recorded(sheet, details.option)]


def _counted_now(sheet: Sheet) -> list[str]:
    _, result = sheet._, sheet.result
    if result.numerator is None:
        return [_("Chưa có số liệu để tính")]
    if result.base is None:
        return [_("Nay {now}, chưa có số cuối năm trước").format(now=sheet.count(result.numerator))]
    if result.details.allowed_now is not None:
        return yearly_parts(sheet)
    parts = [_base_and_now(sheet)]
    if result.needed is not None:
        parts.append(_("cần ít nhất {needed}").format(needed=sheet.count(result.needed)))
    return parts


def _recorded(sheet: Sheet, letter: str) -> str:
    _, recorded = sheet._, sheet.result.details.recorded
    if recorded is None:
        return _("cách hiểu {letter} theo tệp kế hoạch").format(letter=letter)
    when = day(sheet.plan.regime.day_of(recorded.at), sheet.language)
    text = _("cách hiểu {letter} ({name}, {date}: {reason})")
    return text.format(letter=letter, name=recorded.by, date=when, reason=recorded.reason)
