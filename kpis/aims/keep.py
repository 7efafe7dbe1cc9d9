"""To be kept: a bar that holds at every period, and a ceiling of growth that a year may fill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import Period, Regime, periods_between
from data_loaders.model.formats import percent
from kpis.aims.forecast import forecast_of
from kpis.aims.reach_words import as_of_now, surplus
from kpis.aims.years import missed_years
from kpis.law.aim import MONTHS, Aim, Forecast, Leg, trend, year_leg
from kpis.law.bar import Bar
from kpis.law.quantity import Numbers
from kpis.law.ruling import Caveat, Coverage, Reason, Ruling, Verdict, keeps_numbers

if TYPE_CHECKING:
    from kpis.case import Case
    from kpis.words.sheet import Sheet


class _Kept(Aim):
    """What both ways of keeping have in common."""

    bar: Bar

    @property
    def bars(self) -> tuple[Bar, ...]:
        return (self.bar,)

    def caveats(self, case: Case, ruling: Ruling) -> Iterable[str]:
        """The years that were missed; the periods in which a figure met in the end was not held."""
        if self.by_year and case.quantity.base_at(case.period) is not None:
            yield from missed_years(case)
        if not (case.final and ruling.verdict is Verdict.MET):
            return
        first = case.leg.start.shifted(1) if self.by_year else case.leg.start
        for at in periods_between(max(first, case.regime.first), case.period):
            if case.held_at(at) is False:
                yield f"{Caveat.NOT_HELD}:{at}"

    def runs_to(self, sheet: Sheet) -> str:
        return sheet.year_end if self.by_year else sheet.end

    def outlook(self, sheet: Sheet) -> str:
        _ = sheet._
        span = _("năm {year}").format(year=sheet.result.period.year)
        return as_of_now(sheet, span if self.by_year else _("kế hoạch"))

    def _short_of_one(self, case: Case, short: int) -> Ruling:
        """Short by one where it lately held, or behind."""
        if short == 1 and case.held_lately():
            return Ruling(Verdict.AT_RISK, Reason.ONE_SHORT)
        return Ruling(Verdict.BEHIND)


@dataclass(frozen=True)
class Kept(_Kept):
    """Holds at every period. ``by_year``: each year ends an account; else only the plan does."""

    bar: Bar
    yearly: bool = False
    name: ClassVar[str | None] = "keep"

    @property
    def by_year(self) -> bool:  # type: ignore[override]  # of this aim the quantity decides it
        return self.yearly

    def leg(self, regime: Regime, period: Period) -> Leg:
        if self.yearly:
            return year_leg(regime, period, self.bar)
        return Leg(regime.first, regime.last, self.bar)

    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        none = case.quantity.degenerate(self.bar, numbers, final=case.final)
        stand = case.stand(numbers, None)
        if none is not None or stand is None:
            return none or Ruling(Verdict.NOT_APPLICABLE)
        holds = stand.now >= stand.goal
        if case.final:
            return Ruling(Verdict.MET if holds else Verdict.MISSED)
        if holds:
            return Ruling(Verdict.ON_TRACK)
        return self._short_of_one(case, stand.goal - stand.now)

    def asks(self, sheet: Sheet) -> list[str]:
        _, result, short = sheet._, sheet.result, sheet.result.short
        if result.needed is None or result.verdict is Verdict.NOT_APPLICABLE:
            return []
        text, gap = _("cần ít nhất {needed}"), _("thiếu {count}")
        if not self.bar.more_is_better:
            text, gap = _("không được quá {needed}"), _("vượt {count}")
        parts = [text.format(needed=sheet.count(result.needed))]
        if short is not None and short > 0 and result.details.relapsed is None:
            parts.append(gap.format(count=sheet.count(short)))
        return parts + _trend(sheet)

    def against(self, sheet: Sheet, *, over: bool) -> str:
        if over:
            return sheet._("vượt {count} so với mức phải giữ là {measure}")
        return sheet._("thiếu {count} so với mức phải giữ là {measure}")

    def rule(self, case: Case) -> Ruling:
        ruling = self.by_now(case, case.numbers, None)
        if ruling.verdict is Verdict.ON_TRACK and self._turning(case) is not None:
            falling = self.bar.more_is_better
            reason = Reason.TREND_FALLING if falling else Reason.TREND_RISING
            return Ruling(Verdict.AT_RISK, reason)
        return ruling

    def _turning(self, case: Case) -> Fraction | None:
        """Where the line of the recent shares leads, when it leads across the bar."""
        return case.once("turning", self._worked_out)

    def _worked_out(self, case: Case) -> Fraction | None:
        shares = recent_shares(case)
        if shares is None:
            return None
        slope, ahead = trend(shares, ahead=case.settings.last_stretch)
        wrong = slope < 0 if self.bar.more_is_better else slope > 0
        return ahead if wrong and not self.bar.holds(ahead) else None

    def details(self, case: Case) -> dict[str, Any]:
        return {"trend": None if case.final else self._turning(case)}


def _trend(sheet: Sheet) -> list[str]:
    _, leg, settings = sheet._, sheet.result.leg, sheet.plan.settings
    ahead = sheet.result.details.trend
    if ahead is None or leg is None:
        return []
    text = _("xu hướng {periods} kỳ qua giảm, {ahead} kỳ nữa còn {percent}")
    if not sheet.result.more_is_better:
        text = _("xu hướng {periods} kỳ qua tăng, {ahead} kỳ nữa lên {percent}")
    ahead = min(max(ahead, Fraction(0)), Fraction(1))
    share = percent(ahead, sheet.language, bars=(leg.bar.value,))
    return [text.format(periods=settings.recent, ahead=settings.last_stretch, percent=share)]


def recent_shares(case: Case) -> tuple[Fraction, ...] | None:
    """The shares of the recent periods, this one the last, over those who count in all of them.

    Only of a share of states; None where the plan is too young, too few count, or a D is zero.
    """
    if not case.quantity.has_trend:
        return None
    first = case.period.shifted(1 - case.settings.recent)
    if first < case.regime.first:
        return None
    periods = tuple(periods_between(first, case.period))
    each = [[case.tally.part(unit, at) for at in periods] for unit in case.numbers.counted]
    counting = [parts for parts in each if None not in parts]
    if Coverage(len(counting), len(case.expected)).below(case.settings.minimum_coverage):
        return None
    wholes = [sum(part.whole or 0 for part in at if part) for at in zip(*counting, strict=True)]
    if 0 in wholes:
        return None
    numbers = [sum(part.number for part in at if part) for at in zip(*counting, strict=True)]
    return tuple(Fraction(n, d) for n, d in zip(numbers, wholes, strict=True))


@dataclass(frozen=True)
class Ceiling(_Kept):
    """A growth that stays below its bar at the end of each year; on the way, below the line."""

    bar: Bar
    name: ClassVar[str | None] = "keep"
    by_year: ClassVar[bool] = True

    def leg(self, regime: Regime, period: Period) -> Leg:
        return year_leg(regime, period, self.bar)

    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        none = case.quantity.degenerate(self.bar, numbers, final=case.final)
        most = case.quantity.needed(self.bar, numbers)
        if none is not None or most is None:
            return none or Ruling(Verdict.NOT_APPLICABLE)
        now = numbers.numerator
        if case.final:
            return Ruling(Verdict.MET if now <= most else Verdict.MISSED)
        if now <= ceil(_allowed(numbers.base or 0, most, case.period.month)):
            return Ruling(Verdict.ON_TRACK)
        return Ruling(Verdict.AT_RISK) if now <= most else self._short_of_one(case, now - most)

    def until_when(self, sheet: Sheet) -> str:
        return sheet._("ở kỳ cuối mỗi năm")

    def asks(self, sheet: Sheet) -> list[str]:
        _, result = sheet._, sheet.result
        if result.needed is None:
            return []
        parts = [_("cuối năm không được quá {needed}").format(needed=sheet.count(result.needed))]
        if result.periods_left and result.due_by_now is not None:
            by_now = _("đến kỳ này không quá {count}")
            parts.append(by_now.format(count=sheet.count(result.due_by_now)))
        return [*parts, *surplus(sheet)]

    def against(self, sheet: Sheet, *, over: bool) -> str:
        return sheet._("vượt {count} so với mức cuối năm là {measure}")

    def line(self, case: Case) -> Fraction | None:
        base, most = case.numbers.base, case.needed
        return _allowed(base, most, case.period.month) if base and most is not None else None

    def forecast(self, case: Case) -> Forecast | None:
        return forecast_of(case, case.leg.start, case.leg.end)

    def caveats(self, case: Case, ruling: Ruling) -> Iterable[str]:
        base = case.numbers.base
        if base and case.needed == base and keeps_numbers(ruling):
            yield Caveat.NO_ROOM
        yield from super().caveats(case, ruling)


def _allowed(base: int, most: int, month: int) -> Fraction:
    """How many there may be after so many months of a steady growth."""
    return base + Fraction((most - base) * month, MONTHS)
