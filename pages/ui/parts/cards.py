"""Parts of the locality page: its choice, its report, a card per target, what is only watched."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.charts.track import Coverage, Number, Track
from kpis.charts.track_reading import coverage_said, written
from kpis.watched import WatchedFigure
from kpis.words.verdicts import (
    integer,
    period_name,
)
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads.figures import watched


def numbers(view: View, track: Track) -> str:
    """Under the drawing of a way: what its hollow dot is, and its numbers, folded away."""
    hollow = view.text("Chấm rỗng: số liệu chưa gồm mọi địa phương.")
    folded = elements.folded(view.text("Số liệu của biểu đồ"), table_of(view, track))
    return (elements.caption(hollow) if track.apart is not None else "") + folded


def table_of(view: View, track: Track) -> str:
    """The numbers of a way, a row a period."""
    _, language = view.text, view.state.language

    def cell(number: Number | None) -> str:
        return f'<td class="num">{written(number, track, language) or "–"}</td>'

    def among(coverage: Coverage | None) -> str:
        said = "–" if coverage is None else coverage_said(coverage)
        return "" if track.places is None else f'<td class="num">{said}</td>'

    rows = (
        f"<th>{period_name(period, language)}</th>{cell(actual)}{cell(line)}{among(coverage)}"
        for period, actual, line, coverage in zip(
            track.periods, track.actual, track.line, track.coverage, strict=True
        )
    )
    heads = [_("Kỳ"), _("Thực hiện"), _("Đường tiến độ")]
    if track.places is not None:
        heads.append(_("Địa phương có số liệu"))
    return elements.plain_table(heads, rows)


def watched_measures(view: View, unit_id: str) -> None:
    """Folded: what the plan sets no figure for, without a verdict and without colour."""
    _, language = view.text, view.state.language
    rows = (
        f"<th>{escape(one.watched.name(language))}</th>"
        f'<td class="num">{_of(one.value, one.of, view)}</td>'
        f'<td class="num">{_of(one.year, one.year_of, view)}{_resting_on(one, view)}</td>'
        for one in view.read(watched, unit_id)
    )
    table = elements.plain_table((_("Nội dung"), _("Trong kỳ"), _("Lũy kế năm")), rows)
    title = _("Số liệu theo dõi thêm (kế hoạch không giao chỉ tiêu)")
    st.html(elements.folded(title, table))


def _resting_on(one: WatchedFigure, view: View) -> str:
    """On how many reports a sum of the year rests, where some are missing from it."""
    if not one.partial:
        return ""
    counted, expected = one.reports
    text = view.text("mới có {counted}/{expected} báo cáo").format(
        counted=counted, expected=expected
    )
    return f' <span class="quiet">({text})</span>'


def _of(value: int | None, whole: int | None, view: View) -> str:
    """A count, and what it is a part of: ``12/15``; a dash where nobody reported it."""
    if value is None:
        return "–"
    text = integer(value, view.state.language)
    return text if whole is None else f"{text}/{integer(whole, view.state.language)}"
