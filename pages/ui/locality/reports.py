"""The reports of a locality: a square a period, and what this period's came to."""

from __future__ import annotations

from collections import Counter
from html import escape

from data_loaders.model import Timeliness
from data_loaders.model.submissions import StatusRow
from kpis.model import Verdict
from kpis.words.verdicts import instant, integer, period_name
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.parts import duties, elements

_LOOKS = {
    Timeliness.ON_TIME: (Verdict.ON_TRACK, ""),
    Timeliness.LATE: (Verdict.AT_RISK, "▲"),
    Timeliness.MISSING: (Verdict.MISSED, "✕"),
    Timeliness.PENDING: (Verdict.NOT_JUDGED, ""),
}
"""Whose colours a square borrows, and its sign: what came in time has none."""


def whether_in_time(view: View, row: StatusRow) -> str:
    """``đúng hạn``, ``chậm 2 ngày``, ``chưa gửi, quá hạn 7 ngày``: how a report came."""
    _, days = view.text, row.days_late or 0
    return {
        Timeliness.ON_TIME: _("nộp đúng hạn"),
        Timeliness.LATE: _.plural("nộp chậm {days} ngày", days),
        Timeliness.MISSING: _.plural("chưa báo cáo, quá hạn {days} ngày", days),
        Timeliness.PENDING: _("chưa đến hạn"),
    }[row.timeliness].format(days=days)


def block(view: View, unit_id: str) -> str:
    """How many came when, a square a period up to the one shown, this one's, what is owed."""
    _, shown = view.text, view.period
    rows = sorted(
        (r for (unit, p), r in view.status.items() if unit == unit_id and p <= shown),
        key=lambda row: row.period,
    )
    count = Counter(row.timeliness for row in rows)
    words = {
        Timeliness.ON_TIME: _("đúng hạn {count}"),
        Timeliness.LATE: _("chậm {count}"),
        Timeliness.MISSING: _("chưa có {count}"),
    }
    said = ", ".join(words[kind].format(count=count[kind]) for kind in words if count[kind])
    many = integer(len(rows), view.state.language)
    head = _.plural("{count} báo cáo", len(rows)).format(count=many)
    return (
        f'<section><h3 class="section">{escape(head)} <small>{escape(said)}</small></h3>'
        f"{_squares(view, rows)}{_of_this_period(view, unit_id)}"
        f"{duties.reminder(view, unit_id)}</section>"
    )


def _squares(view: View, rows: list[StatusRow]) -> str:
    if not rows:
        return ""
    language = view.state.language
    late = [
        f"{period_name(row.period, language)}: {whether_in_time(view, row)}"
        for row in rows
        if row.timeliness in (Timeliness.LATE, Timeliness.MISSING)
    ]
    said = "; ".join(late) or view.text("mọi báo cáo đúng hạn")
    squares = "".join(_square(view, row) for row in rows)
    ends = (rows[0].period, rows[-1].period)
    under = "".join(f"<span>{one.month}/{one.year}</span>" for one in dict.fromkeys(ends))
    return (
        f'<div class="calendar" style="--periods:{len(rows)}">'
        f'<div class="squares" role="img" aria-label="{escape(said)}">{squares}</div>'
        f'<p class="ends" aria-hidden="true">{under}</p></div>'
    )


def _square(view: View, row: StatusRow) -> str:
    verdict, sign = _LOOKS[row.timeliness]
    named = f"{period_name(row.period, view.state.language)}: {whether_in_time(view, row)}"
    january = " january" if row.period.month == 1 else ""
    return f'<i class="cell {verdict_class(verdict)}{january}" title="{escape(named)}">{sign}</i>'


def _of_this_period(view: View, unit_id: str) -> str:
    """When this locality's report of the period came in, and what became of it."""
    _, language = view.text, view.state.language
    row = view.status.get((unit_id, view.period))
    if row is None:
        return ""
    zone = view.context.regime.timezone
    parts = [_("Báo cáo kỳ này: {said}").format(said=whether_in_time(view, row))]
    if row.received_at is not None:
        parts.append(_("nhận {at}").format(at=instant(row.received_at, language, zone=zone)))
    if row.state is not None:
        parts.append(elements.state_word(view, row.state))
    parts.append(_("hạn {at}").format(at=instant(row.due_at, language, zone=zone)))
    return f'<p class="quiet">{escape("; ".join(parts))}.</p>'
