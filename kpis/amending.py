"""A report with one cell, or one row of a list, as another version of it has them.

What a verdict knows of a report is sums; a corrected cell moves the sums by its difference, so that
the corrections between two versions can be replayed one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data_loaders.model import COMMUNE_CLASSES, Area, Correction, Period, Report, TaskRecord

CLASS_MEASURE = "commune_class"

AreaKey = tuple[str, int]
"""A commune in a cohort: a row of the area list."""


def with_cell(report: Report, cell: Correction) -> Report:
    """The report with one figure as ``cell`` says it is now."""
    old, new = _number(cell.old), _number(cell.new)
    measure = cell.item
    blanker = _blank(new, there=cell.is_there) - _blank(old, there=cell.was_there)
    return replace(
        report,
        totals=_moved(report.totals, measure, (new or 0) - (old or 0)),
        blanks=_moved(report.blanks, measure, blanker),
        communes_with=_moved(report.communes_with, measure, _above(new) - _above(old)),
        classes=_reclassed(report.classes, old, new)
        if measure == CLASS_MEASURE
        else report.classes,
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _blank(value: int | None, *, there: bool) -> int:
    return int(there and value is None)


def _above(value: int | None) -> int:
    return int((value or 0) > 0)


def _moved(sums: Mapping[str, int], key: str, by: int) -> Mapping[str, int]:
    return {**sums, key: sums.get(key, 0) + by} if by else sums


def _reclassed(
    classes: Mapping[str, int], old: int | None, new: int | None
) -> Mapping[str, int]:
    for value, by in ((old, -1), (new, 1)):
        if value is not None:
            classes = _moved(classes, COMMUNE_CLASSES[value - 1], by)
    return classes


def by_area(report: Report) -> dict[AreaKey, Area]:
    """The rows of the report's area list."""
    return {(area.commune_id, area.cohort): area for area in report.areas}


def with_area(report: Report, key: AreaKey, row: Area | None) -> Report:
    """The report with that row of the area list; None: without it."""
    rows = by_area(report)
    rows.pop(key, None)
    return replace(report, areas=(*rows.values(), *([] if row is None else [row])))


def with_the_areas_of(report: Report, other: Report) -> Report:
    """The report as if its area list still held the areas of ``other``, no more and no fewer.

    An area that both know is as ``report`` has it.
    """
    rows = by_area(report)
    return replace(
        report, areas=tuple(rows.get(key, area) for key, area in by_area(other).items())
    )


def by_task(report: Report) -> dict[str, TaskRecord]:
    """The rows of the report's task list."""
    return {record.task_id: record for record in report.tasks}


def with_task(report: Report, task_id: str, row: TaskRecord | None) -> Report:
    """The report with that row of the task list; None: without it."""
    rows = by_task(report)
    rows.pop(task_id, None)
    return replace(report, tasks=(*rows.values(), *([] if row is None else [row])))


def carried(report: Report, period: Period, flows: Mapping[str, bool]) -> Report:
    """The report as if nothing had happened by a later period: stocks stand, flows are zero."""
    totals = {code: 0 if flows.get(code) else total for code, total in report.totals.items()}
    return replace(report, period=period, totals=totals)
