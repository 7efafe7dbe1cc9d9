"""What a report that is not stored yet would do to the verdicts of its locality."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from data_loaders.model import Facts, Register, Report
from kpis.model import Plan, Result
from kpis.scorecard import scorecard


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
