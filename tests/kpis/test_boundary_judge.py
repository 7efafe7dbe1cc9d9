"""A judge of its own over random changes of units, written from the text of the law alone.

It knows cells and changes and nothing of the program's ways: what a locality of now had in a month
is the sum of the cells of all communes that went into it, or unknown; of the whole place it is the
sum of all cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import pytest

from data_loaders.model import (
    Boundary,
    Carried,
    Level,
    Period,
    Register,
    UnitChange,
    UnitChangeKind,
    periods_between,
)
from kpis.model import Reason, Verdict
from kpis.scorecard import scorecard
from tests.data_loaders.model.test_places import BEFORE, DAY
from tests.data_loaders.model.test_places import unit as unit_of
from tests.kpis.test_boundary import AS_OF, BASE, FIRST, LAST, PLAN, Told

JANUARY = Period.parse("2025-01")
OLD_PERIODS = (BASE, *periods_between(JANUARY, LAST))


@dataclass
class _World:
    """Old communes by district, which new communes each went into, and what was typed."""

    districts: dict[str, list[str]]
    went: dict[str, set[str]]
    register: Register
    told: Told
    cells: dict[tuple[str, Period, str], int | None] = field(default_factory=dict)
    reported: set[tuple[str, Period]] = field(default_factory=set)

    @property
    def new(self) -> list[str]:
        return sorted(set().union(*self.went.values()))

    def parts(self, unit: str) -> list[str]:
        return [old for old, became in self.went.items() if unit in became]

    def divided(self, unit: str) -> bool:
        return any(len(self.went[old]) > 1 for old in self.parts(unit))

    def district(self, old: str) -> str:
        return next(one for one, communes in self.districts.items() if old in communes)

    def cell(self, commune: str, period: Period, measure: str) -> int | None:
        return self.cells.get((commune, period, measure))


def _world(chance: Random, *, splits: bool) -> _World:
    districts = {
        f"d{d}": [f"o{d}{c}" for c in range(chance.randint(1, 4))]
        for d in range(chance.randint(1, 3))
    }
    old = [commune for communes in districts.values() for commune in communes]
    new = [f"n{n}" for n in range(chance.randint(1, len(old)))]
    went = {commune: {chance.choice(new)} for commune in old}
    if splits:
        for commune in chance.sample(old, len(old) // 3):
            went[commune] |= {chance.choice(new)}
    made = sorted(set().union(*went.values()))
    register = Register(
        (
            unit_of("p", Level.PROVINCE, None),
            *(unit_of(one, Level.DISTRICT, "p", valid_to=BEFORE) for one in districts),
            *(
                unit_of(commune, Level.COMMUNE, district, valid_to=BEFORE)
                for district, communes in districts.items()
                for commune in communes
            ),
            *(unit_of(one, Level.COMMUNE, chance.choice(sorted(districts)), DAY) for one in made),
        ),
        tuple(
            UnitChange(DAY, UnitChangeKind.MERGE, commune, one, len(became) == 1)
            for commune, became in went.items()
            for one in sorted(became)
        ),
    )
    world = _World(districts, went, register, Told(register))
    for period in OLD_PERIODS:
        for district, communes in districts.items():
            _say(world, chance, district, period, communes)
    for one in made:
        _say(world, chance, one, FIRST, [one])
    return world


def _say(world: _World, chance: Random, unit: str, period: Period, communes: list[str]) -> None:
    if chance.random() < 0.15:
        return
    world.reported.add((unit, period))
    rows = {}
    for commune in communes:
        addicts = chance.randint(0, 9)
        incidents = int(chance.random() < 0.05)
        rows[commune] = {"addicts": addicts, "public_incidents": incidents}
        world.cells[commune, period, "addicts"] = addicts
        world.cells[commune, period, "public_incidents"] = incidents
    world.told.say(unit, period, rows)


def _base(world: _World, unit: str) -> int | None:
    cells = [world.cell(old, BASE, "addicts") for old in world.parts(unit)]
    known = [cell for cell in cells if cell is not None]
    return sum(known) if len(known) == len(cells) and not world.divided(unit) else None


def _incidents(world: _World, unit: str) -> int:
    own = world.cell(unit, FIRST, "public_incidents") or 0
    if world.divided(unit):
        return own
    return own + sum(
        world.cell(old, period, "public_incidents") or 0
        for old in world.parts(unit)
        for period in OLD_PERIODS
        if period >= JANUARY
    )


def _judge(world: _World) -> None:
    facts = world.told.counts().facts
    card = scorecard(facts, PLAN, world.register, period=FIRST, now=AS_OF)
    counted = []
    for unit in world.new:
        result, now = card.of(unit, "addict-growth"), world.cell(unit, FIRST, "addicts")
        base = _base(world, unit)
        if world.divided(unit):
            assert (result.verdict, result.reason) == (Verdict.NO_DATA, Reason.BOUNDARY)
            assert result.numerator is result.base is None
        elif now is None or base is None:
            assert result.verdict is Verdict.NO_DATA
        else:
            assert (result.numerator, result.base) == (now, base)
            assert result.boundary is Carried.EXACT
            counted.append((now, base))
        _never(world, card.of(unit, "no-public-incidents").numerator, unit)
    whole = card.of("p", "addict-growth")
    assert whole.coverage.counted == len(counted)
    if whole.numerator is not None:
        assert (whole.numerator, whole.base) == tuple(map(sum, zip(*counted, strict=True)))
    total = sum(
        value or 0
        for (_, period, measure), value in world.cells.items()
        if measure == "public_incidents" and period >= JANUARY
    )
    said = card.of("p", "no-public-incidents")
    if said.numerator is not None:
        assert said.numerator == total
    assert said.reports is not None
    months = [period for period in OLD_PERIODS if period >= JANUARY]
    assert said.reports.expected == len(months) * len(world.districts) + len(world.new)
    assert said.reports.received == sum(period >= JANUARY for _, period in world.reported)


def _never(world: _World, numerator: int | None, unit: str) -> None:
    if numerator is not None:
        assert numerator == _incidents(world, unit)


def _views(world: _World) -> None:
    """The whole place is the same in all three views; a carried figure is a sum or nothing."""
    facts = world.told.counts().facts
    cards = {
        (view, period): scorecard(
            facts, PLAN, world.register, period=period, now=AS_OF, boundary=view
        )
        for view in Boundary
        for period in (LAST, FIRST)
    }
    for period in (LAST, FIRST):
        whole = {view: cards[view, period].of_unit("p") for view in Boundary}
        assert whole[Boundary.TODAY] == whole[Boundary.AS_REPORTED] == whole[Boundary.PLAN]
    for unit in world.new:
        carried = cards[Boundary.TODAY, LAST].of(unit, "addict-growth")
        cells = [world.cell(old, LAST, "addicts") for old in world.parts(unit)]
        known = [cell for cell in cells if cell is not None]
        complete = len(known) == len(cells) and _base(world, unit) is not None
        expected = sum(known) if complete and not world.divided(unit) else None
        assert carried.numerator == expected
        assert carried.verdict is Verdict.NOT_JUDGED


@pytest.mark.parametrize("splits", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_verdicts_over_a_change_agree_with_a_judge_of_cells(seed: int, *, splits: bool) -> None:
    world = _world(Random(seed), splits=splits)  # noqa: S311  # no secret
    _judge(world)
    _views(world)


@pytest.mark.long
@pytest.mark.parametrize("splits", [False, True])
def test_verdicts_over_many_changes_agree_with_a_judge_of_cells(*, splits: bool) -> None:
    for seed in range(100, 400):
        world = _world(Random(seed), splits=splits)  # noqa: S311  # no secret
        _judge(world)
        _views(world)
