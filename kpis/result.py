"""A result: the verdict of a target for a place and a period, with its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from data_loaders.model import Carried, Period
from kpis.bounds import Bounds
from kpis.law.aim import MONTHS, Forecast, Leg
from kpis.law.details import NO_DETAILS, Details
from kpis.law.quantity import Reports
from kpis.law.ruling import Coverage, Reason, Verdict
from kpis.statements import Said


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict of a target for a locality (or the province) and a period, with its numbers.

    ``numerator``: N. ``value`` is a fraction of one, of a change signed. ``needed``: Z. ``line``:
    t, as N. ``start``: x0 as N, of what must arrive. ``leg``: from where to where, and the bar at
    its end; None of what has none. ``judged_at``: the period whose numbers these are; after a
    target's own deadline that deadline. ``boundary``: what it is worth, where it looks back
    over a change of units. ``said``: how it was put into words when a meeting froze
    it; None of one judged just now.
    """

    unit_id: str
    target_id: str
    period: Period
    verdict: Verdict
    reason: Reason | None
    provisional: bool
    caveats: tuple[str, ...]
    coverage: Coverage
    missing_base: tuple[str, ...] | None = None
    numerator: int | None = None
    denominator: int | None = None
    base: int | None = None
    needed: int | None = None
    value: Fraction | None = None
    line: Fraction | None = None
    reports: Reports | None = None
    bounds: Bounds | None = None
    forecast: Forecast | None = None
    start: int | None = None
    leg: Leg | None = None
    judged_at: Period | None = None
    details: Details = NO_DETAILS
    boundary: Carried | None = None
    said: Said | None = field(default=None, compare=False, repr=False)

    @property
    def more_is_better(self) -> bool | None:
        """Whether a higher figure is a better one; None of what no bar is set for."""
        return None if self.leg is None else self.leg.bar.more_is_better

    @property
    def yearly(self) -> bool:
        """Whether its account begins anew each year."""
        if self.leg is None:
            return False
        return self.leg.end.year == self.period.year and self.leg.end - self.leg.start <= MONTHS

    @property
    def short(self) -> int | None:
        """How many are short of what is needed, or above what is allowed; below zero: to spare."""
        if self.needed is None or self.numerator is None or self.leg is None:
            return None
        bar = self.leg.bar
        return bar.upward(self.needed) - bar.upward(self.numerator)

    @property
    def periods_left(self) -> int | None:
        """From the period judged to the end of its leg."""
        if self.leg is None or self.judged_at is None:
            return None
        return self.leg.end - self.judged_at

    @property
    def is_over(self) -> bool:
        """Whether its leg has come to its end."""
        return self.leg is not None and (self.judged_at or self.period) >= self.leg.end

    @property
    def due_by_now(self) -> int | None:
        """The whole number that the line asks for, or allows, at the period."""
        if self.line is None or self.leg is None:
            return None
        return floor(self.line) if self.leg.bar.more_is_better else ceil(self.line)
