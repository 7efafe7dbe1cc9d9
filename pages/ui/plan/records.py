"""What the forms of recorded results have in common: who sees them, the table of what stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from kpis.model import Target
from kpis.words.verdicts import quoted
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements


def opened(view: View, title: str, target: Target) -> bool:
    """The heading and the sentence, for who may see the province's figures; whether they may."""
    if not may(view.actor, "province.read"):
        return False
    st.subheader(plain(title.format(target=target.name(view.state.language))))
    st.markdown(plain(quoted(target.sentence)))
    return True


def may_record(view: View, action: str) -> bool:
    """Recording is about now: while the page shows a past instant there is no form."""
    if not may(view.actor, action):
        return False
    if view.state.as_of is None and view.meeting is None:
        return True
    st.info(view.text("Đang xem số liệu của một thời điểm đã qua; về hiện tại để ghi kết quả."))
    return False


def table(heads: Sequence[str], rows: Iterable[str], none: str) -> None:
    """What is on record, or that nothing is."""
    found = tuple(rows)
    if found:
        st.html(elements.plain_table(heads, found, kind="readings"))
    else:
        st.html(f'<p class="owed">{escape(none)}</p>')
