"""What is asked of every aim: until when, by which bar, and what a figure comes to on the way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import Period, Regime
from kpis.law.bar import Bar
from kpis.law.ruling import Ruling

if TYPE_CHECKING:
    from kpis.case import Case
    from kpis.law.quantity import Numbers
    from kpis.words.sheet import Sheet

MONTHS = 12
SHORTEST_LOOK_BACK = 3
"""Periods that a pace must rest on."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of the way in which a period lies: from where, to where, and the bar at its end.

    ``later``: it is a stage after the first, which begins where the one before it ended.
    """

    start: Period
    end: Period
    bar: Bar
    later: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a figure stands, all of it on a scale on which more is better.

    ``now``: x, ``goal``: z, ``start``: x0.
    """

    now: int
    goal: int
    start: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the paces of the last periods lead: at the end of a leg, in N."""

    at: Period
    value: int
    low: int
    high: int


class Aim(ABC):
    """When a bar must hold. Subclasses are frozen dataclasses."""

    name: ClassVar[str | None]
    moving: ClassVar[bool] = False
    """Whether the figure starts somewhere and must arrive, so that where it began matters."""
    by_year: ClassVar[bool] = False
    """Whether each year is an account of its own, whose end may be missed."""

    @property
    @abstractmethod
    def bars(self) -> tuple[Bar, ...]:
        """Every bar it sets, in the order in which they must hold; none of what is no number."""

    @abstractmethod
    def leg(self, regime: Regime, period: Period) -> Leg:
        """The leg in which the period lies; of periods after the last leg, that one."""

    def closes(self, regime: Regime) -> Period:
        """The last period that is judged by itself; later ones show its result."""
        return regime.last

    def settled(self, case: Case) -> Ruling | None:
        """What is said whatever the coverage; None where nothing is."""
        return None

    @abstractmethod
    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        """What the numbers of the period alone give: the rule without trend, pace or progress.

        ``start``: x0 as N, of those whose numbers these are; None where the aim asks for none.
        """

    def rule(self, case: Case) -> Ruling:
        """The whole rule, once there is enough data."""
        return self.by_now(case, case.numbers, case.start)

    def line(self, case: Case) -> Fraction | None:
        """Where the figure should stand at the period, as N; None where there is no line."""
        return None

    def forecast(self, case: Case) -> Forecast | None:
        """Where the last paces lead; None where the law makes no forecast."""
        return None

    def demand(self, sheet: Sheet) -> str:
        """The bar and until when, as it ends the formula; of no leg the last bar alone."""
        leg, quantity = sheet.result.leg, sheet.demand.quantity
        if leg is None:
            return quantity.bar(self.bars[-1], sheet.language) if self.bars else ""
        bar, until = quantity.bar(leg.bar, sheet.language), self.until_when(sheet)
        return f"{bar} {until}" if until else bar

    def until_when(self, sheet: Sheet) -> str:
        """Until when, at the end of a formula; empty where it must always hold."""
        return ""

    @abstractmethod
    def asks(self, sheet: Sheet) -> list[str]:
        """What is needed, what is left to do and by when, in words."""

    @abstractmethod
    def against(self, sheet: Sheet, *, over: bool) -> str:
        """``thiếu {count} so với mức … là {measure}``, or ``vượt …``: held against the end."""

    def outlook(self, sheet: Sheet) -> str:
        """Whether it will be met, in whole numbers; empty where the arithmetic says it all."""
        return ""

    def runs_to(self, sheet: Sheet) -> str:
        """Until when the target runs: the end of its leg."""
        return sheet.end

    def details(self, case: Case) -> dict[str, Any]:
        """What the aim adds to the :class:`kpis.details.Details` of a result."""
        return {}

    def caveats(self, case: Case, ruling: Ruling) -> Iterable[str]:
        """The caveats that come from the aim."""
        return ()


def year_leg(regime: Regime, period: Period, bar: Bar) -> Leg:
    """From the end of the year before to the end of this one, or of the plan in it."""
    return Leg(period.year_end_before(), min(Period.of(period.year, MONTHS), regime.last), bar)


def trend(values: Sequence[Fraction], *, ahead: int) -> tuple[Fraction, Fraction]:
    """Slope per period of the least-squares line, and its value ``ahead`` periods past the last.

    At least two values, one per period, oldest first.
    """
    count = len(values)
    weights = range(1 - count, count, 2)  # twice the distance from the middle
    mean = sum(values, Fraction(0)) / count
    fall = sum((weight * value for weight, value in zip(weights, values, strict=True)), Fraction(0))
    slope = 2 * fall / sum(weight * weight for weight in weights)
    return slope, mean + slope * Fraction(count - 1 + 2 * ahead, 2)
