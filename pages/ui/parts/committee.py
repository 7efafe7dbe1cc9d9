"""What the committee decided and asked, as the viewer may see it: at the moment shown, and now.

A figure is shown as of a moment, and what was asked about it with it. What somebody has to do is
about now, whatever the address says; so is every form.
"""

from __future__ import annotations

from datetime import date

from data_loaders.model import Decision, ExplanationRequest, Moment, Period
from data_loaders.service import decisions as frozen_decisions
from data_loaders.service import explanations as frozen_explanations
from pages.ui.frame.view import View
from pages.ui.reads.cache import kept
from pages.ui.reads.figures import context


@kept(64)
def _decisions(moment: Moment) -> tuple[Decision, ...]:
    return frozen_decisions.decisions(context().store, as_of=moment.as_of, upto=moment.revision)


@kept(64)
def _requests(moment: Moment) -> tuple[ExplanationRequest, ...]:
    return frozen_explanations.requests(context(), as_of=moment.as_of, upto=moment.revision)


def decided(view: View, moment: Moment | None = None) -> tuple[Decision, ...]:
    """The decisions as they stood at a moment; by default at the one shown."""
    return frozen_decisions.seen_by(view.actor, _decisions(moment or view.moment))


def asked(view: View, moment: Moment | None = None) -> tuple[ExplanationRequest, ...]:
    """The requests to explain, with their answers, as they stood at a moment."""
    return frozen_explanations.seen_by(view.actor, _requests(moment or view.moment))


def about(
    view: View, unit_id: str, target_id: str, period: Period
) -> tuple[ExplanationRequest, ...]:
    """The requests about one figure, the oldest first."""
    figure = (unit_id, target_id, period)
    return tuple(one for one in asked(view) if (one.unit_id, one.target_id, one.period) == figure)


def today(view: View, moment: Moment | None = None) -> date:
    """The day of a moment where the plan is run; by default of the one shown."""
    return view.context.regime.day_of((moment or view.moment).as_of)


def target_name(view: View, target_id: str) -> str:
    """The target's name; its id where a later plan file has no such target."""
    target = view.plan.by_id.get(target_id)
    return target_id if target is None else target.name(view.state.language)


def unit_name(view: View, unit_id: str) -> str:
    """The locality's name; its id where the register of the moment has none."""
    unit = view.register.by_id.get(unit_id)
    return unit_id if unit is None else unit.full_name


def about_now(view: View) -> bool:
    """Whether the page shows the present, so that something can be said about it."""
    return view.meeting is None and view.state.as_of is None
