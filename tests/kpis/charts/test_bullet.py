"""The bar of a row: where each mark stands, on the scale of what is counted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from data_loaders.model import Period
from kpis.aims.reach import ByStages, Stage
from kpis.bounds import Bounds
from kpis.charts.bullet import STUB, UNMEASURED, Bullet, bullet_of, draw
from kpis.law.aim import Leg
from kpis.law.bar import Bar, Operator
from kpis.model import Result, Verdict
from tests.kpis.words.test_yardsticks import CEILING, CUT, HOTSPOTS, NEVER, of


def bullet(
    target_id: str, verdict: Verdict, leg: Leg, pace: int | None, **numbers: object
) -> Bullet:
    sheet = of(target_id, verdict, leg, **numbers)
    found = bullet_of(sheet.result, sheet.demand, pace)
    assert found is not None
    return found


def test_a_share_stands_on_its_whole() -> None:
    found = bullet(
        "hotspots-eradicated", Verdict.ON_TRACK, HOTSPOTS, 36,
        numerator=37, denominator=55, needed=44,
    )  # fmt: skip
    assert (found.at, found.pace, found.goal) == (
        Fraction(37, 55), Fraction(36, 55), Fraction(44, 55)
    )  # fmt: skip
    assert found.rightward


def test_a_rise_stands_on_twice_what_is_allowed_and_is_good_left_of_it() -> None:
    found = bullet(
        "addict-growth", Verdict.AT_RISK, CEILING, 425, numerator=427, base=423, needed=427
    )
    assert (found.at, found.pace, found.goal) == (Fraction(1, 2), Fraction(1, 4), Fraction(1, 2))
    assert not found.rightward


def test_a_cut_grows_to_the_right_and_is_good_beyond_what_is_demanded() -> None:
    found = bullet("spots-reduction", Verdict.ON_TRACK, CUT, 45, numerator=44, base=46, needed=43)
    assert (found.at, found.pace, found.goal) == (Fraction(2, 5), Fraction(1, 5), Fraction(3, 5))
    assert found.rightward


def test_where_more_than_the_base_is_left_nothing_was_cut() -> None:
    found = bullet("spots-reduction", Verdict.BEHIND, CUT, 45, numerator=48, base=46, needed=43)
    assert found.at == 0


def test_none_of_what_must_not_happen_is_a_dot_in_the_stub_and_one_is_a_bar_from_it() -> None:
    none = bullet("no-reformed-spots", Verdict.ON_TRACK, NEVER, 0, numerator=0, needed=0)
    assert none.at == none.since == STUB / 2
    assert 'class="nought"' in draw(none, "0")
    two = bullet("no-reformed-spots", Verdict.MISSED, NEVER, 0, numerator=2, needed=0)
    assert (two.since, two.at) == (STUB, STUB + (1 - STUB) / 2)
    assert two.goal == STUB
    assert 'class="value"' in draw(two, "2")


def test_the_bounds_keep_their_distance_from_what_will_be_needed() -> None:
    """444 of 444 allowed is as far from it as 427 of 427."""
    found = bullet(
        "addict-growth", Verdict.AT_RISK, CEILING, 425, numerator=427, base=423, needed=427,
        bounds=Bounds(442, 446, Verdict.ON_TRACK, Verdict.BEHIND, 444),
    )  # fmt: skip
    assert found.between == (Fraction(1, 4), Fraction(3, 4))


def test_nothing_is_drawn_of_nothing_and_what_is_not_judged_is_hatched() -> None:
    sheet = of("areas-transformed", Verdict.NOT_APPLICABLE, HOTSPOTS, numerator=0, denominator=0)
    assert bullet_of(sheet.result, sheet.demand, None) is None
    assert "<i" not in draw(None, "")
    silent: Result = replace(sheet.result, verdict=Verdict.NO_DATA, denominator=None)
    assert bullet_of(silent, sheet.demand, None) == UNMEASURED
    assert 'class="hatched"' in draw(UNMEASURED, "chưa đánh giá")


def test_of_a_way_in_stages_each_has_its_thin_mark_and_the_current_one_the_strong() -> None:
    bars = [Bar(Operator.AT_LEAST, Fraction(of, 10)) for of in (3, 6, 8)]
    ends = [Period.of(year, 12) for year in (2024, 2025, 2026)]
    aim = ByStages(tuple(map(Stage, ends, bars)))
    sheet = of(
        "hotspots-eradicated", Verdict.ON_TRACK, Leg(ends[0], ends[1], bars[1], later=True),
        numerator=31, denominator=55, needed=33,
    )  # fmt: skip
    found = bullet_of(sheet.result, replace(sheet.demand, aim=aim), None)
    assert found is not None
    assert found.goal == Fraction(33, 55)
    assert found.stages == (Fraction(17, 55), Fraction(44, 55))
    assert draw(found, "").count('class="stage"') == 2
    assert draw(found, "").count('class="goal"') == 1
    one = bullet_of(sheet.result, sheet.demand, None)
    assert one is not None
    assert one.stages == ()


def test_what_is_said_of_a_bar_cannot_leave_its_attribute() -> None:
    assert '"><b>' not in draw(UNMEASURED, '"><b>')
