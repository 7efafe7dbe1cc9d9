"""Meetings of the committee: all of them, or the one opened with the figures it froze."""

from __future__ import annotations

import streamlit as st

from kpis.words.verdicts import conclusion
from pages.ui.frame.markdown import lines
from pages.ui.frame.view import current_view
from pages.ui.meeting import comparison, freezing
from pages.ui.meeting import list as meetings
from pages.ui.parts import elements
from pages.ui.parts.decision_board import decision_board
from pages.ui.parts.export_board import export_board
from pages.ui.parts.movement_board import movement_board

view = current_view()
_ = view.text

if view.meeting is None:
    st.header(_("Phiên họp"))
    meetings.listed(view)
    decision_board(view)
    freezing.freeze(view)
    freezing.announce(view)
else:
    meetings.heading(view)
    meetings.agenda(view)
    comparison.compared(view)
    decision_board(view)
    st.subheader(_("Kết quả của tỉnh tại phiên họp"))
    st.markdown(lines(*conclusion(view.scorecard, view.plan, view.state.language)))
    st.html(elements.tally_of(view))
    elements.missing_reports(view)
    elements.province_table(view)
    movement_board(view, view.scorecard.province_id)
    export_board(view)
    meetings.kept(view)
