"""A result with all that its sentences draw on, and the fragments that aims share."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.model import Period
from data_loaders.model.formats import Translator, integer, period_name, translator
from data_loaders.model.language import Language
from kpis.law.target import Demand, Plan, Target
from kpis.result import Result


@dataclass(frozen=True, slots=True)
class Sheet:
    """A result, its plan and target, and what is demanded, in a language. ``_`` translates."""

    result: Result
    plan: Plan
    target: Target
    demand: Demand
    language: Language
    _: Translator

    @classmethod
    def of(cls, result: Result, plan: Plan, language: Language) -> Sheet | None:
        """None while nobody has read the sentence."""
        target = plan.target(result.target_id)
        demand = target.demand_read(result.details.option)
        if demand is None:
            return None
        return cls(result, plan, target, demand, language, translator(language))

    def count(self, value: int | None) -> str:
        return integer(value, self.language)

    @property
    def unit(self) -> str:
        """What is counted, in lower case."""
        return self.target.unit(self.language)

    def period(self, period: Period) -> str:
        return period_name(period, self.language)

    @property
    def end(self) -> str:
        """The end of the leg, as a period."""
        leg = self.result.leg
        return self.period(self.result.period if leg is None else leg.end)

    @property
    def closed(self) -> bool:
        """Whether its own deadline is over, so that it shows the figure of then."""
        judged_at = self.result.judged_at
        return judged_at is not None and judged_at < self.result.period

    @property
    def now(self) -> str:
        """The period whose numbers these are."""
        return self.period(self.result.judged_at or self.result.period)

    @property
    def year_end(self) -> str:
        """The end of the year shown."""
        return self._("hết năm {year}").format(year=self.result.period.year)

    def span(self) -> str:
        """From the first period of a sum to the one shown."""
        since = self.result.details.since or self.result.period
        until = self.result.judged_at or self.result.period
        first, last = self.period(since), self.period(until)
        return last if since == until else f"{first} – {last}"
