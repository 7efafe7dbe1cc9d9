"""A change of a flow: the year so far against the same months of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import Period, periods_between
from data_loaders.model.formats import integer
from kpis.law.bar import Bar
from kpis.law.quantity import Added, Numbers, Reports, Rule, Tally, Word
from kpis.law.term import Term
from kpis.quantities.change import Changes, change_text
from kpis.quantities.term_words import term_text

MONTHS = 12

if TYPE_CHECKING:
    from data_loaders.model.language import Language
    from kpis.case import Case
    from kpis.counts import Counts
    from kpis.result import Result
    from kpis.words.sheet import Sheet


@dataclass(frozen=True)
class ChangeOfFlow(Changes):
    """A flow of the year so far against the same months of the year before.

    A month that a locality lacks in one of the two years is left out of both. ``Numbers.base`` is
    of the whole year before, ``pace_base`` of the paired months.
    """

    term: Term
    name: ClassVar[str] = "change"
    of_flow: ClassVar[bool] = True
    of_sums: ClassVar[bool] = True
    whole_year: ClassVar[bool] = True
    begins_each_year: ClassVar[bool] = True

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {Word.EACH_YEAR: Rule.YEAR_BEFORE}

    def asked(self, case: Case) -> Iterable[Period]:
        months = [Period.of(case.period.year, m) for m in range(1, case.period.month + 1)]
        return (*(month.shifted(-12) for month in months), *months)

    def details(self, case: Case) -> dict[str, Any]:
        return {"pace_base": case.numbers.pace_base, "since": Period.of(case.period.year, 1)}

    def stands(self, sheet: Sheet) -> list[str]:
        """The same months of both years; before the year's end also the whole year before."""
        _, result = sheet._, sheet.result
        if not result.periods_left:
            return super().stands(sheet)
        text = _("cùng kỳ năm trước {before}, nay {now}").format(
            before=sheet.count(result.details.pace_base), now=sheet.count(result.numerator)
        )
        changed = self.figure(result, sheet.language)[1]
        whole = _("cả năm trước {base}").format(base=sheet.count(result.base))
        return [f"{text} ({changed})" if changed else text, whole]

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        """Beside the same months of the year before: a part of a year is no fall."""
        changed = change_text(result, language, base=result.details.pace_base)
        return integer(result.numerator, language), changed

    def from_to(self, sheet: Sheet) -> str:
        return sheet._("cả năm trước {base}, năm nay {now}")

    def formula(self, sheet: Sheet, demand: str) -> str:
        period = sheet.result.judged_at or sheet.result.period
        text = sheet._("(C − B) / B {demand}; C = tổng {count} năm {year}, B = tổng năm {before}")
        return text.format(
            demand=demand,
            count=term_text(self.term, sheet.plan, sheet.language),
            year=period.year,
            before=period.year - 1,
        )

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        whoever = tally.counts.ever(unit_id)
        pairs = [_pairs(tally, one, unit_id, period) for one in whoever]
        reported = [one for one in pairs if one.reported]
        lacking = {one.unit_id for one in pairs if one.paired < one.due}
        paired = sum(one.base for one in pairs)
        return Numbers(
            tuple(u for u in tally.counts.expected(unit_id, period) if u not in lacking),
            sum(one.now for one in pairs),
            base=paired + sum(one.rest for one in pairs if one.months),
            pace_base=paired,
            reports=Reports(sum(one.paired for one in pairs), sum(one.due for one in pairs)),
            missing_base=tuple(one.unit_id for one in reported if not one.base_months),
            baseless=bool(reported) and not any(one.base_months for one in reported),
        )

    def window(self, counts: Counts, period: Period) -> tuple[Period, ...]:
        """All of the year before, and this year so far."""
        return tuple(periods_between(Period.of(period.year - 1, 1), period))

    def shares(
        self, tally: Tally, unit_id: str, period: Period
    ) -> Mapping[tuple[str, Period], Added]:
        """The paired months of both years; the later months of the year before, to the base."""
        found: dict[tuple[str, Period], Added] = {}
        months = [Period.of(period.year, month) for month in range(1, MONTHS + 1)]
        for unit in tally.counts.ever(unit_id):
            pairs = {}
            for month in months[: period.month]:
                now, was = tally.part(unit, month), tally.part(unit, month.shifted(-MONTHS))
                if now is not None and was is not None:
                    pairs[month] = (now.number, was.number)
            for month, (now_number, base) in pairs.items():
                found[unit, month] = Added(now_number)
                found[unit, month.shifted(-MONTHS)] = Added(0, base=base)
            for month in months[period.month :] if pairs else ():
                was = tally.part(unit, month.shifted(-MONTHS))
                if was is not None:
                    found[unit, month.shifted(-MONTHS)] = Added(0, base=was.number)
        return found

    def known_whole(self, tally: Tally, unit_id: str, period: Period) -> tuple[int, int] | None:
        """The whole year before and all that is reported of this one.

        None while a report of the year before is missing.
        """
        first = Period.of(period.year - 1, 1)
        before = [
            tally.part(unit, month)
            for month in periods_between(first, first.shifted(11))
            for unit in tally.counts.expected(unit_id, month)
        ]
        if any(part is None for part in before):
            return None
        now = (
            tally.part(unit, month)
            for month in periods_between(first.shifted(12), period)
            for unit in tally.counts.ever(unit_id)
        )
        return (
            sum(part.number for part in before if part is not None),
            sum(part.number for part in now if part is not None),
        )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """One locality's months of two years. ``paired``, ``due``: expected pairs, in and owed.

    ``now``, ``base``: sums over the paired months, ``months`` of them; ``rest``: the year before
    after this month. ``reported``: it sent a month of this year; ``base_months``: it sent so many
    of the same months of the year before.
    """

    unit_id: str
    now: int
    base: int
    rest: int
    months: int
    paired: int
    due: int
    reported: bool
    base_months: int


def _pairs(tally: Tally, unit: str, place: str, period: Period) -> _Pairs:
    months = [Period.of(period.year, month) for month in range(1, period.month + 1)]
    was = [tally.part(unit, month.shifted(-12)) for month in months]
    this = [tally.part(unit, month) for month in months]
    both = [
        (now.number, base.number)
        for now, base in zip(this, was, strict=True)
        if now is not None and base is not None
    ]
    due = [unit in tally.counts.expected(place, month) for month in months]
    later = (Period.of(period.year - 1, month) for month in range(period.month + 1, 13))
    rest = (tally.part(unit, month) for month in later)
    return _Pairs(
        unit_id=unit,
        now=sum(now for now, _ in both),
        base=sum(base for _, base in both),
        rest=sum(part.number for part in rest if part is not None),
        months=len(both),
        paired=sum(
            owed and now is not None and base is not None
            for owed, now, base in zip(due, this, was, strict=True)
        ),
        due=sum(due),
        reported=any(part is not None for part in this),
        base_months=sum(part is not None for part in was),
    )
