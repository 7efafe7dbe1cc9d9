"""The words of movement as types: what one part is about, and differences that sum exactly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from data_loaders.model import Correction, Facts, Period, Register, TargetReading
from kpis.model import Plan, Result


@dataclass(frozen=True)
class Side:
    """One end of a comparison: what was known, under which plan and register, of which period."""

    facts: Facts
    plan: Plan
    register: Register
    period: Period


class PartKind(StrEnum):
    """The five things that can move a figure."""

    PERIOD = "period"
    LATE = "late"
    CORRECTION = "correction"
    LISTS = "lists"
    TARGET = "target"


class Cause(StrEnum):
    """What exactly a part is about, within its kind.

    ``CELL``: one figure, or the cells of one row of a list. ``ANOTHER_VERSION``: differences
    between two versions for which no cell was handed in. ``WITHDRAWN``: a report returned after it
    had counted. ``AREAS``: areas that came onto a locality's list or left it. ``NEW_ACCOUNT``: the
    new period itself: another base, a new year's sum, the plan's beginning or end.
    """

    ARRIVED = "arrived"
    CELL = "cell"
    ANOTHER_VERSION = "another_version"
    WITHDRAWN = "withdrawn"
    AREAS = "areas"
    PLAN = "plan"
    READING = "reading"
    NEW_ACCOUNT = "new_account"
    NEW_DATA = "new_data"
    LOCALITIES = "localities"


KINDS = {
    Cause.ARRIVED: PartKind.LATE,
    Cause.CELL: PartKind.CORRECTION,
    Cause.ANOTHER_VERSION: PartKind.CORRECTION,
    Cause.WITHDRAWN: PartKind.CORRECTION,
    Cause.AREAS: PartKind.LISTS,
    Cause.LOCALITIES: PartKind.LISTS,
    Cause.PLAN: PartKind.TARGET,
    Cause.READING: PartKind.TARGET,
    Cause.NEW_ACCOUNT: PartKind.PERIOD,
    Cause.NEW_DATA: PartKind.PERIOD,
}


class Measure(StrEnum):
    """A number of a result; ``VALUE`` is a fraction of one, the others are counts."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    BASE = "base"
    NEEDED = "needed"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Delta:
    """A difference that sums exactly, also over numbers that are not known.

    ``known``: 1 where a number became known, −1 where one ceased to be, else 0. ``amount``: the
    difference, where what is not known adds nothing.
    """

    known: int = 0
    amount: Fraction = Fraction(0)

    @classmethod
    def between(cls, before: int | Fraction | None, after: int | Fraction | None) -> Delta:
        known = (after is not None) - (before is not None)
        return cls(known, Fraction(after or 0) - Fraction(before or 0))

    def __add__(self, other: Delta) -> Delta:
        return Delta(self.known + other.known, self.amount + other.amount)

    def __bool__(self) -> bool:
        return self.known != 0 or self.amount != 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a result, None where they are not known."""

    numerator: int | None
    denominator: int | None
    base: int | None
    needed: int | None
    value: Fraction | None

    @classmethod
    def of(cls, result: Result) -> Numbers:
        return cls(
            result.numerator, result.denominator, result.base, result.needed, result.value
        )

    def get(self, measure: Measure) -> int | Fraction | None:
        return {
            Measure.NUMERATOR: self.numerator,
            Measure.DENOMINATOR: self.denominator,
            Measure.BASE: self.base,
            Measure.NEEDED: self.needed,
            Measure.VALUE: self.value,
        }[measure]


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands on a list: a locality on the register, or a commune in a cohort of areas."""

    unit_id: str
    cohort: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a step replaced. ``unit_id``, ``period``: whose report of which period; None: not one.

    ``cells``: what was corrected. ``gone``, ``came``: localities of the register, or areas of the
    locality's list. ``reading``: the one that is in force from here on, None: none. ``silent``: a
    new period for which the locality has no report in force.
    """

    cause: Cause
    unit_id: str | None = None
    period: Period | None = None
    cells: tuple[Correction, ...] = ()
    gone: tuple[Listed, ...] = ()
    came: tuple[Listed, ...] = ()
    reading: TargetReading | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one step did: the figure's numbers before and after it. At least one of them moved."""

    about: About
    before: Numbers
    after: Numbers

    @property
    def kind(self) -> PartKind:
        return KINDS[self.about.cause]

    def change(self, measure: Measure) -> Delta:
        """By how much the part moved that number."""
        return Delta.between(self.before.get(measure), self.after.get(measure))


@dataclass(frozen=True)
class Movement:
    """How one figure came from ``before`` to ``after``: the parts in the order of the walk."""

    before: Result
    after: Result
    parts: tuple[Part, ...]

    def change(self, measure: Measure) -> Delta:
        """The whole change of that number: the exact sum of the parts'."""
        return Delta.between(
            Numbers.of(self.before).get(measure), Numbers.of(self.after).get(measure)
        )

    def moved(self, measure: Measure) -> tuple[Part, ...]:
        """The parts that moved that number."""
        return tuple(part for part in self.parts if part.change(measure))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The numbers that any part moved."""
        return tuple(measure for measure in Measure if self.moved(measure))
