"""With what the figures shown are compared: the last meeting before them, else the last period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from data_loaders.accounts.permissions import may
from kpis.model import Scorecard
from kpis.words.priorities import Direction, Shift, judged, shifts, towards
from kpis.words.verdicts import day, period_name
from pages.ui.frame.view import View

YEAR = len("/2025")
"""What is left off a day where there is little room: the year is the one shown, or plain."""


@dataclass(frozen=True)
class Before:
    """The page as it stood then. ``met``: whether a meeting saw it so."""

    view: View
    met: bool

    @property
    def card(self) -> Scorecard:
        return self.view.scorecard

    @property
    def named(self) -> str:
        """``phiên 26/05``, or the period where nobody met."""
        meeting, language = self.view.meeting, self.view.state.language
        if not self.met or meeting is None:
            return period_name(self.view.period, language)
        on = day(meeting.held_at.date(), language)
        return self.view.text("phiên {day}").format(day=on[:-YEAR])

    def moved(self, now: View, unit_id: str, still: str) -> str:
        """``so với phiên 26/05: 1 xấu đi`` as HTML: which way a place's own verdicts moved.

        ``still``: what is said where none did. Of what was not judged at both ends it cannot be
        said that it did not change.
        """
        _ = now.text
        own = [one for one in self.shifts(now) if one.after.unit_id == unit_id]
        texts = {
            Direction.WORSE: _("{count} xấu đi"),
            Direction.BETTER: _("{count} tốt lên"),
            Direction.UNCLEAR: _("{count} chưa so được"),
        }
        counts = {which: len(towards(own, which)) for which in texts}
        said = ", ".join(texts[which].format(count=n) for which, n in counts.items() if n)
        said = said or (still if self.comparable(now, unit_id) else _("chưa so được"))
        text = escape(_("so với {then}: {moved}")).replace("{then}", escape(self.named))
        return text.replace("{moved}", f"<b>{escape(said)}</b>")

    def comparable(self, now: View, unit_id: str) -> bool:
        """Whether any of its results was judged at both ends."""
        known = {one.target_id for one in self.card.of_unit(unit_id) if judged(one)}
        return any(judged(one) for one in now.scorecard.of_unit(unit_id) if one.target_id in known)

    def shifts(self, now: View) -> tuple[Shift, ...]:
        """The verdicts that are other ones now."""
        return shifts(self.card, now.scorecard)


def before(view: View) -> Before | None:
    """The newest meeting that had frozen no later figures than those shown, else the period before.

    Who sees one locality only sees no meetings, and always the period before.
    None in the plan's first period, when nobody had met yet.
    """
    meetings = view.meetings() if may(view.actor, "province.read") else ()
    for one in meetings:
        earlier = one.moment.as_of <= view.as_of and one.period <= view.period
        if earlier and (view.meeting is None or one.held_at < view.meeting.held_at):
            return Before(view.at(one), met=True)
    if view.period <= view.plan.regime.first or view.period > view.plan.regime.last:
        return None
    last = view.period.shifted(-1)
    return Before(replace(view, state=replace(view.state, period=last), period=last), met=False)
