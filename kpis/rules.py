"""The rules: one function per kind of target, from exact numbers to a verdict.

Nothing here knows a locality, a report or a calendar. Counts are ``int``, everything derived from
them is ``Fraction``. The rules are those of Kế hoạch 3220/KH-UBND as the plan file records them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor

from kpis.model import Bar, Details, Operator, Reason, Settings, Verdict

MONTHS = 12
DUE_SOON_DAYS = 30

Ruling = tuple[Verdict, Reason | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule comes to. ``needed``, ``value``, ``line`` are as in ``Result``."""

    verdict: Verdict
    reason: Reason | None = None
    needed: int | None = None
    value: Fraction | None = None
    line: Fraction | None = None
    details: Details = field(default_factory=Details)


def towards(done: Fraction, due: Fraction, settings: Settings) -> Verdict:
    """How much of what was due by now is done: on track, at risk or behind."""
    ratio = done / due
    if ratio >= settings.near:
        return Verdict.ON_TRACK
    return Verdict.AT_RISK if ratio >= settings.risk else Verdict.BEHIND


def _from_zero(now: int, month: int) -> Ruling:
    """The rule of both yearly kinds where the year before ended at zero."""
    if now == 0:
        verdict = Verdict.MET if month == MONTHS else Verdict.ON_TRACK
        return verdict, Reason.HELD_AT_ZERO
    return Verdict.MISSED if month == MONTHS else Verdict.BEHIND, Reason.RISEN_FROM_ZERO


def yearly_reduction(
    *, base: int, now: int, share: Fraction, month: int, settings: Settings
) -> Judgement:
    """(B − C)/B ≥ share at the end of the year, and on the way there in month 1 to 12.

    Needed is C*, the most that may be left; the line is where a steady fall would stand.
    """
    allowed = floor(base * (1 - share))
    line = base - Fraction((base - allowed) * month, MONTHS)
    if base == 0:
        verdict, reason = _from_zero(now, month)
    else:
        verdict, reason = _falling(base, now, allowed, line, month, settings)
    return Judgement(
        verdict,
        reason,
        needed=allowed,
        value=Fraction(base - now, base) if base else None,
        line=line,
        details=Details(periods_left=MONTHS - month, allowed_now=ceil(line), pace_line=line),
    )


def _falling(
    base: int, now: int, allowed: int, line: Fraction, month: int, settings: Settings
) -> Ruling:
    if month == MONTHS:
        return Verdict.MET if now <= allowed else Verdict.MISSED, None
    if now <= ceil(line):
        verdict = Verdict.ON_TRACK
    elif base == line:
        verdict = Verdict.BEHIND
    else:
        verdict = towards(Fraction(base - now), base - line, settings)
    if verdict is Verdict.ON_TRACK and now > allowed and month > MONTHS - settings.last_stretch:
        # Small numbers must not turn from green to missed overnight.
        return Verdict.AT_RISK, Reason.DUE_SOON
    return verdict, None


def growth_ceiling(*, base: int, now: int, bar: Bar, month: int) -> Judgement:
    """(C − B)/B below the bar at the end of the year. Needed is C*, the most there may be."""
    ceiling = base * (1 + bar.share)
    allowed = ceil(ceiling) - 1 if bar.operator is Operator.BELOW else floor(ceiling)
    if base == 0:
        allowed = 0
    line = base + Fraction((allowed - base) * month, MONTHS)
    allowed_now = ceil(line)
    if base == 0:
        verdict, reason = _from_zero(now, month)
    else:
        verdict, reason = _growing(now, allowed, allowed_now, month), None
    return Judgement(
        verdict,
        reason,
        needed=allowed,
        value=Fraction(now - base, base) if base else None,
        details=Details(periods_left=MONTHS - month, allowed_now=allowed_now, pace_line=line),
    )


def _growing(now: int, allowed: int, allowed_now: int, month: int) -> Verdict:
    if month == MONTHS:
        return Verdict.MET if now <= allowed else Verdict.MISSED
    if now > allowed:
        return Verdict.BEHIND
    return Verdict.ON_TRACK if now <= allowed_now else Verdict.AT_RISK


def zero(*, total: int, month: int, complete: bool) -> Judgement:
    """The sum of the year so far is zero. ``complete``: every locality expected has counted."""
    if total > 0:
        return Judgement(Verdict.MISSED, needed=0)
    if month < MONTHS:
        return Judgement(Verdict.ON_TRACK, needed=0)
    if complete:
        return Judgement(Verdict.MET, needed=0)
    # Nobody can claim a zero for those who said nothing.
    return Judgement(Verdict.NO_DATA, Reason.INCOMPLETE, needed=0)


def at_least_base(*, base: int, now: int, closing: bool) -> Judgement:
    """C ≥ B: a count that must not fall below the one at the end of the year before."""
    good, bad = (Verdict.MET, Verdict.MISSED) if closing else (Verdict.ON_TRACK, Verdict.BEHIND)
    value = Fraction(now - base, base) if base else None
    return Judgement(good if now >= base else bad, needed=base, value=value)


_WORSE: tuple[Ruling, ...] = (
    (Verdict.MET, None),
    (Verdict.ON_TRACK, None),
    (Verdict.AT_RISK, Reason.DUE_SOON),
    (Verdict.MISSED, Reason.DONE_LATE),
    (Verdict.MISSED, Reason.OVERDUE),
)
"""What a dated task can come to, from the best to the worst."""


def milestone(done: Sequence[date | None], *, due: date, today: date) -> Judgement:
    """A task is done by its date in every locality; otherwise the worst of them.

    ``done``: per locality the day it was done, None while it is not; at least one.
    """
    each = [_dated(day, due, today) for day in done]
    verdict, reason = max(each, key=_WORSE.index)
    in_time = each.count((Verdict.MET, None))
    late = each.count((Verdict.MISSED, Reason.DONE_LATE))
    overdue = each.count((Verdict.MISSED, Reason.OVERDUE))
    details = Details(
        due_on=due,
        done_on=done[0] if len(done) == 1 else None,
        days_left=(due - today).days,
        late=late,
        overdue=overdue,
        to_come=len(done) - in_time - late - overdue,
    )
    return Judgement(verdict, reason, value=Fraction(in_time, len(done)), details=details)


def _dated(done: date | None, due: date, today: date) -> Ruling:
    if done is not None:
        return (Verdict.MET, None) if done <= due else (Verdict.MISSED, Reason.DONE_LATE)
    if due < today:
        return Verdict.MISSED, Reason.OVERDUE
    if (due - today).days <= DUE_SOON_DAYS:
        return Verdict.AT_RISK, Reason.DUE_SOON
    return Verdict.ON_TRACK, None
