"""Cells to days and years: day before month, whatever way it was typed. Never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from data_loaders.intake.values import (
    Reading,
    count_in_words,
    plain_signs,
    read_count,
    text_of,
    unclear,
)
from data_loaders.register.names import key
from data_loaders.workbook.cells import Cell, CellKind

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years outside are slips of the pen."""

_NO_DAY = re.compile(r"(ngày)?[\s.…/]*(tháng)?[\s.…]*(năm)?[\s.…]*\Z")  # as printed, not filled in
_DAY = re.compile(r"([0-9]{1,2})\s?([./-])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})\Z")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_WORDED_DAY = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})\Z")
_MIDNIGHT = re.compile(r"(?<=[0-9])[t ]((00?:00(:00([.,]0+)?)?|12:00(:00)? ?(am|sa))z?)\Z")
"""The time of day that programs write behind a day that has none."""


def read_year(cell: Cell | None) -> Reading[int]:
    """A year in four digits."""
    early = unclear(cell)
    if early is not None or cell is None:
        return early or Reading()
    found = count_in_words(text_of(cell)) if cell.kind is CellKind.TEXT else read_count(cell)
    if found.fault == "number-as-date":
        return found
    if found.value is None or not FIRST_YEAR <= found.value <= LAST_YEAR:
        return Reading(fault="year-unreadable")
    return found


def read_day(cell: Cell | None, *, epoch: date) -> Reading[date]:
    """A day: a real date, a serial number, or a text in one of the usual ways, day before month.

    ``epoch`` is the day that the workbook's serial numbers count from.
    """
    early = unclear(cell)
    if early is not None or cell is None:
        return Reading(fault=early.fault, parameters=early.parameters) if early else Reading()
    if isinstance(cell.value, datetime):
        return _in_range(cell.value.date(), changed=False)
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float):
        return _serial(cell.value, epoch)
    if cell.kind is CellKind.TEXT:
        return _day_in_words(text_of(cell))
    return Reading(fault="date-unreadable")


def _serial(number: float, epoch: date) -> Reading[date]:
    try:
        return _in_range(epoch + timedelta(days=int(number)), changed=True)
    except OverflowError:
        return Reading(fault="date-unreadable")


def _day_in_words(text: str) -> Reading[date]:
    words = _MIDNIGHT.sub("", key(plain_signs(text)))
    if _NO_DAY.match(words) and not set("….").isdisjoint(words):
        return Reading()
    if found := _DAY.match(words):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if len(found[4]) == 2 else 0
    elif found := _WORDED_DAY.match(words):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif found := _ISO_DAY.match(words):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        return Reading(fault="date-unreadable")
    try:
        value = date(year, month, day)
    except ValueError:
        return Reading(fault="date-unreadable")
    return _in_range(value, changed=text != f"{value:%d/%m/%Y}")


def _in_range(day: date, *, changed: bool) -> Reading[date]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Reading(fault="date-out-of-range")
    return Reading(day, shown=f"{day:%d/%m/%Y}" if changed else None)
