"""The way to what is needed: the straight line, what holds against it, and whether it will do."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from data_loaders.model import Period
from kpis.law.aim import Leg, Stand
from kpis.law.ruling import Reason, Ruling, Verdict

if TYPE_CHECKING:
    from kpis.case import Case


def steady(leg: Leg, stand: Stand, at: Period) -> Fraction:
    """t: where a steady way from the start to what is needed would be."""
    return stand.start + Fraction(_rise(leg, stand, at), leg.end - leg.start)


def steady_floor(leg: Leg, stand: Stand, at: Period) -> int:
    """The whole part of :func:`steady`, in integers."""
    return stand.start + _rise(leg, stand, at) // (leg.end - leg.start)


def _rise(leg: Leg, stand: Stand, at: Period) -> int:
    """What was due since the start, times the periods of the leg."""
    return (stand.goal - stand.start) * (at - leg.start)


def _share_done(leg: Leg, stand: Stand, at: Period, least: Fraction) -> bool:
    """Whether at least that share of what was due by now is done; something was."""
    done = (stand.now - stand.start) * (leg.end - leg.start)
    return done * least.denominator >= least.numerator * _rise(leg, stand, at)


def on_the_way(case: Case, stand: Stand) -> Ruling:
    """Held against the line: the floors first, then the share of what was due by now."""
    leg, at = case.leg, case.period
    due = steady_floor(leg, stand, at)
    if stand.now >= due:
        return Ruling(Verdict.ON_TRACK)
    if _rise(leg, stand, at):
        if _share_done(leg, stand, at, case.settings.near):
            return Ruling(Verdict.ON_TRACK)
        if _share_done(leg, stand, at, case.settings.risk):
            return Ruling(Verdict.AT_RISK)
    if stand.now >= due - 1:
        return Ruling(Verdict.AT_RISK, Reason.ONE_SHORT)
    return Ruling(Verdict.BEHIND)


def near_the_end(case: Case) -> bool:
    """Whether the last periods have come, of a leg that is longer than those."""
    left, gone = case.leg.end - case.period, case.period - case.leg.start
    return left < case.settings.last_stretch <= gone


def gap_grows(case: Case, stand: Stand) -> bool:
    """The gap is larger than k periods ago, or the same while more should be done by now."""
    periods, gap = case.look_back, stand.goal - stand.now
    was = None if periods is None else case.back(periods)
    if periods is None or was is None or was.whole == 0 or gap <= 0:
        return False
    then = replace(case.numbers, numerator=was.number, denominator=was.whole)
    before = case.stand(then, case.start)
    if before is None:
        return False
    gap_then = before.goal - before.now
    earlier = case.period.shifted(-periods)
    risen = steady_floor(case.leg, stand, case.period) > steady_floor(case.leg, stand, earlier)
    return gap > gap_then or (gap == gap_then and risen)


def too_slow(case: Case, stand: Stand) -> bool:
    """What is left asks for more a period than was done lately, and than the line gives away."""
    periods = case.look_back
    was = None if periods is None else case.back(periods)
    if periods is None or was is None:
        return False
    bar, settings = case.leg.bar, case.settings
    pace = Fraction(stand.now - bar.upward(was.number) + 1, periods)
    wanted = Fraction(stand.goal - stand.now, case.leg.end - case.period)
    soon = min(case.period.shifted(settings.last_stretch), case.leg.end)
    return wanted > settings.stretch * pace and stand.now < steady(case.leg, stand, soon)
