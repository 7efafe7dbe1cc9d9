"""Published figures, conclusions, readings (§3)."""

from __future__ import annotations

from typing import Any

from tests.judge.asked import PROVINCE, Asked, said
from tests.judge.tables.shorthand import Line, ruled, told

RANK = {"id": "x", "quantity": "external", "bar": "<= 30", "by": "2025-06"}
WORDS = {"id": "x", "quantity": "judged"}


def published(
    period: str, *known: tuple[str, str], unit: str = PROVINCE, target: Any = RANK
) -> Asked:
    key = "verdict" if target is WORDS else "value"
    recorded = tuple({"period": at, key: value} for at, value in known)
    return Asked(target, told(addicts={period: 0}), period, unit=unit, recorded=recorded)


OTHERS = [
    Line("rank 30 before", published("2025-05", ("2024-06", "30")), ruled("on_track", value=30.0)),
    Line(
        "rank 30 at the date", published("2025-06", ("2024-06", "30")), ruled("met", numerator=None)
    ),
    Line("rank 31 before", published("2025-05", ("2024-06", "31")), ruled("behind")),
    Line("rank 31 at the date", published("2025-06", ("2024-06", "31")), ruled("missed")),
    Line("of this period", published("2024-06", ("2024-06", "30")), ruled("on_track")),
    Line(
        "the newest counts",
        published("2025-05", ("2024-06", "31"), ("2025-01", "29")),
        ruled("on_track"),
    ),
    Line(
        "one of later does not",
        published("2024-12", ("2024-06", "31"), ("2025-01", "29")),
        ruled("behind"),
    ),
    Line("none yet", published("2025-05"), ruled("not_judged", "awaiting_publication", value=None)),
    Line("none at the date", published("2025-06"), ruled("no_data", "awaiting_publication")),
    Line(
        "of the province only",
        published("2025-05", ("2024-06", "30"), unit="A"),
        ruled("not_applicable", "province_only", value=None),
    ),
    Line("no conclusion", published("2025-05", target=WORDS), ruled("not_judged", None)),
    Line(
        "a conclusion",
        published("2025-05", ("2025-01", "behind"), target=WORDS),
        ruled("behind", numerator=None, provisional=False),
    ),
]

CHANGE = {"quantity": "change", "base": "year_end_before", "keep": True}
OPTIONS = {
    "id": "x",
    "option": [
        {"id": "A", **CHANGE, "numerator": {"classes": ["không"]}, "bar": ">= 0"},
        {"id": "B", "quantity": "none"},
        {"id": "C", **CHANGE, "numerator": {"classes": ["I", "có"]}, "bar": "< 0.01"},
    ],
}
TWO_YEARS = {
    ("A", "2023-12"): said({"commune_class": "không"}, {"commune_class": "I"}),
    ("A", "2024-12"): said({"commune_class": "có"}, {"commune_class": "I"}),
}
READINGS = [
    Line(
        "open",
        Asked(OPTIONS, TWO_YEARS, "2024-12"),
        ruled("not_judged", "reading_open", numerator=None),
    ),
    Line(
        "A",
        Asked(OPTIONS, TWO_YEARS, "2024-12", reading="A"),
        ruled("missed", numerator=0, base=1, needed=1),
    ),
    Line(
        "B",
        Asked(OPTIONS, TWO_YEARS, "2024-12", reading="B"),
        ruled("not_applicable", "not_a_target", base=None),
    ),
    # below 1.01: Z = 1
    Line(
        "C",
        Asked(OPTIONS, TWO_YEARS, "2024-12", reading="C"),
        ruled("missed", numerator=2, base=1, caveats=["no_room", "small_base"]),
    ),
]

TABLE = [*OTHERS, *READINGS]
