"""The progress chart of one target: actual against line, target and deadline.

Where the way is broken a grey band stands, with how many localities counted then. It is
readable without hovering; :mod:`kpis.charts.track_card` draws the same for a report card.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from data_loaders.model.formats import translator
from kpis.charts.frame import (
    ACTUAL,
    AXIS,
    GOAL,
    GRID,
    LINE,
    Chart,
    layout,
    period_ticks,
)
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import (
    Scale,
    break_said,
    coverage_said,
    drawn,
    goal_said,
    labelled,
    line_name,
    pace_said,
    places_said,
    point_said,
    scale_of,
    tick_step,
    written,
)
from kpis.model import Language

HEIGHT = 220
"""Pixels: two charts and their sentences fit on a screen of 768."""
CLOSE = 14
"""More periods than this, and what stands at one of them has room upright only."""


def draw(track: Track, language: Language) -> Chart:
    """The figure of a track. Labels stand at the lines; the legend is not needed."""
    figure = go.Figure()
    figure.add_trace(_line(track, language))
    figure.add_trace(_actual(track, language))
    if track.apart is not None:
        figure.add_trace(_apart(track, language))
    if track.goal is not None and track.deadline is not None:
        if track.pace is not None:
            figure.add_trace(_ahead(track))
        figure.add_trace(_goal(track, language))
    figure.update_layout(**_layout(track, language))
    return figure


def _actual(track: Track, language: Language) -> go.Scatter:
    _ = translator(language)
    shown = labelled(track)
    labels = [
        written(n, track, language) if i in shown else ""
        for i, n in enumerate(track.actual)
    ]
    return go.Scatter(
        x=list(range(len(track.periods))),
        y=[drawn(number, track) for number in track.actual],
        mode="lines+markers+text",
        text=[f"<b>{label}</b>" if label else "" for label in labels],
        textposition="top center",
        textfont={"color": ACTUAL, "size": 14},
        line={"color": ACTUAL, "width": 3},
        marker=_markers(track),
        connectgaps=False,
        hovertemplate="%{customdata}<extra></extra>",
        customdata=_said(track, track.actual, _("Thực hiện"), language),
        cliponaxis=False,
    )


def _markers(track: Track) -> dict[str, Any]:
    """The figure of now larger."""
    return {"size": [10 if i == track.at else 5 for i in range(len(track.periods))]}


def _apart(track: Track, language: Language) -> go.Scatter:
    """A figure of now that is on nobody's way: hollow, and joined to nothing."""
    _ = translator(language)
    label = written(track.apart, track, language)
    said = point_said(track, track.at, track.apart or 0, _("Thực hiện"), language)
    return go.Scatter(
        x=[track.at],
        y=[drawn(track.apart, track)],
        mode="markers+text",
        text=[f"<b>{label}</b>"],
        textposition="top center",
        textfont={"color": ACTUAL, "size": 14},
        marker={"size": 10, "symbol": "circle-open", "color": ACTUAL, "line": {"width": 2}},
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
        line={"color": LINE, "width": 2, "dash": "dash"},
        hovertemplate="%{customdata}<extra></extra>",
        customdata=_said(track, track.line, _("Đường tiến độ"), language),
    )


def _line_name(track: Track, language: Language) -> list[dict[str, Any]]:
    found = line_name(track)
    if found is None:
        return []
    _ = translator(language)
    return [
        {
            "x": found.at,
            "y": drawn(found.number, track),
            "text": _("Đường tiến độ").lower(),
            "showarrow": False,
            "xanchor": "center" if found.level else "left",
            "yanchor": "top" if found.rising else "bottom",
            "yshift": -2 if found.rising else 2,
            "font": {"color": LINE, "size": 12},
        }
    ]


def _ahead(track: Track) -> go.Scatter:
    """From the figure of now straight to the target: the pace needed."""
    return go.Scatter(
        x=[track.at, len(track.periods) - 1],
        y=[drawn(track.now, track), drawn(track.goal, track)],
        mode="lines",
        line={"color": GOAL, "width": 2, "dash": "dot"},
        hoverinfo="skip",
    )


def _pace_name(track: Track, language: Language) -> list[dict[str, Any]]:
    """The pace needed in words, in the corner beside the deadline that the lines leave free."""
    if track.pace is None:
        return []
    rising = track.pace > 0
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": 1,
            "y": 0 if rising else 1,
            "text": pace_said(track, language),
            "showarrow": False,
            "xanchor": "right",
            "yanchor": "bottom" if rising else "top",
            "font": {"color": GOAL, "size": 12},
        }
    ]


def _goal(track: Track, language: Language) -> go.Scatter:
    """The target as a mark at its deadline, with its number."""
    position = track.periods.index(track.deadline) if track.deadline in track.periods else -1
    return go.Scatter(
        x=[position],
        y=[drawn(track.goal, track)],
        mode="markers+text",
        text=[f"<b>{goal_said(track, language)}</b>"],
        textposition="middle right",
        textfont={"color": GOAL, "size": 13},
        marker={"symbol": "diamond", "size": 12, "color": GOAL},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _said(
    track: Track, numbers: Sequence[Number | None], name: str, language: Language
) -> list[str]:
    """What a pointer over a point reads: period, series, number; nothing where no point is."""
    return [
        "" if number is None else point_said(track, position, number, name, language)
        for position, number in enumerate(numbers)
    ]


def _gaps(track: Track) -> list[dict[str, Any]]:
    """A grey band over every period in which not all of these localities counted."""
    return [
        {
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
        for position, _ in track.gaps
    ]


def _gap_names(track: Track) -> list[dict[str, Any]]:
    """How many counted then, upright in the band's upper end where periods stand close."""
    return [
        {
            "x": position,
            "yref": "paper",
            "y": 1,
            "yanchor": "top",
            "text": coverage_said(coverage),
            "textangle": 0 if len(track.periods) <= CLOSE else -90,
            "showarrow": False,
            "font": {"size": 12},
        }
        for position, coverage in track.gaps
    ]


def _head(track: Track, language: Language) -> list[dict[str, Any]]:
    """Over the plot, whose figures these are and that its axis is broken, where it is."""
    said = (places_said(track, language), break_said(track, scale_of(track), language))
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 1,
            "yshift": 20,
            "text": " · ".join(filter(None, said)),
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "middle",
            "font": {"size": 12},
        }
    ] * any(said)


def _zigzag(scale: Scale) -> list[dict[str, Any]]:
    """The broken foot of an axis that does not begin at zero."""
    if not scale.broken:
        return []
    path = "M 0,0 L 0,0.03 L -0.012,0.05 L 0.012,0.09 L 0,0.11 L 0,0.16"
    line = {"color": LINE, "width": 2}
    return [{"type": "path", "xref": "paper", "yref": "paper", "path": path, "line": line}]


def _layout(track: Track, language: Language) -> dict[str, Any]:
    scale = scale_of(track)
    return {
        **layout(language, height=HEIGHT, margin={"l": 46, "r": 64, "t": 34, "b": 28}),
        "annotations": [
            *_head(track, language),
            *_gap_names(track),
            *_line_name(track, language),
            *_pace_name(track, language),
        ],
        "shapes": [*_gaps(track), *_zigzag(scale)],
        "xaxis": {
            **period_ticks(track.periods, step=tick_step(track)),
            "range": [-0.4, len(track.periods) - 0.6],
        },
        "yaxis": {
            **AXIS,
            "range": [scale.low, scale.high],
            "dtick": scale.step,
            "tick0": 0,
            "tickformat": ",.0f",
            "ticksuffix": "%" if track.share else "",
            "showgrid": True,
            "gridcolor": GRID,
        },
    }
