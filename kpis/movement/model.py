"""The words of movement as types: what one part is about, and differences that sum exactly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from data_loaders.model import Basis, Correction, Facts, Period, Register, TargetReading
from kpis.law.stages import Stage
from kpis.model import Plan, Result


@dataclass(frozen=True)
class Side:
    """One end of a comparison: what was known, under which plan and register, of which period.

    ``revision``: what the store had learned; with the facts' instant it says which end knew more.
    """

    facts: Facts
    plan: Plan
    register: Register
    period: Period
    revision: int = 0

    @property
    def order(self) -> tuple[Period, datetime, int, bool]:
        """Which of two ends comes first: by period, then by what was known, then by basis."""
        facts = self.facts
        return self.period, facts.as_of, self.revision, facts.basis is Basis.SUBMITTED


class Cause(StrEnum):
    """The things that move a figure.

    ``NEW_PERIOD``: figures of a newer period, a new year's base, a sum that begins again.
    ``LATE``: a report received after its due instant. ``ACCEPTED``: one sent in time and accepted
    between the ends. ``CORRECTED``: a version replaced by a newer one. ``RETURNED``: given back by
    whoever decides. ``WITHDRAWN``: its acceptance taken back. ``COUNTED``, ``NOT_COUNTED``: a
    locality joins or leaves those who count. ``LISTS``: areas that came onto a list or left it.
    ``TARGET``: bar, reading or version of the target. ``BOUNDARY``: localities of the register.
    """

    NEW_PERIOD = "new_period"
    LATE = "late"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    LISTS = "lists"
    TARGET = "target"
    BOUNDARY = "boundary"


class Measure(StrEnum):
    """A number of a figure: counts, and the value that is judged as a fraction of one."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    BASE = "base"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a figure, None where there is no such number or nobody counts.

    ``value``: N/D of a share, (N − B)/B of a change; None where an end of the movement has none.
    """

    numerator: int | None = None
    denominator: int | None = None
    base: int | None = None
    value: Fraction | None = None

    def get(self, measure: Measure) -> int | Fraction | None:
        """The number of that name."""
        return {
            Measure.NUMERATOR: self.numerator,
            Measure.DENOMINATOR: self.denominator,
            Measure.BASE: self.base,
            Measure.VALUE: self.value,
        }[measure]

    def plus(self, other: Numbers, sign: int = 1) -> Numbers:
        """The counts of both together; what neither has stays unknown. Without a value."""
        return Numbers(
            _plus(self.numerator, other.numerator, sign),
            _plus(self.denominator, other.denominator, sign),
            _plus(self.base, other.base, sign),
        )

    @property
    def judged(self) -> Fraction | None:
        """What these counts come to: N/D, or (N − B)/B; None with nothing to divide by."""
        if self.numerator is None:
            return None
        if self.denominator is not None:
            return Fraction(self.numerator, self.denominator) if self.denominator else None
        return Fraction(self.numerator - self.base, self.base) if self.base else None


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands on a list: a locality on the register, or a commune in a cohort of areas."""

    unit_id: str
    cohort: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The event that made a change count: which, when, by whom; and who had sent it when."""

    event: str
    at: datetime
    by: str
    sent_at: datetime
    sent_by: str


@dataclass(frozen=True, slots=True)
class About:
    """What a part is about. ``unit_id``, ``period``: whose report of which period; None: not one.

    ``cells``: what was corrected. ``gone``, ``came``: localities of the register, or areas of the
    locality's list. ``reading``: the one that is in force, None: none. ``stage``: how far the
    report had come at the end at which the locality does not count, None where that is not why.
    ``base``: the part is about the base of the figure. ``again``: a sum that begins again with a
    new year. ``made``: the event that made it count.
    """

    cause: Cause
    unit_id: str | None = None
    period: Period | None = None
    cells: tuple[Correction, ...] = ()
    gone: tuple[Listed, ...] = ()
    came: tuple[Listed, ...] = ()
    reading: TargetReading | None = None
    stage: Stage | None = None
    base: bool = False
    again: bool = False
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one step did: the figure's numbers before and after it."""

    about: About
    before: Numbers
    after: Numbers

    @property
    def cause(self) -> Cause:
        return self.about.cause

    def change(self, measure: Measure) -> Fraction:
        """By how much the part moved that number; a number that is not known adds nothing."""
        return _change(self.before, self.after, measure)

    def turned(self) -> Part:
        """The same part told backwards."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True)
class Movement:
    """How one figure came from ``before`` to ``after``.

    ``start``, ``end``: the numbers of those who counted there, which the parts lead between.
    ``parts``: in the order of the account, which is told from the end that comes first; where
    ``backwards``, the other end does, and every part has its signs turned.
    """

    before: Result
    after: Result
    start: Numbers
    end: Numbers
    parts: tuple[Part, ...]
    backwards: bool = False

    def change(self, measure: Measure) -> Fraction:
        """The whole change of that number: the exact sum of the parts'."""
        return _change(self.start, self.end, measure)

    def moved(self, measure: Measure) -> tuple[Part, ...]:
        """The parts that moved that number."""
        return tuple(part for part in self.parts if part.change(measure))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The numbers that any part moved."""
        return tuple(measure for measure in Measure if self.moved(measure))

    def turned(self) -> Movement:
        """The same account told backwards."""
        return Movement(
            before=self.after,
            after=self.before,
            start=self.end,
            end=self.start,
            parts=tuple(part.turned() for part in self.parts),
            backwards=not self.backwards,
        )


def _plus(one: int | None, other: int | None, sign: int) -> int | None:
    return None if one is None and other is None else (one or 0) + sign * (other or 0)


def _change(before: Numbers, after: Numbers, measure: Measure) -> Fraction:
    return Fraction(after.get(measure) or 0) - Fraction(before.get(measure) or 0)
