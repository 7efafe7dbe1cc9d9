"""Cohorts as steps: how many areas of each year had been recognised by when."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from data_loaders.model import Period
from data_loaders.model.formats import integer, period_name, translator
from kpis.charts.frame import (
    ACTUAL,
    AXIS,
    GOAL,
    GRID,
    LINE,
    Chart,
    layout,
    period_ticks,
    round_step,
)
from kpis.cohorts import Cohort, Cohorts
from kpis.model import Language

HEIGHT = 240
_STYLES = ((ACTUAL, "solid"), (GOAL, "dash"), (LINE, "dot"))
"""Apart in colour and in dash, so that they stay apart in black and white."""


def draw(found: Cohorts, language: Language) -> Chart:
    """A stepped line per cohort, named at its end with recognised of chosen."""
    figure = go.Figure()
    for number, cohort in enumerate(found.cohorts):
        color, dash = _STYLES[number % len(_STYLES)]
        figure.add_trace(
            go.Scatter(
                x=list(range(len(found.periods))),
                y=[
                    count if period.year >= cohort.cohort else None
                    for period, count in zip(found.periods, cohort.way, strict=True)
                ],
                mode="lines",
                line={"color": color, "width": 3, "dash": dash, "shape": "hv"},
                hoverinfo="skip",
            )
        )
    figure.update_layout(**_layout(found, language))
    return figure


def sentence(found: Cohorts, language: Language) -> str:
    """The chart for whoever does not see it: each cohort at the ends of the years and now."""
    said = "; ".join(_said(cohort, found, language) for cohort in found.cohorts)
    return f"{said}."


def _said(cohort: Cohort, found: Cohorts, language: Language) -> str:
    _ = translator(language)
    at = ", ".join(
        _("đến {period} được {count}").format(
            period=period_name(found.periods[i], language), count=integer(cohort.way[i], language)
        )
        for i in milestones(found.periods)
        if found.periods[i].year >= cohort.cohort
    )
    text = _("Địa bàn chọn năm {year}: {way}, trong số {chosen}")
    return text.format(year=cohort.cohort, way=at, chosen=cohort.chosen)


def milestones(periods: tuple[Period, ...]) -> tuple[int, ...]:
    """Positions of the ends of years, and of the last period."""
    ends = [i for i, period in enumerate(periods) if period.month == 12]
    return tuple(dict.fromkeys([*ends, len(periods) - 1])) if periods else ()


def _layout(found: Cohorts, language: Language) -> dict[str, Any]:
    last, high = len(found.periods) - 1, max(max(cohort.way) for cohort in found.cohorts)
    return {
        **layout(language, height=HEIGHT, margin={"l": 34, "r": 96, "t": 14, "b": 28}),
        "annotations": _names(found, language, room=max(high, 1)),
        "xaxis": {**period_ticks(found.periods, step=3), "range": [-0.4, last]},
        "yaxis": {
            **AXIS,
            "range": [-0.06 * max(high, 1), 1.12 * max(high, 1)],
            "dtick": round_step(high),
            "tick0": 0,
            "tickformat": ",.0f",
            "showgrid": True,
            "gridcolor": GRID,
        },
    }


def _names(found: Cohorts, language: Language, *, room: int) -> list[dict[str, Any]]:
    """At the ends of the lines, moved apart where lines end at the same height."""
    ends = sorted((cohort.way[-1], number) for number, cohort in enumerate(found.cohorts))
    least, placed = -1.0, []
    for height, number in ends:
        at = max(float(height), least)
        least = at + 0.1 * room
        placed.append(_name(found.cohorts[number], number, at, language))
    return placed


def _name(cohort: Cohort, number: int, at: float, language: Language) -> dict[str, Any]:
    _ = translator(language)
    text = _("chọn {year}: {part}/{whole}")
    return {
        "xref": "paper",
        "x": 1,
        "y": round(at, 2),
        "xanchor": "left",
        "xshift": 4,
        "text": text.format(year=cohort.cohort, part=cohort.way[-1], whole=cohort.chosen),
        "showarrow": False,
        "font": {"color": _STYLES[number % len(_STYLES)][0], "size": 12},
    }
