"""Who reported what when, on one screen: expected, received, on time, accepted; whom to urge."""

from __future__ import annotations

import streamlit as st

from kpis.exports.excerpts.make import Piece
from pages.ui.frame.view import current_view
from pages.ui.parts import duties
from pages.ui.parts.export_board import take_along
from pages.ui.reporting import deliveries as delivery_board
from pages.ui.reporting import reminders

view = current_view()
_ = view.text

deliveries = duties.deliveries(view)
st.header(_("Tình hình gửi báo cáo"))
delivery_board.sentence(view, deliveries)
delivery_board.matrix(view, deliveries)
take_along(view, Piece.CALENDAR)
reminders.section(view, deliveries)
