"""The account of a figure of one report per locality: a count, a share, a change, a dated task."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from data_loaders.model import Period, Report
from kpis.law.stages import Stage, stage_of
from kpis.movement.amending import by_area, with_the_areas_of
from kpis.movement.events import Key
from kpis.movement.figure import Figure, Share
from kpis.movement.model import About, Cause, Listed, Numbers
from kpis.movement.walk import Walk


def states(walk: Walk, first: Figure, last: Figure) -> None:
    """Bases, then what those who count at both ends say, then who joins and who leaves."""
    both = [unit for unit in last.counted if unit in first.counted]
    for account in (_base, _said):
        for unit in both:
            account(walk, unit, first, last)
    for unit in (unit for unit in last.counted if unit not in first.counted):
        walk.step(_joins(walk, unit, first, last), Numbers(), last.counted[unit].numbers)
    for unit in (unit for unit in first.counted if unit not in last.counted):
        walk.step(_leaves(walk, unit, first, last), first.counted[unit].numbers, Numbers())


def _base(walk: Walk, unit: str, first: Figure, last: Figure) -> None:
    """The base of a locality: what was corrected in the old one, then the one of the new year."""
    was, now = first.counted[unit], last.counted[unit]
    stood = was.base
    step = partial(_base_step, walk)
    if was.base_period is not None:
        known = _base_known(unit, was.base_period, last)
        if known is not None and known != stood:
            key = (unit, was.base_period)
            about = replace(_corrected(walk, key, last), base=True)
            step(about, stood, known)
            stood = known
    if stood != now.base:
        event = None
        if now.base_period is not None:
            event = walk.events.made((unit, now.base_period), last.side)
        about = About(Cause.NEW_PERIOD, unit, last.period, base=True, made=event)
        step(about, stood, now.base)


def _base_step(walk: Walk, about: About, old: int | None, new: int | None) -> None:
    walk.step(about, Numbers(base=old), Numbers(base=new))


def _base_known(unit: str, period: Period, last: Figure) -> int | None:
    """The old base by what is known at the other end."""
    report = last.report(unit, period)
    numbers = None if report is None else last.numbers_of(report)
    return None if numbers is None else numbers.numerator


def _said(walk: Walk, unit: str, first: Figure, last: Figure) -> None:
    """What a locality says: the old report as it is known now, then the new one."""
    was, now = first.counted[unit], last.counted[unit]
    old, new = first.report(unit, was.period), last.report(unit, now.period)
    known = last.report(unit, was.period)
    if old is None or new is None:  # both count: each stands in a report
        return
    dated = last.quantity is not None and last.quantity.dated_task is not None
    if dated and was.period != now.period:
        _another_list(walk, old, new, first, last)
        return
    if known is not None and known != old and last.numbers_of(known) is not None:
        _revised(walk, old, known, first, last)
        old = known
    if was.period != now.period:
        made = walk.events.made((unit, now.period), last.side)
        about = About(Cause.NEW_PERIOD, unit, now.period, made=made)
        _replaced(walk, about, old, new, first=first, last=last)


def _revised(walk: Walk, old: Report, new: Report, first: Figure, last: Figure) -> None:
    about = _corrected(walk, (new.unit_id, new.period), last)
    _replaced(walk, about, old, new, first=first, last=last)


def _corrected(walk: Walk, key: Key, last: Figure) -> About:
    """Why a locality's report says something else; of one made of several the first that does, with
    the cells of all of them."""
    sources = last.sources(*key)
    told = [(one, walk.cells(one)) for one in sources]
    changed = next((one for one, cells in told if cells), sources[0] if sources else key)
    cause, made = walk.events.change(changed)
    return About(cause, *key, cells=tuple(c for _, cells in told for c in cells), made=made)


def _replaced(
    walk: Walk, about: About, old: Report, new: Report, *, first: Figure, last: Figure
) -> None:
    """One report for another: what it says of the areas both have, then its list."""
    before, after = first.numbers_of(old), last.numbers_of(new)
    if before is None or after is None:  # both count: neither has a blank
        return
    had, has = by_area(old), by_area(new)
    same_areas = with_the_areas_of(new, old)
    middle = last.numbers_of(same_areas) or after
    walk.step(about, before, middle)
    gone = tuple(Listed(*area) for area in had if area not in has)
    came = tuple(Listed(*area) for area in has if area not in had)
    listed = replace(about, cause=Cause.LISTS, cells=(), gone=gone, came=came)
    walk.step(listed, middle, after)


def _another_list(walk: Walk, old: Report, new: Report, first: Figure, last: Figure) -> None:
    """A task that is judged by the list of another period: a newer one came, or it went again."""
    unit, period = new.unit_id, max(old.period, new.period)
    cause, made = Cause.NEW_PERIOD, walk.events.made((unit, period), last.side)
    if period <= first.period:
        cause, made = walk.events.change((unit, period))
    before, after = first.numbers_of(old), last.numbers_of(new)
    walk.step(About(cause, unit, period, made=made), before or Numbers(), after or Numbers())


def _joins(walk: Walk, unit: str, first: Figure, last: Figure) -> About:
    """Why a locality counts that did not: by what came, or because the new period has it."""
    share = last.counted[unit]
    if unit not in first.expected and not first.dropped and not first.outside:
        return About(Cause.BOUNDARY, period=last.period, came=(Listed(unit),))
    if first.outside:
        return About(Cause.NEW_PERIOD, unit, share.period)
    made = walk.events.made((unit, share.period), last.side)
    stage = _stage(first, unit)
    about = About(Cause.COUNTED, unit, share.period, stage=stage, made=made)
    return _by_event(walk, about, share, first, last)


def _leaves(walk: Walk, unit: str, first: Figure, last: Figure) -> About:
    """Why a locality no longer counts."""
    share = first.counted[unit]
    if unit not in last.expected and not last.dropped and not last.outside:
        return About(Cause.BOUNDARY, period=last.period, gone=(Listed(unit),))
    if last.outside:
        return About(Cause.NEW_PERIOD, unit, share.period)
    stage = _stage(last, unit)
    about = About(Cause.NOT_COUNTED, unit, last.period, stage=stage)
    return _by_event(walk, about, share, first, last)


def _stage(end: Figure, unit: str) -> Stage:
    return stage_of(end.side.facts, end.side.plan.regime, unit, end.period)


def _by_event(walk: Walk, about: About, share: Share, first: Figure, last: Figure) -> About:
    """Of one and the same period: the event by which the report, or that of its base, came."""
    if first.period != last.period:
        return about
    unit = about.unit_id or ""
    periods = [share.period] if share.base_period is None else [share.period, share.base_period]
    for period in periods:
        reports = [one.report(unit, period) for one in (first, last)]
        if reports[0] != reports[1]:
            cause, made = walk.events.change((unit, period))
            base = period == share.base_period
            cells = walk.cells((unit, period))
            return replace(about, cause=cause, period=period, made=made, cells=cells, base=base)
    return about
