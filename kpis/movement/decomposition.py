"""Why a figure changed between two instants or two periods: exact parts without a remainder.

The account is told from the end that comes first (by period, then by what was known); asked the
other way round it is the same account with its signs turned. Its order is fixed:

1. the target itself, where plan or reading differ;
2. the bases of the localities that count at both ends: what was corrected in the old one, then the
   base of the new year;
3. what those localities say: what was corrected in the old period's report, then the new period's;
   areas that came onto their lists or left them stand apart;
4. who joins those that count, then who leaves them.

Every part is what one locality's number did, from one that stood in a report to one that stands in
another: no state is passed through that never was. The parts of a count are differences of reports;
the value that is judged, a share or a change, is worked out anew after every step, so that its
parts sum as exactly. A sum of the year is its reports: each one that came, changed or went while
its month was in both sums, then the months that only one of them has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data_loaders.model import Correction, Past, Period
from kpis.movement.figure import Figure, figure_of
from kpis.movement.model import (
    About,
    Cause,
    Listed,
    Made,
    Measure,
    Movement,
    Numbers,
    Part,
    Side,
)
from kpis.movement.states import states
from kpis.movement.sums import sums
from kpis.movement.walk import Walk

# fmt: off
__all__ = [
    "About", "Cause", "Listed", "Made", "Measure", "Movement", "Numbers", "Part", "Side",
    "movement",
]
# fmt: on


def movement(
    before: Side,
    after: Side,
    corrections: Sequence[Correction] = (),
    past: Past | None = None,
    *,
    unit_id: str,
    target_id: str,
    seen_from: Period | None = None,
) -> Movement:
    """Why the figure of a target moved, for the province or one locality.

    ``corrections``: the cells in which the versions in force at the two ends differ, from the end
    that comes first. ``past``: what became of the versions of every report; without it nobody is
    named. ``seen_from``: a period of the units on which a locality is followed; by default those of
    the later end. Raises ``KeyError`` for a target that neither plan has.
    """
    if target_id not in {*before.plan.by_id, *after.plan.by_id}:
        raise KeyError(target_id)
    backwards = _comes_first(after, before)
    first, last = (after, before) if backwards else (before, after)
    whole = unit_id == last.register.province.unit_id
    on = None if whole else seen_from
    end = figure_of(last, unit_id=unit_id, target_id=target_id, seen_from=on)
    start = _begins(first, end, unit_id, target_id)
    told = _forwards(start, end, corrections, past or {})
    return told.turned() if backwards else told


def _begins(first: Side, end: Figure, unit_id: str, target_id: str) -> Figure:
    """The figure of the end that comes first; of a locality that did not report then, carried."""
    start = figure_of(first, unit_id=unit_id, target_id=target_id)
    if unit_id == first.register.province.unit_id or not _over_a_change(start, end):
        return start
    if start.seen is not None and unit_id in start.seen.localities(first.period):
        return start
    return figure_of(first, unit_id=unit_id, target_id=target_id, seen_from=end.period)


def _over_a_change(first: Figure, last: Figure) -> bool:
    """Whether units changed, or who reports, between the periods of the two ends."""
    counts = last.seen
    if counts is None or first.seen is None or not counts.changed:
        return False
    return counts.epoch(first.period) != counts.epoch(last.period)


def _comes_first(one: Side, other: Side) -> bool:
    """Whether an account is told from ``one``, whichever of the two is asked about first.

    The same facts judged by two plans have no order of their own: their texts settle it.
    """
    if one.order != other.order:
        return one.order < other.order
    return repr(one.plan.targets) < repr(other.plan.targets)


def _forwards(
    first: Figure, last: Figure, corrections: Sequence[Correction], past: Past
) -> Movement:
    walk = Walk(first, last, corrections, past)
    if last.quantity is None:  # the target is dropped or unread: its last figure goes as a whole
        turned = _judged_by(last, first.side)
        _account(walk, first, turned)
        _target(walk, turned, last)
    else:
        turned = _judged_by(first, last.side) if _another_target(first, last) else first
        _target(walk, first, turned)
        _account(walk, _on_the_units_of(walk, turned, last), last)
    start, end = (
        replace(total, value=total.judged if walk.valued else None)
        for total in (first.total, last.total)
    )
    return Movement(first.result, last.result, start, end, tuple(walk.parts))


def _another_target(first: Figure, last: Figure) -> bool:
    """Whether the target's formula, or how it is read, is another one."""
    target_id = first.result.target_id
    old, new = (side.plan.by_id.get(target_id) for side in (first.side, last.side))
    if old is None or new is None:
        return True
    return old.demand(first.side.facts) != new.demand(last.side.facts)


def _judged_by(one: Figure, other: Side) -> Figure:
    """The figure of one end, of its reports and period, by the plan and readings of the other."""
    facts = replace(one.side.facts, readings=other.facts.readings, as_of=other.facts.as_of)
    side = replace(one.side, plan=other.plan, facts=facts)
    return figure_of(side, unit_id=one.result.unit_id, target_id=one.result.target_id)


def _target(walk: Walk, old: Figure, new: Figure) -> None:
    """The step from one bar, reading or version of the target to the other."""
    if old is new or (old.quantity is None and new.quantity is None):
        return
    reading = new.side.facts.reading_of(new.result.target_id)
    same = (old.result.verdict, old.result.needed) == (new.result.verdict, new.result.needed)
    walk.to(About(Cause.TARGET, reading=reading), new.total, always=not same)


def _on_the_units_of(walk: Walk, first: Figure, last: Figure) -> Figure:
    """The first figure on the units of the last, with the step to it: nothing of what is summed up,
    what is counted again otherwise. A sum's reports, and a list of tasks, stay whose they were."""
    if not _over_a_change(first, last):
        return first
    if last.seen is not None and last.seen.across(last.period):  # followed on the units of before
        walk.to(About(Cause.BOUNDARY, period=last.period), first.total, always=True)
        return first
    found, quantity = first, last.quantity
    if quantity is not None and not quantity.of_sums and quantity.dated_task is None:
        found = figure_of(
            first.side,
            unit_id=first.result.unit_id,
            target_id=first.result.target_id,
            seen_from=last.period,
        )
    walk.to(About(Cause.BOUNDARY, period=last.period), found.total, always=True)
    return found


def _account(walk: Walk, first: Figure, last: Figure) -> None:
    if last.quantity is not None and last.quantity.of_sums:
        sums(walk, first, last)
    else:
        states(walk, first, last)
