"""A track as a drawing without a script: for a screen that is looked at from far away.

Fewer marks than :mod:`kpis.charts.progress` draws, and all of them large: the way so far, the line,
the target at its deadline, and which periods these are. The numbers stand beside it in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from data_loaders.model import Period
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import (
    Scale,
    break_said,
    coverage_said,
    places_said,
    scale_of,
    unbroken,
)
from kpis.model import Language

ACTUAL, LINE, GOAL = "#0B4F8A", "#5A6672", "#8A4B00"
"""Blue, grey and brown, each at least 5:1 on white."""

_LETTERS = 28
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 64, 48, 48
_APART = 130
"""Least distance between two periods' names under the axis."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """From a position and a number to a place on the drawing."""

    width: int
    height: int
    last: int
    scale: Scale
    share: bool

    def x(self, position: int) -> float:
        wide = self.width - _LEFT - _RIGHT
        return round(_LEFT + wide * position / max(1, self.last), 1)

    def y(self, number: Number) -> float:
        tall = self.height - _TOP - _BOTTOM
        scale, at = self.scale, float(number) * (100 if self.share else 1)
        return round(_TOP + tall * (scale.high - at) / (scale.high - scale.low), 1)


def draw(track: Track, language: Language, *, width: int, height: int) -> str:
    """The track as an SVG element of that many units; hidden from who hears the page read."""
    ground = _Ground(width, height, len(track.periods) - 1, scale_of(track), track.share)
    line = GOAL if track.goal in track.line[:1] else LINE  # where the line is the target itself
    marks = "".join(
        (
            *_gaps(track, ground),
            _axis(track, ground),
            _head(track, ground, language),
            *_ways(
                track.line, ground, f'stroke="{line}" stroke-width="5" stroke-dasharray="14 10"'
            ),
            *_ways(track.actual, ground, f'stroke="{ACTUAL}" stroke-width="7"'),
            *_dots(track, ground),
            _goal(track, ground),
        )
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false"'
        f' fill="none" stroke-linejoin="round">{marks}</svg>'
    )


def bar(done: int, whole: int, *, width: int, height: int) -> str:
    """So many of so many as a bar of that size."""
    filled = round(width * done / whole) if whole else 0
    return (
        f'<svg viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">'
        f'<rect width="{width}" height="{height}" fill="#DDE3E9"/>'
        f'<rect width="{filled}" height="{height}" fill="{ACTUAL}"/></svg>'
    )


def _ways(numbers: Sequence[Number | None], ground: _Ground, stroke: str) -> Iterator[str]:
    """A line through the numbers, broken where there is none."""
    for run in unbroken(numbers):
        points = " ".join(f"{ground.x(position)},{ground.y(number)}" for position, number in run)
        yield f'<polyline points="{points}" {stroke}/>'


def _dots(track: Track, ground: _Ground) -> list[str]:
    """A dot for every figure, a large one for now; hollow one that is on nobody's way."""
    numbers = [(i, number, ACTUAL) for i, number in enumerate(track.actual)]
    numbers.append((track.at, track.apart, "#FFFFFF"))
    return [
        f'<circle cx="{ground.x(i)}" cy="{ground.y(number)}" r="{13 if i == track.at else 6}"'
        f' stroke="{ACTUAL}" stroke-width="5" fill="{fill}"/>'
        for i, number, fill in numbers
        if number is not None
    ]


def _gaps(track: Track, ground: _Ground) -> list[str]:
    """A grey band where not all of these localities counted, with how many did, where room is."""
    wide, bottom = ground.x(1) - ground.x(0), ground.height - _BOTTOM
    marks, free = [], 0.0
    for position, coverage in track.gaps:
        x = ground.x(position)
        marks.append(
            f'<rect x="{round(x - 0.4 * wide, 1)}" y="{_TOP}" width="{round(0.8 * wide, 1)}"'
            f' height="{bottom - _TOP}" fill="#DDE3E9"/>'
        )
        if x >= free:
            marks.append(_words(coverage_said(coverage), x, _TOP + _LETTERS, "middle"))
            free = x + _APART
    return marks


def _head(track: Track, ground: _Ground, language: Language) -> str:
    """Whose figures these are, and the broken foot of an axis that does not begin at zero."""
    said = (places_said(track, language), break_said(track, ground.scale, language))
    words = _words(" · ".join(filter(None, said)), _LEFT, _LETTERS, "start") if any(said) else ""
    if not ground.scale.broken:
        return words
    y = ground.height - _BOTTOM
    return (
        f'{words}<path d="M{_LEFT} {y}v-10l-12 -8l24 -16l-12 -8v-10" stroke="#1B2530"'
        ' stroke-width="3"/>'
    )


def _words(said: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{_LETTERS}" fill="#1B2530" text-anchor="{anchor}">'
        f"{escape(said)}</text>"
    )


def _goal(track: Track, ground: _Ground) -> str:
    """A diamond at the deadline, as high as the target."""
    if track.goal is None or track.deadline not in track.periods:
        return ""
    x, y = ground.x(track.periods.index(track.deadline)), ground.y(track.goal)
    return f'<path d="M{x} {y - 18}l18 18l-18 18l-18 -18z" fill="{GOAL}"/>'


def _axis(track: Track, ground: _Ground) -> str:
    """The ground line and the names of now, the first period and the last, where they have room."""
    shown: list[int] = []
    for position in (track.at, ground.last, 0):
        if all(abs(ground.x(position) - ground.x(other)) >= _APART for other in shown):
            shown.append(position)
    y = ground.height - _BOTTOM + 10
    names = "".join(_name(track.periods[i], ground.x(i), ground) for i in shown)
    return (
        f'<path d="M{_LEFT} {y}H{ground.width - _RIGHT}" stroke="#1B2530" stroke-width="2"/>{names}'
    )


def _name(period: Period, x: float, ground: _Ground) -> str:
    return _words(f"{period.month:02d}/{period.year}", x, ground.height - 6, "middle")
