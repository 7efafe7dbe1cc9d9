"""Who reported what when, on one screen: expected, received, on time, accepted; whom to urge."""

from __future__ import annotations

import streamlit as st

from pages.ui import delivery_board, urging_board
from pages.ui.frame.view import current_view
from pages.ui.parts import duties

view = current_view()
_ = view.text

deliveries = duties.deliveries(view)
st.header(_("Tình hình gửi báo cáo"))
delivery_board.sentence(view, deliveries)
delivery_board.matrix(view, deliveries)
urging_board.section(view, deliveries)
