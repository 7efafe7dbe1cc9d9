"""Meetings of the committee: those frozen, and what the committee saw at the one opened."""

from __future__ import annotations

import streamlit as st

from pages.ui import meetings
from pages.ui.view import current_view

view = current_view()

st.header(view.text("Phiên họp"))
meetings.listed(view)
