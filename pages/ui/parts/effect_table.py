"""What a report does to the verdicts of its locality, for who sends it and for who accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.model import Basis, Report
from kpis.effects import Effect, effects
from kpis.words.verdicts import figure
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import figures


def of_report(view: View, report: Report, *, basis: Basis) -> tuple[Effect, ...]:
    """Every target of the locality as it is now on that basis, and with the report."""
    known = figures.facts(view.live, basis, view.only)
    register = figures.register(view.live)  # sending and accepting are about now
    return effects(known, report, view.plan, register, now=view.now)


def table(view: View, found: Sequence[Effect]) -> None:
    """The targets that change, before and after; under them the names of those that do not."""
    _, language = view.text, view.state.language
    rows = [
        f"<th>{escape(view.plan.target(one.after.target_id).name(language))}</th>"
        f"<td>{escape(figure(one.before, view.plan, language))}</td>"
        f"<td>{elements.badge(view, one.before.verdict)}</td>"
        f"<td>→</td><td>{escape(figure(one.after, view.plan, language))}</td>"
        f"<td>{elements.badge(view, one.after.verdict)}</td>"
        for one in found
        if one.changed
    ]
    if rows:
        heads = (_("Chỉ tiêu"), _("Đang có"), "", "", _("Sau khi duyệt"), "")
        st.html(elements.plain_table(heads, rows, kind="effects"))
    same = [view.plan.target(one.after.target_id) for one in found if not one.changed]
    if same:
        names = "; ".join(target.name(language) for target in same)
        st.caption(filled(_("Không đổi: {targets}."), targets=names))
