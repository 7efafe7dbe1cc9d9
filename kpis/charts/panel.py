"""The way of a figure as a locality's panel shows it: the progress chart without a script.

A locality's page shows nine of them at once. Drawn by a library in the browser they keep a small
computer busy for seconds before the first sentence stands; as pictures that come with the sentences
they are there at once, as wide as their place, and print. The picture is an SVG image; what is
written in it stands over it as the page's own text, in its letters and colours. Places across are
shares of the plot's width, heights are pixels. Every axis begins at zero.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from data_loaders.model import Period
from data_loaders.model.formats import integer
from kpis.charts.frame import ACTUAL, GOAL, GRID, LINE, round_step, strokes
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import Scale, drawn, scale_of, written
from kpis.law.aim import Forecast
from kpis.model import Language

TALL = 64
"""Pixels of the plot; with the periods under it a panel is as high as its three yardsticks."""
ROOM = 0.08
"""The share of the scale under zero, where half of a dot lies."""
NEAR = 0.14
"""A period closer to now's than this share of the axis has no name: the two would touch."""

_STROKES = {
    "grid": f'stroke="{GRID}" stroke-width="1"',
    "line": f'stroke="{LINE}" stroke-width="1.5" stroke-dasharray="5 4"',
    "ahead": f'stroke="{GOAL}" stroke-width="2.5" stroke-dasharray=".1 5" stroke-linecap="round"',
    "actual": f'stroke="{ACTUAL}" stroke-width="2.5" stroke-linecap="round"',
}

_Place = tuple[int, Number]
"""A position and the number there."""


def draw(
    track: Track,
    forecast: Forecast | None,
    language: Language,
    *,
    sentence: str,
    strong: bool = False,
) -> str:
    """The drawing as HTML; who does not see it is read the sentence. The page's style places it.

    ``strong``: with the thick lines of high contrast.
    """
    scale = _scale(track, forecast)
    words = "".join(
        (
            *_numbers(track, scale, language),
            *_periods(track),
            *_figures(track, scale, language),
        )
    )
    return (
        f'<div class="way" role="img" aria-label="{escape(sentence)}"><div class="plot">'
        f'<img alt="" src="{_picture(track, forecast, scale, strong=strong)}">{words}</div></div>'
    )


def _scale(track: Track, forecast: Forecast | None) -> Scale:
    """From zero, with room for the forecast, and for the dots at both edges."""
    scale = scale_of(track, from_zero=True)
    if _has_forecast(track, forecast) and forecast is not None and forecast.value > scale.high:
        top = float(forecast.value)
        scale = Scale(-top / 25, top * 1.12, round_step(top))
    room = scale.high * ROOM
    return Scale(-room, max(scale.high, 100 * (1 + ROOM) if track.share else 0.0), scale.step)


def _has_forecast(track: Track, forecast: Forecast | None) -> bool:
    """Whether a count leads from the figure of now to a period of the axis."""
    known = forecast is not None and forecast.at in track.periods
    return known and not track.share and track.now is not None


def _picture(track: Track, forecast: Forecast | None, scale: Scale, *, strong: bool) -> str:
    marks = "".join(
        (
            *_gaps(track),
            *_grid(scale),
            *_ways("line", track.line, track, scale),
            *_ahead(track, forecast, scale),
            *_ways("actual", track.actual, track, scale),
            *_dots(track, scale),
        )
    )
    size = 'width="100%" height="100%"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{strokes(strong=strong)}{marks}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _share(position: float, track: Track) -> float:
    """A share of the plot's width; half a step of room at both ends."""
    return (position + 0.4) / (len(track.periods) - 0.2)


def _x(position: float, track: Track) -> str:
    return f"{100 * _share(position, track):.2f}%"


def _y(number: float, scale: Scale) -> float:
    """Pixels from the plot's upper edge."""
    return round(TALL * (scale.high - number) / (scale.high - scale.low), 1)


def _at(number: Number, track: Track, scale: Scale) -> float:
    return _y(drawn(number, track) or 0.0, scale)


def _segment(kind: str, start: tuple[str, float], end: tuple[str, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    return f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" {_STROKES[kind]}/>'


def _two_numbers(scale: Scale) -> tuple[int, int]:
    """Zero and the highest round number: they have a line across and stand beside the axis."""
    return 0, int(scale.high // scale.step) * scale.step


def _gaps(track: Track) -> Iterator[str]:
    """A grey band over every period without a figure of these localities."""
    wide = f"{80 / (len(track.periods) - 0.2):.2f}%"
    silent = {position for position, _ in track.gaps}
    silent |= {at for at in range(track.at + 1) if track.actual[at] is None and _began(track, at)}
    for position in sorted(silent):
        left = _x(position - 0.4, track)
        yield f'<rect x="{left}" y="0" width="{wide}" height="100%" fill="{GRID}"/>'


def _began(track: Track, at: int) -> bool:
    """Whether an earlier period has a figure: before the first one nothing is missing."""
    return any(number is not None for number in track.actual[:at])


def _grid(scale: Scale) -> Iterator[str]:
    for number in _two_numbers(scale):
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


def _ahead(track: Track, forecast: Forecast | None, scale: Scale) -> Iterator[str]:
    """From the figure of now to where the last paces lead."""
    if forecast is None or not _has_forecast(track, forecast) or track.now is None:
        return
    here = (_x(track.at, track), _at(track.now, track, scale))
    there = (_x(track.periods.index(forecast.at), track), _at(forecast.value, track, scale))
    yield _segment("ahead", here, there)


def _dots(track: Track, scale: Scale) -> Iterator[str]:
    """A dot for now, and for every figure that no line reaches; hollow one on nobody's way."""
    alone = {way[0][0] for way in _corners(track.actual) if len(way) == 1}
    for at in sorted({track.at, *alone}):
        number = track.actual[at]
        if number is not None:
            yield _dot(at, _at(number, track, scale), track, size=4 if at == track.at else 2)
    if track.apart is not None:
        yield _dot(track.at, _at(track.apart, track, scale), track, size=4, hollow=True)


def _dot(at: int, y: float, track: Track, *, size: float, hollow: bool = False) -> str:
    return (
        f'<circle cx="{_x(at, track)}" cy="{y}" r="{size}"'
        f' stroke="{ACTUAL}" stroke-width="1.5" fill="{"#FFF" if hollow else ACTUAL}"/>'
    )


def _text(kind: str, x: str, y: float, said: str) -> str:
    return f'<span class="{kind}" style="left:{x};top:{round(y, 1)}px">{escape(said)}</span>'


def _numbers(track: Track, scale: Scale, language: Language) -> Iterator[str]:
    for number in _two_numbers(scale):
        said = integer(number, language) + ("%" if track.share else "")
        yield _text("number", "0", _y(number, scale), said)


def _periods(track: Track) -> Iterator[str]:
    """The first, now and the last, those only where they do not touch now's."""
    ends = (0, len(track.periods) - 1)
    here = _share(track.at, track)
    for position in sorted({*ends, track.at}):
        kind = "period here" if position == track.at else "period"
        if position == track.at or abs(_share(position, track) - here) > NEAR:
            yield _text(kind, _x(position, track), TALL, _period(track.periods[position]))


def _period(period: Period) -> str:
    return f"{period.month}/{period.year % 100:02d}"


def _figures(track: Track, scale: Scale, language: Language) -> Iterator[str]:
    """The target at its deadline, where the style sets its mark; where now's figure is missing, the
    last known one with its period, so that nobody takes it for now's."""
    known = [at for at, number in enumerate(track.actual) if number is not None]
    if track.now is None and track.apart is None and known:
        last = known[-1]
        number = track.actual[last]
        said = f"{_period(track.periods[last])}: {written(number, track, language)}"
        if number is not None:
            yield _text("last-known", _x(last, track), _at(number, track, scale), said)
    if track.goal is not None and track.deadline in track.periods:
        x = _x(track.periods.index(track.deadline), track)
        said = written(track.goal, track, language)
        yield _text("goal", x, _at(track.goal, track, scale), said)
