"""Where a figure stands on its way from one end to the other, and the parts so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data_loaders.model import Correction, Past
from kpis.movement.events import Events, Key
from kpis.movement.figure import Figure
from kpis.movement.model import About, Measure, Numbers, Part

_COUNTS = (Measure.NUMERATOR, Measure.DENOMINATOR, Measure.BASE)


class Walk:
    """The steps of one account between two ends, ``first`` and ``last``.

    ``valued``: both ends have a value that is judged.
    """

    def __init__(
        self, first: Figure, last: Figure, corrections: Sequence[Correction], past: Past
    ) -> None:
        self.parts: list[Part] = []
        self.first, self.last = first.side, last.side
        self.events = Events(first.side, last.side, past)
        self.valued = first.result.value is not None and last.result.value is not None
        self._cells: dict[Key, list[Correction]] = {}
        for cell in (one for one in corrections if _rests_on(last, one)):
            self._cells.setdefault((cell.unit_id, cell.period), []).append(cell)
        total = first.total
        self._at = replace(total, value=total.judged if self.valued else None)

    def cells(self, key: Key) -> tuple[Correction, ...]:
        """The cells in which the versions of a report differ."""
        return tuple(self._cells.get(key, ()))

    def step(self, about: About, old: Numbers, new: Numbers) -> None:
        """One number of one locality replaced by another; a part where that moved anything."""
        self.to(about, self._at.plus(old, -1).plus(new))

    def to(self, about: About, counts: Numbers, *, always: bool = False) -> None:
        """The figure as it stands from here on. ``always``: a part also where no number moved.

        Where there is nothing to divide by for a while, the value stays at the last one known.
        """
        was = self._at
        value = counts.judged if self.valued else None
        self._at = now = replace(counts, value=was.value if value is None else value)
        if always or any(was.get(one) != now.get(one) for one in _COUNTS):
            self.parts.append(Part(about, was, now))


def _rests_on(figure: Figure, cell: Correction) -> bool:
    return figure.quantity is not None and figure.quantity.rests_on(cell)
