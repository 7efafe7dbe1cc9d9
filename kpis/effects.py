"""What is not stored yet would do to verdicts: a report, or the reading of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from data_loaders.model import Facts, Period, Register, Report, TargetReading
from kpis.counts import Counts
from kpis.model import Plan, Result
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
