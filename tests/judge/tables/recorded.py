"""Tasks, published figures, conclusions, readings (§3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.judge.asked import PROVINCE, Asked, said
from tests.judge.tables.shorthand import FIVE, Line, Reports, ruled, told

TASK = {"id": "x", "quantity": "task", "task": "the-task"}
RANK = {"id": "x", "quantity": "external", "bar": "<= 30", "by": "2025-06"}
WORDS = {"id": "x", "quantity": "judged"}
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


def published(
    period: str, *known: tuple[str, str], unit: str = PROVINCE, target: Any = RANK
) -> Asked:
    key = "verdict" if target is WORDS else "value"
    recorded = tuple({"period": at, key: value} for at, value in known)
    return Asked(target, told(addicts={period: 0}), period, unit=unit, recorded=recorded)


OTHERS = [
    Line("rank 30 before", published("2025-05", ("2024-06", "30")), ruled("on_track", value=30.0)),
    Line(
        "rank 30 at the date", published("2025-06", ("2024-06", "30")), ruled("met", numerator=None)
    ),
    Line("rank 31 before", published("2025-05", ("2024-06", "31")), ruled("behind")),
    Line("rank 31 at the date", published("2025-06", ("2024-06", "31")), ruled("missed")),
    Line(
        "the newest counts",
        published("2025-05", ("2024-06", "31"), ("2025-01", "29")),
        ruled("on_track"),
    ),
    Line(
        "one of later does not",
        published("2024-12", ("2024-06", "31"), ("2025-01", "29")),
        ruled("behind"),
    ),
    Line("none yet", published("2025-05"), ruled("not_judged", "awaiting_publication", value=None)),
    Line("none at the date", published("2025-06"), ruled("no_data", "awaiting_publication")),
    Line(
        "of the province only",
        published("2025-05", ("2024-06", "30"), unit="A"),
        ruled("not_applicable", "province_only", value=None),
    ),
    Line("no conclusion", published("2025-05", target=WORDS), ruled("not_judged", None)),
    Line(
        "a conclusion",
        published("2025-05", ("2025-01", "behind"), target=WORDS),
        ruled("behind", numerator=None, provisional=False),
    ),
]

CHANGE = {"quantity": "change", "base": "year_end_before", "keep": True}
OPTIONS = {
    "id": "x",
    "option": [
        {"id": "A", **CHANGE, "numerator": {"classes": ["không"]}, "bar": ">= 0"},
        {"id": "B", "quantity": "none"},
        {"id": "C", **CHANGE, "numerator": {"classes": ["I", "có"]}, "bar": "< 0.01"},
    ],
}
TWO_YEARS = {
    ("A", "2023-12"): said({"commune_class": "không"}, {"commune_class": "I"}),
    ("A", "2024-12"): said({"commune_class": "có"}, {"commune_class": "I"}),
}
READINGS = [
    Line(
        "open",
        Asked(OPTIONS, TWO_YEARS, "2024-12"),
        ruled("not_judged", "reading_open", numerator=None),
    ),
    Line(
        "A",
        Asked(OPTIONS, TWO_YEARS, "2024-12", reading="A"),
        ruled("missed", numerator=0, base=1, needed=1),
    ),
    Line(
        "B",
        Asked(OPTIONS, TWO_YEARS, "2024-12", reading="B"),
        ruled("not_applicable", "not_a_target", base=None),
    ),
    # below 1.01: Z = 1
    Line(
        "C",
        Asked(OPTIONS, TWO_YEARS, "2024-12", reading="C"),
        ruled("missed", numerator=2, base=1, caveats=["no_room", "small_base"]),
    ),
]

TABLE = [*LOCALITY, *PROVINCES, *OTHERS, *READINGS]
