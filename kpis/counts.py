"""The facts of one instant as the law asks for them: who is expected, what they said.

One :class:`Counts` serves every target and period of the same facts and remembers what it has
read, so that a whole plan's history reads every report once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from data_loaders.model import Carriage, Facts, Period, Register, Report, Unit, periods_between
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
        self._seen_from: Period | None = None
        self._carried: dict[tuple[str, int], Carriage] = {}
        self._views: dict[Period, Counts] = {}
        self._all: Counts | None = None
        self._expected: dict[int, tuple[str, ...]] = {}
        self._tallies: dict[int, Tally] = {}  # by identity; a tally keeps its quantity
        self._parts: dict[Quantity, dict[tuple[str, int], Part | None]] = {}

    def among(self, units: Collection[str]) -> Counts:
        """The same as if these localities were the whole province; what each of them said is shared
        with these counts."""
        narrowed = Counts(self.facts, self.plan, self._register)
        narrowed._only = frozenset(units)
        narrowed._parts, narrowed._reports = self._parts, self._reports
        narrowed._seen_from, narrowed._carried = self._seen_from, self._carried
        return narrowed

    def at(self, period: Period) -> Counts:
        """The counts as that period's units see them: what other units reported is carried to them.

        These counts themselves where units never changed, and where they are seen so already.
        """
        if not self.facts.carried or self._seen_from is not None:
            return self
        epoch = self.epoch(period)
        if epoch not in self._views:
            view = Counts(self.facts, self.plan, self._register)
            view._only, view._reports, view._seen_from = self._only, self._reports, epoch
            view._all = self
            carried = self.facts.carried[epoch]
            view._carried = {(unit, at.index): one for (unit, at), one in carried.items()}
            self._views[epoch] = view
        return self._views[epoch]

    def epoch(self, period: Period) -> Period:
        """The first period of the arrangement of units to which a period belongs."""
        begun = [since for since in self.facts.carried if since <= period]
        return max(begun) if begun else min(self.facts.carried)

    def across(self, period: Period) -> bool:
        """Whether a period is of other units than those from which it is seen here."""
        return self._seen_from is not None and self.epoch(period) != self._seen_from

    def carriage(self, unit_id: str, period: Period) -> Carriage | None:
        """What a locality comes to in a period of other units; None where nothing does."""
        return self._carried.get((unit_id, period.index)) if self.across(period) else None

    @property
    def as_sent(self) -> Counts:
        """The reports as they were sent, whoever they belong to now: what the whole place's sums
        are of. Of chosen localities what belongs to them, as it is seen here."""
        return self if self._all is None or self._only is not None else self._all

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
        if unit_id != self.province_id:
            return (unit_id,)
        return self.ever_reporting if self._seen_from is None else self.localities(self._seen_from)

    def localities(self, period: Period) -> tuple[str, ...]:
        """The localities that must report for the period, in register order."""
        known = self._expected.get(period.index)
        if known is None:
            since = self._seen_from if self.across(period) else period
            units = self._register.reporters(self.plan.regime, since or period)
            known = self._expected[period.index] = self._within(units)
        return known

    def expected(self, unit_id: str, period: Period) -> tuple[str, ...]:
        """Whose reports make up the figure of the province, or of a single locality."""
        return self.localities(period) if unit_id == self.province_id else (unit_id,)

    def report(self, unit_id: str, period: Period) -> Report | None:
        """The locality's report of that period, or None when it is not in force.

        Of other units than those seen here, carried; None while a part of it is missing.
        """
        carried = self._carried.get((unit_id, period.index)) if self._carried else None
        if carried is not None:
            return carried.report
        return self._reports.get((unit_id, period.index))

    def own(self, unit_id: str, period: Period) -> Report | None:
        """What the locality itself sent for the period, whatever became of its units."""
        return self._reports.get((unit_id, period.index))

    def ended(self, period: Period) -> tuple[str, ...]:
        """Localities that reported before on other units, and report no more at the period."""
        if not self.changed:
            return ()
        now, regime = self.localities(period), self.plan.regime
        before = (since for since in self.facts.carried if since <= period)
        gone = {u.unit_id for at in before for u in self._register.reporters(regime, at)}
        return tuple(u for u in self.ever_reporting if u in gone and u not in now)

    def began(self, unit_id: str) -> date:
        """The first day for which the locality must report."""
        regime = self.plan.regime
        for since in sorted(self.facts.carried):
            if any(u.unit_id == unit_id for u in self._register.reporters(regime, since)):
                return regime.starts_on(since)
        return regime.starts_on(regime.first)

    def sent(self, unit_id: str, period: Period) -> tuple[Report, ...]:
        """What is in force of a locality's reports of that period: its own, or of each that was
        sent for units it is made of now what belongs to it; nothing of a unit that was divided."""
        carried = self._carried.get((unit_id, period.index)) if self._carried else None
        if carried is not None:
            return carried.slices if carried.exact else ()
        own = self._reports.get((unit_id, period.index))
        return () if own is None else (own,)

    def owed(self, unit_id: str, period: Period) -> int:
        """How many reports of that period belong to a locality."""
        carried = self._carried.get((unit_id, period.index)) if self._carried else None
        return 1 if carried is None else len(carried.due)

    def said(self, unit_id: str, since: Period, until: Period) -> Iterator[Report]:
        """Every report of the span in force, whoever sent it, complete or not."""
        for period in periods_between(since, until):
            for unit in self.ever(unit_id):
                yield from self.sent(unit, period)

    @property
    def changed(self) -> bool:
        """Whether units, or who reports, changed within the plan."""
        return bool(self.facts.carried)

    def told(self, unit_id: str, since: Period, until: Period) -> Iterator[Report]:
        """What is summed up: of the whole place the reports as they were sent, of a locality those
        of all its parts."""
        whose = self.as_sent if unit_id == self.province_id else self
        return whose.said(unit_id, since, until)

    def tally(self, quantity: Quantity) -> Tally:
        """The quantity over these facts."""
        found = self._tallies.get(id(quantity))
        if found is None:
            parts = self._parts.setdefault(quantity, {})
            found = self._tallies[id(quantity)] = Tally(self, quantity, parts)
        return found
