"""The approver's queue: what a report changes, its warnings and reasons; accept or return."""

from __future__ import annotations

import streamlit as st

from pages.ui import reviewing
from pages.ui.view import current_view

view = current_view()
_ = view.text

st.header(_("Duyệt báo cáo"))
waiting = reviewing.queue(view)
if waiting:
    version = reviewing.choose(view, waiting)
    reviewing.summary(view, version)
    reviewing.changes(view, version)
    reviewing.warnings(view, version)
    reviewing.decide(view, version)
else:
    st.info(_("Không có báo cáo nào chờ duyệt."))
reviewing.notice(view)
