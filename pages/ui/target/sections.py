"""Parts of the page of one target: its choice, its definition, its way, its cohorts of areas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from operator import attrgetter

import streamlit as st

from data_loaders.model import AreaStanding
from data_loaders.model.lists import words_of
from kpis.charts.steps import milestones
from kpis.charts.track import Track
from kpis.cohorts import Cohort, Cohorts, counts_areas
from kpis.model import Result, Target
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text, strictness_text
from kpis.words.verdicts import arithmetic, day, figure, integer, period_name, quoted
from pages.ui.frame import controls, links
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import cards, elements
from pages.ui.reads import figures
from pages.ui.reads import track as reads


def choose(view: View) -> Target:
    """The target of the address; the plan's first where it names none."""
    plan, language = view.plan, view.state.language
    chosen = plan.target(view.state.target or plan.targets[0].target_id)
    st.session_state["target_choice"] = chosen.target_id
    st.selectbox(
        view.text("Chỉ tiêu"),
        list(plan.by_id),
        key="target_choice",
        format_func=lambda key: plan.target(key).name(language),
        on_change=lambda: controls.go(view.state, target=st.session_state["target_choice"]),
        width=520,
    )
    return chosen


def standing(view: View, target: Target, result: Result) -> None:
    """What the plan says and how it is read, beside the way of the province so far."""
    track = view.read(reads.track, result.unit_id, target.target_id)
    with st.container(border=True, key=f"card-{target.target_id}"):
        if track is None:
            _definition(view, target, result)
            return
        words, chart = st.columns([5, 6])
        with words:
            _definition(view, target, result)
        with chart:
            _chart(view, result, track)


def _chart(view: View, result: Result, track: Track) -> None:
    """The figure, what it shows as a sentence, and its numbers as a table."""
    language = view.state.language
    st.plotly_chart(
        view.read(reads.progress_chart, result.unit_id, result.target_id, view.state.language),
        key=f"chart-{result.unit_id}-{result.target_id}",
        config={"displayModeBar": False, "staticPlot": False},
        theme="streamlit",
        alt=f"{figure(result, view.plan, language)}. {arithmetic(result, view.plan, language)}",
    )
    st.html(cards.numbers(view, track))


def _definition(view: View, target: Target, result: Result) -> None:
    badge = elements.badge(view, result.verdict, provisional=result.provisional)
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{said}</td></tr>"
        for name, said in _said(view, target, result)
        if said
    )
    st.html(
        f'<p class="headline"><span class="figure">{links.to_origin(view, result)}</span> {badge}'
        f'</p><table class="plain definition"><tbody>{rows}</tbody></table>'
    )


def _said(view: View, target: Target, result: Result) -> Iterator[tuple[str, str]]:
    """Name and HTML of each line of the definition."""
    _, language = view.text, view.state.language
    yield _("Nội dung trong Kế hoạch"), escape(quoted(target.sentence))
    yield _("Cách hiểu"), reading(view, target, result)
    yield _("Công thức"), escape(formula_text(result, view.plan, language))
    yield _("So sánh"), escape(strictness_text(result, view.plan, language))
    yield _("Số cần đạt"), escape(_needed(view, target, result))
    yield _("Hạn"), escape(deadline(result, view.plan, language))


def reading(view: View, target: Target, result: Result) -> str:
    """How the sentence is read, as HTML: by the plan file, and by whom, when and why on record."""
    _, language = view.text, view.state.language
    said = [f"<b>{escape(n.about)}</b>: {escape(n.text(language))}" for n in target.notes]
    if target.options:
        said.append(_recorded(view, target, result))
    elif said:
        number = view.plan.number
        said.append(_("(ghi trong tệp kế hoạch {number})").format(number=escape(number)))
    return "<br>".join(said)


def _recorded(view: View, target: Target, result: Result) -> str:
    _, language, details = view.text, view.state.language, result.details
    if details.option is None:
        return f"<b>{escape(_('Ban Chỉ đạo chưa ghi nhận cách hiểu.'))}</b>"
    sentence = target.option_of(details.option).sentence(language)
    recorded, who = details.recorded, ""
    if recorded is not None:
        when = day(view.context.regime.day_of(recorded.at), language)
        text = _(" ({name} ghi ngày {date}; lý do: {reason})")
        who = text.format(name=recorded.by, date=when, reason=recorded.reason)
    return f"<b>{details.option}</b>: {escape(sentence + who)}"


def _needed(view: View, target: Target, result: Result) -> str:
    """The whole number that decides, in the target's own unit."""
    _, language = view.text, view.state.language
    if result.needed is None or target.dated_task is not None:
        return ""
    number, unit = integer(result.needed, language), target.unit(language)
    if not result.more_is_better:
        return _("không quá {count} {unit}").format(count=number, unit=unit)
    if result.denominator is None:
        return _("ít nhất {count} {unit}").format(count=number, unit=unit)
    whole = integer(result.denominator, language)
    text = _("ít nhất {count} trong {whole} {unit}")
    return text.format(count=number, whole=whole, unit=unit)


def cohorts(view: View, target: Target) -> None:
    """Of a target about areas: each year's choice, how many were recognised and by when."""
    if not counts_areas(target):
        return
    _, province = view.text, view.scorecard.province_id
    st.subheader(_("Địa bàn theo năm lựa chọn"))
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
