"""One task in every locality: its state, the cells that say so, and the file they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.model import Identity, TaskStatus
from data_loaders.model.submissions import SourceCell
from kpis.model import Language
from kpis.tasks import Duty, TaskRow
from kpis.trace.terms import Traced
from kpis.words.cells import cell_said
from kpis.words.tasks import (
    days_words,
    task_name,
    unknown_word,
)
from kpis.words.verdicts import day, period_name
from pages.ui.frame.view import View
from pages.ui.parts import due, elements, origins
from pages.ui.reads import duties


def draw(view: View, found: Sequence[TaskRow]) -> None:
    """One task, the most urgent at first: each locality's state with the cells it stands in."""
    _, language = view.text, view.state.language
    st.subheader(_("Từng địa phương và ô ghi trong biểu"))
    by_id = {row.task.task_id: row for row in found}
    chosen = st.selectbox(
        _("Nhiệm vụ"),
        list(by_id),
        key="task_shown",
        format_func=lambda key: task_name(by_id[key].task, language),
        width=420,
    )
    row = by_id[chosen]
    body = (_told(view, duty) for duty in row.duties)
    heads = (
        _("Địa phương"),
        _("Kết quả"),
        _("Ngày hoàn thành, số ngày"),
        _("Ghi trong ô"),
        _("Ô"),
        _("Tệp và bản"),
    )
    st.html(elements.plain_table(heads, body))
    _trace_link(view, row)
    _original(view, row)


def _told(view: View, duty: Duty) -> str:
    """A locality's row: the state, and which cells of which file say so."""
    language = view.state.language
    found = _source(view, duty)
    typed = "; ".join(cell_said(cell.text, cell.on, language) for cell in found) or "–"
    where = ", ".join(f"{cell.sheet}!{cell.cell}" for cell in found) or "–"
    return (
        f"<th>{escape(view.register.by_id[duty.unit_id].full_name)}</th>"
        f"<td>{due.badge(view, duty.standing, stage=duty.stage)}</td>"
        f"<td>{escape(_when(duty, language))}</td>"
        f"<td>{escape(typed)}</td><td><b>{escape(where)}</b></td>"
        f"<td>{escape(_file(view, duty, found))}</td>"
    )


def _when(duty: Duty, language: Language) -> str:
    """The day it was done and how late that was, or the days left or overdue."""
    said = days_words(duty, language)
    late = duty.standing is TaskStatus.DONE_LATE
    return f"{day(duty.done_on, language)} ({said})" if late else said


def _source(view: View, duty: Duty) -> tuple[SourceCell, ...]:
    term = _term(duty)
    if term is None:
        return ()
    view.access.demand("locality.read", term.unit_id)
    identity = Identity(term.unit_id, term.period)
    return duties.task_cells(view.moment, identity, term.version, term.measure)


def _file(view: View, duty: Duty, found: Sequence[SourceCell]) -> str:
    if duty.period is None:
        return unknown_word(duty.stage, view.state.language, whole=True)
    if not found:  # reported, in a version that keeps no cell of it
        return "–"
    text = view.text("{file}, kỳ {period}, bản số {version}")
    return text.format(
        file=found[0].file.rpartition("/")[2],
        period=period_name(duty.period, view.state.language),
        version=found[0].version,
    )


def _trace_link(view: View, row: TaskRow) -> None:
    """A task that is also a target has a page behind its figure."""
    for target in view.plan.targets:
        if target.dated_task is not None and target.dated_task.task_id == row.task.task_id:
            query = view.state.query(target=target.target_id)
            label = escape(
                view.text("Chỉ tiêu “{name}”: nguồn gốc số liệu").format(
                    name=target.name(view.state.language)
                )
            )
            st.html(
                f'<p><a href="{escape(f"trace?{urlencode(query)}")}" target="_self">{label}</a></p>'
            )


def _original(view: View, row: TaskRow) -> None:
    """The file of one locality: its checksum, who sent and accepted it, the original itself."""
    terms = {duty.unit_id: term for duty in row.duties if (term := _term(duty)) is not None}
    if not terms:
        return
    unit_id = st.selectbox(
        view.text("Xem tệp gốc của"),
        list(terms),
        key="task_file_of",
        format_func=lambda key: view.register.by_id[key].full_name,
        width=260,
    )
    origins.cells(view, terms[unit_id])


def _term(duty: Duty) -> Traced | None:
    """The state as a term of the trace; None where nobody reported it."""
    if duty.period is None or duty.version is None:
        return None
    return Traced(
        unit_id=duty.unit_id,
        measure=duty.task.task_id,
        period=duty.period,
        value=int(duty.done_on is not None),
        version=duty.version,
        task_id=duty.task.task_id,
    )
