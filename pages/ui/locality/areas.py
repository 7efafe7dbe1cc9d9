"""The areas of a locality: their states over the periods, their decisions and relapses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

import streamlit as st

from data_loaders.model import AreaStanding, AreaState
from data_loaders.model.lists import words_of
from kpis.areas import AreaWays
from kpis.charts.spans import COLORS, SYMBOLS, declared
from kpis.words.verdicts import day, period_name
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import figures


def timeline(view: View, unit_id: str) -> None:
    """A bar per area, then the list with every date; a sentence where there is none."""
    _, found = view.text, view.read(figures.areas, unit_id)
    form = view.context.form
    if not form.has_areas:
        return
    st.subheader(form.list_name("areas", view.state.language))
    drawing = view.read(figures.area_drawing, unit_id, view.state.language)
    if not drawing or found.listed is None:
        st.markdown(_("Địa phương không có địa bàn nào trong danh sách."))
        return
    heads = (
        _("Địa bàn"),
        _("Chọn năm"),
        _("Ngày chọn"),
        _("Loại"),
        _("Trạng thái"),
        _("Quyết định"),
        _("Ngày"),
        *_relapsed(view, found),
        _("Ghi chú"),
    )
    text = _("Theo danh sách của báo cáo {period}.")
    listed = text.format(period=period_name(found.listed, view.state.language))
    table = elements.plain_table(heads, _rows(view, found))
    st.html(_key(view, found) + drawing + table + elements.caption(listed))


def _rows(view: View, found: AreaWays) -> Iterator[str]:
    language = view.state.language

    def when(value: date | None) -> str:
        return f"<td>{day(value, language)}</td>"

    lost = _relapsed(view, found)
    for way in found.ways:
        area = way.last
        state = declared(found.states, area.state)
        name = escape(view.register.by_id[area.commune_id].full_name)
        yield (
            f"<th>{name}</th><td>{area.cohort}</td>{when(area.selected_on)}"
            f"<td>{escape(area.area_class or '–')}</td><td>{_state(view, state)}</td>"
            f"<td>{escape(area.decision_no or '–')}</td>{when(area.decision_on)}"
            f"{when(area.relapsed_on) if lost else ''}<td>{escape(area.note or '–')}</td>"
        )


def _relapsed(view: View, found: AreaWays) -> list[str]:
    """The heading of the day of a relapse; none where the plan has no such state."""
    word = words_of(found.states, AreaStanding.RELAPSED, view.state.language)
    return [word] if word else []


def _state(view: View, state: AreaState) -> str:
    """Symbol, word and colour of a state."""
    return (
        f'<span class="area-state" style="--state:{COLORS[state.standing]}">'
        f'<span aria-hidden="true">{SYMBOLS[state.standing]}</span>'
        f" {escape(state.name(view.state.language))}</span>"
    )


def _key(view: View, found: AreaWays) -> str:
    states = " ".join(_state(view, state) for state in found.states)
    text = view.text("Chỗ trống: kỳ không có báo cáo hoặc địa bàn chưa được chọn.")
    return f'<p class="quiet area-key">{states} · {escape(text)}</p>'
