"""What the value of a cell says, by its type and its number format."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from data_loaders.workbook.cells import EPOCH_1900, CellKind, Run, Value
from data_loaders.workbook.text import Text, seen, unescaped
from data_loaders.workbook.xml_parts import Styles

Said = tuple[CellKind, Value, str]
"""Kind, value, and the text a person sees or typed."""

_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\Z")
_WHOLE = 1e15  # from here on not every whole number is one of its own
_YES_NO = {"1": True, "true": True, "0": False, "false": False}
_NOTHING: Said = (CellKind.EMPTY, None, "")


class Values:
    """The values of one workbook: its shared strings, its formats, the day its dates count from."""

    def __init__(self, strings: Sequence[Text], styles: Styles, epoch: date) -> None:
        self._strings = strings
        self._styles = styles
        self._epoch = datetime.combine(epoch, time())

    def shared(self, text: str) -> Text:
        """A shared string. Raises ``LookupError`` for one that is not in the table."""
        number = int(text)
        if number < 0:
            raise IndexError(number)
        return self._strings[number]

    def read(self, kind: str, text: str, style: int) -> Said:
        """What a cell says that is no shared string.

        Raises ``ValueError`` for what no spreadsheet takes for a value of that type.
        """
        if kind == "n":
            return self._number(text.strip(), style)
        if kind in {"str", "inlineStr"}:
            own = unescaped(text)
            return CellKind.TEXT, own, own
        text = text.strip()
        if not text:
            return _NOTHING
        if kind == "b":
            truth = _YES_NO.get(text.casefold())
            if truth is None:
                raise ValueError(text)
            return CellKind.BOOLEAN, truth, "TRUE" if truth else "FALSE"
        if kind == "d":
            return _day(text)
        return CellKind.ERROR, text, text

    def _number(self, text: str, style: int) -> Said:
        if not text:
            return _NOTHING
        number, shown = _shown(text)
        if style in self._styles.percents:
            return CellKind.PERCENT, number, f"{number * 100:g}%"
        if style not in self._styles.dates:
            return CellKind.NUMBER, number, shown
        try:
            return CellKind.DATE, self._date(number, style), shown
        except OverflowError:
            return CellKind.NUMBER, number, shown

    def _date(self, serial: float, style: int) -> Value:
        """Serial to date, date-time, time of day or duration, to the millisecond."""
        if style in self._styles.durations:
            return timedelta(milliseconds=round(serial * 86_400_000))
        day, fraction = divmod(serial, 1)
        within = timedelta(milliseconds=round(fraction * 86_400_000))
        if 0 <= serial < 1 and within.days == 0:
            return (self._epoch + within).time()
        if 0 < serial < 60 and self._epoch.date() == EPOCH_1900:
            day += 1  # the 29 February 1900 that spreadsheets believe in
        return self._epoch + timedelta(days=day) + within


def _shown(text: str) -> tuple[int | float, str]:
    """A number as spreadsheets show it: what its first fifteen digits say, and without ``.0``."""
    if text.isdigit() and text.isascii():
        return int(text), text
    if not _NUMBER.match(text):
        raise ValueError(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    number = float(f"{number:.15g}")
    if number.is_integer() and abs(number) < _WHOLE:
        return int(number), str(int(number))
    return number, f"{number:.15g}"


def _day(text: str) -> Said:
    """A date, a time or both in ISO 8601; whatever else stands there is a text."""
    for kind in (datetime, time):
        try:
            return CellKind.DATE, kind.fromisoformat(text).replace(tzinfo=None), text
        except ValueError:
            continue
    return CellKind.TEXT, text, text


def rich(runs: tuple[Run, ...]) -> Said:
    """What is seen of a text in runs; all of it where all of it is struck through."""
    whole = all(run.struck for run in runs)
    text = "".join(run.text if whole else seen(run) for run in runs)
    return CellKind.TEXT, text, text
