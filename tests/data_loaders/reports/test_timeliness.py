"""Who reported when: on time, late, missing or not due yet, and by how many days.

Period 2025-10 is due on the 18th, a Saturday, so on Monday 20/10/2025 at 23:59:59.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data_loaders.model import Period
from data_loaders.model.submissions import StatusRow
from data_loaders.reports.history import attempts, status
from data_loaders.service.context import Context
from tests.data_loaders.sent_forms import NGOC_HOI, PERIOD, PO_Y, REGIME, usual
from tests.data_loaders.stores import HANOI, LATER, at, decide, put

ON_BOTH_STORES = True

DUE = datetime(2025, 10, 20, 23, 59, 59, tzinfo=HANOI)
SECOND = timedelta(seconds=1)


def rows(context: Context, instant: datetime) -> tuple[StatusRow, ...]:
    return status(context.store, register=context.register(), regime=REGIME, as_of=instant)


def row(context: Context, instant: datetime) -> StatusRow:
    wanted = (NGOC_HOI, PERIOD)
    return next(one for one in rows(context, instant) if (one.unit_id, one.period) == wanted)


@pytest.mark.parametrize(
    ("received", "seen", "timeliness", "days_late"),
    [
        (at(16), at(16), "on_time", 0),
        (DUE, LATER, "on_time", 0),
        (DUE + SECOND, LATER, "late", 1),
        (at(25), LATER, "late", 5),
        (None, DUE, "pending", None),
        (None, DUE + SECOND, "missing", 1),
        (None, at(30), "missing", 10),
        # What came later is not known yet.
        (at(25), at(22), "missing", 2),
        (at(19), at(18), "pending", None),
    ],
)
def test_a_report_stands_against_the_last_second_of_its_due_day(
    context: Context,
    received: datetime | None,
    seen: datetime,
    timeliness: str,
    days_late: int | None,
) -> None:
    if received is not None:
        put(context, usual(), received)
    found = row(context, seen)
    known = None if received is None or received > seen else received
    assert (found.timeliness, found.days_late) == (timeliness, days_late)
    assert (found.due_at, found.received_at) == (DUE, known)
    assert found.state == (None if known is None else "sent")


def test_days_are_those_of_the_place_and_not_of_another_time_zone(context: Context) -> None:
    """18:00 UTC on the 20th is one o'clock on the 21st in Kon Tum."""
    put(context, usual(), datetime.fromisoformat("2025-10-20T18:00:00+00:00"))
    assert (row(context, LATER).timeliness, row(context, LATER).days_late) == ("late", 1)


def test_a_report_first_received_in_time_is_on_time_though_it_went_back(context: Context) -> None:
    put(context, usual(), at(18))
    decide(context, "returned", at(21))
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(27))
    found = row(context, LATER)
    assert (found.timeliness, found.received_at, found.state) == ("on_time", at(18), "sent")


def test_the_earliest_receipt_counts_in_whatever_order_it_was_stored(context: Context) -> None:
    put(context, usual(), at(25))
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(17))
    assert (row(context, LATER).timeliness, row(context, LATER).received_at) == ("on_time", at(17))


def test_a_refused_attempt_is_no_report(context: Context) -> None:
    wrong = usual(changed={(PO_Y, "spots_closing"): 99})
    assert put(context, wrong, at(17)).outcome == "refused"
    assert len(attempts(context.store)) == 1
    assert row(context, LATER).timeliness == "missing"


def test_the_state_is_that_of_the_newest_version_at_that_instant(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(22))
    decide(context, "returned", at(24))
    seen = [row(context, instant).state for instant in (at(15), at(16), at(22), at(24))]
    assert seen == [None, "accepted", "sent", "returned"]


def test_every_locality_has_a_row_for_every_expected_period_that_has_begun(
    context: Context,
) -> None:
    """2022-12 holds base figures and is never missing; 2025-11 begins on 15/10/2025."""
    found = rows(context, at(15, hour=0) - SECOND)
    units = [unit.unit_id for unit in context.register().reporting(at(1).date())]
    assert len(units) == 10
    periods = [Period(index) for index in range(REGIME.first.index, PERIOD.index + 1)]
    assert [(one.unit_id, one.period) for one in found] == [
        (unit, period) for period in periods for unit in units
    ]
    assert rows(context, at(15, hour=0))[-1].period == PERIOD.shifted(1)


def test_before_the_plan_nobody_has_to_report(context: Context) -> None:
    assert rows(context, datetime(2023, 9, 14, tzinfo=HANOI)) == ()
