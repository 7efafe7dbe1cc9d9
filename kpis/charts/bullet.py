"""A bullet: what there is against what must be by now and at the end, on one bar.

Two steps, as every drawing here: :func:`bullet_of` makes shares of the bar's width out of a result,
:func:`draw` makes HTML of them, sharp at any width and with no script. The scale is the one on
which the distance to the target means the same whatever is counted: of a share its whole, of a
change what it may or must move since its base, of what must not happen a few occurrences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape

from kpis.law.quantity import Numbers
from kpis.model import Demand, Result, Verdict

STUB = Fraction(14, 100)
"""Of what may not happen: the part of the bar that stands for none at all."""
FEW = 4
"""And how many occurrences the rest of it has room for, at least."""
BEYOND = Fraction(5, 3)
"""A bar without a natural end reaches so many times as far as what must be reached."""
ROOM = 2
"""A change that may rise is drawn on so many times what it may."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """Shares of the bar's width, 0 to 1. ``goal`` and ``pace``: the marks at the end and of now.

    ``since``: where the bar begins. ``rightward``: what lies right of the goal fulfils it.
    ``between``: where the whole may come to lie once all have reported. ``stages``: the goals of
    the other legs of the way. ``measured``: whether anything is demanded; a bar without a measure
    is hatched.
    """

    at: Fraction = Fraction(0)
    since: Fraction = Fraction(0)
    goal: Fraction | None = None
    pace: Fraction | None = None
    rightward: bool = True
    between: tuple[Fraction, Fraction] | None = None
    stages: tuple[Fraction, ...] = ()
    measured: bool = True


UNMEASURED = Bullet(measured=False)
EXAMPLE = Bullet(
    at=Fraction(1, 2),
    goal=Fraction(7, 10),
    pace=Fraction(2, 5),
    between=(Fraction(1, 2), Fraction(4, 5)),
)
"""One of every mark, for a key."""


def bullet_of(result: Result, demand: Demand | None, pace: int | None) -> Bullet | None:
    """The bar of a result; ``pace``: what is asked or allowed by now, as N.

    None where there is nothing to count (D = 0, not applicable).
    """
    if result.verdict is Verdict.NOT_APPLICABLE or result.denominator == 0:
        return None
    if demand is None or result.numerator is None or result.verdict is Verdict.NO_DATA:
        return UNMEASURED
    if demand.quantity.dated_task is not None:
        done = Fraction(result.numerator, result.denominator or 1)
        return Bullet(at=done, goal=Fraction(1))
    if result.needed is None or result.leg is None:
        return UNMEASURED
    stages = _stages(result, demand)
    scale = _scale(result, demand, stages)
    return replace(_on(scale, result, pace), stages=tuple(map(scale.at, stages)))


def _stages(result: Result, demand: Demand) -> tuple[int, ...]:
    """What the other legs of the way ask of the same numbers, as N; of a way of one leg nothing."""
    bars = demand.aim.bars
    if result.leg is None or len(bars) < 2:
        return ()
    numbers = Numbers((), result.numerator or 0, result.denominator, result.base)
    asked = (demand.quantity.needed(bar, numbers) for bar in bars if bar != result.leg.bar)
    return tuple(number for number in asked if number is not None)


@dataclass(frozen=True, slots=True)
class _Scale:
    """N becomes a share of the width: its distance from ``zero``, towards ``sign``, of ``wide``."""

    zero: int
    wide: Fraction
    sign: int = 1
    stub: Fraction = Fraction(0)

    def at(self, number: int) -> Fraction:
        share = Fraction(self.sign * (number - self.zero)) / self.wide
        return min(max(self.stub + (1 - self.stub) * share, Fraction(0)), Fraction(1))


def _scale(result: Result, demand: Demand, stages: Sequence[int]) -> _Scale:
    """Wide enough for every leg of the way: the bar does not jump when the next one begins."""
    now, base, upward = result.numerator or 0, result.base, bool(result.more_is_better)
    asked = (result.needed or 0, *stages)
    needed = max(asked) if upward or base is None else min(asked)
    if result.denominator:
        return _Scale(0, Fraction(result.denominator))
    if base is not None and not demand.quantity.of_sums:
        return _of_change(base, needed, rising=upward)
    if needed == 0:
        return _Scale(0, Fraction(max(FEW, now)), stub=STUB)
    return _Scale(0, max(BEYOND * max(needed, base or 0), Fraction(now)))


def _of_change(base: int, needed: int, *, rising: bool) -> _Scale:
    """Since the base: a rise that is allowed, a rise that is asked for, or a cut."""
    moves = Fraction(max(abs(needed - base), 1))
    if needed < base:
        return _Scale(base, BEYOND * moves, sign=-1)
    return _Scale(base, (BEYOND if rising else ROOM) * moves)


def _on(scale: _Scale, result: Result, pace: int | None) -> Bullet:
    more = bool(result.more_is_better)
    now, needed = result.numerator or 0, result.needed or 0
    none = scale.stub > 0 and now == 0
    return Bullet(
        at=scale.stub / 2 if none else scale.at(now),
        since=scale.stub / 2 if none else scale.stub,
        goal=scale.at(needed),
        pace=None if pace is None or pace == needed else scale.at(pace),
        rightward=more if scale.sign > 0 else not more,
        between=_between(scale, result),
    )


def _between(scale: _Scale, result: Result) -> tuple[Fraction, Fraction] | None:
    """The bounds, each as far from the goal as it is from what will be needed then: with more
    localities the bar asks for another number, and only the distance can be compared."""
    found, needed = result.bounds, result.needed
    if found is None or found.needed is None or needed is None:
        return None
    ends = [scale.at(needed + end - found.needed) for end in (found.low, found.high)]
    return min(ends), max(ends)


@dataclass(frozen=True, slots=True)
class Piece:
    """A mark of the bar; without an ``end`` one place on it. ``kind``: what it says."""

    kind: str
    start: Fraction
    end: Fraction | None = None


def draw(bullet: Bullet | None, sentence: str) -> str:
    """The bar as HTML; who does not see it is read the sentence. ``theme.css`` paints it."""
    if bullet is None:
        return '<span class="bullet"></span>'
    marks = "".join(map(_box, pieces(bullet))) if bullet.measured else '<i class="hatched"></i>'
    return f'<span class="bullet" role="img" aria-label="{escape(sentence)}">{marks}</span>'


def pieces(bullet: Bullet) -> tuple[Piece, ...]:
    """The marks of a measured bar, the lowest first: whoever draws it paints them in this order."""
    goal = bullet.goal if bullet.goal is not None else Fraction(1)
    left, right = ("short", "good") if bullet.rightward else ("good", "short")
    marks = [Piece(left, Fraction(0), goal), Piece(right, goal, Fraction(1))]
    if bullet.at == bullet.since and bullet.since > 0:
        marks.append(Piece("nought", bullet.at))
    else:
        marks.append(Piece("value", bullet.since, bullet.at))
    if bullet.between is not None:
        marks.append(Piece("between", *bullet.between))
    if bullet.pace is not None:
        marks.append(Piece("pace", bullet.pace))
    return (*marks, *(Piece("stage", one) for one in bullet.stages), Piece("goal", goal))


def _box(piece: Piece) -> str:
    end = piece.end
    wide = "" if end is None else f";width:{_percent(end - piece.start)}"
    return f'<i class="{piece.kind}" style="left:{_percent(piece.start)}{wide}"></i>'


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.1f}%"
