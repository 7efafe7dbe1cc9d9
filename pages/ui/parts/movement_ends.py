"""What the figures shown can be compared with: meetings, earlier periods, this one when due.

An earlier period is taken as it stood when the period after it ended: that is how it was last
looked at before newer figures came, so that what arrived or was corrected since can be told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data_loaders.accounts.permissions import may
from data_loaders.model import Moment
from data_loaders.service.corrections import End
from data_loaders.service.meetings import Meeting
from kpis.words.verdicts import day, instant, period_name
from pages.ui.frame.state import end_of_day
from pages.ui.frame.view import View

_LOOKED_BACK = 12
_DUE = "due"
_MEETING = "meeting-"


@dataclass(frozen=True, slots=True)
class Option:
    """An end one can choose: how it is named, and what it is."""

    name: str
    end: End


def shown(view: View) -> End:
    """The figures of this page."""
    return End(view.moment, view.state.basis, view.period)


def options(view: View) -> Mapping[str, Option]:
    """Every end to compare with, by its name in an address; the first is the default.

    None at all in the first period of the plan, before its reports were due.
    """
    return {**_meetings(view), **_earlier(view), **_when_due(view)}


def _meetings(view: View) -> dict[str, Option]:
    """The meetings before, the last one first."""
    if not may(view.actor, "province.read"):
        return {}
    language, regime = view.state.language, view.context.regime
    return {
        f"{_MEETING}{one.meeting_id}": Option(
            f"{one.name}, {day(regime.day_of(one.held_at), language)}",
            End(one.moment, one.basis, one.period),
        )
        for one in view.meetings()
        if one.moment.as_of < view.as_of and one.moment.revision <= view.moment.revision
    }


def meeting_of(view: View, since: str) -> Meeting | None:
    """The meeting that such an end is of; None of every other end."""
    wanted = since.removeprefix(_MEETING) if since.startswith(_MEETING) else None
    return next((one for one in view.meetings() if one.meeting_id == wanted), None)


def _earlier(view: View) -> dict[str, Option]:
    regime, first = view.plan.regime, view.plan.regime.first
    found = {}
    for back in range(1, min(_LOOKED_BACK, view.period - first) + 1):
        period = view.period.shifted(-back)
        until = end_of_day(regime.ends_on(period.shifted(1)), regime)
        end = End(_at(view, min(until, view.as_of)), view.state.basis, period)
        found[str(period)] = _named(view, end)
    return found


def _when_due(view: View) -> dict[str, Option]:
    """This very period: what came in late, and what was corrected."""
    due = view.plan.regime.due_at(view.period)
    if due >= view.as_of or view.period < view.plan.regime.first:
        return {}
    return {_DUE: _named(view, replace(shown(view), moment=_at(view, due)))}


def _at(view: View, at: datetime) -> Moment:
    return replace(view.moment, as_of=at, now=at)


def _named(view: View, end: End) -> Option:
    language, zone = view.state.language, view.context.regime.timezone
    text = view.text("Kỳ {period}, số liệu đến {at}")
    at = instant(end.moment.as_of, language, zone=zone)
    return Option(text.format(period=period_name(end.period, language), at=at), end)
