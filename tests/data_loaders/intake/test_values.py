from __future__ import annotations

import math
from datetime import date, datetime, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data_loaders.intake.days import read_day, read_year
from data_loaders.intake.values import read_choice, read_count, read_text
from data_loaders.workbook.cells import EPOCH_1900, EPOCH_1904, Cell, CellKind
from tests.data_loaders.sent_forms import FORM

CLASSES = FORM.by_code["commune_class"].choices


def text(value: str, font: str = "") -> Cell:
    return Cell(value, value, CellKind.TEXT, None, font)


def number(value: float) -> Cell:
    return Cell(repr(value), value, CellKind.NUMBER, None, "")


def day_cell(value: datetime) -> Cell:
    return Cell("45935", value, CellKind.DATE, None, "")


NO_VALUE = Cell("", None, CellKind.EMPTY, "=B1", "")
ERROR = Cell("#REF!", "#REF!", CellKind.ERROR, "=#REF!", "")


@pytest.mark.parametrize(
    ("cell", "value", "shown"),
    [
        (number(7), 7, None),
        (number(1234.0), 1234, None),
        (number(0), 0, None),
        (text("7"), 7, None),
        (text("1.234"), 1234, "1234"),
        (text("12.345.678"), 12345678, "12345678"),
        (text("05"), 5, "5"),
        (text(" 7 "), 7, "7"),
        (text("7\u00a0"), 7, "7"),
        (text("0"), 0, None),
        (text("-"), 0, "0"),
        (text("–"), 0, "0"),
        (text("Không"), 0, "0"),
        (text("không  phát sinh"), 0, "0"),
        (text("KPS"), 0, "0"),
        (Cell("3", 3, CellKind.NUMBER, "=1+2", ""), 3, None),
    ],
)
def test_a_number_is_read_as_offices_write_it(cell: Cell, value: int, shown: str | None) -> None:
    reading = read_count(cell)
    assert (reading.value, reading.fault, reading.shown) == (value, None, shown)


@pytest.mark.parametrize("cell", [None, text(""), text("  "), text("…"), text("......")])
def test_a_blank_is_neither_zero_nor_a_fault(cell: Cell | None) -> None:
    for reading in (read_count(cell), read_year(cell), read_text(cell)):
        assert (reading.value, reading.fault) == (None, None)
    assert read_choice(cell, CLASSES).fault is None
    assert read_day(cell, epoch=EPOCH_1900).value is None


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (text("x"), "number-unreadable"),
        (text("05 điểm"), "number-unreadable"),
        (text("02 (tăng 01)"), "number-unreadable"),
        (text("12/15"), "number-unreadable"),
        (text("85%"), "number-unreadable"),
        (text("1 234"), "number-unreadable"),
        (text("1.23"), "number-not-whole"),
        (text("12,5"), "number-not-whole"),
        (text("0.123"), "number-not-whole"),
        (number(12.5), "number-not-whole"),
        (number(0.85), "number-not-whole"),
        (number(-1), "number-negative"),
        (text("-3"), "number-negative"),
        (number(2e9), "number-too-large"),
        (text("9" * 30), "number-too-large"),
        (ERROR, "cell-error"),
        (NO_VALUE, "formula-without-value"),
        (Cell("4", 4, CellKind.NUMBER, "=[1]Sheet1!B3", ""), "formula-link"),
        (Cell("TRUE", True, CellKind.BOOLEAN, None, ""), "number-unreadable"),
        (day_cell(datetime.fromisoformat("2025-12-15")), "number-as-date"),
    ],
)
def test_what_is_no_number_is_a_fault_and_never_a_guess(cell: Cell, fault: str) -> None:
    reading = read_count(cell)
    assert (reading.value, reading.fault) == (None, fault)


@given(st.text(max_size=40) | st.floats() | st.integers())
def test_whatever_stands_in_a_cell_is_a_value_a_blank_or_a_fault(content: str | float) -> None:
    cell = text(content) if isinstance(content, str) else number(content)
    assume(isinstance(content, str) or math.isfinite(content))  # no file holds other numbers
    for reading in (read_count(cell), read_year(cell)):
        assert reading.value is None or reading.fault is None
        assert reading.value is None or 0 <= reading.value <= 1_000_000_000
    day = read_day(cell, epoch=EPOCH_1900)
    assert day.value is None or (day.fault is None and 2000 <= day.value.year <= 2100)


@pytest.mark.parametrize(
    ("cell", "word", "shown"),
    [
        (text("II"), "II", None),
        (text("ii "), "II", "II"),
        (text("Loại II"), "II", "II"),
        (text("không"), "không", None),
        (text("Có"), "có", "có"),
        (text("kh«ng", ".VnTime"), "không", "không"),
    ],
)
def test_a_word_of_a_list_is_read_in_any_case(cell: Cell, word: str, shown: str | None) -> None:
    reading = read_choice(cell, CLASSES)
    assert (reading.value, reading.shown) == (word, shown)


def test_a_word_that_is_not_in_the_list_is_a_fault_with_the_list() -> None:
    reading = read_choice(text("IV"), CLASSES)
    assert (reading.value, reading.fault) == (None, "choice-unknown")
    assert reading.parameters["choices"] == "“I”, “II”, “III”, “có”, “không”"
    assert read_choice(number(1), CLASSES).fault == "choice-unknown"


OCTOBER = date(2025, 10, 5)


@pytest.mark.parametrize(
    ("cell", "value", "shown"),
    [
        (day_cell(datetime.fromisoformat("2025-10-05")), OCTOBER, None),
        (day_cell(datetime.fromisoformat("2025-10-05T14:30")), OCTOBER, None),
        (number(45935), OCTOBER, "05/10/2025"),
        (text("05/10/2025"), OCTOBER, None),
        (text("5.10.25"), OCTOBER, "05/10/2025"),
        (text("5-10-2025"), OCTOBER, "05/10/2025"),
        (text("Ngày 05 tháng 10 năm 2025"), OCTOBER, "05/10/2025"),
        (text("2025-10-05"), OCTOBER, "05/10/2025"),
    ],
)
def test_a_day_is_read_with_the_day_before_the_month(
    cell: Cell, value: date, shown: str | None
) -> None:
    reading = read_day(cell, epoch=EPOCH_1900)
    assert (reading.value, reading.fault, reading.shown) == (value, None, shown)


def test_a_serial_counts_from_the_epoch_of_its_workbook() -> None:
    assert read_day(number(44473), epoch=EPOCH_1904).value == OCTOBER


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (text("31/02/2025"), "date-unreadable"),
        (text("10/15/2025"), "date-unreadable"),
        (text("05/10"), "date-unreadable"),
        (text("tháng 10"), "date-unreadable"),
        (text("5.10/2025"), "date-unreadable"),
        (text("05/10/1925"), "date-out-of-range"),
        (number(3), "date-out-of-range"),
        (number(1e12), "date-unreadable"),
        (day_cell(datetime.fromisoformat("2101-01-01")), "date-out-of-range"),
        (Cell("0.5", time(12), CellKind.DATE, None, ""), "date-unreadable"),
        (NO_VALUE, "formula-without-value"),
    ],
)
def test_what_is_no_day_is_a_fault(cell: Cell, fault: str) -> None:
    reading = read_day(cell, epoch=EPOCH_1900)
    assert (reading.value, reading.fault) == (None, fault)


def test_a_year_has_four_digits_of_our_time() -> None:
    assert read_year(number(2024)).value == 2024
    assert read_year(text("2024")).value == 2024
    for cell in (number(24), text("năm 2024"), number(1999), number(2101), number(2024.5)):
        assert read_year(cell).fault == "year-unreadable"


def test_a_text_is_composed_trimmed_and_otherwise_as_it_is() -> None:
    assert read_text(text("  12/QĐ-UBND ")).value == "12/QĐ-UBND"
    assert read_text(number(12)).value == "12"
    assert read_text(text("-")).value is None
    assert read_text(ERROR).fault == "cell-error"
    assert read_text(day_cell(datetime.fromisoformat("2025-10-05"))).value == "05/10/2025"
