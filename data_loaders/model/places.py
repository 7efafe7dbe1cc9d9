"""Localities in time: units, what became of them, and the register that holds both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data_loaders.model.periods import Period, Regime
from data_loaders.model.reports import WorkedOutAnew
from data_loaders.model.words import Level, Reporter, UnitChangeKind


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


@dataclass(frozen=True, slots=True)
class UnitChange:
    """On ``effective_on`` the old unit became, or went into, the new one.

    ``old_unit_id`` None: made of nothing; ``new_unit_id`` None: abolished. ``whole``: all of the
    old goes into the new.
    """

    effective_on: date
    change: UnitChangeKind
    old_unit_id: str | None
    new_unit_id: str | None
    whole: bool = True
    decision_no: str = ""
    decision_on: date | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The units of another day that a unit is made of or went into; ``exact``: of wholes only."""

    units: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True)
class Register(WorkedOutAnew):
    """All localities of any day in official order, and how they changed, oldest first.

    An ended district stays what its communes belong to: a group, for sums and for display.
    """

    units: tuple[Unit, ...]
    changes: tuple[UnitChange, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        return {unit.unit_id: unit for unit in self.units}

    @cached_property
    def province(self) -> Unit:
        return next(unit for unit in self.units if unit.level is Level.PROVINCE)

    @cached_property
    def _below(self) -> Mapping[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            if unit.parent_id is not None:
                found[unit.parent_id].append(unit)
        return {parent: tuple(units) for parent, units in found.items()}

    def children(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """Units directly below, in register order, that exist on that day."""
        return tuple(unit for unit in self._below.get(unit_id, ()) if unit.valid_on(on))

    def rows(self, unit_id: str, on: date) -> tuple[Unit, ...]:
        """The communes of that day for which a locality reports: its own, or itself alone."""
        unit = self.by_id[unit_id]
        return (unit,) if unit.level is Level.COMMUNE else self.children(unit_id, on)

    def reporters(self, regime: Regime, period: Period) -> tuple[Unit, ...]:
        """The localities that must report the period: of the register of its last day, by whom the
        plan says."""
        return self.reporting(regime.ends_on(period), regime.reporter(period))

    def addressed(self, regime: Regime, on: date) -> frozenset[str]:
        """The localities that can be written to on a day: those there are, and who reports then.

        An ended district that reports as a group is; one that went into others is not any more.
        """
        there = {unit.unit_id for unit in self.units if unit.valid_on(on)}
        return frozenset(there | {u.unit_id for u in self.reporters(regime, regime.period_of(on))})

    def ever_reporting(self, regime: Regime) -> tuple[Unit, ...]:
        """The localities that report any of the plan's periods, also those that ended since."""
        found = {u for at in regime.expected() for u in self.reporters(regime, at)}
        return tuple(unit for unit in self.units if unit in found)

    def reporting(self, on: date, by: Reporter = Reporter.DISTRICT) -> tuple[Unit, ...]:
        """The localities that report on that day under an arrangement, in register order.

        Communes right under the province are in no group: under ``GROUP`` each is one of its own.
        """
        if by is Reporter.COMMUNE:
            return tuple(u for u in self.units if u.level is Level.COMMUNE and u.valid_on(on))
        below = self._below.get(self.province.unit_id, ())
        if by is Reporter.DISTRICT:
            return tuple(unit for unit in below if unit.valid_on(on))
        return tuple(unit for unit in below if self.rows(unit.unit_id, on))

    def epochs(self, regime: Regime) -> tuple[Period, ...]:
        """The first period of each arrangement: of the plan, and where units changed or other
        localities report."""
        found: list[tuple[int, Reporter]] = []
        first = []
        for at in regime.expected():
            before = sum(day <= regime.ends_on(at) for day in self.breaks)
            now = (before, regime.reporter(at))
            if not found or found[-1] != now:
                found.append(now)
                first.append(at)
        return tuple(first)

    def heirs(self, unit_id: str, older: date, newer: date) -> frozenset[str]:
        """The units of the newer day that a unit of the older one is or went into, wholly or in
        part; where a part of it left, itself too if it goes on."""
        found = {unit_id} if self.by_id[unit_id].valid_on(newer) else set()
        for step in self._became.get(unit_id, ()):
            there = step.new_unit_id
            if there not in (None, unit_id) and older < step.effective_on <= newer:
                found |= self.heirs(there or "", step.effective_on, newer)
        return frozenset(found)

    @cached_property
    def breaks(self) -> tuple[date, ...]:
        """The days on which units changed, oldest first."""
        return tuple(sorted({change.effective_on for change in self.changes}))

    @cached_property
    def _became(self) -> Mapping[str, tuple[UnitChange, ...]]:
        """What became of a unit, by its id."""
        return _by_unit((c.old_unit_id, c) for c in self._passages if c.new_unit_id is not None)

    @cached_property
    def _made_of(self) -> Mapping[str, tuple[UnitChange, ...]]:
        return _by_unit((c.new_unit_id, c) for c in self._passages if c.old_unit_id is not None)

    @cached_property
    def _passages(self) -> tuple[UnitChange, ...]:
        """The changes from one unit to another; a new name or code of the same unit is none."""
        return tuple(c for c in self.changes if c.old_unit_id != c.new_unit_id)

    def parts(self, unit_id: str, on: date) -> Parts:
        """The units of that day which the unit is made of, or went into, in register order.

        Itself where it exists then, and where it is a district or the province, which go on as
        groups. None where nothing came before or after it.
        """
        unit = self.by_id[unit_id]
        if unit.valid_on(on) or unit.level is not Level.COMMUNE:
            return Parts((unit_id,))
        earlier = unit.valid_from is not None and on < unit.valid_from
        steps = (self._made_of if earlier else self._became).get(unit_id, ())
        found, exact = set(), True
        for step in steps:
            there = step.old_unit_id if earlier else step.new_unit_id
            further = self.parts(there or "", on)
            found |= set(further.units)
            exact = exact and step.whole and further.exact
        return Parts(tuple(u.unit_id for u in self.units if u.unit_id in found), exact)


def _by_unit(
    pairs: Iterable[tuple[str | None, UnitChange]],
) -> Mapping[str, tuple[UnitChange, ...]]:
    found: dict[str, list[UnitChange]] = defaultdict(list)
    for unit_id, change in pairs:
        found[unit_id or ""].append(change)
    return {unit_id: tuple(changes) for unit_id, changes in found.items()}
