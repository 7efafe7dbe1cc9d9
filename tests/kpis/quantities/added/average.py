"""An average: so many of something for each of something else, with no upper end.

A kind of quantity that the product does not have, in the one file that it takes to add it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Period, Report
from data_loaders.model.formats import integer
from data_loaders.model.toml_table import Table
from kpis.law.bar import Bar
from kpis.law.bar_words import bar_text, decimal_of
from kpis.law.quantity import Numbers, Part, Quantity, Rule, Tally, Word
from kpis.law.ruling import Ruling, Verdict
from kpis.law.term import Term
from kpis.quantities.term_reading import Known, term
from kpis.quantities.term_words import term_text

if TYPE_CHECKING:
    from data_loaders.model.language import Language
    from kpis.result import Result
    from kpis.words.sheet import Sheet


@dataclass(frozen=True)
class Average(Quantity):
    """N for each of D; the bar is of N/D."""

    numerator: Term
    denominator: Term
    name: ClassVar[str] = "average"
    has_bounds: ClassVar[bool] = True
    ends_openly: ClassVar[bool] = True

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.numerator, self.denominator

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {Word.BY: Rule.REACH, Word.STAGES: Rule.REACH, Word.KEEP: Rule.KEPT}

    def of(self, report: Report) -> Part | None:
        if not all(one.counts_in(report) for one in self.terms):
            return None
        return Part(self.numerator.number(report), self.denominator.number(report))

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        parts = tally.parts(tally.counts.expected(unit_id, period), period)
        number, whole = 0, 0
        for part in parts.values():
            number, whole = number + part.number, whole + (part.whole or 0)
        return Numbers(tuple(parts), number, whole)

    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        return bar.nearest(numbers.denominator) if numbers.denominator else None

    def value(self, numbers: Numbers) -> Fraction | None:
        return Fraction(numbers.numerator, numbers.denominator) if numbers.denominator else None

    def degenerate(self, bar: Bar, numbers: Numbers, *, final: bool) -> Ruling | None:
        return None if numbers.denominator else Ruling(Verdict.NOT_APPLICABLE)

    def held_against(self, bars: Iterable[Bar]) -> tuple[Fraction, ...]:
        return tuple(bar.value for bar in bars)

    def bar(self, bar: Bar, language: Language) -> str:
        return bar_text(bar, language, share=False)

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        counts = f"{integer(result.numerator, language)}/{integer(result.denominator, language)}"
        return counts, "" if result.value is None else decimal_of(result.value, language)

    def stands(self, sheet: Sheet) -> list[str]:
        counts, average = self.figure(sheet.result, sheet.language)
        return [sheet._("bình quân {average} ({counts})").format(average=average, counts=counts)]

    def formula(self, sheet: Sheet, demand: str) -> str:
        part, whole = (term_text(one, sheet.plan, sheet.language) for one in self.terms)
        return f"{part} / {whole} {demand}"


def _read(table: Table, known: Known) -> Quantity:
    return Average(term(table, "numerator", known), term(table, "denominator", known))


READERS = {"average": _read}
