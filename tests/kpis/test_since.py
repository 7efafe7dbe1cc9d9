"""What moved between two scorecards: of those who had a figure at both ends, and of no others."""

from __future__ import annotations

from datetime import datetime

import pytest

from data_loaders.model import Period, Report
from kpis.model import Scorecard
from kpis.scorecard import scorecard
from kpis.since import Moved, moved
from tests.kpis.given import LATER, PLAN, facts_of, register_of, report

TWO = ("d0", "d1")


def card(period: str, *reports: Report, at: datetime = LATER) -> Scorecard:
    return scorecard(
        facts_of(reports, as_of=at), PLAN, register_of(TWO), period=Period.parse(period), now=at
    )


def addicts(unit_id: str, period: str, number: int) -> Report:
    return report(unit_id, period, addicts=number)


BEFORE = (addicts("d0", "2024-12", 100), addicts("d1", "2024-12", 50))
MAY = (*BEFORE, addicts("d0", "2025-05", 101), addicts("d1", "2025-05", 50))


def test_one_more_addict_is_worse() -> None:
    june = card("2025-06", *MAY, addicts("d0", "2025-06", 102), addicts("d1", "2025-06", 50))
    assert moved(card("2025-05", *MAY), june, "addict-growth") == Moved(151, 152, 0, False, TWO)


def test_who_does_not_report_any_more_is_no_fall() -> None:
    """101 + 50 in May, 102 in June: one more, and not 49 fewer."""
    june = card("2025-06", *MAY, addicts("d0", "2025-06", 102))
    assert moved(card("2025-05", *MAY), june, "addict-growth") == Moved(101, 102, 0, False, ("d0",))


def test_a_correction_after_the_meeting_is_a_movement_within_the_same_period() -> None:
    corrected = (*MAY[:2], addicts("d0", "2025-05", 99), MAY[3])
    found = moved(card("2025-05", *MAY), card("2025-05", *corrected), "addict-growth")
    assert found == Moved(151, 149, 0, True, TWO)


def test_a_share_is_better_by_what_it_is_of_its_whole() -> None:
    """Two more of three more is a smaller part."""
    may = (report("d0", "2025-05", areas="aaau"), report("d1", "2025-05", areas=""))
    june = (report("d0", "2025-06", areas="aaaaauu"), report("d1", "2025-06", areas=""))
    before, after = card("2025-05", *may), card("2025-06", *may, *june)
    assert moved(before, after, "areas-transformed") == Moved(3, 5, 3, False, TWO)


@pytest.mark.parametrize("target_id", ["addict-growth", "no-reformed-spots"])
def test_an_account_that_begins_anew_does_not_move_over_the_new_year(target_id: str) -> None:
    december = (report("d0", "2024-12", addicts=100, spots_reformed=3),)
    january = (report("d0", "2025-01", addicts=90, spots_reformed=0),)
    before, after = card("2024-12", *december), card("2025-01", *december, *january)
    assert moved(before, after, target_id) is None


def test_without_a_figure_at_both_ends_nothing_moved() -> None:
    june = card("2025-06", *MAY)
    assert moved(card("2025-05", *MAY), june, "addict-growth") is None
