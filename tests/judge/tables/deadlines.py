"""Reach by a deadline and by stages (§3): shares and counts of stocks, fixed bases."""

from __future__ import annotations

from typing import Any

from tests.judge.asked import Asked
from tests.judge.tables.shorthand import Line, path, ruled, share, told

EIGHTY = share(">= 0.80", by="2025-12")
UNDER = share("<= 0.15", by="2025-12")


def known(*pairs: tuple[str, int], of: int = 100, target: Any = EIGHTY) -> Asked:
    """(period, N) after the other, of D; the question is of the last."""
    n, d = dict(pairs), dict.fromkeys(dict(pairs), of)
    return Asked(target, told(reached=n, addicts=d), pairs[-1][0])


START = ("2023-10", 2)
# Z = 80, x0 = 2, thirteen of twenty-six periods gone: t = 2 + 78/2 = 41, the ratio is (N − 2)/39
LINE = [
    Line("on the line", known(START, ("2024-11", 41)), ruled("on_track", line=41.0, needed=80)),
    Line("38/39 = 0.974", known(START, ("2024-11", 40)), ruled("on_track")),
    Line("37/39 = 0.949", known(START, ("2024-11", 39)), ruled("at_risk", value=0.39)),
    Line("24/39 = 0.615", known(START, ("2024-11", 26)), ruled("at_risk")),
    Line("23/39 = 0.590", known(START, ("2024-11", 25)), ruled("behind")),
    Line("early", known(START, ("2024-11", 80)), ruled("met", "met_early", line=41.0)),
    Line("at the end", known(START, ("2025-12", 80)), ruled("met", line=80.0)),
    Line("one short at the end", known(START, ("2025-12", 79)), ruled("missed")),
    Line("lost again", known(("2023-10", 80), ("2024-11", 79)), ruled("behind", "fell_back")),
    # of five Z = 4, x0 = 0; November t = 2, floor 2: one is short by one, none is behind
    Line("one short", known(("2023-10", 0), ("2024-11", 1), of=5), ruled("at_risk", "one_short")),
    Line("two short", known(("2023-10", 0), ("2024-11", 0), of=5), ruled("behind")),
    # p = p0: t = x0: only the floors are asked
    Line("the first period", known(("2023-10", 2)), ruled("on_track", line=2.0)),
    # the start figure is the first reported: x0 = 30 in 2024-06; t = 30 + 50/2 = 55
    Line("a late start", known(("2024-06", 30), ("2024-11", 55)), ruled("on_track", line=55.0)),
    Line("none to count", known(START, ("2024-11", 0), of=0), ruled("not_applicable", line=None)),
    Line("of none no needed", known(("2024-11", 0), of=0), {"needed": None, "value": None}),
    Line("none is a small base", known(("2024-11", 0), of=0), {"caveats": ["small_base"]}),
    # 80 % of 11 is 8.8: nine
    Line("a broken number", known(("2025-12", 8), of=11), ruled("missed", needed=9)),
    Line(
        "`>` of a whole number is one more",
        known(("2025-12", 8), of=10, target=share("> 0.80", by="2025-12")),
        ruled("missed", needed=9),
    ),
]

# p = 2024-11: 39 to do in 13 periods = 3 each; six back is 2024-05 (or 04, 03); t(p + 3) = 50
PACE = [
    # (41 − 30 + 1)/6 = 2: 3 is not above 1.5·2
    Line(
        "as fast as the stretch",
        known(START, ("2024-05", 30), ("2024-11", 41)),
        # back 3, 4: 2024-06 … 08, 05 … 07: three has none: no forecast
        ruled("on_track", forecast=None),
    ),
    Line(
        "slower",  # (41 − 31 + 1)/6 = 11/6, ·1.5 = 2.75
        known(START, ("2024-05", 31), ("2024-11", 41)),
        ruled("at_risk", "pace_too_slow"),
    ),
    Line(
        "found two periods earlier",
        known(START, ("2024-03", 31), ("2024-11", 41)),
        ruled("at_risk", "pace_too_slow"),
    ),
    Line(
        "not found three periods earlier",
        known(START, ("2024-02", 31), ("2024-11", 41)),
        ruled("on_track"),
    ),
    Line(
        "slow, but where the line will be",  # gap 31 → 30; 30/13 > 1.5·2/6, but 50 = t(p + 3)
        known(START, ("2024-05", 49), ("2024-11", 50)),
        ruled("on_track"),
    ),
    Line(
        "the gap stands while the line rose",  # 30 = 30; t 41, six back 2 + 78·7/26 = 23
        known(START, ("2024-05", 50), ("2024-11", 50)),
        ruled("at_risk", "gap_growing"),
    ),
]


def grown(then: tuple[int, int], now: tuple[int, int]) -> Asked:
    """(N, D) at the start 0 of 100, six periods back, and now."""
    n = {"2023-10": 0, "2024-05": then[0], "2024-11": now[0]}
    d = {"2023-10": 100, "2024-05": then[1], "2024-11": now[1]}
    return Asked(EIGHTY, told(reached=n, addicts=d), "2024-11")


GAP = [
    # now Z = 160, t = 80, N = 80: gap 80; then Z = 80, N = 41: gap 39
    Line("more was found", grown((41, 100), (80, 200)), ruled("at_risk", "gap_growing")),
    # then of none: no gap; pace (80 − 0 + 1)/6 = 13.5·1.5 > 80/13
    Line("of none no gap", grown((0, 0), (80, 200)), ruled("on_track")),
    # then Z = 160, N = 20: gap 140, now 80; pace 61/6·1.5 = 15.25 > 6.2
    Line("the gap closes", grown((20, 200), (80, 200)), ruled("on_track")),
]

# p = 2025-10, 2 from the end: t = 2 + 78·24/26 = 74
CLOSING = [
    Line("due soon", known(START, ("2025-10", 74)), ruled("at_risk", "due_soon")),
    Line("three away", known(START, ("2025-09", 71)), ruled("on_track")),  # t = 71
    Line(
        "as many as six periods before",
        known(START, ("2025-04", 74), ("2025-10", 74)),
        ruled("behind", "stalled"),
    ),
    Line(
        "one more than six periods before",
        known(START, ("2025-04", 73), ("2025-10", 74)),
        ruled("at_risk", "due_soon"),
    ),
    Line(
        "at risk and stalled",  # ratio 60/72 = 0.83
        known(START, ("2025-04", 62), ("2025-10", 62)),
        ruled("behind", "stalled"),
    ),
    Line("done", known(START, ("2025-04", 80), ("2025-10", 80)), ruled("met", "met_early")),
]

# at most 15 of 100: upward z = −15; from 40: t = −40 + 25·13/26 = −27.5, floor −28
LESS = [
    Line("28", known(("2023-10", 40), ("2024-11", 28), target=UNDER), ruled("on_track", line=27.5)),
    Line("29", known(("2023-10", 40), ("2024-11", 29), target=UNDER), ruled("at_risk")),  # 0.88
    Line("33", known(("2023-10", 40), ("2024-11", 33), target=UNDER), ruled("behind")),  # 0.56
    Line(
        "15 from 40",
        known(("2023-10", 40), ("2024-11", 15), target=UNDER),
        ruled("met", "met_early"),
    ),
    # low from the start can rise: on track, and met at the end alone
    Line("15 from 15", known(("2023-10", 15), ("2024-11", 15), target=UNDER), ruled("on_track")),
    Line("15 at the end", known(("2023-10", 15), ("2025-12", 15), target=UNDER), ruled("met")),
    Line(
        "16 from 15",
        known(("2023-10", 15), ("2024-11", 16), target=UNDER),
        ruled("behind", "fell_back"),
    ),
]

SOON = share(">= 0.80", by="2024-02")
SHORT = [
    # 4 periods from s to d: three gone: t = 60, one left; two gone: t = 40, two left
    Line(
        "due soon, three from the start",
        known(("2023-10", 0), ("2024-01", 60), target=SOON),
        ruled("at_risk", "due_soon"),
    ),
    Line(
        "not due soon, two from the start",
        known(("2023-10", 0), ("2023-12", 40), target=SOON),
        ruled("on_track"),
    ),
    # x0 = 79: one to do in 26 periods: floor(t) is 79 still, so the gap of one is not late
    Line(
        "the gap stands and the line too",
        known(("2023-10", 79), ("2024-04", 79)),
        ruled("on_track"),
    ),
    # k = 3: of ten 8 were wanted and none there; of a hundred 80 and 10: t = 80·3/26 = 9.2
    Line(
        "looked back on for three periods",
        Asked(
            EIGHTY,
            told(reached={"2023-10": 0, "2024-01": 10}, addicts={"2023-10": 10, "2024-01": 100}),
            "2024-01",
        ),
        ruled("at_risk", "gap_growing"),
    ),
    Line(
        "not for two",  # t = 80·2/26 = 6.2
        Asked(
            EIGHTY,
            told(reached={"2023-10": 0, "2023-12": 10}, addicts={"2023-10": 10, "2023-12": 100}),
            "2023-12",
        ),
        ruled("on_track"),
    ),
]

SIX_ON = path("2023-10", 2, 5, 8, 11, 14, 17, 20)
FORECAST = [
    # s = 2023-10, p = 2024-04, k = 6: all paces are 3; 20 periods left: 20 + 60 = 80
    Line(
        "steadily",
        Asked(EIGHTY, told(reached=SIX_ON, addicts=dict.fromkeys(SIX_ON, 100)), "2024-04"),
        ruled(
            "on_track", line=20.0, forecast={"at": "2025-12", "value": 80, "low": 80, "high": 80}
        ),
    ),
    # of 70: Z = 56, and no more than all of them
    Line(
        "at most D",
        Asked(EIGHTY, told(reached=SIX_ON, addicts=dict.fromkeys(SIX_ON, 70)), "2024-04"),
        ruled("on_track", forecast={"at": "2025-12", "value": 70, "low": 70, "high": 70}),
    ),
]

TABLE = [
    *LINE,
    *PACE,
    *GAP,
    *CLOSING,
    *LESS,
    *SHORT,
    *FORECAST,
]
