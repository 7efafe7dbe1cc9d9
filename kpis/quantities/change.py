"""A change: N against a base B, as a signed fraction of the base."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Period, Report
from data_loaders.model.formats import integer, percent, translator
from kpis.law.bar import Bar
from kpis.law.bar_words import bar_text
from kpis.law.quantity import Numbers, Part, Quantity, Rule, Tally, Word
from kpis.law.ruling import Reason, Ruling, Verdict
from kpis.law.term import Term
from kpis.quantities.term_words import term_text

if TYPE_CHECKING:
    from data_loaders.model.language import Language
    from kpis.case import Case
    from kpis.result import Result
    from kpis.words.sheet import Sheet


class Changes(Quantity):
    """What every change has in common, whatever its base is."""

    term: Term
    of_flow: ClassVar[bool] = False
    least: ClassVar[Fraction | None] = Fraction(-1)
    of_hundred: ClassVar[bool] = True

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.term,)

    def of(self, report: Report) -> Part | None:
        return Part(self.term.number(report)) if self.term.counts_in(report) else None

    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        return None if numbers.base is None else needed_of(bar, numbers.base)

    def value(self, numbers: Numbers) -> Fraction | None:
        if not numbers.base:
            return None
        return Fraction(numbers.numerator - numbers.base, numbers.base)

    def held_against(self, bars: Iterable[Bar]) -> tuple[Fraction, ...]:
        """Also nought: what moved at all must not read as if it had not."""
        return (Fraction(0), *(bar.value for bar in bars))

    def bar(self, bar: Bar, language: Language) -> str:
        """Against nought without a percentage: nothing is a share of nothing."""
        return bar_text(bar, language, share=bar.value != 0)

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        return integer(result.numerator, language), change_text(result, language)

    def stands(self, sheet: Sheet) -> list[str]:
        text, result = self.from_to(sheet), sheet.result
        text = text.format(base=sheet.count(result.base), now=sheet.count(result.numerator))
        changed = change_text(result, sheet.language)
        return [f"{text} ({changed})" if changed else text]

    @abstractmethod
    def from_to(self, sheet: Sheet) -> str:
        """Base and now as a sentence with ``{base}`` and ``{now}``."""

    def degenerate(self, bar: Bar, numbers: Numbers, *, final: bool) -> Ruling | None:
        if numbers.base != 0:
            return None
        if bar.more_is_better:
            return Ruling(Verdict.NOT_APPLICABLE, Reason.BASE_ZERO) if self.of_flow else None
        if numbers.numerator == 0:
            return Ruling(Verdict.MET if final else Verdict.ON_TRACK, Reason.HELD_AT_ZERO)
        lost = final or self.of_flow
        return Ruling(Verdict.MISSED if lost else Verdict.BEHIND, Reason.RISEN_FROM_ZERO)


def needed_of(bar: Bar, base: int) -> int:
    """Z against a base: where it is zero, zero, but one where a rise is demanded."""
    if base == 0:
        return int(bar.more_is_better and not bar.holds(Fraction(0)))
    return bar.nearest(base, beside=base)


def change_text(result: Result, language: Language, *, base: int | None = None) -> str:
    """B to N as a percentage of B, with its direction in words; empty where B is zero.

    ``base``: another B than the result's own.
    """
    _ = translator(language)
    base = result.base if base is None else base
    if result.numerator is None or not base:
        return ""
    if result.numerator == base:
        return _("không đổi")
    change = Fraction(result.numerator - base, base)
    bars = [Fraction(0)]
    if result.leg is not None and result.leg.bar.value * change > 0:
        bars.append(abs(result.leg.bar.value))
    size = percent(abs(change), language, bars=bars)
    if change < 0:
        return _("giảm {percent}").format(percent=size)
    return _("tăng {percent}").format(percent=size)


@dataclass(frozen=True)
class Change(Changes):
    """A state against its own number at the end of the year before, or at a fixed period."""

    term: Term
    fixed: Period | None = None
    name: ClassVar[str] = "change"
    has_bounds: ClassVar[bool] = True
    ends_openly: ClassVar[bool] = True

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        if self.fixed is not None:
            return {Word.BY: Rule.REACH, Word.STAGES: Rule.REACH}
        if not bar.holds(Fraction(0)):
            return {Word.EACH_YEAR: Rule.REACH}
        return {Word.KEEP: Rule.KEPT_BY_YEAR if bar.more_is_better else Rule.CEILING}

    def base_at(self, period: Period) -> Period | None:
        return self.fixed or period.year_end_before()

    def asked(self, case: Case) -> Iterable[Period]:
        return (self.fixed or case.period.year_end_before(), case.period)

    def base_of(self, tally: Tally, unit_id: str, period: Period) -> int | None:
        at = self.fixed or period.year_end_before()
        part = tally.part(unit_id, at)
        return None if part is None else part.number

    def from_to(self, sheet: Sheet) -> str:
        if self.fixed is None:
            return sheet._("cuối năm trước {base}, nay {now}")
        text = sheet._("{then} có {base}, {period} có {now}")
        return text.replace("{then}", sheet.period(self.fixed)).replace("{period}", sheet.now)

    def formula(self, sheet: Sheet, demand: str) -> str:
        period = sheet.result.judged_at or sheet.result.period
        text = sheet._("(C − B) / B {demand}; B, C = {count} ở kỳ {base} và kỳ {period}")
        return text.format(
            demand=demand,
            count=term_text(self.term, sheet.plan, sheet.language),
            base=sheet.period(self.fixed or period.year_end_before()),
            period=sheet.period(period),
        )

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        parts = tally.parts(tally.counts.expected(unit_id, period), period)
        bases = {unit: self.base_of(tally, unit, period) for unit in parts}
        counted = tuple(unit for unit, base in bases.items() if base is not None)
        return Numbers(
            counted,
            sum(parts[unit].number for unit in counted),
            base=sum(bases[unit] or 0 for unit in counted),
            missing_base=tuple(unit for unit in parts if bases[unit] is None),
            baseless=bool(parts) and not counted,
        )


@dataclass(frozen=True)
class ChangeFromValue(Changes):
    """A state against a number that some document gives: the whole place's alone."""

    term: Term
    base: int
    source: str
    name: ClassVar[str] = "change"
    province_only: ClassVar[bool] = True
    has_bounds: ClassVar[bool] = True
    ends_openly: ClassVar[bool] = True

    @property
    def whole_place(self) -> bool:
        return True

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {Word.BY: Rule.REACH, Word.STAGES: Rule.REACH}

    @property
    def fixed_base(self) -> int | None:
        return self.base

    def from_to(self, sheet: Sheet) -> str:
        text = sheet._("số gốc {base} ({source}), {period} có {now}")
        return text.replace("{source}", self.source).replace("{period}", sheet.now)

    def formula(self, sheet: Sheet, demand: str) -> str:
        text = sheet._("(C − B) / B {demand}; B = {base} ({source}), C = {count}")
        return text.format(
            demand=demand,
            base=sheet.count(self.base),
            source=self.source,
            count=term_text(self.term, sheet.plan, sheet.language),
        )

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        parts = tally.parts(tally.counts.expected(unit_id, period), period)
        number = sum(part.number for part in parts.values())
        return Numbers(tuple(parts), number, base=self.base)
