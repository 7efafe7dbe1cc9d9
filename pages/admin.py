"""Accounts, open sessions and the trail: for the administrator; for the auditor to read."""

from __future__ import annotations

import streamlit as st

from pages.ui import administration
from pages.ui.view import current_view

view = current_view()
_ = view.text

st.header(_("Quản trị"))
accounts, sessions, trail = st.tabs([_("Tài khoản"), _("Phiên đang mở"), _("Nhật ký")])
with accounts:
    administration.accounts(view)
with sessions:
    administration.sessions(view)
with trail:
    administration.trail(view)
