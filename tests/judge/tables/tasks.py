"""A task of the plan, of a locality and of the province (§3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.judge.asked import PROVINCE, Asked, said
from tests.judge.tables.shorthand import FIVE, Line, Reports, ruled

TASK = {"id": "x", "quantity": "task", "task": "the-task"}
DUE = date(2023, 10, 15)


def listed(unit: str, period: str, done: str | bool | None) -> Reports:
    return {(unit, period): said(addicts=0, done=done)}


def task(
    reports: Reports,
    period: str = "2024-01",
    *,
    today: date = date(2024, 2, 1),
    units: tuple[str, ...] = ("A",),
    unit: str = PROVINCE,
) -> Asked:
    return Asked(TASK, reports, period, unit=unit, units=units, today=today, due=DUE)


NOT_DONE = listed("A", "2023-10", done=False)
LOCALITY = [
    Line(
        "done on the day",
        task(listed("A", "2023-10", "2023-10-15")),
        ruled("met", numerator=1, denominator=1, needed=None),
    ),
    Line(
        "done a day late",
        task(listed("A", "2023-11", "2023-10-16")),
        ruled("missed", "done_late", numerator=0),
    ),
    # 15/10 − 15/9 is 30 days
    Line(
        "within thirty days",
        task(NOT_DONE, "2023-10", today=date(2023, 9, 15)),
        ruled("at_risk", "due_soon"),
    ),
    Line(
        "thirty-one days before",
        task(NOT_DONE, "2023-10", today=date(2023, 9, 14)),
        ruled("on_track"),
    ),
    Line(
        "the day itself is not passed",
        task(NOT_DONE, "2023-10", today=DUE),
        ruled("at_risk", "due_soon"),
    ),
    # 2023-10 ends on 14/10, the day before
    Line(
        "nothing sent since",
        task(NOT_DONE),
        ruled("no_data", "not_reported_since_due", numerator=None, value=None),
    ),
    Line(
        "said since",
        task(NOT_DONE | listed("A", "2023-11", done=False)),
        ruled("missed", "overdue"),
    ),
    Line(
        "no list at all",
        task(listed("A", "2023-10", done=None)),
        ruled("no_data", None, coverage={"counted": 0, "expected": 1, "missing": ["A"]}),
    ),
    Line(
        "a list before the plan", task(listed("A", "2023-09", "2023-09-20")), ruled("no_data", None)
    ),
    Line(
        "finished stays finished",
        task(listed("A", "2023-10", "2023-10-10"), "2025-06"),
        ruled("met", caveats=[]),
    ),
    Line(
        "a later list than p",
        task(NOT_DONE | listed("A", "2023-11", done=False), "2023-10"),
        ruled("no_data", "not_reported_since_due"),
    ),
    Line(
        "done without a day is not done",
        task(
            {
                ("A", "2023-11"): {
                    **said(addicts=0),
                    "tasks": [
                        {"task": "the-task", "state": "hoàn thành", "completed_on": None},
                    ],
                }
            }
        ),
        ruled("missed", "overdue"),
    ),
    # the period's last day is the due day
    Line(
        "said on the day",
        replace(task(NOT_DONE), due=date(2023, 10, 14)),
        ruled("missed", "overdue"),
    ),
    Line(
        "of the locality",
        task(listed("A", "2023-10", "2023-10-15"), unit="A"),
        ruled("met", numerator=1),
    ),
]


def province(
    *done: str | bool | None, period: str = "2023-11", today: date = date(2024, 2, 1)
) -> Asked:
    """A to E in turn; None sent no list."""
    reports: Reports = {}
    for unit, state in zip(FIVE, done, strict=True):
        reports |= listed(unit, period, state)
    return task(reports, period, today=today, units=FIVE)


IN_TIME, LATE = "2023-10-15", "2023-10-16"
PROVINCES = [
    Line(
        "all in time",
        province(*[IN_TIME] * 5),
        ruled("met", numerator=5, denominator=5, value=1.0, provisional=False),
    ),
    Line(
        "four of four who sent",
        province(*[IN_TIME] * 4, None),
        ruled("met", numerator=4, denominator=4, provisional=True),
    ),
    Line(
        "three of five who sent",
        province(*[IN_TIME] * 3, None, None),
        ruled("no_data", None, numerator=None),
    ),
    Line(
        "late whatever the coverage",
        province(LATE, *[None] * 4),
        ruled("missed", "done_late", numerator=0, denominator=1, provisional=False),
    ),
    Line(
        "overdue is worse than late",
        province(LATE, False, *[IN_TIME] * 3),
        ruled("missed", "overdue", numerator=3, denominator=5),
    ),
    Line(
        "not reported since is worse than due soon",
        task(
            listed("A", "2023-10", done=False) | listed("B", "2023-11", IN_TIME),
            "2023-11",
            units=("A", "B"),
        ),
        ruled("no_data", "not_reported_since_due", numerator=None, provisional=False),
    ),
    Line(
        "due soon",
        province(False, *["2023-09-20"] * 4, period="2023-10", today=date(2023, 10, 1)),
        ruled("at_risk", "due_soon", numerator=4, denominator=5, value=0.8),
    ),
    Line(
        "on track",
        province(False, *["2023-09-01"] * 4, period="2023-10", today=date(2023, 9, 10)),
        ruled("on_track", None, caveats=[]),
    ),
]

TABLE = [*LOCALITY, *PROVINCES]
