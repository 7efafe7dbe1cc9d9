"""What lies ahead: the pace of a forecast, what the missing may hold, the verdicts between."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data_loaders.model import Period, Report
from kpis.charts import strip
from kpis.counts import Counts
from kpis.model import Language, Result, Verdict
from kpis.prospect import NOTHING_AHEAD, Prospect, Zone, prospect
from kpis.verdicts import judge
from tests.kpis.given import PLAN, PROVINCE, facts_of, register_of, report

TEN = tuple(f"d{n}" for n in range(10))
MONTHS = [f"2024-{month:02d}" for month in range(1, 7)]


def told(reports: list[Report], target_id: str, period: str) -> tuple[Result, Prospect]:
    counts = Counts(facts_of(reports), PLAN, register_of(TEN))
    target, at = PLAN.target(target_id), Period.parse(period)
    result = judge(counts, target, unit_id=PROVINCE, period=at)
    return result, prospect(counts, target, unit_id=PROVINCE, period=at)


def addicts(steps: int = 0, *, silent: dict[str, str] | None = None) -> list[Report]:
    """Ten localities with 50 each; the first gains ``steps`` a month. ``silent``: locality → from
    which month it says nothing."""
    gone = silent or {}
    found = [report(unit, "2023-12", addicts=50) for unit in TEN]
    for at, month in enumerate(MONTHS, start=1):
        for unit in TEN:
            if unit not in gone or month < gone[unit]:
                number = 50 + (steps * at if unit == "d0" else 0)
                found.append(report(unit, month, addicts=number))
    return found


def test_the_pace_is_what_the_forecast_goes_by() -> None:
    """Two a month for six months: 512 in June, and six months later twelve more."""
    result, found = told(addicts(2), "addict-growth", "2024-06")
    assert (found.periods, found.pace) == (6, Fraction(2))
    assert result.forecast is not None
    assert result.forecast.value == 512 + 6 * 2
    assert found.complete is None  # nobody is missing


def test_a_young_year_and_a_sentence_nobody_has_read_have_no_pace() -> None:
    _, found = told(addicts(2), "addict-growth", "2024-02")
    assert found.pace is None
    _, unread = told(addicts(2), "clean-communes", "2024-06")
    assert unread == NOTHING_AHEAD


def test_the_whole_is_what_counts_and_what_each_of_the_missing_may_hold() -> None:
    """d8 and d9 stood still at 50: with them 500 + 6, of which 504 are allowed."""
    silent = {"d8": "2024-06", "d9": "2024-05"}
    result, found = told(addicts(1, silent=silent), "addict-growth", "2024-06")
    complete = found.complete
    assert complete is not None
    assert [(one.unit_id, one.low, one.high) for one in complete.held] == [
        ("d8", 50, 50),
        ("d9", 50, 50),
    ]
    assert (complete.low, complete.high, complete.needed) == (506, 506, 504)
    assert result.bounds is not None
    assert (result.bounds.low, result.bounds.high) == (506, 506)


def test_the_zones_are_the_verdicts_of_every_number_and_the_bounds_lie_in_theirs() -> None:
    """500 and 1 % allowed: by June 502 on track, up to 504 at risk, 505 one above, then behind."""
    silent = {"d8": "2024-06", "d9": "2024-05"}
    result, found = told(addicts(1, silent=silent), "addict-growth", "2024-06")
    complete, bounds = found.complete, result.bounds
    assert complete is not None
    assert bounds is not None
    assert complete.zones == (
        Zone(Verdict.ON_TRACK, 500, 502),
        Zone(Verdict.AT_RISK, 503, 505),
        Zone(Verdict.BEHIND, 506, 510),
    )
    for number, verdict in ((bounds.low, bounds.at_low), (bounds.high, bounds.at_high)):
        (zone,) = (one for one in complete.zones if one.low <= number <= one.high)
        assert zone.verdict is verdict


@pytest.mark.parametrize("gone", range(1, 4))
def test_the_zones_follow_one_another_without_a_gap(gone: int) -> None:
    silent = {f"d{9 - n}": "2024-06" for n in range(gone)}
    for steps in (-2, 0, 3):
        complete = told(addicts(steps, silent=silent), "addict-growth", "2024-06")[1].complete
        if complete is None:
            continue
        assert complete.first <= min(complete.low, complete.needed)
        assert complete.last >= max(complete.high, complete.needed)
        for one, other in zip(complete.zones, complete.zones[1:], strict=False):
            assert other.low == one.high + 1
            assert other.verdict is not one.verdict


def test_the_strip_names_zones_bounds_and_measure_and_has_a_sentence() -> None:
    silent = {"d8": "2024-06", "d9": "2024-05"}
    complete = told(addicts(1, silent=silent), "addict-growth", "2024-06")[1].complete
    assert complete is not None
    html = strip.draw(complete, Language.VI, more_is_better=False, sentence="câu & chữ")
    assert 'role="img" aria-label="câu &amp; chữ"' in html
    assert [html.count(f'class="zone v-{kind}"') for kind in ("on-track", "at-risk", "behind")] == [
        1,
        1,
        1,
    ]
    assert ">506</b>" in html
    assert ">tối đa 504</span>" in html
    assert "từ 506" in html
    assert "at most 504" in strip.draw(complete, Language.EN, more_is_better=False, sentence="")
