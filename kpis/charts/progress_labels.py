"""What stands written in a trend chart, and where: the first figure, the figure of now, the target,
the forecast, and what band and line are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data_loaders.model.formats import translator
from kpis.charts.frame import ACTUAL, GOAL
from kpis.charts.track import AT_MOST, Number, Track
from kpis.charts.track_reading import Scale, drawn, line_name, written
from kpis.law.aim import Forecast
from kpis.model import Language

CLEAR = 27
"""Pixels between the middles of two labels at the right end."""


def has_pace(track: Track) -> bool:
    """Whether the line is another one than the target's own."""
    return any(number != track.goal for number in track.line if number is not None)


def labels(
    track: Track, scale: Scale, ahead: Forecast | None, language: Language, plot: int
) -> Iterator[dict[str, Any]]:
    """The notes of a chart whose plot is that many pixels high."""
    yield from _band_name(track, language)
    yield from _name_of_line(track, language)
    yield from _first(track, language)
    yield from _now(track, scale, language, plot)
    yield from _at_the_end(track, scale, ahead, language, plot)


def _band_name(track: Track, language: Language) -> Iterator[dict[str, Any]]:
    """What the band means, in the corner that the way leaves free."""
    if track.goal is None:
        return
    _, most = translator(language), track.sign == AT_MOST
    text = _("trên mức tối đa") if most else _("đạt mức cần đạt")
    known = [number for number in track.actual if number is not None]
    right = bool(known) and known[0] > track.goal
    yield _note(
        text,
        xref="paper",
        yref="paper",
        x=0.99 if right else 0.01,
        y=1,
        xanchor="right" if right else "left",
        yanchor="top",
    )


def _name_of_line(track: Track, language: Language) -> Iterator[dict[str, Any]]:
    found = line_name(track) if has_pace(track) else None
    if found is None:
        return
    _, most = translator(language), track.sign == AT_MOST
    rises = track.line[-1] is not None and (track.line[0] or 0) < track.line[-1]
    text = _("tiến độ cho phép") if most and rises else _("tiến độ cần đạt")
    below = found.rising or found.level
    yield _note(
        text,
        x=found.at,
        y=drawn(found.number, track),
        xanchor="center" if found.level else "left",
        yanchor="top" if below else "bottom",
        yshift=-4 if below else 4,
    )


def _first(track: Track, language: Language) -> Iterator[dict[str, Any]]:
    """The first figure of the way, on the side that the way leaves free."""
    known = [i for i, number in enumerate(track.actual) if number is not None and i != track.at]
    if not known or (len(known) == 1 and known[0] > track.at):
        return
    at = known[0]
    last = track.now if track.now is not None else track.actual[known[-1]]
    rises = (last or 0) >= (track.actual[at] or 0)
    text = f"<b>{written(track.actual[at], track, language)}</b>"
    number = drawn(track.actual[at], track)
    yield _note(text, x=at, y=number, yshift=-15 if rises else 15, xshift=8)


def _now(track: Track, scale: Scale, language: Language, plot: int) -> Iterator[dict[str, Any]]:
    """The figure of now, and the last known where now's is missing."""
    known = [i for i, number in enumerate(track.actual) if number is not None]
    for at in known[-1:]:
        yield _large(track, at, track.actual[at], scale, language, plot)
    if track.apart is not None:
        yield _large(track, track.at, track.apart, scale, language, plot)


def _large(
    track: Track,
    at: int,
    number: Number | None,
    scale: Scale,
    language: Language,
    plot: int,
) -> dict[str, Any]:
    y = drawn(number, track) or 0.0
    room = (scale.high - y) / (scale.high - scale.low) * plot
    size = 22 if at == track.at else 13
    font = {"color": ACTUAL, "size": size}
    text = f"<b>{written(number, track, language)}</b>"
    return _note(text, x=at, y=y, yshift=20 if room > 36 else -20, font=font)


def _at_the_end(
    track: Track, scale: Scale, ahead: Forecast | None, language: Language, plot: int
) -> Iterator[dict[str, Any]]:
    """The target and the forecast at the right end, far enough from one another to be read."""
    _, goal = translator(language), drawn(track.goal, track)
    if goal is None:
        return
    yield _at_right(goal_named(track, language), goal, 0.0)
    if ahead is None:
        return
    lies = f"{written(ahead.low, track, language)}–{written(ahead.high, track, language)}"
    if ahead.low == ahead.high:
        lies = written(ahead.value, track, language)
    apart = (ahead.value - goal) / (scale.high - scale.low) * plot
    shift = 0.0
    if abs(apart) < CLEAR:
        above = apart > 0 or (apart == 0 and track.sign == AT_MOST)
        shift = (CLEAR - abs(apart)) * (1 if above else -1)
    text = f"{_('dự báo')}<br><b>{lies}</b>"
    yield _at_right(text, float(ahead.value), shift)


def goal_named(track: Track, language: Language) -> str:
    """The target in words: ``tối đa 427``, ``ít nhất 44``; of a strict share its sign."""
    _, number = translator(language), written(track.goal, track, language)
    if track.sign == AT_MOST:
        return f"<b>{_('tối đa {count}').format(count=number)}</b>"
    if track.share and track.sign == ">":
        return f"<b>{_('trên {count}').format(count=number)}</b>"
    if track.share and track.sign == "<":
        return f"<b>{_('dưới {count}').format(count=number)}</b>"
    return f"<b>{_('ít nhất {count}').format(count=number)}</b>"


def _at_right(text: str, y: float, shift: float) -> dict[str, Any]:
    return _note(
        text,
        xref="paper",
        x=1,
        y=y,
        xanchor="left",
        xshift=8,
        yshift=round(shift, 1),
        align="left",
        font={"color": GOAL, "size": 13},
    )


def _note(text: str, **where: Any) -> dict[str, Any]:
    return {"text": text, "showarrow": False, "font": {"size": 13}, **where}
