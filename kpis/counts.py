"""The facts of one instant as the law asks for them: who is expected, what they said.

One :class:`Counts` serves every target and period of the same facts and remembers what it has
read, so that a whole plan's history reads every report once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from data_loaders.model import Facts, Period, Register, Report, Unit, periods_between
from kpis.law.quantity import Part, Quantity, Tally

if TYPE_CHECKING:
    from kpis.law.ruling import Verdict
    from kpis.law.target import Plan
    from kpis.result import Result


class Counts:
    """What localities said, read and remembered. Never changes its facts."""

    def __init__(self, facts: Facts, plan: Plan, register: Register) -> None:
        self.facts = facts
        self.plan = plan
        self.province_id = register.province.unit_id
        self.results: dict[tuple[str, str, int], Result] = {}
        self.verdicts: dict[tuple[str, str, int], Verdict] = {}
        self._register = register
        # By the period's number: a dataclass as a key is hashed by Python, and this is asked often.
        self._reports = {(unit, at.index): report for (unit, at), report in facts.reports.items()}
        self._only: frozenset[str] | None = None
        self._expected: dict[int, tuple[str, ...]] = {}
        self._tallies: dict[int, Tally] = {}  # by identity; a tally keeps its quantity
        self._parts: dict[Quantity, dict[tuple[str, int], Part | None]] = {}

    def among(self, units: Collection[str]) -> Counts:
        """The same as if these localities were the whole province; what each of them said is shared
        with these counts."""
        narrowed = Counts(self.facts, self.plan, self._register)
        narrowed._only = frozenset(units)
        narrowed._parts, narrowed._reports = self._parts, self._reports
        return narrowed

    def _within(self, units: Iterable[Unit]) -> tuple[str, ...]:
        only = self._only
        return tuple(u.unit_id for u in units if only is None or u.unit_id in only)

    @cached_property
    def today(self) -> date:
        """The day of the as-of instant where the plan is run."""
        return self.plan.regime.day_of(self.facts.as_of)

    @cached_property
    def ever_reporting(self) -> tuple[str, ...]:
        """The localities of any time, also those that were merged since."""
        return self._within(self._register.ever_reporting(self.plan.regime))

    def ever(self, unit_id: str) -> tuple[str, ...]:
        """Whoever may have sent a report that belongs to the figure."""
        return self.ever_reporting if unit_id == self.province_id else (unit_id,)

    def localities(self, period: Period) -> tuple[str, ...]:
        """The localities that must report for the period, in register order."""
        known = self._expected.get(period.index)
        if known is None:
            units = self._register.reporters(self.plan.regime, period)
            known = self._expected[period.index] = self._within(units)
        return known

    def expected(self, unit_id: str, period: Period) -> tuple[str, ...]:
        """Whose reports make up the figure of the province, or of a single locality."""
        return self.localities(period) if unit_id == self.province_id else (unit_id,)

    def report(self, unit_id: str, period: Period) -> Report | None:
        """The locality's report of that period, or None when it is not in force."""
        return self._reports.get((unit_id, period.index))

    def said(self, unit_id: str, since: Period, until: Period) -> Iterator[Report]:
        """Every report of the span in force, whoever sent it, complete or not."""
        for period in periods_between(since, until):
            for unit in self.ever(unit_id):
                report = self.report(unit, period)
                if report is not None:
                    yield report

    def tally(self, quantity: Quantity) -> Tally:
        """The quantity over these facts."""
        found = self._tallies.get(id(quantity))
        if found is None:
            parts = self._parts.setdefault(quantity, {})
            found = self._tallies[id(quantity)] = Tally(self, quantity, parts)
        return found
