"""The script of every page: view, table of pages, masthead, choices, then the page itself."""

from __future__ import annotations

import streamlit as st

from data_loaders.errors import MonitorError
from pages.ui import controls
from pages.ui.failure import tell
from pages.ui.style import apply_style
from pages.ui.view import View, open_view

LOCALITY, SENDING = "locality", "submit"
"""Addresses of pages that choose differently."""


def pages(view: View) -> list[st.Page]:
    """The one table of pages: file, address, title."""
    _ = view.text
    return [
        st.Page("overview.py", title=_("Toàn tỉnh"), url_path="overview", default=True),
        st.Page("locality.py", title=_("Địa phương"), url_path=LOCALITY),
        st.Page("submit.py", title=_("Nộp báo cáo"), url_path=SENDING),
    ]


def run() -> None:
    """Draw the page the address names."""
    view = open_view()
    table = pages(view)
    page = st.navigation(table, position="hidden")
    st.set_page_config(page_title=page.title, layout="wide", page_icon="📋")
    controls.masthead(view, table)
    if page.url_path != SENDING:  # sending knows no as-of and no basis: it is about now
        controls.choices(view, locality=page.url_path == LOCALITY)
    controls.faults(view)
    page.run()


apply_style()
try:
    run()
except MonitorError as error:
    tell(error)
