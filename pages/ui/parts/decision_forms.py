"""Recording a decision and saying how one stands; both are about now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from data_loaders.model import Decision, TaskState, closed, open_decisions
from data_loaders.model.errors import MovedError
from data_loaders.service.decisions import NOTE, TEXT, Decisions, NewDecision
from data_loaders.service.meetings import Meeting, Planned
from kpis.words.tasks import state_word
from kpis.words.verdicts import day, instant
from pages.ui.frame.markdown import labels
from pages.ui.frame.view import View
from pages.ui.parts import acts, committee, elements

_USUAL_DAYS = 30
"""Until a decision is due, unless the secretary sets another day."""


def forms(view: View) -> None:
    """For who may record: a new decision, and the state of one. A meeting's own may be recorded."""
    _ = view.text
    if view.state.as_of is not None:
        st.info(_("Đang xem số liệu của một thời điểm đã qua; về hiện tại để ghi kết luận."))
        return
    every = committee.decided(view, view.live)
    with st.expander(_("Ghi kết luận mới"), key="decision_new"):
        _record(view, every)
    if every:
        with st.expander(_("Ghi tình trạng thực hiện"), key="decision_step"):
            _change(view, every)


def _record(view: View, every: Sequence[Decision]) -> None:
    place = f"decision_{view.meeting.meeting_id if view.meeting else ''}"
    if acts.told(view, place):
        return
    _, round_ = view.text, acts.round_of(place)  # a form anew after each
    with st.form(f"decision_form_{round_}", border=False):
        text = st.text_area(_("Nội dung kết luận"), key=f"decision_text_{round_}", max_chars=TEXT)
        left, right = st.columns(2)
        with left:
            unit_id, body = _owner(view, every, round_)
            target_id = _target(view, round_)
        with right:
            due_on = _due(view, round_)
            about_unit = _about(view, round_)
        meeting_id, meeting = _meeting(view, round_)
        key = f"decision_send_{meeting_id or ''}_{round_}"
        acts.submit(_("Ghi kết luận"), "decision.record", meeting_id, key=key, type="primary")
    new = NewDecision(text, due_on, unit_id, body, target_id, about_unit, meeting_id, meeting)

    def record(pressed: acts.Pressed) -> acts.Receipt:
        if view.meeting is not None and pressed.of != meeting_id:
            raise MovedError(_("Phiên họp đang mở đã khác lúc bấm; chưa có gì được ghi."))
        number = Decisions(view.access).record(new)
        return acts.Receipt(_("Đã ghi kết luận số {key}.").format(key=number))

    acts.answer("decision.record", place, record)
    acts.refusal(place)


def _units(view: View) -> dict[str, str]:
    return {unit.full_name: unit.unit_id for unit in view.reporting}


def _owner(view: View, every: Sequence[Decision], round_: int) -> tuple[str | None, str]:
    """A locality's id, or the name of another body; those named before are offered again."""
    _, units = view.text, _units(view)
    bodies = dict.fromkeys(one.body for one in every if one.body and one.body not in units)
    owner = st.selectbox(
        _("Chủ trì (chọn, hoặc gõ tên cơ quan, chức danh)"),
        [*units, *bodies],
        index=None,
        key=f"decision_owner_{round_}",
        placeholder=_("Chọn hoặc gõ"),
        accept_new_options=True,
    )
    unit_id = units.get(owner or "")
    return unit_id, "" if unit_id else owner or ""


def _target(view: View, round_: int) -> str | None:
    _ = view.text
    return st.selectbox(
        _("Chỉ tiêu liên quan (nếu có)"),
        list(view.plan.by_id),
        index=None,
        key=f"decision_target_{round_}",
        placeholder=_("Không gắn"),
        format_func=lambda one: committee.target_name(view, one),
    )


def _about(view: View, round_: int) -> str | None:
    _, units = view.text, _units(view)
    name = st.selectbox(
        _("Địa phương liên quan (nếu có)"),
        list(units),
        index=None,
        key=f"decision_about_{round_}",
        placeholder=_("Không gắn"),
    )
    return units.get(name or "")


def _due(view: View, round_: int) -> date:
    today = committee.today(view, view.live)
    return st.date_input(
        view.text("Hạn hoàn thành"),
        today + timedelta(days=_USUAL_DAYS),
        key=f"decision_due_{round_}",
        min_value=today,
        format="DD/MM/YYYY",
    )


def _meeting(view: View, round_: int) -> tuple[str | None, str]:
    """The meeting shown; else one on record, or one that nobody announced as it is typed."""
    if view.meeting is not None:
        return view.meeting.meeting_id, _meeting_name(view, view.meeting)
    _ = view.text
    known: tuple[Meeting | Planned, ...] = (*view.planned(), *view.meetings())
    recorded = {_meeting_name(view, one): one.meeting_id for one in known}
    name = st.selectbox(
        _("Phiên họp (chọn, hoặc gõ; nếu có)"),
        list(recorded),
        index=None,
        key=f"decision_meeting_{round_}",
        placeholder=_("Không gắn"),
        accept_new_options=True,
    )
    return recorded.get(name or ""), name or ""


def _meeting_name(view: View, meeting: Meeting | Planned) -> str:
    held = view.context.regime.day_of(meeting.held_at)
    return f"{meeting.name} ({day(held, view.state.language)})"


def _change(view: View, every: Sequence[Decision]) -> None:
    """One decision, the most urgent at first: what was recorded of it, and its state anew."""
    by_key = {one.key: one for one in (*open_decisions(every), *closed(every))}
    if done := acts.told(view, "step"):
        _history(view, by_key[done.of])
        return
    _, language, round_ = view.text, view.state.language, acts.round_of("step")
    key = st.selectbox(
        _("Kết luận"),
        list(by_key),
        key=f"step_of_{round_}",
        format_func=lambda one: f"{one}. {by_key[one].text}",
    )
    chosen = by_key[key]
    _history(view, chosen)
    words = list(TaskState)
    name = f"{key}_{round_}"
    state = st.segmented_control(
        _("Tình trạng"),
        words,
        default=chosen.state,
        key=f"step_state_{name}",
        required=True,
        format_func=labels(lambda one: state_word(one, language)),
    )
    today = committee.today(view, view.live)
    done_on = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if state is TaskState.DONE:
            done_on = st.date_input(
                _("Ngày hoàn thành"),
                chosen.done_on or today,
                key=f"step_day_{name}",
                max_value=today,
                format="DD/MM/YYYY",
            )
        note = st.text_input(_("Ghi chú"), key=f"step_note_{name}", max_chars=NOTE)
        acts.button(
            _("Ghi tình trạng kết luận số {key}").format(key=key),
            "decision.change",
            chosen,
            key=f"step_send_{name}_{len(chosen.steps)}",
            type="primary",
        )

    def change(pressed: acts.Pressed) -> acts.Receipt:
        shown: Decision = pressed.of
        if shown.key != key:
            raise MovedError(_("Kết luận đang mở đã khác lúc bấm; chưa có gì được ghi."))
        Decisions(view.access).change(key, state, completed_on=done_on, note=note, shown=shown)
        return acts.Receipt(_("Đã ghi tình trạng của kết luận số {key}.").format(key=key), key)

    acts.answer("decision.change", "step", change)
    acts.refusal("step")


def _history(view: View, one: Decision) -> None:
    """Every state recorded so far, the oldest first."""
    if not one.steps:
        return
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    rows = (
        f"<td>{instant(step.at, language, zone=zone)}</td>"
        f"<td>{escape(state_word(step.state, language))}</td>"
        f"<td>{day(step.completed_on, language)}</td><td>{escape(step.by)}</td>"
        f"<td>{escape(step.note)}</td>"
        for step in one.steps
    )
    at = _("Lúc (giờ báo cáo)")
    heads = (at, _("Tình trạng"), _("Ngày hoàn thành"), _("Người ghi"), _("Ghi chú"))
    st.html(elements.plain_table(heads, rows))
