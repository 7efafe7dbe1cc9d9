"""The random histories are valid, repeatable, and reach every verdict and reason of the law."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest

from tests.judge.checks import faults
from tests.judge.histories import random_history, random_instants, random_questions
from tests.judge.law import judge
from tests.judge.moods import MOODS, mood_of
from tests.judge.periods import instant

SEEDS = 60
RULINGS = {
    "no_data": {None, "base_missing", "incomplete", "not_reported_since_due"},
    "met": {None, "met_early", "held_at_zero"},
    "on_track": {None, "held_at_zero"},
    "at_risk": {
        None,
        "due_soon",
        "gap_growing",
        "no_progress",
        "one_short",
        "pace_too_slow",
        "trend_falling",
    },
    "behind": {None, "fell_back", "risen_from_zero", "stalled"},
    "missed": {None, "done_late", "overdue", "risen_from_zero"},
    "not_applicable": {None, "not_a_target"},
    "not_judged": {"before_plan", "plan_closed", "reading_open"},
}
"""What the ten targets of the plan can come to."""
CAVEATS = {"could_change", "missed_year", "no_room", "not_held", "small_base"}


@cache
def history_of(seed: int) -> dict[str, Any]:
    return random_history(seed)


def test_every_verdict_reason_and_caveat_occurs_and_no_other() -> None:
    found: dict[str, set[str | None]] = {}
    caveats: set[str] = set()
    for seed in range(SEEDS):
        for question in random_questions(history_of(seed), seed, 6):
            for row in judge(history_of(seed), **question)["results"]:
                found.setdefault(row["verdict"], set()).add(row["reason"])
                caveats |= {caveat.partition(":")[0] for caveat in row["caveats"]}
    assert found == RULINGS
    assert caveats == CAVEATS


def test_histories_satisfy_the_checks_of_severity_error() -> None:
    assert [fault for seed in range(SEEDS) for fault in faults(history_of(seed))] == []


def test_every_mood_comes_round() -> None:
    assert {mood_of(seed) for seed in range(60)} == set(MOODS)


def test_the_same_seed_gives_the_same_history_and_another_seed_another() -> None:
    for seed in (0, 5, 11):
        assert random_history(seed) == random_history(seed)
        assert random_history(seed) != random_history(seed + 13)
        questions = random_questions(history_of(seed), 3, 9)
        assert questions == random_questions(history_of(seed), 3, 9)


def test_districts_and_communes_can_be_asked_for() -> None:
    units = random_history(4, districts=3, communes=(2, 2))["units"]
    assert [unit["level"] for unit in units] == ["province", *["district"] * 3, *["commune"] * 6]


def test_instants_fall_on_events_and_a_second_before_them() -> None:
    history = history_of(0)
    events = {instant(report["received_at"]) for report in history["reports"]}
    asked = [instant(text) for text in random_instants(history, 0, 200)]
    assert events.intersection(asked)
    assert min(asked) < max(events) < max(asked)


def test_histories_know_versions_returns_silence_and_late_beginners() -> None:
    sent = [report for seed in range(24) for report in history_of(seed)["reports"]]
    versions = [
        (id(history_of(seed)), r["unit_id"], r["period"])
        for seed in range(24)
        for r in history_of(seed)["reports"]
    ]
    assert len(versions) > len(set(versions))
    assert {e["event"] for report in sent for e in report["events"]} == {"accepted", "returned"}
    assert any(not report["events"] for report in sent)
    assert any(
        unit["unit_id"] not in {report["unit_id"] for report in history_of(seed)["reports"]}
        for seed in range(24)
        for unit in history_of(seed)["units"]
        if unit["level"] == "district"
    )
    assert any(row["sessions"] is None for report in sent for row in report["rows"].values())


@pytest.mark.parametrize(
    ("measure", "by", "fault"),
    [
        ("spots_closing", 1, "spots-balance"),
        ("reached", 999, "reached-too-many"),
        ("hotspots_eradicated", 999, "hotspots-too-many"),
        ("school_sessions", 99, "part-too-many"),
        ("spots_new", -99, "spots_new negative"),
    ],
)
def test_the_checks_find_a_figure_that_was_tampered_with(measure: str, by: int, fault: str) -> None:
    history = copy.deepcopy(history_of(0))
    row = next(iter(history["reports"][-1]["rows"].values()))
    row[measure] = (row[measure] or 0) + by
    assert fault in " ".join(faults(history))


def test_the_checks_find_an_area_that_disappeared_or_went_back() -> None:
    seed = next(seed for seed in range(SEEDS) if history_of(seed)["reports"][-1]["areas"])
    for tamper in ("gone", "back"):
        history = copy.deepcopy(history_of(seed))
        own = [r for r in history["reports"] if any(a["state"] == "đạt" for a in r["areas"])]
        later = [r for r in history["reports"] if r["unit_id"] == own[0]["unit_id"]][-1]
        for area in later["areas"]:
            area["state"] = "đang chuyển hóa"
        if tamper == "gone":
            later["areas"] = []
        assert "area-history" in " ".join(faults(history))
