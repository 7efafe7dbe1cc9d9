"""Parts of the reporting page: the sentence, localities by periods with totals, what marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from data_loaders.model import Period, Timeliness
from kpis.completeness import Delivery, Tally, by_period, by_unit, tally
from kpis.law.stages import Stage
from kpis.model import Verdict
from kpis.reporting.words import (
    delivery_said,
    stage_short,
    tally_sentence,
    timeliness_symbol,
    timeliness_word,
)
from kpis.words.groups import Group, groups
from kpis.words.verdicts import day
from pages.ui.frame.markdown import plain
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.parts import duties, elements

MOST = 12
"""So many localities have a row each; of more, those under one unit are folded away together."""
_LOOKS = {
    Timeliness.ON_TIME: Verdict.ON_TRACK,
    Timeliness.LATE: Verdict.AT_RISK,
    Timeliness.MISSING: Verdict.MISSED,
    Timeliness.PENDING: Verdict.NO_DATA,
}
"""Whose colours a timeliness borrows; its own symbol and words always stand with them."""


def sentence(view: View, every: Sequence[Delivery]) -> None:
    """All of them counted, from expected to accepted; what falls due next."""
    counted = tally_sentence(tally(every), _at(view), view.state.language)
    st.markdown(plain(f"{counted} {duties.next_due(view)}"))


def _at(view: View) -> str:
    return day(view.context.regime.day_of(view.as_of), view.state.language)


def matrix(view: View, every: Sequence[Delivery]) -> None:
    """What marks mean; every locality by every period: how it came, how late, what became of it;
    totals of both. Many localities are folded away under the units above them."""
    st.html(_legend(view))
    periods, found = by_period(every), groups(view.register, by_unit(every))
    if len(by_unit(every)) <= MOST or all(one.single for one in found):
        st.html(_table(view, every, periods, _foot(view, periods)))
        return
    folded = "".join(_folded(view, one, every, periods) for one in found)
    st.html(folded + _table(view, (), periods, _foot(view, periods)))


def _folded(
    view: View, group: Group, every: Sequence[Delivery], periods: Mapping[Period, object]
) -> str:
    """A group by its name and what is wrong in it; opened, its localities by every period."""
    own = [one for one in every if one.unit_id in group.members]
    found = tally(own)
    text = view.text("{name}: {count} địa phương, chậm {late} báo cáo, còn thiếu {missing}")
    said = text.format(
        name=group.unit.full_name,
        count=len(group.members),
        late=found.late,
        missing=found.missing,
    )
    return elements.folded(said, _table(view, own, periods, ""))


def _table(
    view: View, every: Sequence[Delivery], periods: Mapping[Period, object], foot: str
) -> str:
    body = "".join(_row(view, unit, of_unit, periods) for unit, of_unit in by_unit(every).items())
    return (
        '<div class="matrix-frame" tabindex="0"><table class="matrix deliveries">'
        f"{_head(view, periods)}<tbody>{body}</tbody>"
        f"{f'<tfoot>{foot}</tfoot>' if foot else ''}</table></div>"
    )


def _head(view: View, periods: Iterable[Period]) -> str:
    """Years over months; then what is counted for each locality."""
    _, years = view.text, [period.year for period in periods]
    spans = "".join(
        f'<th colspan="{years.count(year)}" class="year" scope="colgroup">{year}</th>'
        for year in dict.fromkeys(years)
    )
    months = "".join(f'<th class="month" scope="col">{period.month}</th>' for period in periods)
    counts = "".join(
        f'<th rowspan="2" class="count" scope="col">{escape(text)}</th>' for text in _counts(view)
    )
    first = f'<th rowspan="2" scope="col">{escape(_("Địa phương"))}</th>'
    return f"<thead><tr>{first}{spans}{counts}</tr><tr>{months}</tr></thead>"


_PER_PERIOD = 4
"""The first so many counts are also given for each period."""


def _counts(view: View) -> tuple[str, ...]:
    _ = view.text
    return (
        _("Phải gửi"),
        _("Đã nhận"),
        _("Đúng hạn"),
        _("Đã duyệt"),
        _("Chậm"),
        _("Còn thiếu"),
        _("Nộp chậm nhiều nhất (ngày)"),
    )


def _numbers(found: Tally) -> tuple[int, ...]:
    return (
        found.expected,
        found.received,
        found.on_time,
        found.accepted,
        found.late,
        found.missing,
        found.longest,
    )


def _row(view: View, unit_id: str, of_unit: Sequence[Delivery], periods: Iterable[Period]) -> str:
    known = {one.period: one for one in of_unit}
    cells = "".join(
        _cell(view, known[period]) if period in known else "<td></td>" for period in periods
    )
    counts = "".join(f'<td class="num">{number}</td>' for number in _numbers(tally(of_unit)))
    name = escape(view.register.by_id[unit_id].full_name)
    return f'<tr><th scope="row">{name}</th>{cells}{counts}</tr>'


def _cell(view: View, one: Delivery) -> str:
    """Symbol with the days late, and in words what became of it; whole as a title."""
    language = view.state.language
    days = f" {one.days_late}" if one.days_late else ""
    short = stage_short(one.stage, language)
    name = view.register.by_id[one.unit_id].full_name
    title = escape(f"{name}, {delivery_said(one, language)}", quote=True)
    return (
        f'<td title="{title}"><span class="verdict {verdict_class(_LOOKS[one.timeliness])}">'
        f"{timeliness_symbol(one.timeliness)}{days}</span>"
        f'<span class="held{" wait" if one.stage is not Stage.ACCEPTED else ""}">'
        f"{escape(short)}</span></td>"
    )


def _foot(view: View, periods: Mapping[Period, tuple[Delivery, ...]]) -> str:
    """Per period what was expected, received, on time, accepted; the same of everything."""
    tallies = [tally(of_period) for of_period in periods.values()]
    whole = tally(one for of_period in periods.values() for one in of_period)
    labels = _counts(view)[:_PER_PERIOD]
    totals = "".join(
        f'<td class="num whole" rowspan="{_PER_PERIOD}">{number}</td>' for number in _numbers(whole)
    )
    rows = []
    for at, label in enumerate(labels):
        cells = "".join(f'<td class="num">{_numbers(one)[at]}</td>' for one in tallies)
        rows.append(f'<tr><th scope="row">{escape(label)}</th>{cells}{"" if at else totals}</tr>')
    return "".join(rows)


def _legend(view: View) -> str:
    language = view.state.language
    marks = (
        f'<span class="verdict {verdict_class(look)}">{timeliness_symbol(timeliness)} '
        f"{escape(timeliness_word(timeliness, language))}</span>"
        for timeliness, look in _LOOKS.items()
    )
    text = view.text(
        "Số sau ▲: nộp chậm mấy ngày; số sau ✕: đến {day} đã quá hạn mấy ngày mà chưa có báo"
        " cáo. Dưới dấu: duyệt – đã duyệt; chờ – đã gửi, chờ duyệt; trả – đã trả lại, chưa gửi lại."
        " Phải gửi gồm cả kỳ chưa đến hạn."
    ).format(day=_at(view))
    return f'<div class="tally legend">{" ".join(marks)}</div><p class="quiet">{escape(text)}</p>'
