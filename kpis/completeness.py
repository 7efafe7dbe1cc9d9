"""Who reported what when: expected × received × on time × accepted, and what is still owed.

Pure: a delivery is a plain value, made by whoever holds the store; counting and choosing happen
here, so that every number of the page can be held against a table written by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data_loaders.model import Period, Regime, Timeliness, VersionEvent
from data_loaders.model.submissions import StatusRow
from kpis.law.stages import Stage

IN_HAND = frozenset({Timeliness.ON_TIME, Timeliness.LATE})
"""A report of these was received, whatever became of it."""


@dataclass(frozen=True, slots=True)
class Return:
    """The newest version was given back: on which day, and why (None where one may not read it)."""

    on: date
    reason: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one locality stands for one period.

    ``received_on``: the day its first version came. ``days_late``: calendar days after the due
    day, 0 on time, None while it is not due. ``accepted``: an accepted version is in force.
    ``returned``: the newest version was given back and nothing newer came.
    """

    unit_id: str
    period: Period
    due_on: date
    timeliness: Timeliness
    days_late: int | None
    received_on: date | None = None
    accepted: bool = False
    returned: Return | None = None

    @property
    def received(self) -> bool:
        return self.timeliness in IN_HAND

    @property
    def stage(self) -> Stage:
        """An accepted version stays in force while a correction is waiting or was given back."""
        if not self.received:
            missing = self.timeliness is Timeliness.MISSING
            return Stage.MISSING if missing else Stage.PENDING
        if self.accepted:
            return Stage.ACCEPTED
        return Stage.WAITING if self.returned is None else Stage.RETURNED

    @property
    def owed(self) -> bool:
        """Whether the locality has to act: its report is overdue, or was given back to mend."""
        return self.stage in (Stage.MISSING, Stage.RETURNED)


def deliveries_of(
    statuses: Iterable[StatusRow],
    order: Iterable[str],
    accepted: Collection[tuple[str, Period]],
    given_back: Mapping[tuple[str, Period], VersionEvent],
    regime: Regime,
) -> tuple[Delivery, ...]:
    """Every report expected, by locality in that order and then the oldest period first.

    ``accepted``: of which (locality, period) an accepted version is in force; ``given_back``: whose
    newest version was returned.
    """
    place = {unit_id: number for number, unit_id in enumerate(order)}
    return tuple(
        Delivery(
            unit_id=row.unit_id,
            period=row.period,
            due_on=regime.day_of(row.due_at),
            timeliness=row.timeliness,
            days_late=row.days_late,
            received_on=None if row.received_at is None else regime.day_of(row.received_at),
            accepted=(row.unit_id, row.period) in accepted,
            returned=_returned(given_back.get((row.unit_id, row.period)), regime),
        )
        for row in sorted(statuses, key=lambda row: (place[row.unit_id], row.period))
    )


def _returned(one: VersionEvent | None, regime: Regime) -> Return | None:
    return None if one is None else Return(regime.day_of(one.at), one.reason)


@dataclass(frozen=True, slots=True)
class Tally:
    """Reports counted. ``expected`` = on time + late + missing + pending; ``received`` = on time +
    late = accepted + waiting + returned. ``longest``: most days late of those received."""

    expected: int
    received: int
    on_time: int
    late: int
    missing: int
    pending: int
    accepted: int
    waiting: int
    returned: int
    longest: int


def tally(deliveries: Iterable[Delivery]) -> Tally:
    """Count them; of none at all everything is zero."""
    every = tuple(deliveries)
    times = [one.timeliness for one in every]
    stages = [one.stage for one in every]
    return Tally(
        expected=len(every),
        received=sum(one.received for one in every),
        on_time=times.count(Timeliness.ON_TIME),
        late=times.count(Timeliness.LATE),
        missing=times.count(Timeliness.MISSING),
        pending=times.count(Timeliness.PENDING),
        accepted=stages.count(Stage.ACCEPTED),
        waiting=stages.count(Stage.WAITING),
        returned=stages.count(Stage.RETURNED),
        longest=max(
            (one.days_late or 0 for one in every if one.timeliness is Timeliness.LATE), default=0
        ),
    )


def by_unit(deliveries: Iterable[Delivery]) -> Mapping[str, tuple[Delivery, ...]]:
    """Locality → its deliveries, both in the order in which they come."""
    found: dict[str, list[Delivery]] = {}
    for one in deliveries:
        found.setdefault(one.unit_id, []).append(one)
    return {unit_id: tuple(of_unit) for unit_id, of_unit in found.items()}


def by_period(deliveries: Iterable[Delivery]) -> Mapping[Period, tuple[Delivery, ...]]:
    """Period → its deliveries, the oldest period first."""
    found: dict[Period, list[Delivery]] = {}
    for one in deliveries:
        found.setdefault(one.period, []).append(one)
    return {period: tuple(found[period]) for period in sorted(found)}


def owed(deliveries: Iterable[Delivery]) -> Mapping[str, tuple[Delivery, ...]]:
    """Locality → what it owes, the oldest period first; localities that owe nothing are left out.

    The order of localities is the one in which they come.
    """
    found = by_unit(deliveries)
    owing = {
        unit_id: tuple(sorted((one for one in of_unit if one.owed), key=lambda one: one.period))
        for unit_id, of_unit in found.items()
    }
    return {unit_id: debts for unit_id, debts in owing.items() if debts}


@dataclass(frozen=True, slots=True)
class NextDue:
    """The next period to fall due. ``days_left``: calendar days to its due day, 0 on that day."""

    period: Period
    due_on: date
    days_left: int


def sent_by_all(deliveries: Iterable[Delivery]) -> frozenset[Period]:
    """The periods whose report every one of these localities has sent, and none has to mend."""
    return frozenset(
        period
        for period, of_period in by_period(deliveries).items()
        if all(one.received and not one.owed for one in of_period)
    )


def next_due(
    regime: Regime, at: datetime, *, sent: Collection[Period] = frozenset()
) -> NextDue | None:
    """The first period of the plan whose due instant has not passed; None after the last.

    ``sent``: periods for which nothing is to come any more, however far off their due day.
    """
    for period in regime.expected():
        if period not in sent and at <= regime.due_at(period):
            due_on = regime.due_on(period)
            return NextDue(period, due_on, (due_on - regime.day_of(at)).days)
    return None


def working_day_after(day: date, number: int, regime: Regime) -> date:
    """That many working days on: neither Saturdays, Sundays nor the regime's holidays count."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in regime.holidays
    return day
