"""Areas as bars over the periods: the state told by each report, a gap where none tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from data_loaders.model import AreaState
from kpis.areas import AreaWay, AreaWays
from kpis.charts.frame import AXIS, Chart, layout, period_ticks
from kpis.language import period_name, translator
from kpis.model import Language

ROW = 46
"""Pixels an area takes: its name, and under it its bar."""

COLORS = {
    AreaState.UNDER_WAY: "#5B6773",
    AreaState.ACHIEVED: "#007A52",
    AreaState.NOT_ACHIEVED: "#E69F00",
    AreaState.RELAPSED: "#C43B4E",
}
"""Fills that show on a light and on a dark ground; a symbol and, in the key, a word stand with
each."""

_INK = {AreaState.NOT_ACHIEVED: "#1F1400"}
"""Of the symbol on the fill: white, but for amber."""

SYMBOLS = {
    AreaState.UNDER_WAY: "○",
    AreaState.ACHIEVED: "✓",
    AreaState.NOT_ACHIEVED: "△",
    AreaState.RELAPSED: "✕",
}


def state_name(state: AreaState, language: Language) -> str:
    """The state of an area in words."""
    _ = translator(language)
    return {
        AreaState.UNDER_WAY: _("đang chuyển hóa"),
        AreaState.ACHIEVED: _("đạt"),
        AreaState.NOT_ACHIEVED: _("chưa đạt"),
        AreaState.RELAPSED: _("tái phức tạp"),
    }[state]


def draw(found: AreaWays, names: Mapping[str, str], language: Language) -> Chart:
    """A row per area; each run of one state begins with its symbol."""
    figure = go.Figure()
    count = len(found.ways)
    for row, way in enumerate(found.ways):
        for state, first, last in runs(way):
            figure.add_trace(_bar(state, first, last, count - row))
    figure.update_layout(**_layout(found, names, language))
    return figure


def runs(way: AreaWay) -> Iterator[tuple[AreaState, int, int]]:
    """State, first and last position of each run of one state; gaps are left out."""
    for state, group in groupby(enumerate(way.states), key=lambda one: one[1]):
        positions = [position for position, _ in group]
        if state is not None:
            yield state, positions[0], positions[-1]


def sentence(found: AreaWays, names: Mapping[str, str], language: Language) -> str:
    """The chart for whoever does not see it: from when each area was in which state."""
    said = "; ".join(_said(way, found, names, language) for way in found.ways)
    return f"{said}."


def _said(way: AreaWay, found: AreaWays, names: Mapping[str, str], language: Language) -> str:
    _, told = translator(language), []
    before: AreaState | None = None
    for state, first, _last in runs(way):
        if state is not before:
            when = period_name(found.periods[first], language)
            told.append(
                _("{state} từ {period}").format(state=state_name(state, language), period=when)
            )
        before = state
    return f"{names[way.last.commune_id]} ({way.last.cohort}): {', '.join(told)}"


def _bar(state: AreaState, first: int, last: int, row: int) -> go.Scatter:
    return go.Scatter(
        x=[first - 0.4, last + 0.4],
        y=[row, row],
        mode="lines+text",
        line={"color": COLORS[state], "width": 16},
        text=[SYMBOLS[state], ""],
        textposition="middle right",
        textfont={"size": 13, "color": _INK.get(state, "#FFFFFF")},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _layout(found: AreaWays, names: Mapping[str, str], language: Language) -> dict[str, Any]:
    count, last = len(found.ways), len(found.periods) - 1
    return {
        **layout(language, height=ROW * count + 44, margin={"l": 8, "r": 12, "t": 8, "b": 28}),
        "annotations": [
            {
                "xref": "paper",
                "x": 0,
                "y": count - row,
                "yshift": 18,
                "xanchor": "left",
                "text": f"<b>{names[way.last.commune_id]}</b> ({way.last.cohort})",
                "showarrow": False,
                "font": {"size": 12},
            }
            for row, way in enumerate(found.ways)
        ],
        "xaxis": {**period_ticks(found.periods, step=3), "range": [-0.6, last + 0.6]},
        "yaxis": {**AXIS, "range": [0.5, count + 0.8], "showticklabels": False},
    }
