"""A sentence without a figure: what meetings concluded of it, and recording another conclusion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from data_loaders.model import CONCLUDED, MeetingConclusion
from data_loaders.reports.precondition import ShownRecords
from data_loaders.service.meetings import Meeting
from data_loaders.service.recorded_results import (
    DOCUMENT,
    REASON,
    NewConclusion,
    RecordedResults,
)
from kpis.model import Target, Verdict
from kpis.words.verdicts import day, instant, period_name, verdict_word
from pages.ui.frame.markdown import labels
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements
from pages.ui.plan import records


def of_target(view: View, target: Target) -> None:
    """The conclusions on record, the newest first, and for who may the form for another."""
    if not records.opened(view, view.text("Theo kết luận phiên họp: {target}"), target):
        return
    recorded = tuple(one for one in view.facts.conclusions if one.target_id == target.target_id)
    _table(view, recorded)
    if records.may_record(view, "conclusion.record"):
        with st.container(border=True, key=f"concluded_{target.target_id}"):
            _record(view, target, ShownRecords(target.target_id, recorded))


def _table(view: View, recorded: Sequence[MeetingConclusion]) -> None:
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    rows = (
        f"<td>{escape(period_name(one.period, language))}</td>"
        f"<td>{elements.badge(view, Verdict(one.verdict))}</td>"
        f"<td>{escape(one.meeting)}</td><td>{escape(one.reason)}</td>"
        f"<td>{escape(one.document)}</td><td>{escape(one.by)}</td>"
        f"<td>{instant(one.at, language, zone=zone)}</td>"
        for one in reversed(recorded)
    )
    heads = (
        _("Từ kỳ"),
        _("Kết quả"),
        _("Phiên họp kết luận"),
        _("Lý do"),
        _("Văn bản"),
        _("Người ghi"),
        _("Lúc"),
    )
    records.table(heads, rows, _("Chưa có kết luận: chưa đánh giá."))


def _record(view: View, target: Target, shown: ShownRecords) -> None:
    """The form anew after each record; a record is made over those that are shown."""
    place, meetings = f"concluded_{target.target_id}", _meetings(view)
    if acts.told(view, place):
        return
    if not meetings:
        st.caption(
            view.text("Chưa có phiên họp nào chốt số liệu; kết luận là của một phiên đã chốt.")
        )
        return
    key = f"{target.target_id}_{acts.round_of(place)}"
    with st.form(f"concluded_form_{key}", border=False):
        left, right = st.columns(2)
        meeting_id = _meeting(view, left, meetings, key)
        verdict = _verdict(view, right, key)
        reason, document = _reason(view, key), _document(view, key)
        label = view.text("Ghi kết luận: {target}").format(target=target.name(view.state.language))
        act = f"concluded_record_{key}_{len(shown.recorded)}"
        acts.submit(label, place, shown, key=act, type="primary")

    def record(pressed: acts.Pressed) -> acts.Receipt | None:
        if verdict is None:
            st.error(view.text("Hãy chọn kết quả theo kết luận của phiên họp."))
            return None
        new = NewConclusion(meeting_id, verdict, reason, document)
        RecordedResults(view.access).conclude(pressed.of, new)
        return _receipt(view, target, Verdict(verdict))

    acts.answer(place, place, record)
    acts.refusal(place)


def _receipt(view: View, target: Target, verdict: Verdict) -> acts.Receipt:
    language = view.state.language
    said = view.text("Đã ghi “{verdict}” cho chỉ tiêu “{target}”.")
    word = verdict_word(verdict, language)
    return acts.Receipt(said.format(verdict=word, target=target.name(language)))


def _meetings(view: View) -> Mapping[str, Meeting]:
    """The meetings whose figures are frozen and whose day has come, the one held last first."""
    day_of, today = view.context.regime.day_of, view.context.regime.day_of(view.now)
    return {one.meeting_id: one for one in view.meetings() if day_of(one.held_at) <= today}


def _meeting(view: View, where: Any, meetings: Mapping[str, Meeting], key: str) -> str:
    chosen: str = where.selectbox(
        view.text("Phiên họp đã chốt số liệu"),
        list(meetings),
        key=f"concluded_meeting_{key}",
        format_func=labels(lambda one: _named(view, meetings[one])),
    )
    return chosen


def _named(view: View, meeting: Meeting) -> str:
    language = view.state.language
    held = day(view.context.regime.day_of(meeting.held_at), language)
    return f"{meeting.name} ({held}) · {period_name(meeting.period, language)}"


def _verdict(view: View, where: Any, key: str) -> str | None:
    chosen: str | None = where.selectbox(
        view.text("Kết quả theo kết luận"),
        list(CONCLUDED),
        index=None,
        key=f"concluded_verdict_{key}",
        placeholder=view.text("Chọn"),
        format_func=labels(lambda one: verdict_word(Verdict(one), view.state.language)),
    )
    return chosen


def _reason(view: View, key: str) -> str:
    label = view.text("Lý do của kết luận (bắt buộc)")
    return str(st.text_area(label, key=f"concluded_reason_{key}", max_chars=REASON))


def _document(view: View, key: str) -> str:
    label = view.text("Văn bản kết luận (số, ký hiệu)")
    return str(st.text_input(label, key=f"concluded_document_{key}", max_chars=DOCUMENT))
