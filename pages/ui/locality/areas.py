"""The areas of a locality: their states over the periods, their decisions and relapses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

import streamlit as st

from data_loaders.model import Area, AreaStanding, AreaState
from data_loaders.model.lists import words_of
from kpis.areas import AreaWays
from kpis.charts.spans import COLORS, SYMBOLS, declared
from kpis.words.verdicts import day, period_name
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import figures


def timeline(view: View, unit_id: str) -> None:
    """Folded: a bar per area, then the list with every date; nothing where there is no area."""
    _, found = view.text, view.read(figures.areas, unit_id)
    drawing = view.read(figures.area_drawing, unit_id, view.state.language)
    if not drawing or found.listed is None:
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
    whole = _key(view, found) + drawing + table + elements.caption(listed)
    name = view.context.editions.newest.list_name("areas", view.state.language)
    st.html(elements.folded(_("Diễn biến: {name}").format(name=name), whole))


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


def block(view: View, unit_id: str) -> str:
    """The areas in a line each: state, place, year and class, the day of the decision."""
    _, found = view.text, view.read(figures.areas, unit_id)
    if not view.context.editions.newest.has_areas:
        return ""
    count = len(found.ways)
    head = _.plural("{count} địa bàn được lựa chọn", count).format(count=count)
    body = f"<p>{escape(_('Địa phương không có địa bàn nào trong danh sách.'))}</p>"
    if count:
        lines = "".join(f"<li>{_line(view, way.last, found.states)}</li>" for way in found.ways)
        body = f'<ul class="lines">{lines}</ul>'
    return f'<section><h3 class="section">{escape(head)}</h3>{body}</section>'


def _line(view: View, area: Area, states: Sequence[AreaState]) -> str:
    _, language = view.text, view.state.language
    about = [_("năm {year}").format(year=area.cohort)]
    if area.area_class:
        about.append(_("loại {name}").format(name=area.area_class))
    name = escape(view.register.by_id[area.commune_id].name)
    on = day(area.decision_on, language) if area.decision_on else ""
    state = _state(view, declared(states, area.state))
    return (
        f'{state}<span class="grow"><b>{name}</b>'
        f' <span class="quiet">{escape(", ".join(about))}</span></span>'
        f'<span class="quiet">{on}</span>'
    )
