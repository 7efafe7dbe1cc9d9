"""The parts of a movement sum exactly to the change, whatever happened in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from kpis.movement import Cause, Delta, Measure, Movement, movement
from kpis.scorecard import scorecard
from tests.kpis.sides import PLAN, random_ends

SHORT, LONG = range(100), range(1000, 2000)
AT = datetime(2026, 1, 1, tzinfo=UTC)
EVERY = set(Cause) - {Cause.ANOTHER_VERSION}


def faults(seeds: Iterable[int], seen: Counter[Cause]) -> list[str]:
    """Where parts do not sum to the change, or an end is not the scorecard's.

    Each history is asked for three of the targets, of the province and of localities by turns.
    """
    found = []
    for seed in seeds:
        before, after, cells = random_ends(seed)
        cards = [
            scorecard(side.facts, side.plan, side.register, period=side.period, now=AT)
            for side in (before, after)
        ]
        units = [unit for unit in cards[0].units if unit in cards[1].units]
        unit_id = units[seed % 2 and seed % len(units)]
        for target in [PLAN.targets[(seed + step) % len(PLAN.targets)] for step in (0, 3, 7)]:
            key = (unit_id, target.target_id)
            one = movement(before, after, cells, unit_id=unit_id, target_id=key[1])
            seen.update(part.about.cause for part in one.parts)
            for card, end in zip(cards, (one.before, one.after), strict=True):
                if key[1] in {one.target_id for one in card.targets} and card.of(*key) != end:
                    found.append(f"{seed} {key}: an end is another than the scorecard's")
            found += [f"{seed} {key}: {text}" for text in _unsound(one)]
    return found


def _unsound(one: Movement) -> list[str]:
    found = []
    for measure in Measure:
        total = sum((part.change(measure) for part in one.parts), Delta())
        if total != one.change(measure):
            found.append(f"{measure}: {total} ≠ {one.change(measure)}")
    for part in one.parts:
        if not any(part.change(measure) for measure in Measure):
            found.append(f"{part.about} moves nothing")
        if part.about.cause is Cause.ANOTHER_VERSION:
            found.append(f"{part.about}: no cell accounts for it")
    return found


def test_parts_sum_exactly_to_the_change_on_a_hundred_random_histories() -> None:
    seen: Counter[Cause] = Counter()
    assert faults(SHORT, seen) == []
    assert set(seen) == EVERY


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_parts_sum_exactly_to_the_change_on_a_thousand_random_histories() -> None:
    seen: Counter[Cause] = Counter()
    assert faults(LONG, seen) == []
    assert set(seen) == EVERY
    assert sum(seen.values()) > 3_000
