"""The way of each area of a locality: in which periods it was in which state."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.model import Area, AreaState, Facts, Period, Regime, periods_between


@dataclass(frozen=True, slots=True)
class AreaWay:
    """One area. ``last``: its row in the newest list; ``states``: at each of the periods, None
    where no report tells."""

    last: Area
    states: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class AreaWays:
    """A locality's areas over the plan's periods so far, in the order of its newest list.

    ``listed``: the period of that list; ``states``: those there are, in the order of the form.
    """

    periods: tuple[Period, ...]
    ways: tuple[AreaWay, ...]
    listed: Period | None
    states: tuple[AreaState, ...] = ()


def area_ways(facts: Facts, regime: Regime, *, unit_id: str, upto: Period) -> AreaWays:
    """The areas of a locality as its reports up to a period tell them.

    The newest list has them all, because an area is never removed from it.
    """
    periods = tuple(periods_between(regime.first, upto))
    lists = {
        period: {(area.commune_id, area.cohort): area for area in report.areas}
        for period in periods
        if (report := facts.report_seen(unit_id, period, upto)) is not None
    }
    listed = max(lists, default=None)
    if listed is None:
        return AreaWays(periods, (), None, regime.area_states)
    return AreaWays(
        periods,
        tuple(
            AreaWay(
                last,
                tuple(
                    found.state if (found := lists.get(period, {}).get(key)) else None
                    for period in periods
                ),
            )
            for key, last in lists[listed].items()
        ),
        listed,
        regime.area_states,
    )
