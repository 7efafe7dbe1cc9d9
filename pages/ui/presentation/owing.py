"""Screens about who has not reported: of this period, and of any other that is due."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kpis.completeness import Delivery, owed
from kpis.reporting.words import owed_words
from kpis.words.verdicts import period_name
from pages.ui.frame.view import View
from pages.ui.parts import duties, elements
from pages.ui.presentation.screens import Screen, spread

NAMED = 3
"""Periods named of one locality; of who owes more, the number of the others."""


def owing(view: View) -> tuple[Screen, ...]:
    """Who is missing from the figures, and who still owes which reports."""
    return (*_this_period(view), *_every_period(view))


def _this_period(view: View) -> tuple[Screen, ...]:
    _, reporting = view.text, view.scorecard.reporting
    title = _("Số liệu {period}: báo cáo của {counted}/{expected} địa phương").format(
        period=period_name(view.period, view.state.language),
        counted=reporting.counted,
        expected=reporting.expected,
    )
    items = [_line(view, unit, elements.whereabouts(view, unit)) for unit in reporting.missing]
    return spread(title, [*items, escape(duties.next_due(view))])


def _every_period(view: View) -> tuple[Screen, ...]:
    debts = owed(duties.deliveries(view))
    items = [_line(view, unit, _periods(view, of_unit)) for unit, of_unit in debts.items()]
    return spread(view.text("Báo cáo còn phải gửi"), items)


def _line(view: View, unit_id: str, said: str) -> str:
    return f"<b>{escape(view.register.by_id[unit_id].full_name)}</b>: {escape(said)}"


def _periods(view: View, debts: Sequence[Delivery]) -> str:
    language = view.state.language
    named = ", ".join(owed_words(one, language) for one in debts[:NAMED])
    others = len(debts) - NAMED
    if others <= 0:
        return named
    more = view.text.plural("và {count} kỳ khác", others).format(count=others)
    return f"{named} {more}"
