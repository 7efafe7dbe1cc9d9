"""A count: so many of something, at a period's end, in a period, or over a year or the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import Period, Report, periods_between
from data_loaders.model.toml_table import Table
from kpis.law.bar import Bar
from kpis.law.bar_words import bar_text
from kpis.law.quantity import Added, Numbers, Part, Quantity, Rule, Tally, Word
from kpis.law.term import Nature, Over, Term
from kpis.quantities.sums import shares_within, window_of, within
from kpis.quantities.term_reading import Known, term
from kpis.quantities.term_words import term_text

if TYPE_CHECKING:
    from data_loaders.model.language import Language
    from kpis.case import Case
    from kpis.counts import Counts
    from kpis.words.sheet import Sheet


@dataclass(frozen=True)
class _OfOneTerm(Quantity):
    """The number of one term, held against a bar that is a number too."""

    term: Term
    name: ClassVar[str] = "count"

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.term,)

    def of(self, report: Report) -> Part | None:
        return Part(self.term.number(report)) if self.term.counts_in(report) else None

    def bar(self, bar: Bar, language: Language) -> str:
        return bar_text(bar, language, share=False)

    def needed_of_all(self, bar: Bar) -> int:
        return bar.nearest()

    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        return self.needed_of_all(bar)


@dataclass(frozen=True)
class Count(_OfOneTerm):
    """N of a state or of a period. The bar is the whole place's."""

    has_bounds: ClassVar[bool] = True

    @property
    def whole_place(self) -> bool:
        return True

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {Word.BY: Rule.REACH, Word.STAGES: Rule.REACH, Word.KEEP: Rule.KEPT}

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        parts = tally.parts(tally.counts.expected(unit_id, period), period)
        return Numbers(tuple(parts), sum(part.number for part in parts.values()))

    def stands(self, sheet: Sheet) -> list[str]:
        _, count = sheet._, sheet.count(sheet.result.numerator)
        text = _("hiện có {count} {unit}")
        if sheet.closed:
            text = _("đến hạn {period}: {count} {unit}")
        return [text.format(count=count, unit=sheet.unit, period=sheet.now)]

    def formula(self, sheet: Sheet, demand: str) -> str:
        return f"{term_text(self.term, sheet.plan, sheet.language)} {demand}"


@dataclass(frozen=True)
class CountOfSum(_OfOneTerm):
    """N of a flow, added up over the year so far or over the plan so far.

    A blank adds nothing, and its report is one of those that are missing.
    """

    of_sums: ClassVar[bool] = True

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        if not bar.more_is_better:
            return {Word.KEEP: Rule.NEVER}
        if self.term.over is Over.YEAR:
            return {Word.EACH_YEAR: Rule.REACH}
        return {Word.BY: Rule.REACH, Word.STAGES: Rule.REACH}

    def span_for(self, bar: Bar, word: Word) -> Over | None:
        if not bar.more_is_better or word is Word.KEEP:
            return None
        return Over.YEAR if word is Word.EACH_YEAR else Over.PLAN

    @property
    def begins_each_year(self) -> bool:  # type: ignore[override]  # of a sum its span decides it
        return self.term.over is Over.YEAR

    def adds(self, report: Report) -> Part:
        return Part(self.term.number(report))

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        since = self.window(tally.counts, period)[0]
        reports, complete = within(tally, unit_id, since, period)
        said = tally.counts.told(unit_id, since, period)
        total = sum(self.term.number(report) for report in said)
        return Numbers(complete, total, reports=reports)

    def window(self, counts: Counts, period: Period) -> tuple[Period, ...]:
        since = window_of(counts, self.term.over or Over.YEAR, period)
        return tuple(periods_between(since, period))

    def shares(
        self, tally: Tally, unit_id: str, period: Period
    ) -> Mapping[tuple[str, Period], Added]:
        return shares_within(tally, unit_id, self.window(tally.counts, period)[0], period)

    def stands(self, sheet: Sheet) -> list[str]:
        text = sheet._("{span}: {count} {unit}")
        count = sheet.count(sheet.result.numerator)
        return [text.format(span=sheet.span(), count=count, unit=sheet.unit)]

    def formula(self, sheet: Sheet, demand: str) -> str:
        text = sheet._("Tổng {count} từ kỳ {since} đến kỳ {period} {demand}")
        since = sheet.result.details.since or sheet.result.period
        return text.format(
            count=term_text(self.term, sheet.plan, sheet.language),
            since=sheet.period(since),
            period=sheet.period(sheet.result.judged_at or sheet.result.period),
            demand=demand,
        )

    def asked(self, case: Case) -> Iterable[Period]:
        return self.window(case.counts, case.period)

    def details(self, case: Case) -> dict[str, Any]:
        return {"since": self.window(case.counts, case.period)[0]}

    def unclear(self, bar: Bar, numbers: Numbers, *, final: bool) -> bool:
        """More is better, short of the bar, and reports are missing that may hold the rest."""
        if not (final and bar.more_is_better) or numbers.reports is None:
            return False
        return not numbers.reports.complete and not bar.holds(Fraction(numbers.numerator))


def _read(table: Table, known: Known) -> Quantity:
    one = term(table, "numerator", known)
    return CountOfSum(one) if one.nature is Nature.SUM else Count(one)


READERS = OPTION_READERS = {"count": _read}
