"""The plan as declared: targets, readings, thresholds, what is watched; what is recorded."""

from __future__ import annotations

import streamlit as st

from kpis.plan.recorded_targets import judged_by_meeting, published_elsewhere
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import current_view
from pages.ui.plan import concluded, declaration, published, readings

view = current_view()
_ = view.text

st.header(filled(_("Kế hoạch {number}"), number=view.plan.number))
declaration.about(view)
st.subheader(_("Chỉ tiêu"))
declaration.targets(view)
for target in view.plan.targets:
    if target.options:
        readings.of_target(view, target)
        readings.record(view, target)
for target in published_elsewhere(view.plan):
    published.of_target(view, target)
for target in judged_by_meeting(view.plan):
    concluded.of_target(view, target)
st.subheader(_("Cách hiểu ghi trong tệp kế hoạch"))
declaration.notes(view)
st.subheader(_("Ngưỡng đánh giá"))
declaration.thresholds(view)
st.subheader(_("Theo dõi thêm, không giao chỉ tiêu"))
declaration.watched(view)
