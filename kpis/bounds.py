"""What the missing may hold: from their own last reports, the least and the most they may say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from data_loaders.model import Period, periods_between
from kpis.case import Case
from kpis.law.quantity import Numbers, Part
from kpis.law.ruling import Verdict

STEADY = 3
"""Reports from which a locality's own steps are taken for what they are, also when they are 0."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The place's N between which it lies once all have reported, and the verdicts there.

    ``needed``: the whole number that the bar asks for then, with the D or B of all of them.
    """

    low: int
    high: int
    at_low: Verdict
    at_high: Verdict
    needed: int | None


@dataclass(frozen=True, slots=True)
class _Held:
    """What a locality that is missing may hold now."""

    low: int
    high: int
    whole: int | None
    base: int | None


def bounds(case: Case) -> Bounds | None:
    """The bounds of a figure from which localities are missing.

    None where nobody is missing, where the law bounds no such quantity, and where one of the
    missing reported nothing lately.
    """
    if not case.quantity.has_bounds or case.coverage.complete:
        return None
    held = []
    for unit in case.coverage.missing:
        one = _may_hold(case, unit)
        if one is None:
            return None
        held.append(one)
    low = _with(case.numbers, held, sum(one.low for one in held))
    high = _with(case.numbers, held, sum(one.high for one in held))
    start = None if case.start is None else case.start + case.start_of(case.coverage.missing)
    return Bounds(
        low.numerator,
        high.numerator,
        case.aim.by_now(case, low, start).verdict,
        case.aim.by_now(case, high, start).verdict,
        case.quantity.needed(case.leg.bar, low),
    )


def _with(numbers: Numbers, held: list[_Held], number: int) -> Numbers:
    whole = numbers.denominator
    if whole is not None:
        whole += sum(one.whole or 0 for one in held)
    base = numbers.base
    if base is not None:
        base += sum(one.base or 0 for one in held)
    return replace(numbers, numerator=numbers.numerator + number, denominator=whole, base=base)


def _may_hold(case: Case, unit_id: str) -> _Held | None:
    """Its newest number of the recent periods, give or take its own largest step lately."""
    base = None
    if case.quantity.base_at(case.period) is not None:
        base = case.tally.base_of(unit_id, case.period)
        if base is None:
            return None
    reported = _reported(case, unit_id)
    oldest = max(case.regime.first, case.period.shifted(-case.settings.recent))
    if not reported or reported[0][0] < oldest:
        return None
    at, part = reported[0]
    step = _step([one.number for _, one in reported])
    low, high = max(0, part.number - step), part.number + step
    most = _most(case, unit_id, at, part)
    return _Held(
        low if most is None else min(low, most),
        high if most is None else min(high, most),
        part.whole,
        base,
    )


def _reported(case: Case, unit_id: str) -> list[tuple[Period, Part]]:
    """Its newest reports before the period, as many as are looked back on, the newest first."""
    found: list[tuple[Period, Part]] = []
    for at in reversed(tuple(periods_between(case.regime.first, case.period.shifted(-1)))):
        part = case.tally.part(unit_id, at)
        if part is not None:
            found.append((at, part))
            if len(found) == case.settings.recent:
                break
    return found


def _step(numbers: list[int]) -> int:
    steps = [abs(one - other) for one, other in pairwise(numbers)]
    largest = max(steps, default=0)
    return largest if len(numbers) >= STEADY else max(largest, 1)


def _most(case: Case, unit_id: str, at: Period, part: Part) -> int | None:
    """Of a share its D, of communes as many as there are; None: no such limit."""
    limits = [] if part.whole is None else [part.whole]
    report = case.counts.report(unit_id, at)
    if case.quantity.terms[0].of_communes and report is not None:
        limits.append(report.communes)
    return min(limits, default=None)
