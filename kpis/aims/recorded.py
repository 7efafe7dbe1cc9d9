"""Aims of what is judged by a record: a day by which it is published, or none at all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Period, Regime
from kpis.aims.reach import ByDeadline
from kpis.law.aim import Aim, Leg
from kpis.law.bar import Bar, Operator
from kpis.law.quantity import Numbers
from kpis.law.ruling import Ruling, Verdict

if TYPE_CHECKING:
    from kpis.case import Case
    from kpis.words.sheet import Sheet


@dataclass(frozen=True)
class Published(ByDeadline):
    """What somebody else publishes, to be reached by the end of a period."""

    name: ClassVar[str | None] = None

    def asks(self, sheet: Sheet) -> list[str]:
        text = sheet._("mức của kế hoạch {bar}")
        return [text.format(bar=sheet.demand.quantity.bar(self.bar, sheet.language))]

    def outlook(self, sheet: Sheet) -> str:
        return ""

    def closes(self, regime: Regime) -> Period:
        """A figure of after the deadline is still published: the newest record counts."""
        return regime.last


@dataclass(frozen=True)
class OnRecord(Aim):
    """Whatever a meeting or a reading says."""

    name: ClassVar[str | None] = None

    @property
    def bars(self) -> tuple[Bar, ...]:
        return ()

    def leg(self, regime: Regime, period: Period) -> Leg:
        return Leg(regime.first, regime.last, Bar(Operator.AT_LEAST, Fraction(0)))

    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        return Ruling(Verdict.NOT_JUDGED)

    def demand(self, sheet: Sheet) -> str:
        return ""

    def runs_to(self, sheet: Sheet) -> str:
        return ""

    def asks(self, sheet: Sheet) -> list[str]:
        return []

    def against(self, sheet: Sheet, *, over: bool) -> str:
        return ""
