"""The bar that decides on the report above it and on no other; what is told once it was done."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.reports.history import RETURNED, SENT, Version
from data_loaders.reports.precondition import Shown
from kpis.words.verdicts import instant
from pages.ui.frame import links
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements
from pages.ui.review import effect
from pages.ui.review.opened import PLACE, Opened, report_title, waiting
from pages.ui.review.queue import nothing_waits


def carry_out(view: View) -> None:
    """Answer what was pressed in the bar, for exactly the report that the bar was drawn for."""
    _ = view.text

    def accept(pressed: acts.Pressed) -> acts.Receipt:
        one: Opened = pressed.of
        foreseen = effect.foreseen(view, one, view.access.content(one.version))
        view.access.accept(one.shown)
        said = _("Đã duyệt {report}.").format(report=report_title(view, one.version))
        return acts.Receipt(f"✓ {said} {effect.outcome(view, foreseen)}", one.version.identity)

    def give_back(pressed: acts.Pressed) -> acts.Receipt:
        one: Opened = pressed.of
        reason = str(st.session_state.get(_reason_key(one.shown)) or "")
        view.access.give_back(one.shown, reason.strip())
        text = _("Đã trả lại {report}. Lý do: {reason}")
        said = text.format(report=report_title(view, one.version), reason=reason.strip())
        return acts.Receipt(f"↩ {said}", one.version.identity)

    acts.answer("report.accept", PLACE, accept)
    acts.answer("report.return", PLACE, give_back)


def bar(view: View, one: Opened, found: Sequence[Version]) -> None:
    """Accept, or return with a reason, the report above and no other; or what was done to it.

    What was pressed while another report was being opened is told, and the one above still waits.
    """
    _, version = view.text, one.version
    with st.container(key="decide_bar"):
        acts.refusal(PLACE)
        told = acts.receipt(PLACE)
        if told is not None:
            acts.tell(PLACE, told)
        if told is not None and told.of == version.identity:
            _next(view, one, found)
        elif version.state != SENT:
            _over(view, one, found)
        elif not may(view.actor, "report.accept", version.identity.unit_id):
            return
        elif version.by == view.actor.name:
            st.info(_("Báo cáo do chính bạn gửi: cần một người khác duyệt hoặc trả lại."))
        else:
            _decide(view, one)


def _decide(view: View, one: Opened) -> None:
    """The two buttons. Each names its report and carries it; the reason is that report's alone."""
    _, key = view.text, one.shown.key
    title = report_title(view, one.version)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        acts.button(
            _("✓ Duyệt báo cáo {report}").format(report=title),
            "report.accept",
            one,
            key=f"reviewing_accept_{key}",
            type="primary",
        )
        with (
            st.popover(_("↩ Trả lại, ghi lý do…"), key=f"reviewing_back_{key}"),
            st.form(f"reviewing_form_{key}", border=False),
        ):
            st.text_area(_("Lý do trả lại"), key=_reason_key(one.shown), max_chars=500)
            acts.submit(
                _("Trả lại báo cáo {report}").format(report=title),
                "report.return",
                one,
                key=f"reviewing_return_{key}",
            )


def _reason_key(shown: Shown) -> str:
    return f"reviewing_reason_{shown.key}"


def _over(view: View, one: Opened, found: Sequence[Version]) -> None:
    """The report that is open was decided upon before, or elsewhere."""
    last = one.version.events[-1]
    text = view.text("{report}: {state}, {by}, lúc {at}.")
    zone, language = view.context.regime.timezone, view.state.language
    said = text.format(
        report=report_title(view, one.version),
        state=elements.state_word(view, one.version.state),
        by=last.by,
        at=instant(last.at, language, zone=zone),
    )
    reason = last.reason if one.version.state == RETURNED and last.reason else ""
    st.info(plain(f"{said} {reason}"))
    _next(view, one, found)


def _next(view: View, one: Opened, found: Sequence[Version]) -> None:
    """The way to the next report, at the other side of the bar: chosen, never come upon."""
    others = [v for v in waiting(found) if v.identity != one.version.identity]
    if not others:
        st.markdown(plain(nothing_waits(view)))
        return
    text = view.text("Mở báo cáo tiếp theo: {report} →")
    label = escape(text.format(report=report_title(view, others[0])))
    address = links.report_address(view, others[0].identity)
    st.html(f'<p class="next-report"><a {address}>{label}</a></p>')
