"""Whose numbers of which period are gathered, and what gathering hands to a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.model import Period
from kpis.counts import Counts
from kpis.model import Verdict
from kpis.rules import Judgement


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figure of which period: ``expected`` are the localities that make it up."""

    counts: Counts
    unit_id: str
    period: Period
    expected: tuple[str, ...]

    @property
    def month(self) -> int:
        return self.period.month

    @property
    def closing(self) -> bool:
        return self.period == self.counts.plan.regime.last


@dataclass(frozen=True, slots=True)
class Gathered:
    """The numbers of a target. ``settled``: the judgement stands whatever the coverage."""

    counted: tuple[str, ...]
    judgement: Judgement
    numerator: int | None = None
    denominator: int | None = None
    base: int | None = None
    settled: bool = False


NOBODY = Judgement(Verdict.NO_DATA)
