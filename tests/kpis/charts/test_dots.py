"""Localities as dots: all on one scale, each against its own whole number."""

from __future__ import annotations

from fractions import Fraction

from kpis.charts.dots import Dot, dots_of, draw
from kpis.model import Result
from tests.kpis.given import judged, report

HALF = Fraction(1, 2)


def grown(unit_id: str, base: int, now: int) -> Result:
    reports = [report(unit_id, "2023-12", addicts=base), report(unit_id, "2024-05", addicts=now)]
    return judged("addict-growth", "2024-05", reports, unit_id=unit_id)


def test_a_change_is_drawn_in_people_since_its_base_which_stands_in_the_middle() -> None:
    """44 → 47 is three to the right, 38 → 36 two to the left; each has its own limit."""
    found = dots_of([grown("d0", 44, 47), grown("d1", 38, 36), grown("d2", 190, 191)])
    assert found["d0"] == Dot(Fraction(7, 8), HALF, HALF)
    assert found["d1"] == Dot(Fraction(2, 8), HALF, HALF)
    assert found["d2"] == Dot(Fraction(5, 8), Fraction(5, 8), HALF)  # 1 % of 190 is one


def test_a_share_stands_on_its_own_whole_and_against_its_own_number() -> None:
    reports = [report("d0", "2024-05", reached=9, addicts=10, users=2)]
    found = dots_of([judged("service-access", "2024-05", reports, unit_id="d0")])
    assert found["d0"] == Dot(Fraction(9, 12), Fraction(10, 12))


def test_what_is_only_counted_has_room_for_four_and_for_the_most_of_all() -> None:
    one, six = (
        judged(
            "no-reformed-spots",
            "2024-01",
            [report(unit, "2024-01", spots_reformed=number)],
            unit_id=unit,
        )
        for unit, number in (("d0", 1), ("d1", 6))
    )
    assert dots_of([one])["d0"].at == Fraction(1, 4)
    assert {unit: dot.at for unit, dot in dots_of([one, six]).items()} == {
        "d0": Fraction(1, 6),
        "d1": Fraction(1),
    }


def test_who_has_no_figure_has_no_dot_and_nothing_is_drawn_for_it() -> None:
    silent = judged("addict-growth", "2024-05", [], unit_id="d0")
    assert dots_of([silent]) == {}
    assert draw(None) == '<span class="dot-line none" aria-hidden="true"></span>'


def test_every_mark_lies_on_the_line() -> None:
    found = dots_of([grown(f"d{n}", base, now) for n, (base, now) in enumerate(WAYS)])
    for dot in found.values():
        for at in (dot.at, dot.needed, dot.nought):
            assert at is not None
            assert 0 < at < 1
        assert draw(dot).count("<i class=") == 3


WAYS = [(0, 0), (0, 9), (7, 7), (1, 300), (300, 1), (44, 47), (1000, 1000)]
