"""A target's localities beside one another: as dots, as counts, and over the periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

import streamlit as st

from data_loaders.model import Period
from kpis.charts.track_reading import coverage_said
from kpis.comparison import Comparison, compare
from kpis.model import Result, Target
from kpis.watched import last_held
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import (
    arithmetic,
    figure,
    integer,
    period_name,
    verdict_symbol,
    verdict_word,
)
from pages.ui.frame import links
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import elements, explaining
from pages.ui.reads.figures import course

_LOOKED_BACK = 12
"""Periods of the table over time: the year so far and the one before it, at most."""


def localities(view: View, target: Target) -> None:
    """Dots where shares may be compared, then every locality with its counts and arithmetic."""
    _ = view.text
    st.subheader(_("So sánh các địa phương"))
    told = view.comparison_chart(target.target_id)
    if told is not None:
        text = _(
            "Chấm xanh: đã thực hiện. Vạch nâu: số nguyên mà chính địa phương đó phải đạt hoặc"
            " không được vượt. Chỉ vẽ địa phương có tổng hoặc số gốc từ 10 trở lên."
        )
        if _counts_only(view.scorecard.of_target(target.target_id)):
            text = _("Chấm xanh: số đã có, tính từ đầu khoảng được cộng.")
        st.html(f'<p class="quiet">{escape(text)}</p>')
        elements.chart(told, key="chart-comparison")
    results = [
        one
        for one in view.scorecard.of_target(target.target_id)
        if one.unit_id != view.scorecard.province_id
    ]
    heads = (
        _("Địa phương"),
        _("Kết quả"),
        _("Số liệu"),
        _("Số cần đạt"),
        _("So với số cần đạt"),
        _("Cách tính"),
    )
    rows = _groups(view, target, compare(results))
    st.html(elements.plain_table(heads, rows, kind="comparison"))
    explaining.ask(view, results, key="any")


def _groups(view: View, target: Target, found: Comparison) -> Iterator[str]:
    """The rows, each group under a line that says how it is ordered and why."""
    _ = view.text
    ranked = _("Từ xa chỉ tiêu nhất; tổng hoặc số gốc từ 10 trở lên")
    if _counts_only(found.ranked):
        ranked = _("Xa chỉ tiêu nhất trước")
    small = _("Tổng hoặc số gốc dưới 10: chỉ nêu số đếm, không xếp hạng, theo thứ tự danh mục")
    if target.dated_task is not None:
        small = _("Theo thứ tự danh mục")
    apart = _("Không có số liệu để so sánh")
    for heading, results in ((ranked, found.ranked), (small, found.small), (apart, found.apart)):
        if results:
            yield f'<th class="group" colspan="6" scope="colgroup">{escape(heading)}</th>'
            yield from (_row(view, target, one) for one in results)


def _counts_only(results: Sequence[Result]) -> bool:
    """Whether their figures are counts of nothing else: neither a share nor a change."""
    known = [one for one in results if one.numerator is not None]
    return bool(known) and all(one.denominator is None and one.base is None for one in known)


def _row(view: View, target: Target, result: Result) -> str:
    language = view.state.language
    needed = "" if target.dated_task is not None else integer(result.needed, language)
    said = arithmetic(result, view.plan, language) + elements.reason_of(view, result)
    return (
        f"<th>{links.to_locality(view, result.unit_id)}</th>"
        f"<td>{elements.badge(view, result.verdict, provisional=result.provisional)}</td>"
        f'<td class="num">{links.to_origin(view, result)}</td>'
        f'<td class="num">{needed or "–"}</td>'
        f'<td class="num">{escape(_left(view, target, result))}</td>'
        f"<td>{escape(said + _held(view, target, result))}{explaining.beside(view, result)}</td>"
    )


def _left(view: View, target: Target, result: Result) -> str:
    """What is short, above, or to spare, in whole numbers."""
    _, short = view.text, result.short
    if short is None or target.dated_task is not None:
        return "–"
    text = _("dư {count}")
    if short == 0:
        text = _("vừa đủ")
    elif short > 0:
        text = _("thiếu {count}") if result.more_is_better else _("vượt {count}")
    return text.format(count=integer(abs(short), view.state.language))


def _held(view: View, target: Target, result: Result) -> str:
    """Where the report is missing: what stood in the newest one that counted."""
    if result.numerator is not None or target.dated_task is not None:
        return ""
    held = last_held(
        view.facts,
        view.plan,
        view.register,
        target_id=target.target_id,
        unit_id=result.unit_id,
        period=view.period,
    )
    if held is None:
        return ""
    language = view.state.language
    count = integer(held.numerator, language)
    if held.denominator is not None:
        count = f"{count}/{integer(held.denominator, language)}"
    text = view.text("; gần nhất, {period}: {count}")
    return text.format(period=period_name(held.period, language), count=count)


def over_time(view: View, target: Target) -> None:
    """Every locality over the last periods; computed when somebody opens it."""
    _ = view.text
    box = st.expander(
        filled(_("Từng địa phương qua {count} kỳ gần nhất"), count=_LOOKED_BACK),
        key=f"target_periods_{target.target_id}",
        on_change="rerun",
    )
    if box.open:
        with box:
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
