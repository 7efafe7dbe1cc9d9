"""Asking a locality to explain a red figure; what was asked and answered beside that figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Basis, ExplanationRequest, Identity, open_requests
from data_loaders.reports.precondition import Shown
from data_loaders.service.explanations import ASKED, Explanations
from kpis.model import Result, Verdict
from kpis.words.conclusions import held, owed_explanations, request_line
from kpis.words.verdicts import day
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
    return "".join(told(view, one) for one in found)


def brief(view: View, result: Result) -> str:
    """That something was asked about a figure and how it stands, in a few words each; else
    nothing. The rest is told where it opens."""
    language, today = view.state.language, committee.today(view)
    found = committee.about(view, result.unit_id, result.target_id, result.period)
    text = view.text("Giải trình: {held}")
    return "".join(
        f'<p class="asked-line">{due.badge(view, one.standing(today))}'
        f" {escape(text.format(held=held(one, today, language)))}</p>"
        for one in found
    )


def of_figure(view: View, result: Result) -> None:
    """What was asked and answered about one figure, and the form to ask."""
    said = beside(view, result)
    if said:
        st.html(said)
    ask(view, [result], key="this")


def told(view: View, one: ExplanationRequest) -> str:
    """One request with its answers, as HTML."""
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
    # Before anything is left out: what was pressed for may have moved, and that is told.
    acts.answer(place, place, lambda pressed: _send(view, pressed.of, place))
    if acts.told(view, place):
        return
    worth = [one for one in results if _worth_asking(view, one)]
    if not worth or not committee.about_now(view):
        return
    name = _name(place)
    with (
        st.popover(view.text("Yêu cầu giải trình"), key=f"box_{name}"),
        st.form(f"form_{name}", border=False),
    ):
        _question(view, worth, name)
        shown = {one.unit_id: _shown(view, one) for one in worth}
        about = _Question(worth[0].target_id, shown)
        acts.submit(view.text("Gửi yêu cầu"), place, about, key=f"send_{name}", type="primary")


@dataclass(frozen=True, slots=True)
class _Question:
    """A target, and the reports as they were when their figures of it were drawn."""

    target_id: str
    shown: Mapping[str, Identity | Shown]


def _name(place: str) -> str:
    """What the widgets of a question are called: a form anew after each one."""
    return f"{place}_{acts.round_of(place)}"


def _question(view: View, worth: Sequence[Result], name: str) -> None:
    """Whom, what, and by which day."""
    _ = view.text
    if len(worth) > 1:
        st.selectbox(
            _("Địa phương"),
            [one.unit_id for one in worth],
            key=f"unit_{name}",
            format_func=lambda one: view.register.by_id[one].full_name,
        )
    st.text_area(_("Nội dung yêu cầu"), key=f"text_{name}", max_chars=ASKED)
    now = committee.today(view)
    st.date_input(
        _("Hạn trả lời"),
        now + timedelta(days=_USUAL_DAYS),
        key=f"due_{name}",
        min_value=now,
        format="DD/MM/YYYY",
    )


def _send(view: View, asked: _Question, place: str) -> acts.Receipt:
    """As it was typed and chosen; the data layer refuses what moved since it was drawn."""
    typed, name = st.session_state, _name(place)
    unit_id = str(typed.get(f"unit_{name}") or next(iter(asked.shown)))
    until: date = typed[f"due_{name}"]
    Explanations(view.access).ask(
        asked.shown[unit_id], asked.target_id, str(typed[f"text_{name}"]), due_on=until
    )
    said = view.text("Đã gửi yêu cầu giải trình đến {unit}, hạn trả lời {due}.")
    unit = view.register.by_id[unit_id].full_name
    return acts.Receipt(said.format(unit=unit, due=day(until, view.state.language)))


def _shown(view: View, result: Result) -> Identity | Shown:
    """The report whose figure is asked about, as it was when the figure was drawn."""
    identity = Identity(result.unit_id, result.period)
    report = view.facts.report(identity.unit_id, identity.period)
    group = view.access.versions(
        unit_id=identity.unit_id, period=identity.period, upto=view.moment.revision
    )
    known = [one for one in group if report is not None and one.version == report.version]
    return Shown.of(known[0], group) if known else identity


def may_ask(view: View, result: Result) -> bool:
    """Whether a locality's figure is red, and of now, and this person may ask about it."""
    own = result.unit_id != view.register.province.unit_id
    return (
        own
        and result.verdict in RED
        and committee.about_now(view)
        and may(view.actor, "explanation.request", result.unit_id)
    )


def _worth_asking(view: View, result: Result) -> bool:
    found = committee.about(view, result.unit_id, result.target_id, result.period)
    return may_ask(view, result) and not open_requests(found)
