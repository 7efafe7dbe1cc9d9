"""Why a figure moved, said and drawn: true at the edges, and adding up as printed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from data_loaders.model import Period, Report, TargetReading
from kpis.charts.waterfall import MOST, draw, sentence, waterfall_of
from kpis.language import tenths
from kpis.model import Language, Plan, Verdict
from kpis.movement import Measure, Movement, Numbers, PartKind, Side, movement
from kpis.movement_parts import Names
from kpis.movement_words import by_kind, main_measure, movement_sentence, printed, step_of
from tests.kpis.given import PLAN, PROVINCE, TEN, facts_of, reading, register_of, report
from tests.kpis.sides import random_ends

NAMES = Names({unit: f"Huyện {unit}" for unit in TEN}, {})
VI = Language.VI


def side(
    period: str,
    *reports: Report,
    units: tuple[str, ...] = TEN,
    readings: tuple[TargetReading, ...] = (),
    plan: Plan = PLAN,
) -> Side:
    known = facts_of(reports, readings=readings)
    return Side(known, plan, register_of(units), Period.parse(period))


def reached(unit: str, period: str, number: int, of: int = 100) -> Report:
    return report(unit, period, reached=number, addicts=of, users=0)


def everywhere(period: str, number: int) -> tuple[Report, ...]:
    return tuple(reached(unit, period, number) for unit in TEN)


def moved(before: Side, after: Side, target: str, unit_id: str = PROVINCE) -> Movement:
    return movement(before, after, unit_id=unit_id, target_id=target)


def said(one: Movement, plan: Plan = PLAN) -> str:
    return movement_sentence(one, plan, NAMES, VI)


def test_the_sentence_names_from_and_to_each_kind_and_the_largest_part() -> None:
    first = everywhere("2025-05", 70)
    late = reached("d0", "2025-05", 90)
    after = side("2025-06", *first[1:], late, *everywhere("2025-06", 80))
    one = moved(side("2025-05", *first[1:]), after, "service-access")
    text = said(one)
    assert text.startswith("Từ 70,0% (630/900) lên 80,0% (800/1.000) (+10,0 điểm phần trăm)")
    assert "báo cáo đến sau +2,0" in text
    assert "số liệu kỳ mới +8,0" in text
    assert text.endswith("nhiều nhất là Huyện d0: báo cáo kỳ tháng 05/2025 đến sau (+2,0).")


def test_a_figure_that_was_not_known_is_no_zero() -> None:
    one = moved(side("2025-06"), side("2025-06", *everywhere("2025-06", 81)), "service-access")
    assert said(one).startswith("Trước chưa có số, nay 81,0% (810/1.000); kết quả từ “chưa đủ")
    change = one.change(Measure.VALUE)
    assert (change.known, change.amount) == (1, Fraction(81, 100))
    back = moved(side("2025-06", *everywhere("2025-06", 81)), side("2025-06"), "service-access")
    assert said(back).startswith("Trước 81,0% (810/1.000), nay chưa có số")
    assert {part.kind for part in back.parts} == {PartKind.CORRECTION}


def test_nothing_known_and_nothing_changed_are_two_sentences() -> None:
    empty = moved(side("2025-06"), side("2025-06"), "service-access")
    assert said(empty) == "Cả hai thời điểm đều chưa có số."
    same = side("2025-06", *everywhere("2025-06", 81))
    assert said(moved(same, same, "service-access")) == "Con số vẫn là 81,0% (810/1.000)."
    assert waterfall_of(moved(same, same, "service-access"), Measure.VALUE, NAMES, VI) is None


def test_a_new_year_counts_against_a_new_base() -> None:
    counts = {"2023-12": 20, "2024-12": 16, "2025-01": 15}
    reports = [report("d0", period, spots_closing=n) for period, n in counts.items()]
    ends = (side("2024-12", *reports, units=("d0",)), side("2025-01", *reports, units=("d0",)))
    one = moved(*ends, "spots-reduction", "d0")
    year, data = one.parts
    assert [part.kind for part in one.parts] == [PartKind.PERIOD, PartKind.PERIOD]
    assert year.change(Measure.BASE).amount == -4
    assert data.change(Measure.NUMERATOR).amount == -1
    english = movement_sentence(one, PLAN, NAMES, Language.EN)
    assert "16" in english
    assert "15" in english


def test_a_sum_of_the_year_begins_again() -> None:
    reports = [report("d0", f"2024-{m:02}", public_incidents=int(m == 5)) for m in range(1, 13)]
    reports.append(report("d0", "2025-01", public_incidents=0))
    ends = (side("2024-12", *reports, units=("d0",)), side("2025-01", *reports, units=("d0",)))
    one = moved(*ends, "no-public-incidents", "d0")
    assert "tính lại từ đầu năm 2025" in said(one)
    assert one.change(Measure.NUMERATOR).amount == -1


def test_a_new_target_appears_by_the_plan_and_a_dropped_one_goes_by_it() -> None:
    known = everywhere("2025-06", 81)
    others = tuple(one for one in PLAN.targets if one.target_id != "service-access")
    without = side("2025-06", *known, plan=replace(PLAN, targets=others))
    appears = moved(without, side("2025-06", *known), "service-access")
    assert [part.kind for part in appears.parts] == [PartKind.TARGET]
    assert appears.before.verdict is Verdict.NOT_APPLICABLE
    assert "kế hoạch thay đổi" in said(appears).lower()
    goes = moved(side("2025-06", *known), without, "service-access")
    assert [part.kind for part in goes.parts] == [PartKind.TARGET]
    assert said(goes, without.plan).startswith("Trước ")
    with pytest.raises(KeyError):
        moved(without, without, "service-access")


def test_a_recorded_reading_is_a_part_of_its_own() -> None:
    known = [
        report("d0", period, classes={"không": n}, commune_class=0)
        for period, n in (("2024-12", 4), ("2025-06", 5))
    ]
    before = side("2025-06", *known, units=("d0",))
    after = side("2025-06", *known, units=("d0",), readings=(reading("A"),))
    one = moved(before, after, "clean-communes", "d0")
    assert [part.kind for part in one.parts] == [PartKind.TARGET]
    assert one.change(Measure.NEEDED).known == 1
    assert "“A”" in said(one)


def test_the_steps_lead_from_the_figure_before_to_the_figure_after_as_printed() -> None:
    seen = 0
    for seed in range(12):
        before, after, cells = random_ends(seed)
        province = before.register.province.unit_id
        for target in after.plan.targets:
            one = movement(before, after, cells, unit_id=province, target_id=target.target_id)
            for measure in one.measures:
                found = waterfall_of(one, measure, Names({}, {}), VI)
                assert found is not None
                ends = [
                    printed(Numbers.of(end).get(measure), measure)
                    for end in (one.before, one.after)
                ]
                assert (found.bars[0].end, found.bars[-1].end) == tuple(ends)
                for above, bar in zip(found.bars, found.bars[1:-1], strict=False):
                    assert bar.start == above.end
                steps = [step_of(part, measure) for part in one.parts]
                assert sum(steps) == ends[1] - ends[0]
                assert sum(by_kind(one.parts, measure).values()) == sum(steps)
                seen += 1
            assert main_measure(one, after.plan) in one.measures or not one.parts
    assert seen > 50


def test_many_steps_are_drawn_as_few_with_the_rest_of_each_kind_in_one() -> None:
    before = side("2025-05", *everywhere("2025-05", 70))
    after = side(
        "2025-06",
        *everywhere("2025-05", 70),
        *(reached(unit, "2025-06", 71 + n) for n, unit in enumerate(TEN)),
    )
    found = waterfall_of(moved(before, after, "service-access"), Measure.VALUE, NAMES, VI)
    assert found is not None
    assert len(found.bars) == MOST + 2
    assert any(bar.name == "Số liệu kỳ mới: 2 phần nhỏ hơn" for bar in found.bars)
    assert sentence(found, VI).startswith("Từ trên xuống: Trước 70,0%; ")
    figure = draw(found, VI)
    assert len(figure.layout.annotations) >= len(found.bars)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fraction(3998, 5000), 799), (Fraction(4, 5), 800), (Fraction(-1, 3), -333), (Fraction(0), 0)],
)
def test_a_share_is_rounded_as_it_is_printed(value: Fraction, expected: int) -> None:
    assert tenths(value) == expected
