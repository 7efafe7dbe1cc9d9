"""Accepting, returning and recording a reading: what the rules allow, and from when it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from data_loaders.model import Basis, Identity
from data_loaders.model.errors import RefusedError
from data_loaders.reports import acceptance, commits
from data_loaders.reports.facts import facts, readings
from data_loaders.reports.history import versions
from data_loaders.service.context import Context
from tests.data_loaders.sent_forms import OURS, PERIOD, PO_Y, usual
from tests.data_loaders.stores import LATER, at, decide, put

ON_BOTH_STORES = True


def nothing_sent(context: Context) -> None:
    pass


def accepted(context: Context) -> None:
    put(context, usual(), at(16), accept=True)


def returned(context: Context) -> None:
    put(context, usual(), at(16))
    decide(context, "returned", at(17))


def only_refused(context: Context) -> None:
    put(context, usual(changed={(PO_Y, "spots_closing"): 9}), at(16))


@pytest.mark.parametrize("event", ["accepted", "returned"])
@pytest.mark.parametrize(
    ("before", "says"),
    [
        (nothing_sent, "611, kỳ 2025-10: chưa có báo cáo nào được gửi"),
        (only_refused, "chưa có báo cáo nào được gửi"),
        (accepted, "(số 1) không chờ duyệt, trạng thái: accepted"),
        (returned, "(số 1) không chờ duyệt, trạng thái: returned"),
    ],
)
def test_only_what_waits_is_decided_upon(
    context: Context, before: Callable[[Context], None], says: str, event: str
) -> None:
    before(context)
    kept = versions(context.store), context.store.revision()
    with pytest.raises(RefusedError) as raised:
        decide(context, event, at(20))
    assert says in str(raised.value)
    assert (versions(context.store), context.store.revision()) == kept


def test_the_newest_version_is_decided_upon_and_no_other(context: Context) -> None:
    put(context, usual(), at(16))
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(17))
    assert decide(context, "accepted", at(18)) == 2
    assert [[event.event for event in v.events] for v in versions(context.store)] == [
        ["sent"],
        ["sent", "accepted"],
    ]


def test_an_event_keeps_who_when_and_why(context: Context) -> None:
    put(context, usual(), at(16))
    decide(context, "returned", at(17), reason="Thiếu xã Pờ Y")
    event = versions(context.store)[0].events[-1]
    assert (event.event, event.at, event.by) == ("returned", at(17), "thuong-truc")
    assert event.reason == "Thiếu xã Pờ Y"


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_return_needs_a_reason(context: Context, reason: str | None) -> None:
    put(context, usual(), at(16))
    with pytest.raises(RefusedError, match="trả lại báo cáo phải ghi lý do"):
        acceptance.decide(
            context.store, OURS, "returned", actor="x", at=at(17), now=LATER, reason=reason
        )
    assert versions(context.store)[0].state == "sent"


@pytest.mark.parametrize(
    ("instant", "says"),
    [
        (at(16) - timedelta(microseconds=1), "trước khi báo cáo được gửi"),
        (LATER + timedelta(microseconds=1), "ở tương lai"),
    ],
)
def test_a_decision_is_neither_before_the_report_nor_in_the_future(
    context: Context, instant: datetime, says: str
) -> None:
    put(context, usual(), at(16))
    with pytest.raises(RefusedError, match=says):
        decide(context, "accepted", instant)
    assert versions(context.store)[0].state == "sent"


def test_the_periods_of_a_locality_are_decided_upon_each_for_itself(context: Context) -> None:
    before = Identity(OURS.unit_id, PERIOD.shifted(-1))
    put(context, usual(period=before.period), at(15))
    put(context, usual(), at(16))
    decide(context, "accepted", at(17), identity=before)
    assert [version.state for version in versions(context.store)] == ["accepted", "sent"]


# Readings of an ambiguous target


def record(context: Context, letter: str, instant: datetime, reason: str = "Kết luận") -> None:
    commits.record_reading(
        context.store,
        of="clean-communes",
        reading=letter,
        reason=reason,
        actor="thuong-truc",
        at=instant,
        now=LATER,
    )


def test_a_reading_counts_from_its_instant_until_a_newer_one(context: Context) -> None:
    record(context, "A", at(10))
    record(context, "C", at(20))

    def letter(instant: datetime) -> str | None:
        known = facts(context.store, as_of=instant, basis=Basis.ACCEPTED)
        reading = known.reading_of("clean-communes")
        return None if reading is None else reading.reading

    moment = timedelta(microseconds=1)
    instants = (at(10) - moment, at(10), at(20) - moment, at(20))
    assert [letter(instant) for instant in instants] == [None, "A", "A", "C"]
    first = readings(context.store, LATER)[0]
    assert (first.reason, first.by, first.at) == ("Kết luận", "thuong-truc", at(10))


def test_of_two_readings_of_one_instant_the_one_recorded_later_counts(context: Context) -> None:
    """A demonstration's clock stands still: every reading there counts from the same instant."""
    for letter in "ACB":
        record(context, letter, at(10))
    known = facts(context.store, as_of=at(10), basis=Basis.ACCEPTED)
    reading = known.reading_of("clean-communes")
    assert reading is not None
    assert reading.reading == "B"


def test_a_reading_set_back_is_not_known_to_what_was_frozen_before(context: Context) -> None:
    frozen = context.store.revision()
    record(context, "B", at(10))
    assert readings(context.store, at(20), upto=frozen) == ()
    assert [one.reading for one in readings(context.store, at(20))] == ["B"]


@pytest.mark.parametrize(
    ("instant", "reason", "says"),
    [(LATER + timedelta(seconds=1), "vì", "ở tương lai"), (at(10), " ", "phải có lý do")],
)
def test_a_reading_needs_a_reason_and_is_not_of_the_future(
    context: Context, instant: datetime, reason: str, says: str
) -> None:
    with pytest.raises(RefusedError, match=says):
        record(context, "A", instant, reason)
    assert readings(context.store, LATER + timedelta(days=1)) == ()
