"""Dates and years as they are typed: when Xã Pờ Y was chosen (D12) and in which year (C12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from data_loaders.model import ReportContent
from tests.data_loaders.sent_forms import AREA_LIST, AREAS, TASK_LIST, usual
from tests.golden.intake.building import Sent, at

FIFTH = date(2023, 10, 5)

TAKEN: list[tuple[str, object, date | None]] = [
    ("a real date", datetime.fromisoformat("2023-10-05"), FIFTH),
    ("a real date with the time of day", datetime.fromisoformat("2023-10-05T14:30"), FIFTH),
    ("day, month, year", "05/10/2023", FIFTH),
    ("nothing", None, None),
    ("dots", "…/…/……", None),
]

CONVERTED: list[tuple[str, object]] = [
    ("the serial number Excel counts with", 45204),
    ("the serial number with the time of day", 45204.6),
    ("without leading zeros", "5/10/2023"),
    ("parted by points, the year in two digits", "5.10.23"),
    ("parted by hyphens", "05-10-2023"),
    ("with spaces", "05 / 10 / 2023"),
    ("in words", "ngày 05 tháng 10 năm 2023"),
    ("in words without the word for day", "5 tháng 10 năm 2023"),
    ("in words in decomposed capitals", normalize("NFD", "NGÀY 05 THÁNG 10 NĂM 2023")),
    ("year first", "2023-10-05"),
]

REFUSED: list[tuple[str, object, str]] = [
    ("a day that February does not have", "31/02/2023", "date-unreadable"),
    ("a 31st of April", "31/4/2023", "date-unreadable"),
    ("a month before the day", "10/15/2023", "date-unreadable"),
    ("a month and a year", "tháng 10/2023", "date-unreadable"),
    ("a day and a month", "05/10", "date-unreadable"),
    ("two kinds of separators", "05.10/2023", "date-unreadable"),
    ("a word", "hôm qua", "date-unreadable"),
    ("a year in three digits", "05/10/023", "date-unreadable"),
    ("true", True, "date-unreadable"),
    ("digits that are no serial", 20231005123, "date-unreadable"),
    ("a year of the last century", "05/10/1923", "date-out-of-range"),
    ("a year of the next century", "05/10/2123", "date-out-of-range"),
    ("a serial number too small", 3, "date-out-of-range"),
    ("a real date of the last century", datetime.fromisoformat("1923-10-05"), "date-out-of-range"),
    ("a formula nobody calculated", "=TODAY()", "formula-without-value"),
]


def second(**changed: Any) -> ReportContent:
    """The usual report, but for the second area of its list."""
    return replace(usual(), areas=(AREAS[0], replace(AREAS[1], **changed)))


def day(value: object) -> Callable[[], bytes]:
    """The date typed over; a number stands in a cell that shows numbers."""
    return at(AREA_LIST, "D12", value, "" if isinstance(value, datetime) else "General")


FILES = [
    *(
        Sent(f"date: {name}", day(value), (), second(selected_on=read))
        for name, value, read in TAKEN
    ),
    *(
        Sent(
            f"date: {name}",
            day(value),
            (("converted", AREA_LIST, "D12"),),
            second(selected_on=FIFTH),
        )
        for name, value in CONVERTED
    ),
    *(
        Sent(
            f"date: {name}",
            day(value),
            ((code, AREA_LIST, "D12"),),
            second(selected_on=None),
        )
        for name, value, code in REFUSED
    ),
    Sent(
        "date: after the day of receipt",
        day("17/10/2025"),
        (("date-in-future", AREA_LIST, "D12"),),
        second(selected_on=date(2025, 10, 17)),
    ),
    Sent(
        "date: of a task that is done",
        at(TASK_LIST, "F11", "10.10.2023"),
        (("converted", TASK_LIST, "F11"),),
    ),
    Sent("year: as a text", at(AREA_LIST, "C12", "2024"), (), second(cohort=2024)),
    Sent(
        "year: with the word for it",
        at(AREA_LIST, "C12", "Năm 2025"),
        (("year-unreadable", AREA_LIST, "C12"),),
        replace(usual(), areas=AREAS[:1]),
    ),
    Sent(
        "year: in two digits",
        at(AREA_LIST, "C12", 25),
        (("year-unreadable", AREA_LIST, "C12"),),
        replace(usual(), areas=AREAS[:1]),
    ),
]
