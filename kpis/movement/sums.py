"""The account of a sum of the year: report by report, then the months that only one end has."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.movement.events import Key
from kpis.movement.figure import Figure
from kpis.movement.model import About, Cause, Numbers
from kpis.movement.walk import Walk


def sums(walk: Walk, first: Figure, last: Figure) -> None:
    """Reports of months that both sums hold, then each locality's months that one of them lacks."""
    shared = [period for period in last.window if period in first.window]
    units = list(dict.fromkeys(unit for unit, _ in (*last.months, *first.months)))
    for period in shared:
        for unit in units:
            _report(walk, (unit, period), first, last)
    for unit in units:
        _months(walk, unit, first, last)


def _report(walk: Walk, key: Key, first: Figure, last: Figure) -> None:
    """A report that came, changed or went while its month was in both sums."""
    was, now = first.months.get(key), last.months.get(key)
    if was == now:
        return
    if first.side.facts.report(*key) == last.side.facts.report(*key):  # another made it count
        cause = Cause.COUNTED if was is None else Cause.NOT_COUNTED
        about = About(cause, *key)
    else:
        cause, made = walk.events.change(key)
        about = About(cause, *key, cells=walk.cells(key), made=made)
    walk.step(about, was or Numbers(), now or Numbers())


def _months(walk: Walk, unit: str, first: Figure, last: Figure) -> None:
    """The months of a locality that are new in the sum, and those that are no longer in it."""
    gone = _sum(unit, first, (p for p in first.window if p not in last.window))
    came = _sum(unit, last, (p for p in last.window if p not in first.window))
    period = last.period
    made = walk.events.made((unit, period), last.side)
    again = bool(first.window) and first.window[0] not in last.window
    walk.step(About(Cause.NEW_PERIOD, unit, period, again=again, made=made), gone, came)


def _sum(unit: str, figure: Figure, periods: Iterable[object]) -> Numbers:
    wanted = set(periods)
    total = Numbers()
    for (who, period), number in figure.months.items():
        if who == unit and period in wanted:
            total = total.plus(number)
    return total
