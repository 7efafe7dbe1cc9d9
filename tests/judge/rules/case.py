"""One question: a target, a place, a period, and all that was reported (§2 Who counts)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.judge.periods import base_period, between, month, number, shifted
from tests.judge.rules.bars import Bar
from tests.judge.rules.declared import SUM, Target
from tests.judge.rules.terms import Report, blank, said


@dataclass(frozen=True)
class Case:
    """``units``: the localities of the place; ``whole``: the place is the province.

    ``recorded``: of an external figure ``{"period", "value"}``, of a conclusion
    ``{"period", "verdict"}``, the oldest first.
    """

    target: Target
    plan: dict[str, Any]
    reports: dict[tuple[str, str], Report]
    today: date
    units: tuple[str, ...]
    whole: bool
    period: str
    recorded: tuple[dict[str, Any], ...] = ()

    def at(self, period: str) -> Case:
        """The same question of another period."""
        return replace(self, period=period)

    # When: the window, its ends, the period's place in it.

    @property
    def first(self) -> str:
        return str(self.plan["first"])

    @property
    def last(self) -> str:
        return str(self.plan["last"])

    @property
    def sums(self) -> bool:
        return self.target.time == SUM

    @property
    def year_end(self) -> str:
        """Y-12, in a last year that ends earlier pd."""
        return min(f"{self.period[:4]}-12", self.last)

    @property
    def full_year(self) -> bool:
        """Whether the plan holds all twelve periods of the year."""
        return self.first <= f"{self.period[:4]}-01" and f"{self.period[:4]}-12" <= self.last

    @property
    def m(self) -> int:
        return month(self.period)

    @property
    def stage(self) -> int:
        """The place of the first stage with p ≤ d_j; after the last, the last."""
        ends = [end for end, _ in self.target.stages]
        return next((place for place, d in enumerate(ends) if self.period <= d), len(ends) - 1)

    @property
    def later_stage(self) -> bool:
        return self.target.aim == ("stages",) and self.stage > 0

    @property
    def bar(self) -> Bar:
        if self.target.aim == ("stages",):
            return self.target.stages[self.stage][1]
        assert self.target.bar is not None
        return self.target.bar

    @property
    def d(self) -> str:
        """The end: the deadline, the stage's, the year's or the plan's."""
        aim = self.target.aim
        if aim is not None and aim[0] == "by":
            return aim[1]
        if aim == ("stages",):
            return self.target.stages[self.stage][0]
        return self.year_end if self.yearly else self.last

    @property
    def yearly(self) -> bool:
        return self.target.aim == ("each_year",) or self.target.yearly_keep

    @property
    def s(self) -> str:
        """Where the way begins; of a sum the period before the window."""
        if self.later_stage:
            return self.target.stages[self.stage - 1][0]
        if self.sums:
            return shifted(self.window(self.period)[0], -1)
        return base_period(self.period) if self.yearly else self.first

    def window(self, q: str) -> list[str]:
        """The periods that a sum at q adds up."""
        assert self.target.numerator is not None
        if self.target.numerator.over == "plan":
            return between(self.first, q)
        return between(max(q[:4] + "-01", self.first), q)

    def elapsed(self, q: str) -> Fraction:
        """(q − s)/(d − s)."""
        length = number(self.d) - number(self.s)
        return Fraction(number(q) - number(self.s), length) if length else Fraction(1)

    # Who: reported, has a base, counts.

    def received(self, unit: str, q: str) -> bool:
        """It reported the period and every commune row has every measure of N and D."""
        report = self.reports.get((unit, q))
        terms = [t for t in (self.target.numerator, self.target.denominator) if t is not None]
        return report is not None and not any(blank(term, report) for term in terms)

    @property
    def base_at(self) -> str:
        """The period of the base of a change of a state term."""
        assert self.target.base is not None
        return self.target.base[1] if self.target.base[0] == "period" else base_period(self.period)

    def has_base(self, unit: str) -> bool:
        return not self.target.own_base or self.received(unit, self.base_at)

    def counts(self, unit: str) -> bool:
        """At p for N and D; at p and at the base period for a change of a state term."""
        return self.received(unit, self.period) and self.has_base(unit)

    @property
    def counted(self) -> list[str]:
        return [unit for unit in self.units if self.counts(unit)]

    @property
    def any_in_window(self) -> list[str]:
        """Of sums: those with any report in the window."""
        window = self.window(self.period)
        return [unit for unit in self.units if any(self.received(unit, q) for q in window)]

    def enough(self, part: int, of: int) -> bool:
        """The threshold; nobody is never enough."""
        return part > 0 and Fraction(part, of) >= self.plan["minimum_coverage"]

    # How much.

    def n(self, unit: str, q: str) -> int:
        """N of a locality at q: of a sum what it reported in the window to q."""
        return self._said(unit, q, "numerator")

    def denominator(self, unit: str, q: str) -> int:
        return self._said(unit, q, "denominator") if self.target.denominator is not None else 0

    def _said(self, unit: str, q: str, name: str) -> int:
        term = getattr(self.target, name)
        periods = self.window(q) if self.sums else [q]
        found = [self.reports[unit, each] for each in periods if (unit, each) in self.reports]
        return sum(said(term, report) for report in found)

    def b(self, unit: str) -> int:
        """B of a locality."""
        return self.n(unit, self.base_at) if self.target.own_base else 0

    def place_base(self, units: list[str]) -> int | None:
        """B of these localities together; against ``{value}`` the province's."""
        if self.target.base is None:
            return None
        if self.target.base[0] == "value":
            return int(self.target.base[1])
        return sum(self.b(unit) for unit in units)

    def place_d(self, units: list[str]) -> int | None:
        if self.target.denominator is None:
            return None
        return sum(self.denominator(unit, self.period) for unit in units)

    def needed(self, d: int | None, b: int | None) -> int:
        """Z: the whole N nearest to the bar that satisfies it with this D or B."""
        bar = self.bar
        if d is not None:
            return bar.nearest(bar.number * d)
        if b is None:
            return bar.nearest(bar.number)
        if b == 0:
            return 1 if bar.more and bar.moves else 0
        return bar.nearest((1 + bar.number) * b)
