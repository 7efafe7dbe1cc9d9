"""A movement as a short list that adds up: then, who is not counted any more, the same localities,
each cause, now.

Who leaves or joins those that count stands apart from what moved: it is neither a rise nor a fall.
Counts only, so that the parts may stand in another order than the account's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kpis.movement.model import Cause, Measure, Movement, Numbers, Part

MOST = 4
"""Causes by name; what is smaller is one line."""
_COUNTS = (Measure.NUMERATOR, Measure.DENOMINATOR)


class Kind(StrEnum):
    """What a line is. ``THEN``, ``SAME``, ``NOW`` are figures, the others differences."""

    THEN = "then"
    LEFT = "left"
    SAME = "same"
    CAUSE = "cause"
    REST = "rest"
    JOINED = "joined"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its figure or difference, of how many localities or parts, and the part it is.

    ``numbers``: N and D; of a difference what it adds to each. ``parts``: those it is made of.
    ``places``: how many localities a figure rests on, None where reports and not they are counted.
    """

    kind: Kind
    numbers: Numbers
    parts: tuple[Part, ...] = ()
    places: int | None = None


def account(movement: Movement, *, most: int = MOST) -> tuple[Line, ...]:
    """The lines from then to now; empty where one end has no figure at all."""
    start, end = movement.start, movement.end
    if start.numerator is None or end.numerator is None:
        return ()
    told = [part for part in movement.parts if any(map(part.change, _COUNTS))]
    left = [part for part in told if _leaves(part, movement)]
    joined = [part for part in told if part not in left and _joins(part, movement)]
    moved = [part for part in told if part not in left and part not in joined]
    lines = [Line(Kind.THEN, _counts(start), places=movement.before.coverage.counted)]
    lines += _together(Kind.LEFT, left)
    if left:
        rest = _counts(start.plus(_added(left)))
        lines.append(Line(Kind.SAME, rest, places=_staying(movement, left)))
    lines += _causes(moved, most)
    lines += _together(Kind.JOINED, joined)
    return (*lines, Line(Kind.NOW, _counts(end), places=movement.after.coverage.counted))


def _staying(movement: Movement, left: Sequence[Part]) -> int | None:
    """How many of those who counted then still do; None of a sum, which single reports leave."""
    if movement.after.reports is not None:
        return None
    gone = {part.about.unit_id for part in left if part.about.unit_id is not None}
    moved = sum(len(part.about.gone) for part in left if part.about.unit_id is None)
    return movement.before.coverage.counted - len(gone) - moved


def _together(kind: Kind, parts: Sequence[Part]) -> list[Line]:
    """Those who left or joined for the same reason on one line."""
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        alone = part.about.unit_id is None
        why = part if alone else part.about.stage
        groups.setdefault((part.cause if alone else None, why), []).append(part)
    return [Line(kind, _added(group), tuple(group)) for group in groups.values()]


def _causes(moved: Sequence[Part], most: int) -> list[Line]:
    """Each cause by itself, in the order of the account; of many the largest."""
    ranked = sorted(moved, key=lambda part: -abs(part.change(Measure.NUMERATOR)))
    named = ranked if len(ranked) <= most else ranked[: most - 1]
    lines = [Line(Kind.CAUSE, _added((part,)), (part,)) for part in moved if part in named]
    rest = tuple(part for part in moved if part not in named)
    return [*lines, Line(Kind.REST, _added(rest), rest)] if rest else lines


def _leaves(part: Part, movement: Movement) -> bool:
    """Whether a locality is not counted any more, whatever the event is called."""
    about = part.about
    if about.cause is Cause.NOT_COUNTED or (about.cause is Cause.BOUNDARY and about.gone):
        return True
    after = movement.after
    return after.reports is None and about.unit_id in after.coverage.missing


def _joins(part: Part, movement: Movement) -> bool:
    about = part.about
    if about.cause is Cause.COUNTED or (about.cause is Cause.BOUNDARY and about.came):
        return True
    before = movement.before
    return before.reports is None and about.unit_id in before.coverage.missing


def _counts(numbers: Numbers) -> Numbers:
    return Numbers(numbers.numerator, numbers.denominator)


def _added(parts: Sequence[Part]) -> Numbers:
    """What these parts added to N and D."""
    n, d = (int(sum(part.change(each) for part in parts)) for each in _COUNTS)
    whole = any(part.after.denominator is not None for part in parts)
    return Numbers(n, d if whole else None)
