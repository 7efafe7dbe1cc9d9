"""The choices of period, as-of day and basis, behind one button that says what is chosen.

A control shows what the address says and, when changed, writes the address; nothing else keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from data_loaders.model import Basis, Period
from kpis.words.verdicts import day, instant, period_name
from pages.ui.frame.markdown import labels, plain
from pages.ui.frame.state import PageState, end_of_day
from pages.ui.frame.view import View


class Choice(StrEnum):
    """What can be chosen above a page."""

    PERIOD = "period"
    AS_OF = "as_of"
    BASIS = "basis"


def choices(view: View, offered: Collection[Choice]) -> None:
    """Of period, as-of and basis those offered, as one button at the right of the page's title.

    An as-of day that came with the address is told where it cannot be chosen, with the way back.
    """
    if offered:
        with st.container(horizontal=True, horizontal_alignment="right", key="beside-title"):
            choice_button(view, offered)
    if Choice.AS_OF not in offered and view.state.as_of is not None:
        _past(view)


def choice_button(view: View, offered: Collection[Choice]) -> None:
    """The choices behind one button that says what is chosen; none offered, no button."""
    if not offered:
        return
    with st.popover(plain(_chosen(view, offered)), key="choices", width="content"):
        for choice, draw in _DRAWN.items():
            if choice in offered:
                draw(view)


def _chosen(view: View, offered: Collection[Choice]) -> str:
    """``Tháng 06/2025 · đã duyệt``; an earlier day too, where the figures are of one."""
    language, parts = view.state.language, []
    if Choice.PERIOD in offered:
        period = period_name(view.period, language)
        parts.append(f"{period[:1].upper()}{period[1:]}")
    if Choice.BASIS in offered:
        parts.append(basis_names(view)[view.state.basis].lower())
    if view.state.as_of is not None:
        on = day(view.context.regime.day_of(view.as_of), language)
        parts.append(view.text("tính đến {day}").format(day=on))
    return " · ".join(parts) or view.text("Tính đến nay")


def _past(view: View) -> None:
    """That what is shown is of an earlier day, and the way to today's."""
    at = instant(view.as_of, view.state.language, zone=view.context.regime.timezone)
    said = escape(view.text("Đang xem số liệu tính đến {at}.").format(at=at))
    now = escape("?" + urlencode(view.now_query()))
    back = escape(view.text("Trở về số liệu hiện nay"))
    st.html(f'<p class="quiet">{said} <a href="{now}" target="_self">{back}</a></p>')


def choose_unit(view: View, *, labelled: bool = True) -> None:
    """Which reporting locality a page is about; ``labelled``: with its label in sight."""
    units = {unit.unit_id: unit.full_name for unit in view.reporting}
    st.session_state["control_unit"] = view.unit.unit_id
    st.selectbox(
        view.text("Địa phương"),
        list(units),
        key="control_unit",
        format_func=units.__getitem__,
        on_change=lambda: go(view.state, unit=st.session_state["control_unit"]),
        label_visibility="visible" if labelled else "collapsed",
        width=220 if labelled else 180,
    )


def choose_report_period(view: View, period: Period) -> None:
    """Which period a report is about: any that has begun, or the base before the plan."""
    regime = view.context.regime
    options = [*reversed(regime.begun(view.now)), regime.first.year_end_before()]
    st.session_state["control_report"] = period
    st.selectbox(
        view.text("Kỳ báo cáo"),
        options,
        key="control_report",
        format_func=lambda option: with_days(view, option),
        on_change=lambda: go(view.state, period=st.session_state["control_report"]),
        width=300,
    )


def choices_said(view: View) -> str:
    """Which period, as of when, on which basis: one sentence."""
    language = view.state.language
    return view.text("Kỳ {period}; số liệu tính đến {as_of}; nguồn số liệu: {basis}.").format(
        period=with_days(view, view.period),
        as_of=instant(view.as_of, language, zone=view.context.regime.timezone),
        basis=basis_names(view)[view.state.basis].lower(),
    )


def faults(view: View) -> None:
    """What in the address could not be used, in sentences."""
    for fault in view.faults:
        st.warning(plain(view.text(fault.message).format(**fault.parameters)))


def go(state: PageState, **changes: Any) -> None:
    """Write the view with these fields changed into the address (for widgets' callbacks)."""
    st.query_params.from_dict(state.query(**{"since": state.since, **changes}))


def _period(view: View) -> None:
    _ = view.text
    begun = view.context.regime.begun(view.as_of)
    options = sorted({*begun, view.period}, reverse=True)
    st.session_state["control_period"] = view.period
    st.selectbox(
        _("Kỳ báo cáo"),
        options,
        key="control_period",
        format_func=lambda period: with_days(view, period),
        on_change=lambda: go(view.state, period=st.session_state["control_period"]),
        width=300,
    )


def with_days(view: View, period: Period) -> str:
    """``tháng 05/2025 (15/04/2025–14/05/2025)``: a period is not a calendar month."""
    regime, language = view.context.regime, view.state.language
    first, last = day(regime.starts_on(period), language), day(regime.ends_on(period), language)
    return f"{period_name(period, language)} ({first}–{last})"


def _as_of(view: View) -> None:
    _, regime = view.text, view.context.regime
    today = regime.day_of(view.now)
    st.session_state["control_as_of"] = regime.day_of(view.as_of)

    def chosen() -> None:
        chosen_day: date = st.session_state["control_as_of"]
        as_of = None if chosen_day >= today else end_of_day(chosen_day, regime)
        begun = regime.begun(as_of or view.now)
        period = view.state.period if view.state.period in begun else None
        go(view.state, as_of=as_of, period=period)

    st.date_input(
        _("Số liệu tính đến hết ngày"),
        key="control_as_of",
        min_value=regime.starts_on(regime.first),
        max_value=today,
        format="DD/MM/YYYY",
        on_change=chosen,
        width=200,
    )


def _basis(view: View) -> None:
    st.session_state["control_basis"] = view.state.basis
    st.segmented_control(
        view.text("Nguồn số liệu"),
        list(Basis),
        key="control_basis",
        required=True,
        format_func=labels(basis_names(view).__getitem__),
        on_change=lambda: go(view.state, basis=st.session_state["control_basis"]),
    )


_DRAWN: Mapping[Choice, Callable[[View], None]] = {
    Choice.PERIOD: _period,
    Choice.AS_OF: _as_of,
    Choice.BASIS: _basis,
}


def basis_names(view: View) -> dict[Basis, str]:
    """What each basis is called."""
    _ = view.text
    return {Basis.ACCEPTED: _("Đã duyệt"), Basis.SUBMITTED: _("Gồm cả chưa duyệt")}
