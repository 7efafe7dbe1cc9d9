"""Announcing a meeting and freezing its figures, for who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Basis, Moment, Period
from data_loaders.model.errors import MovedError
from data_loaders.service.meetings import LONGEST_AGENDA, LONGEST_NAME, Meetings, Notice, Planned
from kpis.model import Scorecard
from kpis.stored.freezing import to_freeze
from kpis.stored.requested_view import read
from kpis.words.verdicts import instant, period_name
from pages.ui.frame import controls
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements

_FREEZE, _PLAN = "meetings_freeze", "meetings_plan"
"""Where a meeting's figures are frozen, and where one is announced."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What stood on the screen: the meetings that wait, and the figures as they were read.

    ``chosen``: the instant that was chosen; None: the one at which they are frozen.
    """

    waiting: Mapping[str, Planned]
    moment: Moment
    chosen: datetime | None
    basis: Basis
    period: Period
    card: Scorecard

    @property
    def seen(self) -> str:
        """The key of the box "I have looked at them": of these figures, at no matter which time.

        Of another period, instant or source, or once a figure moved, it is another box, not ticked.
        """
        named = f"{self.period}_{self.basis}_{self.chosen and self.chosen.isoformat()}"
        return f"meetings_sure_{named}_{_timeless(self.card).sha256()[:12]}"


def freeze(view: View) -> None:
    """Freeze one of those to come, exactly as period, as-of and basis are chosen above."""
    if not may(view.actor, "meeting.freeze"):
        return
    waiting = {one.meeting_id: one for one in view.planned()}
    acts.answer(_FREEZE, _FREEZE, lambda pressed: _freeze(view, pressed.of))
    if done := acts.told(view, _FREEZE):
        _to_frozen(view, done.of)
        return
    if not waiting:
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
    elements.missing_reports(view)
    with st.form("meetings_freeze", border=True):
        st.selectbox(
            _("Phiên họp"),
            list(waiting),
            key="meetings_chosen",
            format_func=lambda key: f"{waiting[key].name} · {waiting[key].chair}",
        )
        card, chosen = view.scorecard, view.state.as_of
        drawn = _Drawn(waiting, view.moment, chosen, view.state.basis, view.period, card)
        label = _("Tôi đã xem lại kỳ, thời điểm và nguồn số liệu nêu trên")
        st.checkbox(label, key=drawn.seen)
        acts.submit(
            _("Chốt số liệu {period}").format(period=period_name(view.period, language)),
            _FREEZE,
            drawn,
            key=f"meetings_freeze_it_{view.period}_{view.moment.revision}_{card.sha256()[:12]}",
            type="primary",
        )


def _freeze(view: View, drawn: _Drawn) -> acts.Receipt | None:
    """Through the door of the data layer, which asks for the right again and for what moved."""
    _ = view.text
    if not st.session_state.get(drawn.seen):
        st.error(_("Hãy đánh dấu xác nhận đã xem lại rồi chốt; chưa có gì được chốt."))
        return None
    meeting = drawn.waiting[str(st.session_state["meetings_chosen"])]
    now = view.context.now()
    as_of = now if view.state.as_of is None else drawn.moment.as_of
    moment = Moment(drawn.moment.revision, as_of, now)
    asked = read(view.access, moment, drawn.basis, drawn.period)
    if not _same(asked.card, drawn.card):
        raise MovedError(
            _("Kết quả đã khác lúc mở trang; chưa có gì được chốt. Hãy xem lại rồi chốt.")
        )
    frozen = Meetings(view.access).freeze(meeting, to_freeze(view.access, asked))
    language, zone = view.state.language, view.context.regime.timezone
    said = _("Đã chốt số liệu {period} cho {meeting}, lúc {at}.").format(
        period=period_name(frozen.period, language),
        meeting=frozen.name,
        at=instant(frozen.frozen_at, language, zone=zone),
    )
    return acts.Receipt(said, frozen.meeting_id)


def _same(now: Scorecard, shown: Scorecard) -> bool:
    """Whether these are the figures that were shown: the instant alone moves on by itself."""
    return _timeless(now) == _timeless(shown)


def _timeless(card: Scorecard) -> Scorecard:
    """The figures without the instants they were read and judged at."""
    return replace(card, as_of=_ANY_TIME, now=_ANY_TIME)


def _to_frozen(view: View, meeting_id: str) -> None:
    """The way into the meeting that was just frozen: chosen, never taken by itself."""
    st.page_link(
        "meeting.py",
        label=view.text("Mở phiên họp vừa chốt"),
        query_params=view.state.query(meeting=meeting_id, period=None),
    )


def announce(view: View) -> None:
    """A meeting to come: what it is called, when it is held, who chairs it, its agenda."""
    if not may(view.actor, "meeting.freeze"):
        return
    _, round_ = view.text, acts.round_of(_PLAN)  # a form anew after each one
    st.subheader(_("Ghi phiên họp sắp tới"))
    if acts.told(view, _PLAN):
        return
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
        acts.submit(_("Ghi phiên họp"), _PLAN, None, key=f"meetings_announce_it_{round_}")

    def record(_pressed: acts.Pressed) -> acts.Receipt:
        held_at = datetime.combine(day, hour, view.context.regime.timezone)
        Meetings(view.access).plan(Notice(name, held_at, chair, agenda))
        return acts.Receipt(_("Đã ghi phiên họp {meeting}.").format(meeting=name.strip()))

    acts.answer(_PLAN, _PLAN, record)
    acts.refusal(_PLAN)
