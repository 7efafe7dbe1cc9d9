"""Accounts, open sessions, the trail, backups and plans: for the administrator, or to read."""

from __future__ import annotations

import streamlit as st

from data_loaders.model.version import VERSION
from pages.ui.admin import administration
from pages.ui.admin.backups import backup_board
from pages.ui.admin.plans import plan_board
from pages.ui.admin.trails import trail_board
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import current_view

view = current_view()
_ = view.text

st.header(_("Quản trị"))
accounts, sessions, trail, kept, plans = st.tabs(
    [_("Tài khoản"), _("Phiên đang mở"), _("Nhật ký"), _("Sao lưu"), _("Kế hoạch")]
)
with accounts:
    administration.accounts(view)
with sessions:
    administration.sessions(view)
with trail:
    trail_board(view)
with kept:
    backup_board(view)
with plans:
    plan_board(view)
st.caption(filled(_("Phiên bản chương trình: {version}"), version=VERSION))
