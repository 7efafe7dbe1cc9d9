"""The band that says on every page, and on paper, at which meeting the figures were frozen."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.service.meetings import Meeting
from kpis.words.verdicts import instant, period_name
from pages.ui.frame import controls
from pages.ui.frame.view import View


def band(view: View, *, about_now: bool = False) -> None:
    """At which meeting the figures were frozen, of when they are, and the way back to today's.

    ``about_now``: the page does not follow the meeting, and says so. Nothing without a meeting.
    """
    meeting = view.meeting
    if meeting is None:
        return
    said = [_not_followed(view, meeting)] if about_now else [_frozen(view, meeting), *_other(view)]
    rest = "" if about_now else _rest(view, meeting)
    now = escape("?" + urlencode(view.now_query()))
    back = f'<a href="{now}" target="_self">{escape(view.text("Trở về số liệu hiện nay"))}</a>'
    text = " ".join(f"<span>{one}</span>" for one in said)
    st.html(f'<div class="band" role="note">{text} {back}{rest}</div>')


def _frozen(view: View, meeting: Meeting) -> str:
    """At which meeting, when, of which period and basis: one line of a screen."""
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    text = _("Số liệu chốt tại phiên họp: {name}, lúc {frozen}; {period}, {basis}.")
    return text.format(
        name=f"<b>{escape(meeting.name)}</b>",
        frozen=f"<b>{instant(meeting.frozen_at, language, zone=zone)}</b>",
        period=escape(period_name(view.period, language)),
        basis=escape(controls.basis_names(view)[meeting.basis].lower()),
    )


def _rest(view: View, meeting: Meeting) -> str:
    """When it was held, by whom it was chaired, up to when the figures count: folded."""
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    text = _("Phiên họp {held}, chủ trì: {chair}; số liệu tính đến {as_of}; {period}.")
    said = text.format(
        held=instant(meeting.held_at, language, zone=zone),
        chair=escape(meeting.chair),
        as_of=instant(meeting.moment.as_of, language, zone=zone),
        period=escape(controls.with_days(view, view.period)),
    )
    more = escape(_("Chi tiết"))
    return f" · <details><summary>{more}</summary><p>{said}</p></details>"


def _not_followed(view: View, meeting: Meeting) -> str:
    _ = view.text
    text = _("Trang này là số liệu hiện nay, không theo số liệu chốt tại phiên họp: {name}.")
    return text.format(name=f"<b>{escape(meeting.name)}</b>")


def _other(view: View) -> list[str]:
    """That another period is shown than the meeting's."""
    _ = view.text
    if view.meeting is None or view.period == view.meeting.period:
        return []
    address = escape("?" + urlencode(view.state.query(period=None)))
    text, back = _("Đang xem một kỳ khác kỳ của phiên họp."), _("Trở về kỳ của phiên họp")
    return [f'{escape(text)} <a href="{address}" target="_self">{escape(back)}</a>.']
