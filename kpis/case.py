"""One figure to be judged: a target, a place, a period, and what the rules may ask about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from data_loaders.model import Period, periods_between
from kpis.law.aim import SHORTEST_LOOK_BACK, Aim, Leg, Stand
from kpis.law.quantity import Numbers, Part, Tally
from kpis.law.ruling import Coverage, Verdict

Answer = TypeVar("Answer")


class Case:
    """A figure of the province or a locality. ``period``: the one judged, within the aim's way.

    ``verdict_at``: the verdict of the same figure at another period. ``expected``: the localities
    that make the figure up, in register order. ``needed``: Z. ``final``: the period ends its leg.
    """

    def __init__(
        self,
        tally: Tally,
        aim: Aim,
        unit_id: str,
        period: Period,
        verdict_at: Callable[[Period], Verdict],
    ) -> None:
        self.tally, self.aim = tally, aim
        self.unit_id, self.period = unit_id, period
        self.verdict_at = verdict_at
        self.counts, self.quantity = tally.counts, tally.quantity
        self.regime, self.settings = tally.counts.plan.regime, tally.counts.plan.settings
        self.leg = self._leg()
        self.final = period == self.leg.end
        self.expected = self.quantity.expected(self.counts, unit_id, period)
        self.numbers = tally.numbers(unit_id, period)
        self.coverage = covers(self.numbers.counted, self.expected)
        self.needed = self.quantity.needed(self.leg.bar, self.numbers)
        self._start: int | None = None
        self._backs: dict[int, Part | None] = {}
        self._answers: dict[str, object] = {}

    def _leg(self) -> Leg:
        """The aim's leg; a sum over the plan begins with nothing, the period before its window."""
        key = (id(self.aim), self.period.index)
        if key not in self.tally.legs:
            leg, first = self.aim.leg(self.regime, self.period), self.regime.first
            if self.quantity.of_sums and leg.start == first and not leg.later:
                leg = replace(leg, start=first.shifted(-1))
            self.tally.legs[key] = self.aim, leg
        return self.tally.legs[key][1]

    @property
    def lacks_reports(self) -> bool:
        """Whether anything that was expected is missing."""
        reports = self.numbers.reports
        return not self.coverage.complete if reports is None else not reports.complete

    @property
    def start(self) -> int | None:
        """x0 as N: where those who count began; None where nothing must arrive."""
        if self._start is None and self.aim.moving:
            self._start = self.start_of(self.numbers.counted)
        return self._start

    def once(self, name: str, work: Callable[[Case], Answer]) -> Answer:
        """What an aim works out of the case, kept for when it asks again."""
        if name not in self._answers:
            self._answers[name] = work(self)
        return self._answers[name]  # type: ignore[return-value]  # of that name's own kind

    def standing(self) -> Stand | None:
        """Where those who count stand; None where nothing is needed."""
        return self.stand(self.numbers, self.start)

    def start_of(self, units: Iterable[str]) -> int:
        """The sum of these localities' numbers where the leg begins."""
        if self.quantity.of_sums:
            if not self.leg.later:
                return 0
            return self.tally.numbers(self.unit_id, self.leg.start).numerator
        found = (self.began(unit) for unit in units)
        return sum(part.number for part in found if part is not None)

    def began(self, unit_id: str) -> Part | None:
        """A locality's start figure.

        Its base at the end of the year before; else its first report from the leg's first period
        on; in a later stage its newest up to there, else its first after.
        """
        if self.aim.by_year:
            return self.tally.part(unit_id, self.leg.start)
        periods = beginnings(self.leg, self.regime.first, self.period)
        found = (self.tally.part(unit_id, at) for at in periods)
        return next((part for part in found if part is not None), None)

    def stand(self, numbers: Numbers, start: int | None) -> Stand | None:
        """Where these numbers stand; None where nothing is needed."""
        bar = self.leg.bar
        needed = self.quantity.needed(bar, numbers)
        if needed is None:
            return None
        begun = numbers.numerator if start is None else start
        return Stand(bar.upward(numbers.numerator), bar.upward(needed), bar.upward(begun))

    @property
    def look_back(self) -> int | None:
        """k, or None while the leg is too young to look back on."""
        periods = min(self.settings.recent, self.period - self.leg.start)
        return periods if periods >= SHORTEST_LOOK_BACK else None

    def back(self, periods: int) -> Part | None:
        """See :meth:`_back`; each look-back is worked out once."""
        if periods not in self._backs:
            self._backs[periods] = self._back(periods)
        return self._backs[periods]

    def _back(self, periods: int) -> Part | None:
        """N and D that many periods ago, of those who count now.

        Of each its newest report of that period or the two before it, not before the leg's start,
        where its start figure stands. None unless all of them have one.
        """
        at = self.period.shifted(-periods)
        if self.quantity.of_sums:
            return self._sum_back(at)
        number = whole = 0
        for unit in self.numbers.counted:
            part = self._newest(unit, at)
            if part is None:
                return None
            number, whole = number + part.number, whole + (part.whole or 0)
        has_whole = self.numbers.denominator is not None
        return Part(number, whole if has_whole else None)

    def _sum_back(self, at: Period) -> Part | None:
        """The sum then, of everybody who has any report in the window now; None where one of them
        sent nothing in those three periods: its silence is no standstill."""
        if at <= self.leg.start and not self.leg.later:
            return Part(0)
        total, window = 0, self.quantity.window(self.counts, self.period)
        for unit in self.counts.ever(self.unit_id):
            if all(self.tally.part(unit, period) is None for period in window):
                continue
            looked = (at.shifted(-back) for back in range(SHORTEST_LOOK_BACK))
            known = (
                q for q in looked if q <= self.leg.start or self.tally.part(unit, q) is not None
            )
            newest = next(known, None)
            if newest is None or newest < self.leg.start:
                return None
            if newest > self.leg.start or self.leg.later:
                total += self.tally.numbers(unit, newest).numerator
        return Part(total)

    def _newest(self, unit_id: str, at: Period) -> Part | None:
        for back in range(SHORTEST_LOOK_BACK):
            period = at.shifted(-back)
            if period <= self.leg.start:
                return self.began(unit_id) if period == self.leg.start else None
            part = self.tally.part(unit_id, period)
            if part is not None:
                return part
        return None

    def held_at(self, period: Period) -> bool | None:
        """Whether the place's own figure satisfied the bar then; None where it had none.

        Of a change, against the base of the period judged. A figure on which too few rest is none;
        where the bar is the whole place's, anybody who is missing makes it none.
        """
        numbers = self.tally.numbers(self.unit_id, period)
        if self._too_few(numbers, period):
            return None
        needed = self.quantity.needed(self.leg.bar, numbers)
        if needed is None:
            return None
        bar = self.leg.bar
        return bar.upward(numbers.numerator) >= bar.upward(needed)

    def _too_few(self, numbers: Numbers, period: Period) -> bool:
        least = self.settings.minimum_coverage
        if numbers.reports is not None:
            return numbers.reports.below(least)
        expected = self.quantity.expected(self.counts, self.unit_id, period)
        coverage = covers(numbers.counted, expected)
        if self.quantity.whole_place and not coverage.complete:
            return True
        return coverage.below(least)

    def held_lately(self) -> bool:
        """Whether the bar held at one of the recent periods before this one.

        Of a change at the base itself, where it stands still, and after it.
        """
        base_at = self.quantity.base_at(self.period)
        first = self.period.shifted(-self.settings.recent)
        if base_at is not None and first <= base_at:
            return True
        if base_at is None:
            first = max(first, self.regime.first)
        return any(self.held_at(at) for at in periods_between(first, self.period.shifted(-1)))


def beginnings(leg: Leg, first: Period, period: Period) -> Iterator[Period]:
    """Where a locality's start figure may stand, the first choice first.

    From the leg's start on; in a later stage back from there to the plan's ``first`` before that.
    """
    earliest = first if leg.later else leg.start
    yield from (leg.start.shifted(-back) for back in range(leg.start - earliest + 1))
    yield from periods_between(leg.start.shifted(1), period)


def covers(counted: tuple[str, ...], expected: tuple[str, ...]) -> Coverage:
    """On how many of the expected localities a figure rests."""
    if counted == expected:
        return Coverage(len(expected), len(expected))
    known = frozenset(counted)
    missing = tuple(unit for unit in expected if unit not in known)
    return Coverage(len(expected) - len(missing), len(expected), missing)
