"""Screens about what earlier meetings concluded and asked: what is still open comes first."""

from __future__ import annotations

from html import escape

from data_loaders.model import Decision, ExplanationRequest, open_decisions, open_requests
from kpis.words.conclusions import held
from kpis.words.verdicts import period_name
from pages.ui.frame.view import View
from pages.ui.parts import committee
from pages.ui.parts.decision_board import owner
from pages.ui.presentation.screens import Screen, spread, together

MOST = 2
"""Screens of either list; the page of the meetings has all of it."""


def concluded(view: View) -> tuple[Screen, ...]:
    """Conclusions still to be carried out, then figures still to be explained; none when none."""
    _ = view.text
    decisions = [_decision(view, one) for one in open_decisions(committee.decided(view))]
    asked = [_request(view, one) for one in open_requests(committee.asked(view))]
    carried_out = _("Kết luận còn phải thực hiện: {count}").format(count=len(decisions))
    explained = _("Yêu cầu giải trình chưa trả lời: {count}").format(count=len(asked))

    def rest(left_out: int) -> str:
        return _("Còn {count} việc nữa, xem trang Phiên họp.").format(count=left_out)

    return tuple(
        screen
        for title, items in ((carried_out, decisions), (explained, asked))
        if items
        for screen in spread(title, items, most=MOST, rest=rest)
    )


def _decision(view: View, one: Decision) -> str:
    return f"<b>{escape(owner(view, one))}:</b> {escape(one.text)} ({_held(view, one)})"


def _request(view: View, one: ExplanationRequest) -> str:
    what = committee.target_name(view, one.target_id)
    period = period_name(one.period, view.state.language)
    return (
        f"<b>{escape(committee.unit_name(view, one.unit_id))}:</b>"
        f" {escape(what)}, {escape(period)} ({_held(view, one)})"
    )


def _held(view: View, one: Decision | ExplanationRequest) -> str:
    said = held(one, committee.today(view), view.state.language)
    return escape(together(said))
