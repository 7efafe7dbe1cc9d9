"""Asking a locality to explain a red figure, its answer, and both beside that figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Basis, ExplanationRequest, Identity, closed, open_requests
from data_loaders.reports.precondition import Shown
from data_loaders.service.explanations import ANSWERED, ASKED, Explanations
from kpis.model import Result, Verdict
from kpis.words.conclusions import owed_explanations, request_line
from kpis.words.verdicts import day, period_name
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, committee, due

RED = frozenset({Verdict.MISSED, Verdict.BEHIND})
"""Verdicts worth asking about."""

_USUAL_DAYS = 7
"""How long a locality has to answer, unless the secretary sets another day."""


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
    whose = results[0].unit_id if len(results) == 1 else "some"
    place = f"ask_{key}_{results[0].target_id}_{whose}_{results[0].period}"
    if acts.told(view, place):
        return
    worth = [one for one in results if _worth_asking(view, one)]
    if not worth or not committee.about_now(view):
        return
    _, round_ = view.text, acts.round_of(place)  # a form anew after each request
    by_unit = {one.unit_id: one for one in worth}
    name = f"{place}_{round_}"
    with (
        st.popover(_("Yêu cầu giải trình"), key=f"box_{name}"),
        st.form(f"form_{name}", border=False),
    ):
        unit_id = worth[0].unit_id
        if len(worth) > 1:
            unit_id = st.selectbox(
                _("Địa phương"),
                list(by_unit),
                key=f"unit_{name}",
                format_func=lambda one: view.register.by_id[one].full_name,
            )
        text = st.text_area(_("Nội dung yêu cầu"), key=f"text_{name}", max_chars=ASKED)
        now = committee.today(view)
        until = st.date_input(
            _("Hạn trả lời"),
            now + timedelta(days=_USUAL_DAYS),
            key=f"due_{name}",
            min_value=now,
            format="DD/MM/YYYY",
        )
        shown = {one.unit_id: _shown(view, one) for one in worth}
        acts.submit(
            _("Gửi yêu cầu"),
            place,
            shown,
            key=f"send_{name}",
            type="primary",
        )

    def send(pressed: acts.Pressed) -> acts.Receipt:
        about = pressed.of[unit_id]
        Explanations(view.access).ask(about, worth[0].target_id, text, due_on=until)
        said = _("Đã gửi yêu cầu giải trình đến {unit}, hạn trả lời {due}.")
        unit = view.register.by_id[unit_id].full_name
        return acts.Receipt(said.format(unit=unit, due=day(until, view.state.language)))

    acts.answer(place, place, send)
    acts.refusal(place)


def _shown(view: View, result: Result) -> Identity | Shown:
    """The report whose figure is asked about, as it was when the figure was drawn."""
    identity = Identity(result.unit_id, result.period)
    report = view.facts.report(identity.unit_id, identity.period)
    group = view.access.versions(
        unit_id=identity.unit_id, period=identity.period, upto=view.moment.revision
    )
    known = [one for one in group if report is not None and one.version == report.version]
    return Shown.of(known[0], group) if known else identity


def _worth_asking(view: View, result: Result) -> bool:
    if result.verdict not in RED or result.unit_id == view.register.province.unit_id:
        return False
    found = committee.about(view, result.unit_id, result.target_id, result.period)
    allowed = may(view.actor, "explanation.request", result.unit_id)
    return allowed and not open_requests(found)


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
    told = {one.key for one in found if acts.receipt(f"answer_{one.key}") is not None}
    waiting = sorted(
        (one for one in found if one.key in told or not one.answers),
        key=lambda one: (one.due_on, one.key),
    )
    answered = [one for one in closed(found) if one.key not in told]
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
    place = f"answer_{one.key}"
    if acts.told(view, place):
        return
    round_ = acts.round_of(place)  # a form anew after each answer
    with st.form(f"answer_form_{one.key}_{round_}", border=False):
        text = st.text_area(plain(label), key=f"answer_text_{one.key}_{round_}", max_chars=ANSWERED)
        acts.submit(
            view.text("Gửi giải trình: {target}").format(
                target=committee.target_name(view, one.target_id)
            ),
            place,
            one,
            key=f"answer_send_{one.key}_{len(one.answers)}_{round_}",
            type="primary",
        )

    def send(pressed: acts.Pressed) -> acts.Receipt:
        Explanations(view.access).answer(one.key, text, shown=pressed.of)
        return acts.Receipt(view.text("Đã gửi giải trình đến Ban Chỉ đạo."))

    acts.answer(place, place, send)
    acts.refusal(place)
