"""The calendar of plan 3220 and what a regime file may not say."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data_loaders.model import Period
from data_loaders.model.errors import PlanFolderError, RegimeError
from data_loaders.plans.declared import load_regime
from data_loaders.register.calendar import parse_regime
from tests.plan_files import HOLIDAYS_TEXT, REGIME_TEXT

REGIME = load_regime("kh3220")
TEXT = REGIME_TEXT + "\n" + HOLIDAYS_TEXT


@pytest.mark.parametrize(
    ("period", "starts", "ends", "due"),
    [
        ("2023-10", date(2023, 9, 15), date(2023, 10, 14), date(2023, 10, 18)),
        ("2023-11", date(2023, 10, 15), date(2023, 11, 14), date(2023, 11, 20)),  # a Saturday
        ("2024-02", date(2024, 1, 15), date(2024, 2, 14), date(2024, 2, 19)),  # a Sunday
        ("2024-04", date(2024, 3, 15), date(2024, 4, 14), date(2024, 4, 19)),  # Giỗ Tổ
        ("2024-01", date(2023, 12, 15), date(2024, 1, 14), date(2024, 1, 18)),
        ("2025-12", date(2025, 11, 15), date(2025, 12, 14), date(2025, 12, 18)),
    ],
)
def test_a_period_runs_from_the_15th_to_the_14th_and_is_due_on_the_18th_or_next_working_day(
    period: str, starts: date, ends: date, due: date
) -> None:
    asked = Period.parse(period)
    assert (REGIME.starts_on(asked), REGIME.ends_on(asked), REGIME.due_on(asked)) == (
        starts,
        ends,
        due,
    )


def test_one_holiday_moves_one_due_date_of_the_plan() -> None:
    moved = [
        period
        for period in REGIME.expected()
        if date(period.year, period.month, 18) in REGIME.holidays
    ]
    assert [str(period) for period in moved] == ["2024-04"]


def test_the_due_instant_is_the_last_second_of_the_day_in_vietnam() -> None:
    assert REGIME.due_at(Period.parse("2025-06")) == datetime.fromisoformat(
        "2025-06-18T23:59:59+07:00"
    )


def test_a_period_has_begun_on_its_first_day_in_vietnam_not_in_london() -> None:
    at = datetime.fromisoformat("2025-05-14T17:00:00+00:00")  # 15/5 00:00 in Vietnam
    assert REGIME.begun(at)[-1] == Period.parse("2025-06")


def test_yearly_tasks_have_one_instance_a_year_within_the_plan() -> None:
    assert [task.task_id for task in REGIME.tasks if task.code.startswith("review")] == [
        "review-half-year-2024",
        "review-half-year-2025",
        "review-year-2023",
        "review-year-2024",
        "review-year-2025",
    ]
    shown = {task.task_id for task in REGIME.tasks_shown(Period.parse("2024-03"))}
    assert "review-half-year-2024" in shown
    assert "review-half-year-2025" not in shown


@pytest.mark.parametrize("text", ["2025-13", "2025-1", "25-01", "2025-00", "2025/01", ""])
def test_a_period_that_is_none_is_refused_with_what_was_found(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        Period.parse(text)


def test_periods_count_over_the_turn_of_the_year() -> None:
    january = Period.parse("2025-01")
    assert str(january.shifted(-1)) == "2024-12"
    assert january - Period.parse("2023-10") == 15
    assert str(january.year_end_before()) == "2024-12"


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("due_day = 18", "due_day = 31", "calendar.due_day"),
        ("due_day = 18", "due_day = 18\ndue_date = 18", "calendar.due_date"),
        ('last = "2025-12"', 'last = "2022-12"', "calendar.last"),
        ('first = "2023-10"', 'first = "10/2023"', "calendar.first"),
        ('timezone = "Asia/Ho_Chi_Minh"', 'timezone = "Asia/Kon_Tum"', "calendar.timezone"),
        ('yearly = "06-14"', 'yearly = "14-06"', "task[2].yearly"),
        ('code = "peak-campaign"', 'code = "tip-offs"', "hai lần"),
        ("due = 2023-10-15", 'due = 2023-10-15\nyearly = "10-15"', "task[1].yearly"),
        ('timezone = "Asia/Ho_Chi_Minh"', "timezone = ", "TOML"),
        ("[holidays.2024]", "[holidays.2029]", "holidays.2029"),
    ],
)
def test_a_contradictory_regime_is_refused_naming_file_and_key(
    wrong: str, right: str, says: str
) -> None:
    assert wrong in TEXT
    with pytest.raises(RegimeError) as told:
        parse_regime(TEXT.replace(wrong, right), "regime.toml", name="kh3220")
    assert str(told.value).startswith("regime.toml")
    assert says in str(told.value)


def test_an_unknown_regime_is_refused_naming_those_there_are() -> None:
    with pytest.raises(PlanFolderError, match="kh3220"):
        load_regime("kh9999")
