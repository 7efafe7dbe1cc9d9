"""Of a target about areas: each year's choice, how many were recognised and by when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

import streamlit as st

from data_loaders.model import AreaStanding
from data_loaders.model.lists import words_of
from kpis.charts.steps import milestones
from kpis.cohorts import Cohort, Cohorts, counts_areas
from kpis.model import Target
from kpis.words.verdicts import integer, period_name
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import figures


def cohorts(view: View, target: Target) -> None:
    """Drawn when somebody opens it; nothing of a target that counts no areas."""
    if not counts_areas(target):
        return
    box = st.expander(
        view.text("Địa bàn theo năm lựa chọn"),
        key=f"target_cohorts_{target.target_id}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _cohorts(view)


def _cohorts(view: View) -> None:
    _, province = view.text, view.scorecard.province_id
    told = view.read(figures.cohort_chart, province, view.state.language)
    found = view.read(figures.cohorts, province)
    if told is None:
        st.info(_("Chưa có địa bàn nào trong danh sách của các báo cáo."))
        return
    st.markdown(plain(told.sentence))
    elements.chart(told, key="chart-cohorts")
    st.html(_cohort_table(view, found))
    if not found.coverage.complete:
        text = _("Theo danh sách của {counted}/{expected} địa phương đã có báo cáo được tính.")
        counted, expected = found.coverage.counted, found.coverage.expected
        st.caption(filled(text, counted=counted, expected=expected))


def _became(view: View) -> Sequence[tuple[str, Callable[[Cohort], int]]]:
    """What else may become of an area, by the plan's own words; of a word it has not, nothing."""
    _, states, language = view.text, view.plan.regime.area_states, view.state.language
    relapsed, refused, under_way = (
        words_of(states, standing, language)
        for standing in (
            AreaStanding.RELAPSED,
            AreaStanding.NOT_RECOGNISED,
            AreaStanding.UNDER_WAY,
        )
    )
    ways = (
        (relapsed and _("Trong đó {state}").format(state=relapsed.lower()), attrgetter("relapsed")),
        (refused, attrgetter("not_achieved")),
        (under_way, attrgetter("under_way")),
    )
    return [(heading, number) for heading, number in ways if heading]


def _cohort_table(view: View, found: Cohorts) -> str:
    _, language = view.text, view.state.language
    ends = milestones(found.periods)
    by, whatever = _("Đạt đến {period}"), _became(view)
    heads = (
        _("Chọn năm"),
        _("Đã chọn"),
        *(by.format(period=period_name(found.periods[i], language)) for i in ends),
        *(heading for heading, _number in whatever),
    )

    def row(cohort: Cohort) -> str:
        numbers = (
            cohort.chosen,
            *(cohort.way[i] if found.periods[i].year >= cohort.cohort else None for i in ends),
            *(number(cohort) for _heading, number in whatever),
        )
        cells = "".join(f'<td class="num">{integer(n, language)}</td>' for n in numbers)
        return f"<th>{cohort.cohort}</th>{cells}"

    return elements.plain_table(heads, map(row, found.cohorts), kind="numbers")
