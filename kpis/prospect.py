"""What lies ahead of one figure: the pace its forecast goes by, what the missing may hold, and the
verdict that each number between would give the whole place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from data_loaders.model import Period
from kpis.bounds import Held, may_hold, start_of_all, with_all
from kpis.case import Case
from kpis.counts import Counts
from kpis.law.ruling import Ruling, Verdict
from kpis.law.target import Target
from kpis.verdicts import case_of

LEAST_ROOM = 4
"""Numbers shown on either side of what the whole may come to and of what is needed, at least."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The numbers from ``low`` to ``high``, both included, that give one verdict."""

    verdict: Verdict
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Complete:
    """The whole place once all have reported: between ``low`` and ``high``, against ``needed``.

    ``held``: what each of the missing may hold, in register order. ``zones``: the verdicts of every
    number that is shown, from the least on; without trend and pace, as the bounds are judged.
    """

    low: int
    high: int
    needed: int
    held: tuple[Held, ...]
    zones: tuple[Zone, ...]

    @property
    def first(self) -> int:
        """The least number shown."""
        return self.zones[0].low

    @property
    def last(self) -> int:
        """The greatest."""
        return self.zones[-1].high


@dataclass(frozen=True, slots=True)
class Prospect:
    """``pace``: what each of the last ``periods`` added, by which the forecast goes on."""

    periods: int | None = None
    pace: Fraction | None = None
    complete: Complete | None = None


NOTHING_AHEAD = Prospect()


def prospect(counts: Counts, target: Target, *, unit_id: str, period: Period) -> Prospect:
    """What lies ahead of a figure that is judged; of any other nothing."""
    case = case_of(counts, target, unit_id, period)
    if isinstance(case, Ruling):
        return NOTHING_AHEAD
    back = case.look_back
    was = None if back is None or case.final else case.back(back)
    if back is None or was is None:
        return Prospect(complete=_complete(case))
    pace = Fraction(case.numbers.numerator - was.number, back)
    return Prospect(back, pace, _complete(case))


def _complete(case: Case) -> Complete | None:
    held = may_hold(case)
    if held is None:
        return None
    now = case.numbers.numerator
    low, high = now + sum(one.low for one in held), now + sum(one.high for one in held)
    whole = with_all(case.numbers, held, high - now)
    needed = case.quantity.needed(case.leg.bar, whole)
    if needed is None or whole.denominator == 0:
        return None
    first, last = min(low, needed), max(high, needed)
    room = max(LEAST_ROOM, last - first)
    most = last + room if whole.denominator is None else min(last + room, whole.denominator)
    start = start_of_all(case)

    def verdict(number: int) -> Verdict:
        numbers = with_all(case.numbers, held, number - now)
        return case.aim.by_now(case, numbers, start).verdict

    zones = tuple(_zones(verdict, max(0, first - room), most))
    return Complete(low, high, needed, held, zones)


def _zones(verdict: Callable[[int], Verdict], first: int, last: int) -> Iterator[Zone]:
    """The runs of one verdict: a number further on is never judged as an earlier zone was, so the
    end of each is found by halving."""
    while first <= last:
        here, end, beyond = verdict(first), first, last + 1
        while beyond - end > 1:
            middle = (end + beyond) // 2
            if verdict(middle) is here:
                end = middle
            else:
                beyond = middle
        yield Zone(here, first, end)
        first = end + 1
