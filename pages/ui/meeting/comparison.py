"""Two meetings side by side: which verdicts are other ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data_loaders.service.meetings import Meeting
from kpis.model import Result
from kpis.words.priorities import Direction, Shift, shifts, towards
from kpis.words.verdicts import instant, law_note, shift_sentence
from pages.ui.frame import links
from pages.ui.frame.controls import go
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import elements


def compared(view: View) -> None:
    """The open meeting beside the one before, or another that was chosen; nothing without one."""
    meeting, others = view.meeting, _others(view)
    if meeting is None or not others:
        return
    _, language = view.text, view.state.language
    usual = _usual(meeting, others)
    before_it = usual.held_at <= meeting.held_at and view.state.against in (None, usual.meeting_id)
    st.subheader(_("So với phiên trước") if before_it else _("So với một phiên họp khác"))
    other = _choose(view, usual, others)
    now, before = view.at(meeting), view.at(other)
    moved = shifts(before.scorecard, now.scorecard)
    st.markdown(plain(shift_sentence(moved, language)))
    if note := law_note(before.scorecard, now.scorecard, language):
        st.caption(plain(note))
    unclear = towards(moved, Direction.UNCLEAR)
    judged = [shift for shift in moved if shift not in unclear]
    if judged:
        st.html(_table(before, now, judged))
    if unclear:
        said = _("Chưa so được vì một trong hai kỳ chưa đánh giá ({count})")
        with st.expander(filled(said, count=len(unclear))):
            st.html(_table(before, now, unclear))
    if before.period.year != now.period.year:
        st.caption(_("Chỉ tiêu tính riêng từng năm không so qua năm mới."))


def _others(view: View) -> Mapping[str, Meeting]:
    """Every other frozen meeting, the one held last first."""
    own = view.state.meeting
    return {one.meeting_id: one for one in view.meetings() if one.meeting_id != own}


def _usual(meeting: Meeting, others: Mapping[str, Meeting]) -> Meeting:
    """The one held before, or any."""
    earlier = [one for one in others.values() if one.held_at <= meeting.held_at]
    return (earlier or list(others.values()))[0]


def _choose(view: View, usual: Meeting, others: Mapping[str, Meeting]) -> Meeting:
    """The one the address names, else the usual one."""
    chosen = others.get(view.state.against or "", usual)
    st.session_state["control_against"] = chosen.meeting_id
    st.selectbox(
        view.text("So với một phiên họp khác"),
        list(others),
        key="control_against",
        format_func=lambda key: _named(view, others[key]),
        on_change=lambda: go(view.state, against=st.session_state["control_against"]),
        label_visibility="collapsed",
        width=480,
    )
    return chosen


def _named(view: View, one: Meeting) -> str:
    zone = view.context.regime.timezone
    return f"{one.name} ({instant(one.held_at, view.state.language, zone=zone)})"


def _table(before: View, now: View, moved: Sequence[Shift]) -> str:
    _, names = now.text, [one.meeting.name if one.meeting else "" for one in (before, now)]
    rows = (_row(before, now, shift) for shift in moved)
    return elements.plain_table((_("Địa phương"), _("Chỉ tiêu"), *names), rows)


def _row(before: View, now: View, shift: Shift) -> str:
    """Each figure leads to where it comes from, as at its own meeting."""
    unit = shift.after.unit_id
    name = escape(now.register.by_id[unit].full_name)
    if unit != now.scorecard.province_id:
        name = links.to_locality(now, unit)
    return (
        f"<th>{name}</th><td>{links.to_target(now, shift.after.target_id)}</td>"
        f"<td>{_stood(before, shift.before)}</td><td>{_stood(now, shift.after)}</td>"
    )


def _stood(view: View, result: Result) -> str:
    badge = elements.badge(view, result.verdict, provisional=result.provisional)
    return f"{badge} {links.to_origin(view, result)}"
