"""What a report follows: the newest accepted before it, and what the year left over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from data_loaders.model import Basis, History, Identity, Period, Regime, Register, ReportContent
from data_loaders.reports.before import Before
from data_loaders.reports.facts import declared_measures, figures_of
from data_loaders.store.database import NEWEST, Store, micros


def previous_versions(
    store: Store, identity: Identity, received_at: datetime, within: Within | None = None
) -> tuple[int, ...]:
    """Keys of the newest reports before this one that were accepted at its receipt."""
    before = _over_changes(store, identity, received_at, within)
    if before is not None:
        return before.keys()
    return tuple(key for key, _ in _earlier(store, identity, received_at)[:1])


def accepted_before(
    store: Store, identity: Identity, as_of: datetime, within: Within | None = None
) -> tuple[Period, ReportContent] | None:
    """Period and content of the newest report before this one that was accepted at an instant."""
    previous = history(store, identity, as_of, within).previous
    return None if previous is None else (previous.identity.period, previous)


Within = tuple[Register, Regime]
"""The localities in time and the calendar in which a report follows others."""


def _over_changes(
    store: Store, identity: Identity, received_at: datetime, within: Within | None
) -> Before | None:
    """What the report follows where units or reporters changed; None where none ever did."""
    if within is None or not (within[0].changes or within[1].reporting):
        return None
    rows = store.rows("in_force", as_of=micros(received_at), basis=str(Basis.ACCEPTED), upto=NEWEST)
    known = store.keys().unit_id
    accepted = [(key, known[unit], Period(period)) for key, unit, period, *_ in rows]
    return Before(*within, identity, accepted, lambda key, where: figures_of(store, key, where))


def _earlier(store: Store, identity: Identity, received_at: datetime) -> list[tuple[int, Period]]:
    """Key and period of every report before this one accepted at its receipt, newest first."""
    rows = store.rows(
        "previous",
        as_of=micros(received_at),
        upto=NEWEST,
        unit_key=store.keys().unit_key[identity.unit_id],
        period=identity.period.index,
    )
    return [(key, Period(index)) for key, index in rows]


def history(
    store: Store, identity: Identity, received_at: datetime, within: Within | None = None
) -> History:
    """What a report of that locality and period, received then, is compared with.

    ``within``: over changes of units and of who reports; without it among its own reports only.
    """
    before = _over_changes(store, identity, received_at, within)
    if before is not None:
        year = [key for key, _, at in before.accepted if at.year == identity.period.year]
        year = [key for key in year if before.precedes(key)]
        return History(before.content(), before.left_over(_left_over(store, year)), before.keys())
    earlier = _earlier(store, identity, received_at)
    if not earlier:
        return History()
    key, period = earlier[0]
    return History(
        previous=figures_of(store, key, Identity(identity.unit_id, period)),
        left_over=_left_over(
            store, [key for key, at in earlier if at.year == identity.period.year]
        ),
        previous_keys=(key,),
    )


def _left_over(store: Store, versions: list[int]) -> Mapping[str, Mapping[str, int]]:
    """Of each measure that settles a part of a flow, what these reports left of it per commune."""
    known, left = store.keys(), {}
    for settled, flow in declared_measures(store).left_overs.items():
        if not versions or not {settled, flow} <= known.measure_key.keys():
            continue
        rows = store.rows(
            "left_over",
            versions=versions,
            flow_key=known.measure_key[flow],
            settled_key=known.measure_key[settled],
        )
        left[settled] = {known.unit_id[unit]: number for unit, number in rows}
    return left
