"""The two list sheets: areas chosen for transformation, and tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from data_loaders.forms.declaration import Column, ColumnKind
from data_loaders.intake.communes import candidates, legacy_of
from data_loaders.intake.days import read_day, read_year
from data_loaders.intake.layout import Layout
from data_loaders.intake.merged import Faults, merged_faults
from data_loaders.intake.progress import Intake, Place
from data_loaders.intake.rows import is_column_number, is_total
from data_loaders.intake.values import (
    Reading,
    is_blank,
    read_choice,
    read_text,
    struck,
    text_of,
)
from data_loaders.model import (
    Area,
    Identity,
    ListCell,
    Period,
    Regime,
    TaskRecord,
)
from data_loaders.model.findings import finding, what_to_fill_in
from data_loaders.register.legacy_text import legacy_encoding
from data_loaders.register.names import key, kind_and_name, plain
from data_loaders.workbook.cells import Cell

Value = int | str | date | None

_NO_AREA = {"selected_on": None, "area_class": None}
"""What an area is without these columns; its other fields know it themselves."""


def read_areas(layout: Layout, identity: Identity, intake: Intake, epoch: date) -> tuple[Area, ...]:
    """The areas whose rows can be read; the others leave their faults."""
    areas = []
    whole = intake.register.by_id[identity.unit_id]
    found = list(_rows(layout, intake.form.areas))
    merged = _merged(layout, found)
    for row, cells in found:
        text = _first(cells, intake.form.areas)
        unit = intake.names(identity).of_area(text)
        if unit is None and (_is_aside(text, cells) or is_total(text, whole)):
            continue
        year = text_of(cells.get("cohort"))
        name = f"{unit.full_name if unit else text or f'dòng {row}'} ({year or '…'})"
        line = _Line(layout, row, cells, name, intake, merged)
        values = {c.code: line.value(c, epoch) for c in intake.form.areas[1:]}
        commune = _commune(line, identity)
        state, cohort = values.pop("state"), values.pop("cohort")
        if commune is None or not isinstance(cohort, int) or not isinstance(state, str):
            intake.unread.add((layout.sheet.name, ""))
            continue
        areas.append(
            Area(
                commune_id=commune,
                cohort=cohort,
                state=state,
                sheet=layout.sheet.name,
                row=row,
                **{**_NO_AREA, **values},  # type: ignore[arg-type]  # each is of its column's kind
            )
        )
    return tuple(areas)


def _commune(line: _Line, identity: Identity) -> str | None:
    """The unit id of the row's commune; its fault is noted."""
    column = line.intake.form.areas[0]
    cell, place = line.at(column)
    label = line.label(column)
    text = plain(text_of(cell))
    if not line.said_clearly(column):
        return None
    if is_blank(text) or cell is None:
        line.required(column)
        return None
    unit = line.intake.names(identity).of_area(text)
    if unit is not None:
        same = plain(cell.characters).casefold() == unit.full_name.casefold()
        line.intake.take(Reading(0, shown=None if same else unit.full_name), cell, place, label)
        return unit.unit_id
    where = {"sheet": place.sheet, "cell": place.cell, "label": label, "found": cell.typed}
    communes = line.intake.communes(identity)
    legacy = legacy_of(text, communes)
    if legacy:
        line.intake.values.append(finding("text-legacy", **where, **legacy))
        return None
    case, names = candidates(text, communes)
    line.intake.values.append(
        finding(
            "area-commune",
            **where,
            case="unknown" if case == "none" else "close",
            unit=line.intake.register.by_id[identity.unit_id].full_name,
            candidates=names,
        )
    )
    return None


def read_tasks(
    layout: Layout, identity: Identity, intake: Intake, epoch: date
) -> tuple[TaskRecord, ...]:
    """The state of each task that has a row; an unknown task keeps its text as its id."""
    records = []
    regime = intake.regime
    found = list(_rows(layout, intake.form.tasks))
    merged = _merged(layout, found)
    for row, cells in found:
        text = _first(cells, intake.form.tasks)
        task_id = task_of(text, regime, identity.period)
        if task_id is None and _is_aside(text, cells):
            continue
        names = {task.task_id: task.name_vi for task in regime.tasks}
        label = names.get(task_id or "", text or f"dòng {row}")
        line = _Line(layout, row, cells, label, intake, merged)
        line.said_clearly(intake.form.tasks[0])
        values = {c.code: line.value(c, epoch) for c in intake.form.tasks[1:]}
        state = values.pop("state")
        if not isinstance(state, str):
            intake.unread.add((layout.sheet.name, task_id or text))
            continue
        records.append(
            TaskRecord(
                task_id=task_id or text,
                state=intake.form.task_state(state),
                sheet=layout.sheet.name,
                row=row,
                **values,  # type: ignore[arg-type]  # each is of its column's kind
            )
        )
    return tuple(records)


def task_of(text: str, regime: Regime, period: Period) -> str | None:
    """The id of the task a text names: by id, by name, a yearly code as that of the year."""
    for task in regime.tasks:
        if text == task.task_id or key(text) == key(task.name_vi):
            return task.task_id
    year = [t for t in regime.tasks if t.code == text and t.due_on and t.due_on.year == period.year]
    return year[0].task_id if len(year) == 1 else None


def _rows(layout: Layout, columns: Sequence[Column]) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Rows under the headings that say anything, from above: code → cell."""
    codes = {column: code for code, column in layout.columns.items()}
    known = {column.code for column in columns}
    found: dict[int, dict[str, Cell]] = {}
    for (row, column), cell in layout.sheet.cells.items():
        if row > layout.row and codes.get(column) in known and not _says_nothing(cell):
            found.setdefault(row, {})[codes[column]] = cell
    for row in sorted(found):
        if not all(is_column_number(text_of(cell)) for cell in found[row].values()):
            yield row, found[row]


def _merged(layout: Layout, rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> Faults:
    return merged_faults(layout.sheet, [row for row, _ in rows], set(layout.columns.values()))


def _says_nothing(cell: Cell) -> bool:
    return cell.formula is None and is_blank(text_of(cell))


def _first(cells: Mapping[str, Cell], columns: Sequence[Column]) -> str:
    return plain(text_of(cells.get(columns[0].code)))


def _is_aside(text: str, cells: Mapping[str, Cell]) -> bool:
    """Notes and signatures under a list: a text that stands alone and names no commune."""
    kind, name = kind_and_name(text)
    return len(cells) == 1 and bool(text) and not (kind and name) and not legacy_encoding(text)


class _Line:
    """One row of a list: its cells by code, and how its findings name it."""

    def __init__(
        self,
        layout: Layout,
        row: int,
        cells: Mapping[str, Cell],
        name: str,
        intake: Intake,
        merged: Faults,
    ) -> None:
        self.layout, self.row, self.cells, self.name = layout, row, cells, name
        self.intake, self.merged = intake, merged
        for code, cell in cells.items():
            place = Place(layout.sheet.name, row, layout.columns[code])
            intake.listed.append(ListCell(place.sheet, row, code, place.cell, cell.typed))

    def at(self, column: Column) -> tuple[Cell | None, Place]:
        place = Place(self.layout.sheet.name, self.row, self.layout.columns.get(column.code, 1))
        return self.cells.get(column.code), place

    def label(self, column: Column) -> str:
        return f"{self.name} · {column.heading}"

    def value(self, column: Column, epoch: date) -> Value:
        """The value of a column; faults, conversions and missing values are noted."""
        cell, place = self.at(column)
        reading = self.merged.get((place.row, place.column)) or _reading(column, cell, epoch)
        value = self.intake.take(reading, cell, place, self.label(column))
        if value is None and not reading.fault and column.required:
            self.required(column)
        return value

    def said_clearly(self, column: Column) -> bool:
        """Whether a name is neither struck through nor merged with others; else it is noted."""
        cell, place = self.at(column)
        fault = self.merged.get((place.row, place.column)) or struck(cell)
        if fault is not None:
            self.intake.fault(fault, cell, place, self.label(column))
        return fault is None

    def required(self, column: Column) -> None:
        """Note that a cell no row of the list can do without is blank."""
        if column.code not in self.layout.columns:
            return  # the missing column is said once
        _, place = self.at(column)
        self.intake.values.append(
            finding(
                "required-missing",
                sheet=place.sheet,
                cell=place.cell,
                label=self.label(column),
                **what_to_fill_in([choice.word for choice in column.choices], count=False),
            )
        )


def _reading(column: Column, cell: Cell | None, epoch: date) -> Reading[Value]:
    reading: Reading[int] | Reading[str] | Reading[date]
    if column.kind is ColumnKind.YEAR:
        reading = read_year(cell)
    elif column.kind is ColumnKind.DATE:
        reading = read_day(cell, epoch=epoch)
    elif column.kind is ColumnKind.CHOICE:
        reading = read_choice(cell, column.choices)
    else:
        reading = read_text(cell)
    return Reading(reading.value, reading.fault, reading.parameters, reading.shown)
