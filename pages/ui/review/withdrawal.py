"""What was accepted and may still be taken back, and the form that takes an acceptance back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.reports.acceptance import settled as settled_by_meetings
from data_loaders.reports.history import ACCEPTED, Version
from data_loaders.reports.precondition import Shown
from kpis.words.verdicts import instant
from pages.ui.frame.markdown import labels, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements
from pages.ui.reads import figures
from pages.ui.reads.cache import kept
from pages.ui.review.opened import Opened, report_title

PLACE = "withdraw"
"""Where it is told what was withdrawn."""

_LISTED = 10


def carry_out(view: View) -> None:
    """Answer what was pressed, for exactly the acceptance that the form was drawn for."""
    _ = view.text

    def withdraw(pressed: acts.Pressed) -> acts.Receipt:
        one: Opened = pressed.of
        reason = str(st.session_state.get(_reason_key(one.shown)) or "").strip()
        view.access.withdraw(one.shown, reason)
        text = _("Đã rút lại việc duyệt {report}. Lý do: {reason}. Bản này lại chờ duyệt.")
        return acts.Receipt(text.format(report=report_title(view, one.version), reason=reason))

    acts.answer("report.withdraw", PLACE, withdraw)


def accepted(view: View, found: Sequence[Version]) -> None:
    """The reports accepted last that no meeting has frozen, and the form for one of them."""
    _ = view.text
    settled = _settled(view.revision)
    able = [one for one in found if one.state == ACCEPTED and one.key not in settled]
    able.sort(key=lambda one: (one.events[-1].at, one.key), reverse=True)
    title = _("Đã duyệt, chưa phiên họp nào chốt: {count}").format(count=len(able))
    with st.expander(plain(title), key="reviewing_accepted"):
        if acts.told(view, PLACE) or not able:
            return
        st.html(_listed(view, able[:_LISTED]))
        if may(view.actor, "report.withdraw"):
            _form(view, able, found)


@kept(8)
def _settled(_revision: int) -> frozenset[int]:
    """What meetings had frozen by that write."""
    return settled_by_meetings(figures.context().store)


def _listed(view: View, found: Sequence[Version]) -> str:
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    rows = (
        f"<th>{escape(report_title(view, one))}</th>"
        f"<td>{instant(one.events[-1].at, language, zone=zone)}</td>"
        f"<td>{escape(one.events[-1].by)}</td>"
        for one in found
    )
    return elements.plain_table((_("Báo cáo"), _("Duyệt lúc"), _("Người duyệt")), rows)


def _form(view: View, able: Sequence[Version], found: Sequence[Version]) -> None:
    """One of them by what it is, the reason of that one alone, and the button that names it."""
    _ = view.text
    by_key = {f"{one.identity.unit_id}_{one.identity.period}": one for one in able}
    chosen = st.selectbox(
        _("Rút lại việc duyệt của"),
        list(by_key),
        index=None,
        key="reviewing_accepted_choice",
        format_func=labels(lambda key: report_title(view, by_key[key])),
        placeholder=_("Chọn báo cáo"),
        width=420,
    )
    if chosen is None:
        return
    version = by_key[chosen]
    one = Opened(version, tuple(v for v in found if v.identity == version.identity))
    if version.by == view.actor.name:
        st.info(_("Báo cáo do chính bạn gửi: cần một người khác rút lại việc duyệt."))
        return
    with st.form(f"withdraw_form_{one.shown.key}", border=False):
        label = _("Lý do rút lại việc duyệt")
        st.text_input(label, key=_reason_key(one.shown), max_chars=500)
        acts.submit(
            _("Rút lại việc duyệt báo cáo {report}").format(report=report_title(view, version)),
            "report.withdraw",
            one,
            key=f"withdraw_send_{one.shown.key}",
        )
    acts.refusal(PLACE)


def _reason_key(shown: Shown) -> str:
    return f"withdraw_reason_{shown.key}"
