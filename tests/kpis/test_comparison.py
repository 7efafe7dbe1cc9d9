"""Localities beside one another: who is ranked, who is not, and how far each is from its number."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from data_loaders.model import Report, TargetReading
from kpis.comparison import Comparison, compare, position
from kpis.model import Result
from tests.kpis.given import PROVINCE, TEN, judged, reading, report

NAMES = {PROVINCE: "Tỉnh", **{unit: unit.upper() for unit in TEN}}


def results(
    target_id: str, period: str, reports: Sequence[Report], readings: Sequence[TargetReading] = ()
) -> list[Result]:
    """The province's result and those of ten localities."""
    return [
        judged(target_id, period, reports, unit_id=unit, readings=readings)
        for unit in (PROVINCE, *TEN)
    ]


def compared(
    target_id: str, period: str, reports: Sequence[Report], readings: Sequence[TargetReading] = ()
) -> Comparison:
    return compare(results(target_id, period, reports, readings)[1:])


def units(found: Sequence[Result]) -> list[str]:
    return [one.unit_id for one in found]


ACCESS = [
    report("d0", "2024-05", reached=9, addicts=10, users=2),
    report("d1", "2024-05", reached=8, addicts=9, users=1),
    report("d2", "2024-05", reached=2, addicts=2, users=1),
    report("d3", "2024-05", reached=80, addicts=50, users=50),
    report("d4", "2024-05", reached=1, addicts=9, users=0),
]


def test_only_a_base_of_ten_or_more_is_ranked_the_furthest_first() -> None:
    """9/12 = 75 %, 8/10 = 80 %, 80/100 = 80 %; 2/3 and 1/9 are counts and no shares."""
    found = compared("service-access", "2024-05", ACCESS)
    assert units(found.ranked) == ["d0", "d1", "d3"]
    assert units(found.small) == ["d2", "d4"]
    assert units(found.apart) == ["d5", "d6", "d7", "d8", "d9"]


def test_a_whole_of_nothing_is_no_small_base_but_nothing_to_compare() -> None:
    none = report("d0", "2024-05", hotspots_eradicated=0, hotspots_identified=0)
    found = compared("hotspots-eradicated", "2024-05", [none])
    assert "d0" in units(found.apart)
    assert found.ranked == found.small == ()


def yearly(measure: str, pairs: dict[str, tuple[int, int]]) -> list[Report]:
    counts: list[dict[str, Any]] = [{measure: n} for pair in pairs.values() for n in pair]
    return [
        report(unit, period, **counts.pop(0)) for unit in pairs for period in ("2023-12", "2024-05")
    ]


PAIRS = {"d0": (100, 90), "d1": (20, 21), "d2": (9, 1), "d3": (0, 4)}


def test_against_a_base_the_largest_rise_is_furthest_from_the_target() -> None:
    for target, measure in (("spots-reduction", "spots_closing"), ("addict-growth", "addicts")):
        found = compared(target, "2024-05", yearly(measure, PAIRS))
        assert units(found.ranked) == ["d1", "d0"]
        assert units(found.small) == ["d2", "d3"]


def test_a_sentence_without_a_reading_has_no_figure_and_so_no_ranking() -> None:
    pairs = {"d0": (20, 10), "d1": (20, 30)}
    reports = [
        report(unit, period, classes={"không": count, "có": 5})
        for unit, (base, now) in pairs.items()
        for period, count in (("2023-12", base), ("2024-05", now))
    ]
    found = compared("clean-communes", "2024-05", reports)
    assert units(found.apart) == list(TEN)
    assert {one.more_is_better for one in found.apart} == {None}
    read = compared("clean-communes", "2024-05", reports[::-1], readings=[reading("A")])
    assert {one.more_is_better for one in read.ranked} == {True}
    assert units(read.ranked) == ["d0", "d1"]
    assert [one.short for one in read.ranked] == [10, -10]


def test_each_is_held_against_its_own_whole_number() -> None:
    """More than 80 % of 10 is 9 of 10, of 100 it is 81."""
    of = {one.unit_id: one for one in results("service-access", "2024-05", ACCESS)}
    assert [of[unit].short for unit in ("d0", "d1", "d3")] == [1, 1, 1]
    assert of["d9"].short is None
    assert position(of["d9"]) is None


def test_above_what_is_allowed_is_short_and_below_it_to_spare() -> None:
    found = results("spots-reduction", "2024-05", yearly("spots_closing", PAIRS))
    of = {one.unit_id: one for one in found}
    assert (of["d0"].needed, of["d0"].short) == (95, -5)
    assert (of["d1"].needed, of["d1"].short) == (19, 2)
    assert position(of["d0"]) == Fraction(-10, 100)
