"""What the missing may hold (§4)."""

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
    told,
)

OVER = share(">= 0.80", keep=True)


def of_five(target: Any, four: Reports, fifth: Reports, period: str) -> Asked:
    return Asked(target, four | fifth, period, units=FIVE)


def reached(of: int, by_period: dict[str, int], *units: str) -> Reports:
    return alike(units, reached=by_period, addicts=dict.fromkeys(by_period, of))


FOUR = FIVE[:4]
# Four reach 32 each of 40: 128 of 160, Z = 128. E held 30, 31, 33 of 40, last in 2024-05.
NEAR_IT = reached(40, {"2024-06": 32}, *FOUR)
E_MOVED = reached(40, path("2024-03", 30, 31, 33), "E")
SHARES = [
    # steps 1 and 2: 31 … 35 of 40: 159 … 163 of 200, Z = 160
    Line(
        "the largest step there was",
        of_five(OVER, NEAR_IT, E_MOVED, "2024-06"),
        ruled(
            "on_track",
            provisional=True,
            caveats=["could_change"],
            bounds={"low": 159, "high": 163, "at_low": "behind", "at_high": "on_track"},
        ),
    ),
    # three reports that do not move: step 0: 33 of 40
    Line(
        "no step",
        of_five(OVER, NEAR_IT, reached(40, path("2024-03", 33, 33, 33), "E"), "2024-06"),
        ruled(
            "on_track",
            caveats=[],
            bounds={"low": 161, "high": 161, "at_low": "on_track", "at_high": "on_track"},
        ),
    ),
    # two reports: at least 1: 32 … 34
    Line(
        "fewer than three reports",
        of_five(OVER, NEAR_IT, reached(40, path("2024-04", 33, 33), "E"), "2024-06"),
        ruled(
            "on_track",
            caveats=[],
            bounds={"low": 160, "high": 162, "at_low": "on_track", "at_high": "on_track"},
        ),
    ),
    # 39 of 40, step 3: at most 40; 2 of 40, step 3: at least 0
    Line(
        "at most D",
        of_five(OVER, NEAR_IT, reached(40, path("2024-03", 33, 36, 39), "E"), "2024-06"),
        {"bounds": {"low": 164, "high": 168, "at_low": "on_track", "at_high": "on_track"}},
    ),
    Line(
        "at least none",
        of_five(OVER, NEAR_IT, reached(40, path("2024-03", 8, 5, 2), "E"), "2024-06"),
        {"bounds": {"low": 128, "high": 133, "at_low": "behind", "at_high": "behind"}},
    ),
    Line(
        "six periods back",  # 2023-12 is p − 6
        of_five(OVER, NEAR_IT, reached(40, {"2023-12": 33}, "E"), "2024-06"),
        {"bounds": {"low": 160, "high": 162, "at_low": "on_track", "at_high": "on_track"}},
    ),
    Line(
        "seven periods back",
        of_five(OVER, NEAR_IT, reached(40, {"2023-11": 33}, "E"), "2024-06"),
        ruled("on_track", bounds=None, caveats=[]),
    ),
    Line(
        "before the plan",
        of_five(
            OVER, reached(40, {"2023-10": 32}, *FOUR), reached(40, {"2023-09": 33}, "E"), "2023-10"
        ),
        {"bounds": None},
    ),
    Line(
        "below the threshold",
        Asked(OVER, reached(40, path("2024-01", *[32] * 6), *FIVE[:3]), "2024-06", units=FIVE),
        ruled("no_data", bounds=None),
    ),
]

OF_THE_PERIOD = [
    # no bounds of a share with a term of the period, but the word of caution
    Line(
        "a share of the period",
        Asked(
            share(
                ">= 0.5",
                numerator={"communes_with": "cases", "above": 0},
                denominator={"communes": True},
                keep=True,
            ),
            alike(FOUR, cases=dict.fromkeys(between("2024-04", "2024-06"), 1))
            | told("E", cases={"2024-05": 1}),
            "2024-06",
            units=FIVE,
        ),
        ruled("on_track", bounds=None, caveats=["could_change", "small_base"]),
    ),
]

TABLE = [*SHARES, *OF_THE_PERIOD]
