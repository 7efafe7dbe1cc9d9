"""Sheets of the data book: a table with a frozen heading, filters and a print set-up.

Every string is written as a string, also one that begins with ``=``: what a locality typed, or how
a commune is called, is never a formula. Formulas are ours alone and come with their value, so that
a viewer that computes nothing shows the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kpis.charts.palette import LOOKS
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import id_line, stamp, synthetic
from kpis.exports.content.tables import Marked
from kpis.exports.content.text_width import height
from kpis.model import Language

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "Arial"
_LINE, _LETTER, _EDGES = 15, 5.25, 6
"""Points: an empty row's height; a column's width per character; what its edges take."""
_PLACES = 15
"""The most decimals of a share that a workbook keeps."""
HEADS_AT = 4
"""Row (from 0) of a table's headings: over it the sheet's title and what it must be read with."""


def share_form(places: int) -> str:
    """The format of a share with so many decimals of its percentage."""
    return f"share{min(places, _PLACES)}"


@dataclass(frozen=True, slots=True)
class Live:
    """A formula with the value it comes to; ``form``: its own format, else that of its column."""

    formula: str
    value: int | float | str
    form: str | None = None


Value = str | int | float | date | datetime | Live | Marked | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, a width in characters, and how its numbers are written (a key of the formats)."""

    head: str
    width: float
    form: str = "text"


class Book:
    """A workbook with the formats of all sheets."""

    def __init__(self, workbook: Workbook, dossier: Dossier) -> None:
        self.workbook = workbook
        self.dossier = dossier
        vietnamese = dossier.language is Language.VI
        day = "dd/mm/yyyy" if vietnamese else "dd mmm yyyy"
        language = "[$-42A]" if vietnamese else "[$-409]"
        forms: dict[str, dict[str, object]] = {
            "text": {"text_wrap": True},
            "code": {"font_color": "#4A5763"},
            "number": {"num_format": "#,##0"},
            "line": {"num_format": "#,##0.0"},
            **{share_form(n): {"num_format": f"0.{'0' * n}%"} for n in range(1, _PLACES + 1)},
            "day": {"num_format": f"{language}{day}", "align": "left"},
            "instant": {"num_format": f"{language}{day} hh:mm", "align": "left"},
        }
        edge: dict[str, object] = {"font_name": FONT, "font_size": 10, "valign": "top", "border": 1}
        edge["border_color"] = "#C4CED8"
        self.forms = {key: workbook.add_format(edge | form) for key, form in forms.items()}
        self.head = workbook.add_format(
            {
                "font_name": FONT, "font_size": 10, "bold": True, "font_color": "#FFFFFF",
                "bg_color": "#1B2530", "text_wrap": True, "valign": "vcenter", "border": 1,
                "border_color": "#1B2530",
            }
        )  # fmt: skip
        self.title = workbook.add_format({"font_name": FONT, "font_size": 15, "bold": True})
        self.quiet = workbook.add_format(
            {"font_name": FONT, "font_size": 9, "font_color": "#4A5763"}
        )
        self.plain = workbook.add_format({"font_name": FONT, "font_size": 11, "text_wrap": True})
        self.verdicts = {
            verdict: workbook.add_format(
                edge | {"bg_color": look.light.fill, "font_color": look.light.ink, "bold": True}
            )
            for verdict, look in LOOKS.items()
        }

    def sheet(self, name: str, title: str, note: str = "") -> Page:
        """A new sheet under its title; ``note`` says what is in it."""
        return Page(self, self.workbook.add_worksheet(name), title, note)


class Page:
    """One sheet."""

    def __init__(self, book: Book, sheet: Worksheet, title: str, note: str) -> None:
        self.book = book
        self.sheet = sheet
        dossier = book.dossier
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(f"&L&8{_plain(id_line(dossier))}&R&8&P/&N")
        sheet.write_string(0, 0, title, book.title)
        sheet.write_string(1, 0, "; ".join(stamp(dossier)) + ".", book.quiet)
        demo = f" {synthetic(dossier.language)}." if dossier.given.demonstration else ""
        sheet.write_string(2, 0, f"{id_line(dossier)}.{demo} {note}".strip(), book.quiet)

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, frozen: int = 1
    ) -> int:
        """Write a table under the title; how many rows it has. ``frozen``: columns that stay."""
        sheet = self.sheet
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(HEADS_AT, number, column.head, self.book.head)
        heads = (_height(column.head, column, bold=True) for column in columns)
        sheet.set_row(HEADS_AT, max(heads))
        count = 0
        for count, row in enumerate(rows, start=1):
            tall = max(map(_height, row, columns))
            if tall > _LINE:
                sheet.set_row(HEADS_AT + count, tall)
            for number, value in enumerate(row):
                self.write(HEADS_AT + count, number, value, columns[number].form)
        sheet.freeze_panes(HEADS_AT + 1, frozen)
        sheet.repeat_rows(HEADS_AT)
        sheet.autofilter(HEADS_AT, 0, HEADS_AT + max(count, 1), len(columns) - 1)
        sheet.print_area(0, 0, HEADS_AT + max(count, 1), len(columns) - 1)
        return count

    def write(self, row: int, column: int, value: Value, form: str) -> None:
        """One cell, by the type of its value."""
        look: Any = self.book.forms[form]
        match value:
            case None:
                self.sheet.write_blank(row, column, None, look)
            case Live(formula=formula, value=known, form=own):
                look = look if own is None else self.book.forms[own]
                self.sheet.write_formula(row, column, formula, look, known)
            case Marked(verdict=verdict, text=text):
                self.sheet.write_string(row, column, text, self.book.verdicts[verdict])
            case datetime() as at:
                local = at.astimezone(self.book.dossier.plan.regime.timezone)
                self.sheet.write_datetime(row, column, local.replace(tzinfo=None), look)
            case date() as day:
                midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001
                self.sheet.write_datetime(row, column, midnight, look)
            case str() as text:
                self.sheet.write_string(row, column, text, look)
            case number:
                self.sheet.write_number(row, column, number, look)


def _height(value: Value, column: Column, *, bold: bool = False) -> float:
    """Points of height a cell takes, broken to its column's width."""
    if not isinstance(value, str) or not (bold or column.form == "text"):
        return _LINE
    return max(_LINE, height(value, column.width * _LETTER - _EDGES, 10, bold=bold) + 3)


def _plain(text: str) -> str:
    """For a foot of a page, where & begins an instruction."""
    return text.replace("&", "&&")


def span(sheet: str, column: str, rows: int) -> str:
    """The cells of a table's column on another sheet, for a formula: ``'Kết quả'!$A$6:$A$120``."""
    first = HEADS_AT + 2
    name = sheet.replace("'", "''")
    return f"'{name}'!${column}${first}:${column}${first + max(rows, 1) - 1}"
