"""Which report is open, large; one line of facts under it, and its file at the right."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.reports.history import Version
from kpis.words.verdicts import instant, period_name
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.review.communes import Beside


def title(view: View, version: Version, beside: Beside, *, warned: int) -> None:
    """The report's name and the facts an approver asks for first."""
    with st.container(key="conclusion", horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch", gap=None):
            st.header(plain(_name(view, version)))
            facts = [_sent(view, version), _warned(view, warned), _moved(view, beside)]
            st.html(f'<p class="facts">{" · ".join(facts)}</p>')
        if may(view.actor, "original.download", version.identity.unit_id):
            st.download_button(
                view.text("↓ Biểu gốc"),
                data=lambda: view.access.original(version.sha256, version.identity),
                file_name=elements.original_name(version.identity, version.version),
                key=f"reviewing_original_{version.key}",
                on_click="ignore",
            )


def _name(view: View, version: Version) -> str:
    identity = version.identity
    return view.text("{unit} · {period} · bản {version}").format(
        unit=view.register.by_id[identity.unit_id].full_name,
        period=period_name(identity.period, view.state.language),
        version=version.version,
    )


def _sent(view: View, version: Version) -> str:
    """Whether it came in time, and when; of a period for which nothing is due only when."""
    _, regime = view.text, view.context.regime
    at = escape(instant(version.received_at, view.state.language, zone=regime.timezone))
    period, days = version.identity.period, 0
    if period not in regime.expected():
        return f"<b>{escape(_('Gửi'))}</b> {at}"
    if version.received_at > regime.due_at(period):
        days = (regime.day_of(version.received_at) - regime.due_on(period)).days
    said = _("Gửi đúng hạn")
    if days:
        said = _.plural("Gửi chậm {days} ngày", days).format(days=days)
    return f"<b>{escape(said)}</b> {at}"


def _warned(view: View, count: int) -> str:
    _ = view.text
    if not count:
        return f"<b>{escape(_('không có cảnh báo'))}</b>"
    said = _.plural("{count} cảnh báo đã ghi lý do", count).format(count=count)
    return f"<b>{escape(said)}</b>"


def _moved(view: View, beside: Beside) -> str:
    """How many of the sums that verdicts rest on are other numbers."""
    _, since = view.text, beside.since
    if since is None:
        return escape(_("chưa có báo cáo trước để so"))
    text = _("số liệu chính như {period}")
    if beside.moved:
        text = _.plural("{count} số liệu chính đổi so với {period}", beside.moved)
    period = period_name(since, view.state.language)
    return escape(text.format(count=beside.moved, period=period))
