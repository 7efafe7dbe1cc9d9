"""Parts of the locality page: its choice, its report, a card per target, what is only watched."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Timeliness
from kpis.charts.track import Coverage, Number, Track
from kpis.charts.track_reading import coverage_said, written
from kpis.model import Result, Target
from kpis.watched import WatchedFigure
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import (
    arithmetic,
    conclusion,
    figure,
    instant,
    integer,
    period_name,
    quoted,
)
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import communes, duties, elements, explaining
from pages.ui.reads import track as reads
from pages.ui.reads.drawn import card_drawing
from pages.ui.reads.figures import watched


def front(view: View, unit_id: str) -> None:
    """The conclusion about one locality, how many targets stand how, what it sent and owes."""
    said = conclusion(view.scorecard, view.plan, view.state.language, unit_id=unit_id)
    st.html(
        elements.lines(*said)
        + elements.tally_of(view, unit_id)
        + _reported(view, unit_id)
        + duties.reminder(view, unit_id)
    )


def _reported(view: View, unit_id: str) -> str:
    """When this locality's report of the period came in, and what became of it."""
    _, language = view.text, view.state.language
    row = view.status.get((unit_id, view.period))
    if row is None:
        return ""
    zone = view.context.regime.timezone
    days = row.days_late or 0
    said = {
        Timeliness.ON_TIME: _("nộp đúng hạn"),
        Timeliness.LATE: _.plural("nộp chậm {days} ngày", days),
        Timeliness.MISSING: _.plural("chưa báo cáo, quá hạn {days} ngày", days),
        Timeliness.PENDING: _("chưa đến hạn"),
    }[row.timeliness].format(days=days)
    parts_of_line = [_("Báo cáo kỳ này: {said}").format(said=said)]
    if row.received_at is not None:
        parts_of_line.append(
            _("nhận {at}").format(at=instant(row.received_at, language, zone=zone))
        )
    if row.state is not None:
        parts_of_line.append(elements.state_word(view, row.state))
    parts_of_line.append(_("hạn {at}").format(at=instant(row.due_at, language, zone=zone)))
    return f'<p class="quiet">{escape("; ".join(parts_of_line))}.</p>'


def targets(view: View, unit_id: str) -> None:
    """A card per target, those in trouble first; within a verdict in the order of the plan."""
    results = sorted(
        view.scorecard.of_unit(unit_id),
        key=lambda result: GRAVEST_FIRST.index(result.verdict),
    )
    for result in results:
        _card(view, view.plan.target(result.target_id), result)


def _card(view: View, target: Target, result: Result) -> None:
    """One piece of HTML, what it drew included; then what asks the server for more."""
    track = view.read(reads.track, result.unit_id, result.target_id)
    words = f'<div class="words">{_words(view, target, result)}</div>'
    drawing = "" if track is None else f'<div class="drawing">{_way(view, result, track)}</div>'
    with st.container(border=True, key=f"card-{target.target_id}"):
        st.html(f'<div class="report-card">{words}{drawing}</div>')
        explaining.ask(view, [result], key=target.target_id)
        communes.behind(view, result)


def _words(view: View, target: Target, result: Result) -> str:
    language = view.state.language
    badge = elements.badge(view, result.verdict, provisional=result.provisional)
    ways = [links.origin_named(view, result)]
    if may(view.actor, "province.read"):
        ways.append(links.to_comparison(view, result.target_id))
    return (
        f"<h3>{escape(target.name(language))}</h3>"
        f'<p class="headline"><span class="figure">{links.to_origin(view, result)}</span>'
        f" {badge}</p>"
        f"<p>{escape(arithmetic(result, view.plan, language))}"
        f"{escape(elements.reason_of(view, result))}</p>"
        f'<p class="quiet sentence">{escape(quoted(target.sentence))}</p>'
        f"{explaining.beside(view, result)}"
        f'<p class="onward">{" · ".join(ways)}</p>'
    )


def _way(view: View, result: Result, track: Track) -> str:
    """The drawing, what it shows as a sentence, and its numbers as a table."""
    language = view.state.language
    sentence = f"{figure(result, view.plan, language)}. {arithmetic(result, view.plan, language)}"
    about = result.unit_id, result.target_id, view.state.language
    return view.read(card_drawing, *about, sentence) + numbers(view, track)


def numbers(view: View, track: Track) -> str:
    """Under the drawing of a way: what its hollow dot is, and its numbers, folded away."""
    hollow = view.text("Chấm rỗng: số liệu chưa gồm mọi địa phương.")
    folded = elements.folded(view.text("Số liệu của biểu đồ"), table_of(view, track))
    return (elements.caption(hollow) if track.apart is not None else "") + folded


def table_of(view: View, track: Track) -> str:
    """The numbers of a way, a row a period."""
    _, language = view.text, view.state.language

    def cell(number: Number | None) -> str:
        return (
            f'<td class="num">{written(number, track, language) or "–"}</td>'
        )

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
    """What the plan sets no figure for: shown without a verdict and without colour."""
    _, language = view.text, view.state.language
    st.subheader(_("Số liệu theo dõi thêm (kế hoạch không giao chỉ tiêu)"))
    rows = (
        f"<th>{escape(one.watched.name(language))}</th>"
        f'<td class="num">{_of(one.value, one.of, view)}</td>'
        f'<td class="num">{_of(one.year, one.year_of, view)}{_resting_on(one, view)}</td>'
        for one in view.read(watched, unit_id)
    )
    st.html(elements.plain_table((_("Nội dung"), _("Trong kỳ"), _("Lũy kế năm")), rows))


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
