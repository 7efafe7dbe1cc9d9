"""Why a figure moved, said and drawn: true at the edges, and adding up as printed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from data_loaders.model import Period, Report, TargetReading
from data_loaders.model.formats import tenths
from kpis.charts.waterfall import MOST, draw, sentence, waterfall_of
from kpis.model import Language, Plan, Verdict
from kpis.movement.decomposition import Cause, Measure, Movement, Side, movement
from kpis.movement.parts import Names
from kpis.movement.words import by_cause, main_measure, movement_sentence, printed, step_of
from tests.kpis.given import PLAN, PROVINCE, TEN, facts_of, reading, register_of, report
from tests.kpis.sides import random_ends

HELD = PLAN.target("service-access").bars
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


def test_the_sentence_explains_the_share_then_the_count_and_names_who_moved_it_most() -> None:
    first = everywhere("2025-05", 70)
    new = (*everywhere("2025-06", 80)[1:-1], reached("d9", "2025-06", 95))
    one = moved(side("2025-05", *first[:-1]), side("2025-06", *first, *new), "service-access")
    text = said(one)
    assert text.startswith("Tỷ lệ từ 70,0% lên 81,7% (+11,7 điểm phần trăm): số liệu kỳ mới +8,9")
    assert "nay được tính +1,6, chưa được tính (không phải giảm) +1,2, nhiều nhất là" in text
    assert "nhiều nhất là Huyện d9: nay được tính (trước đó chưa gửi) (+1,6)" in text
    assert "; thực hiện từ 630 lên 735 (+105): số liệu kỳ mới +80" in text


def test_a_figure_that_was_not_known_is_no_zero() -> None:
    one = moved(side("2025-06"), side("2025-06", *everywhere("2025-06", 81)), "service-access")
    assert said(one).startswith("Trước chưa có số, nay 810/1.000 (81,0%): ")
    assert "kết quả từ “chưa đủ số liệu” thành “đúng tiến độ”" in said(one)
    assert one.start.numerator is None
    assert one.change(Measure.NUMERATOR) == 810
    assert one.change(Measure.VALUE) == 0
    back = moved(side("2025-06", *everywhere("2025-06", 81)), side("2025-06"), "service-access")
    assert said(back).startswith("Trước 810/1.000 (81,0%), nay chưa có số")
    assert {part.cause for part in back.parts} == {Cause.NOT_COUNTED}


def test_nothing_known_and_nothing_changed_are_two_sentences() -> None:
    empty = moved(side("2025-06"), side("2025-06"), "service-access")
    assert said(empty) == "Cả hai thời điểm đều chưa có số."
    same = side("2025-06", *everywhere("2025-06", 81))
    assert said(moved(same, same, "service-access")) == "Con số vẫn là 810/1.000 (81,0%)."
    assert waterfall_of(moved(same, same, "service-access"), Measure.VALUE, NAMES, VI, HELD) is None


def test_a_new_year_counts_against_a_new_base_and_no_other() -> None:
    counts = {"2023-12": (20, 12, 7), "2024-12": (10, 7, 7), "2025-01": (9, 7, 8)}
    units = ("d0", "d1", "d2")
    reports = [
        report(unit, period, spots_closing=n)
        for period, each in counts.items()
        for unit, n in zip(units, each, strict=True)
    ]
    ends = (side("2024-12", *reports, units=units), side("2025-01", *reports, units=units))
    one = moved(*ends, "spots-reduction")
    assert {part.cause for part in one.parts} == {Cause.NEW_PERIOD}
    bases = {p.about.unit_id: p.change(Measure.BASE) for p in one.parts if p.about.base}
    assert bases == {"d0": -10, "d1": -5}
    news = {p.about.unit_id: p.change(Measure.NUMERATOR) for p in one.parts if not p.about.base}
    assert news == {"d0": -1, "d2": 1}
    assert one.change(Measure.BASE) == -15
    text = said(one)
    assert text.startswith("So với số gốc từ giảm 38,5% thành không đổi (+38,5 điểm phần trăm): ")
    assert "nhiều nhất là Huyện d1: năm 2025 so với số gốc mới (+17,2)" in text
    assert "số gốc từ 39 xuống 24 (−15)" in text


def test_a_locality_back_after_months_of_silence_is_counted_and_no_new_figure() -> None:
    silent = [r for m in (2, 3, 4, 5, 6) for r in everywhere(f"2025-{m:02}", 80)[: m == 2 or 9]]
    back = [*everywhere("2025-06", 80)[1:], reached("d9", "2025-06", 20)]
    ends = (side("2025-05", *silent), side("2025-06", *silent[:-9], *back))
    one = moved(*ends, "service-access")
    (part,) = [part for part in one.parts if part.about.unit_id == "d9"]
    assert part.cause is Cause.COUNTED
    assert part.change(Measure.NUMERATOR) == 20


def test_a_sum_of_the_year_begins_again() -> None:
    reports = [report("d0", f"2024-{m:02}", public_incidents=int(m == 5)) for m in range(1, 13)]
    reports.append(report("d0", "2025-01", public_incidents=0))
    ends = (side("2024-12", *reports, units=("d0",)), side("2025-01", *reports, units=("d0",)))
    one = moved(*ends, "no-public-incidents", "d0")
    assert "tính lại từ đầu năm 2025" in said(one)
    assert one.change(Measure.NUMERATOR) == -1


def test_a_new_target_appears_by_the_plan_and_a_dropped_one_goes_by_it() -> None:
    known = everywhere("2025-06", 81)
    others = tuple(one for one in PLAN.targets if one.target_id != "service-access")
    without = side("2025-06", *known, plan=replace(PLAN, targets=others))
    appears = moved(without, side("2025-06", *known), "service-access")
    assert [part.cause for part in appears.parts] == [Cause.TARGET]
    assert appears.before.verdict is Verdict.NOT_APPLICABLE
    assert "Chỉ tiêu thay đổi (mức, cách hiểu, sửa đổi)" in said(appears)
    goes = moved(side("2025-06", *known), without, "service-access")
    assert [part.cause for part in goes.parts] == [Cause.TARGET]
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
    assert [part.cause for part in one.parts] == [Cause.TARGET]
    assert one.start.numerator is None  # nobody had read what to count
    assert (one.end.numerator, one.end.base) == (5, 4)
    assert said(one).startswith("Trước chưa có số, nay 5 (tăng 25,0%): Cách hiểu “A” được ghi nhận")


def test_the_steps_lead_from_the_figure_before_to_the_figure_after_as_printed() -> None:
    seen = 0
    for seed in range(12):
        before, after, cells = random_ends(seed)
        province = before.register.province.unit_id
        for target in after.plan.targets:
            one = movement(before, after, cells, unit_id=province, target_id=target.target_id)
            for measure in one.measures:
                found = waterfall_of(one, measure, Names({}, {}), VI, ())
                assert found is not None
                ends = [printed(end.get(measure), measure) for end in (one.start, one.end)]
                assert (found.bars[0].end, found.bars[-1].end) == tuple(ends)
                for above, bar in zip(found.bars, found.bars[1:-1], strict=False):
                    assert bar.start == above.end
                steps = [step_of(part, measure) for part in one.parts]
                assert sum(steps) == ends[1] - ends[0]
                assert sum(by_cause(one.parts, measure).values()) == sum(steps)
                seen += 1
            assert main_measure(one, after.plan) in one.measures or not one.measures
    assert seen > 50


def test_many_steps_are_drawn_as_few_with_the_rest_of_each_cause_in_one() -> None:
    before = side("2025-05", *everywhere("2025-05", 70))
    after = side(
        "2025-06",
        *everywhere("2025-05", 70),
        *(reached(unit, "2025-06", 71 + n) for n, unit in enumerate(TEN)),
    )
    found = waterfall_of(moved(before, after, "service-access"), Measure.VALUE, NAMES, VI, HELD)
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
