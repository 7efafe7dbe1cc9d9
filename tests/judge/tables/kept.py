"""Keep (§3): shares and counts of stocks, changes that must not fall, ceilings of growth."""

from __future__ import annotations

from typing import Any

from tests.judge.asked import Asked, said
from tests.judge.tables.shorthand import FIVE, Line, alike, change, count, path, ruled, share, told

OVER = share("> 0.80", keep=True)
AT_MOST = share("<= 0.10", keep=True)
GROWTH = change("< 0.01", keep=True)
NO_FEWER = change(">= 0", keep=True)


def shares(*values: int, first: str = "2024-01", target: Any = OVER, of: int = 100) -> Asked:
    """Of a hundred, one period after the other; the question is of the last."""
    n = path(first, *values)
    return Asked(target, told(reached=n, addicts=dict.fromkeys(n, of)), max(n))


SHARES = [
    Line("80 of 100 are not above", shares(80), ruled("behind", needed=81, line=None)),
    Line("81 are", shares(81), ruled("on_track", value=0.81)),
    Line("80 at the end", shares(80, first="2025-12"), ruled("missed")),
    Line("81 at the end", shares(81, first="2025-12"), ruled("met", caveats=[])),
    Line("a year's end is no end", shares(80, first="2024-12"), ruled("behind")),
    # one short: held at one of the six periods before
    Line("it held a month before", shares(81, 80), ruled("at_risk", "one_short")),
    Line("it held six before", shares(81, *[70] * 5, 80), ruled("at_risk", "one_short")),
    Line("it held seven before", shares(81, *[70] * 6, 80), ruled("behind")),
    Line("two short", shares(81, 79), ruled("behind")),
    Line(
        "it held in the plan's first",
        shares(81, 80, first="2023-10"),
        ruled("at_risk", "one_short"),
    ),
    Line(
        "any share will do", shares(0, target=share(">= 0", keep=True)), ruled("on_track", needed=0)
    ),
    Line(
        "of none nothing failed to hold",
        Asked(
            OVER,
            told(reached={"2025-11": 0, "2025-12": 81}, addicts={"2025-11": 0, "2025-12": 100}),
            "2025-12",
        ),
        ruled("met", caveats=[]),
    ),
    Line("held before the plan", shares(81, 80, first="2023-09"), ruled("behind")),
    Line("none to count", shares(0, of=0), ruled("not_applicable", caveats=["small_base"])),
    # at most 10 of 100; 11 is one short
    Line("10 of 100", shares(10, target=AT_MOST), ruled("on_track", needed=10)),
    Line("11 after 10", shares(10, 11, target=AT_MOST), ruled("at_risk", "one_short")),
    Line("12 after 10", shares(10, 12, target=AT_MOST), ruled("behind")),
    Line(
        "not held in between",
        shares(81, 80, 81, first="2025-10"),
        ruled("met", caveats=["not_held:2025-11"]),
    ),
    Line(
        "areas that last",
        Asked(
            share(
                ">= 0.85",
                numerator={"areas": "sustained"},
                denominator={"areas": "recognised"},
                keep=True,
            ),
            {("A", "2024-01"): said(addicts=0, areas="aarnu")},
            "2024-01",
        ),
        ruled("behind", numerator=2, denominator=3, needed=3),
    ),
]


def grown(base: int, now: int, period: str, target: Any = GROWTH) -> Asked:
    before = f"{int(period[:4]) - 1}-12"
    return Asked(target, told(addicts={before: base, period: now}), period)


CEILING = [
    # B = 1000: below 1010: Z = 1009; June: 1000 + 9·6/12 = 1004.5, rounded up 1005
    Line("1005 in June", grown(1000, 1005, "2024-06"), ruled("on_track", line=1004.5, needed=1009)),
    Line("1006", grown(1000, 1006, "2024-06"), ruled("at_risk")),
    Line("1009", grown(1000, 1009, "2024-06"), ruled("at_risk", value=0.009)),
    # p − 6 is s, and there it holds
    Line("1010 in June", grown(1000, 1010, "2024-06"), ruled("at_risk", "one_short")),
    Line("1011", grown(1000, 1011, "2024-06"), ruled("behind")),
    # p − 6 is January: nothing known between
    Line("1010 in July", grown(1000, 1010, "2024-07"), ruled("behind")),
    Line(
        "1010 in July, it held in May",
        Asked(GROWTH, told(addicts={"2023-12": 1000, "2024-05": 1009, "2024-07": 1010}), "2024-07"),
        ruled("at_risk", "one_short"),
    ),
    Line("1009 in December", grown(1000, 1009, "2024-12"), ruled("met", line=1009.0)),
    Line("1010 in December", grown(1000, 1010, "2024-12"), ruled("missed")),
    # B = 100: below 101: Z = 100 = B
    Line("no room", grown(100, 100, "2024-06"), ruled("on_track", caveats=["no_room"], needed=100)),
    Line(
        "no room, one more",
        grown(100, 101, "2024-06"),
        ruled("at_risk", "one_short", caveats=["no_room"]),
    ),
    # B = 101: below 102.01: 102
    Line("room for one", grown(101, 102, "2024-06"), ruled("on_track", caveats=[])),  # ceil(101.5)
    Line("held at zero", grown(0, 0, "2024-06"), ruled("on_track", "held_at_zero", line=None)),
    Line("risen from zero", grown(0, 1, "2024-06"), ruled("behind", "risen_from_zero", needed=0)),
    Line("risen at the end", grown(0, 1, "2024-12"), ruled("missed", "risen_from_zero")),
    Line(
        "not held in between",
        Asked(
            GROWTH,
            told(
                addicts={
                    "2022-12": 50,
                    "2023-11": 99,
                    "2023-12": 50,
                    "2024-03": 51,
                    "2024-12": 50,
                }
            ),
            "2024-12",
        ),
        ruled("met", caveats=["no_room", "not_held:2024-03"]),
    ),
    Line(
        "a year that was missed stays said",
        Asked(GROWTH, told(addicts={"2022-12": 50, "2023-12": 51, "2024-01": 51}), "2024-01"),
        ruled("on_track", caveats=["missed_year:2023", "no_room"]),
    ),
    # s = 2023-12, k = 6: 2024-06 is six on: back 3 … 6 are 1003, 1002, 1001, B = 1000: paces 1
    Line(
        "where it goes",
        Asked(GROWTH, told(addicts=path("2023-12", *range(1000, 1007))), "2024-06"),
        ruled("at_risk", forecast={"at": "2024-12", "value": 1012, "low": 1012, "high": 1012}),
    ),
]

FALL = [
    Line("as many", grown(50, 50, "2024-06", NO_FEWER), ruled("on_track", needed=50, line=None)),
    Line("as many at the end", grown(50, 50, "2024-12", NO_FEWER), ruled("met", value=0.0)),
    Line("one fewer in June", grown(50, 49, "2024-06", NO_FEWER), ruled("at_risk", "one_short")),
    Line("one fewer in July", grown(50, 49, "2024-07", NO_FEWER), ruled("behind")),
    # of a change from s on: s = 2022-12 lies before the plan, and so may what is looked back on
    Line(
        "it held before the plan, against this base",
        Asked(NO_FEWER, told(addicts={"2022-12": 50, "2023-08": 50, "2023-10": 49}), "2023-10"),
        ruled("at_risk", "one_short"),
    ),
    Line(
        "it held before the plan, but seven periods ago",
        Asked(NO_FEWER, told(addicts={"2022-12": 50, "2023-03": 50, "2023-10": 49}), "2023-10"),
        ruled("behind"),
    ),
    Line("one fewer at the end", grown(50, 49, "2024-12", NO_FEWER), ruled("missed")),
    Line("none of none", grown(0, 0, "2024-12", NO_FEWER), ruled("met", None, needed=0)),
    Line("one of none", grown(0, 1, "2024-06", NO_FEWER), ruled("on_track", None, line=None)),
    Line(
        "it has no forecast",
        Asked(NO_FEWER, told(addicts=path("2023-12", *[9] * 7)), "2024-06"),
        {"forecast": None},
    ),
]

TEN = count(">= 10", keep=True)
COUNTS = [
    Line("ten", Asked(TEN, told(addicts={"2024-01": 10}), "2024-01"), ruled("on_track", needed=10)),
    Line(
        "nine after ten",
        Asked(TEN, told(addicts={"2024-01": 10, "2024-02": 9}), "2024-02"),
        ruled("at_risk", "one_short"),
    ),
    Line("nine", Asked(TEN, told(addicts={"2024-02": 9}), "2024-02"), ruled("behind")),
    Line(
        "none of a class",
        Asked(count("<= 0", keep=True), told(addicts={"2025-12": 0}), "2025-12"),
        ruled("met"),
    ),
    Line(
        "a month's figure",
        Asked(
            count("< 3", over="period", measure="cases", keep=True),
            told(cases={"2024-01": 9, "2024-02": 2}),
            "2024-02",
        ),
        ruled("on_track", numerator=2, needed=2),
    ),
    # held at q asks for every locality there: in January E is missing
    Line(
        "who held is known only of all",
        Asked(
            TEN,
            alike(FIVE[:4], addicts={"2024-01": 9, "2024-02": 2})
            | told("E", addicts={"2024-02": 1}),
            "2024-02",
            units=FIVE,
        ),
        ruled("behind", numerator=9),
    ),
]

TABLE = [*SHARES, *CEILING, *FALL, *COUNTS]
