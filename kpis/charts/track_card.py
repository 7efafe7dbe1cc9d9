"""A track as the drawing of a report card: the progress chart without a script.

A locality's page shows nine of them at once. Drawn by a library in the browser they keep a small
computer busy for seconds before the first sentence stands; as a picture that comes with the
sentences they are there at once, as wide as their place, and print. The picture is an SVG image;
what is written in it stands over it as the page's own text, in its letters and colours. Places
across are shares of the plot's width, heights are pixels.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from math import ceil, floor

from data_loaders.model import Period
from data_loaders.model.formats import integer, translator
from kpis.charts.frame import ACTUAL, GOAL, GRID, LINE
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import (
    Scale,
    drawn,
    goal_said,
    labelled,
    pace_said,
    places_said,
    scale_of,
    tick_step,
    written,
)
from kpis.model import Language

TALL = 156
"""Pixels of the plot; with the words above and below it two cards fit on a screen of 768."""

_STROKES = {
    "grid": f'stroke="{GRID}" stroke-width="1"',
    "line": f'stroke="{LINE}" stroke-width="2" stroke-dasharray="8 6"',
    "ahead": f'stroke="{GOAL}" stroke-width="2.5" stroke-dasharray=".1 6" stroke-linecap="round"',
    "actual": f'stroke="{ACTUAL}" stroke-width="3" stroke-linecap="round"',
}

_Place = tuple[int, Number]
"""A position and the number there."""


def draw(track: Track, language: Language, *, sentence: str) -> str:
    """The drawing as HTML; who does not see it is read the sentence. ``theme.css`` places it."""
    scale = scale_of(track, from_zero=True)
    words = "".join(
        (
            *_numbers(track, scale, language),
            *_periods(track),
            *_figures(track, scale, language),
        )
    )
    return (
        f'<div class="way" role="img" aria-label="{escape(sentence)}"><div class="plot">'
        f'<img alt="" src="{_picture(track, scale)}">{words}</div>'
        f'<div class="key">{"".join(_key(track, language))}</div></div>'
    )


def _picture(track: Track, scale: Scale) -> str:
    marks = "".join(
        (
            *_gaps(track),
            *_grid(scale),
            *_ways("line", track.line, track, scale),
            *_ahead(track, scale),
            *_ways("actual", track.actual, track, scale),
            *_dots(track, scale),
        )
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">{marks}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _x(position: float, track: Track) -> str:
    """A share of the plot's width; half a step of room at both ends."""
    return f"{100 * (position + 0.4) / (len(track.periods) - 0.2):.2f}%"


def _y(number: float, scale: Scale) -> float:
    """Pixels from the plot's upper edge."""
    return round(TALL * (scale.high - number) / (scale.high - scale.low), 1)


def _at(number: Number, track: Track, scale: Scale) -> float:
    return _y(drawn(number, track) or 0.0, scale)


def _segment(kind: str, start: tuple[str, float], end: tuple[str, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    return f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" {_STROKES[kind]}/>'


def _round_numbers(scale: Scale) -> range:
    """The numbers that have a line across and stand beside the axis."""
    first = ceil(scale.low / scale.step) * scale.step
    return range(first, floor(scale.high) + 1, scale.step)


def _gaps(track: Track) -> Iterator[str]:
    """A grey band over every period in which not all of these localities counted."""
    wide = f"{80 / (len(track.periods) - 0.2):.2f}%"
    for position, _ in track.gaps:
        left = _x(position - 0.4, track)
        yield f'<rect x="{left}" y="0" width="{wide}" height="100%" fill="{GRID}"/>'


def _grid(scale: Scale) -> Iterator[str]:
    for number in _round_numbers(scale):
        yield _segment("grid", ("0", _y(number, scale)), ("100%", _y(number, scale)))


def _ways(kind: str, numbers: Sequence[Number | None], track: Track, scale: Scale) -> Iterator[str]:
    """Lines through the numbers, broken where there is none."""
    for way in _corners(numbers):
        places = [(_x(at, track), _at(number, track, scale)) for at, number in way]
        for start, end in pairwise(places):
            yield _segment(kind, start, end)


def _corners(numbers: Sequence[Number | None]) -> list[list[_Place]]:
    """Where each way begins, turns and ends: a straight one has two places, however long it is."""
    ways: list[list[_Place]] = [[]]
    for at, number in enumerate(numbers):
        way = ways[-1]
        if number is None:
            ways.append([])
        elif len(way) > 1 and _straight(way[-2], way[-1], (at, number)):
            way[-1] = (at, number)
        else:
            way.append((at, number))
    return ways


def _straight(first: _Place, middle: _Place, last: _Place) -> bool:
    run, rise = middle[0] - first[0], middle[1] - first[1]
    return (last[1] - middle[1]) * run == rise * (last[0] - middle[0])


def _ahead(track: Track, scale: Scale) -> Iterator[str]:
    """From the figure of now straight to the target: the pace needed."""
    if track.pace is not None and track.now is not None and track.goal is not None:
        here = (_x(track.at, track), _at(track.now, track, scale))
        there = (_x(len(track.periods) - 1, track), _at(track.goal, track, scale))
        yield _segment("ahead", here, there)


def _dots(track: Track, scale: Scale) -> Iterator[str]:
    """A dot for every figure, a large one for now; hollow one that is on nobody's way."""
    for at, number in enumerate(track.actual):
        if number is not None:
            yield _dot(at, _at(number, track, scale), track, size=5 if at == track.at else 2.5)
    if track.apart is not None:
        yield _dot(track.at, _at(track.apart, track, scale), track, size=5, hollow=True)


def _dot(at: int, y: float, track: Track, *, size: float, hollow: bool = False) -> str:
    return (
        f'<circle cx="{_x(at, track)}" cy="{y}" r="{size}"'
        f' stroke="{ACTUAL}" stroke-width="2" fill="{"#FFF" if hollow else ACTUAL}"/>'
    )


def _text(kind: str, x: str, y: float, said: str) -> str:
    return f'<span class="{kind}" style="left:{x};top:{round(y, 1)}px">{escape(said)}</span>'


def _numbers(track: Track, scale: Scale, language: Language) -> Iterator[str]:
    for number in _round_numbers(scale):
        said = integer(number, language) + ("%" if track.share else "")
        yield _text("number", "0", _y(number, scale), said)


def _periods(track: Track) -> Iterator[str]:
    """Periods under the axis; in ever narrower places every other, every fourth, the last alone."""
    last, step = len(track.periods) - 1, tick_step(track)
    for number, position in enumerate(range(last, -1, -step)):
        apart = "odd" if number % 2 else "half" if number % 4 else "fourth" if number else "last"
        yield _text(f"period {apart}", _x(position, track), TALL, _period(track.periods[position]))


def _period(period: Period) -> str:
    return f"{period.month}/{period.year % 100:02d}"


def _key(track: Track, language: Language) -> Iterator[str]:
    """What each kind of mark is, under the plot: there no name meets a line, however narrow."""
    _ = translator(language)
    if said := places_said(track, language):
        yield f'<span class="places">{escape(said)}</span>'
    yield f'<span class="actual">{escape(_("Thực hiện").lower())}</span>'
    if any(number is not None for number in track.line):
        yield f'<span class="line">{escape(_("Đường tiến độ").lower())}</span>'
    if said := pace_said(track, language):
        yield f'<span class="ahead">{escape(said)}</span>'
    if track.goal is not None and track.deadline in track.periods:
        yield f'<span class="goal">{escape(_("Số cần đạt").lower())}</span>'


def _figures(track: Track, scale: Scale, language: Language) -> Iterator[str]:
    """The figure of now over its dot; the target at its deadline, where the style sets its mark.

    Where now's is missing, the last known one with its period, so that nobody takes it for now's.
    """
    if track.apart is not None:
        said = written(track.apart, track, language)
        yield _text("now", _x(track.at, track), _at(track.apart, track, scale), said)
    for at in sorted(labelled(track)):
        number = track.actual[at]
        if number is not None:
            said = written(number, track, language)
            if at != track.at:
                said = f"{_period(track.periods[at])}: {said}"
            yield _text("now", _x(at, track), _at(number, track, scale), said)
    if track.goal is not None and track.deadline in track.periods:
        x = _x(track.periods.index(track.deadline), track)
        yield _text("goal", x, _at(track.goal, track, scale), goal_said(track, language))
