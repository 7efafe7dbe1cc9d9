"""With what the page of a target is compared: what the address asks for, else as the province's."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.service.corrections import End
from kpis.model import Result, Scorecard
from kpis.words.verdicts import period_name
from pages.ui.frame.view import View
from pages.ui.parts.before import Before, before
from pages.ui.parts.movement_ends import meeting_of, options
from pages.ui.reads import figures


@dataclass(frozen=True, slots=True)
class Against:
    """An earlier end: how it is named where there is little room, and its figures.

    ``key``: what sets it apart from others of the same view.
    """

    key: str
    named: str
    end: End
    card: Scorecard

    def result(self, unit_id: str, target_id: str) -> Result | None:
        """What stood there then; None where the plan of then had no such target, or the register
        no such locality."""
        try:
            return self.card.of(unit_id, target_id)
        except KeyError:
            return None


def against(view: View) -> Against | None:
    """The end chosen; None where nothing is earlier."""
    since = view.state.since
    option = None if since is None else options(view).get(since)
    if since is None or option is None:
        found = before(view)
        return None if found is None else _as_there(found)
    card = figures.scorecard(option.end.moment, option.end.basis, option.end.period, view.only)
    meeting = meeting_of(view, since)
    if meeting is not None:
        return Against(since, Before(view.at(meeting), met=True).named, option.end, card)
    named = period_name(option.end.period, view.state.language)
    if option.end.period == view.period:
        named = view.text("khi đến hạn")
    return Against(since, named, option.end, card)


def _as_there(found: Before) -> Against:
    then = found.view
    end = End(then.moment, then.state.basis, then.period)
    return Against("", found.named, end, found.card)
