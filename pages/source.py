"""Where a figure comes from: formula, arithmetic, each locality's term, each commune's cell."""

from __future__ import annotations

import streamlit as st

from kpis.words.formula import formula_text
from kpis.words.verdicts import arithmetic
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import current_view
from pages.ui.parts import elements, explaining, origins

view = current_view()
language = view.state.language

target = origins.choose_target(view)
result = view.scorecard.of(origins.unit_id(view), target.target_id)
st.header(plain(f"{target.name(language)} – {view.register.by_id[result.unit_id].full_name}"))
st.html(f"<p>{elements.badge(view, result.verdict, provisional=result.provisional)}</p>")
st.markdown(f"**{plain(arithmetic(result, view.plan, language))}**")
if formula := formula_text(result, view.plan, language):  # what nobody has read has none
    st.caption(view.text("Công thức và mức phải đạt:"))
    st.code(formula, language=None, wrap_lines=True)
explaining.of_figure(view, result)
origins.rule(view, target)
origins.terms(view, result)
