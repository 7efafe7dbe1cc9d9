"""What the demonstration shows on 25/06/2025: every state and every fate a report can have."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_loaders.model import Basis, Facts, Identity, Period, Register, Report
from data_loaders.model.submissions import StatusRow
from data_loaders.plans.declared import load_regime
from data_loaders.reports.facts import content, facts
from data_loaders.reports.history import Version, attempts, status, versions
from data_loaders.reports.places import register
from data_loaders.store.database import Store
from kpis.model import Caveat, Plan, Reason, Scorecard, Verdict
from kpis.scorecard import default_period, history
from tests.plan_files import load_plan
from tests.words_of_the_plan import AreaState

JUNE = Period.of(2025, 6)
PROVINCE = "62"
TROUBLE = {Verdict.BEHIND, Verdict.MISSED, Verdict.AT_RISK}


@dataclass(frozen=True)
class Told:
    """The filled store, read once for all tests of this file."""

    store: Store
    plan: Plan
    register: Register
    facts: Facts
    cards: Mapping[Period, Scorecard]
    status: Mapping[tuple[str, Period], StatusRow]

    @property
    def now(self) -> Scorecard:
        """The scorecard of the period shown by default, on the accepted basis."""
        return self.cards[default_period(self.facts, self.plan, self.register)]

    def verdicts(self, unit_id: str, target_id: str) -> dict[str, Verdict]:
        """Period → verdict, all seen on 25/06/2025."""
        return {str(p): card.of(unit_id, target_id).verdict for p, card in self.cards.items()}

    def versions(self, unit_id: str, period: str) -> tuple[Version, ...]:
        return versions(self.store, unit_id=unit_id, period=Period.parse(period))

    def report(self, unit_id: str, period: str) -> Report:
        found = self.facts.report(unit_id, Period.parse(period))
        assert found is not None
        return found


@pytest.fixture(scope="module")
def told(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    path = Path(shutil.copy(_filled, tmp_path_factory.mktemp("told")))
    regime = load_regime("kh3220")
    plan = load_plan("kh3220", regime)
    with Store.open(path) as store:
        now = store.own_now
        assert now is not None
        units = register(store, now)
        known = facts(store, as_of=now, basis=Basis.ACCEPTED)
        rows = status(store, register=units, regime=regime, as_of=now)
        yield Told(
            store=store,
            plan=plan,
            register=units,
            facts=known,
            cards=history(known, plan, units, now=now),
            status={(row.unit_id, row.period): row for row in rows},
        )


def test_it_says_that_it_is_one_and_its_clock_stands_on_25_june_2025(told: Told) -> None:
    assert told.store.demonstration
    assert told.facts.as_of.isoformat() == "2025-06-25T08:00:00+07:00"
    assert default_period(told.facts, told.plan, told.register) == JUNE


# Verdicts


def test_every_verdict_there_is_stands_in_the_scorecard_of_today(told: Told) -> None:
    assert {result.verdict for result in told.now.results} == set(Verdict)


def test_a_district_at_exactly_sixty_of_seventy_five_fails_more_than_80_percent(
    told: Told,
) -> None:
    result = told.now.of("615", "service-access")
    assert (result.numerator, result.denominator) == (60, 75)
    assert (result.verdict, result.needed) == (Verdict.BEHIND, 61)


def test_one_district_slips(told: Told) -> None:
    ways = {
        "service-access": (Verdict.ON_TRACK, Verdict.BEHIND),
        "hotspots-eradicated": (Verdict.AT_RISK, Verdict.BEHIND),  # the gap grows before it shows
        "areas-transformed": (Verdict.ON_TRACK, Verdict.AT_RISK),  # one short
    }
    for target, (was, is_now) in ways.items():
        found = told.verdicts("616", target)
        assert (found["2024-06"], found["2025-06"]) == (was, is_now)
    assert told.verdicts("616", "no-reformed-spots")["2025-06"] is Verdict.MISSED


def test_one_district_recovers(told: Told) -> None:
    for target in ("service-access", "spots-reduction", "areas-transformed"):
        found = told.verdicts("612", target)
        assert found["2024-11"] in TROUBLE
        assert found["2025-06"] in {Verdict.ON_TRACK, Verdict.MET}
    assert told.verdicts("612", "no-reformed-spots")["2024-12"] is Verdict.MISSED


def test_the_ambiguous_target_waits_for_a_reading(told: Told) -> None:
    assert told.facts.readings == ()
    assert told.now.of(PROVINCE, "clean-communes").verdict is Verdict.NOT_JUDGED


def test_the_province_rests_on_those_who_were_accepted_and_names_the_rest(told: Told) -> None:
    result = told.now.of(PROVINCE, "service-access")
    assert (result.coverage.counted, result.coverage.expected) == (8, 10)
    assert result.coverage.missing == ("614", "617")
    assert result.provisional


def test_small_numbers_carry_their_caveat(told: Told) -> None:
    assert Caveat.SMALL_BASE in told.now.of("613", "hotspots-eradicated").caveats
    assert Caveat.SMALL_BASE not in told.now.of("615", "service-access").caveats


def test_a_task_done_on_its_last_day_is_done_in_time(told: Told) -> None:
    report = told.report("617", "2023-11")
    (task,) = [task for task in report.tasks if task.task_id == "areas-identified"]
    assert str(task.completed_on) == "2023-10-15"
    assert told.now.of("617", "areas-identified").verdict is Verdict.MET


# Reports and their fates


def test_reports_are_on_time_late_missing_and_not_due_yet(told: Told) -> None:
    def stands(unit_id: str, period: str) -> tuple[str, int | None]:
        row = told.status[unit_id, Period.parse(period)]
        return str(row.timeliness), row.days_late

    assert stands("608", "2025-06") == ("on_time", 0)
    assert stands("610", "2025-06") == ("late", 2)
    assert stands("617", "2025-06") == ("missing", 7)
    assert stands("608", "2025-07") == ("pending", None)


def test_one_report_was_returned_with_a_reason_and_corrected(told: Told) -> None:
    first, second = told.versions("613", "2025-03")
    assert (first.state, second.state) == ("returned", "accepted")
    assert "gửi lại" in (first.events[-1].reason or "")
    wrong, right = (
        content(told.store, version.key, Identity("613", Period.of(2025, 3)))
        for version in (first, second)
    )
    reached = [
        sum(value or 0 for (_, measure), value in one.values.items() if measure == "reached")
        for one in (wrong, right)
    ]
    assert reached[1] - reached[0] == 3


def test_one_accepted_report_was_corrected_and_accepted_again(told: Told) -> None:
    first, second = told.versions("608", "2024-11")
    assert (first.state, second.state) == ("superseded", "accepted")
    assert told.report("608", "2024-11").version == 2


def test_one_report_waits_and_counts_only_as_submitted(told: Told) -> None:
    (version,) = told.versions("614", "2025-06")
    assert version.state == "sent"
    assert told.facts.report("614", JUNE) is None
    submitted = facts(told.store, as_of=told.facts.as_of, basis=Basis.SUBMITTED)
    waiting = submitted.report("614", JUNE)
    assert waiting is not None
    assert not waiting.confirmed


def test_one_file_was_refused_and_followed_by_a_good_one(told: Told) -> None:
    (attempt,) = attempts(told.store)
    assert (attempt.unit_id, str(attempt.period)) == ("616", "2024-05")
    assert "spots-balance" in {found["code"] for found in attempt.findings}
    (version,) = told.versions("616", "2024-05")
    assert attempt.received_at < version.received_at


def test_a_recognised_area_relapsed_and_was_chosen_again(told: Told) -> None:
    areas = [area for area in told.report("611", "2025-06").areas if area.commune_id == "23377"]
    assert [(area.cohort, area.state) for area in areas] == [
        (2023, AreaState.RELAPSED),
        (2025, AreaState.UNDER_WAY),
    ]
    assert areas[0].relapsed_on is not None
    assert told.now.of("611", "areas-sustained").reason is Reason.ONE_SHORT


def test_everybody_sent_base_figures_in_time_for_the_plan(told: Told) -> None:
    base = versions(told.store, period=Period.of(2022, 12))
    assert len(base) == 10
    assert {version.state for version in base} == {"accepted"}


# Nothing that could be taken for real, nothing by another way than the chain


def test_every_version_has_its_original_and_a_form_of_its_own(told: Told) -> None:
    kept = versions(told.store)
    assert len({version.form_id for version in kept}) == len(kept) == 218
    for version in kept[::20]:
        ((original,),) = told.store.rows("original", sha256=version.sha256)
        assert original.startswith(b"PK")


def test_nobody_is_named_and_nothing_is_of_the_future(told: Told) -> None:
    kept = versions(told.store)
    actors = {version.by for version in kept} | {e.by for v in kept for e in v.events}
    assert all(re.fullmatch(r"huyen-\d{3}|thuong-truc", actor) for actor in actors)
    assert max(event.at for version in kept for event in version.events) < told.facts.as_of
