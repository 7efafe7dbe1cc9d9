"""The title of a locality as the conclusion, one line of facts, and what can be done with it."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.model import TaskStatus
from kpis.words.headline import locality_headline
from pages.ui.frame import addresses, controls
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.locality import reports
from pages.ui.parts import elements
from pages.ui.parts.before import Before
from pages.ui.reads.duties import task_rows


def title(view: View, unit_id: str, since: Before | None) -> None:
    """How many targets need work; at its right the locality, the choices and the printed page."""
    unit, language = view.register.by_id[unit_id], view.state.language
    said = locality_headline(view.scorecard, view.plan, unit_id, language)
    with st.container(key="conclusion", horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch", gap=None):
            st.header(plain(f"{unit.full_name}: {said}"))
            st.html(_line(view, unit_id, since))
        controls.choose_unit(view, labelled=False)
        controls.choice_button(view, addresses.choices_on(view, addresses.LOCALITY))
        _print_button(view)


def _print_button(view: View) -> None:
    """One sheet of paper at a press: the only thing here that a script of the browser must do."""
    said = escape(view.text("In một trang A4"))
    button = f'<p class="acts"><button type="button" data-prints>{said}</button></p>'
    # No word of anybody's is in it, and the policy of the pages runs no script but the house's own.
    script = '<script src="/gate/print.js"></script>'
    st.html(button + script, width="content", unsafe_allow_javascript=True)


def _line(view: View, unit_id: str, since: Before | None) -> str:
    facts = (_report(view, unit_id), _moved(view, unit_id, since), _overdue(view, unit_id))
    return f'<p class="facts">{" · ".join(fact for fact in facts if fact)}</p>'


def _report(view: View, unit_id: str) -> str:
    """How this period's report came and what became of it."""
    row = view.status.get((unit_id, view.period))
    if row is None:
        return ""
    _ = view.text
    if row.received_at is None:
        said = reports.whether_in_time(view, row)
        return f"<b>{escape(said[:1].upper() + said[1:])}</b>"
    state = "" if row.state is None else elements.state_word(view, row.state)
    said = ", ".join(part for part in (reports.whether_in_time(view, row), state) if part)
    return f"{escape(_('Báo cáo'))} <b>{escape(said)}</b>"


def _moved(view: View, unit_id: str, since: Before | None) -> str:
    """Which way its verdicts moved since then."""
    return "" if since is None else since.moved(view, unit_id, view.text("không kết quả nào đổi"))


def _overdue(view: View, unit_id: str) -> str:
    """How many tasks are overdue here."""
    late = sum(
        duty.standing is TaskStatus.OPEN_OVERDUE
        for row in task_rows(view.moment, view.state.basis, view.period, (unit_id,))
        for duty in row.duties
    )
    if not late:
        return ""
    return f"<b>{escape(view.text('{count} nhiệm vụ quá hạn').format(count=late))}</b>"
