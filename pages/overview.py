"""The province in five seconds: the conclusion, every target and locality, what moved, who is
missing; below it the same in words and in whole tables."""

from __future__ import annotations

import streamlit as st

from kpis.exports.excerpts.make import Piece
from pages.ui.frame.view import current_view
from pages.ui.overview import headlines
from pages.ui.overview.blocks import blocks
from pages.ui.overview.matrix import matrix
from pages.ui.overview.scorecard import scorecard
from pages.ui.overview.tiles import tile_map
from pages.ui.overview.title import title
from pages.ui.parts import elements
from pages.ui.parts.before import before
from pages.ui.parts.export_board import export_board, take_along

view = current_view()
since = before(view)

title(view, since)
scorecard(view, since)
blocks(view, since)
words, map_side = st.columns([7, 5], gap="medium")
with words:
    headlines.first_looks(view)
with map_side:
    tile_map(view)
headlines.in_words(view)
elements.province_table(view)
with st.container(key="whole-matrix"):
    matrix(view)
export_board(view)
take_along(view, Piece.SCORECARD, Piece.HEAT_MAP, Piece.WAYS)
