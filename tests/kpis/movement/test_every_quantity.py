"""The parts of a movement add up exactly, whatever is counted, forwards and backwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from data_loaders.model import Period, SentVersion, TargetReading, VersionEvent
from kpis.law.bar import Bar
from kpis.model import Demand, Plan, Target
from kpis.movement.decomposition import Cause, Measure, Movement, Side, movement
from tests.kpis.declared import EVERY, every_quantity, plan_of
from tests.kpis.given import (
    LATER,
    PLAN,
    PROVINCE,
    REGIME,
    facts_of,
    reading,
    register_of,
    report,
)
from tests.kpis.small_histories import Ends, ends, places

P = Period.parse
COUNTS = (Measure.NUMERATOR, Measure.DENOMINATOR, Measure.BASE)
Change = Callable[[Side], Side]


def with_other_bars(side: Side) -> Side:
    """The same targets, each with a bar that asks for something else."""
    targets = tuple(map(_with_another_bar, side.plan.targets))
    return replace(side, plan=replace(side.plan, targets=targets))


def _with_another_bar(target: Target) -> Target:
    demand = target.demanded
    assert demand is not None
    aim: Any = demand.aim
    if hasattr(aim, "stages"):
        stages = tuple(replace(one, bar=_another(one.bar)) for one in aim.stages)
        aim = replace(aim, stages=stages)
    elif hasattr(aim, "bar"):
        aim = replace(aim, bar=_another(aim.bar))
    return replace(target, demanded=Demand(demand.quantity, aim))


def _another(bar: Bar) -> Bar:
    whole = bar.value.denominator == 1
    return Bar(bar.operator, bar.value + (3 if whole else Fraction(-1, 20)))


def with_other_quantities(side: Side) -> Side:
    """Under each name what the next one counts: an amendment that leaves nothing as it was."""
    return replace(side, plan=_turned())


def _turned() -> Plan:
    names = list(EVERY)
    return plan_of(dict(zip(names, (EVERY[name] for name in (*names[1:], names[0])), strict=True)))


def same(side: Side) -> Side:
    return side


def told(found: Ends, target: Target, unit: str) -> Movement:
    return movement(found.before, found.after, unit_id=unit, target_id=target.target_id)


def faults(seeds: Iterable[int], change: Change, seen: Counter[Cause]) -> Iterator[str]:
    """Where the parts do not come to the change, or the way back is another."""
    for seed in seeds:
        found = ends(Random(seed))  # noqa: S311 (a test's dice)
        found = replace(found, after=change(found.after))
        for target in found.after.plan.targets:
            for unit in places(("d0",)):
                there = told(found, target, unit)
                back = told(Ends(found.after, found.before), target, unit)
                seen.update(part.cause for part in there.parts)
                said = f"{seed} {target.target_id} {unit}"
                yield from (f"{said}: {text}" for text in _unsound(there))
                if back.turned() != there and found.before.order != found.after.order:
                    yield f"{said}: another way back"


def _unsound(one: Movement) -> Iterator[str]:
    for measure in Measure:
        total = sum(part.change(measure) for part in one.parts)
        if total != one.change(measure):
            yield f"{measure}: {total} ≠ {one.change(measure)}"
    for result, numbers in ((one.before, one.start), (one.after, one.end)):
        said = {measure: getattr(result, measure) for measure in COUNTS}
        if any(n is not None and n != numbers.get(measure) for measure, n in said.items()):
            yield f"{said} of the scorecard are not the {numbers} that are taken apart"
        if numbers.value is not None and numbers.value != result.value:
            yield f"{numbers.value} is not the {result.value} that is judged"


CHANGES = pytest.mark.parametrize(
    ("change", "target"),
    [(same, False), (with_other_bars, True), (with_other_quantities, True)],
)


@CHANGES
def test_the_parts_of_every_quantity_add_up_forwards_and_backwards(
    change: Change, target: bool
) -> None:
    seen: Counter[Cause] = Counter()
    assert list(faults(range(6), change, seen)) == []
    expected = {Cause.NEW_PERIOD, Cause.CORRECTED, Cause.COUNTED, Cause.NOT_COUNTED}
    assert expected <= seen.keys()
    assert (Cause.TARGET in seen) is target


@pytest.mark.long
@pytest.mark.timeout(3600)
@CHANGES
def test_they_add_up_on_many_more_histories(change: Change, target: bool) -> None:
    assert list(faults(range(1000, 1200), change, Counter())) == []


def test_a_new_bar_moves_no_count_and_stands_as_a_part_of_its_own() -> None:
    """Of one and the same reports and period: all that differs is what is asked."""
    after = replace(ends(Random(2)).after, period=Period.of(2024, 5))  # noqa: S311
    asked_otherwise = 0
    for target in after.plan.targets:
        one = told(Ends(after, with_other_bars(after)), target, places()[0])
        assert [part.cause for part in one.parts] in ([], [Cause.TARGET])
        assert one.measures == ()
        verdicts = (one.before.verdict, one.before.needed), (one.after.verdict, one.after.needed)
        assert bool(one.parts) == (verdicts[0] != verdicts[1]), target.target_id
        asked_otherwise += bool(one.parts)
    assert asked_otherwise > 20


def _read(side: Side, *readings: TargetReading) -> Side:
    return replace(side, plan=PLAN, facts=replace(side.facts, readings=readings))


@pytest.mark.parametrize("letters", [("", "A"), ("A", "C"), ("C", ""), ("A", "B"), ("B", "C")])
def test_a_reading_is_a_part_of_its_own_and_what_it_counts_comes_with_it(
    letters: tuple[str, str],
) -> None:
    """From the communes without drug evils to those with them: no report changed."""
    side = ends(Random(5)).after  # noqa: S311 (a test's dice)
    taken = [[reading(letter)] if letter else [] for letter in letters]
    before, after = (_read(side, *one) for one in taken)
    before = replace(before, facts=replace(before.facts, as_of=side.facts.as_of), revision=0)
    one = movement(before, after, unit_id=places()[0], target_id="clean-communes")
    assert {part.cause for part in one.parts} <= {Cause.TARGET}
    assert list(_unsound(one)) == []
    assert one.parts
    back = movement(after, before, unit_id=places()[0], target_id="clean-communes")
    assert back.turned() == one


def test_what_came_after_a_deadline_is_told_by_its_event_and_is_no_new_period() -> None:
    """Asked in August and in October, of a figure that was settled in June; d1 sent June late."""
    own, other = (report(u, "2024-06", hotspots_eradicated=4) for u in ("d0", "d1"))
    sent, accepted = (datetime(2024, 8, 30, hour, tzinfo=REGIME.timezone) for hour in (9, 16))
    told_of = VersionEvent("sent", sent, "huyện"), VersionEvent("accepted", accepted, "duyệt")
    past = {("d1", P("2024-06")): (SentVersion(1, sent, "huyện", told_of),)}
    register, plan = register_of(("d0", "d1")), every_quantity()
    early, late = (facts_of(known, as_of=LATER) for known in ([own], [own, other]))
    sides = (Side(early, plan, register, P("2024-08")), Side(late, plan, register, P("2024-10"), 1))
    one = movement(*sides, past=past, unit_id=PROVINCE, target_id="count-state-early")
    (part,) = one.parts
    assert (part.cause, part.about.unit_id, part.about.period) == (Cause.LATE, "d1", P("2024-06"))
    assert part.about.made is not None
    assert (part.about.made.by, part.about.made.sent_by) == ("duyệt", "huyện")
    assert (one.before.judged_at, one.after.judged_at) == (P("2024-06"), P("2024-06"))


def test_every_quantity_has_a_movement() -> None:
    assert [one.target_id for one in every_quantity().targets] == list(EVERY)
