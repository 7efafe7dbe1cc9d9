"""What a locality was asked to explain, and the form for its answer."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import ExplanationRequest, closed
from data_loaders.service.explanations import ANSWERED, Explanations
from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, committee, explaining


def owed(view: View, unit_id: str) -> None:
    """What a locality was asked: unanswered first, with the form; answered ones folded.

    For who does not answer: only about other periods; the others stand beside their figures.
    """
    _, answers = view.text, may(view.actor, "explanation.answer", unit_id)
    found = [
        one
        for one in committee.asked(view)
        if one.unit_id == unit_id and (answers or one.period != view.period)
    ]
    for one in found:
        _carry_out(view, one)
    told = {one.key for one in found if _told_here(one)}
    waiting = sorted(
        (one for one in found if one.key in told or not one.answers),
        key=lambda one: (one.due_on, one.key),
    )
    answered = [one for one in closed(found) if one.key not in told]
    if waiting:
        st.subheader(_("Ban Chỉ đạo yêu cầu giải trình"), anchor="giai-trinh")
    for one in waiting:
        with st.container(border=True, key=f"asked_{one.key}"):
            st.html(_heading(view, one) + explaining.told(view, one))
            _answer(view, one, _("Nội dung giải trình"))
    if answered:
        with st.expander(filled(_("Đã giải trình: {count}"), count=len(answered))):
            for one in answered:
                st.html(_heading(view, one) + explaining.told(view, one))
                _answer(view, one, _("Bổ sung giải trình"))


def _heading(view: View, one: ExplanationRequest) -> str:
    """Target and period, a link to the page that shows this figure."""
    language = view.state.language
    name = committee.target_name(view, one.target_id)
    query = view.state.query(unit=one.unit_id, target=one.target_id, period=one.period)
    text = escape(f"{name}, {period_name(one.period, language)}")
    address = escape(f"trace?{urlencode(query)}")
    return f'<h3 class="asked"><a href="{address}" target="_self">{text}</a></h3>'


def _told_here(one: ExplanationRequest) -> bool:
    """Whether something is told where it is answered: it stands open while that is read."""
    place = _place(one)
    return acts.receipt(place) is not None or acts.refused(place)


def _place(one: ExplanationRequest) -> str:
    """Where what was answered is told."""
    return f"answer_{one.key}"


def _text_key(one: ExplanationRequest) -> str:
    """The box of an answer: anew after each."""
    return f"answer_text_{one.key}_{acts.round_of(_place(one))}"


def _carry_out(view: View, one: ExplanationRequest) -> None:
    """Answer what was pressed, wherever the question stands now."""

    def send(pressed: acts.Pressed) -> acts.Receipt:
        text = str(st.session_state.get(_text_key(one)) or "")
        Explanations(view.access).answer(one.key, text, shown=pressed.of)
        return acts.Receipt(view.text("Đã gửi giải trình đến Ban Chỉ đạo."))

    acts.answer(_place(one), _place(one), send)


def _answer(view: View, one: ExplanationRequest, label: str) -> None:
    """The form for the locality's own account; about now only."""
    if not may(view.actor, "explanation.answer", one.unit_id) or not committee.about_now(view):
        return
    place = _place(one)
    if acts.told(view, place):
        return
    round_ = acts.round_of(place)
    with st.form(f"answer_form_{one.key}_{round_}", border=False):
        st.text_area(plain(label), key=_text_key(one), max_chars=ANSWERED)
        acts.submit(
            view.text("Gửi giải trình: {target}").format(
                target=committee.target_name(view, one.target_id)
            ),
            place,
            one,
            key=f"answer_send_{one.key}_{len(one.answers)}_{round_}",
            type="primary",
        )
