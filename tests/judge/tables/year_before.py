"""A flow's year so far against the same months of the year before (§3)."""

from __future__ import annotations

from typing import Any

from tests.judge.asked import Asked
from tests.judge.tables.shorthand import Line, Reports, change, path, ruled, told

FIVE_LESS = change("<= -0.05", base="year_before", measure="cases", by="each_year")
MORE = change("> 0.03", base="year_before", measure="cases", by="each_year")
STILL_LESS = change("<= 0.1", base="year_before", measure="cases", by="each_year")


def two_years(before: list[int], now: list[int], target: Any = FIVE_LESS) -> Asked:
    """2023 from January on, 2024 from January on; the question is of the last of 2024."""
    reports = told(cases=path("2023-01", *before) | path("2024-01", *now))
    return Asked(target, reports, max(q for _, q in reports), first="2023-01", last="2025-12")


TENS = [10] * 12
# June: Bm = 60, B = 120; five less: Z = floor(114) = 114, Zm = floor(57) = 57
LESS = [
    Line(
        "57 of 60",
        two_years(TENS, [9, 9, 9, 10, 10, 10]),
        ruled("on_track", numerator=57, base=120, needed=114, line=57.0),
    ),
    Line("58", two_years(TENS, [10, 9, 9, 10, 10, 10]), ruled("at_risk", None)),
    Line("as many", two_years(TENS, [10] * 6), ruled("at_risk", None)),
    Line("one more", two_years(TENS, [10, 10, 10, 10, 10, 11]), ruled("behind")),  # 61 > 58
    Line("all of the year", two_years(TENS, [19] * 6), ruled("behind", numerator=114)),
    Line(
        "more than all of it",
        two_years(TENS, [19] * 5 + [20]),
        ruled("missed", "exceeded", numerator=115),
    ),
    Line("114 in December", two_years(TENS, [*[9] * 6, *[10] * 6]), ruled("met", value=-0.05)),
    Line("115", two_years(TENS, [*[9] * 5, *[10] * 7]), ruled("missed", "exceeded")),
    # at most 10 % more: of Bm = 1 and B = 12 Z = 13, Zm = 1; N = 2 = Zm + 1
    Line("one short", two_years([1] * 12, [2], STILL_LESS), ruled("at_risk", "one_short")),
    Line("two short", two_years([1] * 12, [3], STILL_LESS), ruled("behind")),
    # nothing in January of 2023: Bm = 0 below B = 110: Zm = 0
    Line("none a year ago", two_years([0, *[10] * 11], [0]), ruled("on_track", line=0.0)),
    Line("one against none", two_years([0, *[10] * 11], [1]), ruled("at_risk", "one_short")),
    Line("two against none", two_years([0, *[10] * 11], [2]), ruled("behind")),
]

ZERO = [
    Line("held", two_years([0] * 12, [0]), ruled("on_track", "held_at_zero", needed=0, line=None)),
    Line("held to the end", two_years([0] * 12, [0] * 12), ruled("met", "held_at_zero")),
    Line(
        "risen at once",
        two_years([0] * 12, [1]),
        ruled("missed", "risen_from_zero", base=0, value=None),
    ),
    Line(
        "more than none is not asked",
        two_years([0] * 12, [1], MORE),
        ruled("not_applicable", "base_zero", needed=None),
    ),
]

# more than 3 %: B = 120: 123.6, Z = 124; June Bm = 60: 61.8, Zm = 62
GROW = [
    Line(
        "62",
        two_years(TENS, [10, 10, 10, 10, 11, 11], MORE),
        ruled("on_track", needed=124, line=62.0),
    ),
    Line("60 of 62 = 0.97", two_years(TENS, [10] * 6, MORE), ruled("on_track")),
    Line("58 of 62 = 0.94", two_years(TENS, [9, 9, 10, 10, 10, 10], MORE), ruled("at_risk")),
    Line("38 of 62 = 0.61", two_years(TENS, [6, 6, 6, 6, 7, 7], MORE), ruled("at_risk")),
    Line("37 of 62 = 0.597", two_years(TENS, [6, 6, 6, 6, 6, 7], MORE), ruled("behind")),
    Line("124 in June", two_years(TENS, [20, 20, 21, 21, 21, 21], MORE), ruled("met", "met_early")),
    Line("123 in December", two_years(TENS, [*[10] * 9, *[11] * 3], MORE), ruled("missed")),
    Line("124 in December", two_years(TENS, [*[10] * 8, *[11] * 4], MORE), ruled("met", None)),
    # October: Bm = 100, Zm = floor(103) + 1 = 104: 100/104 = 0.96, two left
    Line("due soon", two_years(TENS, [10] * 10, MORE), ruled("at_risk", "due_soon")),
    Line(
        "on the line in October", two_years(TENS, [*[10] * 6, *[11] * 4], MORE), ruled("on_track")
    ),
    # Bm = 1: Zm = floor(1.03) + 1 = 2: N = 1 is half, one short; none two short
    Line("one short", two_years([1] * 12, [1], MORE), ruled("at_risk", "one_short")),
    Line("two short", two_years([1] * 12, [0], MORE), ruled("behind")),
    Line("none a year ago", two_years([0, *[1] * 11], [0], MORE), ruled("on_track", line=0.0)),
]


def pairs(reports: Reports, period: str, *units: str, target: Any = FIVE_LESS) -> Asked:
    return Asked(target, reports, period, units=units, first="2023-01", last="2025-12")


ALL_YEAR = told("A", cases=path("2023-01", *TENS))
PAIRS = [
    # A lost March of 2024: pairs are five of six; Bm = 50, B = 50 + 60 = 110, Z = 104, Zm = 47
    Line(
        "a month lost is left out of both years",
        pairs(
            ALL_YEAR | told("A", cases={f"2024-0{m}": 9 for m in (1, 2, 4, 5, 6)}), "2024-06", "A"
        ),
        ruled(
            "on_track",
            numerator=45,
            base=110,
            needed=104,
            line=47.0,
            provisional=True,
            caveats=["could_change"],
            reports={"received": 5, "expected": 6},
            coverage={"counted": 0, "expected": 1, "missing": ["A"]},
        ),
    ),
    # B has no month of 2023: 12 pairs expected of January to June, 6 received
    Line(
        "below the threshold",
        pairs(
            ALL_YEAR | told("A", cases=path("2024-01", *[9] * 6)) | told("B", cases={"2024-01": 1}),
            "2024-06",
            "A",
            "B",
        ),
        ruled("no_data", missing_base=["B"], reports={"received": 6, "expected": 12}, base=None),
    ),
    Line(
        "nobody has a base",
        pairs(told("A", cases={"2023-07": 1, "2024-01": 1}), "2024-01", "A"),
        ruled("no_data", "base_missing", missing_base=["A"]),  # July is none of the first m
    ),
    Line(
        "nobody reported this year",
        pairs(ALL_YEAR, "2024-01", "A"),
        ruled("no_data", missing_base=[]),
    ),
    # every report of 2023 is in: 115 in one report exceed Z = 114, though 11 are missing.
    # The row shows the pairs: January alone, of m = 12 no later month: B = 10, Z = floor(9.5)
    Line(
        "a known breach",
        pairs(ALL_YEAR | told("A", cases={"2024-01": 115}), "2024-12", "A"),
        ruled(
            "missed", "exceeded", provisional=False, caveats=[], numerator=115, base=10, needed=9
        ),
    ),
    Line(
        "114 are none",
        pairs(ALL_YEAR | told("A", cases={"2024-01": 114}), "2024-12", "A"),
        ruled("no_data", numerator=None),
    ),
    Line(
        "risen from a known zero",
        pairs(told("A", cases=path("2023-01", *[0] * 12) | {"2024-02": 1}), "2024-12", "A"),
        ruled(
            "missed", "risen_from_zero", provisional=False, reports={"received": 1, "expected": 12}
        ),
    ),
    # December of 2023 is lost: no known breach, but the pair of January is all there is
    Line(
        "risen from what is known",
        pairs(told("A", cases=path("2023-01", *[0] * 11) | {"2024-01": 1}), "2024-01", "A"),
        ruled("missed", "risen_from_zero", provisional=False, base=0),
    ),
    # one report of 2023 is lost: nothing is said below the threshold
    Line(
        "of an unknown year nothing is known",
        pairs(told("A", cases=path("2023-01", *[0] * 11) | {"2024-02": 1}), "2024-12", "A"),
        ruled("no_data"),
    ),
    Line(
        "a year of fewer than twelve periods",
        Asked(FIVE_LESS, ALL_YEAR | told("A", cases={"2023-11": 1}), "2023-11"),
        ruled("not_judged", "part_year", missing_base=None, reports=None),
    ),
    # 2024: 132 > 114 missed; 2025 against 132: Z = floor(125.4), Bm = 11, Zm = 10
    Line(
        "a year that was missed stays said",
        pairs(
            ALL_YEAR | told("A", cases=path("2024-01", *[11] * 12) | {"2025-01": 10}),
            "2025-01",
            "A",
        ),
        ruled("on_track", needed=125, caveats=["missed_year:2024"]),
    ),
]

TABLE = [*LESS, *ZERO, *GROW, *PAIRS]
