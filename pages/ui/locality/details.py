"""What stands under a locality's panels: three blocks, then what is asked for when it is opened.

A target is chosen by its id wherever one of several is asked about, never by its place in a list.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kpis.model import Result
from kpis.words.priorities import GRAVEST_FIRST
from pages.ui.frame.markdown import labels, plain
from pages.ui.frame.view import View
from pages.ui.locality import areas, reports, tasks
from pages.ui.parts import communes, explaining


def blocks(view: View, unit_id: str) -> None:
    """Areas, tasks and reports side by side."""
    three = (areas.block, tasks.block, reports.block)
    st.html(f'<div class="blocks thirds">{"".join(one(view, unit_id) for one in three)}</div>')


def explanations(view: View, unit_id: str) -> None:
    """For who may: ask about one of the red figures.

    One that was chosen stays among them: what was pressed for may have moved, and that is told.
    """
    key = f"asked_about_{unit_id}"
    chosen = st.session_state.get(key)
    results = [
        one
        for one in view.scorecard.of_unit(unit_id)
        if explaining.may_ask(view, one) or one.target_id == chosen
    ]
    if results:
        place = f"explanations_{unit_id}"
        with st.container(horizontal=True, key=place, vertical_alignment="bottom"):
            about = _choose(view, results, key, view.text("Hỏi về chỉ tiêu"))
            explaining.ask(view, [about], key=about.target_id)


def by_commune(view: View, unit_id: str) -> None:
    """The numbers of each commune behind the figure of one target."""
    results = [one for one in view.scorecard.of_unit(unit_id) if communes.has_any(view, one)]
    if not results:
        return
    box = st.expander(
        view.text("Từng xã, phường, thị trấn"), key=f"communes_{unit_id}", on_change="rerun"
    )
    if box.open:
        with box:
            results.sort(key=lambda one: GRAVEST_FIRST.index(one.verdict))
            chosen = _choose(view, results, f"communes_of_{unit_id}", view.text("Chỉ tiêu"))
            communes.table(view, chosen)


def _choose(view: View, results: Sequence[Result], key: str, label: str) -> Result:
    """One of these results, by its target's id."""
    names = {
        one.target_id: view.plan.target(one.target_id).name(view.state.language) for one in results
    }
    chosen = st.selectbox(
        plain(label), list(names), key=key, format_func=labels(names.__getitem__), width=420
    )
    return next(one for one in results if one.target_id == chosen)
