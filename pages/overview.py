"""The province in sixty seconds: what is red, where, and who has not reported."""

from __future__ import annotations

import streamlit as st

from pages.ui.parts import coverage, matrix, tally
from pages.ui.view import open_view

view = open_view()
_ = view.text
st.header(_("Toàn tỉnh: {period}").format(period=view.period))
tally(view)
coverage(view)
matrix(view)
