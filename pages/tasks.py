"""The plan's tasks in every locality: what is overdue, what falls due next, and who says so."""

from __future__ import annotations

import streamlit as st

from kpis.words.verdicts import period_name
from pages.ui import duty_board
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import current_view

view = current_view()
_ = view.text

rows = duty_board.rows(view)
st.header(
    filled(
        _("Nhiệm vụ của kế hoạch, {period}"),
        period=period_name(view.period, view.state.language),
    )
)
duty_board.sentences(view, rows)
duty_board.matrix(view, rows)
duty_board.timeline(view)
duty_board.one_task(view, rows)
