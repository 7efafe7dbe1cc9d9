"""Localities as dots on one scale, each with its counts and with what it must reach itself.

Only who may be ranked is drawn (:func:`kpis.comparison.compare`): a share of a handful would look
as sure as a share of hundreds. The mark of each is its own whole number needed over its own base,
so that 9 of 12 is held against 10 of 12 and not against 80 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kpis.charts.frame import ACTUAL, AXIS, GOAL, GRID, LINE, Chart, layout, round_step
from kpis.comparison import Comparison, Position, position, position_needed
from kpis.model import Language, Result
from kpis.words.verdicts import integer, translator, verdict_symbol, verdict_word

ROW = 46
"""Pixels a locality takes: its name and counts, and under them its line."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One locality: its name, its verdict's symbol and word, its counts as ``text``.

    ``at`` and ``needed`` as :func:`kpis.comparison.position` has them.
    """

    name: str
    symbol: str
    word: str
    at: Position
    needed: Position | None
    text: str


@dataclass(frozen=True, slots=True)
class Dots:
    """What is drawn, from top to bottom. ``share``: positions are fractions of one."""

    rows: tuple[Dot, ...]
    share: bool
    within: bool
    """Whether a position cannot leave 0 to 1: a part of a whole."""


def dots_of(
    comparison: Comparison,
    province: Result | None,
    names: Mapping[str, str],
    language: Language,
) -> Dots | None:
    """The dots of those who may be ranked, under the province where it shares their scale.

    None where there is nothing to compare: fewer than two, or nothing happened anywhere.
    """
    if len(comparison.ranked) < 2:
        return None
    first = comparison.ranked[0]
    counts = first.denominator is None and first.base is None
    if counts and not any(one.numerator for one in comparison.ranked):
        return None
    above = () if counts or province is None or position(province) is None else (province,)
    rows = tuple(_dot(one, names, language) for one in (*above, *comparison.ranked))
    return Dots(rows, share=not counts, within=first.denominator is not None)


def _dot(result: Result, names: Mapping[str, str], language: Language) -> Dot:
    at = position(result)
    if at is None:
        raise AssertionError("only who has a position is drawn")
    return Dot(
        name=names[result.unit_id],
        symbol=verdict_symbol(result.verdict),
        word=verdict_word(result.verdict, language),
        at=at,
        needed=position_needed(result),
        text=_counts(result, language) + _needed(result, language),
    )


def _counts(result: Result, language: Language) -> str:
    """``10/14``; against a base ``190 → 191``; the count alone of what must not happen."""
    now = integer(result.numerator, language)
    if result.denominator is not None:
        return f"{now}/{integer(result.denominator, language)}"
    return now if result.base is None else f"{integer(result.base, language)} → {now}"


def _needed(result: Result, language: Language) -> str:
    """The whole number needed; where nothing may happen it is said of nobody alone."""
    _ = translator(language)
    if not result.needed:
        return ""
    text = _(", cần {needed}") if result.more_is_better else _(", không quá {needed}")
    return text.format(needed=integer(result.needed, language))


def sentence(dots: Dots, language: Language) -> str:
    """The chart for whoever does not see it: every locality from the top, with its counts."""
    _ = translator(language)
    rows = "; ".join(f"{dot.name} {dot.text} ({dot.word.lower()})" for dot in dots.rows)
    return _("Từ trên xuống: {rows}.").format(rows=rows)


def draw(dots: Dots, language: Language) -> Chart:
    """The figure: a dot for the figure, an upright mark for what is needed."""
    rows = list(range(len(dots.rows), 0, -1))
    figure = go.Figure()
    needed = [_drawn(dot.needed, dots) for dot in dots.rows]
    if any(number is not None for number in needed):
        figure.add_trace(
            _marks(needed, rows, {"symbol": "line-ns", "size": 18, "line": _ink(GOAL, 3)})
        )
    at = [_drawn(dot.at, dots) for dot in dots.rows]
    figure.add_trace(_marks(at, rows, {"symbol": "circle", "size": 12, "color": ACTUAL}))
    figure.update_layout(**_layout(dots, [n for n in (*at, *needed) if n is not None], language))
    return figure


def _ink(color: str, width: int) -> dict[str, Any]:
    return {"color": color, "width": width}


def _marks(
    numbers: Sequence[float | None], rows: Sequence[int], marker: dict[str, Any]
) -> go.Scatter:
    return go.Scatter(
        x=list(numbers), y=list(rows), mode="markers", marker=marker, hoverinfo="skip"
    )


def _drawn(number: Position | None, dots: Dots) -> float | None:
    if number is None:
        return None
    return round(float(number * 100 if dots.share else number), 2)


def _layout(dots: Dots, numbers: Sequence[float], language: Language) -> dict[str, Any]:
    low, high = min(numbers), max(numbers)
    room = max(high - low, 1.0) * 0.08
    top = 100.5 if dots.within else high + room
    count = len(dots.rows)
    return {
        **layout(
            language,
            height=ROW * count + 40,
            margin={"l": 8, "r": 16, "t": 6, "b": 30},
        ),
        "annotations": [_name(dot, count - i) for i, dot in enumerate(dots.rows)],
        "shapes": [_rail(count - i) for i in range(count)],
        "xaxis": {
            **AXIS,
            "range": [low - room, min(high + room, top) if dots.within else top],
            "dtick": round_step(high - low + 2 * room),
            "ticksuffix": "%" if dots.share else "",
            "tickformat": "+,.0f" if dots.share and not dots.within else ",.0f",
            "tickfont": {"size": 12},
            "showgrid": True,
            "gridcolor": GRID,
        },
        "yaxis": {**AXIS, "range": [0.4, count + 0.85], "showticklabels": False},
    }


def _name(dot: Dot, row: int) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": 0,
        "y": row,
        "yshift": 18,
        "text": f"{dot.symbol} <b>{dot.name}</b>  {dot.text}",
        "showarrow": False,
        "xanchor": "left",
        "font": {"size": 13},
    }


def _rail(row: int) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": row,
        "y1": row,
        "line": {"color": LINE, "width": 0.5},
        "layer": "below",
    }
