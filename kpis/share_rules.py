"""The rules of shares: of a deadline to reach, and of a floor to keep. See ``kpis.rules``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from kpis.model import Bar, Details, Operator, Reason, Settings, Verdict
from kpis.rules import Judgement, Ruling, towards

TREND_AHEAD = 3
"""Periods after the last one at which the line of a floor's shares is read."""
LEAST_LOOK_BACK = 3
"""Periods that a pace must rest on."""


def smallest(whole: int, bar: Bar) -> int:
    """The smallest whole number that satisfies the bar out of ``whole``."""
    exact = bar.share * whole
    return floor(exact) + 1 if bar.operator is Operator.ABOVE else ceil(exact)


@dataclass(frozen=True, slots=True)
class Course:
    """How a share has come along, in counts of the localities that count.

    ``start``: N0. ``earlier``: N of ``look_back(elapsed, …)`` periods ago, None where it cannot be
    known. ``elapsed``, ``length``: periods from the plan's first to this one, and to the deadline.
    """

    part: int
    whole: int
    start: int
    earlier: int | None
    elapsed: int
    length: int


def look_back(elapsed: int, settings: Settings) -> int | None:
    """How many periods a pace looks back, or None when the plan is too young for a pace."""
    periods = min(settings.recent, elapsed)
    return periods if periods >= LEAST_LOOK_BACK else None


def share_by_deadline(course: Course, *, bar: Bar, settings: Settings) -> Judgement:
    """N of D reaches the bar by the deadline. Needed is N*, the fewest that satisfy it."""
    if course.whole == 0:
        return Judgement(Verdict.NOT_APPLICABLE)
    needed = smallest(course.whole, bar)
    value = Fraction(course.part, course.whole)
    details = _paces(course, needed, settings)
    left = course.length - course.elapsed
    if course.part >= needed:
        reason = Reason.MET_EARLY if left else None
        return Judgement(Verdict.MET, reason, needed, value, details=details)
    if left == 0:
        return Judgement(Verdict.MISSED, None, needed, value, details=details)
    if course.start >= needed:
        return Judgement(Verdict.BEHIND, Reason.FELL_BACK, needed, value, details=details)
    line = _line(course, needed, course.elapsed)
    verdict, reason = _rising(course, needed, line, details, settings)
    return Judgement(verdict, reason, needed, value, line, details)


def _line(course: Course, needed: int, elapsed: int) -> Fraction:
    if elapsed == course.length:
        return Fraction(needed)
    return course.start + Fraction((needed - course.start) * elapsed, course.length)


def _paces(course: Course, needed: int, settings: Settings) -> Details:
    left = course.length - course.elapsed
    periods = look_back(course.elapsed, settings)
    seen = None
    if periods is not None and course.earlier is not None:
        seen = Fraction(course.part - course.earlier, periods)
    return Details(
        periods_left=left,
        pace_line=_line(course, needed, course.elapsed) if course.start < needed else None,
        start=course.start,
        pace_needed=Fraction(needed - course.part, left) if left else None,
        pace_seen=seen,
        pace_periods=None if seen is None else periods,
    )


def _rising(
    course: Course, needed: int, line: Fraction, details: Details, settings: Settings
) -> Ruling:
    if course.part >= floor(line):
        verdict = Verdict.ON_TRACK
    elif line == course.start:
        verdict = Verdict.BEHIND
    else:
        verdict = towards(Fraction(course.part - course.start), line - course.start, settings)
    if verdict is not Verdict.ON_TRACK or details.pace_seen is None or details.pace_needed is None:
        return verdict, None
    soon = min(course.elapsed + settings.last_stretch, course.length)
    too_slow = details.pace_needed > settings.stretch * details.pace_seen
    if too_slow and course.part < _line(course, needed, soon):
        return Verdict.AT_RISK, Reason.PACE_TOO_SLOW
    return verdict, None


def floor_share(
    *, part: int, whole: int, bar: Bar, closing: bool, shares: Sequence[Fraction] | None
) -> Judgement:
    """N of D satisfies the bar now. Needed is N*, the fewest that satisfy it.

    ``closing``: this is the plan's last period. ``shares``: those of the last periods, oldest
    first, this one included; None when one of them cannot be had.
    """
    if whole == 0:
        return Judgement(Verdict.NOT_APPLICABLE)
    value = Fraction(part, whole)
    holds = bar.holds(value)
    if closing:
        verdict: Verdict = Verdict.MET if holds else Verdict.MISSED
    else:
        verdict = Verdict.ON_TRACK if holds else Verdict.BEHIND
    reason, details = None, Details()
    if verdict is Verdict.ON_TRACK and shares is not None:
        slope, ahead = trend(shares, ahead=TREND_AHEAD)
        if slope < 0 and not bar.holds(ahead):
            verdict, reason = Verdict.AT_RISK, Reason.TREND_FALLING
            details = Details(trend=ahead)
    return Judgement(verdict, reason, smallest(whole, bar), value, details=details)


def trend(values: Sequence[Fraction], *, ahead: int) -> tuple[Fraction, Fraction]:
    """Slope per period of the least-squares line, and its value ``ahead`` periods past the last.

    At least two values, one per period, oldest first.
    """
    count = len(values)
    weights = range(1 - count, count, 2)  # twice the distance from the middle
    mean = sum(values, Fraction(0)) / count
    fall = sum((weight * value for weight, value in zip(weights, values, strict=True)), Fraction(0))
    slope = 2 * fall / sum(weight * weight for weight in weights)
    return slope, mean + slope * Fraction(count - 1 + 2 * ahead, 2)
