"""The province in sixty seconds: the conclusion, what is red, where, and who has not reported."""

from __future__ import annotations

import streamlit as st

from kpis.wording import conclusion, period_name
from pages.ui import parts
from pages.ui.view import current_view

view = current_view()
_ = view.text

st.header(_("Toàn tỉnh, {period}").format(period=period_name(view.period, view.state.language)))
st.markdown(" ".join(conclusion(view.scorecard, view.plan, view.state.language)))
parts.tally(view)
parts.missing_reports(view)
parts.worst_localities(view)
parts.province_table(view)
st.subheader(_("Từng địa phương theo từng chỉ tiêu"))
parts.matrix(view)
