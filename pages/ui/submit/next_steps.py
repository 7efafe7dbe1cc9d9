"""After a report was sent: who looks at it, what its sender will see, and what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from data_loaders.model import Period
from data_loaders.reports.history import RETURNED
from kpis.words.verdicts import day, instant, period_name
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import figures, meetings


def draw(view: View) -> None:
    """The steps in their order; dates are those of the calendar and of the planned meeting."""
    said = "".join(f"<li>{escape(step)}</li>" for step in _steps(view))
    st.html(f'{elements.section(view.text("Tiếp theo"))}<ol class="next">{said}</ol>')


def _steps(view: View) -> Iterator[str]:
    _ = view.text
    looked = _("Người duyệt của tỉnh xem báo cáo; báo cáo gửi trước được xem trước.")
    yield f"{looked} {_until(view)}"
    yield _(
        "Kết quả hiện ở đầu trang này: “đã duyệt”, hoặc “đã trả lại” kèm lý do. Bị trả lại thì sửa"
        " tệp rồi gửi lại."
    )
    yield _due(view)


def _until(view: View) -> str:
    """The meeting that the figures should be accepted for, where one is planned."""
    ahead = [one.held_at for one in meetings.planned(view.revision).values()]
    ahead = [held_at for held_at in ahead if held_at > view.context.now()]
    if not ahead:
        return view.text("Việc duyệt không có hạn cố định.")
    zone, language = view.context.regime.timezone, view.state.language
    text = view.text("Để kịp phiên họp ngày {day}, báo cáo cần được duyệt trước khi họp.")
    return text.format(day=day(min(ahead).astimezone(zone).date(), language))


def _due(view: View) -> str:
    """The next report of this locality that is neither sent nor overdue."""
    period = next_due(view)
    if period is None:
        return view.text("Kế hoạch không còn kỳ báo cáo nào phải gửi.")
    regime, language = view.context.regime, view.state.language
    due = instant(regime.due_at(period), language, zone=regime.timezone)
    text = view.text("Báo cáo tiếp theo: {period}, hạn gửi {due}.")
    return text.format(period=period_name(period, language), due=due)


def next_due(view: View) -> Period | None:
    """The first period whose report can still be sent in time and was not; None after the last."""
    regime, now, own = view.context.regime, view.context.now(), view.unit.unit_id
    rows = figures.status(view.live)
    open_ = (one for one in regime.expected() if regime.due_at(one) >= now)
    waited_for = (None, RETURNED)
    sent = {one for (unit, one), row in rows.items() if unit == own and row.state not in waited_for}
    return next((one for one in open_ if one not in sent), None)
