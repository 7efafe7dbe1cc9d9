"""What every chart has in common: no decoration, the page's own ground and letters, one grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from data_loaders.model import Period
from kpis.model import Language

Chart = go.Figure
"""What a drawing function gives: pages pass it on without knowing who draws."""

ACTUAL = "#2F7FC1"
LINE = "#7A8794"
GOAL = "#B26A00"
"""One blue, one grey, one brown: each at least 3:1 on the light and on the dark ground."""

AXIS = {"showgrid": False, "zeroline": False, "fixedrange": True}
"""An axis that nobody can drag away."""

GRID = "rgba(122,135,148,0.25)"
BAND = "rgba(122,135,148,0.12)"
"""Beyond a target: grey enough on both grounds to be seen, and pale enough for what lies on it."""
BOX = "rgba(122,135,148,0.38)"
"""A period from which somebody is missing."""
_CLEAR = "rgba(0,0,0,0)"
_THICK = "[stroke-width]{stroke-width:3}"


def strokes(*, strong: bool) -> str:
    """The style of a picture whose lines are 3 pixels wide in high contrast.

    ``strong``: chosen on the page, whose own style does not reach into a picture; who asks the
    browser for more contrast has it without.
    """
    rule = _THICK if strong else f"@media(prefers-contrast:more){{{_THICK}}}"
    return f"<style>{rule}</style>"


def layout(language: Language, *, height: int, margin: dict[str, int]) -> dict[str, Any]:
    """The layout all charts begin with. ``height`` and ``margin`` in pixels."""
    return {
        "template": "none",
        "height": height,
        "margin": margin,
        "showlegend": False,
        "dragmode": False,
        "separators": ",." if language is Language.VI else ".,",
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
    }


def period_ticks(periods: Sequence[Period], *, step: int) -> dict[str, Any]:
    """Names of every so-manieth period under an axis, counted from the last, which has one."""
    last = len(periods) - 1
    shown = range(last % step, last + 1, step)
    return {
        **AXIS,
        "tickvals": list(shown),
        "ticktext": [f"{periods[i].month}/{periods[i].year % 100:02d}" for i in shown],
        "tickfont": {"size": 12},
    }


def round_step(height: float) -> int:
    """The distance between two grid lines: a round whole number that gives three to five lines."""
    return next((step for step in _ROUND if height <= 4 * step), int(height) // 4)


_ROUND = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
