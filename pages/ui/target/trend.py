"""The way of the figure as the page's one large chart, with whose figures it draws over it."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.charts.track import Track
from kpis.charts.track_reading import break_said, goal_said, places_said, scale_of, written
from kpis.model import Result, Target
from kpis.words.verdicts import period_name
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import track as reads
from pages.ui.target.title import result_of


def trend(view: View, target: Target) -> None:
    """The chart; where a figure has no way over the periods, why."""
    result = result_of(view, target)
    track = view.read(reads.track, result.unit_id, target.target_id)
    with st.container(key="trend", gap=None):
        if track is None:
            st.html(f"{_head(view.text('Diễn biến'), '')}{_none(view, target, result)}")
            return
        language = view.state.language
        whose = places_said(track, language) or view.text("Diễn biến")
        st.html(_head(whose, break_said(track, scale_of(track), language)))
        st.plotly_chart(
            view.read(reads.progress_chart, result.unit_id, target.target_id, language),
            key=f"chart-{target.target_id}",
            config={"displayModeBar": False, "staticPlot": False},
            theme="streamlit",
            alt=_alt(view, result, track),
        )
        if track.apart is not None:
            st.html(elements.caption(view.text("Chấm rỗng: số liệu chưa gồm mọi địa phương.")))


def _head(text: str, beside: str) -> str:
    small = f" <small>{escape(beside)}</small>" if beside else ""
    return f'<h3 class="section">{escape(text)}{small}</h3>'


def _alt(view: View, result: Result, track: Track) -> str:
    """From where to where the way goes, the target, and where the paces lead."""
    _, language = view.text, view.state.language
    known = [at for at, number in enumerate(track.actual) if number is not None]
    said = [
        f"{period_name(track.periods[at], language)}: {written(track.actual[at], track, language)}"
        for at in dict.fromkeys((*known[:1], *known[-1:]))
    ]
    if track.goal is not None:
        said.append(_("cần đạt {goal}").format(goal=goal_said(track, language)))
    found = result.forecast
    if found is not None:
        low, high = (written(n, track, language) for n in (found.low, found.high))
        text = _("dự báo {low}") if found.low == found.high else _("dự báo {low} đến {high}")
        said.append(text.format(low=low, high=high))
    return "; ".join((places_said(track, language) or target_name(view, result), *said))


def target_name(view: View, result: Result) -> str:
    """What the chart is about, where no set of localities names it."""
    return view.plan.target(result.target_id).name(view.state.language)


def _none(view: View, target: Target, result: Result) -> str:
    """Why there is nothing to draw; of a sentence that nobody has read, how it could be read."""
    _, language = view.text, view.state.language
    if target.dated_task is not None:
        text = _("Nhiệm vụ có ngày phải xong: mỗi địa phương xong hay chưa, không vẽ theo kỳ.")
        return f"<p>{escape(text)}</p>"
    if target.options and result.details.option is None:
        text = _("Câu này chưa có cách hiểu được ghi nhận, nên chưa có gì để vẽ. Có thể hiểu:")
        ways = "".join(
            f"<li><b>{escape(one.letter)}</b>: {escape(one.sentence(language))}</li>"
            for one in target.options
        )
        return f'<p>{escape(text)}</p><ul class="readings">{ways}</ul>'
    return f"<p>{escape(_('Chưa có số liệu nào để vẽ.'))}</p>"
