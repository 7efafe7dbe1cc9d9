"""Parts of the tasks page: what is overdue, tasks by localities, the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpis.charts.timeline import Timeline, sentence
from kpis.tasks import Duty, TaskRow
from kpis.words.tasks import (
    days_words,
    task_name,
    task_sentences,
    task_tally,
)
from kpis.words.verdicts import day, period_name
from pages.ui.frame.markdown import lines
from pages.ui.frame.view import View
from pages.ui.parts import due, elements
from pages.ui.reads import duties


def rows(view: View) -> tuple[TaskRow, ...]:
    """The tasks in the localities in scope, the most urgent first."""
    return duties.task_rows(view.moment, view.state.basis, view.period, _units(view))


def _units(view: View) -> tuple[str, ...]:
    return tuple(unit.unit_id for unit in view.reporting)


def sentences(view: View, found: Sequence[TaskRow]) -> None:
    """What is overdue and where, what falls due next, and what all this rests on."""
    language, regime = view.state.language, view.context.regime
    names = {unit.unit_id: unit.full_name for unit in view.reporting}
    st.markdown(lines(*task_sentences(found, names, language)))
    text = view.text(
        "Theo danh sách nhiệm vụ mới nhất của từng địa phương đến hết kỳ {period}; số ngày tính"
        " đến {day}."
    )
    at = day(regime.day_of(view.as_of), language)
    said = text.format(period=period_name(view.period, language), day=at)
    st.html(f'<p class="quiet">{escape(said)}</p>')


def matrix(view: View, found: Sequence[TaskRow]) -> None:
    """Every task in every locality: symbol, words and days in each cell; what the marks mean."""
    _, names = view.text, [elements.short_name(unit) for unit in view.reporting]
    heads = "".join(f"<th>{escape(text)}</th>" for text in (_("Nhiệm vụ"), *names))
    body = "".join(_row(view, row) for row in found)
    st.html(
        '<div class="matrix-frame" tabindex="0"><table class="matrix duties">'
        f"<thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
    st.html(_legend(view))


def _legend(view: View) -> str:
    marks = (due.badge(view, standing, whole=True) for standing in due.LOOKS)
    return f'<div class="tally legend">{" ".join(marks)}</div>'


def _row(view: View, row: TaskRow) -> str:
    _, language = view.text, view.state.language
    until = _("không định hạn")
    if row.task.due_on is not None:
        until = _("hạn {at}").format(at=day(row.task.due_on, language))
    cells = "".join(f"<td>{_cell(view, duty)}</td>" for duty in row.duties)
    return (
        f"<tr><th>{escape(task_name(row.task, language))}"
        f'<span class="held">{escape(until)}: {escape(task_tally(row, language))}</span></th>'
        f"{cells}</tr>"
    )


def _cell(view: View, duty: Duty) -> str:
    held = escape(days_words(duty, view.state.language))
    return f'{due.badge(view, duty.standing, stage=duty.stage)}<span class="held">{held}</span>'


def timeline(view: View) -> None:
    """The due days on an axis, what they show as a sentence, and the same as a table.

    On paper the table stands in the place of the chart, which no page break must cut.
    """
    _, language = view.text, view.state.language
    drawn = duties.task_timeline(view.moment, view.state.basis, view.period, _units(view), language)
    if drawn is None:
        return
    found, figure = drawn
    table = _table(view, found)
    st.subheader(_("Mốc thời hạn"))
    with st.container(key="timeline"):
        st.plotly_chart(figure, key="task-timeline", config={"displayModeBar": False})
    said = f"<p>{escape(sentence(found, language))}</p>"
    numbers = elements.folded(_("Số liệu của biểu đồ"), said + table)
    st.html(f'{numbers}<div class="on-paper">{table}</div>')


def _table(view: View, found: Timeline) -> str:
    _, language = view.text, view.state.language
    body = (
        f"<th>{escape(task_name(row.task, language))}</th><td>{day(row.due_on, language)}</td>"
        f'<td class="num">{row.tally.done}</td><td class="num">{row.tally.late}</td>'
        f'<td class="num">{row.tally.doing}</td><td class="num">{row.tally.not_begun}</td>'
        f'<td class="num">{row.tally.overdue}</td><td class="num">{row.tally.unreported}</td>'
        f'<td class="num">{row.tally.received}</td>'
        f"<td>{'; '.join(f'{day(on, language)} ({count})' for on, count in row.done)}</td>"
        for row in found.rows
    )
    heads = (
        _("Nhiệm vụ"),
        _("Hạn"),
        _("Hoàn thành"),
        _("Trong đó chậm"),
        _("Đang thực hiện"),
        _("Chưa thực hiện"),
        _("Chưa hoàn thành, quá hạn"),
        _("Chưa báo cáo"),
        _("Đã gửi, chưa được duyệt"),
        _("Ngày hoàn thành (số địa phương)"),
    )
    return elements.plain_table(heads, body)
