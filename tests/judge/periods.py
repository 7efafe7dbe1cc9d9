"""The reporting calendar (§1): periods, due dates, who was late."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from tests.judge.plan_text import PLAN

VIETNAM = timezone(timedelta(hours=7))


def instant(text: str) -> datetime:
    """An ISO 8601 instant; one without an offset is an error."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"an instant needs an offset: {text}")
    return moment


def local_date(moment: datetime) -> date:
    """The calendar date in Asia/Ho_Chi_Minh."""
    return moment.astimezone(VIETNAM).date()


def number(period: str) -> int:
    """Periods are counted: the number of months since year 0."""
    return int(period[:4]) * 12 + int(period[5:]) - 1


def named(months: int) -> str:
    """The period of that number."""
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def shifted(period: str, by: int) -> str:
    """The period so many periods later (earlier when negative)."""
    return named(number(period) + by)


def between(first: str, last: str) -> list[str]:
    """All periods from first to last, both included; none when last is before first."""
    return [named(months) for months in range(number(first), number(last) + 1)]


def month(period: str) -> int:
    """m, the month of the year."""
    return int(period[5:])


def base_period(period: str) -> str:
    """Y-1-12."""
    return f"{int(period[:4]) - 1:04d}-12"


def year_so_far(period: str, plan: dict[str, Any] = PLAN) -> list[str]:
    """From the later of Y-01 and p0 to p."""
    return between(max(period[:4] + "-01", plan["first"]), period)


def first_day(period: str) -> date:
    """The 15th of the month before."""
    before = shifted(period, -1)
    return date(int(before[:4]), int(before[5:]), 15)


def last_day(period: str) -> date:
    """The 14th of the period's month."""
    return date(int(period[:4]), int(period[5:]), 14)


def due_date(period: str, plan: dict[str, Any] = PLAN) -> date:
    """The 18th; on a Saturday, a Sunday or a listed holiday, the next working day."""
    day = date(int(period[:4]), int(period[5:]), 18)
    while day.weekday() >= 5 or day.isoformat() in plan["holidays"]:
        day = day + timedelta(days=1)
    return day


def due_instant(period: str, plan: dict[str, Any] = PLAN) -> datetime:
    """23:59:59+07:00 of the due date."""
    return datetime.combine(due_date(period, plan), time(23, 59, 59), VIETNAM)


def first_received(history: dict[str, Any], unit: str, period: str, now: datetime) -> str | None:
    """When the first version that exists at that instant was received, also if returned later."""
    for report in history["reports"]:
        of_these = report["unit_id"] == unit and report["period"] == period
        if of_these and instant(report["received_at"]) <= now:
            return str(report["received_at"])
    return None


def timeliness(
    history: dict[str, Any], as_of: str, plan: dict[str, Any] = PLAN
) -> list[dict[str, Any]]:
    """Every reporting locality × every expected period that has begun, in register order."""
    now = instant(as_of)
    rows = []
    for unit in history["units"]:
        if unit["level"] != "district":
            continue
        for period in between(plan["first"], plan["last"]):
            if datetime.combine(first_day(period), time(), VIETNAM) <= now:
                received = first_received(history, unit["unit_id"], period, now)
                rows.append(_timeliness_row(unit["unit_id"], period, received, now, plan))
    return rows


def _timeliness_row(
    unit: str, period: str, received: str | None, now: datetime, plan: dict[str, Any]
) -> dict[str, Any]:
    due = due_instant(period, plan)
    days: int | None
    if received is not None and instant(received) <= due:
        state, days = "on_time", 0
    elif received is not None:
        state, days = "late", (local_date(instant(received)) - due.date()).days
    elif now > due:
        state, days = "missing", (local_date(now) - due.date()).days
    else:
        state, days = "pending", None
    return {
        "unit_id": unit,
        "period": period,
        "due_at": due.isoformat(),
        "received_at": received,
        "timeliness": state,
        "days_late": days,
    }
