"""Changes of a report on a page: commune or task, what, where, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from data_loaders.forms.editions import Editions
from data_loaders.intake.changes import Change
from kpis.words.verdicts import day, integer
from pages.ui.frame.view import View

_COLUMN_OF = {"commune_id": "commune", "task_id": "task"}
"""Fields of a row whose column in the form has another code."""


def change_rows(view: View, changes: Sequence[Change]) -> Iterator[str]:
    """The table's rows as HTML, in the order of the form."""
    editions = view.context.editions
    tasks = {task.task_id: task.name_vi for task in view.context.regime.tasks}
    for change in changes:
        unit = view.register.by_id.get(change.subject)
        subject = unit.full_name if unit else tasks.get(change.subject, change.subject)
        where = f" ({change.cohort})" if change.cohort else ""
        yield (
            f"<th>{escape(subject)}{where}</th><td>{escape(_item(editions, change))}</td>"
            f"<td>{escape(change.cell or change.sheet)}</td>"
            f'<td class="num">{escape(_value(view, change, change.old))}</td>'
            f'<td class="num"><b>{escape(_value(view, change, change.new))}</b></td>'
        )


def _item(editions: Editions, change: Change) -> str:
    """What changed, in the words of the form."""
    if change.part == "figure":
        measure = editions.by_code[change.item]
        return f"{measure.group.heading} · {measure.heading}"
    form = editions.newest
    columns = form.areas if change.part == "area" else form.tasks
    headings = {column.code: column.heading for column in columns}
    return headings[_COLUMN_OF.get(change.item, change.item)]


def _value(view: View, change: Change, value: Any) -> str:
    language = view.state.language
    if value is None:
        return "–"
    classes = view.context.regime.classification
    if classes is not None and change.item == classes.measure:
        return classes.word(value)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, int) and change.item != "cohort":
        return integer(value, language)
    return str(value)
