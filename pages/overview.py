"""The province in sixty seconds: the conclusion, what is red, where, and who has not reported."""

from __future__ import annotations

import streamlit as st

from kpis.wording import conclusion, period_name
from pages.ui import duties, headlines, links, parts
from pages.ui.export_board import export_board
from pages.ui.matrix import matrix
from pages.ui.tiles import tile_map
from pages.ui.view import current_view

view = current_view()
_ = view.text

title, aside = st.columns([10, 2], vertical_alignment="center")
title.header(_("Toàn tỉnh, {period}").format(period=period_name(view.period, view.state.language)))
aside.html(f'<p class="aside">{links.to_presentation(view)}</p>')
st.markdown("  \n".join(conclusion(view.scorecard, view.plan, view.state.language)))
parts.tally(view)
parts.missing_reports(view)
duties.of_other_periods(view)
words, map_side = st.columns([7, 5], gap="medium")
with words:
    headlines.exception_list(view)
    headlines.movement(view)
with map_side:
    tile_map(view)
st.subheader(_("Các chỉ tiêu của tỉnh"))
parts.province_table(view)
with st.container(key="whole-matrix"):
    st.subheader(_("Từng địa phương theo từng chỉ tiêu"))
    parts.worst_localities(view)
    matrix(view)
export_board(view)
