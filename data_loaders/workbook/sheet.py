"""Reads the XML of one sheet in one pass: what a cell says, never what the sheet says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from data_loaders.workbook.cells import Cell, CellKind, Run, Sheet, column_number
from data_loaders.workbook.stream import Budget, UnreadableError, believable, parse
from data_loaders.workbook.text import RichText, is_on
from data_loaders.workbook.values import Said, Values, rich
from data_loaders.workbook.xml_parts import RUN_FORMATS, Styles, local, refusing_parser

CELL_LIMIT = 120_000
"""Cells that are kept of a workbook; a form has some thousand."""

SHEET_LIMIT = 20_000
"""Cells that are kept of one sheet; of those beyond only texts are, which a table begins with."""

MERGED_LIMIT = 2_000_000
"""Cells a workbook may have in merged ranges: a title over two whole columns, not over a sheet."""

MERGES_LIMIT = 20_000

_LAST_ROW = 1_048_576

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


_NOTHING: Said = (CellKind.EMPTY, None, "")


class NoAddressError(Exception):
    """A cell stands by its place among the others, so none of them may be left out."""


class SheetReader:
    """Reads the sheets of one workbook; the limit on cells is that of all of them together."""

    def __init__(self, values: Values, styles: Styles, budget: Budget, *, stale: bool) -> None:
        """``stale``: the file says that the results its formulas have may not be theirs."""
        self._budget = budget
        self._values = values
        self._styles = styles
        self._stale = stale
        self._left = CELL_LIMIT
        self._merged_left, self._merges_left = MERGED_LIMIT, MERGES_LIMIT
        self._columns: dict[str, int] = {}
        self._formula: list[str] | None = None
        self._rich: RichText | None = None
        self._begins: dict[str, Callable[[str, dict[str, str]], None]] = {
            "row": self._begin_row,
            "f": self._begin_formula,
            "is": self._begin_inline,
            "t": self._begin_text,
            "r": self._begin_run,
            "rPh": self._begin_phonetic,
            "mergeCell": self._merge,
            "mergeCells": lambda _, attributes: believable(attributes),
            "col": self._hide,
            **dict.fromkeys(RUN_FORMATS, self._format_run),
        }

    def read(
        self, part: Iterable[bytes], name: str, state: str, *, by_place: bool = False
    ) -> Sheet:
        """Read one sheet. Raises :class:`NoAddressError`, unless ``by_place``, where it must be."""
        self._by_place = by_place
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merged: list[str] = []
        self._rows: set[int] = set()
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
            cut=len(self._cells) > SHEET_LIMIT,
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        own = local(name)
        if own == "c":
            self._cell(attributes)
        elif own == "v":
            if self._value:
                raise UnreadableError("file-damaged")  # two values
            self._into = self._value
        elif own in self._begins:
            self._begins[own](own, attributes)

    def _begin_formula(self, *_: object) -> None:
        if self._formula is not None:
            raise UnreadableError("file-damaged")
        self._into = self._formula = []

    def _begin_inline(self, *_: object) -> None:
        if self._value or self._rich is not None:
            raise UnreadableError("file-damaged")

    def _begin_run(self, *_: object) -> None:
        self._rich = self._rich or RichText(self._value)
        self._rich.begin()

    def _format_run(self, own: str, attributes: dict[str, str]) -> None:
        if self._rich is not None:
            self._rich.format(own, attributes)

    def _begin_text(self, *_: object) -> None:
        text = self._value if self._rich is None else self._rich.texts
        self._into = None if self._phonetic else text

    def _begin_phonetic(self, *_: object) -> None:
        self._phonetic = True

    def _hide(self, _: str, attributes: dict[str, str]) -> None:
        """A range of columns, hidden or not."""
        if is_on(attributes.get("hidden", "0")):
            self._hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _begin_row(self, _: str, attributes: dict[str, str]) -> None:
        """A row; one that stands twice says two things, and neither is believed."""
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        if self._row in self._rows:
            raise UnreadableError("file-damaged")
        self._rows.add(self._row)
        self._column = 0
        self._row_hidden = is_on(attributes.get("hidden", "0"))

    def _cell(self, attributes: dict[str, str]) -> None:
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value: list[str] = []
        self._formula = self._rich = None
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

    def _merge(self, _: str, attributes: dict[str, str]) -> None:
        """Keep a merged range as it is written; how many cells it covers is counted only."""
        reference = attributes["ref"]
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
            if self._value or self._formula is not None or self._rich is not None:
                self._keep()
        elif own in {"v", "f", "t"}:
            self._into = None
        elif own == "rPh":
            self._phonetic = False

    def _keep(self) -> None:
        cell = self._read()
        if cell.kind is CellKind.EMPTY and cell.formula is None:
            return
        if len(self._cells) > SHEET_LIMIT and cell.kind is not CellKind.TEXT:
            return
        place = self._row, self._column
        if place in self._cells:
            raise UnreadableError("file-damaged")  # two contents at one address
        self._left -= 1
        if self._left < 0:
            raise UnreadableError("file-too-many-cells")
        self._cells[place] = cell
        if self._row_hidden:
            self._hidden_rows.add(self._row)

    def _read(self) -> Cell:
        text = "".join(self._value)
        runs: tuple[Run, ...] = ()
        said = None if self._rich is None else self._rich.runs()
        if text and self._type == "s":
            said = self._values.shared(text)
        if isinstance(said, tuple):
            runs, (kind, value, shown) = said, rich(said)
        elif said is not None:
            kind, value, shown = (CellKind.TEXT, said, said) if said else _NOTHING
        else:
            kind, value, shown = (
                self._values.read(self._type, text, self._style) if text else _NOTHING
            )
        formula = None if self._formula is None else "=" + "".join(self._formula)
        if kind is CellKind.EMPTY and self._type == "str":
            kind, value = CellKind.TEXT, ""  # a formula whose value is the empty text
        if self._stale and formula is not None:
            kind, value, shown = _NOTHING
        font = self._styles.fonts.get(self._style, "")
        struck = all(run.struck for run in runs) if runs else self._style in self._styles.struck
        return Cell(shown, value, kind, formula, font, runs, struck)


def _place(reference: str) -> tuple[int, int]:
    """Column and row of an address. Raises ``ValueError`` when it is none of a sheet."""
    match = _REFERENCE.match(reference)
    if match is None or int(match[2]) > _LAST_ROW:
        raise ValueError(reference)
    return column_number(match[1]), int(match[2])
