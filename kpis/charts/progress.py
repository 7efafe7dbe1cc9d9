"""The trend chart of one target: the way so far, the pace, the target, and where the paces lead.

Readable without pointing: numbers stand at the first figure, the figure of now, the target and the
forecast, and nowhere else. Under the axis a box a period says how many localities are in it; where
one of those drawn is missing the way is broken. What the head says (whose figures, a broken axis)
is :func:`kpis.charts.track_reading.places_said` and ``break_said``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from data_loaders.model.formats import translator
from kpis.charts.coverage_boxes import BOTTOM, boxes
from kpis.charts.frame import ACTUAL, AXIS, BAND, GOAL, GRID, LINE, Chart, layout, period_ticks
from kpis.charts.progress_labels import has_pace, labels
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import (
    Scale,
    drawn,
    point_said,
    scale_of,
    tick_step,
)
from kpis.law.aim import Forecast
from kpis.model import Language

HEIGHT = 318
"""Pixels: with the tiles over it, and what it says why beside it, it fits on a screen of 768."""
TOP = 12
PLOT = HEIGHT - TOP - BOTTOM


def draw(track: Track, language: Language, forecast: Forecast | None = None) -> Chart:
    """The figure of a track with its forecast. Labels stand at the lines; no legend is needed."""
    figure = go.Figure()
    if has_pace(track):
        figure.add_trace(_line(track, language))
    ahead = _ahead(track, forecast)
    if ahead is not None:
        figure.add_traces(_dots_ahead(track, ahead))
    figure.add_trace(_actual(track, language))
    if track.apart is not None:
        figure.add_trace(_apart(track, language))
    figure.update_layout(**_layout(track, ahead, language))
    return figure


def _ahead(track: Track, forecast: Forecast | None) -> Forecast | None:
    """The forecast, where it can be drawn: from a figure of now to a period of the axis."""
    if forecast is None or track.share or track.now is None:
        return None
    return forecast if forecast.at in track.periods else None


def _actual(track: Track, language: Language) -> go.Scatter:
    _ = translator(language)
    return go.Scatter(
        x=list(range(len(track.periods))),
        y=[drawn(number, track) for number in track.actual],
        mode="lines+markers",
        line={"color": ACTUAL, "width": 3},
        marker={"size": [12 if i == track.at else 6 for i in range(len(track.periods))]},
        connectgaps=False,
        hovertemplate="%{customdata}<extra></extra>",
        customdata=_said(track, track.actual, _("Thực hiện"), language),
        cliponaxis=False,
    )


def _apart(track: Track, language: Language) -> go.Scatter:
    """A figure of now that is on nobody's way: hollow, and joined to nothing."""
    _ = translator(language)
    said = point_said(track, track.at, track.apart or 0, _("Thực hiện"), language)
    return go.Scatter(
        x=[track.at],
        y=[drawn(track.apart, track)],
        mode="markers",
        marker={"size": 12, "symbol": "circle-open", "color": ACTUAL, "line": {"width": 2}},
        hovertemplate="%{customdata}<extra></extra>",
        customdata=[said],
        cliponaxis=False,
    )


def _line(track: Track, language: Language) -> go.Scatter:
    _ = translator(language)
    return go.Scatter(
        x=list(range(len(track.periods))),
        y=[drawn(number, track) for number in track.line],
        mode="lines",
        line={"color": LINE, "width": 1.5, "dash": "dash"},
        hovertemplate="%{customdata}<extra></extra>",
        customdata=_said(track, track.line, _("Đường tiến độ"), language),
    )


def _dots_ahead(track: Track, found: Forecast) -> list[go.Scatter]:
    """Dots from the figure of now to the forecast, and how far apart the paces lead."""
    end = track.periods.index(found.at)
    dots = go.Scatter(
        x=[track.at, end],
        y=[drawn(track.now, track), found.value],
        mode="lines",
        line={"color": GOAL, "width": 3, "dash": "dot"},
        hoverinfo="skip",
    )
    if found.low == found.high:
        return [dots]
    return [
        go.Scatter(
            x=[end, end],
            y=[found.low, found.high],
            mode="lines",
            line={"color": GOAL, "width": 9},
            opacity=0.45,
            hoverinfo="skip",
            cliponaxis=False,
        ),
        dots,
    ]


def _said(
    track: Track, numbers: Sequence[Number | None], name: str, language: Language
) -> list[str]:
    """What a pointer over a point reads: period, series, number; nothing where no point is."""
    return [
        "" if number is None else point_said(track, position, number, name, language)
        for position, number in enumerate(numbers)
    ]


def _layout(track: Track, ahead: Forecast | None, language: Language) -> dict[str, Any]:
    scale = scale_of(track)
    shapes, names = boxes(track, PLOT, language)
    return {
        **layout(language, height=HEIGHT, margin={"l": 52, "r": 104, "t": TOP, "b": BOTTOM}),
        "annotations": [*names, *labels(track, scale, ahead, language, PLOT)],
        "shapes": [*_band(track, scale), *_gaps(track), *_goal(track), *_zigzag(scale), *shapes],
        "xaxis": {
            **period_ticks(track.periods, step=tick_step(track)),
            "range": [-0.5, len(track.periods) - 0.5],
            "tickangle": 0,
        },
        "yaxis": {
            **AXIS,
            "range": [scale.low, scale.high],
            "dtick": scale.step,
            "tick0": 0,
            "tickformat": ",.0f",
            "ticksuffix": "%" if track.share else "",
            "tickfont": {"size": 12},
            "showgrid": True,
            "gridcolor": GRID,
        },
    }


def _band(track: Track, scale: Scale) -> Iterator[dict[str, Any]]:
    """What lies beyond the target."""
    goal = drawn(track.goal, track)
    if goal is not None:
        yield {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": goal,
            "y1": scale.high,
            "fillcolor": BAND,
            "line": {"width": 0},
            "layer": "below",
        }


def _goal(track: Track) -> Iterator[dict[str, Any]]:
    """The target, from end to end."""
    goal = drawn(track.goal, track)
    if goal is not None:
        line = {"color": GOAL, "width": 2}
        yield {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": goal,
            "y1": goal,
            "line": line,
            "layer": "below",
        }


def _gaps(track: Track) -> Iterator[dict[str, Any]]:
    """A grey band over every period in which not all of these localities counted."""
    for position, _ in track.gaps:
        yield {
            "type": "rect",
            "yref": "paper",
            "x0": position - 0.4,
            "x1": position + 0.4,
            "y0": 0,
            "y1": 1,
            "fillcolor": GRID,
            "line": {"width": 0},
            "layer": "below",
        }


def _zigzag(scale: Scale) -> Iterator[dict[str, Any]]:
    """The broken foot of an axis that does not begin at zero."""
    if scale.broken:
        path = "M 0,0 L 0,0.03 L -0.009,0.05 L 0.009,0.09 L 0,0.11 L 0,1"
        line = {"color": LINE, "width": 1.5}
        yield {"type": "path", "xref": "paper", "yref": "paper", "path": path, "line": line}
