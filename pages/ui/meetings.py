"""The meetings that were frozen, the last one first."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from kpis.wording import instant, period_name
from pages.ui import parts
from pages.ui.view import View


def listed(view: View) -> None:
    """Every meeting with its figures frozen, each a link into it."""
    _ = view.text
    found = view.meetings()
    if not found:
        st.markdown(_("Chưa chốt số liệu phiên họp nào."))
        return
    language, zone = view.state.language, view.context.regime.timezone
    rows = []
    for one in found:
        query = view.state.query(
            meeting=one.meeting_id, period=None, unit=None, target=None, order=None
        )
        address = escape(f"meeting?{urlencode(query)}")
        rows.append(
            f'<th><a href="{address}" target="_self">{escape(one.name)}</a></th>'
            f"<td>{instant(one.held_at, language, zone=zone)}</td><td>{escape(one.chair)}</td>"
            f"<td>{escape(period_name(one.period, language))}</td>"
            f"<td>{instant(one.moment.as_of, language, zone=zone)}</td>"
            f"<td>{escape(one.frozen_by)}</td>"
            f"<td>{instant(one.frozen_at, language, zone=zone)}</td>"
        )
    heads = (
        _("Phiên họp"),
        _("Họp lúc"),
        _("Chủ trì"),
        _("Kỳ"),
        _("Số liệu tính đến"),
        _("Người chốt"),
        _("Chốt lúc"),
    )
    st.html(parts.plain_table(heads, rows))
