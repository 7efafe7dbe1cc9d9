"""A sum of the year says on how many reports it rests."""

from __future__ import annotations

from data_loaders.model import Period
from kpis.watched import WatchedFigure, watched
from tests.kpis.given import PLAN, PROVINCE, facts_of, register_of, report


def cases(unit_id: str, period: str, *, units: tuple[str, ...]) -> WatchedFigure:
    said = facts_of(
        [
            report("d0", "2024-01", cases=2),
            report("d0", "2024-02", blank=["cases"], cases=1),
            report("d0", "2024-03", cases=3),
            report("d1", "2024-01", cases=4),
            report("d1", "2024-03", cases=5),
        ]
    )
    figures = watched(said, PLAN, register_of(units), period=Period.parse(period), unit_id=unit_id)
    return next(one for one in figures if one.watched.watched_id == "cases")


def test_a_missing_report_and_one_with_a_blank_are_not_counted_as_whole() -> None:
    one = cases("d0", "2024-03", units=("d0",))
    assert (one.year, one.reports, one.partial) == (6, (2, 3), True)


def test_a_year_of_whole_reports_is_not_partial() -> None:
    one = cases("d0", "2024-01", units=("d0",))
    assert (one.year, one.reports, one.partial) == (2, (1, 1), False)


def test_the_province_expects_a_report_of_every_locality_and_period() -> None:
    one = cases(PROVINCE, "2024-03", units=("d0", "d1"))
    assert (one.year, one.reports, one.partial) == (15, (4, 6), True)


def test_where_nobody_reported_there_is_no_sum_to_doubt() -> None:
    figures = watched(
        facts_of([]), PLAN, register_of(), period=Period.parse("2024-03"), unit_id="d0"
    )
    assert {(one.year, one.partial) for one in figures} == {(None, False)}
