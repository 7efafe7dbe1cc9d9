"""Formulas as types: what a target counts, and the bar its sentence sets."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from data_loaders.model import Period, Task


class Language(StrEnum):
    """Languages of the interface; Vietnamese is the source."""

    VI = "vi"
    EN = "en"


class Kind(StrEnum):
    """Kinds of target; each has one rule."""

    YEARLY_REDUCTION = "yearly_reduction"
    SHARE_BY_DEADLINE = "share_by_deadline"
    FLOOR = "floor"
    GROWTH_CEILING = "growth_ceiling"
    READING = "reading"
    ZERO = "zero"
    MILESTONE = "milestone"


class Operator(StrEnum):
    """How a figure compares with its bar: strict where the sentence of the plan is."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"

    def holds(self, left: Fraction, right: Fraction) -> bool:
        """Whether ``left`` stands in this relation to ``right``; exact."""
        return bool(_COMPARISONS[self](left, right))


_COMPARISONS = {
    Operator.AT_LEAST: operator.ge,
    Operator.ABOVE: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.BELOW: operator.lt,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """The figure a sentence sets: ``> 80 %`` is ``Bar(ABOVE, 4/5)``."""

    operator: Operator
    share: Fraction

    def holds(self, value: Fraction) -> bool:
        """Whether a share, as a fraction of one, satisfies the bar."""
        return self.operator.holds(value, self.share)


class AreaCount(StrEnum):
    """What can be counted in an area list: all rows, recognised ones, those not relapsed."""

    CHOSEN = "chosen"
    RECOGNISED = "recognised"
    SUSTAINED = "sustained"


@dataclass(frozen=True, slots=True)
class Term:
    """What is counted in a report: a sum of measures, rows of the area list, communes of classes.

    Exactly one of the three is given.
    """

    measures: tuple[str, ...] = ()
    areas: AreaCount | None = None
    classes: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """The measures that every commune row must have for the report to count."""
        return ("commune_class",) if self.classes else self.measures


@dataclass(frozen=True, slots=True)
class Reduction:
    """(B − C)/B ≥ share: a stock against its own value at the end of the year before."""

    count: Term
    share: Fraction


@dataclass(frozen=True, slots=True)
class Growth:
    """(C − B)/B below the bar: a stock against its own value at the end of the year before."""

    count: Term
    bar: Bar


@dataclass(frozen=True, slots=True)
class ShareByDeadline:
    """part / whole reaches the bar by the end of the period ``deadline``."""

    part: Term
    whole: Term
    bar: Bar
    deadline: Period


@dataclass(frozen=True, slots=True)
class Floor:
    """part / whole satisfies the bar at every period."""

    part: Term
    whole: Term
    bar: Bar


@dataclass(frozen=True, slots=True)
class Zero:
    """The sum of a flow over the year so far is zero."""

    count: Term


@dataclass(frozen=True, slots=True)
class Milestone:
    """A task of the plan is done by its due date (``due_on``, that day included)."""

    task: Task
    due_on: date


@dataclass(frozen=True, slots=True)
class AtLeastBase:
    """C ≥ B: a stock is not below its own value at the end of the year before."""

    count: Term


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read an ambiguous sentence. ``rule`` None: read so, it is not a target."""

    letter: str
    sentence_vi: str
    sentence_en: str
    rule: AtLeastBase | Growth | None

    def sentence(self, language: Language) -> str:
        return self.sentence_en if language is Language.EN else self.sentence_vi


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A sentence that must be read before it can be judged; ``count`` is shown meanwhile.

    ``default`` is the plan file's own reading, where it takes one; a recorded one goes before it.
    """

    count: Term
    options: tuple[Option, ...]
    default: str | None

    def option(self, letter: str) -> Option:
        """The option of that letter. Raises ``KeyError``."""
        return {option.letter: option for option in self.options}[letter]


Formula = Reduction | Growth | ShareByDeadline | Floor | Zero | Milestone | Ambiguous

KINDS: Mapping[type, Kind] = {
    Reduction: Kind.YEARLY_REDUCTION,
    Growth: Kind.GROWTH_CEILING,
    ShareByDeadline: Kind.SHARE_BY_DEADLINE,
    Floor: Kind.FLOOR,
    Zero: Kind.ZERO,
    Milestone: Kind.MILESTONE,
    Ambiguous: Kind.READING,
}


def bars_of(formula: Formula) -> tuple[Fraction, ...]:
    """The shares that a printed share of this formula must not contradict, under any reading.

    Of a change also nought: what moved at all must not read as if it had not.
    """
    match formula:
        case ShareByDeadline(bar=bar) | Floor(bar=bar):
            return (bar.share,)
        case Reduction(share=share):
            return Fraction(0), share
        case Growth(bar=bar):
            return Fraction(0), bar.share
        case Ambiguous(options=options):
            rules = [one.rule for one in options]
            return Fraction(0), *(rule.bar.share for rule in rules if isinstance(rule, Growth))
        case Milestone():
            return (Fraction(1),)
    return ()


def measures_of(formula: Formula) -> frozenset[str]:
    """Every measure of the form that the formula may ask for, under any reading; of lists none."""
    return frozenset(measure for term in _terms(formula) for measure in term.needs)


def _terms(formula: Formula) -> tuple[Term, ...]:
    match formula:
        case ShareByDeadline(part=part, whole=whole) | Floor(part=part, whole=whole):
            return part, whole
        case Reduction(count=count) | Growth(count=count) | Zero(count=count):
            return (count,)
        case Ambiguous(count=count, options=options):
            return (count, *(one.rule.count for one in options if one.rule is not None))
        case Milestone():
            return ()
