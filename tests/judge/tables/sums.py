"""Sums of what was reported (§2, §3): counts kept or reached, shares of sums."""

from __future__ import annotations

from typing import Any

from tests.judge.asked import Asked
from tests.judge.tables.shorthand import (
    Line,
    count,
    path,
    ruled,
    stages,
    steadily,
    told,
)

NEVER = count("<= 0", over="year", measure="cases", keep=True)
TWELVE = count("<= 12", over="year", measure="cases", keep=True)
EACH = count(">= 12", over="year", measure="cases", by="each_year")
IN_ALL = count(">= 26", over="plan", measure="cases", by="2025-12")


def year(*values: int, target: Any = NEVER, upto: str | None = None) -> Asked:
    """The year 2024 from January on; the question is of the last, or of a later period."""
    reports = told(cases=path("2024-01", *values))
    return Asked(target, reports, upto or max(period for _, period in reports))


SIX = [0] * 6
KEPT = [
    Line("nothing yet", year(*SIX), ruled("on_track", numerator=0, needed=0, line=0.0)),
    Line("once", year(0, 1, 0), ruled("missed", numerator=1)),
    # the plan's window of 2024 begins anew in January
    Line(
        "the year before is another sum",
        Asked(NEVER, told(cases={"2023-12": 1, **path("2024-01", 0)}), "2024-01"),
        ruled("on_track", numerator=0, reports={"received": 1, "expected": 1}),
    ),
    # 2023: October to December: two of three received are 0.67 < 0.80
    Line(
        "the first year is three periods",
        Asked(NEVER, told(cases={"2023-10": 0, "2023-12": 0}), "2023-12"),
        ruled("no_data", "incomplete", numerator=0, reports={"received": 2, "expected": 3}),
    ),
    Line("a whole year", year(*SIX, *SIX), ruled("met", reports={"received": 12, "expected": 12})),
    Line(
        "a year but for one report",
        year(*SIX, *SIX[:5], upto="2024-12"),
        ruled("no_data", "incomplete", numerator=0, needed=0, provisional=False, caveats=[]),
    ),
    Line("a year of silence", year(0, upto="2024-12"), ruled("no_data", "incomplete")),
    # five received of six: 0.83
    Line(
        "one report lost must not silence the year",
        year(*SIX[:5], upto="2024-06"),
        ruled(
            "on_track",
            provisional=True,
            caveats=["could_change"],
            coverage={"counted": 0, "expected": 1, "missing": ["A"]},
        ),
    ),
    Line("four of five exactly", year(0, 0, 0, 0, upto="2024-05"), ruled("on_track")),
    # four of six: 0.67
    Line("too few", year(0, 0, 0, 0, upto="2024-06"), ruled("no_data", numerator=None)),
    Line(
        "a known breach does not disappear",
        year(1, upto="2024-11"),
        ruled("missed", numerator=1, provisional=False, caveats=[]),
    ),
    # at most twelve a year: June: 12·6/12 = 6
    Line("half of what is allowed", year(*[1] * 6, target=TWELVE), ruled("on_track", line=6.0)),
    Line("more than half", year(*[1] * 5, 2, target=TWELVE), ruled("at_risk", numerator=7)),
    Line("twelve by June", year(*[2] * 6, target=TWELVE), ruled("at_risk")),
    Line("thirteen", year(*[2] * 5, 3, target=TWELVE), ruled("missed")),
    Line("twelve in December", year(*[1] * 12, target=TWELVE), ruled("met", line=12.0)),
    # five in the year: January: 5/12, rounded up 1
    Line(
        "rounded up",
        year(1, target=count("<= 5", over="year", measure="cases", keep=True)),
        ruled("on_track", line=5 / 12),
    ),
    # over the plan 2023-10 … 2025-12, 27 periods from s = 2023-09: 2023-12 is 3: 27·3/27
    Line(
        "over the plan",
        Asked(
            count("<= 27", over="plan", measure="cases", keep=True),
            told(cases=path("2023-10", 1, 1, 2)),
            "2023-12",
        ),
        ruled("at_risk", line=3.0),
    ),
    Line(
        "a plan is not closed by a year",
        Asked(
            count("<= 27", over="plan", measure="cases", keep=True),
            told(cases=steadily("2023-10", "2024-12", 0)),
            "2024-12",
        ),
        ruled("on_track", line=15.0),
    ),
    # the last year ends in August: s = 2024-12, 8 periods
    Line(
        "a last year that ends earlier",
        Asked(NEVER, told(cases=steadily("2025-01", "2025-08", 0)), "2025-08", last="2025-08"),
        ruled("met", line=0.0),
    ),
    # a report whose only commune is blank is not received; what others said is added
    Line(
        "a blank is not received",
        Asked(NEVER, told(cases={"2024-01": None}), "2024-01"),
        ruled("no_data", reports={"received": 0, "expected": 1}),
    ),
]

EACH_YEAR = [
    Line("twelve early", year(*[2] * 6, target=EACH), ruled("met", "met_early", line=6.0)),
    Line("what was done stays done", year(12, upto="2024-12", target=EACH), ruled("met")),
    Line(
        "whatever the coverage",
        year(12, upto="2024-11", target=EACH),
        ruled("met", "met_early", provisional=False, caveats=[]),
    ),
    # in June the line stands at 6
    Line("six by June", year(*[1] * 6, target=EACH), ruled("on_track", needed=12, forecast=None)),
    Line("five by June", year(*[1] * 5, 0, target=EACH), ruled("at_risk")),  # 5/6 = 0.83
    Line("three by June", year(*[1] * 3, 0, 0, 0, target=EACH), ruled("behind")),  # 0.5
    # January: t = 1, floor 1: none is one short
    Line("none in January", year(0, target=EACH), ruled("at_risk", "one_short")),
    # October, 2 left: t = 10
    Line("ten by October", year(*[1] * 10, target=EACH), ruled("at_risk", "due_soon")),
    Line("nine by September", year(*[1] * 9, target=EACH), ruled("on_track")),
    Line("eleven", year(*[1] * 11, 0, target=EACH), ruled("missed")),
    Line(
        "eleven, one report missing",
        year(*[1] * 11, upto="2024-12", target=EACH),
        ruled("no_data", "incomplete", numerator=11, needed=12, line=12.0, provisional=False),
    ),
    Line(
        "on the way, one report missing",
        year(*[1] * 5, 1, upto="2024-07", target=EACH),
        ruled("at_risk", caveats=["could_change"], provisional=True),  # 6/7 = 0.86 of the line
    ),
    Line(
        "a year of fewer than twelve periods",
        Asked(EACH, told(cases=path("2023-10", 20)), "2023-10"),
        ruled("not_judged", "part_year", numerator=None, reports=None),
    ),
    Line(
        "a plan that begins in January",
        Asked(EACH, told(cases={"2024-01": 1}), "2024-01", first="2024-01"),
        ruled("on_track", line=1.0),
    ),
    Line(
        "a plan that ends in November",
        Asked(EACH, told(cases={"2025-01": 1}), "2025-01", last="2025-11"),
        ruled("not_judged", "part_year"),
    ),
    Line(
        "a year that was missed stays said",
        Asked(EACH, told(cases=steadily("2024-01", "2025-01", 0)), "2025-01"),
        ruled("at_risk", "one_short", caveats=["missed_year:2024"]),
    ),
]

PLAN = [
    # 27 periods from s = 2023-09, Z = 26; p = 2024-06: nine gone: t = 26·9/27 = 8.67
    Line(
        "on the line",
        Asked(IN_ALL, told(cases=path("2023-10", *[1] * 8, 0)), "2024-06"),
        # k = 6: i back the sum is 9 − i; paces (i − 1)/i: 2/3, 3/4, 4/5, 5/6
        # 18 left: 8 + 15 = 23; smallest 8 + 12 = 20; largest 23; ahead: t(p + 3) = 11.6, pace fine
        ruled(
            "on_track",
            line=26 * 9 / 27,
            forecast={"at": "2025-12", "value": 23, "low": 20, "high": 23},
        ),
    ),
    Line(
        "done with silence since",
        Asked(IN_ALL, told(cases={"2023-10": 26}), "2025-06"),
        ruled("met", "met_early", provisional=False, caveats=[], forecast=None),
    ),
    # 18 left at 2024-06; six more on the last day of three months: pace too slow
    Line(
        "nothing for six periods",  # t = 8.67: ratio 9/8.67; pace (9 − 9 + 1)/6; 17/18 > 0.25
        Asked(IN_ALL, told(cases=path("2023-10", 9, *[0] * 8)), "2024-06"),
        ruled("at_risk", "pace_too_slow"),
    ),
    Line(
        "stalled near the end",  # 2025-10: t = 26·25/27 = 24.07; 24 six back and now
        Asked(IN_ALL, told(cases=path("2023-10", 24, *[0] * 24)), "2025-10"),
        ruled("behind", "stalled"),
    ),
    Line(
        "after its deadline",
        Asked({**IN_ALL, "by": "2024-03"}, told(cases=path("2023-10", *[4] * 9)), "2024-06"),
        ruled("missed", numerator=24, line=26.0),  # six periods to 2024-03
    ),
]

STAGED = count(
    "", over="plan", measure="cases", stages=stages(("2024-03", ">= 6"), ("2024-09", ">= 18"))
)
STAGES = [
    # first: s = 2023-09, d = 2024-03: December t = 6·3/6 = 3
    Line(
        "first",
        Asked(STAGED, told(cases=path("2023-10", 1, 1, 1)), "2023-12"),
        ruled("on_track", line=3.0, needed=6),
    ),
    # second: s = 2024-03, x0 = 9 done by then, d = 2024-09: 2024-05 t = 9 + 9·2/6 = 12
    Line(
        "second, from what was done",
        Asked(STAGED, told(cases=path("2023-10", *[2] * 4, 1, 0, 1, 2)), "2024-05"),
        ruled("on_track", line=12.0, needed=18, numerator=12),
    ),
]

TABLE = [*KEPT, *EACH_YEAR, *PLAN, *STAGES]
