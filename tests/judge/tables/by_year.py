"""A change against the year's end before, reached by the end of each year (§3 Reach)."""

from __future__ import annotations

from tests.judge.asked import Asked
from tests.judge.tables.shorthand import FIVE, Line, alike, change, path, ruled, told

LESS = change("<= -0.05", by="each_year")
MORE = change("> 0.03", by="each_year")


def since(base: int, period: str, now: int, target: object = LESS) -> Asked:
    """B at the year's end before, N at the period, nothing between."""
    before = f"{int(period[:4]) - 1}-12"
    return Asked(target, told(addicts={before: base, period: now}), period)  # type: ignore[arg-type]


REACH = [
    # B = 1000: Z = floor(950); June: t = 1000 − 50·6/12 = 975, so the ratio is (1000 − N)/25
    Line("on the line", since(1000, "2024-06", 975), ruled("on_track", line=975.0, needed=950)),
    Line("24/25 = 0.96", since(1000, "2024-06", 976), ruled("on_track", value=-0.024)),
    Line("23/25 = 0.92", since(1000, "2024-06", 977), ruled("at_risk")),
    Line("15/25 = 0.60 exactly", since(1000, "2024-06", 985), ruled("at_risk")),
    Line("14/25 = 0.56", since(1000, "2024-06", 986), ruled("behind")),
    # B = 800: Z = 760, t = 780: 19/20 = 0.95 exactly
    Line("near exactly", since(800, "2024-06", 781), ruled("on_track")),
    Line("18/20", since(800, "2024-06", 782), ruled("at_risk")),
    # reached before the year's end: a stock can rise again, so it is on track and no more
    Line("reached early", since(1000, "2024-06", 950), ruled("on_track")),
    Line("reached at the end", since(1000, "2024-12", 950), ruled("met")),
    Line("one short at the end", since(1000, "2024-12", 951), ruled("missed")),
    # October: t = 1000 − 50·10/12 = 958.33; upward floor(−958.33) = −959; 12 − 10 = 2 < 3
    Line("due soon", since(1000, "2024-10", 959), ruled("at_risk", "due_soon")),
    Line("not due soon in September", since(1000, "2024-09", 963), ruled("on_track")),  # 962.5
]

STALLED = [
    # B = 10: Z = floor(9.5) = 9; June t = 9.5, floor(−9.5) = −10: ten are on the line
    Line("June, nothing done", since(10, "2024-06", 10), ruled("on_track")),
    # July t = 10 − 7/12, floor −10: on track by the line, but m = 7 and x = x0
    Line("July, nothing done", since(10, "2024-07", 10), ruled("at_risk", "no_progress")),
    Line("September is 3 away", since(10, "2024-09", 10), ruled("at_risk", "no_progress")),
    Line("October is 2 away", since(10, "2024-10", 10), ruled("behind", "stalled")),
    Line(
        "eleven in June", since(10, "2024-06", 11), ruled("at_risk", "one_short")
    ),  # −11 = −10 − 1
    Line("eleven in July", since(10, "2024-07", 11), ruled("at_risk", "no_progress")),
    Line("twelve in July", since(10, "2024-07", 12), ruled("behind")),  # rule 4 said behind
    Line("done in October", since(10, "2024-10", 9), ruled("on_track")),
    Line("not small at 10", since(10, "2024-06", 10), {"caveats": []}),
    Line("small at 9", since(9, "2024-06", 9), {"caveats": ["small_base"]}),
]

ZERO = [
    Line("held", since(0, "2024-06", 0), ruled("on_track", "held_at_zero", needed=0, line=None)),
    Line("held to the end", since(0, "2024-12", 0), ruled("met", "held_at_zero", value=None)),
    Line("risen", since(0, "2024-06", 1), ruled("behind", "risen_from_zero", base=0)),
    Line("risen at the end", since(0, "2024-12", 1), ruled("missed", "risen_from_zero")),
    # more is better: the bar demands movement, so Z = 1, x0 = 0; June t = 1/2, floor 0
    Line("more of none", since(0, "2024-06", 0, MORE), ruled("on_track", needed=1, line=None)),
    Line("more of none, July", since(0, "2024-07", 0, MORE), ruled("at_risk", "no_progress")),
    Line("one of none", since(0, "2024-12", 1, MORE), ruled("met", value=None)),
    Line("none of none at the end", since(0, "2024-12", 0, MORE), ruled("missed")),
    # B = 100: more than 103, so Z = 104
    Line("103 is not above 3 %", since(100, "2024-12", 103, MORE), ruled("missed", needed=104)),
    Line("104 is", since(100, "2024-12", 104, MORE), ruled("met")),
    # "giảm" without a figure: `< 0` of 7 is at most 6
    Line(
        "any fall",
        since(7, "2024-12", 6, change("< 0", by="each_year")),
        ruled("met", needed=6),
    ),
    Line("no fall", since(7, "2024-12", 7, change("< 0", by="each_year")), ruled("missed")),
]

FALLING = told(addicts=path("2023-12", 100, 100, 99, 98, 98, 97, 97))
FORECAST = [
    # Z = 95, 6 left. Back 3: 98, 4: 99, 5: 100, 6 = s: B = 100. Paces −1/3, −2/4, −3/5, −3/6.
    # value 97 − 3 = 94; smallest pace 97 − 3.6 = 93.4 → 93; largest 97 − 2 = 95
    Line(
        "from every pace of 3 to k",
        Asked(LESS, FALLING, "2024-06"),
        ruled(
            "on_track",  # t = 100 − 5·6/12 = 97.5
            line=97.5,
            forecast={"at": "2024-12", "value": 94, "low": 93, "high": 95},
        ),
    ),
    # p = 2024-02: k = 2: no pace of two periods
    Line("not before k = 3", Asked(LESS, FALLING, "2024-02"), {"forecast": None}),
    # p = 2024-03: k = 3, back 3 is s: (98 − 100)/3; 98 − 2/3·9 = 92
    Line(
        "at k = 3",
        Asked(LESS, FALLING, "2024-03"),
        {"forecast": {"at": "2024-12", "value": 92, "low": 92, "high": 92}},
    ),
    # B = 9, one fewer a period: 3 − 6 is below nothing
    Line(
        "at least none",
        Asked(LESS, told(addicts=path("2023-12", 9, 8, 7, 6, 5, 4, 3)), "2024-06"),
        ruled("on_track", forecast={"at": "2024-12", "value": 0, "low": 0, "high": 0}),
    ),
    # July, 5 left: −2/3, −2/4, −3/5, −3/6: 93.67, 94.5, 94, 94.5: a half is rounded up
    Line(
        "a half is rounded up",
        Asked(LESS, told(addicts=path("2023-12", 100, 100, 100, 99, 99, 98, 98, 97)), "2024-07"),
        ruled("on_track", forecast={"at": "2024-12", "value": 95, "low": 94, "high": 95}),
    ),
    Line("none at the end", since(100, "2024-12", 95), {"forecast": None}),
    # June alone: back 3 looks at 2024-01 … 03, where nothing was reported
    Line("none without figures", since(100, "2024-06", 97), {"forecast": None}),
    # April alone, k = 4: back 3 looks at 2023-11 … 2024-01 and finds s; back 4 is s: −1/3·8, −2
    Line(
        "s is found within three periods",
        since(100, "2024-04", 99),
        {"forecast": {"at": "2024-12", "value": 97, "low": 96, "high": 97}},
    ),
    Line("none of a base of zero", since(0, "2024-03", 2, MORE), {"forecast": None}),
]

ONE_LATER = {**alike(FIVE[:4], addicts={"2023-12": 100, "2024-06": 90})}
WHO = [
    Line(
        "four of five are enough",
        Asked(LESS, ONE_LATER | told("E", addicts={"2024-06": 9}), "2024-06", units=FIVE),
        ruled(
            "on_track",
            provisional=True,
            numerator=360,
            base=400,
            missing_base=["E"],
            bounds=None,  # E's base is not known
            coverage={"counted": 4, "expected": 5, "missing": ["E"]},
        ),
    ),
    Line(
        "three of five are not",
        Asked(
            LESS,
            alike(FIVE[:3], addicts={"2023-12": 100, "2024-06": 90}),
            "2024-06",
            units=FIVE,
        ),
        ruled("no_data", numerator=None, base=None, provisional=False, missing_base=[]),
    ),
    Line(
        "nobody who reported has a base",
        Asked(LESS, alike(("A", "B"), addicts={"2024-06": 9}), "2024-06", units=FIVE),
        ruled("no_data", "base_missing", missing_base=["A", "B"], numerator=None),
    ),
    Line(
        "nobody reported",
        Asked(LESS, alike(("A",), addicts={"2023-12": 9}), "2024-06", units=FIVE),
        ruled("no_data", missing_base=[]),
    ),
    Line(
        "a blank is not reported",
        Asked(LESS, told(addicts={"2023-12": 9, "2024-06": None}), "2024-06"),
        ruled("no_data", coverage={"counted": 0, "expected": 1, "missing": ["A"]}),
    ),
    Line(
        "a locality without its base",
        Asked(LESS, told(addicts={"2024-06": 9}), "2024-06", unit="A"),
        ruled("no_data", "base_missing", missing_base=["A"]),
    ),
]

YEARS = told(addicts={"2022-12": 100, "2023-12": 96, "2024-12": 91, "2025-06": 91})
CALENDAR = [
    # 2023: 96 > 95 missed; 2024: Z = floor(91.2) = 91 met
    Line(
        "a year that was missed stays said",
        Asked(LESS, YEARS, "2025-06"),
        ruled("behind", caveats=["missed_year:2023"]),  # t = 91 − 5·6/12 = 88.5; ratio 0
    ),
    Line("not in its own year", Asked(LESS, YEARS, "2023-12"), ruled("missed", caveats=[])),
    # the last year ends in August: d = 2025-08, s = 2024-12; June t = 100 − 5·6/8 = 96.25
    Line(
        "a last year that ends earlier",
        Asked(LESS, told(addicts={"2024-12": 100, "2025-05": 96}), "2025-05", last="2025-08"),
        ruled("on_track", line=100 - 5 * 5 / 8),
    ),
    Line(
        "and closes there",
        Asked(LESS, told(addicts={"2024-12": 100, "2025-08": 96}), "2025-08", last="2025-08"),
        ruled("missed", line=95.0),
    ),
    Line("before the plan", since(9, "2023-09", 9), ruled("not_judged", "before_plan", base=None)),
    Line("after the plan", since(9, "2026-01", 9), ruled("not_judged", "plan_closed")),
]

TABLE = REACH + STALLED + ZERO + FORECAST + WHO + CALENDAR
