"""The plan's tasks in every locality: what is overdue, what falls due next, and who says so."""

from __future__ import annotations

import streamlit as st

from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import current_view
from pages.ui.tasks import board, one_task

view = current_view()
_ = view.text

rows = board.rows(view)
st.header(
    filled(
        _("Nhiệm vụ của kế hoạch, {period}"),
        period=period_name(view.period, view.state.language),
    )
)
if rows:
    board.sentences(view, rows)
    board.matrix(view, rows)
    board.timeline(view)
    one_task.draw(view, rows)
else:
    st.info(_("Kế hoạch không giao nhiệm vụ nào để địa phương báo cáo."))
