"""What the missing may hold: from their own last reports, the least and the most they may say."""

from __future__ import annotations

from collections.abc import Sequence
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
class Held:
    """What a locality that is missing may hold now; ``whole``, ``base``: its D and B."""

    unit_id: str
    low: int
    high: int
    whole: int | None
    base: int | None


def bounds(case: Case) -> Bounds | None:
    """The bounds of a figure from which localities are missing.

    None where nobody is missing, where the law bounds no such quantity, and where one of the
    missing reported nothing lately.
    """
    held = may_hold(case)
    if held is None:
        return None
    low = with_all(case.numbers, held, sum(one.low for one in held))
    high = with_all(case.numbers, held, sum(one.high for one in held))
    start = start_of_all(case)
    return Bounds(
        low.numerator,
        high.numerator,
        case.aim.by_now(case, low, start).verdict,
        case.aim.by_now(case, high, start).verdict,
        case.quantity.needed(case.leg.bar, low),
    )


def may_hold(case: Case) -> tuple[Held, ...] | None:
    """What each of those who are missing may hold, in register order; None as of the bounds."""
    if not case.quantity.has_bounds or case.coverage.complete:
        return None
    found = [_may_hold(case, unit) for unit in case.coverage.missing]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else None


def start_of_all(case: Case) -> int | None:
    """x0 of those who count and of those who are missing."""
    return None if case.start is None else case.start + case.start_of(case.coverage.missing)


def with_all(numbers: Numbers, held: Sequence[Held], number: int) -> Numbers:
    """The figure of all of them, if those who are missing hold ``number`` together."""
    whole = numbers.denominator
    if whole is not None:
        whole += sum(one.whole or 0 for one in held)
    base = numbers.base
    if base is not None:
        base += sum(one.base or 0 for one in held)
    return replace(numbers, numerator=numbers.numerator + number, denominator=whole, base=base)


def _may_hold(case: Case, unit_id: str) -> Held | None:
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
    return Held(
        unit_id,
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
