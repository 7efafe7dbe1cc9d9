"""Parts of the locality page: its choice, its report, a card per target, what is only watched."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.model import Timeliness, Unit
from kpis.charts.progress import written
from kpis.charts.track import Track
from kpis.model import Result, Target
from kpis.watched import WatchedFigure
from kpis.wording import (
    arithmetic,
    figure,
    instant,
    integer,
    period_name,
)
from pages.ui import controls, parts, reads
from pages.ui.view import View


def choose_unit(view: View) -> Unit:
    """The reporting locality of the address; the first of the register where it names none."""
    units = view.register.reporting(view.context.regime.ends_on(view.period))
    by_id = {unit.unit_id: unit for unit in units}
    chosen = by_id.get(view.state.unit or "", units[0])
    st.session_state["control_unit"] = chosen.unit_id
    st.selectbox(
        view.text("Địa phương"),
        list(by_id),
        key="control_unit",
        format_func=lambda unit_id: by_id[unit_id].full_name,
        on_change=lambda: controls.go(view.state, unit=st.session_state["control_unit"]),
        width=300,
    )
    return chosen


def reported(view: View, unit_id: str) -> None:
    """When this locality's report of the period came in, and what became of it."""
    _, language = view.text, view.state.language
    row = view.status.get((unit_id, view.period))
    if row is None:
        return
    zone = view.context.regime.timezone
    said = {
        Timeliness.ON_TIME: _("nộp đúng hạn"),
        Timeliness.LATE: _("nộp chậm {days} ngày"),
        Timeliness.MISSING: _("chưa báo cáo, quá hạn {days} ngày"),
        Timeliness.PENDING: _("chưa đến hạn"),
    }[row.timeliness].format(days=row.days_late)
    parts_of_line = [_("Báo cáo kỳ này: {said}").format(said=said)]
    if row.received_at is not None:
        parts_of_line.append(_("nhận {at}").format(at=instant(row.received_at, language, zone=zone)))
    if row.state is not None:
        parts_of_line.append(parts.state_word(view, row.state))
    parts_of_line.append(_("hạn {at}").format(at=instant(row.due_at, language, zone=zone)))
    st.html(f'<p class="quiet">{escape("; ".join(parts_of_line))}.</p>')


def targets(view: View, unit_id: str) -> None:
    """A card per target, those in trouble first; within a verdict in the order of the plan."""
    results = sorted(
        view.scorecard.of_unit(unit_id),
        key=lambda result: parts.GRAVEST_FIRST.index(result.verdict),
    )
    for result in results:
        _card(view, view.plan.target(result.target_id), result)


def _card(view: View, target: Target, result: Result) -> None:
    track = reads.track(view, result)
    with st.container(border=True, key=f"card-{target.target_id}"):
        if track is None:
            _words(view, target, result)
            return
        words, chart = st.columns([5, 6], vertical_alignment="center")
        with words:
            _words(view, target, result)
        with chart:
            _chart(view, result, track)


def _words(view: View, target: Target, result: Result) -> None:
    language = view.state.language
    badge = parts.badge(view, result.verdict, provisional=result.provisional)
    st.html(
        f"<h3>{escape(target.name(language))}</h3>"
        f'<p class="figure-line"><span class="figure">{escape(figure(result, view.plan, language))}'
        f"</span> {badge}</p>"
        f"<p>{escape(arithmetic(result, view.plan, language))}</p>"
        f'<p class="quiet sentence">“{escape(target.sentence.strip("“”\""))}”</p>'
    )


def _chart(view: View, result: Result, track: Track) -> None:
    """The figure, what it shows as a sentence, and its numbers as a table."""
    st.plotly_chart(
        reads.progress_chart(view, result),
        key=f"chart-{result.unit_id}-{result.target_id}",
        config={"displayModeBar": False, "staticPlot": False},
        theme="streamlit",
    )
    with st.expander(view.text("Số liệu của biểu đồ")):
        st.html(_table(view, track))


def _table(view: View, track: Track) -> str:
    _, language = view.text, view.state.language
    rows = "".join(
        f"<tr><th>{escape(period_name(period, language))}</th>"
        f'<td class="num">{escape(written(actual, share=track.share, language=language) or "–")}</td>'
        f'<td class="num">{escape(written(line, share=track.share, language=language) or "–")}</td>'
        "</tr>"
        for period, actual, line in zip(track.periods, track.actual, track.line, strict=True)
    )
    heads = (_("Kỳ"), _("Thực hiện"), _("Đường tiến độ"))
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    return f'<table class="plain"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def watched_measures(view: View, unit_id: str) -> None:
    """What the plan sets no figure for: shown without a verdict and without colour."""
    _, language = view.text, view.state.language
    st.subheader(_("Số liệu theo dõi thêm (kế hoạch không giao chỉ tiêu)"))
    heads = (_("Nội dung"), _("Trong kỳ"), _("Lũy kế năm"))
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    rows = "".join(
        f"<tr><th>{escape(one.watched.name(language))}</th>"
        f'<td class="num">{escape(_watched_text(one, view, year=False))}</td>'
        f'<td class="num">{escape(_watched_text(one, view, year=True))}</td></tr>'
        for one in reads.watched(view, unit_id)
    )
    st.html(f'<table class="plain"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')


def _watched_text(one: WatchedFigure, view: View, *, year: bool) -> str:
    return integer(one.year if year else one.value, view.state.language)
