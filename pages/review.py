"""The approver's page: the queue, one report with what it changes, the bar that decides on it."""

from __future__ import annotations

import streamlit as st

from pages.ui.frame.markdown import plain
from pages.ui.frame.view import current_view
from pages.ui.review import communes, decide, evidence, queue, withdrawal
from pages.ui.review.effect import effect
from pages.ui.review.opened import choose
from pages.ui.review.title import title

view = current_view()

decide.carry_out(view)
withdrawal.carry_out(view)
found = view.access.versions()
opened = choose(view, found)
with st.container(key="reviewing", horizontal=True):
    with st.container(key="reviewing_queue", width=240):
        queue.queue(view, found, opened)
    with st.container(key="reviewing_report", width="stretch"):
        if opened is None:
            with st.container(key="conclusion"):
                st.header(plain(queue.nothing_waits(view)))
        else:
            version, content = opened.version, view.access.content(opened.version)
            before = view.access.accepted_before(version.identity, as_of=view.now)
            warned = view.access.explanations(version)
            beside = communes.Beside.of(view, before, content)
            title(view, version, beside, warned=len(warned))
            effect(view, opened, content)
            evidence.warnings(view, warned)
            communes.communes(view, beside, version.identity.period)
            evidence.lists(view, None if before is None else before[1], content)
            evidence.cells(view, opened, content)
            evidence.file(view, version)
            decide.bar(view, opened, found)
        withdrawal.accepted(view, found)
