"""A way to its deadline as a picture of any size: figures, pace, target, gaps and forecast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data_loaders.model.formats import integer, translator
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import (
    Scale,
    break_said,
    coverage_said,
    drawn,
    goal_said,
    places_said,
    scale_of,
    unbroken,
    written,
)
from kpis.exports.excerpts.svg_page import BAR, GOAL, INK, LINE, QUIET, RULE, box, rule, text
from kpis.law.aim import Forecast
from kpis.model import Language

_APART = 64
"""Least distance between two periods' names."""


@dataclass(frozen=True, slots=True)
class Way:
    """A track on a ground of that size, its numbers at the left and its periods below.

    ``zero``: whether it is drawn from zero, as the panels of a locality are.
    """

    track: Track
    language: Language
    wide: float
    tall: float
    forecast: Forecast | None = None
    zero: bool = False

    @property
    def scale(self) -> Scale:
        return scale_of(self.track, from_zero=self.zero)

    def x(self, position: float) -> float:
        last = max(1, len(self.track.periods) - 1)
        return round(44 + (self.wide - 44 - 72) * position / last, 1)

    def y(self, number: Number) -> float:
        return self.level(drawn(number, self.track) or 0.0)

    def level(self, at: float) -> float:
        scale = self.scale
        return round(10 + (self.tall - 36) * (scale.high - at) / (scale.high - scale.low), 1)

    def marks(self) -> str:
        """Everything, the lowest first."""
        return "".join(
            (
                *self._ground(),
                *self._ways(self.track.line, f'stroke="{LINE}" stroke-dasharray="6 4"'),
                *self._ahead(),
                *self._ways(self.track.actual, f'stroke="{BAR}" stroke-width="2.5"'),
                *self._dots(),
                *self._figures(),
                *self._periods(),
            )
        )

    def _ground(self) -> Iterator[str]:
        step = self.scale.step
        lowest = -(-max(0, int(self.scale.low)) // step) * step
        for number in range(lowest, int(self.scale.high) + 1, step):
            said = integer(number, self.language) + ("%" if self.track.share else "")
            yield rule(44, self.level(number), self.wide - 72)
            yield text(38, self.level(number) + 4, said, size=12, fill=QUIET, anchor="end")
        half = (self.x(1) - self.x(0)) * 0.4
        for position, _ in self.track.gaps:
            yield box(self.x(position) - half, 10, 2 * half, self.tall - 36, RULE)

    def _ways(self, numbers: Sequence[Number | None], stroke: str) -> Iterator[str]:
        """A line through the numbers, broken where there is none."""
        for run in unbroken(numbers):
            points = " ".join(f"{self.x(at):g},{self.y(number):g}" for at, number in run)
            yield f'<polyline points="{points}" fill="none" {stroke}/>'

    def _ahead(self) -> Iterator[str]:
        track, ahead = self.track, self.forecast
        if ahead is None or track.share or track.now is None or ahead.at not in track.periods:
            return
        end = self.x(track.periods.index(ahead.at)), self.y(ahead.value)
        yield (
            f'<path d="M{self.x(track.at):g} {self.y(track.now):g}L{end[0]:g} {end[1]:g}"'
            f' stroke="{GOAL}" stroke-width="2" stroke-dasharray="2 4" fill="none"/>'
        )

    def _dots(self) -> Iterator[str]:
        track = self.track
        known = [(at, number, BAR) for at, number in enumerate(track.actual)]
        for at, number, fill in (*known, (track.at, track.apart, "#FFFFFF")):
            if number is not None:
                size = 4.5 if at == track.at else 2
                yield (
                    f'<circle cx="{self.x(at):g}" cy="{self.y(number):g}" r="{size}"'
                    f' fill="{fill}" stroke="{BAR}"/>'
                )
        if track.goal is not None and track.deadline in track.periods:
            x, y = self.x(track.periods.index(track.deadline)), self.y(track.goal)
            yield f'<path d="M{x:g} {y - 5:g}l5 5l-5 5l-5 -5z" fill="{GOAL}"/>'
            yield text(x + 9, y + 5, goal_said(track, self.language), fill=GOAL, bold=True)

    def _figures(self) -> Iterator[str]:
        """The figure of now over its dot, the last known one where now's is missing."""
        track = self.track
        told = [(at, track.actual[at]) for at in _told(track)]
        for at, number in (*told, (track.at, track.apart)):
            if number is not None:
                said = written(number, track, self.language)
                yield text(
                    self.x(at), self.y(number) - 9, said, bold=True, fill=BAR, anchor="middle"
                )

    def _periods(self) -> Iterator[str]:
        """The names of now, the last and the first period, where they have room."""
        shown: list[int] = []
        last = len(self.track.periods) - 1
        for at in (self.track.at, last, 0, *range(last, -1, -3)):
            if all(abs(self.x(at) - self.x(other)) >= _APART for other in shown):
                shown.append(at)
        for at in sorted(shown):
            period = self.track.periods[at]
            said = f"{period.month:02d}/{period.year}"
            yield text(self.x(at), self.tall - 8, said, size=12, fill=QUIET, anchor="middle")
        yield rule(44, self.tall - 24, self.wide - 72, fill=INK)


def _told(track: Track) -> list[int]:
    """Positions whose figure is written: now, and the last known one where now's is missing."""
    known = [at for at, number in enumerate(track.actual) if number is not None]
    return sorted({track.at, *known[-1:]})


def key(track: Track, language: Language, forecast: Forecast | None) -> str:
    """What the marks mean, whose figures they are, where the axis is broken and why it has gaps."""
    _ = translator(language)
    said = [
        places_said(track, language),
        _("đường liền: thực hiện"),
        _("đường đứt: tiến độ") if any(one is not None for one in track.line) else "",
        _("chấm nâu: dự báo") if forecast is not None and not track.share else "",
        break_said(track, scale_of(track), language),
        _("nền xám: chưa đủ các địa phương đó ({counted})").format(
            counted=coverage_said(track.gaps[-1][1])
        )
        if track.gaps
        else "",
        _("chấm rỗng: số liệu chưa gồm mọi địa phương") if track.apart is not None else "",
    ]
    return " · ".join(filter(None, said))
