"""How a figure of ``scorecard --json`` must read on a page. Written on its own, not from kpis."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

WORDS = {
    "met": ("Đạt", "Met"),
    "on_track": ("Đúng tiến độ", "On track"),
    "at_risk": ("Nguy cơ không đạt", "At risk"),
    "behind": ("Chậm tiến độ", "Behind"),
    "missed": ("Không đạt", "Missed"),
    "no_data": ("Chưa đủ số liệu", "Not enough data"),
    "not_applicable": ("Không áp dụng", "Not applicable"),
    "not_judged": ("Chưa đánh giá", "Not judged"),
}
SYMBOLS = {
    "met": "✓",
    "on_track": "●",
    "at_risk": "▲",
    "behind": "▼",
    "missed": "✕",
    "no_data": "?",
    "not_applicable": "–",
    "not_judged": "○",
}
DIRECTIONS = (("giảm {}", "down {}"), ("không đổi", "unchanged"), ("tăng {}", "up {}"))
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def badge(row: dict[str, Any], *, english: bool) -> str:
    """Symbol and word of a row's verdict."""
    return f"{SYMBOLS[row['verdict']]} {WORDS[row['verdict']][english]}"


def count(number: int, *, english: bool) -> str:
    return f"{number:,}".replace(",", "," if english else ".")


def percent(share: Fraction, *, english: bool) -> str:
    """One decimal, half up; a share just below a whole percent does not read as that percent."""
    tenths = floor(share * 1000 + Fraction(1, 2))
    if tenths % 10 == 0 and Fraction(tenths, 1000) > share:
        tenths -= 1
    return f"{tenths // 10}{'.' if english else ','}{tenths % 10}%"


def day(value: date, *, english: bool) -> str:
    if english:
        return f"{value.day:02d} {MONTHS[value.month - 1]} {value.year}"
    return value.strftime("%d/%m/%Y")


def figure(
    row: dict[str, Any],
    quantity: str | None,
    *,
    english: bool,
    done_on: date | None = None,
    counted: bool = False,
) -> str:
    """The number of a row as a headline; ``done_on``: a locality's task is its day.

    ``counted``: where counts always come first.
    """
    if row["numerator"] is None:
        return "–"
    if quantity == "task" and row["coverage"]["expected"] == 1:
        return "–" if done_on is None else day(done_on, english=english)
    counts, share = count(row["numerator"], english=english), ""
    if row["denominator"] is not None:
        counts += f"/{count(row['denominator'], english=english)}"
        if row["value"] is not None:
            share = percent(Fraction(row["numerator"], row["denominator"]), english=english)
    elif row["base"] is not None and row["value"] is not None:
        share = _change(row["base"], row["numerator"], english=english)
    if not share:
        return counts
    return f"{counts} ({share})"


def _change(base: int, now: int, *, english: bool) -> str:
    direction = DIRECTIONS[(now > base) - (now < base) + 1][english]
    return direction.format(percent(Fraction(abs(now - base), base), english=english))
