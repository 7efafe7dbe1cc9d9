"""Forty localities under eight units: shown as eight, each with its gravest sign."""

from __future__ import annotations

from data_loaders.model import Level, Register, Unit
from kpis.model import Coverage, Result, Verdict
from kpis.words.groups import gravest, groups, troubled
from tests.kpis.words.test_yardsticks import JUNE

PROVINCE = Unit("62", "62", Level.PROVINCE, "tỉnh", "Kon Tum", None)
FORMER = [Unit(f"d{n}", f"d{n}", Level.DISTRICT, "huyện", f"Cũ {n}", "62") for n in range(8)]
COMMUNES = [
    Unit(f"{of.unit_id}c{n}", f"{n}", Level.COMMUNE, "xã", f"Xã {n}", of.unit_id)
    for n in range(5)
    for of in FORMER
]
REGISTER = Register((PROVINCE, *FORMER, *COMMUNES))


def result(verdict: Verdict) -> Result:
    return Result("c", "t", JUNE, verdict, None, False, (), Coverage(1, 1, ()))


def test_forty_localities_are_shown_by_the_eight_units_above_them() -> None:
    found = groups(REGISTER, [unit.unit_id for unit in COMMUNES])
    assert [one.unit for one in found] == FORMER
    assert {len(one.members) for one in found} == {5}
    assert found[2].members == ("d2c0", "d2c1", "d2c2", "d2c3", "d2c4")
    assert not any(one.single for one in found)


def test_a_locality_directly_under_the_province_stands_for_itself() -> None:
    found = groups(REGISTER, ["d0", "d1c0", "d1c1"])
    assert [(one.unit.unit_id, one.members, one.single) for one in found] == [
        ("d0", ("d0",), True),
        ("d1", ("d1c0", "d1c1"), False),
    ]


def test_a_group_shows_its_gravest_sign_and_how_many_are_in_trouble() -> None:
    every = [result(v) for v in (Verdict.MET, Verdict.BEHIND, Verdict.NO_DATA, Verdict.AT_RISK)]
    assert gravest(every) is Verdict.BEHIND
    assert troubled(every) == 2
    assert gravest([result(Verdict.NO_DATA), result(Verdict.NO_DATA)]) is Verdict.NO_DATA
