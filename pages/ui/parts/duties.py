"""Reports due and owed as a page shows them: the reads within the viewer's scope, in sentences.

``next_due`` and ``owed`` are for any page; both are cheap (one cached read) and say something in
every case.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from data_loaders.accounts.permissions import may
from kpis import completeness
from kpis.completeness import Delivery
from kpis.reporting.words import next_due_sentence, owed_by_one, owed_sentence
from pages.ui.frame.view import View
from pages.ui.reads import duties


def deliveries(view: View) -> tuple[Delivery, ...]:
    """Every report expected of the localities in scope, in register order, oldest period first.

    Why a report was given back is part of its history and left out where one may not read that.
    """
    every = duties.deliveries(view.moment)
    return tuple(_readable(view, one) for one in every if view.scope.allows(one.unit_id))


def _readable(view: View, one: Delivery) -> Delivery:
    if one.returned is None or may(view.actor, "history.read", one.unit_id):
        return one
    return replace(one, returned=replace(one.returned, reason=None))


def next_due(view: View, unit_id: str | None = None) -> str:
    """Which report is due next, on which day, in how many days: one sentence.

    Of one locality, or of all in scope: what they have sent already is not asked for again.
    """
    every = (one for one in deliveries(view) if unit_id in (None, one.unit_id))
    sent = completeness.sent_by_all(every)
    due = completeness.next_due(view.context.regime, view.as_of, sent=sent)
    return next_due_sentence(due, view.state.language)


def owed(view: View, unit_id: str | None = None) -> str:
    """Which localities owe the reports of which periods, or which this one owes: one sentence.

    Every period of the plan, not only the one shown: a report missing since May stays named.
    """
    return _owed(view, deliveries(view), unit_id)


def _owed(view: View, every: tuple[Delivery, ...], unit_id: str | None) -> str:
    language = view.state.language
    if unit_id is not None:
        return owed_by_one((one for one in every if one.unit_id == unit_id), language)
    units = dict.fromkeys(one.unit_id for one in every)
    names = {unit: view.register.by_id[unit].full_name for unit in units}
    return owed_sentence(every, names, language)


def reminder(view: View, unit_id: str) -> str:
    """What one locality owes, and what is due next: a quiet line as HTML."""
    return f'<p class="quiet">{escape(owed(view, unit_id))} {escape(next_due(view, unit_id))}</p>'


def of_other_periods(view: View) -> str:
    """What is owed besides the period shown, whose own reports are named elsewhere; what is due
    next: a quiet line as HTML."""
    every = tuple(one for one in deliveries(view) if one.period != view.period)
    said = view.text("Các kỳ khác: {owed}").format(owed=_lowered(_owed(view, every, None)))
    return f'<p class="quiet">{escape(said)} {escape(next_due(view))}</p>'


def _lowered(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"
