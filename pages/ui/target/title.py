"""Which target, where it stands among the others, the conclusion about it, and three facts."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.model import Caveat, Result, Target, Verdict
from kpis.words.figures import signed
from kpis.words.gap import gap
from kpis.words.priorities import TROUBLE
from kpis.words.target_tiles import target_title
from kpis.words.verdicts import integer
from pages.ui.frame import addresses, controls, links
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads.drawn import Drawn

MOST = 2
"""So many localities are named as the farthest off."""


def chosen(view: View) -> Target:
    """The target of the address; the plan's first where it names none."""
    return view.plan.target(view.state.target or view.plan.targets[0].target_id)


def result_of(view: View, target: Target) -> Result:
    """The province's result."""
    return view.scorecard.of(view.scorecard.province_id, target.target_id)


def title(view: View, target: Target) -> None:
    """The way here and to the neighbours, the conclusion, one line; at the right the choices."""
    with st.container(key="conclusion", horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch", gap=None):
            st.html(_crumbs(view, target))
            result = result_of(view, target)
            st.header(plain(target_title(result, view.plan, view.state.language)))
            line = view.drawn(
                Drawn.TARGET_LINE, lambda: _line(view, target), detail=target.target_id
            )
            st.html(line)
        controls.choice_button(view, addresses.choices_on(view, addresses.TARGET))
        st.html(f'<p class="acts">{links.to_presentation(view)}</p>', width="content")


def _crumbs(view: View, target: Target) -> str:
    """``Toàn tỉnh › Chỉ tiêu 2/10 ▾ · ‹ trước · sau ›``; the middle opens the list of all."""
    _, ids = view.text, list(view.plan.by_id)
    at = ids.index(target.target_id)
    number = _("Chỉ tiêu {number}/{count}").format(number=at + 1, count=len(ids))
    every = "".join(
        f"<li>{links.to_target(view, one)}</li>"
        if one != target.target_id
        else f'<li aria-current="page">{escape(target.name(view.state.language))}</li>'
        for one in ids
    )
    steps = (
        (ids[at - 1] if at else None, _("‹ trước")),
        (ids[at + 1] if at + 1 < len(ids) else None, _("sau ›")),
    )
    ways = "".join(
        f" · {links.to_target_as(view, one, text)}" for one, text in steps if one is not None
    )
    return (
        f'<nav class="crumbs" aria-label="{escape(_("Các chỉ tiêu"))}">{links.to_overview(view)} › '
        f"<details><summary>{escape(number)}</summary><ol>{every}</ol></details>{ways}</nav>"
    )


def _line(view: View, target: Target) -> str:
    """On how many it rests, who is farthest off, and whether the result may still change."""
    result = result_of(view, target)
    facts = (_reported(view, result), _farthest(view, target), _open(view, result))
    return f'<p class="facts">{" · ".join(fact for fact in facts if fact)}</p>'


def _reported(view: View, result: Result) -> str:
    """``8/10 địa phương``; of a sum the reports, which are what is missing from it."""
    _, coverage, reports = view.text, result.coverage, result.reports
    if reports is not None:
        return f"<b>{reports.received}/{reports.expected}</b> {escape(_('báo cáo'))}"
    return f"<b>{coverage.counted}/{coverage.expected}</b> {escape(_('địa phương'))}"


def _farthest(view: View, target: Target) -> str:
    """The localities that are most short or most above, with how much."""
    _, language = view.text, view.state.language
    card = view.scorecard
    bad = [
        one
        for one in card.of_target(target.target_id)
        if one.unit_id != card.province_id and one.verdict in TROUBLE and gap(one)
    ]
    if not bad:
        return ""
    bad.sort(key=lambda one: -(gap(one) or 0))
    more = bad[0].more_is_better
    text = _("thiếu nhiều nhất: {names}") if more else _("vượt nhiều nhất: {names}")
    if bad[0].details.task is not None:
        text = _("chưa xong: {names}")
    named = ", ".join(_named(view, one) for one in bad[:MOST])
    rest = len(bad) - MOST
    if rest > 0:
        text_of_more = _("{names} và {count} nơi khác")
        named = text_of_more.format(names=named, count=integer(rest, language))
    return escape(text).replace("{names}", f"<b>{escape(named)}</b>")


def _named(view: View, one: Result) -> str:
    """``Sa Thầy +3`` above, ``Sa Thầy −4`` short; of a task the name alone."""
    name = elements.short_name(view.register.by_id[one.unit_id])
    if one.details.task is not None:
        return name
    by = gap(one) or 0
    return f"{name} {signed(-by if one.more_is_better else by, view.state.language)}"


def _open(view: View, result: Result) -> str:
    if Caveat.COULD_CHANGE not in result.caveats or result.verdict is Verdict.NO_DATA:
        return ""
    text = escape(view.text("kết quả {mark} khi đủ số liệu"))
    mark = escape(view.text("⇄ có thể đổi"))
    return text.replace("{mark}", f"<b>{mark}</b>")
