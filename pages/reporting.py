"""Who reported what when, on one screen: expected, received, on time, accepted; whom to urge."""

from __future__ import annotations

import streamlit as st

from pages.ui import duties
from pages.ui.view import current_view

view = current_view()
_ = view.text

st.header(_("Tình hình gửi báo cáo"))
st.markdown(f"{duties.owed(view)} {duties.next_due(view)}")
