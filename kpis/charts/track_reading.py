"""What every drawing of a track says and where: its numbers as text, its scale, what is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from data_loaders.model.formats import (
    NOTHING,
    decimal,
    integer,
    percent,
    period_name,
    translator,
)
from kpis.charts.frame import round_step
from kpis.charts.track import AT_MOST, Number, Track
from kpis.model import Language


def written(number: Number | None, track: Track, language: Language) -> str:
    """A number of the chart as text: a count, or a percentage with one decimal.

    A line between two counts keeps a decimal: rounded, it would contradict the count that the
    printed arithmetic asks for, which is the line's floor or ceiling, as the target's rule has it.
    """
    if number is None:
        return ""
    if track.share:
        bars = () if track.goal is None else (Fraction(track.goal),)
        return percent(Fraction(number), language, bars=bars)
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

    @property
    def broken(self) -> bool:
        """Whether it begins above zero, which a drawing then must show and say."""
        return self.low > 0


SHARE_POINTS = 20
"""The fewest percentage points that a drawing of shares spans."""
ALLOWANCES = 5
"""A change is drawn on at least so many times what it may, or must, move: one more is no cliff."""
LEAST_CHANGE = 0.1
"""Where nothing may move a drawing spans at least so much of the level."""
LEAST_SUM = 4
"""A sum is drawn on a scale of at least so many."""


def scale_of(track: Track, *, from_zero: bool = False) -> Scale:
    """Room for every number, so that a change looks as large as it is.

    From zero; a share, and a change against a base, from above it where they lie far above, which
    :func:`break_said` says. A count of a whole reaches to the whole, a share never past 100.
    Where there never was any there is nothing to compare a change with: it is a count.
    """
    marks = [n for n in (*track.actual, *track.line, track.goal, track.apart) if n is not None]
    low, high = (float(one) * (100 if track.share else 1) for one in (min(marks), max(marks)))
    if track.share:
        span = max(high - low, float(SHARE_POINTS))
    elif track.allowance is not None and high > 0:
        least = ALLOWANCES * track.allowance or high * LEAST_CHANGE
        span = max(float(least), high - low)
    else:
        top = max(high, float(track.whole or 0), float(LEAST_SUM))
        return Scale(-top / 25, top * 1.12, round_step(top))
    room = max(0.18 * (high - low), (span - (high - low)) / 2)
    step, most = round_step(span), 100 * 1.06 if track.share else high + room
    start = floor((low - room) / step) * step
    if from_zero or start < span:
        if track.share:
            return Scale(-4.0, most, 25)
        return Scale(-high / 25, high * 1.12, round_step(high))
    return Scale(float(start), min(high + room, most), step)


def axis_of(track: Track, scale: Scale) -> tuple[float, float, float]:
    """Lowest and highest number and the step of an axis in the track's own numbers, from a step."""
    unit = 100 if track.share else 1
    low, step = max(0, int(scale.low)), scale.step
    high = -(-scale.high // step) * step
    if track.share:
        high = min(high, 100.0)
    return low / unit, high / unit, step / unit


def break_said(track: Track, scale: Scale, language: Language) -> str:
    """That the axis begins above zero, and where; empty where it does not."""
    if not scale.broken:
        return ""
    start = integer(int(scale.low), language) + ("%" if track.share else "")
    return translator(language)("trục gãy, bắt đầu từ {start}").format(start=start)


def places_said(track: Track, language: Language) -> str:
    """Whose figures they are, the same at every period; empty of a single locality."""
    if track.places is None:
        return ""
    text = translator(language).plural("Cùng {count} địa phương đang được tính", track.places)
    return text.format(count=integer(track.places, language))


def coverage_said(coverage: tuple[int, int]) -> str:
    """Who counted of whom: ``8/10``; a dash where a sum begins and nobody had to report yet."""
    if not coverage[1]:
        return NOTHING
    return f"{coverage[0]}/{coverage[1]}"


def unbroken(numbers: Sequence[Number | None]) -> Iterator[list[tuple[int, Number]]]:
    """What lines are drawn through: runs of two numbers or more, each with its position."""
    run: list[tuple[int, Number]] = []
    for position, number in enumerate([*numbers, None]):
        if number is not None:
            run.append((position, number))
            continue
        if len(run) > 1:
            yield run
        run = []


def labelled(track: Track) -> frozenset[int]:
    """Positions whose figure is written: now, and the last known where now's is missing."""
    known = [i for i, number in enumerate(track.actual) if number is not None]
    return frozenset({track.at, *known[-1:]})


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


def point_said(track: Track, position: int, number: Number, name: str, language: Language) -> str:
    """What a pointer over a point reads: period, series, number."""
    said = written(number, track, language)
    return f"{period_name(track.periods[position], language)}: {name} {said}"


def goal_said(track: Track, language: Language) -> str:
    """The target beside its mark: ``≥ 26``; ``= 0`` where nothing may be left."""
    sign = "=" if track.goal == 0 and track.sign == AT_MOST else track.sign
    return f"{sign} {written(track.goal, track, language)}"


def tick_step(track: Track) -> int:
    """Every so-manieth period has its name under the axis, counted from the last."""
    return 1 if len(track.periods) <= 14 else 3
