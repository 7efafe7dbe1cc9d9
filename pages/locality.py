"""One locality against every target: counts first, the verdict, its arithmetic, its way so far."""

from __future__ import annotations

import streamlit as st

from kpis.exports.excerpts.make import Piece
from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import current_view
from pages.ui.locality import areas, quality
from pages.ui.parts import answering, cards, decision_board
from pages.ui.parts.excerpt_board import take_along
from pages.ui.parts.export_board import export_board
from pages.ui.parts.movement_board import movement_board

view = current_view()
_ = view.text

unit = view.unit
if view.state.unit not in (None, unit.unit_id):
    text = _("Địa chỉ ghi một đơn vị không báo cáo riêng; đang xem {unit}.")
    st.warning(filled(text, unit=unit.full_name))
st.header(plain(f"{unit.full_name}, {period_name(view.period, view.state.language)}"))
cards.front(view, unit.unit_id)
answering.owed(view, unit.unit_id)
decision_board.of_locality(view, unit.unit_id)
movement_board(view, unit.unit_id)
cards.targets(view, unit.unit_id)
areas.timeline(view, unit.unit_id)
quality.trust(view, unit.unit_id)
cards.watched_measures(view, unit.unit_id)
export_board(view, unit.unit_id)
take_along(view, Piece.PANELS, Piece.WAYS, unit_id=unit.unit_id)
