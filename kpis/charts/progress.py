"""The progress chart: actual against line, target and deadline, readable without hovering."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

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
from kpis.charts.track import Number, Track
from kpis.language import decimal, pace, percent, period_name, translator
from kpis.model import Language

HEIGHT = 200
"""Pixels: two charts and their sentences fit on a screen of 768."""


def draw(track: Track, language: Language) -> Chart:
    """The figure of a track. Labels stand at the lines; the legend is not needed."""
    figure = go.Figure()
    figure.add_trace(_line(track, language))
    figure.add_trace(_actual(track, language))
    if track.goal is not None and track.deadline is not None:
        if track.pace is not None:
            figure.add_trace(_ahead(track))
        figure.add_trace(_goal(track, language))
    figure.update_layout(**_layout(track, language))
    return figure


def written(number: Number | None, *, share: bool, language: Language) -> str:
    """A number of the chart as text: a count, or a percentage with one decimal.

    A line between two counts keeps a decimal: rounded, it would contradict the count that the
    printed arithmetic asks for, which is the line's floor or ceiling, as the target's rule has it.
    """
    if number is None:
        return ""
    if share:
        return percent(Fraction(number), language)
    return decimal(number, language, places=0 if number == int(number) else 1)


def _value(number: Number | None, track: Track) -> float | None:
    """A float for drawing; a share becomes percent."""
    if number is None:
        return None
    return round(float(number * 100 if track.share else number), 2)


def _actual(track: Track, language: Language) -> go.Scatter:
    _ = translator(language)
    last = max(i for i, number in enumerate(track.actual) if number is not None)
    labels = [
        written(n, share=track.share, language=language) if i in {track.at, last} else ""
        for i, n in enumerate(track.actual)
    ]
    return go.Scatter(
        x=list(range(len(track.periods))),
        y=[_value(number, track) for number in track.actual],
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
    """The figure of now larger; hollow where localities are missing from a figure."""
    every = range(len(track.periods))
    if not track.partial:
        return {"size": [10 if i == track.at else 5 for i in every]}
    return {
        "size": [10 if i == track.at else 8 if i in track.partial else 5 for i in every],
        "symbol": ["circle-open" if i in track.partial else "circle" for i in every],
        "line": {"width": [2 if i in track.partial else 0 for i in every]},
    }


def _line(track: Track, language: Language) -> go.Scatter:
    _ = translator(language)
    return go.Scatter(
        x=list(range(len(track.periods))),
        y=[_value(number, track) for number in track.line],
        mode="lines",
        line={"color": LINE, "width": 2, "dash": "dash"},
        hovertemplate="%{customdata}<extra></extra>",
        customdata=_said(track, track.line, _("Đường tiến độ"), language),
    )


def _line_name(track: Track, language: Language) -> list[dict[str, Any]]:
    """The line's name, from halfway to the deadline on, on the side that the line leaves free.

    There it meets neither the figure of now, which stands before it, nor the line itself.
    """
    last = len(track.periods) - 1
    at = (track.at + last + 1) // 2
    here, end = track.line[at], track.line[last]
    if last - track.at < 3 or here is None or end is None:
        return []
    _ = translator(language)
    return [
        {
            "x": at,
            "y": _value(here, track),
            "text": _("Đường tiến độ").lower(),
            "showarrow": False,
            "xanchor": "center" if end == here else "left",
            "yanchor": "top" if end > here else "bottom",
            "yshift": -2 if end > here else 2,
            "font": {"color": LINE, "size": 12},
        }
    ]


def _ahead(track: Track) -> go.Scatter:
    """From the figure of now straight to the target: the pace needed."""
    return go.Scatter(
        x=[track.at, len(track.periods) - 1],
        y=[_value(track.now, track), _value(track.goal, track)],
        mode="lines",
        line={"color": GOAL, "width": 2, "dash": "dot"},
        hoverinfo="skip",
    )


def _pace_name(track: Track, language: Language) -> list[dict[str, Any]]:
    """The pace needed in words, in the corner beside the deadline that the lines leave free."""
    if track.pace is None:
        return []
    rising = track.pace > 0
    _ = translator(language)
    text = _("cần thêm {pace} mỗi kỳ") if rising else _("cần giảm {pace} mỗi kỳ")
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": 1,
            "y": 0 if rising else 1,
            "text": text.format(pace=pace(abs(track.pace), language)),
            "showarrow": False,
            "xanchor": "right",
            "yanchor": "bottom" if rising else "top",
            "font": {"color": GOAL, "size": 12},
        }
    ]


def _goal(track: Track, language: Language) -> go.Scatter:
    """The target as a mark at its deadline, with its number."""
    position = track.periods.index(track.deadline) if track.deadline in track.periods else -1
    number = written(track.goal, share=track.share, language=language)
    return go.Scatter(
        x=[position],
        y=[_value(track.goal, track)],
        mode="markers+text",
        text=[f"<b>{track.sign} {number}</b>"],
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
    said = (written(n, share=track.share, language=language) for n in numbers)
    return [
        f"{period_name(period, language)}: {name} {number}" if number else ""
        for period, number in zip(track.periods, said, strict=True)
    ]


def _layout(track: Track, language: Language) -> dict[str, Any]:
    step = 1 if len(track.periods) <= 14 else 3
    marks = [number for number in (*track.actual, *track.line, track.goal) if number is not None]
    low, high = float(min(marks)), float(max(marks))
    if track.share:
        low, high = low * 100, high * 100
    room = max(high - low, 1.0) * 0.18
    return {
        **layout(language, height=HEIGHT, margin={"l": 46, "r": 64, "t": 14, "b": 28}),
        "annotations": [*_line_name(track, language), *_pace_name(track, language)],
        "xaxis": {
            **period_ticks(track.periods, step=step),
            "range": [-0.4, len(track.periods) - 0.6],
        },
        "yaxis": {
            **AXIS,
            "range": [max(0.0, low - room) if low else -room / 4, high + room],
            "dtick": round_step(high - low),
            "tick0": 0,
            "tickformat": ",.0f",
            "ticksuffix": "%" if track.share else "",
            "showgrid": True,
            "gridcolor": GRID,
        },
    }
