"""What is counted in a report: a whole number for a locality and a period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model import Carried, Report


class Over(StrEnum):
    """Over which periods a flow is added up."""

    PERIOD = "period"
    YEAR = "year"
    PLAN = "plan"


class Nature(StrEnum):
    """What a term's number is of: the period's end, the period, or all periods of a span."""

    STATE = "state"
    PERIOD = "period"
    SUM = "sum"


class AreaCount(StrEnum):
    """What can be counted in an area list: all rows, recognised ones, those not relapsed."""

    CHOSEN = "chosen"
    RECOGNISED = "recognised"
    SUSTAINED = "sustained"

    @property
    def code(self) -> str:
        """Its name among the measures: of a trace, and where a plan names it in words."""
        return f"areas_{self.value}"


@dataclass(frozen=True, slots=True)
class Term:
    """One of: a sum of measures, communes of classes, rows of the area list, communes whose value
    of a measure is ``above`` a number, communes that have a row.

    ``over``: of flows, over which periods they are added. ``flow``: of ``communes_with``, whether
    its measure is one. ``states``: of ``areas``, the states that count, in the plan's words;
    ``class_measure``: of ``classes`` and ``communes``, the measure whose cells stand for them.
    """

    measures: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    areas: AreaCount | None = None
    communes_with: str | None = None
    above: int = 0
    communes: bool = False
    over: Over | None = None
    flow: bool = False
    states: tuple[str, ...] = ()
    class_measure: str = ""

    @property
    def nature(self) -> Nature:
        if self.over in (Over.YEAR, Over.PLAN):
            return Nature.SUM
        return Nature.PERIOD if self.over is Over.PERIOD or self.flow else Nature.STATE

    @property
    def needs(self) -> tuple[str, ...]:
        """The measures that every commune row must have for the report to count."""
        if self.classes:
            return (self.class_measure,)
        return (self.communes_with,) if self.communes_with else self.measures

    @property
    def of_communes(self) -> bool:
        """Whether it counts communes, of which a locality has only so many."""
        return bool(self.classes or self.communes_with or self.communes)

    def counts_in(self, report: Report) -> bool:
        """Whether the report holds all that the term asks for: no commune row with a blank."""
        if report.carried is Carried.NOT_COMPARABLE and self.measures:
            return False
        return report.complete(*self.needs)

    @property
    def recounted(self) -> bool:
        """Whether it is counted again once units changed, and not added up."""
        return self.of_communes

    def number(self, report: Report) -> int:
        """What the report says, complete or not; a blank adds nothing."""
        if self.areas is not None:
            return sum(area.state in self.states for area in report.areas)
        if self.classes:
            return sum(report.classes.get(name, 0) for name in self.classes)
        if self.communes_with is not None:
            return report.communes_above(self.communes_with, self.above)
        if self.communes:
            return report.communes
        return sum(report.totals.get(measure, 0) for measure in self.measures)
