"""A list taken along: what Excel, LibreOffice and a program read is what was known, and no more."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from kpis.exports.excerpts.csv_file import csv_file
from kpis.exports.excerpts.grounds import Grounds

LINES = (("Nội dung", "Bảng"), ("Kết luận", 'Đạt "7", còn 3'))
GROUNDS = Grounds("Bảng", 'Đạt "7", còn 3', (), LINES)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_it_is_utf_8_with_its_mark_in_lines_of_equal_length_that_end_with_cr_and_lf() -> None:
    data = csv_file(GROUNDS, ("a", "b", "c"), [("Đăk Hà", 1, None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == 4
    assert {len(line) for line in read(data)} == {3}
    assert b'"\xc4\x90\xe1\xba\xa1t ""7"", c\xc3\xb2n 3"' in data  # quoted, its quotes doubled


def test_blank_is_not_zero() -> None:
    assert read(csv_file(GROUNDS, ("a", "b"), [(None, 0)]))[-1] == ["", "0"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@x", "\t=1", " =cmd()", "\u00a0@y", "\r=1"])
def test_no_text_is_worked_out_by_a_spreadsheet(text: str) -> None:
    ((told, _),) = read(csv_file(GROUNDS, ("a", "b"), [(text, None)]))[-1:]
    assert told == f"'{text}"


@pytest.mark.parametrize(
    ("text", "told"),
    [("3/8", "'3/8"), ("10-12", "'10-12"), ("1/2/2025", "'1/2/2025"), ("8/10 nơi", "8/10 nơi")],
)
def test_no_figure_is_taken_for_a_day(text: str, told: str) -> None:
    assert read(csv_file(GROUNDS, ("a", "b"), [(text, -2)]))[-1] == [told, "-2"]


def test_a_day_of_the_calendar_stays_one() -> None:
    assert read(csv_file(GROUNDS, ("a", "b"), [("2025-06-18", 1)]))[-1] == ["2025-06-18", "1"]


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="3 fields under 2 heads"):
        csv_file(GROUNDS, ("a", "b"), [(1, 2, 3)])
