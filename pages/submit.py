"""Sending a report: download the form, upload it filled in, see findings and changes, send."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.ui import arrival, sending
from pages.ui.view import current_view

view = replace(current_view(), right="report.send")
_ = view.text

st.header(_("Nộp báo cáo"))
identity = sending.choose_report(view)
sending.form_to_download(view, identity)
upload = sending.upload(view)
if upload is None:
    sending.sent_notice(view)
else:
    seen = arrival.look(view, identity, upload)
    if seen is not None:
        sending.findings(view, seen)
        sending.effect(view, seen)
        sending.changes(view, seen)
        sending.send(view, seen)
