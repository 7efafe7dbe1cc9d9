"""How far a locality's figures can be trusted: in time, returned and why, warnings explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Timeliness
from data_loaders.model.submissions import StatusRow
from data_loaders.reports.history import RETURNED, Version
from kpis.words.verdicts import instant, integer, period_name
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements

_SYMBOLS = {
    Timeliness.ON_TIME: "✓",
    Timeliness.LATE: "▲",
    Timeliness.MISSING: "✕",
    Timeliness.PENDING: "○",
}


def trust(view: View, unit_id: str) -> None:
    """Folded: how many reports came when, in a sentence; every period, return and warning."""
    _ = view.text
    rows = [row for (unit, _period), row in view.status.items() if unit == unit_id]
    if not rows:
        return
    box = st.expander(
        _("Chất lượng số liệu: từng kỳ, các lần trả lại, các cảnh báo"),
        key="quality_open",
        on_change="rerun",
    )
    if box.open:
        with box:
            st.markdown(plain(_summary(view, rows)))
            _opened(view, unit_id, rows)


def _summary(view: View, rows: Sequence[StatusRow]) -> str:
    _, count = view.text, Counter(row.timeliness for row in rows)
    words = _words(view)
    said = "; ".join(f"{count[one]} {words[one]}" for one in Timeliness if count[one])
    return _.plural("Trong {periods} kỳ đã bắt đầu: {said}.", len(rows)).format(
        periods=len(rows), said=said
    )


def _words(view: View) -> Mapping[Timeliness, str]:
    _ = view.text
    return {
        Timeliness.ON_TIME: _("nộp đúng hạn"),
        Timeliness.LATE: _("nộp chậm"),
        Timeliness.MISSING: _("chưa báo cáo, quá hạn"),
        Timeliness.PENDING: _("chưa đến hạn"),
    }


def _opened(view: View, unit_id: str, rows: Sequence[StatusRow]) -> None:
    _ = view.text
    st.markdown(f"**{_('Thời gian nộp từng kỳ')}**")
    heads = (_("Kỳ"), _("Thời gian"), _("Hạn"), _("Nhận"), _("Chậm (ngày)"), _("Bản mới nhất"))
    st.html(elements.plain_table(heads, _timeliness(view, rows)))
    if not may(view.actor, "history.read", unit_id):
        return
    versions = view.access.versions(unit_id=unit_id, as_of=view.as_of, upto=view.moment.revision)
    _listed(
        _("Các lần trả lại"),
        (_("Kỳ"), _("Bản số"), _("Trả lại lúc"), _("Người trả lại"), _("Lý do")),
        _returns(view, versions),
        _("Không có lần trả lại nào."),
    )
    _listed(
        _("Cảnh báo và lý do của địa phương"),
        (_("Kỳ"), _("Bản số"), _("Cảnh báo"), _("Lý do")),
        _warnings(view, versions),
        _("Không có cảnh báo nào."),
    )


def _listed(title: str, heads: Sequence[str], rows: Iterator[str], nothing: str) -> None:
    st.markdown(f"**{plain(title)}**")
    found = list(rows)
    if found:
        st.html(elements.plain_table(heads, found))
    else:
        st.markdown(plain(nothing))


def _timeliness(view: View, rows: Sequence[StatusRow]) -> Iterator[str]:
    language, zone, words = view.state.language, view.context.regime.timezone, _words(view)
    for row in sorted(rows, key=lambda row: row.period, reverse=True):
        received = "–"
        if row.received_at is not None:
            received = instant(row.received_at, language, zone=zone)
        yield (
            f"<th>{period_name(row.period, language)}</th>"
            f"<td>{_SYMBOLS[row.timeliness]} {escape(words[row.timeliness])}</td>"
            f"<td>{instant(row.due_at, language, zone=zone)}</td><td>{received}</td>"
            f'<td class="num">{integer(row.days_late, language)}</td>'
            f"<td>{escape(elements.state_word(view, row.state)) if row.state else '–'}</td>"
        )


def _returns(view: View, versions: Sequence[Version]) -> Iterator[str]:
    language, zone = view.state.language, view.context.regime.timezone
    for version in reversed(versions):
        for event in version.events:
            if event.event == RETURNED:
                yield (
                    f"<th>{period_name(version.identity.period, language)}</th>"
                    f"<td>{version.version}</td><td>{instant(event.at, language, zone=zone)}</td>"
                    f"<td>{escape(event.by)}</td><td>{escape(event.reason or '–')}</td>"
                )


def _warnings(view: View, versions: Sequence[Version]) -> Iterator[str]:
    for version in reversed(versions):
        for said, why in view.access.explanations(version):
            yield (
                f"<th>{period_name(version.identity.period, view.state.language)}</th>"
                f"<td>{version.version}</td><td>{escape(said)}</td><td>{escape(why)}</td>"
            )
