"""A movement as a short list: it adds up, and who left stands apart from what fell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kpis.movement.account import MOST, Kind, Line, account
from kpis.movement.decomposition import Cause, Movement, movement
from kpis.movement.model import Numbers
from tests.kpis.sides import PLAN, random_ends

SEEDS = [*range(24), 166, 235]
LEVELS = (Kind.THEN, Kind.SAME, Kind.NOW)


def movements(seed: int) -> list[Movement]:
    before, after, cells = random_ends(seed)
    province = before.register.province.unit_id
    known = {one.target_id for side in (before, after) for one in side.plan.targets}
    return [
        movement(before, after, cells, unit_id=province, target_id=one.target_id)
        for one in PLAN.targets
        if one.target_id in known
    ]


def counts(numbers: Numbers) -> tuple[int, int]:
    return numbers.numerator or 0, numbers.denominator or 0


def faults(one: Movement) -> list[str]:
    """Where the list does not lead from the first figure to the last, or hides who left."""
    told = account(one)
    if not told:
        known = one.start.numerator is not None and one.end.numerator is not None
        return ["a movement between two figures is not told"] if known else []
    found, at = [], counts(told[0].numbers)
    for line in told[1:]:
        here = counts(line.numbers)
        if line.kind not in LEVELS:
            at = at[0] + here[0], at[1] + here[1]
        elif at != here:
            found.append(f"{line.kind}: {at} is not {here}")
    if counts(told[-1].numbers) != counts(one.end):
        found.append("the last line is not the figure of now")
    for line in told:
        found += [f"{line.kind}: {one.cause}" for one in line.parts if not _apart(line, one.cause)]
    return found


def _apart(line: Line, cause: Cause) -> bool:
    """Whether who is not counted any more stands with those who left, and nowhere else."""
    return (cause is not Cause.NOT_COUNTED) or line.kind is Kind.LEFT


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happened_the_list_adds_up(seed: int) -> None:
    assert [fault for one in movements(seed) for fault in faults(one)] == []


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_the_lines_stand_in_their_order_and_few_causes_by_name(seed: int) -> None:
    order = list(Kind)
    for one in movements(seed):
        told = account(one)
        kinds = [order.index(line.kind) for line in told]
        assert all(first <= second for first, second in pairwise(kinds))
        assert sum(line.kind in (Kind.CAUSE, Kind.REST) for line in told) <= MOST


def test_every_kind_of_line_occurs() -> None:
    kinds = {line.kind for seed in SEEDS for one in movements(seed) for line in account(one)}
    assert kinds == set(Kind)
