"""Why somebody does not count: a report that waits is not missing, and a base is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from data_loaders.model import Facts, Period, Report, Task
from kpis.counts import Counts
from kpis.frozen.writer import said_of
from kpis.law.details import NO_DETAILS
from kpis.law.stages import Stage, stage_of
from kpis.model import Language, Reason, Result, Verdict, as_json
from kpis.scorecard import scorecard
from kpis.tasks import task_rows
from kpis.verdicts import judge
from kpis.words.arithmetic import arithmetic
from kpis.words.stages import not_counted, stage_words, unreported
from kpis.words.targets import target_conclusion
from kpis.words.tasks import task_sentences, task_tally
from tests.kpis.given import LATER, PLAN, PROVINCE, REGIME, facts_of, register_of, report

VI, JUNE, TWO = Language.VI, Period.parse("2025-06"), ("d0", "d1")
NAMES = {"d0": "Huyện A", "d1": "Huyện B", PROVINCE: "Tỉnh"}
DUE = REGIME.due_at(JUNE)


def known(*reports: Report, waits: str | None = None, at: datetime = LATER) -> Facts:
    """The facts; ``waits``: the state of d1's report of June, which does not count."""
    facts = facts_of(reports, as_of=at)
    return replace(facts, not_in_force={} if waits is None else {("d1", JUNE): waits})


def result(facts: Facts, target: str, unit: str = PROVINCE) -> Result:
    counts = Counts(facts, PLAN, register_of(TWO))
    return judge(counts, PLAN.target(target), unit_id=unit, period=JUNE)


@pytest.mark.parametrize(
    ("state", "at", "stage", "words"),
    [
        ("sent", LATER, Stage.WAITING, "báo cáo chờ duyệt"),
        ("returned", LATER, Stage.RETURNED, "báo cáo đã trả lại, chưa gửi lại"),
        (None, LATER, Stage.MISSING, "chưa gửi"),
        (None, DUE, Stage.PENDING, "chưa đến hạn gửi"),
        ("sent", DUE, Stage.WAITING, "báo cáo chờ duyệt"),
    ],
)
def test_why_a_report_does_not_count_is_what_the_status_says(
    state: str | None, at: datetime, stage: Stage, words: str
) -> None:
    facts = known(waits=state, at=at)
    assert stage_of(facts, REGIME, "d1", JUNE) is stage
    assert stage_words(stage, VI) == words
    assert unreported(["d1"], JUNE, facts, REGIME, NAMES, VI) == f"Huyện B ({words})"


@pytest.mark.parametrize("period", ["2022-12", "2026-01"])
def test_a_report_of_outside_the_plan_is_never_missing_nor_still_to_come(period: str) -> None:
    outside = Period.parse(period)
    assert stage_of(known(), REGIME, "d1", outside) is Stage.UNASKED
    said = unreported(["d1"], outside, known(), REGIME, NAMES, VI)
    assert said == "Huyện B (chưa có báo cáo)"


def test_who_does_not_count_stands_with_why_on_the_province_and_the_locality() -> None:
    own = report("d0", "2025-06", reached=9, addicts=10, users=0)
    facts = known(own, waits="sent")
    found = result(facts, "service-access")
    assert found.verdict is Verdict.NO_DATA
    assert not_counted(found, NAMES, VI) == "Chưa tính: Huyện B (báo cáo chờ duyệt)."
    assert "chưa tính 1 (báo cáo chờ duyệt)" in arithmetic(found, PLAN, VI)
    alone = result(facts, "service-access", "d1")
    assert arithmetic(alone, PLAN, VI) == "Chưa tính được: báo cáo chờ duyệt"
    card = scorecard(facts, PLAN, register_of(TWO), period=JUNE, now=LATER)
    said = " ".join(target_conclusion(card, PLAN, "service-access", NAMES, VI))
    assert "Chưa tính: Huyện B (báo cáo chờ duyệt)." in said
    assert "chưa gửi" not in said
    assert as_json(found)["coverage"] == {"counted": 1, "expected": 2, "missing": ["d1"]}


def test_who_reported_and_cannot_give_the_base_is_named() -> None:
    june = [report(unit, "2025-06", addicts=10) for unit in TWO]
    none = result(known(*june), "addict-growth")
    assert (none.reason, none.missing_base) == (Reason.BASE_MISSING, TWO)
    assert as_json(none)["missing_base"] == ["d0", "d1"]
    text = arithmetic(none, PLAN, VI)
    assert "hiếu số gốc kỳ tháng 12/2024 của 2 địa phương đã báo cáo" in text
    assert not_counted(none, NAMES, VI) == (
        "Chưa tính: Huyện A (số gốc: chưa gửi tháng 12/2024);"
        " Huyện B (số gốc: chưa gửi tháng 12/2024)."
    )
    some = result(known(*june, report("d0", "2024-12", addicts=9)), "addict-growth")
    assert (some.verdict, some.reason) == (Verdict.NO_DATA, None)  # d0 can: too few, no more
    assert as_json(some)["missing_base"] == ["d1"]
    alone = result(known(*june, report("d0", "2024-12", addicts=9)), "addict-growth", "d1")
    assert alone.missing_base == ("d1",)
    assert arithmetic(alone, PLAN, VI) == "Chưa tính được: số gốc: chưa gửi tháng 12/2024"


def test_what_a_meeting_froze_keeps_its_hash_whatever_is_told_beside_the_figures() -> None:
    june = [report(unit, "2025-06", addicts=10) for unit in TWO]
    card = scorecard(known(*june), PLAN, register_of(TWO), period=JUNE, now=LATER)
    words = said_of(card.results[0], PLAN)
    told = [replace(one, said=words, details=NO_DETAILS) for one in card.results]
    assert any(one.details != NO_DETAILS for one in card.results)
    assert replace(card, results=tuple(told)).sha256() == card.sha256()
    other = [replace(one, missing_base=None) for one in card.results]
    assert replace(card, results=tuple(other)).sha256() != card.sha256()


def test_a_task_that_waits_in_a_report_is_not_called_unreported() -> None:
    task = Task("review", "review", "Sơ kết", "Review", DUE.date(), JUNE)
    may = report("d0", "2025-05", done=False)
    rows = task_rows(known(may, waits="sent"), [task], TWO, upto=JUNE, today=LATER.date())
    duty = rows[0].duties[1]
    assert (duty.standing, duty.stage) == (None, Stage.WAITING)
    assert (rows[0].tally.unreported, rows[0].tally.received) == (1, 1)
    assert "1 đã gửi, báo cáo chưa được duyệt" in task_tally(rows[0], VI)
    (said, *_) = task_sentences(rows, NAMES, VI)
    assert "Huyện B (báo cáo chờ duyệt)" in said
    assert "chưa báo cáo" not in said
