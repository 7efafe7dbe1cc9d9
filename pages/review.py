"""The approver's page: the queue, one report with what it changes, the bar that decides on it."""

from __future__ import annotations

import streamlit as st

from pages.ui import reviewed, reviewing, withdrawing
from pages.ui.frame.view import current_view

view = current_view()
_ = view.text

st.header(_("Duyệt báo cáo"))
reviewing.carry_out(view)
withdrawing.carry_out(view)
found = view.access.versions()
opened = reviewing.choose(view, found)
if opened is None:
    st.info(_("Không có báo cáo nào chờ duyệt."))
else:
    content = view.access.content(opened.version)
    reviewing.summary(view, opened.version)
    reviewed.effect(view, opened, content)
    reviewed.communes(view, opened, content)
    reviewed.cells(view, opened, content)
    reviewed.warnings(view, opened)
    reviewing.bar(view, opened, found)
withdrawing.accepted(view, found)
