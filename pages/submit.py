"""Sending reports: download the form, upload it filled in, see findings and changes, send."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.ui.frame.view import current_view
from pages.ui.submit import examination, sending, several

view = replace(current_view(), right="report.send")
_ = view.text

st.header(_("Nộp báo cáo"))
identity = sending.choose_report(view)
sending.form_to_download(view, identity)
files = sending.upload(view)
if not files:
    sending.sent_notice(view)
elif len(files) == 1:
    examination.examine(view, identity, files[0])
else:
    several.examine(view, identity, files)
