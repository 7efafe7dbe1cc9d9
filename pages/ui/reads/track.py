"""The cached reads of the ways of figures: as numbers and as a chart."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.model import Basis, Moment, Period
from kpis.charts.frame import Chart
from kpis.charts.progress import draw as draw_progress
from kpis.charts.track import Track, track_of
from kpis.model import Language
from kpis.prospect import Prospect, prospect
from kpis.series import series_to
from kpis.verdicts import judge
from pages.ui.reads.cache import kept
from pages.ui.reads.figures import counts, document, plan_of, scorecard


@kept(2048)
def track(
    moment: Moment, basis: Basis, period: Period, unit_id: str, target_id: str
) -> Track | None:
    """The way of one figure to its deadline; ids are the register's and the plan's, never typed."""
    known, plan = counts(moment, basis), plan_of(moment)
    shown = min(period, plan.regime.last)
    if unit_id != known.province_id and unit_id not in known.localities(shown):
        return None
    kept_there, target = document(moment, basis), plan.target(target_id)
    if kept_there is not None and shown == kept_there.period:
        result = kept_there.card.of(unit_id, target_id)
        found = kept_there.series_of(result)
    else:
        result = judge(known, target, unit_id=unit_id, period=shown)
        found = series_to(known, result)
    return None if found is None else track_of(found, result, target, plan)


@kept(2048)
def progress_chart(
    moment: Moment,
    basis: Basis,
    period: Period,
    unit_id: str,
    target_id: str,
    language: Language,
) -> Chart | None:
    """The finished figure of a track, drawn once for everybody."""
    found = track(moment, basis, period, unit_id, target_id)
    if found is None:
        return None
    card = scorecard(moment, basis, period)
    return draw_progress(found, language, card.of(unit_id, target_id).forecast)


@kept(1024)
def ahead(moment: Moment, basis: Basis, period: Period, unit_id: str, target_id: str) -> Prospect:
    """What lies ahead of a figure; nothing where those who froze it judged by a former law."""
    known, target = counts(moment, basis), plan_of(moment).target(target_id)
    found = prospect(known, target, unit_id=unit_id, period=period)
    shown, complete = scorecard(moment, basis, period).of(unit_id, target_id), found.complete
    if complete is None:
        return found
    told = None if shown.bounds is None else (shown.bounds.low, shown.bounds.high)
    return found if told == (complete.low, complete.high) else replace(found, complete=None)
