"""A sparkline: the way of a figure to its deadline in the height of one line of a table.

The same numbers as the large chart (``kpis.charts.track``), on the same scale: one more is no
cliff. A picture, because Streamlit lets no other drawing through; its colours stand on light and on
dark.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

from data_loaders.model.formats import period_name, translator
from kpis.charts.frame import ACTUAL, GOAL, GRID, LINE, strokes
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import Scale, drawn, scale_of, unbroken, written
from kpis.law.aim import Forecast
from kpis.model import Language

WIDE, TALL = 100, 34
_EDGE = 4
"""Room for the dot of now and the mark of the target."""


def draw(
    track: Track | None, forecast: Forecast | None, language: Language, *, strong: bool = False
) -> str:
    """The drawing as an image with a sentence; nothing without a way. ``strong``: thick lines."""
    if track is None:
        return '<span class="spark"></span>'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" fill="none">'
        f"{strokes(strong=strong)}{marks(track, forecast)}</svg>"
    )
    picture = b64encode(svg.encode()).decode()
    said = escape(sentence(track, language))
    return f'<img class="spark" alt="{said}" src="data:image/svg+xml;base64,{picture}">'


def marks(track: Track, forecast: Forecast | None) -> str:
    """What is drawn, as SVG on a ground of ``WIDE`` by ``TALL`` where nothing is filled."""
    return "".join(_Ground(track).marks(forecast))


def sentence(track: Track, language: Language) -> str:
    """From where to where the figure went: ``Tháng 12/2024: 423; tháng 06/2025: 427``."""
    known = [at for at, number in enumerate(track.actual) if number is not None]
    if not known:
        return translator(language)("Chưa có diễn biến của cùng những địa phương")
    ends = dict.fromkeys((known[0], known[-1]))
    said = "; ".join(
        f"{period_name(track.periods[at], language)}: {written(track.actual[at], track, language)}"
        for at in ends
    )
    return f"{said[:1].upper()}{said[1:]}"


class _Ground:
    """From a position and a number to a place on the drawing."""

    def __init__(self, track: Track) -> None:
        self.track = track
        self.scale: Scale = scale_of(track)

    def x(self, position: float) -> float:
        last = max(1, len(self.track.periods) - 1)
        return round(_EDGE + (WIDE - 2 * _EDGE) * position / last, 1)

    def y(self, number: Number) -> float:
        at = drawn(number, self.track) or 0.0
        share = (self.scale.high - at) / (self.scale.high - self.scale.low)
        return round(min(max(_EDGE + (TALL - 2 * _EDGE) * share, _EDGE), TALL - _EDGE), 1)

    def marks(self, forecast: Forecast | None) -> Iterator[str]:
        track = self.track
        yield from self._gaps()
        needed = f'stroke="{LINE}" stroke-width="1" stroke-dasharray="4 3"'
        yield from self._ways(track.line, needed)
        yield from self._forecast(forecast)
        yield from self._ways(
            track.actual, f'stroke="{ACTUAL}" stroke-width="2" stroke-linejoin="round"'
        )
        yield from self._goal()
        if track.apart is not None:
            x, y = self.x(track.at), self.y(track.apart)
            yield f'<circle cx="{x}" cy="{y}" r="2.5" stroke="{ACTUAL}" stroke-width="1.5"/>'
        if track.now is not None:
            x, y = self.x(track.at), self.y(track.now)
            yield f'<circle cx="{x}" cy="{y}" r="3" fill="{ACTUAL}"/>'

    def _gaps(self) -> Iterator[str]:
        """A grey bar where one of the localities was missing."""
        wide = max(self.x(0.8) - self.x(0), 1)
        for position, _ in self.track.gaps:
            left = self.x(position) - wide / 2
            yield f'<rect x="{left:.1f}" y="0" width="{wide:.1f}" height="{TALL}" fill="{GRID}"/>'

    def _ways(self, numbers: Sequence[Number | None], stroke: str) -> Iterator[str]:
        """A line through the numbers, broken where there is none."""
        for run in unbroken(numbers):
            points = " ".join(f"{self.x(position)},{self.y(number)}" for position, number in run)
            yield f'<polyline points="{points}" {stroke}/>'

    def _forecast(self, forecast: Forecast | None) -> Iterator[str]:
        track = self.track
        if forecast is None or track.share or track.now is None:
            return
        if forecast.at in track.periods:
            here = f"{self.x(track.at)},{self.y(track.now)}"
            end = f"{self.x(track.periods.index(forecast.at))},{self.y(forecast.value)}"
            yield (
                f'<polyline points="{here} {end}" stroke="{GOAL}" stroke-width="2"'
                ' stroke-dasharray=".1 4" stroke-linecap="round"/>'
            )

    def _goal(self) -> Iterator[str]:
        """A diamond at the deadline, as high as the target."""
        track = self.track
        if track.goal is not None and track.deadline in track.periods:
            x, y = self.x(track.periods.index(track.deadline)), self.y(track.goal)
            yield f'<path d="M{x} {y - 3.5}l3.5 3.5l-3.5 3.5l-3.5 -3.5z" fill="{GOAL}"/>'
