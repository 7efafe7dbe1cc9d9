"""The committee's decisions and requests to explain: open ones first, recorded and carried on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import (
    Decision,
    ExplanationRequest,
    Moment,
    closed,
    open_decisions,
    open_requests,
)
from kpis.words.conclusions import held, progress, request_line
from kpis.words.verdicts import day, period_name
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import committee, decision_forms, due, elements


def decision_board(view: View) -> None:
    """What is still to be done, the oldest due day first; then what is new; what is done, folded.

    In a meeting's view what that meeting decided comes first, as it is now; the lists are of what
    was decided before, as it stood when the figures were frozen, and say so.
    """
    _, found = view.text, committee.decided(view)
    waiting, done = open_decisions(found), closed(found)
    _taken_here(view)
    title = _("Kết luận còn phải thực hiện: {count}")
    if view.meeting is not None:
        title = _("Kết luận trước đó còn phải thực hiện khi chốt số liệu: {count}")
    st.subheader(filled(title, count=len(waiting)))
    if waiting:
        st.html(_decisions(view, waiting))
    else:
        st.markdown(_("Không còn kết luận nào phải thực hiện."))
    if may(view.actor, "decision.record"):
        decision_forms.forms(view)
    if done:
        with st.expander(filled(_("Kết luận đã hoàn thành: {count}"), count=len(done))):
            st.html(_decisions(view, done))
    requests(view)


def _taken_here(view: View) -> None:
    """The decisions of the meeting shown and how many are still open, as they are now."""
    if view.meeting is None:
        return
    live = committee.decided(view, view.live)
    taken = [one for one in live if one.meeting_id == view.meeting.meeting_id]
    if taken:
        title = view.text("Kết luận của phiên họp này: {count}, hiện nay còn phải thực hiện {open}")
        st.subheader(filled(title, count=len(taken), open=len(open_decisions(taken))))
        st.html(_decisions(view, taken, view.live))


def requests(view: View) -> None:
    """Every request to explain: unanswered first with the days left, answered ones folded."""
    _, found = view.text, committee.asked(view)
    waiting, answered = open_requests(found), closed(found)
    st.subheader(filled(_("Yêu cầu giải trình chưa trả lời: {count}"), count=len(waiting)))
    if waiting:
        st.html(_requests(view, waiting))
    if answered:
        with st.expander(filled(_("Đã giải trình: {count}"), count=len(answered))):
            st.html(_requests(view, answered))


def of_locality(view: View, unit_id: str) -> None:
    """What the committee decided that one locality has to do, or about it; nothing when none."""
    found = open_decisions(
        one for one in committee.decided(view) if unit_id in (one.unit_id, one.about_unit)
    )
    _still_open(view, found)


def of_target(view: View, target_id: str) -> None:
    """What the committee decided about one target and is still to be done; nothing when none."""
    _still_open(
        view, open_decisions(one for one in committee.decided(view) if one.target_id == target_id)
    )


def _still_open(view: View, found: Sequence[Decision]) -> None:
    if found:
        st.subheader(view.text("Kết luận phiên họp còn phải thực hiện"))
        st.html(_decisions(view, found))


def _decisions(view: View, found: Sequence[Decision], moment: Moment | None = None) -> str:
    _ = view.text
    heads = (_("Số"), _("Kết luận"), _("Đơn vị chủ trì"), _("Hạn"), _("Tình trạng"))
    return elements.plain_table(heads, (_row(view, one, moment) for one in found), kind="decided")


def _row(view: View, one: Decision, moment: Moment | None) -> str:
    language, today = view.state.language, committee.today(view, moment)
    said = " · ".join(p for p in (held(one, today, language), progress(one, language)) if p)
    return (
        f"<td>{one.key}</td>"
        f'<th>{_lines(one.text)}<span class="held">{escape(_linked(view, one))}</span></th>'
        f"<td>{escape(owner(view, one))}</td>"
        f'<td class="day">{day(one.due_on, language)}</td>'
        f"<td>{due.badge(view, one.standing(today), whole=True)}"
        f'<span class="held">{escape(said)}</span></td>'
    )


def owner(view: View, one: Decision) -> str:
    """Who has to carry it out: a locality or another body."""
    return one.body if one.unit_id is None else committee.unit_name(view, one.unit_id)


def _linked(view: View, one: Decision) -> str:
    """Target, locality and meeting, those there are."""
    said = []
    if one.target_id is not None:
        said.append(committee.target_name(view, one.target_id))
    if one.about_unit is not None:
        said.append(committee.unit_name(view, one.about_unit))
    if one.meeting:
        said.append(one.meeting)
    return " · ".join(said)


def _lines(typed: str) -> str:
    return escape(typed).replace("\n", "<br>")


def _requests(view: View, found: Sequence[ExplanationRequest]) -> str:
    _, language, today = view.text, view.state.language, committee.today(view)
    rows = (
        f"<th>{escape(committee.unit_name(view, one.unit_id))}"
        f'<span class="held">{escape(committee.target_name(view, one.target_id))},'
        f" {escape(period_name(one.period, language))}</span></th>"
        f'<td>{_lines(one.text)}<span class="held">'
        f"{escape(request_line(one, today, language))}</span></td>"
        f"<td>{due.badge(view, one.standing(today), whole=True)}</td>"
        f"<td>{_answers(view, one)}</td>"
        for one in found
    )
    heads = (_("Địa phương, chỉ tiêu"), _("Yêu cầu"), _("Tình trạng"), _("Giải trình"))
    return elements.plain_table(heads, rows, kind="decided")


def _answers(view: View, one: ExplanationRequest) -> str:
    return "<br>".join(
        f"{day(answer.on, view.state.language)}: {_lines(answer.text)}" for answer in one.answers
    )
