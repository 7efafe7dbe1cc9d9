"""From facts to a verdict: who counts, whether they are enough, what the aim makes of it, and what
the missing may change. The order of the questions is the law's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data_loaders.model import Carried, Period
from kpis.boundary import boundary_of
from kpis.bounds import Bounds, bounds
from kpis.case import Case
from kpis.counts import Counts
from kpis.law.details import NO_DETAILS, Absence, Details
from kpis.law.ruling import Caveat, Coverage, Reason, Ruling, Verdict, keeps_numbers
from kpis.law.stages import stage_of
from kpis.law.target import Target
from kpis.result import Result

SMALL_BASE = 10
"""Below this base or whole, counts say more than percentages."""


def judge(counts: Counts, target: Target, *, unit_id: str, period: Period) -> Result:
    """The verdict of a target for the province or one locality, with everything it rests on."""
    key = (target.target_id, unit_id, period.index)
    if key not in counts.results:
        whose = _Whose(counts, target, unit_id, period)
        case = case_of(counts, target, unit_id, period)
        counts.results[key] = whose.unjudged(case) if isinstance(case, Ruling) else whose.of(case)
    return counts.results[key]


def verdict_of(counts: Counts, target: Target, unit_id: str, period: Period) -> Verdict:
    """The verdict alone, where another figure asks for it."""
    key = (target.target_id, unit_id, period.index)
    if key not in counts.verdicts:
        case = case_of(counts, target, unit_id, period)
        if isinstance(case, Ruling):
            counts.verdicts[key] = case.verdict
        else:
            recorded = case.quantity.on_record(case, target.target_id)
            ruling = _decided(case).ruling if recorded is None else recorded[0]
            counts.verdicts[key] = ruling.verdict
    return counts.verdicts[key]


def case_of(counts: Counts, target: Target, unit_id: str, period: Period) -> Case | Ruling:
    """What is to be judged, or what is said where nothing is."""
    outside = _outside(counts, period)
    if outside is not None:
        return Ruling(Verdict.NOT_JUDGED, outside)
    demand = target.demand(counts.facts)
    if demand is None:
        return Ruling(Verdict.NOT_JUDGED, Reason.READING_OPEN)
    if demand.quantity.province_only and unit_id != counts.province_id:
        return Ruling(Verdict.NOT_APPLICABLE, Reason.PROVINCE_ONLY)
    at = min(period, demand.aim.closes(counts.plan.regime))

    def verdict_at(when: Period) -> Verdict:
        return verdict_of(counts, target, unit_id, when)

    # After the deadline the units of the period are shown, with what was reported for them then.
    seen = counts.at(at if unit_id == counts.province_id else period)
    case = Case(seen.tally(demand.quantity), demand.aim, unit_id, at, verdict_at)
    return Ruling(Verdict.NOT_JUDGED, Reason.PART_YEAR) if _part_of_a_year(case) else case


def _outside(counts: Counts, period: Period) -> Reason | None:
    regime = counts.plan.regime
    if period < regime.first:
        return Reason.BEFORE_PLAN
    return Reason.PLAN_CLOSED if period > regime.last else None


def _part_of_a_year(case: Case) -> bool:
    """A year's sum that has to be reached, in a year of which the plan holds only a part."""
    if not case.quantity.of_sums or not case.aim.by_year or not _must_arrive(case):
        return False
    first, last = Period.of(case.period.year, 1), Period.of(case.period.year, 12)
    return first < case.regime.first or last > case.regime.last


def _must_arrive(case: Case) -> bool:
    return case.quantity.whole_year or case.aim.moving


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose result it is; puts the parts of a result together."""

    counts: Counts
    target: Target
    unit_id: str
    period: Period

    def unjudged(self, ruling: Ruling) -> Result:
        """Where nothing is judged: with the reading by which it would be."""
        return replace(self.only(ruling), details=self.read(NO_DETAILS))

    def only(self, ruling: Ruling) -> Result:
        """A verdict that rests on no numbers."""
        expected = self.counts.expected(self.unit_id, self.period)
        reported = tuple(u for u in expected if self.counts.report(u, self.period))
        missing = tuple(unit for unit in expected if unit not in reported)
        return Result(
            unit_id=self.unit_id,
            target_id=self.target.target_id,
            period=self.period,
            verdict=ruling.verdict,
            reason=ruling.reason,
            provisional=False,
            caveats=(),
            coverage=Coverage(len(reported), len(expected), missing),
        )

    def of(self, case: Case) -> Result:
        """The verdict of a case, with its numbers, caveats, bounds and forecast."""
        recorded = case.quantity.on_record(case, self.target.target_id)
        if recorded is None:
            return self._with(case, _decided(case))
        ruling, value, found = recorded
        return replace(self.only(ruling), value=value, leg=case.leg, details=self.read(found))

    def _with(self, case: Case, decided: _Decided) -> Result:
        numbers, ruling = case.numbers, decided.ruling
        kept = keeps_numbers(ruling)
        said = ruling.verdict is not Verdict.NO_DATA
        drawn = kept and ruling.verdict is not Verdict.NOT_APPLICABLE
        return Result(
            unit_id=self.unit_id,
            target_id=self.target.target_id,
            period=self.period,
            verdict=ruling.verdict,
            reason=ruling.reason,
            provisional=said and not ruling.settled and case.lacks_reports,
            caveats=tuple(_caveats(case, decided)),
            missing_base=numbers.missing_base,
            numerator=numbers.numerator if kept else None,
            denominator=numbers.denominator if kept else None,
            base=numbers.base if kept else None,
            needed=case.needed if drawn else None,
            value=case.quantity.value(numbers) if kept else None,
            line=case.aim.line(case) if drawn else None,
            coverage=case.coverage,
            reports=numbers.reports,
            bounds=decided.bounds,
            forecast=case.aim.forecast(case) if drawn and said and not decided.by_bounds else None,
            start=case.start if kept else None,
            leg=case.leg,
            judged_at=case.period,
            details=self.read(_details(case, kept=kept)),
            boundary=boundary_of(case),
        )

    def read(self, details: Details) -> Details:
        """With how an ambiguous sentence is read."""
        if not self.target.options:
            return details
        option = self.target.option(self.counts.facts)
        recorded = self.counts.facts.reading_of(self.target.target_id)
        letter = None if option is None else option.letter
        return replace(details, option=letter, recorded=recorded)


def _details(case: Case, *, kept: bool) -> Details:
    absent = tuple(_absences(case))
    found = case.quantity.details(case) | (case.aim.details(case) if kept else {})
    return Details(absent=absent, **found) if found or absent else NO_DETAILS


def _absences(case: Case) -> Iterator[Absence]:
    """The reports that keep localities from counting, each with how far it has come."""
    base = case.quantity.base_at(case.period)
    for unit in case.coverage.missing:
        for at in case.quantity.asked(case):
            if case.tally.part(unit, at) is None:
                stage = stage_of(case.counts.facts, case.regime, unit, at)
                yield Absence(unit, at, stage, base=at == base)


@dataclass(frozen=True, slots=True)
class _Decided:
    """A ruling, and what the missing may still change. ``by_bounds``: both bounds gave it."""

    ruling: Ruling
    bounds: Bounds | None = None
    could_change: bool = False
    by_bounds: bool = False


def _decided(case: Case) -> _Decided:
    """The law's questions in their order."""
    ruling = _before_the_rules(case)
    if ruling is not None:
        return _Decided(ruling)
    found = bounds(case)
    if case.quantity.whole_place and not case.coverage.complete:
        ruling = _by_bounds(case, found)
        open_yet = ruling.verdict is Verdict.NO_DATA and _differs(case, found)
        return _Decided(ruling, found, open_yet, by_bounds=True)
    ruling = case.aim.rule(case)
    could_change = _differs(case, found)
    if _open_end(case, ruling, found):
        ruling = Ruling(Verdict.NO_DATA, Reason.INCOMPLETE)
    elif case.lacks_reports and (case.quantity.of_sums or case.quantity.of_period):
        could_change = True
    return _Decided(ruling, found, could_change)


def _before_the_rules(case: Case) -> Ruling | None:
    """What is said before any rule: what cannot be compared over a change of units, no base, what
    stands whatever the coverage, too few."""
    if boundary_of(case) is Carried.NOT_COMPARABLE:
        settled = case.aim.settled(case) if case.quantity.of_sums else None
        known = settled is not None and settled.verdict is not Verdict.NO_DATA
        return settled if known else Ruling(Verdict.NO_DATA, Reason.BOUNDARY)
    if case.numbers.baseless:
        return Ruling(Verdict.NO_DATA, Reason.BASE_MISSING)
    settled = case.aim.settled(case)
    if settled is not None:
        return settled
    least, reports = case.settings.minimum_coverage, case.numbers.reports
    too_few = case.coverage.below(least) if reports is None else reports.below(least)
    return Ruling(Verdict.NO_DATA) if too_few else None


def _by_bounds(case: Case, found: Bounds | None) -> Ruling:
    """Of the whole place's bar: what both bounds give, or that too few have reported."""
    if found is None or found.at_low is not found.at_high:
        return Ruling(Verdict.NO_DATA, Reason.INCOMPLETE)
    return Ruling(found.at_low)


def _differs(case: Case, found: Bounds | None) -> bool:
    """Whether a bound gives another verdict than the numbers of those who reported."""
    if found is None:
        return False
    now = case.aim.by_now(case, case.numbers, case.start).verdict
    return found.at_low is not now or found.at_high is not now


def _open_end(case: Case, ruling: Ruling, found: Bounds | None) -> bool:
    """An end that those who are missing would turn over, or of a sum, that they may still reach."""
    if case.quantity.unclear(case.leg.bar, case.numbers, final=case.final):
        return True
    if not (case.final and case.quantity.ends_openly and found is not None):
        return False
    if ruling.verdict not in (Verdict.MET, Verdict.MISSED):
        return False
    return found.at_low is found.at_high is not ruling.verdict


def _caveats(case: Case, decided: _Decided) -> Iterator[str]:
    if keeps_numbers(decided.ruling) and _small(case):
        yield Caveat.SMALL_BASE
    yield from case.aim.caveats(case, decided.ruling)
    if decided.could_change:
        yield Caveat.COULD_CHANGE


def _small(case: Case) -> bool:
    numbers = case.numbers
    if not case.quantity.may_be_small:
        return False
    return any(n is not None and n < SMALL_BASE for n in (numbers.base, numbers.denominator))
