"""A share: N of D, at a period's end, in a period, or of sums over the year or the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import AreaStanding, Period, Report, periods_between
from data_loaders.model.formats import integer, percent
from data_loaders.model.toml_table import Table
from kpis.law.bar import Bar
from kpis.law.quantity import Added, Numbers, Part, Quantity, Reports, Rule, Tally, Word
from kpis.law.ruling import Ruling, Verdict
from kpis.law.term import AreaCount, Nature, Over, Term
from kpis.quantities.area_words import relapses
from kpis.quantities.sums import shares_within, window_of, within
from kpis.quantities.term_reading import Known, states_of, term
from kpis.quantities.term_words import term_text

if TYPE_CHECKING:
    from data_loaders.model.language import Language
    from kpis.case import Case
    from kpis.counts import Counts
    from kpis.result import Result
    from kpis.words.sheet import Sheet


class _Shares(Quantity):
    """What a share of states and one of sums have in common."""

    numerator: Term
    denominator: Term
    most: ClassVar[Fraction | None] = Fraction(1)
    of_hundred: ClassVar[bool] = True

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.numerator, self.denominator

    def of(self, report: Report) -> Part | None:
        if not all(term.counts_in(report) for term in self.terms):
            return None
        return Part(self.numerator.number(report), self.denominator.number(report))

    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        return bar.nearest(numbers.denominator) if numbers.denominator else None

    def value(self, numbers: Numbers) -> Fraction | None:
        if not numbers.denominator:
            return None
        return Fraction(numbers.numerator, numbers.denominator)

    def formula(self, sheet: Sheet, demand: str) -> str:
        part, whole = (term_text(one, sheet.plan, sheet.language) for one in self.terms)
        return f"{part} / {whole} {demand}"

    def held_against(self, bars: Iterable[Bar]) -> tuple[Fraction, ...]:
        return tuple(bar.value for bar in bars)

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        counts = f"{integer(result.numerator, language)}/{integer(result.denominator, language)}"
        if result.value is None:
            return counts, ""
        bars = () if result.leg is None else (result.leg.bar.value,)
        return counts, percent(result.value, language, bars=bars)

    def details(self, case: Case) -> dict[str, Any]:
        """Of recognised areas, how many relapsed since."""
        if AreaCount.RECOGNISED not in (self.numerator.areas, self.denominator.areas):
            return {}
        states = states_of(case.regime, AreaStanding.RELAPSED)
        relapsed, tally = Term(areas=AreaCount.RECOGNISED, states=states), case.tally
        counted = case.numbers.counted
        found = (tally.number(unit, case.period, relapsed) for unit in counted)
        return {"relapsed": sum(number or 0 for number in found)}

    def degenerate(self, bar: Bar, numbers: Numbers, *, final: bool) -> Ruling | None:
        return None if numbers.denominator else Ruling(Verdict.NOT_APPLICABLE)


@dataclass(frozen=True)
class Share(_Shares):
    """N of D of states or of a period."""

    numerator: Term
    denominator: Term
    name: ClassVar[str] = "share"
    ends_openly: ClassVar[bool] = True

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {Word.BY: Rule.REACH, Word.STAGES: Rule.REACH, Word.KEEP: Rule.KEPT}

    def stands(self, sheet: Sheet) -> list[str]:
        _ = sheet._
        text = _("hiện có {part}/{whole}")
        if sheet.demand.aim.moving and sheet.result.more_is_better:
            text = _("đã được {part}/{whole}")
        if sheet.closed:
            text = _("đến hạn {period}: {part}/{whole}")
        part, whole = sheet.count(sheet.result.numerator), sheet.count(sheet.result.denominator)
        return [text.format(part=part, whole=whole, period=sheet.now)]

    def more(self, sheet: Sheet) -> list[str]:
        """Of areas, how many relapsed, and how many more may."""
        if sheet.result.details.relapsed is None:
            return []
        return relapses(sheet, sheet.result.details.relapsed)

    @property
    def has_trend(self) -> bool:  # type: ignore[override]  # of states alone
        return not self.of_period

    @property
    def has_bounds(self) -> bool:  # type: ignore[override]  # of this one only without a flow
        return not self.of_period

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        parts = tally.parts(tally.counts.expected(unit_id, period), period)
        return _summed(tuple(parts), parts.values())


@dataclass(frozen=True)
class ShareOfSums(_Shares):
    """N of D, both added up over the same span, of what was reported; a blank adds nothing, and its
    report is one of those that are missing."""

    numerator: Term
    denominator: Term
    name: ClassVar[str] = "share"
    of_sums: ClassVar[bool] = True

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {Word.KEEP: Rule.KEPT_BY_YEAR if self.over is Over.YEAR else Rule.KEPT}

    def span_for(self, bar: Bar, word: Word) -> Over | None:
        return Over.PERIOD if word in (Word.BY, Word.STAGES) else None

    @property
    def begins_each_year(self) -> bool:  # type: ignore[override]  # of a sum its span decides it
        return self.over is Over.YEAR

    @property
    def over(self) -> Over:
        return self.numerator.over or Over.YEAR

    def stands(self, sheet: Sheet) -> list[str]:
        text = sheet._("{span}: {part}/{whole}")
        part, whole = sheet.count(sheet.result.numerator), sheet.count(sheet.result.denominator)
        return [text.format(span=sheet.span(), part=part, whole=whole)]

    def asked(self, case: Case) -> Iterable[Period]:
        return self.window(case.counts, case.period)

    def window(self, counts: Counts, period: Period) -> tuple[Period, ...]:
        return tuple(periods_between(window_of(counts, self.over, period), period))

    def shares(
        self, tally: Tally, unit_id: str, period: Period
    ) -> Mapping[tuple[str, Period], Added]:
        return shares_within(tally, unit_id, self.window(tally.counts, period)[0], period)

    def details(self, case: Case) -> dict[str, Any]:
        return {"since": window_of(case.counts, self.over, case.period)}

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        since = window_of(tally.counts, self.over, period)
        reports, complete = within(tally, unit_id, since, period)
        said = tally.counts.told(unit_id, since, period)
        return _summed(complete, map(self.adds, said), reports)

    def adds(self, report: Report) -> Part:
        return Part(self.numerator.number(report), self.denominator.number(report))


def _summed(
    counted: tuple[str, ...], parts: Iterable[Part], reports: Reports | None = None
) -> Numbers:
    number = whole = 0
    for part in parts:
        number, whole = number + part.number, whole + (part.whole or 0)
    return Numbers(counted, number, whole, reports=reports)


def _read(table: Table, known: Known) -> Quantity:
    part, whole = term(table, "numerator", known), term(table, "denominator", known)
    if part == whole:
        raise table.fault("denominator", "giống hệt numerator")
    sums = (part.nature is Nature.SUM, whole.nature is Nature.SUM)
    if all(sums) and part.over is whole.over:
        return ShareOfSums(part, whole)
    if any(sums):
        wanted = "cả hai là tổng của cùng một khoảng (over giống nhau), hoặc không phần nào là tổng"
        raise table.fault("denominator", f"numerator và denominator phải cùng loại: {wanted}")
    return Share(part, whole)


READERS = OPTION_READERS = {"share": _read}
