"""What needs looking at first, and what moved from one period to the next.

Both compare verdicts, which counts decided; nobody is ranked by a percentage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kpis.model import Result, Scorecard, Verdict
from kpis.words.gap import gap

GRAVEST_FIRST = (
    Verdict.MISSED,
    Verdict.BEHIND,
    Verdict.AT_RISK,
    Verdict.ON_TRACK,
    Verdict.MET,
    Verdict.NO_DATA,
    Verdict.NOT_JUDGED,
    Verdict.NOT_APPLICABLE,
)
TROUBLE = (Verdict.MISSED, Verdict.BEHIND, Verdict.AT_RISK)
_JUDGED = GRAVEST_FIRST[:5]


def judged(result: Result) -> bool:
    """Whether its verdict says how it stands, well or not."""
    return result.verdict in _JUDGED


def need(result: Result) -> tuple[int, int]:
    """A key that sorts the gravest verdict first and, within it, the widest gap in counts."""
    return GRAVEST_FIRST.index(result.verdict), -(gap(result) or 0)


def exceptions(card: Scorecard, *, limit: int) -> tuple[Result, ...]:
    """The gravest results of single localities, at most so many; equals in register order."""
    grave = [
        result
        for result in card.results
        if result.unit_id != card.province_id and result.verdict in TROUBLE
    ]
    return tuple(sorted(grave, key=need)[:limit])


def by_need(card: Scorecard, *, target_id: str | None = None) -> tuple[str, ...]:
    """The localities of a scorecard, who needs looking at most first; the province stays on top.

    By one target's verdict and gap, or by how many targets are missed, then behind, then at risk.
    """

    def key(unit_id: str) -> tuple[int, ...]:
        if target_id is not None:
            return need(card.of(unit_id, target_id))
        verdicts = [result.verdict for result in card.of_unit(unit_id)]
        return tuple(-verdicts.count(verdict) for verdict in TROUBLE)

    province, *localities = card.units
    return (province, *sorted(localities, key=key))


class Direction(StrEnum):
    """Which way a verdict moved. ``UNCLEAR``: one of the two says nothing."""

    WORSE = "worse"
    BETTER = "better"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Shift:
    """A verdict that is another one than the period before."""

    before: Result
    after: Result

    @property
    def direction(self) -> Direction:
        """Worse or better, by the order of gravity; unclear where one of them judges nothing."""
        if not {self.before.verdict, self.after.verdict} <= set(_JUDGED):
            return Direction.UNCLEAR
        was, is_now = (_JUDGED.index(one.verdict) for one in (self.before, self.after))
        return Direction.WORSE if is_now < was else Direction.BETTER


def shifts(before: Scorecard, after: Scorecard) -> tuple[Shift, ...]:
    """Every verdict that moved, the gravest outcome first, the province before its localities.

    A yearly target starts its account anew each January: across a new year it does not move.
    """
    new_year = before.period.year != after.period.year
    known = {(result.unit_id, result.target_id): result for result in before.results}
    moved = [
        Shift(known[key], result)
        for result in after.results
        if (key := (result.unit_id, result.target_id)) in known
        and known[key].verdict is not result.verdict
        and not (new_year and result.yearly)
    ]
    return tuple(sorted(moved, key=lambda shift: need(shift.after)))


def towards(moved: Sequence[Shift], direction: Direction) -> tuple[Shift, ...]:
    """Those that moved that way, in the same order."""
    return tuple(shift for shift in moved if shift.direction is direction)
