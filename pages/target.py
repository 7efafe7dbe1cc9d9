"""One target: the conclusion, where it stands and leads, why it moved, every locality; the rest is
folded away."""

from __future__ import annotations

import streamlit as st

from kpis.exports.excerpts.make import Piece
from pages.ui.frame.view import current_view
from pages.ui.parts import decision_board
from pages.ui.parts.export_board import take_along
from pages.ui.target import folds, localities, reasons, tiles, trend
from pages.ui.target.against import against
from pages.ui.target.title import chosen, title

view = current_view()
target = chosen(view)
since = against(view)

title(view, target)
tiles.tiles(view, target, since)
with st.container(key="trend-and-reasons"):
    trend.trend(view, target)
    reasons.reasons(view, target, since)
localities.localities(view, target)
decision_board.of_target(view, target.target_id)
folds.folds(view, target)
take_along(view, Piece.TREND, Piece.LOCALITIES, target_id=target.target_id)
