"""To be reached: at a deadline, at stages on the way, or at the end of every year.

The figure starts somewhere and must arrive; where it should be by now is a straight line from its
start to what is needed. Every rule reads upwards (:class:`Stand`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import Period, Regime
from kpis.aims.forecast import forecast_of
from kpis.aims.reach_words import ReachWords
from kpis.aims.way import gap_grows, near_the_end, on_the_way, steady, too_slow
from kpis.aims.years import missed_years
from kpis.law.aim import Forecast, Leg, Stand, year_leg
from kpis.law.bar import Bar
from kpis.law.details import Pace
from kpis.law.quantity import Numbers
from kpis.law.ruling import Caveat, Reason, Ruling, Verdict

if TYPE_CHECKING:
    from kpis.case import Case

HALF_YEAR = 7
"""The month of a year from which standing still is told."""


class _Reach(ReachWords):
    """The rules of everything that must arrive."""

    moving: ClassVar[bool] = True

    def settled(self, case: Case) -> Ruling | None:
        """What was done stays done: a sum that has reached its bar."""
        if not case.quantity.of_sums or case.needed is None:
            return None
        stand = case.standing()
        if stand is None or stand.now < stand.goal:
            return None
        return Ruling(Verdict.MET, None if case.final else Reason.MET_EARLY, settled=True)

    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        leg, stand = case.leg, case.stand(numbers, start)
        none = case.quantity.degenerate(leg.bar, numbers, final=case.final)
        if none is not None or stand is None:
            return none or Ruling(Verdict.NOT_APPLICABLE)
        if case.final:
            return Ruling(Verdict.MET if stand.now >= stand.goal else Verdict.MISSED)
        if stand.now >= stand.goal:
            return self._there(case, stand)
        if stand.start >= stand.goal:
            return Ruling(Verdict.BEHIND, Reason.FELL_BACK)
        return on_the_way(case, stand)

    def _there(self, case: Case, stand: Stand) -> Ruling:
        """The bar is satisfied before the end: for good, or only for now."""
        starts_there = not case.leg.bar.more_is_better and stand.start >= stand.goal
        if self.by_year and not case.quantity.of_sums:
            return Ruling(Verdict.ON_TRACK)
        if case.quantity.of_period or (starts_there and not self.by_year):
            return Ruling(Verdict.ON_TRACK)
        return Ruling(Verdict.MET, Reason.MET_EARLY)

    def rule(self, case: Case) -> Ruling:
        ruling = self.by_now(case, case.numbers, case.start)
        stand = case.standing()
        if stand is None or not self._from_the_line(case, stand):
            return ruling
        if ruling.verdict is Verdict.BEHIND:
            return ruling
        later = self._progress(case, stand, ruling) or self._outlook(case, stand, ruling) or ruling
        return self._stalled(case, stand) or later

    def _from_the_line(self, case: Case, stand: Stand) -> bool:
        """Whether the ruling is one that where the line stands gave."""
        degenerate = case.quantity.degenerate(case.leg.bar, case.numbers, final=case.final)
        return (
            degenerate is None
            and not case.final
            and stand.now < stand.goal
            and stand.start < stand.goal
        )

    def _progress(self, case: Case, stand: Stand, ruling: Ruling) -> Ruling | None:
        """Half a year gone and nothing done: of a change that each year must bring."""
        if not self.by_year or case.quantity.of_sums:
            return None
        if case.period.month < HALF_YEAR or stand.now > stand.start:
            return None
        if case.leg.end - case.period < case.settings.last_stretch:
            return Ruling(Verdict.BEHIND, Reason.STALLED)
        return Ruling(Verdict.AT_RISK, Reason.NO_PROGRESS)

    def _outlook(self, case: Case, stand: Stand, ruling: Ruling) -> Ruling | None:
        """On track by the line, and yet at risk: near the end, gap growing, pace too slow."""
        if ruling.verdict is not Verdict.ON_TRACK:
            return None
        if near_the_end(case):
            return Ruling(Verdict.AT_RISK, Reason.DUE_SOON)
        if self.by_year:
            return None
        if not case.quantity.of_sums and gap_grows(case, stand):
            return Ruling(Verdict.AT_RISK, Reason.GAP_GROWING)
        if too_slow(case, stand):
            return Ruling(Verdict.AT_RISK, Reason.PACE_TOO_SLOW)
        return None

    def _stalled(self, case: Case, stand: Stand) -> Ruling | None:
        """Near the deadline, and no further than the recent periods ago."""
        recent = case.settings.recent
        if self.by_year or not near_the_end(case) or case.look_back != recent:
            return None
        was = case.back(recent)
        if was is None or stand.now > case.leg.bar.upward(was.number):
            return None
        return Ruling(Verdict.BEHIND, Reason.STALLED)

    def details(self, case: Case) -> dict[str, Any]:
        """How fast it went, and must go; nothing of a change that each year must bring."""
        if self.by_year or case.needed is None:
            return {}
        periods, left = case.look_back, case.leg.end - case.period
        was = None if periods is None else case.back(periods)
        seen = None
        if was is not None and periods is not None:
            seen = Fraction(case.numbers.numerator - was.number, periods)
        needed = Fraction(case.needed - case.numbers.numerator, left) if left else None
        return {"pace": Pace(None if seen is None else periods, seen, needed)}

    def line(self, case: Case) -> Fraction | None:
        stand = case.standing()
        if stand is None or case.numbers.base == 0:
            return None
        at = min(case.period, case.leg.end)
        height = steady(case.leg, stand, at)
        return height if case.leg.bar.more_is_better else -height

    def forecast(self, case: Case) -> Forecast | None:
        if self.by_year and case.quantity.of_sums:
            return None
        return forecast_of(case, case.leg.start, case.leg.end)


@dataclass(frozen=True)
class ByDeadline(_Reach):
    """Reached by the end of a period."""

    bar: Bar
    deadline: Period
    name: ClassVar[str | None] = "by"

    @property
    def bars(self) -> tuple[Bar, ...]:
        return (self.bar,)

    def leg(self, regime: Regime, period: Period) -> Leg:
        return Leg(regime.first, self.deadline, self.bar)

    def closes(self, regime: Regime) -> Period:
        return self.deadline


@dataclass(frozen=True, slots=True)
class Stage:
    """A bar of its own on the way."""

    deadline: Period
    bar: Bar


@dataclass(frozen=True)
class ByStages(_Reach):
    """Reached in stages, each with its bar; at least one, in the order of their deadlines."""

    stages: tuple[Stage, ...]
    name: ClassVar[str | None] = "stages"

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(stage.bar for stage in self.stages)

    def leg(self, regime: Regime, period: Period) -> Leg:
        starts = (regime.first, *(stage.deadline for stage in self.stages))
        for number, (start, stage) in enumerate(zip(starts, self.stages, strict=False)):
            if period <= stage.deadline or number == len(self.stages) - 1:
                return Leg(start, stage.deadline, stage.bar, later=number > 0)
        raise AssertionError("no stage")

    def closes(self, regime: Regime) -> Period:
        return self.stages[-1].deadline

    def caveats(self, case: Case, ruling: Ruling) -> Iterable[str]:
        for stage in self.stages:
            ended = stage.deadline < case.period
            if ended and case.verdict_at(stage.deadline) is Verdict.MISSED:
                yield f"{Caveat.STAGE_MISSED}:{stage.deadline}"


@dataclass(frozen=True)
class EachYear(_Reach):
    """Reached at the end of every year, each year an account of its own."""

    bar: Bar
    name: ClassVar[str | None] = "each_year"
    by_year: ClassVar[bool] = True

    @property
    def bars(self) -> tuple[Bar, ...]:
        return (self.bar,)

    def leg(self, regime: Regime, period: Period) -> Leg:
        return year_leg(regime, period, self.bar)

    def caveats(self, case: Case, ruling: Ruling) -> Iterable[str]:
        return missed_years(case)
