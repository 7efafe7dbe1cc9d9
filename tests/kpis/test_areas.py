"""Areas: by the year they were chosen in, and each one's states over the periods."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from data_loaders.model import Area, Period, Report
from kpis.areas import AreaWays, area_ways
from kpis.charts import spans, steps
from kpis.cohorts import Cohorts, cohorts, counts_areas
from kpis.model import Language
from tests.kpis.given import PLAN, PROVINCE, REGIME, facts_of, register_of, report
from tests.words_of_the_plan import AreaState

UNDER_WAY, ACHIEVED, NOT_YET, RELAPSED = AreaState
P = Period.parse


def area(commune: str, cohort: int, state: AreaState, decided: date | None = None) -> Area:
    return Area(commune, cohort, None, "I", state, decision_on=decided)


def listed(unit: str, period: str, *areas: Area) -> Report:
    return replace(report(unit, period), areas=areas)


FEBRUARY, MARCH = date(2024, 2, 14), date(2024, 2, 15)
LISTS = [
    listed(
        "d0",
        "2024-06",
        area("a", 2023, ACHIEVED, FEBRUARY),
        area("b", 2023, RELAPSED, MARCH),
        area("c", 2023, UNDER_WAY),
        area("a", 2024, ACHIEVED, date(2024, 6, 17)),
    ),
    listed("d1", "2024-06", area("x", 2023, NOT_YET), area("y", 2024, ACHIEVED)),
]


def found(unit_id: str = PROVINCE, period: str = "2024-06") -> Cohorts:
    return cohorts(facts_of(LISTS), PLAN, register_of(), period=P(period), unit_id=unit_id)


def at(period: str, way: tuple[int, ...]) -> int:
    return way[found().periods.index(P(period))]


def test_a_decision_counts_from_the_period_in_which_its_day_lies() -> None:
    """14/2 is the last day of February, 15/2 the first of March."""
    first, _ = found().cohorts
    assert (first.cohort, first.chosen, first.recognised) == (2023, 4, 2)
    assert (first.relapsed, first.not_achieved, first.under_way) == (1, 1, 1)
    assert [at(p, first.way) for p in ("2024-01", "2024-02", "2024-03")] == [0, 1, 2]


def test_a_decision_after_the_end_of_the_period_stands_in_its_list_all_the_same() -> None:
    _, second = found().cohorts
    assert (second.chosen, second.recognised, second.undated) == (2, 2, 1)
    assert [at(p, second.way) for p in ("2024-05", "2024-06")] == [0, 1]


def test_who_reported_is_who_is_counted() -> None:
    assert (found().coverage.counted, found().coverage.expected) == (2, 10)
    assert [one.chosen for one in found("d1").cohorts] == [1, 1]
    assert found("d5").cohorts == ()


def test_only_targets_about_areas_have_cohorts() -> None:
    about = {target.target_id for target in PLAN.targets if counts_areas(target)}
    assert about == {"areas-transformed", "areas-sustained"}


@pytest.mark.parametrize("language", Language)
def test_steps_are_named_at_their_ends_and_begin_with_their_year(language: Language) -> None:
    figure = json.loads(steps.draw(found(), language).to_json())
    names = [one["text"] for one in figure["layout"]["annotations"]]
    assert sorted(name[-3:] for name in names) == ["1/2", "2/4"]
    heights = [one["y"] for one in figure["layout"]["annotations"]]
    assert len(set(heights)) == len(heights)
    first, second = (trace["y"] for trace in figure["data"])
    assert first[0] == 0
    assert second[:3] == [None, None, None]
    assert second[3] == 0
    assert "2024" in steps.sentence(found(), language)


def history() -> AreaWays:
    reports = [
        listed("d0", "2023-10", area("a", 2023, UNDER_WAY)),
        listed("d0", "2023-11", area("a", 2023, ACHIEVED)),
        listed("d0", "2024-01", area("a", 2023, ACHIEVED)),
        listed("d0", "2024-02", area("a", 2023, RELAPSED), area("b", 2024, UNDER_WAY)),
    ]
    return area_ways(facts_of(reports), REGIME, unit_id="d0", upto=P("2024-03"))


def test_a_state_is_what_each_report_says_and_nothing_where_none_tells() -> None:
    ways = history()
    assert ways.listed == P("2024-02")
    first, second = ways.ways
    assert first.states == (UNDER_WAY, ACHIEVED, None, ACHIEVED, RELAPSED, None)
    assert second.states == (None, None, None, None, UNDER_WAY, None)
    assert list(spans.runs(first)) == [
        (UNDER_WAY, 0, 0),
        (ACHIEVED, 1, 1),
        (ACHIEVED, 3, 3),
        (RELAPSED, 4, 4),
    ]


def test_the_bars_are_told_as_a_sentence_and_named_in_the_chart() -> None:
    names = {"a": "Xã <A>", "b": "Xã B"}
    assert spans.sentence(history(), names, Language.VI) == (
        "Xã <A> (2023): đang chuyển hóa từ tháng 10/2023, đạt từ tháng 11/2023, tái phức tạp từ"
        " tháng 02/2024; Xã B (2024): đang chuyển hóa từ tháng 02/2024."
    )
    html = spans.draw(history(), names, Language.VI)
    assert 'aria-label="Xã &lt;A&gt; (2023): đang chuyển hóa từ tháng 10/2023' in html
    assert re.findall(r'<p class="name"><b>(.*?)</b> \((\d+)\)', html) == [
        ("Xã &lt;A&gt;", "2023"),
        ("Xã B", "2024"),
    ]
    assert re.findall(r">([○✓△✕])</span>", html) == ["○", "✓", "✓", "✕", "○"]


def test_a_bar_is_as_wide_as_its_periods_and_the_last_period_is_named() -> None:
    """Six periods: October in the first sixth; achieved in January, the fourth; relapsed after."""
    html = spans.draw(history(), {"a": "A", "b": "B"}, Language.VI)
    places = re.findall(r"left:([\d.]+)%;width:([\d.]+)%", html)
    sixth = "16.67"
    assert places == [
        ("0.00", sixth),
        ("16.67", sixth),
        ("50.00", sixth),
        ("66.67", sixth),
        ("66.67", sixth),
    ]
    assert re.findall(r'left:[\d.]+%">([\d/]+)<', html) == ["3/24", "12/23"]


def test_a_locality_without_a_report_has_no_areas() -> None:
    ways = area_ways(facts_of([]), REGIME, unit_id="d0", upto=P("2024-03"))
    assert (ways.ways, ways.listed, len(ways.periods)) == ((), None, 6)
