"""A workbook as it is: every cell with its address, its text and its formula, nothing guessed.

A one-pass reader over ``zipfile`` and ``expat``. Merged ranges are given and never expanded, empty
cells are passed over, counts that a file states about itself are not believed.
"""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from io import BytesIO
from xml.parsers import expat

from data_loaders.workbook_xml import (
    Styles,
    UnreadableError,
    local,
    read_relations,
    read_strings,
    read_styles,
    refusing_parser,
    unescaped,
)

Value = int | float | str | bool | datetime | date | time | timedelta | None

EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""Days from which the two systems of serial dates count (ECMA-376, 18.17.4.1)."""

CELL_LIMIT = 400_000
"""Cells with content a workbook may have; a form has some thousand."""


class CellKind(StrEnum):
    """What a cell holds. A formula whose value was not kept is ``empty``."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    DATE = "date"
    EMPTY = "empty"


@dataclass(slots=True)
class Cell:
    """One cell. ``text`` is what the file holds; ``formula`` begins with ``=``, None without one.

    A cell whose number format shows a date or a time has kind ``date`` and such a value.
    """

    text: str
    value: Value
    kind: CellKind
    formula: str | None
    font: str

    @property
    def has_cached_value(self) -> bool:
        """False of a formula whose value was not kept."""
        return self.kind is not CellKind.EMPTY

    @property
    def typed(self) -> str:
        """The text as typed: the formula where there is one."""
        return self.text if self.formula is None else self.formula


@dataclass(frozen=True)
class Sheet:
    """One worksheet; rows and columns from 1. ``hidden_columns`` are ranges, both ends included."""

    name: str
    state: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """All worksheets in order. ``epoch``: day 0 of its dates; ``links``: to other workbooks."""

    sheets: tuple[Sheet, ...]
    epoch: date = EPOCH_1900
    links: bool = False


def read_workbook(data: bytes) -> Workbook:
    """Read an ``.xlsx``. Raises :class:`UnreadableError` when it is damaged or forbidden."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zipfile.error, expat.ExpatError) as error:
        raise UnreadableError("file-damaged") from error
    except (LookupError, ValueError, ArithmeticError, StopIteration, EOFError, OSError) as error:
        raise UnreadableError("file-damaged") from error
    except (RuntimeError, NotImplementedError) as error:  # a part with a password or odd packing
        raise UnreadableError("file-damaged") from error


def _read(archive: zipfile.ZipFile) -> Workbook:
    main = _main_part(archive)
    folder, name = posixpath.split(main)
    relations = read_relations(archive.read(f"{folder}/_rels/{name}.rels"), folder)
    parts = {relation.kind: relation.target for relation in relations.values()}
    strings = read_strings(archive.read(parts["sharedStrings"])) if "sharedStrings" in parts else []
    styles = read_styles(archive.read(parts["styles"])) if "styles" in parts else Styles()
    names, date1904 = _contents(archive.read(main))
    epoch = EPOCH_1904 if date1904 else EPOCH_1900
    reader = _SheetReader(strings, styles, epoch)
    sheets = [
        reader.read(archive.read(relation.target), sheet, state)
        for sheet, state, relation in ((n, s, relations[r]) for n, s, r in names)
        if relation.kind == "worksheet"
    ]
    return Workbook(tuple(sheets), epoch, links="externalLink" in parts)


def _main_part(archive: zipfile.ZipFile) -> str:
    relations = read_relations(archive.read("_rels/.rels"), "").values()
    return next(r.target for r in relations if r.kind == "officeDocument")


def _contents(data: bytes) -> tuple[list[tuple[str, str, str]], bool]:
    """Name, state and relation of every sheet in order; whether dates count from 1904."""
    sheets: list[tuple[str, str, str]] = []
    date1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal date1904
        own = local(name)
        if own == "workbookPr":
            date1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif own == "sheet":
            relation = next(v for k, v in attributes.items() if k.endswith("relationships id"))
            sheets.append((attributes["name"], attributes.get("state", "visible"), relation))

    parser = refusing_parser()
    parser.StartElementHandler = start
    parser.Parse(data, True)
    return sheets, date1904


_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


class _SheetReader:
    """Reads the sheets of one workbook; the limit on cells is that of all of them together."""

    def __init__(self, strings: list[str], styles: Styles, epoch: date) -> None:
        self._strings = strings
        self._styles = styles
        self._epoch = datetime.combine(epoch, time())
        self._left = CELL_LIMIT
        self._columns: dict[str, int] = {}
        self._formula: list[str] | None = None

    def read(self, data: bytes, name: str, state: str) -> Sheet:
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
        parser.Parse(data, True)
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
            self._merged.append(attributes["ref"])
        elif own == "col" and attributes.get("hidden") in {"1", "true"}:
            self._hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _cell(self, attributes: dict[str, str]) -> None:
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value: list[str] = []
        self._formula = None
        reference = attributes.get("r")
        if reference is None:
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
        if 0 < serial < 60 and self._epoch.year == 1899:
            day += 1  # the 29 February 1900 that spreadsheets believe in
        return self._epoch + timedelta(days=day) + within


def column_number(letters: str) -> int:
    """Column letters (``A``) to its number from 1. Raises ``ValueError`` beyond ``XFD``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > 16384:
        raise ValueError(letters)
    return number
