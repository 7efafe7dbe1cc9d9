"""Who reported what when, counted by hand; what is owed, what falls due next."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data_loaders.model import Period, Timeliness
from kpis.completeness import (
    Delivery,
    Return,
    Tally,
    by_period,
    by_unit,
    next_due,
    owed,
    sent_by_all,
    tally,
    working_day_after,
)
from kpis.law.stages import Stage
from kpis.model import Language
from kpis.reporting.words import next_due_sentence, owed_by_one, owed_sentence
from tests.kpis.given import REGIME

MAY, JUNE, JULY = (Period.of(2025, month) for month in (5, 6, 7))
VI, EN = Language
BACK = Return(date(2025, 6, 20), "thiếu xã")


def delivery(
    unit_id: str,
    period: Period,
    timeliness: Timeliness,
    days_late: int | None = 0,
    *,
    accepted: bool = False,
    returned: Return | None = None,
) -> Delivery:
    due_on = REGIME.due_on(period)
    return Delivery(
        unit_id, period, due_on, timeliness, days_late, accepted=accepted, returned=returned
    )


#   a: May accepted on time,  June accepted but 3 days late, July not due yet
#   b: May missing,           June given back,               July not due yet
#   c: May late and waiting,  June on time; a correction given back, the accepted one in force
GIVEN = (
    delivery("a", MAY, Timeliness.ON_TIME, accepted=True),
    delivery("a", JUNE, Timeliness.LATE, 3, accepted=True),
    delivery("a", JULY, Timeliness.PENDING, None),
    delivery("b", MAY, Timeliness.MISSING, 37),
    delivery("b", JUNE, Timeliness.ON_TIME, returned=BACK),
    delivery("b", JULY, Timeliness.PENDING, None),
    delivery("c", MAY, Timeliness.LATE, 12),
    delivery("c", JUNE, Timeliness.ON_TIME, accepted=True, returned=BACK),
)


def test_reports_are_counted_from_expected_to_accepted() -> None:
    assert tally(GIVEN) == Tally(
        expected=8,
        received=5,
        on_time=3,
        late=2,
        missing=1,
        pending=2,
        accepted=3,
        waiting=1,
        returned=1,
        longest=12,
    )


def test_of_nothing_everything_is_zero() -> None:
    assert tally([]) == Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    "some", [GIVEN, *by_unit(GIVEN).values(), *by_period(GIVEN).values()], ids=len
)
def test_the_parts_of_a_count_add_up(some: tuple[Delivery, ...]) -> None:
    found = tally(some)
    assert found.expected == found.received + found.missing + found.pending
    assert found.received == found.on_time + found.late
    assert found.received == found.accepted + found.waiting + found.returned


def test_deliveries_are_grouped_without_losing_any() -> None:
    assert {unit: len(of_unit) for unit, of_unit in by_unit(GIVEN).items()} == {
        "a": 3,
        "b": 3,
        "c": 2,
    }
    assert [(period, len(of)) for period, of in by_period(reversed(GIVEN)).items()] == [
        (MAY, 3),
        (JUNE, 3),
        (JULY, 2),
    ]


def test_owed_is_what_is_overdue_and_what_was_given_back_and_not_sent_anew() -> None:
    assert {unit: [one.period for one in debts] for unit, debts in owed(GIVEN).items()} == {
        "b": [MAY, JUNE]
    }
    assert [one.stage for one in owed(reversed(GIVEN))["b"]] == [Stage.MISSING, Stage.RETURNED]


@pytest.mark.parametrize(
    ("at", "period", "due_on", "left"),
    [
        ("2025-06-25T08:00", JULY, "2025-07-18", 23),
        ("2025-07-18T23:59", JULY, "2025-07-18", 0),
        ("2025-07-19T00:00", Period.of(2025, 8), "2025-08-18", 30),
        # The holiday Giỗ Tổ Hùng Vương moves the day.
        ("2024-04-18T12:00", Period.of(2024, 4), "2024-04-19", 1),
        # Saturday the 18th.
        ("2023-11-14T12:00", Period.of(2023, 11), "2023-11-20", 6),
    ],
)
def test_the_next_due_day_keeps_to_the_calendar(
    at: str, period: Period, due_on: str, left: int
) -> None:
    due = next_due(REGIME, datetime.fromisoformat(at).replace(tzinfo=REGIME.timezone))
    assert due is not None
    assert (due.period, due.due_on.isoformat(), due.days_left) == (period, due_on, left)


@pytest.mark.parametrize(
    ("at", "vietnamese", "english"),
    [
        (
            "2025-06-25",
            "Hạn gửi tiếp theo: báo cáo tháng 07/2025, 18/07/2025 (còn 23 ngày).",
            "Next due: the report of Jul 2025, 18 Jul 2025 (23 days left).",
        ),
        (
            "2025-07-18",
            "Hạn gửi tiếp theo: báo cáo tháng 07/2025, 18/07/2025 (hôm nay).",
            "Next due: the report of Jul 2025, 18 Jul 2025 (today).",
        ),
        (
            "2025-12-19",
            "Kế hoạch không còn kỳ báo cáo nào đến hạn.",
            "No report of the plan is still to fall due.",
        ),
    ],
)
def test_the_next_due_day_is_a_sentence(at: str, vietnamese: str, english: str) -> None:
    due = next_due(REGIME, datetime.fromisoformat(at).replace(tzinfo=REGIME.timezone))
    assert next_due_sentence(due, VI) == vietnamese
    assert next_due_sentence(due, EN) == english


def test_what_was_sent_is_not_asked_for_again() -> None:
    """Who has sent July on its due day is told of August; who has to mend it is told of July."""
    at = datetime(2025, 7, 18, 15, tzinfo=REGIME.timezone)
    sent = delivery("a", JULY, Timeliness.ON_TIME)
    for deliveries, period in (
        ([sent], Period.of(2025, 8)),
        ([delivery("a", JULY, Timeliness.ON_TIME, returned=BACK)], JULY),
        ([sent, delivery("b", JULY, Timeliness.PENDING, None)], JULY),
        ([], JULY),
    ):
        due = next_due(REGIME, at, sent=sent_by_all(deliveries))
        assert due is not None
        assert due.period == period


def test_what_is_owed_is_a_sentence_about_all_or_about_one() -> None:
    names = {"a": "Huyện A", "b": "Huyện B", "c": "Huyện C"}
    said = "tháng 05/2025 (đã quá hạn 37 ngày), tháng 06/2025 (đã trả lại 20/06/2025, chưa gửi lại)"
    assert owed_sentence(GIVEN, names, VI) == f"Còn phải gửi báo cáo: Huyện B: {said}."
    assert owed_by_one(GIVEN[3:6], VI) == f"Còn phải gửi báo cáo: {said}."
    assert owed_by_one(GIVEN[3:6], EN) == (
        "Reports still to be sent: May 2025 (37 days overdue), Jun 2025 (given back 20 Jun 2025,"
        " not sent again)."
    )
    assert owed_by_one(GIVEN[:3], VI) == "Không còn thiếu báo cáo nào đã đến hạn."
    assert owed_sentence(GIVEN[:3], names, EN) == "No report that is due is missing."


@pytest.mark.parametrize(
    ("day", "number", "found"),
    [
        ("2025-06-25", 3, "2025-06-30"),  # Wednesday: Thursday, Friday, Monday
        ("2025-04-29", 2, "2025-05-06"),  # 30/4, 1/5, 2/5 and the week-end do not count
        ("2025-06-27", 1, "2025-06-30"),
        ("2025-06-25", 0, "2025-06-25"),
    ],
)
def test_working_days_leave_out_week_ends_and_holidays(day: str, number: int, found: str) -> None:
    assert working_day_after(date.fromisoformat(day), number, REGIME).isoformat() == found
