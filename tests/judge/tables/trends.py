"""A share that holds and whose trend is against it (§3 Keep)."""

from __future__ import annotations

from tests.judge.asked import Asked
from tests.judge.tables.kept import AT_MOST, OVER, shares
from tests.judge.tables.shorthand import FIVE, Line, alike, path, ruled, share, told

TREND = [
    # steps of two: 83 now, 77 in three periods
    Line("down to 77", shares(93, 91, 89, 87, 85, 83), ruled("at_risk", "trend_falling")),
    # steps of one: exactly 80, which is not above 80
    Line("down to 80", shares(88, 87, 86, 85, 84, 83), ruled("at_risk", "trend_falling")),
    Line("down to 81", shares(89, 88, 87, 86, 85, 84), ruled("on_track")),
    Line("level", shares(*[81] * 6), ruled("on_track")),
    # mean 79.67, but level: no way is the wrong one
    Line("level below", shares(81, 79, 79, 79, 79, 81), ruled("on_track")),
    # mean 88, slope −24/17.5 = −1.371: 5.5 periods after the middle 80.46
    Line("a bent way", shares(90, 90, 90, 90, 84, 84), ruled("on_track")),
    # mean 87.83, slope −26.5/17.5 = −1.514: 79.50
    Line("a way bent more", shares(90, 90, 90, 90, 84, 83), ruled("at_risk", "trend_falling")),
    Line(
        "of none there is no trend",
        Asked(
            OVER,
            told(
                reached=path("2024-01", 93, 91, 0, 87, 85, 83),
                addicts=path("2024-01", 100, 100, 0, 100, 100, 100),
            ),
            "2024-06",
        ),
        ruled("on_track"),
    ),
    Line(
        "a term of the period has no trend",
        Asked(
            share("> 0.80", numerator={"measures": ["cases"], "over": "period"}, keep=True),
            told(
                cases=path("2024-01", 93, 91, 89, 87, 85, 83),
                addicts=path("2024-01", *[100] * 6),
            ),
            "2024-06",
        ),
        ruled("on_track"),
    ),
    Line("only five periods", shares(91, 89, 87, 85, 83), ruled("on_track")),
    # mean 55.17, slope 4.43: rises, to 79.5
    Line("rising to below", shares(*[50] * 5, 81), ruled("on_track")),
    Line(
        "a period before the plan",
        shares(93, 91, 89, 87, 85, 83, first="2023-09"),
        ruled("on_track"),
    ),
    Line(
        "from the plan's first",
        shares(93, 91, 89, 87, 85, 83, first="2023-10"),
        ruled("at_risk", "trend_falling"),
    ),
    Line("final", shares(93, 91, 89, 87, 85, 83, first="2025-07"), ruled("met")),
    # at most 10: up by one a period: 10 now, 13
    Line("rising", shares(5, 6, 7, 8, 9, 10, target=AT_MOST), ruled("at_risk", "trend_rising")),
    Line("falling is well", shares(10, 9, 8, 7, 6, 5, target=AT_MOST), ruled("on_track")),
]


def five_falling(lost: set[tuple[str, str]], units: tuple[str, ...] = FIVE[:4]) -> Asked:
    """Four of five localities fall alike, but for the lost reports."""
    n = path("2024-01", 93, 91, 89, 87, 85, 83)
    reports = alike(units, reached=n, addicts=dict.fromkeys(n, 100))
    kept = {key: value for key, value in reports.items() if key not in lost}
    return Asked(OVER, kept, "2024-06", units=FIVE)


TREND_OF = [
    Line(
        "of four of five", five_falling(set()), ruled("at_risk", "trend_falling", provisional=True)
    ),
    # A lacks March: three of five in all periods
    Line("of three of five", five_falling({("A", "2024-03")}), ruled("on_track")),
]

TABLE = [*TREND, *TREND_OF]
