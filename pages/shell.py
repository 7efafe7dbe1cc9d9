"""The script of every page: view, table of pages, masthead, choices, then the page itself."""

from __future__ import annotations

import streamlit as st

from data_loaders.errors import MonitorError
from data_loaders.permissions import Actor, may
from pages.ui import acts, controls, explaining, meeting_band, who
from pages.ui.actor import SignedOutError, current_actor
from pages.ui.failure import tell
from pages.ui.turns import LINE
from pages.ui.view import View, open_view

LOCALITY, SENDING, REVIEW, ADMIN = "locality", "submit", "review", "admin"
ABOUT_NOW = {SENDING, REVIEW, ADMIN}
"""Addresses of pages that choose differently; the last are about now and follow no meeting."""


def pages(view: View) -> list[st.Page]:
    """The one table of pages: file, title, address, and what one must be allowed to do there.

    An actor's first page is where an address without a page leads.
    """
    _ = view.text
    table = (
        ("overview.py", _("Toàn tỉnh"), "overview", "province.read"),
        ("target.py", _("Chỉ tiêu"), "target", "province.read"),
        ("locality.py", _("Địa phương"), LOCALITY, "locality.read"),
        ("tasks.py", _("Nhiệm vụ"), "tasks", "locality.read"),
        ("reporting.py", _("Tình hình báo cáo"), "reporting", "locality.read"),
        ("submit.py", _("Nộp báo cáo"), SENDING, "report.send"),
        ("review.py", _("Duyệt báo cáo"), REVIEW, "report.accept"),
        ("meeting.py", _("Phiên họp"), "meeting", "province.read"),
        ("source.py", _("Nguồn gốc số liệu"), "trace", "locality.read"),
        ("plan.py", _("Kế hoạch"), "plan", "locality.read"),
        ("admin.py", _("Quản trị"), ADMIN, "account.list"),
    )
    own = view.actor.unit_id
    allowed = [row[:3] for row in table if may(view.actor, row[3], own)]
    return [
        st.Page(file, title=title, url_path=address, default=number == 0)
        for number, (file, title, address) in enumerate(allowed)
    ]


def run(actor: Actor, origin: str) -> None:
    """Draw the page the address names."""
    view = open_view(actor, origin)
    table = pages(view)
    page = st.navigation(table, position="hidden")
    st.set_page_config(page_title=page.title, layout="wide", page_icon="📋")
    about_now = page.url_path in ABOUT_NOW
    if about_now:
        LINE.leave()  # there files are read and reports written
    controls.masthead(view, table, chooses=not about_now)
    meeting_band.band(view, about_now=about_now)
    explaining.band(view)
    if about_now:
        view = open_view(actor, origin, now_only=True)
    else:
        controls.choices(view, locality=page.url_path == LOCALITY)
    controls.faults(view)
    acts.enter(page.url_path)
    page.run()
    acts.leave()


try:
    with LINE.turn():
        run(*current_actor())
except SignedOutError as out:
    who.signed_out(out.life)
except MonitorError as error:
    tell(error)
