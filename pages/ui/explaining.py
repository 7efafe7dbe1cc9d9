"""Asking a locality to explain a red figure, its answer, and both beside that figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.errors import RefusedError
from data_loaders.explanations import ANSWERED, ASKED, Explanations
from data_loaders.model import Basis, ExplanationRequest, Identity, closed, open_requests
from data_loaders.permissions import may
from kpis.conclusion_words import owed_explanations, request_line
from kpis.model import Result, Verdict
from kpis.wording import day, period_name
from pages.ui import committee, due
from pages.ui.markdown import filled, plain
from pages.ui.view import View

RED = frozenset({Verdict.MISSED, Verdict.BEHIND})
"""Verdicts worth asking about."""

_USUAL_DAYS = 7
"""How long a locality has to answer, unless the secretary sets another day."""

_DONE, _ROUND = "explaining_done", "explaining_round"


def band(view: View) -> None:
    """On every page of a locality's account: what it still has to explain, and where."""
    own = view.actor.unit_id
    if own is None or not may(view.actor, "explanation.answer", own):
        return
    today, language = committee.today(view, view.live), view.state.language
    said = owed_explanations(committee.asked(view, view.live), today, language)
    if not said:
        return
    query = view.state.query(
        unit=own, period=None, as_of=None, meeting=None, target=None, basis=Basis.ACCEPTED
    )
    link = escape(f"locality?{urlencode(query)}")
    label = escape(view.text("Xem và trả lời"))
    st.html(
        f'<div class="asked-band" role="note">{escape(said)}'
        f' <a href="{link}" target="_self">{label}</a></div>'
    )


def beside(view: View, result: Result) -> str:
    """What was asked about a figure and what the locality said, as HTML; empty when nothing."""
    found = committee.about(view, result.unit_id, result.target_id, result.period)
    return "".join(_told(view, one) for one in found)


def of_figure(view: View, result: Result) -> None:
    """What was asked and answered about one figure, and the form to ask."""
    said = beside(view, result)
    if said:
        st.html(said)
    ask(view, [result], key="this")


def _told(view: View, one: ExplanationRequest) -> str:
    language, today = view.state.language, committee.today(view)
    line = escape(request_line(one, today, language))
    said = "".join(
        f'<p class="said">{escape(view.text("Địa phương giải trình"))}'
        f" ({day(answer.on, language)}): {_text(answer.text)}</p>"
        for answer in one.answers
    )
    return (
        f'<div class="explained"><p>{due.badge(view, one.standing(today))} {line}</p>'
        f'<p class="quiet">{escape(view.text("Nội dung yêu cầu"))}: {_text(one.text)}</p>'
        f"{said}</div>"
    )


def _text(typed: str) -> str:
    return escape(typed).replace("\n", "<br>")


def ask(view: View, results: Sequence[Result], *, key: str) -> None:
    """For who may: a form that asks one of these localities about its red figure of now.

    Nothing while the page shows another moment, and about a figure whose question is still open.
    """
    worth = [one for one in results if _worth_asking(view, one)]
    if not worth or not committee.about_now(view):
        return
    _, round_ = view.text, st.session_state.get(_ROUND, 0)  # a form anew after each request
    by_unit = {one.unit_id: one for one in worth}
    name = f"{key}_{round_}"
    with (
        st.popover(_("Yêu cầu giải trình"), key=f"ask_box_{name}"),
        st.form(f"ask_form_{name}", border=False),
    ):
        unit_id = worth[0].unit_id
        if len(worth) > 1:
            unit_id = st.selectbox(
                _("Địa phương"),
                list(by_unit),
                key=f"ask_unit_{name}",
                format_func=lambda one: view.register.by_id[one].full_name,
            )
        text = st.text_area(_("Nội dung yêu cầu"), key=f"ask_text_{name}", max_chars=ASKED)
        now = committee.today(view)
        until = st.date_input(
            _("Hạn trả lời"),
            now + timedelta(days=_USUAL_DAYS),
            key=f"ask_due_{name}",
            min_value=now,
            format="DD/MM/YYYY",
        )
        if st.form_submit_button(_("Gửi yêu cầu"), type="primary", key=f"ask_send_{name}"):
            result = by_unit[unit_id]
            about = Identity(unit_id, result.period)
            try:
                Explanations(view.access).ask(about, result.target_id, text, due_on=until)
            except RefusedError as error:
                st.error(plain(error))
                return
            said = _("Đã gửi yêu cầu giải trình đến {unit}, hạn trả lời {due}.")
            unit = view.register.by_id[unit_id].full_name
            _finish(said.format(unit=unit, due=day(until, view.state.language)))


def _worth_asking(view: View, result: Result) -> bool:
    if result.verdict not in RED or result.unit_id == view.register.province.unit_id:
        return False
    found = committee.about(view, result.unit_id, result.target_id, result.period)
    allowed = may(view.actor, "explanation.request", result.unit_id)
    return allowed and not open_requests(found)


def _finish(said: str) -> None:
    st.session_state[_DONE] = said
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def notice() -> None:
    """What was asked or answered last in this session; told once."""
    if _DONE in st.session_state:
        st.success(plain(st.session_state.pop(_DONE)))


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
    waiting, answered = open_requests(found), closed(found)
    if waiting:
        st.subheader(_("Ban Chỉ đạo yêu cầu giải trình"), anchor="giai-trinh")
    for one in waiting:
        with st.container(border=True, key=f"asked_{one.key}"):
            st.html(_heading(view, one) + _told(view, one))
            _answer(view, one, _("Nội dung giải trình"))
    if answered:
        with st.expander(filled(_("Đã giải trình: {count}"), count=len(answered))):
            for one in answered:
                st.html(_heading(view, one) + _told(view, one))
                _answer(view, one, _("Bổ sung giải trình"))


def _heading(view: View, one: ExplanationRequest) -> str:
    """Target and period, a link to the page that shows this figure."""
    language = view.state.language
    name = committee.target_name(view, one.target_id)
    query = view.state.query(unit=one.unit_id, target=one.target_id, period=one.period)
    text = escape(f"{name}, {period_name(one.period, language)}")
    address = escape(f"trace?{urlencode(query)}")
    return f'<h3 class="asked"><a href="{address}" target="_self">{text}</a></h3>'


def _answer(view: View, one: ExplanationRequest, label: str) -> None:
    """The form for the locality's own account; about now only."""
    if not may(view.actor, "explanation.answer", one.unit_id) or not committee.about_now(view):
        return
    name = f"{one.key}_{len(one.answers)}"  # a form anew after each answer
    with st.form(f"answer_form_{name}", border=False):
        text = st.text_area(plain(label), key=f"answer_text_{name}", max_chars=ANSWERED)
        send = view.text("Gửi giải trình")
        if st.form_submit_button(send, type="primary", key=f"answer_send_{name}"):
            try:
                Explanations(view.access).answer(one.key, text)
            except RefusedError as error:
                st.error(plain(error))
                return
            _finish(view.text("Đã gửi giải trình đến Ban Chỉ đạo."))
