"""The province in sixty seconds: the conclusion, what is red, where, and who has not reported."""

from __future__ import annotations

import streamlit as st

from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import current_view
from pages.ui.overview import headlines
from pages.ui.overview.matrix import matrix
from pages.ui.overview.tiles import tile_map
from pages.ui.parts import elements
from pages.ui.parts.export_board import export_board

view = current_view()
_ = view.text

st.header(filled(_("Toàn tỉnh, {period}"), period=period_name(view.period, view.state.language)))
headlines.front(view)
words, map_side = st.columns([7, 5], gap="medium")
with words:
    headlines.first_looks(view)
with map_side:
    tile_map(view)
elements.province_table(view)
with st.container(key="whole-matrix"):
    matrix(view)
export_board(view)
