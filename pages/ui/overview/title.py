"""The title as the conclusion, one line of facts under it, and what can be done with the page."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.model import Caveat
from kpis.words.headline import headline
from pages.ui.frame import addresses, controls, links
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.before import Before
from pages.ui.reads.drawn import Drawn


def title(view: View, since: Before | None) -> None:
    """The conclusion; at its right the choices as one button and the way to the screens."""
    with st.container(key="conclusion", horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch", gap=None):
            st.header(plain(headline(view.scorecard, view.plan, view.state.language)))
            st.html(view.drawn(Drawn.FRONT, lambda: _line(view, since)))
        controls.choice_button(view, addresses.choices_on(view, addresses.OVERVIEW))
        st.html(f'<p class="acts">{links.to_presentation(view)}</p>', width="content")


def _line(view: View, since: Before | None) -> str:
    """Who is in the figures and who is not; what moved; how much may still change."""
    facts = [_reported(view), _moved(view, since), _open(view)]
    return f'<p class="facts">{" · ".join(fact for fact in facts if fact)}</p>'


def _reported(view: View) -> str:
    """Who is in the figures; of the others a report that is waiting is not called missing."""
    _, reporting = view.text, view.scorecard.reporting
    counted = f"<b>{reporting.counted}/{reporting.expected}</b>"
    said = escape(_("{counted} địa phương có trong số liệu")).replace("{counted}", counted)
    waiting = [(u, elements.sign_of_report(view, u)) for u in reporting.missing]
    groups = {
        _("chờ duyệt: {names}"): [u for u, sign in waiting if sign == elements.WAITING],
        _("chưa có: {names}"): [u for u, sign in waiting if sign != elements.WAITING],
    }
    for text, units in groups.items():
        if units:
            said += f", {escape(text.format(names=_names(view, units)))}"
    return said


MOST = 3
"""So many localities are named; of more how many they are."""


def _names(view: View, units: list[str]) -> str:
    if len(units) > MOST:
        return view.text("{count} địa phương").format(count=len(units))
    return ", ".join(elements.short_name(view.register.by_id[unit]) for unit in units)


def _moved(view: View, since: Before | None) -> str:
    """Which way the province's own verdicts moved; the localities' stand below."""
    if since is None:
        return ""
    still = view.text("không kết quả nào của tỉnh đổi")
    return since.moved(view, view.scorecard.province_id, still)


def _open(view: View) -> str:
    """How many of the province's results may still change."""
    results = view.scorecard.of_unit(view.scorecard.province_id)
    count = sum(Caveat.COULD_CHANGE in result.caveats for result in results)
    if not count:
        return ""
    text = view.text("{count} có thể đổi khi đủ số liệu")
    return escape(text).replace("{count}", f"<b>{count} ⇄</b>")
