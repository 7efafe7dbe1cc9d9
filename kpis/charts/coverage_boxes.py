"""Under an axis of periods, a box each with how many localities are in it: full ones plain, others
filled. Where periods stand close only the boxes that are not full have a number, upright."""

from __future__ import annotations

from typing import Any

from data_loaders.model.formats import translator
from kpis.charts.frame import BOX, GRID
from kpis.charts.track import Coverage, Track
from kpis.charts.track_reading import coverage_said
from kpis.model import Language

BOTTOM = 62
"""Pixels under the plot: the names of the periods, then the boxes."""
CLOSE = 14
"""More periods than this, and what stands at one of them has room upright only."""
ROOM = 4
"""Periods to come that leave room for words."""
_UNDER, _TALL, _UPRIGHT = 26, 20, 34

FULL, LACKING = "opacity:0.999", "opacity:0.998"
"""Mark the number of a full box and of another, so that a narrow screen can leave out the first and
write the second small (``page.css``): no class gets through to the drawing."""


def boxes(
    track: Track, plot: int, language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The boxes as shapes and their numbers as notes; ``plot``: the height of the plot in pixels.

    None of a single locality's way: it either reported or has no point.
    """
    if track.places is None:
        return [], []
    close = len(track.periods) > CLOSE
    known = [(at, one) for at, one in enumerate(track.coverage) if one is not None and one[1]]
    shapes = [_box(at, one, plot, _UPRIGHT if close else _TALL) for at, one in known]
    notes = [_number(at, one, plot, close=close) for at, one in known if not (close and _full(one))]
    return shapes, [*notes, *_named(track, known, plot, language)]


def _named(
    track: Track, known: list[tuple[int, Coverage]], plot: int, language: Language
) -> list[dict[str, Any]]:
    """What the numbers count, beside the last box, where periods to come leave room."""
    if not known or len(track.periods) - 1 - known[-1][0] < ROOM:
        return []
    tall = _UPRIGHT if len(track.periods) > CLOSE else _TALL
    _ = translator(language)
    said = _("địa phương đã có số liệu")
    return [
        {
            "x": known[-1][0] + 0.6,
            "yref": "paper",
            "y": round(-(_UNDER + tall / 2) / plot, 4),
            "xanchor": "left",
            "yanchor": "middle",
            "text": f'<span style="{FULL}">{said}</span>',
            "showarrow": False,
            "font": {"size": 12},
        }
    ]


def _full(coverage: Coverage) -> bool:
    return coverage[0] == coverage[1]


def _box(at: int, coverage: Coverage, plot: int, tall: int) -> dict[str, Any]:
    return {
        "type": "rect",
        "yref": "paper",
        "x0": at - 0.47,
        "x1": at + 0.47,
        "y0": round(-_UNDER / plot, 4),
        "y1": round(-(_UNDER + tall) / plot, 4),
        "fillcolor": "rgba(0,0,0,0)" if _full(coverage) else BOX,
        "line": {"color": GRID, "width": 1},
    }


def _number(at: int, coverage: Coverage, plot: int, *, close: bool) -> dict[str, Any]:
    said = coverage_said(coverage)
    middle = _UNDER + (_UPRIGHT if close else _TALL) / 2
    full = _full(coverage)
    return {
        "x": at,
        "yref": "paper",
        "y": round(-middle / plot, 4),
        "yanchor": "middle",
        "text": f'<span style="{FULL if full else LACKING}">{said}</span>',
        "textangle": -90 if close else 0,
        "showarrow": False,
        "font": {"size": 12},
    }
