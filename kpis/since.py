"""What moved between two scorecards, of the same localities: never of those who came or went."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kpis.model import Result, Scorecard


@dataclass(frozen=True, slots=True)
class Moved:
    """From which count to which a target's went, and by how much its whole moved; ``better``:
    whether that is good.

    ``units``: the localities that had a figure at both ends, whose movement it is. ``better`` is
    None where nothing moved and where no direction is good.
    """

    was: int
    now: int
    whole: int
    better: bool | None
    units: tuple[str, ...]

    @property
    def by(self) -> int:
        """How far the count moved."""
        return self.now - self.was


def moved(before: Scorecard, after: Scorecard, target_id: str) -> Moved | None:
    """How a target's count moved; None where no locality has a figure at both ends.

    A yearly account that begins anew between them does not move.
    """
    about = after.of(after.province_id, target_id)
    known = {one.unit_id: one for one in before.results if one.target_id == target_id}
    if before.period.year != after.period.year and about.yearly:
        return None
    pairs = [
        (known[one.unit_id], one)
        for one in after.of_target(target_id)
        if one.unit_id != after.province_id
        and one.numerator is not None
        and one.unit_id in known
        and known[one.unit_id].numerator is not None
    ]
    if not pairs:
        return None
    was, now = (_sum(ends) for ends in zip(*pairs, strict=True))
    return Moved(
        was[0],
        now[0],
        now[1] - was[1],
        _better(about, was, now),
        tuple(one.unit_id for _, one in pairs),
    )


def _sum(results: tuple[Result, ...]) -> tuple[int, int]:
    return sum(r.numerator or 0 for r in results), sum(r.denominator or 0 for r in results)


def _better(about: Result, was: tuple[int, int], now: tuple[int, int]) -> bool | None:
    """By the share where there is a whole, else by the count."""
    upward = True if about.details.task is not None else about.more_is_better
    if upward is None:
        return None
    before, after = (Fraction(n, d) if d else Fraction(n) for n, d in (was, now))
    if before == after:
        return None
    return (after > before) is upward
