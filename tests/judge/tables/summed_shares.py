"""Shares of sums, and sums over several localities (§2, §3)."""

from __future__ import annotations

from typing import Any

from tests.judge.asked import Asked
from tests.judge.periods import between
from tests.judge.tables.shorthand import (
    FIVE,
    Line,
    Reports,
    alike,
    path,
    ruled,
    share,
    steadily,
    told,
)
from tests.judge.tables.sums import NEVER, TWELVE

SOLVED = share(
    "> 0.75",
    numerator={"measures": ["tipoffs_resolved"], "over": "year"},
    denominator={"measures": ["tipoffs_received"], "over": "year"},
    keep=True,
)


def solved(*pairs: tuple[int, int], upto: str | None = None, first: str = "2024-01") -> Asked:
    """(resolved, received) from a period on."""
    resolved = path(first, *[n for n, _ in pairs])
    received = path(first, *[d for _, d in pairs])
    reports = told(tipoffs_resolved=resolved, tipoffs_received=received)
    return Asked(SOLVED, reports, upto or max(period for _, period in reports))


SHARES = [
    Line("three of four are not more than 75 %", solved((3, 4)), ruled("behind", needed=4)),
    Line("four of four", solved((4, 4)), ruled("on_track", value=1.0, line=None)),
    Line(
        "the sums, not the mean",
        solved((0, 1), (9, 9)),
        ruled("on_track", numerator=9, denominator=10),
    ),
    # 7/9: Z = 7; now 7/10 of Z = 8
    Line("it held a month before", solved((7, 9), (0, 1)), ruled("at_risk", "one_short", needed=8)),
    Line("it never held", solved((3, 4), (0, 0)), ruled("behind")),
    Line("none received", solved((0, 0)), ruled("not_applicable", needed=None, value=None)),
    Line(
        "final in December",
        solved(*[(4, 4)] * 12),
        ruled("met", caveats=[]),
    ),
    Line(
        "not held in between",
        solved((3, 4), *[(4, 4)] * 11),
        ruled("met", caveats=["not_held:2024-01"]),  # then 7/8
    ),
    Line(
        "one report is missing",
        solved(*[(4, 4)] * 4, upto="2024-05"),
        ruled("on_track", provisional=True, caveats=["could_change"]),
    ),
    Line("two are missing", solved(*[(4, 4)] * 3, upto="2024-05"), ruled("no_data", value=None)),
    Line("missed", solved(*[(3, 4)] * 12), ruled("missed", numerator=36, needed=37)),
    # a year missed is said of changes and of what each year reaches, not of a kept share
    Line(
        "after a year that was missed",
        solved(*[(3, 4)] * 12, (4, 4)),
        ruled("on_track", caveats=["small_base"]),
    ),
]


def but_one(target: Any, reports: Reports) -> Asked:
    """Five localities, of which E lost one report of six."""
    lost = {key: report for key, report in reports.items() if key != ("E", "2024-03")}
    return Asked(target, lost, "2024-06", units=FIVE)


FIVE_UNITS = [
    # 29 of 30 reports; coverage names E
    Line(
        "reports, not localities",
        but_one(NEVER, alike(FIVE, cases=steadily("2024-01", "2024-06", 0))),
        ruled(
            "on_track",
            provisional=True,
            reports={"received": 29, "expected": 30},
            coverage={"counted": 4, "expected": 5, "missing": ["E"]},
        ),
    ),
    Line(
        "numbers are of all that was reported",
        but_one(TWELVE, alike(FIVE, cases=dict.fromkeys(between("2024-01", "2024-02"), 1))),
        ruled("no_data", numerator=None),  # ten of thirty
    ),
]

TABLE = [*SHARES, *FIVE_UNITS]
