"""What is not stored yet would do to verdicts: a report, or the reading of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from data_loaders.model import Facts, Period, Register, Report, TargetReading
from kpis.counts import Counts
from kpis.model import Plan, Result, Scorecard
from kpis.scorecard import scorecard
from kpis.verdicts import judge


@dataclass(frozen=True, slots=True)
class Effect:
    """A target's result before and after a report."""

    before: Result
    after: Result

    @property
    def changed(self) -> bool:
        """Whether the verdict or a number of it is another one."""
        return self.before != self.after


def effects(
    facts: Facts, report: Report, plan: Plan, register: Register, *, now: datetime
) -> tuple[Effect, ...]:
    """Every target of the report's locality and period, with these facts and with the report."""
    with_it = replace(facts, reports={**facts.reports, (report.unit_id, report.period): report})
    cards = [
        scorecard(known, plan, register, period=report.period, now=now, units=[report.unit_id])
        for known in (facts, with_it)
    ]
    before, after = (card.results for card in cards)
    return tuple(Effect(was, will) for was, will in zip(before, after, strict=True))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A report's locality and the province: without the report, with it, and the period before.

    ``before`` is None where the plan judges no period before that one. All three rest on the same
    facts, so that what they differ in is the report.
    """

    unit_id: str
    before: Scorecard | None
    without: Scorecard
    after: Scorecard

    def of_province(self) -> tuple[Effect, ...]:
        """Every target of the province, without the report and with it."""
        province = self.after.province_id
        was, will = self.without.of_unit(province), self.after.of_unit(province)
        return tuple(Effect(*pair) for pair in zip(was, will, strict=True))


def foresee(
    facts: Facts, report: Report, plan: Plan, register: Register, *, now: datetime
) -> Foreseen:
    """What the scorecard says of the report's locality and of the province once it counts."""
    with_it = replace(facts, reports={**facts.reports, (report.unit_id, report.period): report})
    units = (register.province.unit_id, report.unit_id)

    def card(known: Facts, period: Period) -> Scorecard:
        return scorecard(known, plan, register, period=period, now=now, units=units)

    judged_before = report.period > plan.regime.first
    return Foreseen(
        unit_id=report.unit_id,
        before=card(facts, report.period.shifted(-1)) if judged_before else None,
        without=card(facts, report.period),
        after=card(with_it, report.period),
    )


def reading_effects(
    facts: Facts, reading: TargetReading, plan: Plan, register: Register, *, period: Period
) -> tuple[Effect, ...]:
    """The reading's target for the province and each locality, as read now and as read so."""
    read_so = replace(facts, readings=(*facts.readings, reading))
    target = plan.target(reading.target_id)
    now, then = (Counts(known, plan, register) for known in (facts, read_so))
    return tuple(
        Effect(*(judge(counts, target, unit_id=unit, period=period) for counts in (now, then)))
        for unit in (now.province_id, *now.localities(period))
    )
