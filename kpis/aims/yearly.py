"""Every year against the same months of the year before: a flow that must grow or shrink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Period, Regime
from kpis.aims.years import missed_years
from kpis.law.aim import MONTHS, Aim, Leg, year_leg
from kpis.law.bar import Bar
from kpis.law.quantity import Numbers
from kpis.law.ruling import Reason, Ruling, Verdict
from kpis.quantities.change import needed_of

if TYPE_CHECKING:
    from kpis.case import Case
    from kpis.words.sheet import Sheet

_OPEN = (Verdict.ON_TRACK, Verdict.AT_RISK, Verdict.BEHIND)


@dataclass(frozen=True)
class AgainstYearBefore(Aim):
    """N of the paired months against what B of the whole year allows or asks, and Bm on the way."""

    bar: Bar
    name: ClassVar[str | None] = "each_year"
    by_year: ClassVar[bool] = True

    @property
    def bars(self) -> tuple[Bar, ...]:
        return (self.bar,)

    def leg(self, regime: Regime, period: Period) -> Leg:
        return year_leg(regime, period, self.bar)

    def settled(self, case: Case) -> Ruling | None:
        """More than the whole year before allows, whoever has not reported yet."""
        if self.bar.more_is_better:
            return None
        whole = case.quantity.known_whole(case.tally, case.unit_id, case.period)
        if whole is None or whole[1] <= needed_of(self.bar, whole[0]):
            return None
        reason = Reason.EXCEEDED if whole[0] else Reason.RISEN_FROM_ZERO
        return Ruling(Verdict.MISSED, reason, settled=True)

    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        none = case.quantity.degenerate(self.bar, numbers, final=case.final)
        if none is not None:
            return none
        goal = needed_of(self.bar, numbers.base or 0)
        pace = needed_of(self.bar, numbers.pace_base or 0)
        if self.bar.more_is_better:
            pace = pace if numbers.pace_base else 0
            return _rising(case, numbers.numerator, goal, pace)
        return _falling(case, numbers, goal, pace)

    def until_when(self, sheet: Sheet) -> str:
        return sheet._("so với năm trước, tính hết năm")

    def asks(self, sheet: Sheet) -> list[str]:
        _, result = sheet._, sheet.result
        if result.needed is None or result.verdict is Verdict.NOT_APPLICABLE:
            return []
        text = _("cả năm không được quá {needed}")
        by_now = _("đến kỳ này không quá {count}")
        if self.bar.more_is_better:
            text, by_now = _("cả năm cần {needed}"), _("đến kỳ này phải được {count}")
        parts = [text.format(needed=sheet.count(result.needed))]
        left = (result.periods_left or 0) > 0
        if left and result.due_by_now is not None and result.verdict in _OPEN:
            parts.append(by_now.format(count=sheet.count(result.due_by_now)))
        short = result.short or 0
        if short > 0 and (not left or result.verdict is Verdict.MISSED):
            gap = _("thiếu {count}") if self.bar.more_is_better else _("vượt {count}")
            parts.append(gap.format(count=sheet.count(short)))
        return parts

    def runs_to(self, sheet: Sheet) -> str:
        return sheet.year_end

    def against(self, sheet: Sheet, *, over: bool) -> str:
        if over:
            return sheet._("vượt {count} so với mức cả năm là {measure}")
        return sheet._("thiếu {count} so với mức cả năm là {measure}")

    def caveats(self, case: Case, ruling: Ruling) -> Iterable[str]:
        return missed_years(case)

    def line(self, case: Case) -> Fraction | None:
        """Zm: what the paired months of the year before ask or allow."""
        numbers = case.numbers
        if not numbers.base:
            return None
        pace = needed_of(self.bar, numbers.pace_base) if numbers.pace_base else 0
        return Fraction(pace)


def _falling(case: Case, numbers: Numbers, goal: int, pace: int) -> Ruling:
    now = numbers.numerator
    if now > goal:
        return Ruling(Verdict.MISSED, Reason.EXCEEDED)
    if case.period.month == MONTHS:
        return Ruling(Verdict.MET)
    if now <= pace:
        return Ruling(Verdict.ON_TRACK)
    if now <= (numbers.pace_base or 0):
        return Ruling(Verdict.AT_RISK)
    return _one_short(now == pace + 1)


def _rising(case: Case, now: int, goal: int, pace: int) -> Ruling:
    left = MONTHS - case.period.month
    if now >= goal:
        return Ruling(Verdict.MET, Reason.MET_EARLY if left else None)
    if not left:
        return Ruling(Verdict.MISSED)
    if now >= pace:
        return Ruling(Verdict.ON_TRACK)
    share = Fraction(now, pace)
    if share >= case.settings.near:
        soon = left < case.settings.last_stretch
        return Ruling(Verdict.AT_RISK, Reason.DUE_SOON) if soon else Ruling(Verdict.ON_TRACK)
    if share >= case.settings.risk:
        return Ruling(Verdict.AT_RISK)
    return _one_short(now == pace - 1)


def _one_short(short: bool) -> Ruling:
    return Ruling(Verdict.AT_RISK, Reason.ONE_SHORT) if short else Ruling(Verdict.BEHIND)
