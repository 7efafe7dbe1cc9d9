"""One figure over the periods, like for like: the only way of a figure that anything draws.

A line that joins sums of different localities shows falls that never were. So the localities that
count at the period shown are settled first, and every point is what *they* come to, judged as if
they were the whole: their numbers, and the line and the number needed by which they were judged
then. A period in which one of them did not count has no point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from data_loaders.model import Carried, Period, periods_between
from kpis.boundary import worth
from kpis.counts import Counts
from kpis.model import Demand, Reason, Result, Target, Verdict
from kpis.verdicts import judge


@dataclass(frozen=True, slots=True)
class Point:
    """What the localities of a series came to at a period; None throughout where one is missing.

    ``numerator`` to ``line``, ``verdict`` as in ``Result``; after the target's own deadline the
    verdict is that of the deadline, and ``line`` stays at what was needed then. ``counted`` of
    ``expected``: how many of all the localities that must report counted then, so that an empty
    point can say why it is empty. ``boundary``: what the numbers of a period of other units are
    worth on those of the period shown; such a point has no verdict of its own.
    """

    period: Period
    counted: int
    expected: int
    numerator: int | None = None
    denominator: int | None = None
    base: int | None = None
    value: Fraction | None = None
    needed: int | None = None
    line: Fraction | None = None
    verdict: Verdict | None = None
    boundary: Carried | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The points of a figure, the oldest first; ``units``: the localities they are all about.

    A yearly target begins with its start figure, the end of the year before (a sum: with nought);
    where nobody counts it has none, and every point is empty.
    Without points: a task, what only the whole place has or what a record says, a period before the
    plan, a sentence that nobody has read.
    """

    target_id: str
    unit_id: str
    units: tuple[str, ...]
    points: tuple[Point, ...]

    def at(self, period: Period) -> Point | None:
        """The point of that period, which may be empty; None outside the series."""
        return next((point for point in self.points if point.period == period), None)

    def as_json(self) -> dict[str, object]:
        """The document of ``series --json``; ``value`` and ``line`` become floats."""
        return {
            "target": self.target_id,
            "unit_id": self.unit_id,
            "set": list(self.units),
            "points": [_as_json(point) for point in self.points],
        }


def _as_json(point: Point) -> dict[str, object]:
    said: dict[str, object] = {
        "period": str(point.period),
        "numerator": point.numerator,
        "denominator": point.denominator,
        "base": point.base,
        "value": None if point.value is None else float(point.value),
        "needed": point.needed,
        "line": None if point.line is None else float(point.line),
        "verdict": None if point.verdict is None else point.verdict.value,
    }
    if point.boundary is not None:
        said["boundary"] = point.boundary.value
    return said


def series(counts: Counts, *, unit_id: str, target_id: str, period: Period) -> Series:
    """A target's figure of the province or a locality up to a period, like for like.

    The set of the province is whoever counts at ``period``; of a sum, whoever has any whole report
    in its window. A single locality is its own set, whether or not it counts at ``period``. From
    the plan's first period, or of a target whose account begins anew each year from the end of the
    year before, to ``period`` but not past the plan's last. Raises ``KeyError`` for an unknown
    target.
    """
    target = counts.plan.target(target_id)
    demand = target.demand(counts.facts)
    last = min(period, counts.plan.regime.last)
    drawn = demand is not None and demand.quantity.drawn_over_time
    if demand is None or not drawn or last < counts.plan.regime.first:
        return Series(target_id, unit_id, (), ())
    if demand.quantity.province_only and unit_id != counts.province_id:
        return Series(target_id, unit_id, (), ())
    way = _Way(counts.at(last), target, demand, unit_id, last)
    units = way.units()
    points = tuple(way.points(units)) if units else tuple(map(way.empty, way.periods))
    return Series(target_id, unit_id, units, points)


def series_to(counts: Counts, result: Result) -> Series:
    """The series that ends with that result."""
    return series(
        counts, unit_id=result.unit_id, target_id=result.target_id, period=result.period
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """Whose figure of which target is followed up to where."""

    counts: Counts
    target: Target
    demand: Demand
    unit_id: str
    last: Period

    @property
    def yearly(self) -> bool:
        return self.demand.aim.by_year or self.demand.quantity.begins_each_year

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that are judged: of the plan, of a yearly target those of the last year."""
        first = self.counts.plan.regime.first
        if self.yearly:
            first = max(first, Period.of(self.last.year, 1))
        return tuple(periods_between(first, self.last))

    @property
    def whole(self) -> bool:
        return self.unit_id == self.counts.province_id

    def units(self) -> tuple[str, ...]:
        """The localities whose figure is followed, in register order."""
        if not self.whole:
            return (self.unit_id,)
        tally = self.counts.tally(self.demand.quantity)
        if self.demand.quantity.of_sums:
            return tuple(
                unit
                for unit in self.counts.ever(self.unit_id)
                if any(tally.part(unit, at) is not None for at in self.periods)
            )
        return tally.numbers(self.unit_id, self.last).counted

    def points(self, units: tuple[str, ...]) -> Iterator[Point]:
        """The start figure of a yearly target, then a point per period."""
        counts = self.counts.among(units) if self.whole else self.counts
        found = [self._point(counts, units, at) for at in self.periods]
        if self.yearly:
            now = judge(counts, self.target, unit_id=self.unit_id, period=self.last)
            yield self._start(found, now)
        yield from found

    def _point(self, counts: Counts, units: tuple[str, ...], at: Period) -> Point:
        """The set's figure of a period and how it was judged; after the deadline, by its result."""
        carried = list(worth(self.counts, self.demand.quantity, units, (at,)))
        boundary = max(carried, key=tuple(Carried).index, default=None)
        if boundary is Carried.NOT_COMPARABLE or not self._all_counted(counts, units, at):
            return replace(self.empty(at), boundary=boundary)
        numbers = counts.tally(self.demand.quantity).numbers(self.unit_id, at)
        result = judge(counts, self.target, unit_id=self.unit_id, period=at)
        return replace(
            self.empty(at),
            numerator=numbers.numerator,
            denominator=numbers.denominator,
            base=numbers.base,
            value=self.demand.quantity.value(numbers),
            needed=result.needed,
            line=result.line,
            verdict=None if counts.across(at) else result.verdict,
            boundary=boundary,
        )

    def _all_counted(self, counts: Counts, units: tuple[str, ...], at: Period) -> bool:
        """Whether every locality of the set counted; of a sum, whether each that had to report did
        report that month."""
        tally = counts.tally(self.demand.quantity)
        if self.demand.quantity.of_sums:
            due = counts.expected(self.unit_id, at)
            return bool(due) and all(tally.part(unit, at) is not None for unit in due)
        return tally.numbers(self.unit_id, at).counted == units

    def empty(self, at: Period) -> Point:
        """A period without a point, with who counted then."""
        tally = self.counts.tally(self.demand.quantity)
        due = self.counts.expected(self.unit_id, at)
        if self.demand.quantity.of_sums:
            counted = sum(tally.part(unit, at) is not None for unit in due)
        else:
            counted = len(tally.numbers(self.unit_id, at).counted)
        return Point(at, counted, len(due))

    def _start(self, found: list[Point], now: Result) -> Point:
        """Where the year begins: the base of its points, or nought of a sum; empty without any.

        What is needed, and whether there is a line, is said by the period shown (``now``), also
        where it has no point because a month is missing; of a count it is the same whatever was
        reported. Of a locality that does not count now its newest point says it.
        """
        tally = self.counts.tally(self.demand.quantity)
        judged = [point for point in reversed(found) if point.verdict is not None]
        known = next((one for one in judged if one.needed is not None), next(iter(judged), None))
        summed = self.demand.quantity.of_sums
        before = self.periods[0].shifted(-1) if summed else self.last.year_end_before()
        start = Point(before, 0, 0, numerator=0) if summed else Point(before, 0, 0)
        bar = self.demand.aim.leg(self.counts.plan.regime, self.last).bar
        of_all = self.demand.quantity.needed_of_all(bar)
        if of_all is not None and now.reason is not Reason.PART_YEAR:
            start = replace(start, needed=of_all, line=Fraction(0))
        elif summed:
            start = replace(start, needed=now.needed)
        if known is None:
            return start
        start = replace(start, base=known.base)
        if summed:
            return start if now.line is None else replace(start, line=Fraction(0))
        due = self.counts.expected(self.unit_id, before)
        told_then = sum(tally.part(unit, before) is not None for unit in due)
        start = replace(start, counted=told_then, expected=len(due))
        height, told = known.base or 0, known if now.needed is None else now
        return replace(
            start,
            numerator=height,
            value=Fraction(0) if height else None,
            needed=told.needed,
            line=None if told.line is None else Fraction(height),
        )
