"""The approver's page: the queue, one report with what it changes, the bar that decides on it."""

from __future__ import annotations

import streamlit as st

from pages.ui.frame.view import current_view
from pages.ui.review import evidence, queue, withdrawal

view = current_view()
_ = view.text

st.header(_("Duyệt báo cáo"))
queue.carry_out(view)
withdrawal.carry_out(view)
found = view.access.versions()
opened = queue.choose(view, found)
if opened is None:
    st.info(_("Không có báo cáo nào chờ duyệt."))
else:
    content = view.access.content(opened.version)
    queue.summary(view, opened.version)
    evidence.effect(view, opened, content)
    evidence.communes(view, opened, content)
    evidence.cells(view, opened, content)
    evidence.warnings(view, opened)
    queue.bar(view, opened, found)
withdrawal.accepted(view, found)
