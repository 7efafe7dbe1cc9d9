"""Whatever somebody does to a valid form: no wrong number is stored without a finding.

What an edit means is modelled here, apart from the reading: each edit changes a grid of cells and,
beside it, what every commune's figures are now meant to be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from data_loaders.model import Severity
from data_loaders.workbook import CellKind, read_workbook
from tests.data_loaders.sent_forms import (
    FIGURES,
    FORM,
    PERIOD,
    REGIME,
    REGISTER,
    USUAL,
    filled,
    read,
)

UNIT = "618"  # three communes: a small form
COMMUNES = ("23535", "23537", "23538")
COUNTS = [measure.code for measure in FORM.measures if not measure.choices]
CODES, FIRST, LAST = 12, 13, 15  # rows of the codes, of the first and of the last commune
ID, NAME = 1, 3  # columns

NOTHING = object()
"""What is typed means no number at all: nothing may be stored for it."""

Place = tuple[int, int]


@dataclass
class Sheet:
    """The sheet of figures under somebody's hands, and what it is meant to say."""

    cells: dict[Place, Any]
    merged: list[tuple[int, int, int, int, str]]
    meant: dict[tuple[str, str], Any] = field(default_factory=dict)

    def row(self, commune: str) -> int:
        return self._rows[commune]

    def column(self, code: str) -> int:
        return self._columns[code]

    def __post_init__(self) -> None:
        self._rows = {commune: FIRST + n for n, commune in enumerate(COMMUNES)}
        self._columns = {m.code: 4 + n for n, m in enumerate(FORM.measures)}
        self.meant = {(c, code): USUAL[code] for c in COMMUNES for code in USUAL}

    def shift(self, *, rows_from: int = 2**21, columns_from: int = 2**15) -> None:
        """Insert one row or one column."""

        def moved(row: int, column: int) -> Place:
            return row + (row >= rows_from), column + (column >= columns_from)

        self.cells = {moved(*place): value for place, value in self.cells.items()}
        self.merged = [
            (*moved(top, left), *moved(bottom, right), text)
            for top, left, bottom, right, text in self.merged
        ]
        self._rows = {c: row + (row >= rows_from) for c, row in self._rows.items()}
        self._columns = {c: at + (at >= columns_from) for c, at in self._columns.items()}

    def exchange_rows(self, one: str, other: str) -> None:
        first, second = self._rows[one], self._rows[other]
        self._exchange({first: second, second: first}, {})
        self._rows[one], self._rows[other] = second, first

    def exchange_columns(self, one: str, other: str) -> None:
        first, second = self._columns[one], self._columns[other]
        self._exchange({}, {first: second, second: first})
        self._columns[one], self._columns[other] = second, first

    def _exchange(self, rows: dict[int, int], columns: dict[int, int]) -> None:
        self.cells = {
            (rows.get(row, row), columns.get(column, column)): value
            for (row, column), value in self.cells.items()
        }

    def swap(self, one: Place, other: Place) -> None:
        """Exchange what two cells hold, either of which may be empty."""
        values = self.cells.pop(one, None), self.cells.pop(other, None)
        for place, value in zip((other, one), values, strict=True):
            if value is not None:
                self.cells[place] = value


Edit = Callable[[Sheet], None]
communes, codes = st.sampled_from(COMMUNES), st.sampled_from(COUNTS)
pairs = st.lists(communes, min_size=2, max_size=2, unique=True)
two_codes = st.lists(codes, min_size=2, max_size=2, unique=True)


@st.composite
def writings(draw: st.DrawFn) -> tuple[Any, Any]:
    """Something to type, and the number it means: None is a blank, NOTHING no number."""
    number = draw(st.integers(0, 2_000_000))
    parted = f"{number:,}".replace(",", ".")
    ways: list[tuple[Any, Any]] = [
        (number, number),
        (float(number), number),
        (str(number), number),
        (parted, number),
        (f"0{number}", number),
        (f" {number}\u00a0", number),
        (draw(st.sampled_from(["-", "–", "không", "KPS", "Không phát sinh"])), 0),
        (draw(st.sampled_from([None, "", " ", "…", "......"])), None),
        (number + 0.5, NOTHING),
        (-1 - number, NOTHING),
        (f"{number} điểm", NOTHING),
        (f"{number}%", NOTHING),
        (f"{number} (tăng 1)", NOTHING),
        (f"{number},5", NOTHING),
        (f"{number}/{number + 1}", NOTHING),
        (f"-{number + 1}", NOTHING),
        (draw(st.text("abcđêx", min_size=1, max_size=3)) + "?", NOTHING),
    ]
    way: tuple[Any, Any] = draw(st.sampled_from(ways))
    return way


def same_group(codes: list[str]) -> bool:
    """Whether both columns stand under one heading of a group."""
    one, other = (FORM.by_code[code] for code in codes)
    return (one.group, one.under) == (other.group, other.under)


@st.composite
def harmless(draw: st.DrawFn, *, known_headings: bool = False) -> Edit:
    """An edit after which the form still says one thing, and the reading has to get it.

    ``known_headings``: and says it by heading and code both. A column carried out of its group has
    a heading that is none of the form's, and from then on its code alone speaks.
    """
    one, other = draw(pairs)
    code, further = draw(two_codes.filter(same_group) if known_headings else two_codes)
    value, meaning = draw(writings())

    def type_over(sheet: Sheet) -> None:
        place = sheet.row(one), sheet.column(code)
        sheet.cells.pop(place, None)
        if value is not None:
            sheet.cells[place] = value
        sheet.meant[one, code] = meaning

    def swap_values(sheet: Sheet) -> None:
        sheet.swap((sheet.row(one), sheet.column(code)), (sheet.row(other), sheet.column(further)))
        meant = sheet.meant
        meant[one, code], meant[other, further] = meant[other, further], meant[one, code]

    def forget_id(sheet: Sheet) -> None:
        sheet.cells.pop((sheet.row(one), sheet_left(sheet) + ID), None)

    row, column = draw(st.integers(9, 18)), draw(st.integers(1, 32))
    edits: list[Edit] = [
        type_over,
        type_over,
        type_over,
        swap_values,
        forget_id,
        lambda sheet: sheet.exchange_rows(one, other),
        lambda sheet: sheet.exchange_columns(code, further),
        lambda sheet: sheet.shift(rows_from=max(row, CODES + 1)),
        lambda sheet: sheet.shift(columns_from=max(column, 5)),
    ]
    return draw(st.sampled_from(edits))


def sheet_left(sheet: Sheet) -> int:
    """Columns inserted before the table: none, for the edits here insert further right."""
    return min(column for _, column in sheet.cells) - ID


def exchange_codes(one: str, other: str) -> Edit:
    """The codes of two columns change places, and nothing else does."""

    def edit(sheet: Sheet) -> None:
        (row,) = {row for (row, _), value in sheet.cells.items() if value == "unit_id"}
        sheet.swap((row, sheet.column(one)), (row, sheet.column(other)))

    return edit


@st.composite
def contradicting(draw: st.DrawFn) -> Edit:
    """An edit after which nobody can know what the form says: it must not pass."""
    one, other = draw(pairs)
    code, further = draw(two_codes)

    def swap_names(sheet: Sheet) -> None:
        sheet.swap((sheet.row(one), NAME), (sheet.row(other), NAME))

    def double(sheet: Sheet) -> None:
        below = max(row for row, _ in sheet.cells) + 2
        for (row, column), value in list(sheet.cells.items()):
            if row == sheet.row(one):
                sheet.cells[below, column] = value

    def drop_row(sheet: Sheet) -> None:
        gone = [place for place in sheet.cells if place[0] == sheet.row(one)]
        for place in gone:
            del sheet.cells[place]

    def double_code(sheet: Sheet) -> None:
        (row,) = {row for (row, _), value in sheet.cells.items() if value == "unit_id"}
        sheet.cells[row, sheet.column(code)] = further

    def other_name(sheet: Sheet) -> None:
        sheet.cells[sheet.row(one), NAME] = "Xã Pờ Y"

    ways = [swap_names, double, drop_row, double_code, exchange_codes(code, further), other_name]
    return draw(st.sampled_from(ways))


TEXTS = (
    *(unit.full_name for unit in REGISTER.children(UNIT, REGIME.ends_on(PERIOD))),
    *COMMUNES,
    *USUAL,
    *(measure.heading for measure in FORM.measures),
    *(measure.group.heading for measure in FORM.measures),
    "unit_id",
    "Tổng cộng",
    "I",
    "Xã Pờ Y",
)


@st.composite
def scribbles(draw: st.DrawFn) -> Edit:
    """Anything in any cell of headings, codes, ids, names and figures, or nothing at all.

    Up to three of them cannot make a form that says something else throughout: that takes a row's
    id and name, and those of the row it is exchanged with.
    """
    place = draw(st.tuples(st.integers(8, LAST + 1), st.integers(1, 30)))
    text = draw(st.sampled_from([None, *TEXTS]) | st.integers(0, 40))
    value, meaning = draw(writings())
    row, column = place
    figure = FIRST <= row <= LAST and 4 <= column < 4 + len(FORM.measures)
    code = FORM.measures[column - 4].code if figure else ""

    def edit(sheet: Sheet) -> None:
        typed = value if code in COUNTS else text
        if figure and code not in COUNTS:
            return
        sheet.cells.pop(place, None)
        if typed is not None:
            sheet.cells[place] = typed
        if figure:
            sheet.meant[COMMUNES[row - FIRST], code] = meaning

    return edit


@cache
def original() -> tuple[Any, ...]:
    return read_workbook(filled(UNIT)).sheets


def opened() -> Sheet:
    (sheet,) = [one for one in original() if one.name == FIGURES]
    cells = {place: cell.value for place, cell in sheet.cells.items() if cell.formula is None}
    heads = []
    for text in sheet.merged:
        (left, top), (right, bottom) = (_place(corner) for corner in text.split(":"))
        if (top, left) in cells:
            heads.append((top, left, bottom, right, cells[top, left]))
    return Sheet(cells, heads)


def _place(corner: str) -> Place:
    letters = corner.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(corner[len(letters) :])


def saved(sheet: Sheet) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        for one in original():
            page = book.add_worksheet(one.name)
            cells = sheet.cells if one.name == FIGURES else None
            if cells is not None:
                for top, left, bottom, right, text in sheet.merged:
                    if top <= CODES and (top, left) != (bottom, right):
                        page.merge_range(top - 1, left - 1, bottom - 1, right - 1, text)
            values = cells or {p: c.value for p, c in one.cells.items() if c.formula is None}
            kinds = {place: cell.kind for place, cell in one.cells.items()}
            for (row, column), value in values.items():
                if kinds.get((row, column)) is CellKind.DATE and cells is None:
                    page.write_datetime(row - 1, column - 1, value, date)
                elif isinstance(value, str):
                    page.write_string(row - 1, column - 1, value)
                else:
                    page.write(row - 1, column - 1, value)
    return out.getvalue()


def edited(edits: list[Edit]) -> tuple[Sheet, Any]:
    sheet = opened()
    for edit in edits:
        edit(sheet)
    return sheet, read(saved(sheet))


@given(st.lists(harmless(), min_size=1, max_size=6))
def test_what_still_says_one_thing_is_read_so_and_no_number_is_stored_for_what_is_none(
    edits: list[Edit],
) -> None:
    sheet, result = edited(edits)
    assert result.content is not None
    found = {one.cell for one in result.findings if one.severity is Severity.ERROR}
    for key, meaning in sheet.meant.items():
        figure = result.content.by_key[key]
        assert figure.value == (None if meaning is NOTHING else meaning)
        assert (figure.cell in found) == (meaning is NOTHING)


@given(st.lists(harmless(known_headings=True), max_size=3), contradicting())
def test_what_contradicts_itself_does_not_pass(before: list[Edit], spoil: Edit) -> None:
    """Where heading and code both speak, nothing done before can make them agree again."""
    _, result = edited([*before, spoil])
    assert [one for one in result.findings if one.severity is Severity.ERROR] != []


def exchange_columns(one: str, other: str) -> Edit:
    return lambda sheet: sheet.exchange_columns(one, other)


def test_two_columns_exchanged_and_then_their_codes_contradict_where_their_headings_are_known() -> (
    None
):
    pair = ("spots_new", "spots_eradicated")
    _, result = edited([exchange_columns(*pair), exchange_codes(*pair)])
    assert {one.code for one in result.findings if one.severity is Severity.ERROR} == {
        "column-conflict"
    }


def test_outside_their_group_the_same_two_edits_cancel_out_and_the_codes_are_believed() -> None:
    pair = ("spots_opening", "users")
    sheet, result = edited([exchange_columns(*pair), exchange_codes(*pair)])
    assert [one for one in result.findings if one.severity is Severity.ERROR] == []
    assert result.content is not None
    for commune in COMMUNES:
        for code, under_it in zip(pair, reversed(pair), strict=True):
            assert result.content.values[commune, code] == sheet.meant[commune, under_it]


@given(st.lists(scribbles(), max_size=3))
def test_a_form_that_passes_says_what_was_meant(edits: list[Edit]) -> None:
    sheet, result = edited(edits)
    if any(one.severity is Severity.ERROR for one in result.findings):
        return
    assert result.content is not None
    assert result.content.values == sheet.meant
