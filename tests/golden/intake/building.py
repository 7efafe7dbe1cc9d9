"""Makes the files of the corpus: the product's own form after somebody's hand, or one from scratch.

Every file says in its :class:`Sent` what must be found in it and what must be read of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from data_loaders.forms.declaration import Measure
from data_loaders.model import Identity, Period, ReportContent
from tests.data_loaders.sent_forms import (
    FIGURES,
    FORM,
    NGOC_HOI,
    PERIOD,
    REGIME,
    REGISTER,
    USUAL,
    cell_of,
    filled,
    usual,
)
from tests.words_of_the_plan import COMMUNE_CLASSES

Place = tuple[str, str | None, str | None]
"""Code, sheet and cell of a finding."""

OURS = Identity(NGOC_HOI, PERIOD)


@dataclass(frozen=True)
class Sent:
    """One file somebody sends: how it is made, what is found in it and what is read of it.

    ``content`` None: nothing is read. ``confirmed``: what the sender says the form is about.
    """

    name: str
    make: Callable[[], bytes]
    findings: tuple[Place, ...] = ()
    content: ReportContent | None = field(default_factory=usual)
    confirmed: Identity | None = None
    file_name: str = "bieu.xlsx"


def own_form(
    edit: Callable[[Any], None], unit_id: str = NGOC_HOI, period: Period = PERIOD
) -> Callable[[], bytes]:
    """The product's own form, filled in, after that edit."""

    def make() -> bytes:
        book = load_workbook(BytesIO(filled(unit_id, period)))
        edit(book)
        return saved(book)

    return make


@dataclass(frozen=True)
class Typed:
    """What is typed into one cell; ``kind`` is the type it is written with."""

    cell: Any
    value: object
    font: str = ""
    number_format: str = ""
    kind: str = ""

    def put(self) -> None:
        self.cell.value = self.value
        if self.kind:
            self.cell.data_type = self.kind
        if self.font:
            self.cell.font = Font(name=self.font)
        if self.number_format:
            self.cell.number_format = self.number_format


def cells(choose: Callable[[Any], list[Typed]], unit_id: str = NGOC_HOI) -> Callable[[], bytes]:
    """The own form with some cells typed over; opened once for all files, for it takes long."""

    def make() -> bytes:
        book = _opened(unit_id)
        changes = choose(book)
        before = [(one.cell, one.cell.value, copy(one.cell._style)) for one in changes]
        try:
            for one in changes:
                one.put()
            return saved(book)
        finally:
            for cell, value, style in before:
                cell.value, cell._style = value, style

    return make


@cache
def _opened(unit_id: str) -> Any:
    return load_workbook(BytesIO(filled(unit_id)))


def typed(commune_id: str, code: str, value: object, **options: str) -> Callable[[], bytes]:
    """The own form with one figure typed over."""
    return cells(lambda book: [Typed(cell_of(book, commune_id, code), value, **options)])


def at(sheet: str, address: str, value: object, number_format: str = "") -> Callable[[], bytes]:
    """The own form with one cell typed over."""
    return cells(lambda book: [Typed(book[sheet][address], value, number_format=number_format)])


def in_row(book: Any, commune_id: str, column: int) -> Any:
    """A cell in the row of a commune."""
    return book[FIGURES].cell(cell_of(book, commune_id, "addicts").row, column)


def insert(sheet: Any, *, row: int = 0, column: int = 0, count: int = 1) -> None:
    """Rows or columns, with the merged ranges behind them moved along, as Excel does."""
    if row:
        sheet.insert_rows(row, count)
    else:
        sheet.insert_cols(column, count)
    for area in sheet.merged_cells.ranges:
        if row and area.min_row >= row:
            area.shift(row_shift=count)
        elif column and area.min_col >= column:
            area.shift(col_shift=count)


def saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class Paper:
    """A table typed by hand on an empty sheet, row after row, all 26 measures wide.

    ``levels``: rows of headings. ``write`` turns each text into what the cell holds.
    """

    sheet: Any
    levels: int = 2
    row: int = 0
    first: int = 3
    font: str = ""
    write: Callable[[str], str] = str
    aliases: int | None = None

    def line(self, *values: object, at: int = 1) -> int:
        """A row of values from that column on; its number."""
        self.row += 1
        for column, value in enumerate(values, start=at):
            self.put(self.row, column, value)
        return self.row

    def put(self, row: int, column: int, value: object) -> None:
        if value is None:
            return
        cell = self.sheet.cell(row, column)
        cell.value = self.write(value) if isinstance(value, str) else value
        if self.font:
            cell.font = Font(name=self.font)

    def merge(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        self.put(top, left, text)
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )

    def heads(self, *beside: str) -> None:
        """Headings of all measures under their groups; ``beside``: those of the first columns."""
        top, bottom = self.row + 1, self.row + self.levels
        for column, text in enumerate(beside, start=self.first - len(beside)):
            self.merge(top, column, bottom, column, text)
        column = self.first
        for group, members in groupby(FORM.measures, key=lambda measure: measure.group):
            block = list(members)
            if self.levels == 1 or block[0].heading == group.heading:
                for offset, measure in enumerate(block):
                    at = column + offset
                    self.merge(top, at, bottom, at, self.heading(measure))
            else:
                self.merge(top, column, top, column + len(block) - 1, group.heading)
                self._under(top + 1, bottom, column, block)
            column += len(block)
        self.row = bottom

    def _under(self, top: int, bottom: int, column: int, block: Sequence[Measure]) -> None:
        for under, members in groupby(block, key=lambda measure: measure.under):
            part = list(members)
            own = top
            if under and bottom > top:
                self.merge(top, column, top, column + len(part) - 1, under)
                own = top + 1
            for measure in part:
                self.merge(own, column, bottom, column, self.heading(measure))
                column += 1

    def heading(self, measure: Measure) -> str:
        if self.aliases is None or not measure.aliases:
            return measure.heading
        return measure.aliases[self.aliases % len(measure.aliases)]

    def numbers(self, *beside: object, form: str = "({})") -> None:
        """The row of column numbers."""
        self.line(*beside, *(form.format(n) for n in range(1, len(FORM.measures) + 1)))

    def figures(self, *beside: object, values: Sequence[object] | None = None) -> int:
        """A row of figures behind what stands in the first columns."""
        return self.line(*beside, *(USUAL_ROW if values is None else values))

    def total(self, *beside: object, of: int = 8) -> int:
        """A row of sums of that many usual communes."""
        sums = ("x" if measure.choices else USUAL[measure.code] * of for measure in FORM.measures)
        return self.line(*beside, *sums)


USUAL_ROW = [
    COMMUNE_CLASSES[USUAL[measure.code] - 1] if measure.choices else USUAL[measure.code]
    for measure in FORM.measures
]
"""What a commune without fault reports, cell by cell."""


def names(unit_id: str = NGOC_HOI) -> list[str]:
    """The communes of a locality in their order."""
    return [unit.full_name for unit in REGISTER.children(unit_id, REGIME.ends_on(PERIOD))]


def new_paper(title: str = "Sheet1", **options: Any) -> tuple[Any, Paper]:
    book: Any = Workbook()
    book.active.title = title
    return book, Paper(book.active, **options)


def with_lists(book: Any) -> bytes:
    """The two lists as somebody types them, behind the sheets there are."""
    areas = book.create_sheet("Dia ban")
    areas.append(["TT"] + [column.heading for column in FORM.areas])
    for number, area in enumerate(usual().areas, start=1):
        unit = REGISTER.by_id[area.commune_id]
        values = [getattr(area, column.code) for column in FORM.areas[1:]]
        areas.append([number, unit.full_name, *values])
    tasks = book.create_sheet("Nhiem vu")
    tasks.append(["TT"] + [column.heading for column in FORM.tasks])
    shown = {task.task_id: task.name_vi for task in REGIME.tasks_shown(PERIOD)}
    for number, task in enumerate(usual().tasks, start=1):
        values = [getattr(task, column.code) for column in FORM.tasks[1:]]
        tasks.append([number, shown[task.task_id], *values])
    return saved(book)
