"""Of a target about areas: each year's choice, how many were recognised and by when."""

from __future__ import annotations

import streamlit as st

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


def _cohort_table(view: View, found: Cohorts) -> str:
    _, language = view.text, view.state.language
    ends = milestones(found.periods)
    by = _("Đạt đến {period}")
    heads = (
        _("Chọn năm"),
        _("Đã chọn"),
        *(by.format(period=period_name(found.periods[i], language)) for i in ends),
        _("Trong đó tái phức tạp"),
        _("Chưa đạt"),
        _("Đang chuyển hóa"),
    )

    def row(cohort: Cohort) -> str:
        numbers = (
            cohort.chosen,
            *(cohort.way[i] if found.periods[i].year >= cohort.cohort else None for i in ends),
            cohort.relapsed,
            cohort.not_achieved,
            cohort.under_way,
        )
        cells = "".join(f'<td class="num">{integer(n, language)}</td>' for n in numbers)
        return f"<th>{cohort.cohort}</th>{cells}"

    return elements.plain_table(heads, map(row, found.cohorts), kind="numbers")
