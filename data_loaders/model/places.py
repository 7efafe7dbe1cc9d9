"""Localities and the register that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data_loaders.model.words import Level


@dataclass(frozen=True, slots=True)
class Unit:
    """A locality of the register. ``unit_id`` is ours; ``code`` the official one, maybe reused."""

    unit_id: str
    code: str
    level: Level
    kind: str
    name: str
    parent_id: str | None
    tile_column: int | None = None
    tile_row: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def full_name(self) -> str:
        """Kind and name, as in a heading: ``Huyện Đăk Hà``."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists on that day (``valid_to`` is the last day, included)."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class Register:
    """All localities in official order. Reporting localities are the children of the province."""

    units: tuple[Unit, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        return {unit.unit_id: unit for unit in self.units}

    @cached_property
    def province(self) -> Unit:
        return next(unit for unit in self.units if unit.level is Level.PROVINCE)

    def children(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """Units directly below, in register order, that exist on that day."""
        return tuple(u for u in self.units if u.parent_id == unit_id and u.valid_on(on))

    def reporting(self, on: date) -> tuple[Unit, ...]:
        """The localities that must report for a period ending that day."""
        return self.children(self.province.unit_id, on)
