"""One locality against every target: the conclusion, a panel a target, areas, tasks and reports."""

from __future__ import annotations

import streamlit as st

from kpis.exports.excerpts.make import Piece
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import current_view
from pages.ui.locality import areas, details, panels, quality
from pages.ui.locality.title import title
from pages.ui.parts import answering, cards, decision_board
from pages.ui.parts.before import before
from pages.ui.parts.export_board import export_board, take_along
from pages.ui.parts.movement_board import movement_board

view = current_view()
_ = view.text

unit = view.unit
if view.state.unit not in (None, unit.unit_id):
    text = _("Địa chỉ ghi một đơn vị không báo cáo riêng; đang xem {unit}.")
    st.warning(filled(text, unit=unit.full_name))
title(view, unit.unit_id, before(view))
panels.panels(view, unit.unit_id)
details.blocks(view, unit.unit_id)
with st.container(key="asked-and-decided"):
    answering.owed(view, unit.unit_id)
    decision_board.of_locality(view, unit.unit_id)
details.explanations(view, unit.unit_id)
movement_board(view, unit.unit_id)
details.by_commune(view, unit.unit_id)
areas.timeline(view, unit.unit_id)
quality.trust(view, unit.unit_id)
cards.watched_measures(view, unit.unit_id)
with st.container(key="taken-along"):
    export_board(view, unit.unit_id)
    take_along(view, Piece.PANELS, Piece.WAYS, unit_id=unit.unit_id)
