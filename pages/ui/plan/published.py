"""A figure that another body publishes: what is on record, and recording a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from html import escape
from typing import Any

import streamlit as st

from data_loaders.model import Period, PublishedFigure
from data_loaders.reports.precondition import ShownRecords
from data_loaders.service.recorded_results import DOCUMENT, NewFigure, RecordedResults
from kpis.model import Target
from kpis.words.verdicts import day, decimal, instant, period_name
from pages.ui.frame.markdown import labels, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts
from pages.ui.plan import records


def of_target(view: View, target: Target) -> None:
    """The figures on record, the newest record first, and for who may the form for another."""
    if not records.opened(view, view.text("Số do cơ quan khác công bố: {target}"), target):
        return
    recorded = tuple(one for one in view.facts.published if one.target_id == target.target_id)
    _table(view, recorded)
    if records.may_record(view, "published.record"):
        with st.container(border=True, key=f"published_{target.target_id}"):
            _record(view, target, ShownRecords(target.target_id, recorded))


def _table(view: View, recorded: Sequence[PublishedFigure]) -> None:
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    rows = (
        f"<td>{escape(period_name(one.period, language))}</td>"
        f'<td class="num"><b>{_exact(view, one.value)}</b></td>'
        f"<td>{escape(one.document)}</td><td>{day(one.on, language)}</td>"
        f"<td>{escape(one.by)}</td><td>{instant(one.at, language, zone=zone)}</td>"
        for one in reversed(recorded)
    )
    heads = (_("Từ kỳ"), _("Giá trị"), _("Văn bản"), _("Ngày công bố"), _("Người ghi"), _("Lúc"))
    records.table(heads, rows, _("Chưa ghi số nào: chờ công bố."))


def _exact(view: View, value: Fraction) -> str:
    """With every decimal that was recorded: a bar may lie between two roundings."""
    places = next(n for n in range(10) if (value * 10**n).denominator == 1)
    return decimal(value, view.state.language, places=places)


def _record(view: View, target: Target, shown: ShownRecords) -> None:
    """The form anew after each record; a record is made over those that are shown."""
    place = f"published_{target.target_id}"
    if acts.told(view, place):
        return
    key = f"{target.target_id}_{acts.round_of(place)}"
    with st.form(f"published_form_{key}", border=False):
        left, right = st.columns(2)
        period = _period(view, left, key)
        value = _value(view, right, target, key)
        document = _document(view, left, key)
        on = _on(view, right, key)
        label = view.text("Ghi số công bố: {target}").format(
            target=target.name(view.state.language)
        )
        act = f"published_record_{key}_{len(shown.recorded)}"
        acts.submit(label, place, shown, key=act, type="primary")

    def record(pressed: acts.Pressed) -> acts.Receipt:
        new = NewFigure(period, value, document, on)
        kept = RecordedResults(view.access).publish(pressed.of, new)
        return _receipt(view, target, period, Fraction(kept))

    acts.answer(place, place, record)
    acts.refusal(place)


def _receipt(view: View, target: Target, period: Period, value: Fraction) -> acts.Receipt:
    said = view.text("Đã ghi {value} từ {period} cho chỉ tiêu “{target}”.").format(
        value=_exact(view, value),
        period=period_name(period, view.state.language),
        target=target.name(view.state.language),
    )
    return acts.Receipt(said)


def _period(view: View, where: Any, key: str) -> Period:
    begun = view.context.regime.begun(view.now)[::-1]
    chosen: Period = where.selectbox(
        view.text("Tính từ kỳ"),
        begun,
        index=begun.index(view.period) if view.period in begun else 0,
        key=f"published_period_{key}",
        format_func=labels(lambda one: period_name(one, view.state.language)),
    )
    return chosen


def _value(view: View, where: Any, target: Target, key: str) -> str:
    label = view.text("Giá trị ({unit})").format(unit=target.unit(view.state.language))
    return str(where.text_input(plain(label), key=f"published_value_{key}", max_chars=30))


def _document(view: View, where: Any, key: str) -> str:
    label = view.text("Văn bản công bố (số, ký hiệu, cơ quan)")
    return str(where.text_input(label, key=f"published_document_{key}", max_chars=DOCUMENT))


def _on(view: View, where: Any, key: str) -> date:
    today = view.context.regime.day_of(view.now)
    chosen: date = where.date_input(
        view.text("Ngày công bố"),
        today,
        key=f"published_on_{key}",
        max_value=today,
        format="DD/MM/YYYY",
    )
    return chosen
