"""What a report would do to its locality's verdicts, before it is stored."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.model import Period, Report
from kpis.effects import Effect, effects, foresee, reading_effects
from kpis.model import Reason, Verdict
from kpis.scorecard import scorecard
from tests.kpis.given import LATER, PLAN, PROVINCE, facts_of, reading, register_of, report

BEFORE = [
    report("d0", "2023-12", spots_closing=20, addicts=100, users=50, reached=130),
    report("d0", "2024-05", spots_closing=20, addicts=100, users=50, reached=120),
    report("d1", "2024-05", spots_closing=9, addicts=10, users=5, reached=1),
]


def of(new: Report, *past: Report) -> dict[str, Effect]:
    found = effects(facts_of(past or BEFORE), new, PLAN, register_of(), now=LATER)
    return {one.after.target_id: one for one in found}


def test_a_report_that_lifts_a_share_over_its_bar_shows_both_verdicts() -> None:
    """120 of 150 is 80 % and not above it; 121 is. In December it was 130: one short of late."""
    new = report("d0", "2024-05", spots_closing=20, addicts=100, users=50, reached=121)
    access = of(new)["service-access"]
    assert (access.before.verdict, access.before.numerator) == (Verdict.AT_RISK, 120)
    assert access.before.reason is Reason.ONE_SHORT
    assert (access.after.verdict, access.after.numerator) == (Verdict.ON_TRACK, 121)
    assert access.changed


def test_what_the_report_does_not_touch_stays_as_it_is() -> None:
    new = report("d0", "2024-05", spots_closing=20, addicts=100, users=50, reached=121)
    changed = {target_id for target_id, one in of(new).items() if one.changed}
    assert changed == {"service-access"}


def test_every_target_is_answered_in_the_order_of_the_plan_for_that_locality_alone() -> None:
    found = effects(facts_of(BEFORE), BEFORE[1], PLAN, register_of(), now=LATER)
    assert [one.after.target_id for one in found] == [t.target_id for t in PLAN.targets]
    assert {one.after.unit_id for one in found} == {"d0"}
    assert not any(one.changed for one in found)


def test_a_first_report_turns_no_data_into_a_verdict() -> None:
    new = report("d0", "2024-06", spots_closing=18, addicts=100, users=50, reached=140)
    spots = of(new)["spots-reduction"]
    assert (spots.before.verdict, spots.before.numerator) == (Verdict.NO_DATA, None)
    assert (spots.after.verdict, spots.after.numerator) == (Verdict.ON_TRACK, 18)


def test_a_blank_shows_as_not_enough_data() -> None:
    new = report("d0", "2024-05", blank=["addicts"], spots_closing=20, users=50, reached=120)
    growth = of(new)["addict-growth"]
    assert growth.before.verdict is Verdict.ON_TRACK
    assert growth.after.verdict is Verdict.NO_DATA


def test_the_facts_handed_over_stay_as_they_were() -> None:
    known = facts_of(BEFORE)
    new = replace(BEFORE[1], version=2, totals={**BEFORE[1].totals, "reached": 121})
    effects(known, new, PLAN, register_of(), now=LATER)
    kept = known.report("d0", Period.parse("2024-05"))
    assert kept is BEFORE[1]


def test_what_is_foreseen_is_the_scorecard_with_the_report_in_it() -> None:
    """Of d0 and the province, this period with and without the report, and the one before."""
    new = report("d0", "2024-06", spots_closing=18, addicts=100, users=50, reached=140)
    known, register, june = facts_of(BEFORE), register_of(), Period.parse("2024-06")
    found = foresee(known, new, PLAN, register, now=LATER)
    with_it = facts_of([*BEFORE, new])
    wanted = {
        "before": scorecard(known, PLAN, register, period=june.shifted(-1), now=LATER),
        "without": scorecard(known, PLAN, register, period=june, now=LATER),
        "after": scorecard(with_it, PLAN, register, period=june, now=LATER),
    }
    for name, card in wanted.items():
        seen = getattr(found, name)
        assert seen.reporting == card.reporting, name
        for unit in (PROVINCE, "d0"):
            assert seen.of_unit(unit) == card.of_unit(unit), (name, unit)
    assert found.after.reporting.counted == found.without.reporting.counted + 1
    moved = {one.after.target_id for one in found.of_province() if one.changed}
    assert "spots-reduction" in moved


def test_before_the_plan_s_first_period_nothing_was_judged() -> None:
    first = report("d0", str(PLAN.regime.first), spots_closing=20, addicts=1, users=1, reached=1)
    found = foresee(facts_of(BEFORE), first, PLAN, register_of(), now=LATER)
    assert found.before is None


COMMUNES = [
    report(unit, period, classes={"không": count, "có": 2})
    for unit, now in (("d0", 9), ("d1", 10))
    for period, count in (("2023-12", 10), ("2024-05", now))
]


def test_a_reading_that_is_not_recorded_yet_shows_what_it_would_do_everywhere() -> None:
    """d0 fell from 10 communes to 9, one short since the year began; d1 held its 10."""
    known, units = facts_of(COMMUNES), register_of(["d0", "d1"])
    at = Period.parse("2024-05")
    found = reading_effects(known, reading("A"), PLAN, units, period=at)
    assert [one.after.unit_id for one in found] == [PROVINCE, "d0", "d1"]
    assert {one.before.verdict for one in found} == {Verdict.NOT_JUDGED}
    assert [one.after.verdict for one in found] == [
        Verdict.AT_RISK,
        Verdict.AT_RISK,
        Verdict.ON_TRACK,
    ]
    assert [one.after.reason for one in found] == [Reason.ONE_SHORT, Reason.ONE_SHORT, None]
    assert known.readings == ()


def test_a_reading_shown_in_advance_goes_before_the_one_in_force() -> None:
    known, units = facts_of(COMMUNES, readings=[reading("A")]), register_of(["d0", "d1"])
    at = Period.parse("2024-05")
    (province, *_) = reading_effects(known, reading("B"), PLAN, units, period=at)
    assert (province.before.details.option, province.after.details.option) == ("A", "B")
