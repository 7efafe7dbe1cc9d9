"""When the demonstration's reports are sent, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from data_loaders.demo.story import Slip, Story
from data_loaders.model import Identity, Period, Regime
from data_loaders.reports.history import ACCEPTED, REFUSED, RETURNED


@dataclass(frozen=True, slots=True)
class Sending:
    """One file: who sends it when, wrong in what, and the decision with its instant."""

    identity: Identity
    received_at: datetime
    file_name: str
    slip: Slip | None = None
    decision: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None

    @property
    def sender(self) -> str:
        """An invented account of the locality; no person."""
        return f"huyen-{self.identity.unit_id}"


def sendings(
    period: Period, *, story: Story, regime: Regime, until: datetime
) -> tuple[Sending, ...]:
    """Everything sent for a period up to an instant, in order of receipt.

    Of what was decided on later the decision has not happened.
    """
    found = (
        _known(sending, until)
        for unit_id in story.districts
        if (unit_id, period) not in story.missing
        for sending in _of(Identity(unit_id, period), story, regime)
        if sending.received_at <= until
    )
    return tuple(sorted(found, key=lambda sending: (sending.received_at, sending.identity.unit_id)))


def _known(sending: Sending, until: datetime) -> Sending:
    if sending.decided_at is None or sending.decided_at <= until:
        return sending
    return replace(sending, decision=None, decided_at=None, reason=None)


def _of(identity: Identity, story: Story, regime: Regime) -> Iterator[Sending]:
    key = (identity.unit_id, identity.period)
    lot = Random(f"{story.seed}/{identity.unit_id}/{identity.period}/sending")
    received_at = _received(identity, story, regime, lot)
    name = f"BC_{identity.unit_id}_{identity.period}.xlsx"
    if key in story.waiting:
        decided_at = story.waiting[key]
        yield Sending(identity, received_at, name, None, ACCEPTED, decided_at)
        return
    if key in story.refused:
        earlier = received_at - timedelta(hours=3)
        draft = f"BC_{key[0]}_{key[1]}_nhap.xlsx"
        yield Sending(identity, earlier, draft, story.refused[key], REFUSED)
    slip = story.returned.get(key) or story.corrected.get(key)
    if slip is None or slip.corrected_on is None:
        yield _accepted(identity, received_at, name, lot)
        return
    if key in story.returned:
        decided = received_at + timedelta(days=2)
        yield Sending(identity, received_at, name, slip, RETURNED, decided, slip.reason)
    else:
        yield _accepted(identity, received_at, name, lot, slip)
    day = date(identity.period.year, identity.period.month, slip.corrected_on)
    again = datetime.combine(day, time(9, 30), regime.timezone)
    yield _accepted(identity, again, f"BC_{key[0]}_{key[1]}_sua.xlsx", lot)


def _accepted(
    identity: Identity, received_at: datetime, name: str, lot: Random, slip: Slip | None = None
) -> Sending:
    decided_at = received_at + timedelta(days=1, minutes=lot.randint(0, 240))
    return Sending(identity, received_at, name, slip, ACCEPTED, decided_at)


def _received(identity: Identity, story: Story, regime: Regime, lot: Random) -> datetime:
    """On a day from the 15th to the 18th in office hours, or on the story's late day."""
    period = identity.period
    if period == story.base:  # base figures were sent in when the plan was issued
        day = date(2023, 9, lot.randint(26, 28))
    else:
        number = story.late.get((identity.unit_id, period), lot.randint(15, 18))
        day = date(period.year, period.month, number)
    return datetime.combine(day, time(lot.randint(8, 16), lot.randint(0, 59)), regime.timezone)
