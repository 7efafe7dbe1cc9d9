"""The judge gives what the tables of the law say, line by line."""

from __future__ import annotations

import pytest

from tests.judge.asked import answer
from tests.judge.tables import EVERY

RULINGS = {
    "no_data": {
        None,
        "awaiting_publication",
        "base_missing",
        "incomplete",
        "not_reported_since_due",
    },
    "met": {None, "held_at_zero", "met_early"},
    "on_track": {None, "held_at_zero"},
    "at_risk": {
        None,
        "due_soon",
        "gap_growing",
        "no_progress",
        "one_short",
        "pace_too_slow",
        "trend_falling",
        "trend_rising",
    },
    "behind": {None, "fell_back", "risen_from_zero", "stalled"},
    "missed": {None, "done_late", "exceeded", "overdue", "risen_from_zero"},
    "not_applicable": {None, "base_zero", "not_a_target", "province_only"},
    "not_judged": {
        None,
        "awaiting_publication",
        "before_plan",
        "part_year",
        "plan_closed",
        "reading_open",
    },
}
CAVEATS = {"could_change", "missed_year", "no_room", "not_held", "small_base", "stage_missed"}


@pytest.mark.parametrize("table", EVERY)
def test_the_judge_gives_what_was_computed_by_hand(table: str) -> None:
    found = []
    for line in EVERY[table]:
        row = answer(line.asked)
        wrong = {key: row[key] for key, value in line.expected.items() if row[key] != value}
        found += [f"{line.name}: {wrong}"] if wrong else []
    assert found == []


def test_the_tables_hold_every_verdict_reason_and_caveat_of_the_law() -> None:
    found: dict[str, set[str | None]] = {}
    caveats: set[str] = set()
    for line in [line for lines in EVERY.values() for line in lines]:
        row = answer(line.asked)
        found.setdefault(row["verdict"], set()).add(row["reason"])
        caveats |= {caveat.partition(":")[0] for caveat in row["caveats"]}
    assert found == RULINGS
    assert caveats == CAVEATS
