"""The whole place's bar and the ends: who does not count is not taken for zero (§2)."""

from __future__ import annotations

from tests.judge.asked import Asked, said
from tests.judge.tables.shorthand import FIVE, Line, alike, change, count, path, ruled, share, told
from tests.judge.tables.unknown import FOUR, of_five, reached

LESS = change("<= -0.05", by="each_year")
BY = share(">= 0.80", by="2025-12")

ENDS = [
    # 128 of 160 would be met; with E's 20 … 24 of 40 it is 148 … 152 of 200, Z = 160
    Line(
        "both bounds say missed",
        of_five(
            BY,
            reached(40, {"2025-12": 32}, *FOUR),
            reached(40, path("2025-09", 18, 20, 22), "E"),
            "2025-12",
        ),
        ruled(
            "no_data",
            "incomplete",
            provisional=False,
            numerator=128,
            denominator=160,
            needed=128,
            value=0.8,
            line=128.0,
            caveats=["could_change"],
            bounds={"low": 148, "high": 152, "at_low": "missed", "at_high": "missed"},
        ),
    ),
    Line(
        "one of them does",  # 31 … 35
        of_five(
            BY,
            reached(40, {"2025-12": 32}, *FOUR),
            reached(40, path("2025-09", 30, 31, 33), "E"),
            "2025-12",
        ),
        ruled("met", provisional=True, caveats=["could_change"]),
    ),
    Line(
        # 4·95 = 380 of 400; E held 100, 98, 99: the largest step is 2: 97 … 101; of 500 Z = 475
        "at the end of a year's change",
        of_five(
            LESS,
            alike(FOUR, addicts={"2023-12": 100, "2024-12": 95}),
            told("E", addicts={"2023-12": 100, "2024-10": 98, "2024-11": 99}),
            "2024-12",
        ),
        ruled(
            "no_data",
            "incomplete",
            numerator=380,
            base=400,
            needed=380,
            bounds={"low": 477, "high": 481, "at_low": "missed", "at_high": "missed"},
        ),
    ),
    Line(
        "before the end it stays",
        of_five(
            LESS,
            alike(FOUR, addicts={"2023-12": 100, "2024-06": 95}),
            told("E", addicts={"2023-12": 100, "2024-04": 98, "2024-05": 99}),
            "2024-06",
        ),
        ruled(
            "on_track",
            bounds={"low": 477, "high": 481, "at_low": "on_track", "at_high": "on_track"},
        ),
    ),
    # reached early: x0 = 4·32, Z = 128; with E x0 = n = 146 of 200, Z = 160: t = 146 + 14·8/26
    Line(
        "before the end what was reached early stays",
        of_five(
            BY,
            reached(40, {"2024-06": 32}, *FOUR),
            reached(40, path("2024-03", 18, 18, 18), "E"),
            "2024-06",
        ),
        ruled(
            "met",
            "met_early",
            provisional=True,
            caveats=["could_change"],
            bounds={"low": 146, "high": 146, "at_low": "behind", "at_high": "behind"},
        ),
    ),
]

# ten wanted: four hold 2 each, E last held 2 (three times: step 0)
TEN = count(">= 10", keep=True)
STILL = told("E", addicts=path("2024-03", 2, 2, 2))
WHOLE = [
    Line(
        "both bounds give one verdict",
        of_five(TEN, alike(FOUR, addicts={"2024-06": 2}), STILL, "2024-06"),
        ruled(
            "on_track",
            provisional=True,
            numerator=8,
            caveats=[],
            forecast=None,
            bounds={"low": 10, "high": 10, "at_low": "on_track", "at_high": "on_track"},
        ),
    ),
    Line(
        "they do not",  # two reports, step 1: 9 … 11
        of_five(
            TEN,
            alike(FOUR, addicts={"2024-06": 2}),
            told("E", addicts=path("2024-04", 2, 2)),
            "2024-06",
        ),
        ruled(
            "no_data",
            "incomplete",
            numerator=8,
            needed=10,
            provisional=False,
            caveats=["could_change"],
            bounds={"low": 9, "high": 11, "at_low": "behind", "at_high": "on_track"},
        ),
    ),
    Line(
        "nothing is known of E",
        of_five(TEN, alike(FOUR, addicts={"2024-06": 9}), {}, "2024-06"),
        ruled("no_data", "incomplete", numerator=36, bounds=None, caveats=[]),
    ),
    Line(
        "all reported",
        Asked(TEN, alike(FIVE, addicts={"2024-06": 2}), "2024-06", units=FIVE),
        ruled("on_track", provisional=False, bounds=None),
    ),
    # against the province's 20: `<= -0.5` asks 10: 8 and E's 2 are 10
    Line(
        "against a value",
        of_five(
            change("<= -0.5", base={"value": 20, "source": "nguồn"}, by="2024-06"),
            alike(FOUR, addicts={"2024-06": 2}),
            STILL,
            "2024-06",
        ),
        ruled("met", provisional=True, numerator=8, base=20, needed=10),
    ),
    Line(
        "a locality is whole by itself",
        Asked(TEN, alike(FOUR, addicts={"2024-06": 12}), "2024-06", unit="A", units=FIVE),
        ruled("on_track", provisional=False),
    ),
    # its only commune: 1 + 1 is at most 1: 5 of 5
    Line(
        "at most its communes",
        Asked(
            {**TEN, "bar": ">= 5", "numerator": {"classes": ["không"]}},
            {(u, "2024-06"): said(commune_class="không") for u in FOUR}
            | {("E", "2024-05"): said(commune_class="không")},
            "2024-06",
            units=FIVE,
        ),
        ruled(
            "no_data",
            "incomplete",
            bounds={"low": 4, "high": 5, "at_low": "behind", "at_high": "on_track"},
        ),
    ),
    # all five reported once, nine together
    Line(
        "not held when all were known",
        Asked(
            TEN,
            alike(FOUR, addicts={"2025-09": 2, "2025-12": 2})
            | told("E", addicts={"2025-09": 1, "2025-10": 1, "2025-11": 1}),
            "2025-12",
            units=FIVE,
        ),
        ruled("missed", provisional=True, caveats=[], numerator=8),
    ),
    Line(
        "held at the end by both bounds",
        Asked(
            TEN,
            alike(FOUR, addicts={"2025-08": 1, "2025-12": 3})
            | told("E", addicts=path("2025-08", 1, 1, 1, 1)),
            "2025-12",
            units=FIVE,
        ),
        ruled("met", provisional=True, caveats=["not_held:2025-08"]),
    ),
    Line(
        "reached at the end by both bounds",
        Asked(
            count(">= 10", by="2025-12"),
            alike(FOUR, addicts={"2025-08": 1, "2025-12": 3})
            | told("E", addicts=path("2025-08", 1, 1, 1, 1)),
            "2025-12",
            units=FIVE,
        ),
        ruled("met", provisional=True, caveats=[]),
    ),
]

TABLE = [*ENDS, *WHOLE]
