"""Announcing a meeting and freezing its figures, for who may."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from data_loaders.errors import MonitorError
from data_loaders.meetings import LONGEST_AGENDA, LONGEST_NAME, Meetings, Notice
from data_loaders.model import Moment
from data_loaders.permissions import may
from kpis.asked import read
from kpis.freezing import to_freeze
from kpis.wording import instant
from pages.ui import controls, parts
from pages.ui.markdown import filled, plain
from pages.ui.view import View

_ROUND = "meetings_round"


def freeze(view: View) -> None:
    """Freeze one of those to come, exactly as period, as-of and basis are chosen above."""
    waiting = {one.meeting_id: one for one in view.planned()}
    if not waiting or not may(view.actor, "meeting.freeze"):
        return
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    st.subheader(_("Chốt số liệu"))
    as_of = _("lúc chốt")
    if view.state.as_of is not None:
        as_of = instant(view.state.as_of, language, zone=zone)
    text = _(
        "Sẽ chốt đúng như đang chọn ở trên: **{period}**, số liệu tính đến **{as_of}**, nguồn:"
        " **{basis}**. Mỗi phiên họp chỉ chốt một lần, không sửa và không chốt lại."
    )
    basis = controls.basis_names(view)[view.state.basis].lower()
    period = controls.with_days(view, view.period)
    st.markdown(filled(text, period=period, as_of=as_of, basis=basis))
    parts.missing_reports(view)
    with st.form("meetings_freeze", border=True):
        chosen = st.selectbox(
            _("Phiên họp"),
            list(waiting),
            key="meetings_chosen",
            format_func=lambda key: f"{waiting[key].name} · {waiting[key].chair}",
        )
        label = _("Tôi đã xem lại kỳ, thời điểm và nguồn số liệu nêu trên")
        sure = st.checkbox(label, key="meetings_sure")
        pressed = st.form_submit_button(_("Chốt số liệu"), type="primary", key="meetings_freeze_it")
    if pressed and not sure:
        st.error(_("Hãy đánh dấu xác nhận đã xem lại rồi chốt; chưa có gì được chốt."))
    elif pressed and chosen is not None:
        _freeze(view, chosen)


def _freeze(view: View, meeting_id: str) -> None:
    """Through the door of the data layer, which asks for the right again; then open it."""
    now = view.context.now()
    moment = Moment(view.live.revision, view.state.as_of or now, now)
    try:
        asked = read(view.access, moment, view.state.basis, view.period)
        Meetings(view.access).freeze(meeting_id, to_freeze(view.access, asked))
    except MonitorError as error:
        st.error(plain(error))
        return
    controls.go(view.state, meeting=meeting_id, period=None)
    st.rerun()


def announce(view: View) -> None:
    """A meeting to come: what it is called, when it is held, who chairs it, its agenda."""
    if not may(view.actor, "meeting.freeze"):
        return
    _, round_ = view.text, st.session_state.get(_ROUND, 0)  # a form anew after each one
    st.subheader(_("Ghi phiên họp sắp tới"))
    with st.form(f"meetings_announce_{round_}", border=True):
        name = st.text_input(
            _("Tên phiên họp"), key=f"meetings_name_{round_}", max_chars=LONGEST_NAME
        )
        day_side, hour_side, chair_side = st.columns([1, 1, 2])
        today = view.context.regime.day_of(view.now)
        day = day_side.date_input(
            _("Ngày họp"), today, key=f"meetings_day_{round_}", format="DD/MM/YYYY"
        )
        hour = hour_side.time_input(_("Giờ họp"), "08:00", key=f"meetings_hour_{round_}")
        chair = chair_side.text_input(
            _("Chủ trì"), key=f"meetings_chair_{round_}", max_chars=LONGEST_NAME
        )
        agenda = st.text_area(
            _("Chương trình họp (mỗi dòng một nội dung)"),
            key=f"meetings_agenda_{round_}",
            max_chars=LONGEST_AGENDA,
        )
        if st.form_submit_button(_("Ghi phiên họp"), key=f"meetings_announce_it_{round_}"):
            held_at = datetime.combine(day, hour, view.context.regime.timezone)
            _announce(view, Notice(name, held_at, chair, agenda))


def _announce(view: View, notice: Notice) -> None:
    try:
        Meetings(view.access).plan(notice)
    except MonitorError as error:
        st.error(plain(error))
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()
