"""Forms typed again from an empty sheet: no codes, no hidden sheet, headings of one's own.

The sender says whose they are; everything else is found by its heading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from data_loaders.model import ReportContent
from tests.data_loaders.register.test_legacy_text import in_tcvn3, in_vni
from tests.data_loaders.sent_forms import FORM, usual
from tests.golden.intake.building import (
    OURS,
    USUAL_ROW,
    Paper,
    Place,
    Sent,
    names,
    new_paper,
    saved,
    with_lists,
)

SHEET = "Bieu 10"


def paper(fill: Callable[[Paper], None], **options: Any) -> Callable[[], bytes]:
    """A form of one's own: titles, the table as ``fill`` types it, a signature, the two lists."""

    def make() -> bytes:
        book, sheet = new_paper(SHEET, **options)
        sheet.line("CÔNG AN HUYỆN NGỌC HỒI")
        sheet.line("Biểu tổng hợp kỳ báo cáo tháng 10 năm 2025")
        fill(sheet)
        sheet.line("Người lập biểu", None, None, "Ngọc Hồi, ngày 15 tháng 10 năm 2025")
        return with_lists(book)

    return make


def rows(sheet: Paper) -> None:
    for number, name in enumerate(names(), start=1):
        sheet.figures(number, name)


def plain(sheet: Paper) -> None:
    sheet.heads("STT", "Đơn vị")
    rows(sheet)
    sheet.total(None, "Tổng cộng")


def numbered(sheet: Paper) -> None:
    sheet.heads("TT", "Xã, phường, thị trấn")
    sheet.numbers("A", "B")
    rows(sheet)


def without_name_heading(sheet: Paper) -> None:
    sheet.heads("TT", "")
    sheet.numbers("A", "B")
    rows(sheet)


def names_first(sheet: Paper) -> None:
    sheet.first = 2
    sheet.heads("Tên đơn vị")
    for name in names():
        sheet.figures(name)
    sheet.total("Cộng")


def far_right(sheet: Paper) -> None:
    sheet.first = 8
    sheet.heads("TT", "Địa phương")
    for number, name in enumerate(names(), start=1):
        sheet.line(number, name, *USUAL_ROW, at=6)


def grouped(sheet: Paper) -> None:
    sheet.heads("TT", "Đơn vị")
    sheet.total("A", "Toàn huyện")
    sheet.line("I", "Thị trấn")
    first, *others = names()
    sheet.figures(1, first)
    sheet.total("II", "Các xã", of=7)
    for number, name in enumerate(others, start=1):
        sheet.figures(number, name)


def roman(sheet: Paper) -> None:
    sheet.heads("TT", "Đơn vị")
    numbers = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    for number, name in zip(numbers, names(), strict=True):
        sheet.figures(number, name)


def shuffled_blocks(sheet: Paper) -> None:
    """Lines between the headings and the rows, and between the rows."""
    sheet.heads("TT", "Đơn vị")
    sheet.line()
    for number, name in enumerate(names(), start=1):
        sheet.figures(number, name)
        sheet.line()


def wrong_total(sheet: Paper) -> None:
    sheet.heads("TT", "Đơn vị")
    sheet.total(None, "Toàn huyện", of=9)
    rows(sheet)


def decomposed(text: str) -> str:
    return normalize("NFD", text)


def other_tones(text: str) -> str:
    """Headings and names as the other school places tone marks."""
    for old, new in (("xóa", "xoá"), ("hòa", "hoà"), ("túy", "tuý"), ("khóa", "khoá")):
        text = text.replace(old, new).replace(old.upper(), new.upper())
    return text


def double_spaces(text: str) -> str:
    return f" {text} ".replace(" ", " \u00a0")


def broken_lines(text: str) -> str:
    return text.replace(" ", "\n")


def no_rows(sheet: Paper) -> None:
    sheet.heads("TT", "Đơn vị")


def two_blocks(sheet: Paper) -> None:
    """The table twice on one sheet."""
    plain(sheet)
    sheet.line()
    plain(sheet)


def notes(*marked: str) -> tuple[Place, ...]:
    return tuple(("converted", SHEET, cell) for cell in marked)


def whole() -> ReportContent:
    return usual()


def legacy_notes(first: int, column: str = "B") -> tuple[Place, ...]:
    """Names in a legacy encoding are listed with what they were read as, and the class with it."""
    return notes(*(f"{column}{first + n}" for n in range(8)))


def confirmed(name: str, make: Callable[[], bytes], *findings: Place) -> Sent:
    return Sent(f"retyped: {name}", make, findings, usual(), OURS)


ALIAS_ROUNDS = max(len(measure.aliases) for measure in FORM.measures)


def empty_workbook() -> bytes:
    book, sheet = new_paper()
    sheet.line("Danh sách cán bộ trực tháng 10")
    sheet.line("TT", "Họ và tên", "Ngày trực")
    sheet.line(1, "Nguyễn Văn A", "05/10/2025")
    return saved(book)


FILES = [
    confirmed("two rows of headings, total below", paper(plain)),
    confirmed("three rows of headings", paper(plain, levels=3)),
    confirmed("one row of headings", paper(plain, levels=1)),
    confirmed("a row of column numbers", paper(numbered, levels=3)),
    confirmed("no heading over the names", paper(without_name_heading)),
    confirmed("names first, no TT", paper(names_first)),
    confirmed("five empty columns before", paper(far_right)),
    confirmed("groups with sums, total on top", paper(grouped)),
    confirmed("Roman numbers for communes", paper(roman)),
    confirmed("empty rows between", paper(shuffled_blocks)),
    *(
        confirmed(f"headings in other words, {n + 1}", paper(plain, aliases=n, levels=2 + n % 2))
        for n in range(ALIAS_ROUNDS)
    ),
    confirmed("decomposed letters", paper(plain, write=decomposed)),
    confirmed("the other tone placement", paper(plain, write=other_tones)),
    confirmed("double and non-breaking spaces", paper(plain, write=double_spaces)),
    confirmed("headings broken into lines", paper(plain, write=broken_lines)),
    confirmed("in TCVN3", paper(plain, write=in_tcvn3, font=".VnTime"), *legacy_notes(5)),
    confirmed("in VNI", paper(plain, write=in_vni, font="VNI-Times"), *legacy_notes(5)),
    confirmed(
        "in TCVN3 capitals",
        paper(plain, write=lambda text: in_tcvn3(text.lower()), font=".VnTimeH"),
        *legacy_notes(5),
        *legacy_notes(5, "R"),
    ),
    confirmed(
        "a total on top that is wrong",
        paper(wrong_total),
        *(
            ("total-mismatch", SHEET, f"{letters}5")  # but where nothing times nine is nothing
            for letters in (*"CDFGHIJKLMNOPQSTUVWXZ", "AA")
        ),
    ),
    Sent("retyped: nobody says whose", paper(plain), (("identity-unknown", None, None),), None),
    Sent(
        "retyped: headings without rows",
        paper(no_rows),
        (("commune-missing", SHEET, None),),
        None,
        OURS,
    ),
    Sent(
        "retyped: the table twice on a sheet",
        paper(two_blocks),
        (("table-twice", SHEET, None),),
        None,
        OURS,
    ),
    Sent(
        "retyped: a workbook of something else",
        empty_workbook,
        (("form-unrecognised", None, None),),
        None,
    ),
]
