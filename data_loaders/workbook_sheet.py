"""Reads the XML of one sheet in one pass: what a cell says, never what the sheet says of itself."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from data_loaders.workbook_cells import EPOCH_1900, Cell, CellKind, Sheet, Value, column_number
from data_loaders.workbook_stream import Budget, UnreadableError, believable, parse
from data_loaders.workbook_xml import Styles, local, refusing_parser, unescaped

CELL_LIMIT = 60_000
"""Cells with content a workbook may have; a form has some thousand."""

MERGED_LIMIT = 2_000_000
"""Cells a workbook may have in merged ranges: a title over two whole columns, not over a sheet."""

MERGES_LIMIT = 20_000

_LAST_ROW = 1_048_576

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


class NoAddressError(Exception):
    """A cell stands by its place among the others, so none of them may be left out."""


class SheetReader:
    """Reads the sheets of one workbook; the limit on cells is that of all of them together."""

    def __init__(self, strings: list[str], styles: Styles, epoch: date, budget: Budget) -> None:
        self._budget = budget
        self._strings = strings
        self._styles = styles
        self._epoch = datetime.combine(epoch, time())
        self._left = CELL_LIMIT
        self._merged_left, self._merges_left = MERGED_LIMIT, MERGES_LIMIT
        self._columns: dict[str, int] = {}
        self._formula: list[str] | None = None

    def read(
        self, part: Iterable[bytes], name: str, state: str, *, by_place: bool = False
    ) -> Sheet:
        """Read one sheet. Raises :class:`NoAddressError`, unless ``by_place``, where it must be."""
        self._by_place = by_place
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merged: list[str] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._row_hidden = False
        self._into: list[str] | None = None
        self._phonetic = False
        parser = refusing_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parse(parser, part, self._budget, too_many="file-too-many-cells")
        return Sheet(
            name,
            state,
            self._cells,
            tuple(self._merged),
            frozenset(self._hidden_rows),
            tuple(self._hidden_columns),
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        own = local(name)
        if own == "c":
            self._cell(attributes)
        elif own == "v":
            self._into = self._value
        elif own == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            self._row_hidden = attributes.get("hidden") in {"1", "true"}
        elif own == "f":
            self._into = self._formula = []
        elif own == "t":
            self._into = None if self._phonetic else self._value
        elif own == "rPh":
            self._phonetic = True
        elif own == "mergeCell":
            self._merge(attributes["ref"])
        elif own == "mergeCells":
            believable(attributes)
        elif own == "dimension":
            _believable_range(attributes.get("ref", ""))
        elif own == "col" and attributes.get("hidden") in {"1", "true"}:
            self._hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _cell(self, attributes: dict[str, str]) -> None:
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value: list[str] = []
        self._formula = None
        reference = attributes.get("r")
        if reference is None:
            if not self._by_place:
                raise NoAddressError
            self._column += 1
            return
        match = _REFERENCE.match(reference)
        if match is None:
            raise ValueError(reference)
        letters = match[1]
        if letters not in self._columns:
            self._columns[letters] = column_number(letters)
        self._column = self._columns[letters]
        self._row = int(match[2])

    def _merge(self, reference: str) -> None:
        """Keep a merged range as it is written; how many cells it covers is counted only."""
        self._merges_left -= 1
        first, _, last = reference.partition(":")
        (left, top), (right, bottom) = _place(first), _place(last or first)
        self._merged_left -= (abs(right - left) + 1) * (abs(bottom - top) + 1)
        if self._merged_left < 0 or self._merges_left < 0:
            raise UnreadableError("file-merged-area")
        self._merged.append(reference)

    def _text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def _end(self, name: str) -> None:
        own = local(name)
        if own == "c":
            if self._value or self._formula is not None:
                self._keep()
        elif own in {"v", "f", "t"}:
            self._into = None
        elif own == "rPh":
            self._phonetic = False

    def _keep(self) -> None:
        text = "".join(self._value)
        kind, value, shown = self._read_value(text) if text else (CellKind.EMPTY, None, "")
        if kind is CellKind.EMPTY and self._type == "str":
            kind, value = CellKind.TEXT, ""  # a formula whose value is the empty text
        formula = None if self._formula is None else "=" + "".join(self._formula)
        if kind is CellKind.EMPTY and formula is None:
            return
        self._left -= 1
        if self._left < 0:
            raise UnreadableError("file-too-many-cells")
        font = self._styles.fonts.get(self._style, "")
        self._cells[self._row, self._column] = Cell(shown, value, kind, formula, font)
        if self._row_hidden:
            self._hidden_rows.add(self._row)

    def _read_value(self, text: str) -> tuple[CellKind, Value, str]:
        """Kind, value, and the text a person sees or typed."""
        if self._type == "s":
            shared = self._strings[int(text)]
            return (CellKind.TEXT, shared, shared) if shared else (CellKind.EMPTY, None, "")
        if self._type == "n":
            return self._read_number(text)
        if self._type in {"str", "inlineStr"}:
            own = unescaped(text)
            return CellKind.TEXT, own, own
        if self._type == "b":
            return CellKind.BOOLEAN, bool(int(text)), "TRUE" if int(text) else "FALSE"
        if self._type == "d":
            return CellKind.DATE, datetime.fromisoformat(text), text
        return CellKind.ERROR, text, text

    def _read_number(self, text: str) -> tuple[CellKind, Value, str]:
        number = float(text) if any(sign in text for sign in ".eE") else int(text)
        if not math.isfinite(number):
            raise ValueError(text)
        if self._style in self._styles.percents:
            return CellKind.PERCENT, number, f"{number * 100:g}%"
        if self._style not in self._styles.dates:
            return CellKind.NUMBER, number, text
        try:
            return CellKind.DATE, self._date(number), text
        except OverflowError:
            return CellKind.NUMBER, number, text

    def _date(self, serial: float) -> Value:
        """Serial to date, date-time, time of day or duration, to the millisecond."""
        if self._style in self._styles.durations:
            return timedelta(milliseconds=round(serial * 86_400_000))
        day, fraction = divmod(serial, 1)
        within = timedelta(milliseconds=round(fraction * 86_400_000))
        if 0 <= serial < 1 and within.days == 0:
            return (self._epoch + within).time()
        if 0 < serial < 60 and self._epoch.date() == EPOCH_1900:
            day += 1  # the 29 February 1900 that spreadsheets believe in
        return self._epoch + timedelta(days=day) + within


def _place(reference: str) -> tuple[int, int]:
    """Column and row of an address. Raises ``ValueError`` when it is none of a sheet."""
    match = _REFERENCE.match(reference)
    if match is None or int(match[2]) > _LAST_ROW:
        raise ValueError(reference)
    return column_number(match[1]), int(match[2])


def _believable_range(reference: str) -> None:
    """Refuse a sheet that says it reaches beyond what a sheet can be."""
    try:
        for address in filter(None, reference.split(":")):
            _place(address)
    except ValueError as error:
        raise UnreadableError("file-false-counts") from error
