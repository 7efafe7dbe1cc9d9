"""What exists at an instant, who was late and which period is shown, by hand from the text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.examples import province, reading, report, row
from tests.judge.law import default_period, judge, timeliness


def event(kind: str, at: str) -> dict[str, str]:
    return {"event": kind, "at": at}


def test_each_basis_sees_the_newest_version_that_it_may() -> None:
    versions = [
        report("A", "2024-06", addicts=10, at="2024-06-15T12:00:00+07:00"),  # accepted at 13:00
        report(
            "A",
            "2024-06",
            addicts=20,
            at="2024-06-16T12:00:00+07:00",
            events=[event("returned", "2024-06-17T12:00:00+07:00")],
        ),
        report("A", "2024-06", addicts=30, at="2024-06-18T12:00:00+07:00", events=[]),
    ]
    history = province(1, *versions)

    def seen(basis: str, as_of: str) -> Any:
        result = row(history, "service-access", "2024-06", basis=basis, as_of=as_of)
        return result["denominator"]

    assert seen("submitted", "2024-06-15T11:59:59+07:00") is None
    assert seen("submitted", "2024-06-15T12:00:00+07:00") == 10
    assert seen("accepted", "2024-06-15T12:59:59+07:00") is None
    assert seen("accepted", "2024-06-15T13:00:00+07:00") == 10
    assert seen("submitted", "2024-06-17T11:59:59+07:00") == 20
    assert seen("submitted", "2024-06-17T12:00:00+07:00") == 10
    assert seen("submitted", "2024-06-18T05:00:00+00:00") == 30
    assert seen("accepted", "2024-06-30T00:00:00+07:00") == 10


def test_the_last_reading_recorded_by_then_holds() -> None:
    readings = [
        reading("C", "2024-03-01T00:00:00+07:00"),
        reading("A", "2024-02-01T00:00:00+07:00"),
    ]
    reports = [report("A", "2022-12"), report("A", "2023-10")]
    history = province(1, *reports, readings=readings)

    def needed(as_of: str) -> Any:
        return row(history, "clean-communes", "2023-10", as_of=as_of)["needed"]

    assert needed("2024-01-31T23:59:59+07:00") is None
    assert needed("2024-02-01T00:00:00+07:00") == 0
    assert needed("2024-03-01T00:00:00+07:00") == 1


@pytest.mark.parametrize(
    ("period", "received", "due", "expected"),
    [
        ("2024-04", "2024-04-19T23:59:59+07:00", "2024-04-19", ("on_time", 0)),
        ("2024-04", "2024-04-20T00:00:00+07:00", "2024-04-19", ("late", 1)),
        ("2023-11", "2023-11-20T09:00:00+07:00", "2023-11-20", ("on_time", 0)),  # a Saturday
        ("2024-02", "2024-02-19T09:00:00+07:00", "2024-02-19", ("on_time", 0)),  # a Sunday
        ("2024-01", "2024-01-18T17:00:00+00:00", "2024-01-18", ("late", 1)),
        ("2024-05", None, "2024-05-20", ("missing", 12)),
        ("2024-06", None, "2024-06-18", ("pending", None)),
    ],
)
def test_timeliness_counts_from_the_due_date(
    period: str, received: str | None, due: str, expected: tuple[str, int | None]
) -> None:
    reports = [report("A", period, at=received, events=[])] if received else []
    rows = timeliness(province(1, *reports), "2024-06-01T08:00:00+07:00")
    [found] = [each for each in rows if each["period"] == period]
    assert found["due_at"] == due + "T23:59:59+07:00"
    assert (found["timeliness"], found["days_late"]) == expected
    assert found["received_at"] == received


def test_a_returned_first_version_was_first_received() -> None:
    first = report(
        "A",
        "2024-06",
        at="2024-06-17T12:00:00+07:00",
        events=[event("returned", "2024-06-19T08:00:00+07:00")],
    )
    again = report("A", "2024-06", at="2024-06-20T12:00:00+07:00")
    rows = timeliness(province(1, first, again), "2024-06-30T08:00:00+07:00")
    assert [each["timeliness"] for each in rows if each["period"] == "2024-06"] == ["on_time"]


def test_status_lists_the_periods_that_have_begun() -> None:
    rows = timeliness(province(2), "2023-10-15T00:00:00+07:00")
    assert [(each["unit_id"], each["period"]) for each in rows] == [
        ("A", "2023-10"),
        ("A", "2023-11"),
        ("B", "2023-10"),
        ("B", "2023-11"),
    ]
    assert timeliness(province(2), "2023-09-14T23:59:59+07:00") == []


def test_the_newest_period_that_is_due_or_complete_is_shown() -> None:
    both = [report(unit, "2024-06") for unit in "AB"]
    assert default_period(province(2), "2024-06-18T23:59:59+07:00", "accepted") == "2024-05"
    assert default_period(province(2), "2024-06-19T00:00:00+07:00", "accepted") == "2024-06"
    assert default_period(province(2, *both), "2024-06-16T00:00:00+07:00", "accepted") == "2024-06"
    noon = "2024-06-15T12:30:00+07:00"
    assert default_period(province(2, *both), noon, "accepted") == "2024-05"
    assert default_period(province(2, *both), noon, "submitted") == "2024-06"
    assert default_period(province(2), "2030-01-01T00:00:00+07:00", "accepted") == "2025-12"


def test_before_the_plan_the_newest_period_with_data_is_shown() -> None:
    history = province(2, report("A", "2022-12"))
    assert default_period(history, "2023-02-01T00:00:00+07:00", "accepted") == "2022-12"
    assert default_period(province(2), "2023-02-01T00:00:00+07:00", "accepted") == "2023-10"


def test_the_document_has_ten_targets_for_the_province_and_each_district_in_order() -> None:
    as_of = "2024-06-30T00:00:00+07:00"
    document = judge(province(3), period=None, as_of=as_of, basis="accepted")
    assert (document["plan"], document["period"], document["now"]) == ("kh3220", "2024-06", as_of)
    assert [each["unit_id"] for each in document["results"][::10]] == ["P", "A", "B", "C"]
    targets = [each["id"] for each in document["targets"]]
    assert [each["target_id"] for each in document["results"]] == targets * 4


def test_an_instant_without_an_offset_or_an_unknown_basis_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        judge(province(1), period=None, as_of="2024-06-30T00:00:00", basis="accepted")
    with pytest.raises(ValueError, match="basis"):
        judge(province(1, report("A", "2024-06")), period="2024-06", as_of=NOON, basis="any")


NOON = "2024-06-30T12:00:00+07:00"
