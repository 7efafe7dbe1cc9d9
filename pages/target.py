"""One target across localities and periods: will it be met, by how much not, who is behind."""

from __future__ import annotations

import streamlit as st

from kpis.exports.excerpts.make import Piece
from kpis.words.targets import target_conclusion
from pages.ui.frame.markdown import lines, plain
from pages.ui.frame.view import current_view
from pages.ui.parts import decision_board, origins
from pages.ui.parts.excerpt_board import take_along
from pages.ui.parts.movement_board import movement_board
from pages.ui.target import comparison, sections

view = current_view()
language = view.state.language

target = sections.choose(view)
names = {unit.unit_id: unit.full_name for unit in view.register.units}
st.header(plain(target.name(language)))
st.markdown(
    lines(*target_conclusion(view.scorecard, view.plan, target.target_id, names, language))
)
result = view.scorecard.of(view.scorecard.province_id, target.target_id)
sections.standing(view, target, result)
decision_board.of_target(view, target.target_id)
comparison.localities(view, target)
comparison.over_time(view, target)
movement_board(view, result.unit_id, target.target_id)
sections.cohorts(view, target)
origins.rule(view, target)
take_along(view, Piece.TREND, Piece.LOCALITIES, target_id=target.target_id)
