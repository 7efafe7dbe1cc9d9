"""What a new report changes against the version in force: the list that preview shows and commit
stores by. Two reports that differ in nothing give an empty list, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from data_loaders.model import Area, ReportContent, TaskRecord

_PLACE = {"sheet", "row"}


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs. ``subject`` is a commune or a task; ``item`` a measure or a column.

    ``cohort`` tells the rows of an area list apart; None elsewhere. ``old`` and ``new`` are values
    (int, date, text) or None for a blank or an absent row.
    """

    part: str
    subject: str
    item: str
    old: Any
    new: Any
    cohort: int | None = None
    sheet: str = ""
    cell: str | None = None


def changes(old: ReportContent | None, new: ReportContent) -> tuple[Change, ...]:
    """Every difference, cell by cell, in the order of the form."""
    return (*_figures(old, new), *_areas(old, new), *_tasks(old, new))


def _figures(old: ReportContent | None, new: ReportContent) -> Iterator[Change]:
    before = old.values if old else {}
    for figure in new.figures:
        key = (figure.commune_id, figure.measure)
        if key not in before and figure.value is None:
            continue
        if before.get(key) != figure.value:
            yield Change(
                "figure", *key, before.get(key), figure.value, sheet=figure.sheet, cell=figure.cell
            )
    for key, value in before.items():
        if key not in new.by_key and value is not None:
            yield Change("figure", *key, value, None)


def _areas(old: ReportContent | None, new: ReportContent) -> Iterator[Change]:
    before = {(a.commune_id, a.cohort): a for a in old.areas} if old else {}
    after = {(a.commune_id, a.cohort): a for a in new.areas}
    for key in [*after, *(key for key in before if key not in after)]:
        commune, cohort = key
        for item, was, now in _rows(Area, before.get(key), after.get(key)):
            sheet = after[key].sheet if key in after else ""
            yield Change("area", commune, item, was, now, cohort=cohort, sheet=sheet)


def _tasks(old: ReportContent | None, new: ReportContent) -> Iterator[Change]:
    before = {t.task_id: t for t in old.tasks} if old else {}
    after = {t.task_id: t for t in new.tasks}
    for key in [*after, *(key for key in before if key not in after)]:
        for item, was, now in _rows(TaskRecord, before.get(key), after.get(key)):
            sheet = after[key].sheet if key in after else ""
            yield Change("task", key, item, was, now, sheet=sheet)


def _rows(kind: type, was: Any, now: Any) -> Iterator[tuple[str, Any, Any]]:
    for field in fields(kind):
        if field.name in _PLACE:
            continue
        old, new = getattr(was, field.name, None), getattr(now, field.name, None)
        if old != new:
            yield field.name, old, new
