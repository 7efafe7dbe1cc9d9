"""Zero, the dated task and the ambiguous sentence: what localities said in, one result out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest

from data_loaders.model import Period, Register, Report
from kpis.counts import Counts
from kpis.verdicts import judge
from tests.kpis.given import (
    PLAN,
    PROVINCE,
    REGIME,
    TEN,
    alone,
    facts_of,
    judged,
    reading,
    register_of,
    report,
)


def nobody_dealt(period: str) -> list[Report]:
    return [report(unit, period, public_incidents=0) for unit in TEN]


# Zero


def test_a_known_breach_stands_however_few_have_reported() -> None:
    result = judged("no-public-incidents", "2024-03", [report("d0", "2024-02", public_incidents=2)])
    assert (result.verdict, result.numerator, result.needed) == ("missed", 2, 0)
    assert (result.coverage.counted, result.provisional) == (0, False)  # nothing can undo it


def test_a_breach_beside_a_blank_is_a_breach() -> None:
    partly = report("d0", "2024-01", public_incidents=1, blank=["public_incidents"])
    assert alone("no-public-incidents", "2024-01", partly).verdict == "missed"


def test_a_zero_counts_only_with_every_period_of_the_year_so_far() -> None:
    january = nobody_dealt("2024-01")
    march = nobody_dealt("2024-03")
    result = judged("no-public-incidents", "2024-03", [*january, *march])
    assert (result.verdict, result.numerator) == ("no_data", None)
    february = nobody_dealt("2024-02")
    result = judged("no-public-incidents", "2024-03", [*january, *february, *march])
    assert (result.verdict, result.numerator) == ("on_track", 0)


def test_last_year_s_breach_is_not_this_year_s() -> None:
    reports = [
        report("d0", "2023-12", public_incidents=1),
        report("d0", "2024-01", public_incidents=0),
    ]
    assert alone("no-public-incidents", "2024-01", *reports).verdict == "on_track"


@pytest.mark.parametrize(
    ("silent", "verdict", "reason"),
    [(0, "met", None), (1, "no_data", "incomplete"), (3, "no_data", "incomplete")],
)
def test_a_year_of_zero_is_met_when_everybody_said_so(
    silent: int, verdict: str, reason: str | None
) -> None:
    said = [
        report(unit, f"2023-{month}", public_incidents=0)
        for unit in TEN[: 10 - silent]
        for month in (10, 11, 12)
    ]
    result = judged("no-public-incidents", "2023-12", said)
    assert (result.verdict, result.reason, result.numerator) == (verdict, reason, 0)


def test_a_breach_is_not_forgotten_when_its_locality_is_merged() -> None:
    province, *districts = register_of(["d0", "d1"]).units
    merged = replace(districts[0], valid_to=date(2024, 3, 31))
    register = Register((province, merged, districts[1]))
    months = ("2024-01", "2024-02", "2024-03", "2024-04")
    said = [
        report("d0", "2024-02", public_incidents=1),
        *(report("d1", month, public_incidents=0) for month in months),
    ]
    counts = Counts(facts_of(said), PLAN, register)
    target = PLAN.target("no-public-incidents")
    result = judge(counts, target, unit_id=PROVINCE, period=Period.of(2024, 4))
    assert (result.verdict, result.numerator) == ("missed", 1)
    assert (result.coverage.counted, result.coverage.expected) == (1, 1)


# A dated task

IN_TIME, LATE = date(2023, 10, 12), date(2023, 11, 2)


def test_a_task_once_done_stays_done_when_a_report_is_missing() -> None:
    result = alone("areas-identified", "2024-06", report("d0", "2023-10", done=IN_TIME))
    assert (result.verdict, result.numerator, result.denominator) == ("met", 1, 1)


def test_the_newest_list_up_to_the_period_speaks() -> None:
    reports = [report("d0", "2023-11", done=False), report("d0", "2024-01", done=LATE)]
    before, after = (alone("areas-identified", p, *reports) for p in ("2023-12", "2024-01"))
    assert [before.reason, after.reason] == ["overdue", "done_late"]


def test_a_list_of_a_period_that_ended_before_the_day_says_nothing_of_the_day() -> None:
    """The period of October ends on the 14th: that it was not done then is not that it is late."""
    said = report("d0", "2023-10", done=False)
    silent = alone("areas-identified", "2023-12", said)
    assert (silent.verdict, silent.reason) == ("no_data", "not_reported_since_due")
    assert (silent.numerator, silent.denominator) == (None, None)
    late = judged(
        "areas-identified",
        "2023-12",
        [said, report("d1", "2023-11", done=False)],
        units=["d0", "d1"],
    )
    assert (late.verdict, late.reason) == ("missed", "overdue")
    assert (late.numerator, late.denominator) == (0, 2)


@pytest.mark.parametrize(
    ("done", "today", "verdict", "reason"),
    [
        (date(2023, 10, 15), "2024-01-01", "met", None),  # the 15th still counts
        (date(2023, 10, 16), "2024-01-01", "missed", "done_late"),
        (False, "2023-09-14", "on_track", None),  # 31 days before
        (False, "2023-09-15", "at_risk", "due_soon"),  # 30 days before
        (False, "2023-10-15", "at_risk", "due_soon"),
        (False, "2023-10-16", "missed", "overdue"),
    ],
)
def test_a_dated_task_is_judged_by_the_day_it_was_done(
    done: date | bool, today: str, verdict: str, reason: str | None
) -> None:
    at = datetime.fromisoformat(f"{today}T12:00:00+07:00")
    said = [report("d0", "2023-11", done=done)]
    result = judged("areas-identified", "2023-11", said, units=["d0"], as_of=at)
    assert (result.verdict, result.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("done", "today", "verdict", "reason"),
    [
        ([IN_TIME, IN_TIME], "2024-01-01", "met", None),
        ([IN_TIME, LATE], "2024-01-01", "missed", "done_late"),
        ([IN_TIME, LATE, False], "2024-01-01", "missed", "overdue"),
        ([IN_TIME, False], "2023-10-13", "at_risk", "due_soon"),
        ([IN_TIME, False], "2023-09-01", "on_track", None),
    ],
)
def test_of_several_localities_the_worst_speaks(
    done: list[date | bool], today: str, verdict: str, reason: str | None
) -> None:
    at, units = datetime.fromisoformat(f"{today}T12:00:00+07:00"), TEN[: len(done)]
    said = [report(u, "2023-11", done=one) for u, one in zip(units, done, strict=True)]
    result = judged("areas-identified", "2023-11", said, units=units, as_of=at)
    assert (result.verdict, result.reason) == (verdict, reason)


def test_the_province_has_met_a_task_when_all_its_localities_have() -> None:
    reports = [report(unit, "2023-10", done=IN_TIME) for unit in TEN]
    result = judged("areas-identified", "2023-10", reports)
    assert (result.verdict, result.numerator, result.denominator) == ("met", 10, 10)
    assert (result.value, result.needed) == (Fraction(1), None)
    late = judged("areas-identified", "2023-10", [*reports[:9], report("d9", "2023-10", done=LATE)])
    assert (late.verdict, late.reason, late.numerator) == ("missed", "done_late", 9)


@pytest.mark.parametrize(
    ("as_of", "reason"),
    [
        ("2023-10-15T23:59:59+07:00", "due_soon"),
        ("2023-10-15T16:59:59+00:00", "due_soon"),
        ("2023-10-15T17:00:00+00:00", "not_reported_since_due"),  # the 16th in Việt Nam
    ],
)
def test_a_day_has_passed_by_the_calendar_of_the_plan(as_of: str, reason: str) -> None:
    said = [report("d0", "2023-10", done=False)]
    at = datetime.fromisoformat(as_of)
    result = judged("areas-identified", "2023-10", said, units=["d0"], as_of=at)
    assert result.reason == reason


# The sentence that can be read in several ways


def clean(period: str, count: int, *, of: int = 10) -> Report:
    return report("d0", period, classes={"không": count, "có": of - count})


@pytest.mark.parametrize(
    ("letter", "now", "said", "numbers"),
    [
        (None, 4, "not_judged (reading_open)", (None, None, None)),
        ("A", 5, "on_track", (5, 5, 5)),
        ("A", 4, "at_risk (one_short)", (5, 4, 5)),
        ("A", 3, "behind", (5, 3, 5)),
        ("B", 4, "not_applicable (not_a_target)", (None, None, None)),
        ("C", 5, "on_track", (5, 5, 5)),  # of the communes with drug evils, not one more
        ("C", 4, "at_risk (one_short)", (5, 6, 5)),
        ("C", 3, "behind", (5, 7, 5)),
    ],
)
def test_the_recorded_reading_decides(
    letter: str | None, now: int, said: str, numbers: tuple[int | None, ...]
) -> None:
    readings = [] if letter is None else [reading(letter)]
    reports = [clean("2023-12", 5), clean("2024-06", now)]
    result = judged("clean-communes", "2024-06", reports, units=["d0"], readings=readings)
    reason = "" if result.reason is None else f" ({result.reason})"
    assert f"{result.verdict}{reason}" == said
    assert (result.base, result.numerator, result.needed) == numbers


@pytest.mark.parametrize(
    ("letter", "now", "verdict"),
    [("A", 5, "met"), ("A", 4, "missed"), ("C", 5, "met"), ("C", 4, "missed")],
)
def test_a_reading_is_closed_with_the_plan(letter: str, now: int, verdict: str) -> None:
    said = [clean("2024-12", 5), clean("2025-12", now)]
    readings = [reading(letter)]
    result = judged("clean-communes", "2025-12", said, units=["d0"], readings=readings)
    assert result.verdict == verdict


def test_of_a_sentence_that_nobody_has_read_nothing_is_counted_but_who_reported() -> None:
    said = [clean("2024-06", 4), report("d1", "2024-06", classes={"có": 1})]
    result = judged("clean-communes", "2024-06", said, units=["d0", "d1", "d2"])
    assert (result.verdict, result.reason) == ("not_judged", "reading_open")
    assert (result.numerator, result.base, result.value, result.leg) == (None,) * 4
    assert (result.coverage.counted, result.coverage.missing) == (2, ("d2",))


def test_a_reading_recorded_later_does_not_exist_yet() -> None:
    said = [clean("2023-12", 5), clean("2024-02", 5)]
    earlier = datetime(2024, 2, 29, tzinfo=REGIME.timezone)
    result = judged(
        "clean-communes", "2024-02", said, units=["d0"], readings=[reading("A")], as_of=earlier
    )
    assert result.verdict == "not_judged"
