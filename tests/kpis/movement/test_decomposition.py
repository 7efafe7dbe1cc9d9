"""Why a figure moved: exact parts that an account written apart gives too, and the same backwards.

The histories are those of the judge, with reports replaced and acceptances taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kpis.movement.decomposition import Cause, Measure, Movement, movement
from kpis.scorecard import scorecard
from tests.kpis.movement.account import Account, account
from tests.kpis.sides import PLAN, random_ends
from tests.kpis.told import Told, told

SHORT, LONG = [*range(45), 166, 235], range(1000, 2000)
AT = datetime(2026, 1, 1, tzinfo=UTC)
COUNTS = (Measure.NUMERATOR, Measure.DENOMINATOR, Measure.BASE)
TOLD = set(Cause) - {Cause.BOUNDARY}
"""What the judge's histories hold: their localities are the same all the time."""


def faults(seeds: Iterable[int], seen: Counter[Cause]) -> list[str]:
    """Where the parts do not sum to the change, or an end is not the scorecard's.

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
            seen.update(part.cause for part in one.parts)
            for card, end in zip(cards, (one.before, one.after), strict=True):
                if key[1] in {one.target_id for one in card.targets} and card.of(*key) != end:
                    found.append(f"{seed} {key}: an end is another than the scorecard's")
            found += [f"{seed} {key}: {text}" for text in _unsound(one)]
    return found


def _unsound(one: Movement) -> list[str]:
    found = []
    for measure in Measure:
        total = sum(part.change(measure) for part in one.parts)
        if total != one.change(measure):
            found.append(f"{measure}: {total} ≠ {one.change(measure)}")
    for result, numbers in ((one.before, one.start), (one.after, one.end)):
        said = {measure: getattr(result, measure) for measure in COUNTS}
        if any(n is not None and n != numbers.get(measure) for measure, n in said.items()):
            found.append(f"{said} of the scorecard are not the {numbers} that are taken apart")
    return found


def differences(seeds: Iterable[int], seen: Counter[str]) -> list[str]:
    """Where the account of the judge is another one, cause by cause and locality by locality."""
    found = []
    for seed in seeds:
        one = told(seed)
        for target in PLAN.targets:
            for unit in (None, "H1"):
                moved = _moved(one, unit, target.target_id)
                expected = account(one.history, *one.ends, unit, target.target_id)
                if _sums(moved) != expected:
                    found.append(f"{seed} {target.target_id} {unit}: {_sums(moved)} ≠ {expected}")
                found += [f"{seed} {target.target_id}: {text}" for text in _unsound(moved)]
                seen.update(cause for cause, _ in expected)
    return found


def _moved(one: Told, unit: str | None, target_id: str, *, backwards: bool = False) -> Movement:
    first, last = one.sides[::-1] if backwards else one.sides
    asked = unit or first.register.province.unit_id
    return movement(first, last, one.corrections, one.past, unit_id=asked, target_id=target_id)


def _sums(moved: Movement) -> Account:
    found: dict[tuple[str, str | None], list[int]] = {}
    for part in moved.parts:
        sums = found.setdefault((str(part.cause), part.about.unit_id), [0, 0, 0])
        for place, measure in enumerate(COUNTS):
            sums[place] += int(part.change(measure))
    return {key: (n, d, b) for key, (n, d, b) in found.items() if (n, d, b) != (0, 0, 0)}


def unturned(seeds: Iterable[int]) -> list[str]:
    """Where the way back is not the way there with its signs turned, part by part."""
    found = []
    for seed in seeds:
        one = told(seed)
        if one.sides[0].order == one.sides[1].order:
            continue
        for target in PLAN.targets:
            there, back = (
                _moved(one, None, target.target_id, backwards=turned) for turned in (False, True)
            )
            pairs = list(zip(there.parts, back.parts, strict=True))
            if any(a.about != b.about for a, b in pairs):
                found.append(f"{seed} {target.target_id}: other causes")
            for measure in Measure:
                if any(a.change(measure) != -b.change(measure) for a, b in pairs):
                    found.append(f"{seed} {target.target_id}: {measure}")
            if (there.before, there.after) != (back.after, back.before):
                found.append(f"{seed} {target.target_id}: other ends")
    return found


def test_parts_sum_exactly_to_the_change_on_a_hundred_random_histories() -> None:
    seen: Counter[Cause] = Counter()
    assert faults(range(100), seen) == []
    assert {Cause.BOUNDARY, Cause.TARGET, Cause.LISTS, Cause.CORRECTED} <= set(seen)


def test_parts_equal_an_account_written_apart_cause_by_cause() -> None:
    seen: Counter[str] = Counter()
    assert differences(SHORT, seen) == []
    assert set(seen) == {str(cause) for cause in TOLD}


def test_backwards_is_the_same_account_with_its_signs_turned() -> None:
    assert unturned(SHORT) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_thousand_histories_are_taken_apart_as_the_account_written_apart_has_it() -> None:
    seen: Counter[str] = Counter()
    assert differences(LONG, seen) == []
    assert min(seen[str(cause)] for cause in TOLD) > 5


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_backwards_turns_the_signs_on_a_thousand_histories() -> None:
    assert unturned(LONG) == []


def test_the_value_is_that_of_the_scorecard_where_both_ends_have_one() -> None:
    valued = 0
    for seed in SHORT:
        one = told(seed)
        for target in PLAN.targets:
            moved = _moved(one, None, target.target_id)
            if moved.start.value is None:
                assert None in (moved.before.value, moved.after.value)
                continue
            values = (moved.before.value, moved.after.value)
            assert (moved.start.value, moved.end.value) == values
            valued += 1
    assert valued > 50


def test_the_same_facts_by_two_plans_are_told_one_way() -> None:
    side = told(3).sides[1]
    dropped = tuple(one for one in PLAN.targets if one.target_id != "addict-growth")
    other = replace(side, plan=replace(PLAN, targets=dropped))
    there = movement(side, other, unit_id="T", target_id="addict-growth")
    back = movement(other, side, unit_id="T", target_id="addict-growth")
    assert there.parts == back.turned().parts
    assert {part.cause for part in there.parts} == {Cause.TARGET}
