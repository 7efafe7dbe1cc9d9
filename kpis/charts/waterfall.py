"""From one figure to another in steps: what each thing that happened added or took away.

Rise and fall have a colour each and a sign; neither is good or bad in itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from data_loaders.model.formats import translator
from kpis.charts.frame import ACTUAL, AXIS, GOAL, GRID, LINE, Chart, layout, round_step
from kpis.model import Language
from kpis.movement.model import Cause, Measure, Movement, Part
from kpis.movement.parts import Names, part_text
from kpis.movement.words import amount, cause_word, level, printed, step_of

ROW = 40
"""Pixels a step takes: its name, and under it its bar."""
MOST = 9
"""Steps by name; what is smaller is one step of its cause."""
LONGEST = 110
"""Letters of a name that fit on a line; the table has it whole."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One step: its name and amount as text, and from where to where it goes.

    ``start``, ``end``: counts, or tenths of a percent, as they are printed; equal in a ``total``.
    """

    name: str
    text: str
    start: int
    end: int
    total: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The bars from top to bottom: the figure before, the steps, the figure after."""

    bars: tuple[Bar, ...]
    share: bool


def waterfall_of(
    movement: Movement,
    measure: Measure,
    names: Names,
    language: Language,
    held: tuple[Fraction, ...],
) -> Waterfall | None:
    """The steps of one number; None where nothing moved it.

    ``held``: the shares that the target holds its value against.
    """
    moved = movement.moved(measure)
    if not moved:
        return None
    _ = translator(language)
    before, after = (one.get(measure) for one in (movement.start, movement.end))
    at = printed(before, measure)
    bars = [Bar(_("Trước"), level(before, measure, language, held), at, at, total=True)]
    for name, by in _steps(moved, measure, names, language):
        bars.append(Bar(name, amount(by, measure, language), at, at + by))
        at += by
    bars.append(Bar(_("Nay"), level(after, measure, language, held), at, at, total=True))
    return Waterfall(tuple(bars), share=measure is Measure.VALUE)


def _steps(
    moved: Sequence[Part], measure: Measure, names: Names, language: Language
) -> list[tuple[str, int]]:
    """Name and printed amount of each step, cause by cause; the small ones of a cause together."""
    _ = translator(language)
    ranked = sorted(moved, key=lambda part: -abs(part.change(measure)))
    named = ranked if len(ranked) <= MOST else ranked[: MOST - 1]
    found = []
    for cause in Cause:
        of_cause = [part for part in moved if part.cause is cause]
        small = [part for part in of_cause if part not in named]
        if len(small) == 1:
            small = []
        found += [
            (part_text(part, names, language), step_of(part, measure))
            for part in of_cause
            if part not in small
        ]
        if small:
            text = _("{cause}: {count} phần nhỏ hơn")
            name = text.format(cause=cause_word(cause, language), count=len(small))
            found.append((name, sum(step_of(part, measure) for part in small)))
    return found


def sentence(found: Waterfall, language: Language) -> str:
    """The chart for whoever does not see it: every bar from the top with its number."""
    said = "; ".join(f"{bar.name} {bar.text}" for bar in found.bars)
    _ = translator(language)
    return _("Từ trên xuống: {rows}.").format(rows=said)


def draw(found: Waterfall, language: Language) -> Chart:
    """The figure: an upright mark for the figure before and after, a bar per step between them.

    A bar lies where the one before it ended. No bar stands for a whole, so the scale may begin
    anywhere: beside a share of 80 % a step of half a point would not be seen otherwise.
    """
    scale = 10 if found.share else 1
    rows = list(zip(found.bars, range(len(found.bars), 0, -1), strict=True))
    figure = go.Figure()
    figure.add_trace(_bars([(bar, row) for bar, row in rows if not bar.total], scale))
    totals = [(bar, row) for bar, row in rows if bar.total]
    figure.add_trace(
        go.Scatter(
            x=[bar.end / scale for bar, _ in totals],
            y=[row for _, row in totals],
            mode="markers",
            marker={"symbol": "line-ns", "size": 16, "line": {"color": LINE, "width": 4}},
            hoverinfo="skip",
        )
    )
    figure.update_layout(**_layout(found, language, scale))
    return figure


def _bars(rows: Sequence[tuple[Bar, int]], scale: int) -> go.Bar:
    """The outline lets a step too small to print be seen as a stroke."""
    colours = [ACTUAL if bar.end >= bar.start else GOAL for bar, _ in rows]
    return go.Bar(
        x=[(bar.end - bar.start) / scale for bar, _ in rows],
        base=[bar.start / scale for bar, _ in rows],
        y=[row for _, row in rows],
        orientation="h",
        width=0.34,
        marker={"color": colours, "line": {"color": colours, "width": 1}},
        hoverinfo="skip",
    )


def _layout(found: Waterfall, language: Language, scale: int) -> dict[str, Any]:
    ends = [end / scale for bar in found.bars for end in (bar.start, bar.end)]
    low, high = min(ends), max(ends)
    room = max(high - low, 1.0) * 0.06
    count = len(found.bars)
    return {
        **layout(language, height=ROW * count + 36, margin={"l": 8, "r": 16, "t": 6, "b": 28}),
        "annotations": [_label(bar, count - i) for i, bar in enumerate(found.bars)],
        "shapes": _links(found, count, scale),
        "xaxis": {
            **AXIS,
            "range": [low - room, high + room],
            "dtick": round_step(high - low),
            "ticksuffix": "%" if found.share else "",
            "tickformat": ",.0f",
            "tickfont": {"size": 12},
            "showgrid": True,
            "gridcolor": GRID,
            "showticklabels": high - low >= 1,
        },
        "yaxis": {**AXIS, "range": [0.6, count + 0.85], "showticklabels": False},
    }


def _label(bar: Bar, row: int) -> dict[str, Any]:
    name = bar.name if len(bar.name) <= LONGEST else f"{bar.name[: LONGEST - 1]}…"
    return {
        "xref": "paper",
        "x": 0,
        "y": row,
        "yshift": 16,
        "text": f"{name}  <b>{bar.text}</b>",
        "showarrow": False,
        "xanchor": "left",
        "font": {"size": 13},
    }


def _links(found: Waterfall, count: int, scale: int) -> list[dict[str, Any]]:
    """From the end of each bar down towards the next one, as far as to the next one's name."""
    return [
        {
            "type": "line",
            "x0": bar.end / scale,
            "x1": bar.end / scale,
            "y0": count - i - 0.17,
            "y1": count - i - 0.38,
            "line": {"color": LINE, "width": 1, "dash": "dot"},
            "layer": "below",
        }
        for i, bar in enumerate(found.bars[:-1])
    ]
