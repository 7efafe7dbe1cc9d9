"""The figures of a target period by period, and commune by commune; worked out when opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data_loaders.model import Period
from kpis.charts.track_reading import coverage_said
from kpis.model import Result, Target
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import (
    figure,
    integer,
    period_name,
    verdict_symbol,
    verdict_word,
)
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import cards, communes, elements
from pages.ui.reads import track as reads
from pages.ui.reads.figures import course
from pages.ui.target.localities import results_of

_LOOKED_BACK = 12
"""Periods of the table over time: the year so far and the one before it, at most."""


def periods(view: View, target: Target) -> None:
    """The numbers of the chart, then every locality over the last periods."""
    box = st.expander(
        view.text("Số liệu từng kỳ"),
        key=f"target_periods_{target.target_id}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _periods(view, target)


def _periods(view: View, target: Target) -> None:
    _ = view.text
    track = view.read(reads.track, view.scorecard.province_id, target.target_id)
    if track is not None:
        st.html(cards.table_of(view, track))
    st.markdown(filled(_("**Từng địa phương qua {count} kỳ gần nhất**"), count=_LOOKED_BACK))
    st.html(_periods_table(view, target))
    key = "; ".join(
        f"{verdict_symbol(verdict)} {verdict_word(verdict, view.state.language).lower()}"
        for verdict in GRAVEST_FIRST
    )
    st.caption(plain(key))


def _periods_table(view: View, target: Target) -> str:
    courses = {
        unit_id: {one.period: one for one in view.read(course, unit_id, target.target_id)}
        for unit_id in view.scorecard.units
    }
    periods = list(courses[view.scorecard.province_id])[-_LOOKED_BACK:]
    names = [period_name(period, view.state.language) for period in periods]
    rows = (_over(view, unit_id, course, periods) for unit_id, course in courses.items())
    return elements.plain_table((view.text("Địa phương"), *names), rows, kind="numbers")


def _over(
    view: View, unit_id: str, course: Mapping[Period, Result], periods: Sequence[Period]
) -> str:
    name = escape(view.register.by_id[unit_id].full_name)
    cells = (_short(view, course[at]) if at in course else "–" for at in periods)
    return f"<th>{name}</th>" + "".join(f'<td class="num">{cell}</td>' for cell in cells)


def _short(view: View, result: Result) -> str:
    """Symbol of the verdict and the counts."""
    language = view.state.language
    counts = integer(result.numerator, language)
    if view.plan.target(result.target_id).dated_task is not None:
        counts = figure(result, view.plan, language)
    elif result.denominator is not None and result.numerator is not None:
        counts = f"{counts}/{integer(result.denominator, language)}"
    if result.provisional and result.coverage.expected > 1 and result.numerator is not None:
        counts = f"{counts} ({coverage_said((result.coverage.counted, result.coverage.expected))})"
    word = escape(verdict_word(result.verdict, language))
    return f'<span aria-label="{word}">{verdict_symbol(result.verdict)}</span> {escape(counts)}'


def by_commune(view: View, target: Target) -> None:
    """The communes behind one locality's figure, which one chooses."""
    known = {one.unit_id: one for one in results_of(view, target) if communes.has_any(view, one)}
    if not known:
        return
    box = st.expander(
        view.text("Từng xã, phường, thị trấn"),
        key=f"target_communes_{target.target_id}",
        on_change="rerun",
    )
    if box.open:
        with box:
            unit = st.selectbox(
                view.text("Địa phương"),
                list(known),
                key=f"target_commune_unit_{target.target_id}",
                format_func=lambda key: view.register.by_id[key].full_name,
                width=320,
            )
            communes.table(view, known[unit])
