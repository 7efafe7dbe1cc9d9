"""What is asked of every quantity: who counts, its numbers, its base, the whole number needed.

A quantity is read from the plan and knows no locality; a :class:`Tally` is that quantity over the
facts of one instant, and remembers what it has read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import Correction, Period, Report, Task
from data_loaders.model.formats import integer
from kpis.law.bar import Bar
from kpis.law.bar_words import bar_text
from kpis.law.details import Details
from kpis.law.ruling import Ruling
from kpis.law.term import Over, Term

if TYPE_CHECKING:
    from data_loaders.model.language import Language
    from kpis.case import Case
    from kpis.counts import Counts
    from kpis.law.aim import Aim, Leg
    from kpis.result import Result
    from kpis.words.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Part:
    """One locality's numbers of a period: N, and D where the quantity has one."""

    number: int
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What one report adds to a sum: to N, and where the quantity has them to D or to the base."""

    number: int
    whole: int | None = None
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """On how many reports a sum rests, and on how many it should."""

    received: int
    expected: int

    @property
    def complete(self) -> bool:
        return self.received == self.expected

    def below(self, minimum: Fraction) -> bool:
        """Whether too few are in for a verdict: none, or less than that share."""
        return self.received == 0 or self.received < minimum * self.expected


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the localities that count.

    ``pace_base``: of a change against the year before, the base of the paired months alone (Bm).
    ``reports``: of sums. ``missing_base``: localities that reported and cannot give the base, None
    of what has no base of theirs; ``baseless``: none of those who reported can.
    """

    counted: tuple[str, ...]
    numerator: int
    denominator: int | None = None
    base: int | None = None
    pace_base: int | None = None
    reports: Reports | None = None
    missing_base: tuple[str, ...] | None = None
    baseless: bool = False


class Rule(StrEnum):
    """The rules of the aims: which of them a quantity can be judged by under a word of the plan."""

    REACH = "reach"
    KEPT = "kept"
    KEPT_BY_YEAR = "kept_by_year"
    CEILING = "ceiling"
    NEVER = "never"
    YEAR_BEFORE = "year_before"


class Word(StrEnum):
    """How a plan says when a bar must hold."""

    BY = "by"
    STAGES = "stages"
    EACH_YEAR = "each_year"
    KEEP = "keep"


class Quantity(ABC):
    """What is counted. Subclasses are frozen dataclasses, one per kind of quantity."""

    name: ClassVar[str]
    least: ClassVar[Fraction | None] = Fraction(0)
    most: ClassVar[Fraction | None] = None
    """Between which its value lies; None: without end."""
    of_hundred: ClassVar[bool] = False
    """Whether it is a fraction of a whole or a base, which people write as a percentage."""
    province_only: ClassVar[bool] = False
    """Whether only the whole place has a figure."""
    of_sums: ClassVar[bool] = False
    """Whether reports, and not localities, are held against the threshold."""
    has_bounds: ClassVar[bool] = False
    """Whether what the missing may hold can be bounded."""
    ends_openly: ClassVar[bool] = False
    """Whether bounds that agree on another verdict leave its end open (a share, a change)."""
    may_be_small: ClassVar[bool] = True
    """Whether a small base or whole makes its percentage say little."""
    has_bar: ClassVar[bool] = True
    """Whether a number is demanded of it at all."""
    published: ClassVar[bool] = False
    """Whether somebody else publishes it, by a day."""
    has_trend: bool = False
    """Whether the line of its recent figures says where it leads: a share of states."""
    drawn_over_time: ClassVar[bool] = True
    """Whether its figure over the periods says something: of a task, of a record it does not."""
    begins_each_year: ClassVar[bool] = False
    """Whether its sum begins anew each year."""
    whole_year: ClassVar[bool] = False
    """Whether a year of which the plan holds only a part cannot be judged."""

    @property
    @abstractmethod
    def terms(self) -> tuple[Term, ...]:
        """Every term, the numerator's first."""

    @property
    def whole_place(self) -> bool:
        """Whether the bar is the whole place's, so that who is missing must not be taken for 0."""
        return False

    @property
    def of_period(self) -> bool:
        """Whether a term is of the period, so that what stands now may be gone the next."""
        return any(term.nature == "period" for term in self.terms)

    @abstractmethod
    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        """When a bar on it can hold, and by which rule it is judged then."""

    def span_for(self, bar: Bar, word: Word) -> Over | None:
        """Over which other span its sums would have to go for that word; None where none helps."""
        return None

    def base_at(self, period: Period) -> Period | None:
        """The period of the base, where the base is a locality's own number."""
        return None

    @abstractmethod
    def of(self, report: Report) -> Part | None:
        """N and D of one report; None where a blank keeps it from counting."""

    def adds(self, report: Report) -> Part | None:
        """What a report adds to a sum; of a plain count also where something in it is blank."""
        return self.of(report)

    def report_of(self, tally: Tally, unit_id: str, period: Period) -> Report | None:
        """The report in which a locality's number of that period stands."""
        return tally.counts.report(unit_id, period)

    def part(self, tally: Tally, unit_id: str, period: Period) -> Part | None:
        """N and D of a locality, None when it does not count at that period; the base apart."""
        report = self.report_of(tally, unit_id, period)
        return None if report is None else self.of(report)

    def rests_on(self, cell: Correction) -> bool:
        """Whether a corrected cell is one that the figure is counted from."""
        if cell.part == "area":
            return any(term.areas is not None for term in self.terms)
        return cell.part == "figure" and any(cell.item in term.needs for term in self.terms)

    def base_of(self, tally: Tally, unit_id: str, period: Period) -> int | None:
        """The base of a locality for that period; None where it cannot give one."""
        return None

    @abstractmethod
    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        """The numbers of the province or a locality, over those that count."""

    def shares(
        self, tally: Tally, unit_id: str, period: Period
    ) -> Mapping[tuple[str, Period], Added]:
        """Of a sum: what each report of its window adds, by locality and period."""
        raise TypeError(f"{self.name} is no sum of reports")

    def window(self, counts: Counts, period: Period) -> tuple[Period, ...]:
        """The periods whose reports are added up; of what is no sum, that period."""
        return (period,)

    @property
    def fixed_base(self) -> int | None:
        """The base where it is one number for the whole place, whoever counts."""
        return None

    def needed_of_all(self, bar: Bar) -> int | None:
        """Z where it is the same whatever was reported: of a count; None of all others."""
        return None

    @abstractmethod
    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        """Z: the whole N nearest to the bar that satisfies it; None where there is none."""

    def value(self, numbers: Numbers) -> Fraction | None:
        """What the bar is held against; None of a count, and where it cannot be worked out."""
        return None

    def on_record(
        self, case: Case, target_id: str
    ) -> tuple[Ruling, Fraction | None, Details] | None:
        """The verdict on record, the value, where one was recorded, and the record; None of what is
        judged by reports."""
        return None

    def known_whole(self, tally: Tally, unit_id: str, period: Period) -> tuple[int, int] | None:
        """Of a change against the year before: that whole year and all that is reported of this
        one; None where not all of that year is known."""
        return None

    def degenerate(self, bar: Bar, numbers: Numbers, *, final: bool) -> Ruling | None:
        """The ruling where there is nothing to divide by; None where the rules go on."""
        return None

    def expected(self, counts: Counts, unit_id: str, period: Period) -> tuple[str, ...]:
        """The localities that make the figure up, in register order."""
        return counts.expected(unit_id, period)

    def asked(self, case: Case) -> Iterable[Period]:
        """The periods whose reports the figure needs."""
        return (case.period,)

    def details(self, case: Case) -> dict[str, Any]:
        """What the quantity adds to the :class:`kpis.details.Details` of a result."""
        return {}

    @abstractmethod
    def stands(self, sheet: Sheet) -> list[str]:
        """What the figure comes to, in words."""

    @abstractmethod
    def formula(self, sheet: Sheet, demand: str) -> str:
        """The formula in words; ``demand``: the bar and until when, as the aim says it."""

    def bar(self, bar: Bar, language: Language) -> str:
        """The bar as it is printed: of a share or a change a percentage."""
        return bar_text(bar, language, share=True)

    def held_against(self, bars: Iterable[Bar]) -> tuple[Fraction, ...]:
        """What a printed share of it must not contradict; none where nothing is printed as one."""
        return ()

    @property
    def dated_task(self) -> Task | None:
        """The task it is about, with its day; None of every other quantity."""
        return None

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        """The counts of a headline, and the share or the change beside them, if there is one."""
        return integer(result.numerator, language), ""

    def more(self, sheet: Sheet) -> list[str]:
        """What else belongs to the arithmetic."""
        return []

    def unclear(self, bar: Bar, numbers: Numbers, *, final: bool) -> bool:
        """Whether a figure with reports missing says nothing at its end."""
        return False


class Tally:
    """A quantity over the facts of one instant: each part and each sum is read once.

    ``parts``: what single localities come to, which is the same for every set of them.
    """

    def __init__(
        self, counts: Counts, quantity: Quantity, parts: dict[tuple[str, int], Part | None]
    ) -> None:
        self.counts = counts
        self.quantity = quantity
        # By the period's number: a dataclass as a key is hashed by Python, and this is asked often.
        self._parts = parts
        self._numbers: dict[tuple[str, int], Numbers] = {}
        self.legs: dict[tuple[int, int], tuple[Aim, Leg]] = {}
        """The legs of the aims it is judged by, by the aim's identity and the period's number."""

    def part(self, unit_id: str, period: Period) -> Part | None:
        """See :meth:`Quantity.part`."""
        key = (unit_id, period.index)
        if key not in self._parts:
            self._parts[key] = self.quantity.part(self, unit_id, period)
        return self._parts[key]

    def base_of(self, unit_id: str, period: Period) -> int | None:
        """See :meth:`Quantity.base_of`."""
        return self.quantity.base_of(self, unit_id, period)

    def numbers(self, unit_id: str, period: Period) -> Numbers:
        """See :meth:`Quantity.numbers`."""
        key = (unit_id, period.index)
        if key not in self._numbers:
            self._numbers[key] = self.quantity.numbers(self, unit_id, period)
        return self._numbers[key]

    def number(self, unit_id: str, period: Period, term: Term) -> int | None:
        """A term of a report, None where there is no report or a blank in it."""
        report = self.counts.report(unit_id, period)
        return term.number(report) if report is not None and term.counts_in(report) else None

    def parts(self, unit_ids: Iterable[str], period: Period) -> dict[str, Part]:
        """Locality → its part, of those that count at the period, in the order given."""
        found = {}
        for unit in unit_ids:
            part = self.part(unit, period)
            if part is not None:
                found[unit] = part
        return found
