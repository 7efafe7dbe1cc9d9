"""Stages, fixed bases, counts and terms of the period, reached by a date (§3 Reach)."""

from __future__ import annotations

from tests.judge.asked import Asked, said
from tests.judge.tables.deadlines import known
from tests.judge.tables.shorthand import Line, change, count, ruled, share, stages, told

STAGES = share("", stages=stages(("2024-06", ">= 0.30"), ("2025-06", ">= 0.60")))
STAGED = [
    # first stage 2023-10 … 2024-06, 8 periods: Z = 30, x0 = 6, p = 2024-02 (4 gone): t = 18
    Line(
        "stage one",
        known(("2023-10", 6), ("2024-02", 18), target=STAGES),
        ruled("on_track", line=18.0),
    ),
    Line("its end", known(("2023-10", 6), ("2024-06", 30), target=STAGES), ruled("met", needed=30)),
    Line(
        "missed", known(("2023-10", 6), ("2024-06", 29), target=STAGES), ruled("missed", needed=30)
    ),
    # turned: s = 2024-06, d = 2025-06, Z = 60, x0 = 30: at 2024-07 t = 30 + 30/12 = 32.5
    Line(
        "the next stage",
        known(("2023-10", 6), ("2024-06", 30), ("2024-07", 32), target=STAGES),
        ruled("on_track", needed=60, line=32.5, caveats=[]),
    ),
    Line(
        "a stage that was missed stays said",
        known(("2023-10", 6), ("2024-06", 24), ("2024-07", 27), target=STAGES),
        ruled("on_track", line=27.0, caveats=["stage_missed:2024-06"]),  # x0 = 24: 24 + 36/12
    ),
    Line(
        "its newest up to s is the start figure",  # s not reported: x0 = 24 of 2024-05
        known(("2023-10", 6), ("2024-05", 24), ("2024-07", 27), target=STAGES),
        ruled("on_track", line=27.0, caveats=[]),
    ),
    Line(
        "else its first after",  # x0 = 30 of 2024-07: t(2024-12) = 30 + 30·6/12
        known(("2024-07", 30), ("2024-12", 45), target=STAGES),
        ruled("on_track", line=45.0),
    ),
    # after the last stage the result of its end stands
    Line(
        "after the last",
        Asked(
            STAGES, told(reached={"2025-06": 60, "2025-09": 1}, addicts={"2025-06": 100}), "2025-09"
        ),
        ruled(
            "met",
            numerator=60,
        ),
    ),
]

# Against 2023-07, before p0: B = 50, `<= -0.5` asks 25; x0 = 45 of 2023-10, not B
FIXED = change("<= -0.5", base={"period": "2023-07"}, by="2025-12")
WHOLE = change("<= -0.5", base={"value": 50, "source": "nguồn"}, by="2025-12")
HELD = {"2023-07": 50, "2023-10": 45, "2024-11": 35}
FIXED_BASES = [
    # t = 45 − 20/2 = 35
    Line(
        "a base before the plan",
        Asked(FIXED, told(addicts=HELD), "2024-11"),
        ruled("on_track", base=50, needed=25, line=35.0, value=-0.3),
    ),
    Line(
        "reached early, from a fixed base",
        Asked(FIXED, told(addicts={**HELD, "2024-11": 25}), "2024-11"),
        ruled("met", "met_early"),
    ),
    Line(
        "unknown",
        Asked(FIXED, told(addicts={"2024-11": 35}), "2024-11"),
        ruled("no_data", "base_missing"),
    ),
    Line(
        "zero",
        Asked(FIXED, told(addicts={"2023-07": 0, "2024-11": 0}), "2024-11"),
        ruled("on_track", "held_at_zero"),
    ),
    Line(
        "zero at the end",
        Asked(FIXED, told(addicts={"2023-07": 0, "2025-12": 1}), "2025-12"),
        ruled("missed", "risen_from_zero"),
    ),
    Line(
        "a value",
        Asked(WHOLE, told(addicts=HELD), "2024-11"),
        ruled("on_track", base=50, needed=25, missing_base=None),
    ),
    Line(
        "of the province only",
        Asked(WHOLE, told(addicts=HELD), "2024-11", unit="A"),
        ruled("not_applicable", "province_only", numerator=None),
    ),
]

SEVEN = count(">= 7", by="2025-12")
COUNTED = [
    # Z = 7 whatever D; x0 = 0; t = 3.5, floor 3
    Line(
        "three of seven",
        Asked(SEVEN, told(addicts={"2023-10": 0, "2024-11": 3}), "2024-11"),
        ruled("on_track", needed=7, value=None, denominator=None),
    ),
    Line("seven", Asked(SEVEN, told(addicts={"2024-11": 7}), "2024-11"), ruled("met", "met_early")),
    Line(
        "more than 2.5 are three",
        Asked(count("> 2.5", by="2025-12"), told(addicts={"2025-12": 2}), "2025-12"),
        ruled("missed", needed=3),
    ),
    Line(
        "none left",
        Asked(count("<= 0", by="2025-12"), told(addicts={"2025-12": 0}), "2025-12"),
        ruled("met", needed=0),
    ),
    Line(
        "communes of a class",
        Asked(
            {**SEVEN, "bar": ">= 2", "numerator": {"classes": ["không", "III"]}},
            {("A", "2025-12"): said(*[{"commune_class": word} for word in ("không", "III", "I")])},
            "2025-12",
        ),
        ruled("met", numerator=2),
    ),
    Line(
        "communes above a number",
        Asked(
            {**SEVEN, "bar": ">= 2", "numerator": {"communes_with": "addicts", "above": 3}},
            {("A", "2025-12"): said({"addicts": 3}, {"addicts": 4}, {"addicts": 0})},
            "2025-12",
        ),
        ruled("missed", numerator=1),
    ),
    Line(
        "areas ever recognised of those chosen",
        Asked(
            share(
                ">= 0.60",
                numerator={"areas": "recognised"},
                denominator={"areas": "chosen"},
                by="2025-12",
            ),
            {("A", "2025-12"): said(addicts=0, areas="aarnu")},
            "2025-12",
        ),
        ruled("met", numerator=3, denominator=5, needed=3),
    ),
]

# A term of the period is never reached early: every period it may be another.
EVERYWHERE = share(
    ">= 0.5",
    numerator={"communes_with": "sessions", "above": 0},
    denominator={"communes": True},
    by="2025-12",
)
OF_THE_PERIOD = [
    Line(
        "half the communes, early",
        Asked(EVERYWHERE, {("A", "2024-11"): said({"sessions": 1}, {"sessions": 0})}, "2024-11"),
        ruled("on_track", numerator=1, denominator=2),
    ),
    Line(
        "at the end",
        Asked(EVERYWHERE, {("A", "2025-12"): said({"sessions": 1}, {"sessions": 0})}, "2025-12"),
        ruled("met"),
    ),
]

TABLE = [*STAGED, *FIXED_BASES, *COUNTED, *OF_THE_PERIOD]
