"""What stands in an exported file, read with the libraries others would read it with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

Results = dict[tuple[str, str], dict[str, Any]]
WORDS = {
    "met": "✓ Đạt",
    "on_track": "● Đúng tiến độ",
    "at_risk": "▲ Nguy cơ không đạt",
    "behind": "▼ Chậm tiến độ",
    "missed": "✕ Không đạt",
    "no_data": "? Chưa đủ số liệu",
    "not_applicable": "– Không áp dụng",
    "not_judged": "○ Chưa đánh giá",
}


@dataclass(frozen=True)
class Made:
    """The bytes by kind, and the one report id they bear."""

    files: dict[str, bytes]
    report_id: str

    @cached_property
    def slides(self) -> list[Any]:
        return list(Presentation(BytesIO(self.files["deck"])).slides)

    @cached_property
    def report(self) -> Any:
        return Document(BytesIO(self.files["report"]))

    @cached_property
    def book(self) -> Any:
        """The data book with what its formulas come to."""
        return load_workbook(BytesIO(self.files["databook"]), data_only=True)

    @cached_property
    def formulas(self) -> Any:
        """The data book with its formulas."""
        return load_workbook(BytesIO(self.files["databook"]))


def verdict(row: dict[str, Any]) -> str:
    """The verdict as it must stand in a table, from the row's own codes."""
    return WORDS[row["verdict"]] + ("*" if row["provisional"] else "")


def whole_numbers(text: str) -> list[int]:
    """Every whole number of a Vietnamese text: ``67,3% (37/55)`` → 37, 55; dates and shares not."""
    text = re.sub(r"\d[\d.]*,\d+|[\d.,]+%|\d+/\d+/\d{4}|\d\d/\d{4}", " ", text)
    return [int(number.replace(".", "")) for number in re.findall(r"\d[\d.]*\d|\d", text)]


def cell_texts(table: Any) -> list[list[str]]:
    """The rows of a table of a slide or of a document, without their heading."""
    return [[cell.text for cell in row.cells] for row in list(table.rows)[1:]]


def slide_tables(slide: Any) -> Iterator[list[list[str]]]:
    """The tables of a slide."""
    return (cell_texts(shape.table) for shape in slide.shapes if shape.has_table)


def titled(slides: list[Any], words: str) -> list[Any]:
    """The slides whose title has these words."""
    return [one for one in slides if words in one.shapes.title.text_frame.text]
