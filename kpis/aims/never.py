"""Not to happen, or not more often than that: a sum that may not pass its bar."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Period, Regime
from kpis.law.aim import MONTHS, Aim, Leg
from kpis.law.bar import Bar
from kpis.law.quantity import Numbers
from kpis.law.ruling import Reason, Ruling, Verdict
from kpis.law.term import Over

if TYPE_CHECKING:
    from kpis.case import Case
    from kpis.words.sheet import Sheet


_NOTHING = Fraction(0)


@dataclass(frozen=True)
class NeverAbove(Aim):
    """A sum over the year or the plan that stays at or below its bar; once above, it is broken."""

    bar: Bar
    over: Over | None = Over.YEAR
    name: ClassVar[str | None] = "keep"

    @property
    def bars(self) -> tuple[Bar, ...]:
        return (self.bar,)

    def leg(self, regime: Regime, period: Period) -> Leg:
        if self.over is Over.PLAN:
            return Leg(regime.first.shifted(-1), regime.last, self.bar)
        first = max(regime.first, Period.of(period.year, 1))
        end = min(Period.of(period.year, MONTHS), regime.last)
        return Leg(first.shifted(-1), end, self.bar)

    def settled(self, case: Case) -> Ruling | None:
        """A breach stays one; and nobody can claim an end for those who said nothing."""
        if case.numbers.numerator > self.most:
            return Ruling(Verdict.MISSED, settled=True)
        if case.final and case.lacks_reports:
            return Ruling(Verdict.NO_DATA, Reason.INCOMPLETE, settled=True)
        return None

    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        if case.final:
            return Ruling(Verdict.MET)
        within = numbers.numerator <= ceil(self._share_of_way(case))
        return Ruling(Verdict.ON_TRACK if within else Verdict.AT_RISK)

    def asks(self, sheet: Sheet) -> list[str]:
        """What is allowed, by now too where it is a line, and by how much it is passed."""
        _, result, most = sheet._, sheet.result, self.most
        if most == 0:
            return [_("yêu cầu không để xảy ra")]
        text, by_now = _("không được quá {needed}"), _("đến kỳ này không quá {count}")
        parts = [text.format(needed=sheet.count(most))]
        if result.verdict is Verdict.MISSED:
            parts.append(_("đã vượt mức cho phép {count}").format(count=sheet.count(result.short)))
        elif result.periods_left and result.due_by_now is not None:
            parts.append(by_now.format(count=sheet.count(result.due_by_now)))
        return parts

    def runs_to(self, sheet: Sheet) -> str:
        return sheet.end if self.over is Over.PLAN else sheet.year_end

    def against(self, sheet: Sheet, *, over: bool) -> str:
        if self.most == 0:
            return sheet._("vượt {count} so với yêu cầu là 0")
        return sheet._("vượt {count} so với mức cho phép là {measure}")

    def outlook(self, sheet: Sheet) -> str:
        """A known breach stays one, whoever has not reported."""
        _, result = sheet._, sheet.result
        span = _("kế hoạch")
        if self.over is not Over.PLAN:
            span = _("năm {year}").format(year=result.period.year)
        if result.verdict is Verdict.MISSED:
            return self._broken(sheet).format(span=span)
        text = _("Đến nay không để xảy ra; phải giữ đến hết {span}.")
        if result.verdict is Verdict.MET:
            text = _("Cả {span} không để xảy ra.")
            if self.most:
                text = _("Cả {span} trong mức cho phép.")
        elif self.most:
            text = _("Đến hết {span} chỉ được có thêm nhiều nhất {count}.")
        return text.format(span=span, count=sheet.count(self.most - (result.numerator or 0)))

    def _broken(self, sheet: Sheet) -> str:
        """That it is missed for good; while the span is on, that nothing mends it."""
        _, left = sheet._, sheet.result.periods_left
        if self.most:
            over = _("Đã vượt mức cho phép nên {span} không đạt.")
            for_good = _("Đã vượt mức cho phép nên {span} không đạt, dù các kỳ sau không có thêm.")
            return for_good if left else over
        happened = _("Đã xảy ra nên {span} không đạt.")
        for_good = _("Đã xảy ra nên {span} không đạt, dù các kỳ sau không có thêm.")
        return for_good if left else happened

    @property
    def most(self) -> int:
        """The highest sum that still satisfies the bar."""
        return self.bar.nearest()

    def line(self, case: Case) -> Fraction | None:
        return self._share_of_way(case)

    def _share_of_way(self, case: Case) -> Fraction:
        leg, most = case.leg, self.most
        if most == 0:
            return _NOTHING
        return Fraction(most * (case.period - leg.start), leg.end - leg.start)
