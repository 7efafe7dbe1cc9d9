"""Localities under parents that report nothing themselves: how many of them are shown as few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_loaders.model import Register, Unit
from kpis.model import Result, Verdict
from kpis.words.priorities import GRAVEST_FIRST, TROUBLE


@dataclass(frozen=True, slots=True)
class Group:
    """``unit``: the parent, or the locality itself where the province is its parent. ``members``:
    the ids of its localities, in register order. A group has no verdict."""

    unit: Unit
    members: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether it is one locality that stands for itself."""
        return self.members == (self.unit.unit_id,)


def groups(register: Register, units: Iterable[str]) -> tuple[Group, ...]:
    """The localities by the unit above them that stands directly under the province.

    In the order in which their first localities stand in the register.
    """
    found: dict[str, list[str]] = {}
    for unit in units:
        found.setdefault(_top(register, unit), []).append(unit)
    return tuple(Group(register.by_id[top], tuple(members)) for top, members in found.items())


def _top(register: Register, unit_id: str) -> str:
    """The unit's ancestor directly under the province; a unit of no known parent is its own."""
    province, at = register.province.unit_id, unit_id
    while (above := register.by_id[at].parent_id) not in (None, province):
        at = str(above)
    return at


def gravest(results: Sequence[Result]) -> Verdict:
    """The gravest verdict among these, which is the sign of their group; at least one result."""
    return min((one.verdict for one in results), key=GRAVEST_FIRST.index)


def troubled(results: Iterable[Result]) -> int:
    """How many of these are missed, behind or at risk."""
    return sum(one.verdict in TROUBLE for one in results)
