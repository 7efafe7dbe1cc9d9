"""The two list sheets: areas chosen for transformation, and the plan's tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from data_loaders.forms.declaration import Column, ColumnKind
from data_loaders.forms.grid import FIRST_ROW, NAME
from data_loaders.forms.letterhead import HEAD_ROWS, Frame, day_in_words, write_head
from data_loaders.forms.styles import Styles, print_on_a4, protect
from data_loaders.model import Area, ReportContent, TaskRecord, TaskState, column_letters

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from data_loaders.forms.request import FormRequest

SPARE_ROWS = 30
"""Rows of the area list that are left for new areas."""

_STYLES = {
    ColumnKind.COMMUNE: "text",
    ColumnKind.YEAR: "choice",
    ColumnKind.DATE: "date",
    ColumnKind.CHOICE: "choice",
    ColumnKind.TEXT: "text",
    ColumnKind.TASK: "code",
}
_FIXED = {ColumnKind.COMMUNE: "name", ColumnKind.YEAR: "fixed"}
"""Columns that say which area a row is: locked in rows that were accepted once."""

_TITLE_LIMIT, _MESSAGE_LIMIT = 32, 255


def write_areas(
    sheet: Worksheet, styles: Styles, request: FormRequest, answers: ReportContent | None
) -> None:
    """The whole list since the plan began, then spare rows; what was accepted keeps its place."""
    columns = request.form.areas
    frame = Frame(first=0, last=len(columns), split=min(4, len(columns) - 1))
    top = write_head(sheet, styles, request, frame, role="areas")
    headings = [request.form.row_number.heading, *(marked(column) for column in columns)]
    _heading_rows(sheet, styles, frame, headings)
    for offset, column in enumerate(columns, start=1):
        sheet.set_column(offset, offset, column.width)
        sheet.write_string(top + 2, offset, column.code, styles["code"])
    sheet.set_column(0, 0, 5)
    kept = {(area.commune_id, area.cohort) for area in (_areas(request.previous))}
    areas = _areas(answers) if answers else _areas(request.previous)
    first, last = top + 3, top + 2 + len(areas) + SPARE_ROWS
    for offset in range(len(areas) + SPARE_ROWS):
        row = first + offset
        sheet.set_row(row, 19)
        sheet.write_number(row, 0, offset + 1, styles["ordinal"])
        area = areas[offset] if offset < len(areas) else None
        _area(sheet, styles, request, row, area, known=_key(area) in kept)
    for offset, column in enumerate(columns, start=1):
        _guard(sheet, (first, offset, last, offset), column, _commune_cells(request))
    _finish(sheet, request, top, frame, last)


def _areas(content: ReportContent | None) -> Sequence[Area]:
    return content.areas if content else ()


def _key(area: Area | None) -> tuple[str, int] | None:
    return (area.commune_id, area.cohort) if area else None


def _area(
    sheet: Worksheet,
    styles: Styles,
    request: FormRequest,
    row: int,
    area: Area | None,
    *,
    known: bool,
) -> None:
    for offset, column in enumerate(request.form.areas, start=1):
        value = None
        if area and column.kind is ColumnKind.COMMUNE:
            value = request.register.by_id[area.commune_id].full_name
        elif area:
            value = getattr(area, column.code)
        fixed = known and column.kind in _FIXED
        style = _FIXED[column.kind] if fixed else _STYLES[column.kind]
        _write(sheet, row, offset, value, styles[style])


def write_tasks(
    sheet: Worksheet, styles: Styles, request: FormRequest, answers: ReportContent | None
) -> None:
    """A row per task of the plan, with its due date; its code stands in a hidden column."""
    columns = request.form.tasks
    frame = Frame(first=1, last=len(columns) + 2, split=3)
    top = write_head(sheet, styles, request, frame, role="tasks")
    code, *inputs = columns
    headings = [
        f"Mã {code.heading.lower()}",
        request.form.row_number.heading,
        code.heading,
        "Hạn hoàn thành",
        *(marked(c) for c in inputs),
    ]
    _heading_rows(sheet, styles, frame, headings)
    sheet.write_string(top + 2, 0, code.code, styles["code"])
    for offset, width in enumerate((20, 5, code.width, 14)):
        sheet.set_column(offset, offset, width, None, {"hidden": offset == 0})
    for offset, column in enumerate(inputs, start=4):
        sheet.set_column(offset, offset, column.width)
        sheet.write_string(top + 2, offset, column.code, styles["code"])
    source = answers or request.previous
    records = {task.task_id: task for task in (source.tasks if source else ())}
    tasks = request.regime.tasks_shown(request.period)
    for number, task in enumerate(tasks, start=1):
        row = top + 2 + number
        sheet.set_row(row, 22)
        record = records.get(task.task_id, TaskRecord(task.task_id, TaskState.NOT_STARTED))
        due = day_in_words(task.due_on) if task.due_on else "Thường xuyên"
        sheet.write_string(row, 0, task.task_id, styles["code"])
        sheet.write_number(row, 1, number, styles["ordinal"])
        sheet.write_string(row, 2, task.name_vi, styles["name"])
        sheet.write_string(row, 3, due, styles["fixed"])
        for offset, column in enumerate(inputs, start=4):
            value = getattr(record, column.code)
            said = request.form.task_word(value) if isinstance(value, TaskState) else value
            _write(sheet, row, offset, said, styles[_STYLES[column.kind]])
    first, last = top + 3, top + 2 + len(tasks)
    for offset, column in enumerate(inputs, start=4):
        _guard(sheet, (first, offset, last, offset), column, "")
    _finish(sheet, request, top, frame, last)


def marked(column: Column) -> str:
    """The heading, with the sign of a column that may not be blank."""
    return f"{column.heading} (*)" if column.required else column.heading


def _heading_rows(sheet: Worksheet, styles: Styles, frame: Frame, headings: Sequence[str]) -> None:
    """Headings, column numbers, and the empty hidden row for the codes."""
    top = HEAD_ROWS
    sheet.set_row(top, 34)
    sheet.set_row(top + 2, 12, None, {"hidden": True})
    for column, heading in enumerate(headings):
        sheet.write_string(top, column, heading, styles["heading"])
        number = f"({column - frame.first})" if column > frame.first else "(A)"
        sheet.write_string(top + 1, column, number, styles["column_number"])


def _write(sheet: Worksheet, row: int, column: int, value: Any, style: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, value, style)


def _commune_cells(request: FormRequest) -> str:
    """Where the names of the communes stand: a list in a validation holds 255 letters only."""
    letters = column_letters(NAME + 1)
    first = FIRST_ROW + 1
    last = FIRST_ROW + len(request.communes)
    return f"='{request.form.sheets.figures}'!${letters}${first}:${letters}${last}"


def _guard(
    sheet: Worksheet, place: tuple[int, int, int, int], column: Column, communes: str
) -> None:
    rule = _validation(column, communes)
    if rule:
        wanted = rule.pop("wanted")
        sheet.data_validation(
            *place,
            {
                **rule,
                "input_title": column.heading[:_TITLE_LIMIT],
                "input_message": wanted[:_MESSAGE_LIMIT],
                "error_title": "Giá trị không hợp lệ",
                "error_message": f"{column.heading}: {wanted}"[:_MESSAGE_LIMIT],
            },
        )


def _validation(column: Column, communes: str) -> dict[str, Any]:
    """What a cell of the column may hold, with the sentence that says so; empty for free text."""
    if column.kind is ColumnKind.COMMUNE:
        return {
            "validate": "list",
            "source": communes,
            "wanted": "Chọn xã, phường, thị trấn trong danh sách.",
        }
    if column.kind is ColumnKind.CHOICE:
        words = [choice.word for choice in column.choices]
        return {
            "validate": "list",
            "source": words,
            "wanted": f"Chọn một trong: {', '.join(words)}.",
        }
    if column.kind is ColumnKind.YEAR:
        bounds = {"criteria": "between", "minimum": 2000, "maximum": 2100}
        return {"validate": "integer", **bounds, "wanted": "Ghi năm, bốn chữ số, ví dụ 2024."}
    if column.kind is ColumnKind.DATE:
        bounds = {"criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
        return {"validate": "date", **bounds, "wanted": "Ghi ngày/tháng/năm, ví dụ 05/10/2025."}
    return {}


def _finish(sheet: Worksheet, request: FormRequest, top: int, frame: Frame, last: int) -> None:
    sheet.freeze_panes(top + 3, 0)
    protect(sheet)
    print_on_a4(sheet, footer=request.footer, repeated=(top, top + 1))
    sheet.print_area(0, frame.first, last, frame.last)
