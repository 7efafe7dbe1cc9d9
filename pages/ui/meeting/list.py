"""The meetings in a list, the one held last first, and what one of them has kept."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.service.meetings import Meeting, Planned
from kpis.words.verdicts import instant, period_name
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import figures


def listed(view: View) -> None:
    """Every meeting, those to come before the frozen ones, each of these a link into it."""
    _ = view.text
    waiting, done = view.planned(), view.meetings()
    if not waiting and not done:
        st.info(_("Chưa ghi phiên họp nào."))
        return
    heads = (
        _("Phiên họp"),
        _("Họp lúc"),
        _("Chủ trì"),
        _("Kỳ"),
        _("Số liệu tính đến"),
        _("Chốt lúc"),
        _("Người chốt"),
    )
    rows = [*(_to_come(view, one) for one in waiting), *(_frozen(view, one) for one in done)]
    st.html(elements.plain_table(heads, rows))


def _to_come(view: View, one: Planned) -> str:
    said = escape(view.text("chưa chốt số liệu"))
    return f'<th>{escape(one.name)}</th>{_when(view, one)}<td class="quiet" colspan="4">{said}</td>'


def _frozen(view: View, one: Meeting) -> str:
    language, zone = view.state.language, view.context.regime.timezone
    changes = {"period": None, "unit": None, "target": None, "order": None}
    query = view.state.query(meeting=one.meeting_id, **changes)
    address = escape(f"meeting?{urlencode(query)}")
    return (
        f'<th><a href="{address}" target="_self">{escape(one.name)}</a></th>{_when(view, one)}'
        f"<td>{escape(period_name(one.period, language))}</td>"
        f"<td>{instant(one.moment.as_of, language, zone=zone)}</td>"
        f"<td>{instant(one.frozen_at, language, zone=zone)}</td>"
        f"<td>{escape(one.frozen_by)}</td>"
    )


def _when(view: View, one: Planned | Meeting) -> str:
    held = instant(one.held_at, view.state.language, zone=view.context.regime.timezone)
    return f"<td>{held}</td><td>{escape(one.chair)}</td>"


def heading(view: View) -> None:
    """The name of the open meeting as somebody typed it, and the way back to all of them."""
    if view.meeting is None:
        return
    address = escape(f"meeting?{urlencode(view.now_query())}")
    name, text = escape(view.meeting.name), escape(view.text("Mọi phiên họp"))
    back = f'<a href="{address}" target="_self">← {text}</a>'
    shown = links.to_presentation(view)
    st.html(f'<div class="open-meeting"><h2>{name}</h2>{shown} {back}</div>')


def agenda(view: View) -> None:
    """What the open meeting was called for, line by line."""
    if view.meeting is None or not view.meeting.agenda:
        return
    st.subheader(view.text("Chương trình họp"))
    lines = (f"<li>{escape(line)}</li>" for line in view.meeting.agenda.splitlines() if line)
    st.html(f"<ol>{''.join(lines)}</ol>")


def kept(view: View) -> None:
    """By which files and to which result the open meeting was frozen, and whether that is intact.

    The figures are read from what was kept. A meeting frozen before documents were kept, whose
    verdicts another edition of this program judges otherwise, has none and says so.
    """
    _, meeting = view.text, view.meeting
    if meeting is None:
        return
    same = view.at(meeting).scorecard.sha256() == meeting.scorecard_sha256
    if not same:
        st.warning(
            _(
                "Bản chương trình này đánh giá khác lúc chốt. Hãy xem lại bằng bản chương trình đã"
                " dùng khi chốt, hoặc báo người quản trị."
            )
        )
    document = "" if meeting.moment.rules is None else meeting.moment.rules.document_sha256
    rows = (
        (_("Lần ghi của kho số liệu"), str(meeting.moment.revision)),
        (_("Kế hoạch (SHA-256)"), meeting.plan_sha256),
        (_("Chế độ báo cáo (SHA-256)"), meeting.regime_sha256),
        (_("Kết quả (SHA-256)"), meeting.scorecard_sha256),
        (_("Bản ghi kết quả (SHA-256)"), document or _("không có")),
        (_("Kết quả đang hiển thị"), _same(view, same)),
        (_("Kế hoạch đang áp dụng"), _same(view, view.plan == figures.plan_of(view.live))),
    )
    with st.expander(_("Dấu kiểm tra của số liệu đã chốt")):
        cells = (f"<th>{escape(name)}</th><td><code>{text}</code></td>" for name, text in rows)
        st.html(elements.plain_table((_("Nội dung"), _("Dấu")), cells))


def _same(view: View, same: bool) -> str:
    return view.text("giống lúc chốt") if same else view.text("khác lúc chốt")
