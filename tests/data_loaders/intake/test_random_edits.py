"""Whatever somebody does to a valid form: no wrong number is stored without a finding.

What an edit means is modelled here, apart from the reading: each edit changes a grid of cells and,
beside it, what every commune's figures are now meant to be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_loaders.model import Severity
from tests.data_loaders.sent_forms import (
    FORM,
    PERIOD,
    REGIME,
    REGISTER,
    USUAL,
    read,
)
from tests.data_loaders.sheet_in_hand import (
    CODES,
    COMMUNES,
    COUNTS,
    FIRST,
    ID,
    LAST,
    NAME,
    NOTHING,
    UNIT,
    Sheet,
    opened,
    saved,
)

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


@given(st.lists(scribbles(), max_size=3))
def test_a_form_that_passes_says_what_was_meant(edits: list[Edit]) -> None:
    sheet, result = edited(edits)
    if any(one.severity is Severity.ERROR for one in result.findings):
        return
    assert result.content is not None
    assert result.content.values == sheet.meant
