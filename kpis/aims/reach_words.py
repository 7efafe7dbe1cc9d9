"""What must arrive, in words: what is needed, what is left to do, where the pace leads."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from data_loaders.model.formats import pace
from kpis.law.aim import Aim
from kpis.law.ruling import Reason, Verdict

if TYPE_CHECKING:
    from kpis.words.sheet import Sheet

_OPEN = (Verdict.AT_RISK, Verdict.BEHIND)


class ReachWords(Aim):
    """The sentences of everything that must arrive."""

    def until_when(self, sheet: Sheet) -> str:
        if self.by_year:
            return sheet._("ở kỳ cuối mỗi năm")
        return sheet._("đến hết kỳ {period}").format(period=sheet.end)

    def asks(self, sheet: Sheet) -> list[str]:
        if sheet.result.verdict is Verdict.NOT_APPLICABLE or sheet.result.needed is None:
            return []
        return _at_least(sheet) if sheet.result.more_is_better else self._at_most(sheet)

    def _at_most(self, sheet: Sheet) -> list[str]:
        _, result = sheet._, sheet.result
        text = _("cuối năm không được quá {needed}")
        if not self.by_year:
            text = _("đến {period} không được quá {needed}")
        parts = [text.format(needed=sheet.count(result.needed), period=sheet.end)]
        open_yet = result.verdict is not Verdict.MET and result.periods_left
        if open_yet and result.line is not None:
            by_now = _("đến kỳ này không quá {count}")
            parts.append(by_now.format(count=sheet.count(ceil(result.line))))
        return [*parts, *surplus(sheet)]

    def against(self, sheet: Sheet, *, over: bool) -> str:
        _ = sheet._
        if over and self.by_year:
            return _("vượt {count} so với mức cuối năm là {measure}")
        if over:
            return _("vượt {count} so với mức đến hạn là {measure}")
        if self.by_year:
            return _("thiếu {count} so với mức cuối năm là {measure}")
        return _("thiếu {count} so với mức đến hạn là {measure}")

    def runs_to(self, sheet: Sheet) -> str:
        return sheet.year_end if self.by_year else sheet.end

    def outlook(self, sheet: Sheet) -> str:
        """Reached, missed, or where the pace of the last periods leads."""
        _, result = sheet._, sheet.result
        if self.by_year:
            return as_of_now(sheet, _("năm {year}").format(year=result.period.year))
        if result.verdict is Verdict.MET:
            return _met(sheet)
        if result.verdict is Verdict.MISSED or result.numerator is None:
            return ""  # the arithmetic says what is short, and that the time is over
        if result.forecast is None:
            return _("Số liệu các kỳ qua chưa đủ để ước tính đến hạn.")
        return _forecast(sheet)


def _met(sheet: Sheet) -> str:
    """That it is there, for good or to be held: a sum that has been reached stays so."""
    _, quantity = sheet._, sheet.demand.quantity
    early = sheet.result.reason is Reason.MET_EARLY
    text = _("Đã đủ số cần trước hạn.") if early else _("Đã đủ số cần.")
    if early and not quantity.of_sums:
        text = _("Đã đủ số cần trước hạn, phải giữ được đến {period}.")
    if not sheet.result.more_is_better:
        text = _("Đã xuống trong mức cho phép.")
        if early:
            text = _("Đã xuống trong mức cho phép trước hạn, phải giữ được đến {period}.")
    return text.format(period=sheet.end)


def _at_least(sheet: Sheet) -> list[str]:
    _, result = sheet._, sheet.result
    parts = [_("cần {needed}").format(needed=sheet.count(result.needed))]
    if result.reason is Reason.FELL_BACK:
        parts.append(_("khi bắt đầu đã có {start}").format(start=sheet.count(result.start)))
    elif result.verdict in _OPEN and result.line is not None:
        by_now = _("theo tiến độ đến kỳ này phải được {count}")
        parts.append(by_now.format(count=sheet.count(floor(result.line))))
    return parts + _still_to_do(sheet)


def _still_to_do(sheet: Sheet) -> list[str]:
    _, result, short = sheet._, sheet.result, sheet.result.short
    if result.verdict is Verdict.MET or short is None or short <= 0:
        return []
    left, found = result.periods_left or 0, result.details.pace
    if left == 0:
        return [_("thiếu {count}").format(count=sheet.count(short)), _("đã hết thời hạn")]
    if found is None or found.needed is None:
        text = _.plural("còn {periods} kỳ, phải thêm {count}", left)
        return [text.format(periods=left, count=sheet.count(short))]
    text = _.plural("còn {periods} kỳ, phải thêm {pace} mỗi kỳ", left)
    needed = text.format(periods=left, pace=pace(found.needed, sheet.language))
    return [needed, *_pace_seen(sheet)]


def _pace_seen(sheet: Sheet) -> list[str]:
    """How fast it went lately, in words."""
    _, found = sheet._, sheet.result.details.pace
    if found is None or found.seen is None:
        return []
    if found.seen == 0:
        return [_("{periods} kỳ qua không thêm").format(periods=found.periods)]
    text = _("{periods} kỳ qua thêm {pace} mỗi kỳ")
    if found.seen < 0:
        text = _("{periods} kỳ qua giảm {pace} mỗi kỳ")
    return [text.format(periods=found.periods, pace=pace(abs(found.seen), sheet.language))]


def surplus(sheet: Sheet) -> list[str]:
    """How many are too many, and how many periods are left to get rid of them."""
    _, left, short = sheet._, sheet.result.periods_left, sheet.result.short
    if short is None or short <= 0:
        return []
    count = sheet.count(short)
    if not left:
        return [_("vượt {count}").format(count=count)]
    text = _.plural("còn {periods} kỳ, phải giảm thêm {count}", left)
    return [text.format(periods=left, count=count)]


def _forecast(sheet: Sheet) -> str:
    _, result, found = sheet._, sheet.result, sheet.result.forecast
    if found is None or result.needed is None or result.leg is None:
        return ""
    bar, periods = result.leg.bar, result.details.pace and result.details.pace.periods
    missing = bar.upward(result.needed) - bar.upward(found.value)
    text = _("Giữ nhịp {periods} kỳ qua thì đến {period} được {reached}, đủ số cần {needed}.")
    if missing > 0:
        text = _(
            "Giữ nhịp {periods} kỳ qua thì đến {period} chỉ được {reached}, thiếu {missing} so với"
            " số cần {needed}."
        )
    if not bar.more_is_better:
        text = _(
            "Giữ nhịp {periods} kỳ qua thì đến {period} còn {reached}, trong mức cho phép {needed}."
        )
        if missing > 0:
            text = _(
                "Giữ nhịp {periods} kỳ qua thì đến {period} còn {reached}, vượt {missing} so với"
                " mức cho phép {needed}."
            )
    return text.format(
        periods=periods,
        period=sheet.end,
        reached=sheet.count(found.value),
        needed=sheet.count(result.needed),
        missing=sheet.count(missing),
    )


def as_of_now(sheet: Sheet, span: str) -> str:
    """A figure that may rise and fall: what would be if the time ended with this period."""
    _, result, short = sheet._, sheet.result, sheet.result.short
    if short is None or result.verdict in (Verdict.MET, Verdict.MISSED):
        return ""
    text = _("Nếu {span} kết thúc ở kỳ này thì đạt, còn dư {count}.")
    if short == 0:
        text = _("Nếu {span} kết thúc ở kỳ này thì đạt, vừa đủ.")
    elif short > 0:
        text = _("Nếu {span} kết thúc ở kỳ này thì không đạt: {gap}.")
    over = not result.more_is_better
    gap = sheet.demand.aim.against(sheet, over=over)
    gap = gap.format(count=sheet.count(abs(short)), measure=sheet.count(result.needed))
    return text.format(span=span, count=sheet.count(abs(short)), gap=gap)
