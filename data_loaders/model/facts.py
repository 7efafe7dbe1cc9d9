"""What was known at an instant, summed per locality and period: all that a verdict may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import TypeVar

from data_loaders.model.periods import Period
from data_loaders.model.reports import Area, TaskRecord
from data_loaders.model.words import Basis, Carried


@dataclass(frozen=True)
class Report:
    """What a locality said for a period, in force at an instant, summed over its communes.

    ``totals``: measure → sum of what was reported. ``blanks``: measure → commune rows without a
    value. ``classes``: class → number of communes. ``communes_with``: measure → communes whose
    value is above zero. ``communes``: its commune rows. ``above``: (measure, number) → communes
    whose value is above that number, of the numbers that were asked for. ``confirmed``: the
    version is accepted. ``carried``: of one on other units than it was sent for, what its sums are
    worth, of ``parts``, the communes whose rows it is made of; its version is 0 when it is made of
    several reports.
    """

    unit_id: str
    period: Period
    version: int
    confirmed: bool
    totals: Mapping[str, int]
    blanks: Mapping[str, int]
    classes: Mapping[str, int]
    areas: tuple[Area, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    communes_with: Mapping[str, int] = field(default_factory=dict)
    communes: int = 0
    above: Mapping[tuple[str, int], int] = field(default_factory=dict)
    carried: Carried | None = None
    parts: tuple[str, ...] = ()

    def communes_above(self, measure: str, number: int) -> int:
        """Communes whose value is above that number.

        Raises ``KeyError`` for a number above zero that the facts were not asked for.
        """
        if number == 0 or measure not in self.blanks:
            return self.communes_with.get(measure, 0)
        return self.above[measure, number]

    def complete(self, *measures: str) -> bool:
        """Whether every commune row has every one of these measures."""
        return all(self.blanks.get(measure, 1) == 0 for measure in measures)


@dataclass(frozen=True, slots=True)
class Carriage:
    """What a locality comes to in a period that was reported on other units.

    ``report``: all of it together, None while a part is missing; ``slices``: of each report in
    force, what it says of the locality's communes of then (``parts``); ``due``: whose reports those
    are. ``exact``: nothing of a part went elsewhere.
    """

    report: Report | None
    slices: tuple[Report, ...]
    due: tuple[str, ...]
    parts: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class TargetReading:
    """How the committee reads an ambiguous target, from an instant on: who, which, why."""

    target_id: str
    reading: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A value or a rank that somebody else published, as the secretary recorded it.

    ``document``: where it stands, published ``on`` that day; ``period``: from which it counts.
    """

    target_id: str
    period: Period
    value: Fraction
    document: str
    on: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingConclusion:
    """What a meeting concluded of a sentence without a figure, from its period on.

    ``meeting``: its name; ``document``: where the conclusion stands.
    """

    target_id: str
    period: Period
    verdict: str
    meeting_id: str
    reason: str
    by: str
    at: datetime
    document: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class Facts:
    """All that was known at an instant on one basis: handed to ``kpis`` whole.

    ``not_in_force``: the reports that were received and yet do not count, because no version of
    them is in force on this basis: ``sent`` where the newest waits for its acceptance, ``returned``
    where it was given back. Of what is in neither mapping nothing was received. ``carried``: first
    period of each arrangement of units → what its localities come to in the periods of others;
    empty where units never changed within the plan.
    """

    as_of: datetime
    basis: Basis
    reports: Mapping[tuple[str, Period], Report]
    readings: tuple[TargetReading, ...] = ()
    not_in_force: Mapping[tuple[str, Period], str] = field(default_factory=dict)
    published: tuple[PublishedFigure, ...] = ()
    conclusions: tuple[MeetingConclusion, ...] = ()
    carried: Mapping[Period, Mapping[tuple[str, Period], Carriage]] = field(default_factory=dict)

    def only(self, allows: Callable[[str], bool]) -> Facts:
        """The facts of the localities that are allowed, and nothing of the whole province."""
        carried = {
            since: {key: one for key, one in found.items() if allows(key[0])}
            for since, found in self.carried.items()
        }
        return replace(
            self,
            reports={key: report for key, report in self.reports.items() if allows(key[0])},
            not_in_force={key: one for key, one in self.not_in_force.items() if allows(key[0])},
            published=(),
            conclusions=(),
            carried=carried,
        )

    def report(self, unit_id: str, period: Period) -> Report | None:
        """The locality's report of that period, or None when it is not in force."""
        return self.reports.get((unit_id, period))

    def report_seen(self, unit_id: str, period: Period, at: Period) -> Report | None:
        """The locality's report of a period on the units of another one (``at``): its own, or
        carried; None while a part is missing."""
        begun = [since for since in self.carried if since <= at]
        seen = self.carried[max(begun)] if begun else {}
        carriage = seen.get((unit_id, period))
        return self.report(unit_id, period) if carriage is None else carriage.report

    def reading_of(self, target_id: str) -> TargetReading | None:
        """The reading in force: the newest one recorded by the instant of these facts.

        Of two that count from one instant, the one recorded later.
        """
        recorded = [r for r in self.readings if r.target_id == target_id and r.at <= self.as_of]
        return max(reversed(recorded), key=lambda r: r.at, default=None)

    def published_of(self, target_id: str, period: Period) -> PublishedFigure | None:
        """The published figure that counts at a period: of the newest period, the newest record."""
        return _newest((r for r in self.published if r.target_id == target_id), period, self.as_of)

    def conclusion_of(self, target_id: str, period: Period) -> MeetingConclusion | None:
        """The meeting's conclusion that counts at a period: the newest by then."""
        found = (r for r in self.conclusions if r.target_id == target_id)
        return _newest(found, period, self.as_of)


_R = TypeVar("_R", PublishedFigure, MeetingConclusion)


def _newest(records: Iterable[_R], period: Period, as_of: datetime) -> _R | None:
    """Of two that count from one instant, the one recorded later."""
    known = [r for r in records if r.period <= period and r.at <= as_of]
    return max(reversed(known), key=lambda r: (r.period, r.at), default=None)
