"""What every drawing of a track says and where: its numbers as text, its scale, what is named."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kpis.charts.frame import round_step
from kpis.charts.track import AT_MOST, Number, Track
from kpis.language import decimal, pace, percent, period_name, translator
from kpis.model import Language


def written(number: Number | None, *, share: bool, language: Language) -> str:
    """A number of the chart as text: a count, or a percentage with one decimal.

    A line between two counts keeps a decimal: rounded, it would contradict the count that the
    printed arithmetic asks for, which is the line's floor or ceiling, as the target's rule has it.
    """
    if number is None:
        return ""
    if share:
        return percent(Fraction(number), language)
    return decimal(number, language, places=0 if number == int(number) else 1)


def drawn(number: Number | None, track: Track) -> float | None:
    """A float for drawing; a share becomes percent."""
    if number is None:
        return None
    return round(float(number * 100 if track.share else number), 2)


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where a drawing reaches, in drawn numbers, and its grid: every ``step``."""

    low: float
    high: float
    step: int


def scale_of(track: Track) -> Scale:
    """Room for every number and for what is written beside it."""
    marks = [n for n in (*track.actual, *track.line, track.goal) if n is not None]
    low, high = float(min(marks)), float(max(marks))
    if track.share:
        low, high = low * 100, high * 100
    room = max(high - low, 1.0) * 0.18
    floor = max(0.0, low - room) if low else -room / 4
    return Scale(floor, high + room, round_step(high - low))


def labelled(track: Track) -> frozenset[int]:
    """Positions whose figure is written: now, and the last known where now's is missing."""
    last = max(i for i, number in enumerate(track.actual) if number is not None)
    return frozenset({track.at, last})


@dataclass(frozen=True, slots=True)
class LineName:
    """Where the line's name stands: the position it begins at, or is centred on where level."""

    at: int
    number: Number
    rising: bool
    level: bool


def line_name(track: Track) -> LineName | None:
    """From halfway to the deadline on, on the side that the line leaves free.

    There it meets neither the figure of now, which stands before it, nor the line itself.
    """
    last = len(track.periods) - 1
    at = (track.at + last + 1) // 2
    here, end = track.line[at], track.line[last]
    if last - track.at < 3 or here is None or end is None:
        return None
    return LineName(at, here, rising=end > here, level=end == here)


def pace_said(track: Track, language: Language) -> str:
    """The pace needed in words; empty where none leads to the target."""
    if track.pace is None:
        return ""
    _ = translator(language)
    text = _("cần thêm {pace} mỗi kỳ") if track.pace > 0 else _("cần giảm {pace} mỗi kỳ")
    return text.format(pace=pace(abs(track.pace), language))


def point_said(track: Track, position: int, number: Number, name: str, language: Language) -> str:
    """What a pointer over a point reads: period, series, number."""
    said = written(number, share=track.share, language=language)
    return f"{period_name(track.periods[position], language)}: {name} {said}"


def goal_said(track: Track, language: Language) -> str:
    """The target beside its mark: ``≥ 26``; ``= 0`` where nothing may be left."""
    sign = "=" if track.goal == 0 and track.sign == AT_MOST else track.sign
    return f"{sign} {written(track.goal, share=track.share, language=language)}"


def tick_step(track: Track) -> int:
    """Every so-manieth period has its name under the axis, counted from the last."""
    return 1 if len(track.periods) <= 14 else 3
