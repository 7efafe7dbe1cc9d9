"""What is true in one district: its figures by period, its areas and tasks by day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.judge.moods import Traits
from tests.judge.periods import month, number

START = number("2022-12")
PLAN_START = number("2023-10")
PLAN_END = number("2025-12")
CLASSES = ["I", "II", "III", "có"]
OPTIONAL = ["post_rehab", "participants", "cases", "offenders", "rings"]


def spots_path(kind: str, level: int, period: str) -> int:
    """How many spots there should be at the period's end; 5 % a year is what the plan asks."""
    elapsed = number(period) - START
    years = (elapsed + 1) // 12 if month(period) >= 11 else elapsed // 12
    factor = {
        "zero": 0.0,
        "flat": 1.0,
        "falling": 1 - 0.006 * elapsed,
        "nearly": 1 - 0.0042 * elapsed,
        "slowly": 1 - 0.0033 * elapsed,
        "december": 0.94**years,
        "rising": 1 + 0.006 * elapsed,
        "from_zero": max(0, elapsed - 15) / 20,
    }[kind]
    return round(level * factor)


def hotspots_path(kind: str, period: str) -> float:
    """The share of the hotspots that is eradicated; the plan asks 0.8 at its end."""
    x = (number(period) - PLAN_START) / (PLAN_END - PLAN_START)
    share = {
        "steady": 0.1 + 0.75 * x,
        "slow": 0.05 + 0.3 * x,
        "lagging": 0.1 + 0.53 * x,
        "plateau": min(0.1 + 1.6 * x, 0.55 + 0.1 * x),
        "early": 0.2 + 2.5 * x,
        "falls": 0.85 - 0.4 * x,
        "full": 1.0,
        "jumps": 0.7 if x > 0.4 else 0.1,
    }[kind]
    return min(max(share, 0.0), 1.0)


def addicts_path(kind: str, level: int, period: str) -> int:
    """How many people with addiction; the plan asks less than 1 % more than a year before."""
    elapsed = number(period) - START
    grown = {
        "flat": level,
        "falling": level * (1 - 0.004 * elapsed),
        "creeping": level * (1 + 0.0007 * elapsed),
        "rising": level * (1 + 0.004 * elapsed),
        "from_zero": max(0, elapsed - 14),
        "jumps": level * (1.008 ** (elapsed // 12 + (1 if elapsed % 12 > 1 else 0))),
    }[kind]
    return round(grown)


def service_path(kind: str, period: str, rng: Random) -> float:
    """The share of addicts and users that is reached; the plan asks more than 0.8."""
    elapsed = number(period) - PLAN_START
    return {
        "high": 0.93,
        "exact": 0.8,
        "rising": min(0.7 + 0.006 * elapsed, 0.98),
        "falling": min(max(0.96 - 0.007 * elapsed, 0.1), 1.0),
        "low": 0.6,
        "noisy": rng.uniform(0.7, 0.95),
    }[kind]


def figures(
    traits: Traits, place: int, period: str, opening: int | None, rng: Random, slip: int
) -> dict[str, Any]:
    """One commune's row; ``slip`` is the error of a version that a later one corrects."""
    row: dict[str, Any] = {}
    row.update(_spots(traits, period, opening, rng, slip))
    row.update(_hotspots(traits, period, slip))
    row.update(_people(traits, period, rng, slip))
    row["commune_class"] = _commune_class(traits["classes"], place, period, rng)
    row["public_incidents"] = 1 if rng.random() < traits["incidents"] else 0
    row.update(_work(rng))
    return row


def _spots(
    traits: Traits, period: str, opening: int | None, rng: Random, slip: int
) -> dict[str, int]:
    closing = spots_path(traits["spots"], traits["spots_level"], period) + slip
    if opening is None:
        opening = closing + rng.randint(0, 1)
    more = max(0, closing - opening) + rng.choice([0, 0, 1])
    reformed = 1 if more > 0 and rng.random() < traits["reformed"] else 0
    return {
        "spots_opening": opening,
        "spots_new": more - reformed,
        "spots_reformed": reformed,
        "spots_eradicated": opening + more - closing,
        "spots_closing": closing,
    }


def _hotspots(traits: Traits, period: str, slip: int) -> dict[str, int]:
    identified = int(traits["hotspots_level"]) + slip
    share = hotspots_path(traits["hotspots"], period)
    return {"hotspots_identified": identified, "hotspots_eradicated": int(identified * share)}


def _people(traits: Traits, period: str, rng: Random, slip: int) -> dict[str, int | None]:
    addicts = addicts_path(traits["addicts"], traits["addicts_level"], period) + slip
    users = addicts // 3
    if traits["service"] == "exact":
        users += -(addicts + users) % 5
    share = service_path(traits["service"], period, rng)
    reached = (addicts + users) * 4 // 5 if share == 0.8 else int((addicts + users) * share)
    row: dict[str, int | None] = {"addicts": addicts, "users": users, "reached": reached}
    for part in ("counselling", "treatment", "rehab", "reintegration"):
        row["reached_" + part] = None if rng.random() < 0.2 else rng.randint(0, reached)
    return row


def _commune_class(kind: str, place: int, period: str, rng: Random) -> str:
    elapsed = number(period) - PLAN_START
    clean = {
        "steady": place % 3 == 0,
        "cleaner": place % 3 == 0 or elapsed > 4 + place,
        "dirtier": place % 2 == 0 and elapsed < 5 + place,
        "flicker": rng.random() < 0.3,
        "six_then_four": place % 35 == 0 and not (elapsed > 2 and place < 70),
    }[kind]
    return "không" if clean else rng.choice(CLASSES)


def _work(rng: Random) -> dict[str, int | None]:
    row: dict[str, int | None] = {
        measure: None if rng.random() < 0.2 else rng.randint(0, 9) for measure in OPTIONAL
    }
    sessions = None if rng.random() < 0.2 else rng.randint(0, 6)
    school = None if sessions is None else rng.randint(0, sessions)
    workplace = None if sessions is None or school is None else rng.randint(0, sessions - school)
    received = None if rng.random() < 0.2 else rng.randint(0, 5)
    resolved = None if received is None else rng.randint(0, received)
    row.update(sessions=sessions, school_sessions=school, workplace_sessions=workplace)
    row.update(tipoffs_received=received, tipoffs_resolved=resolved)
    return row


Change = tuple[date, dict[str, Any]]


def area_stories(traits: Traits, communes: list[str], rng: Random) -> list[list[Change]]:
    """Each area's changes in order of time, along the arrows; a relapse may open a new row."""
    stories = []
    for commune in communes:
        if traits["areas"] == "none" or rng.random() < 0.1:
            continue
        cohort = rng.choice([2023, 2023, 2023, 2024, 2025])
        while cohort <= 2025:
            story = _area_story(traits, commune, cohort, rng)
            stories.append(story)
            cohort = story[-1][0].year + 1
            if story[-1][1]["state"] != "tái phức tạp":
                break
    return stories


def _area_story(traits: Traits, commune: str, cohort: int, rng: Random) -> list[Change]:
    days = {"quick": 80, "steady": 380, "slow": 900, "stops": 200}[traits["areas"]]
    first = date(2023, 9, 25) if cohort == 2023 else date(cohort, 1, 5)
    day = first + timedelta(days=rng.randint(0, 60))
    chosen = {
        "commune": commune,
        "cohort": cohort,
        "selected_on": day.isoformat(),
        "area_class": rng.choice(["I", "II", "III"]),
        "decision_no": None,
        "decision_on": None,
        "relapsed_on": None,
    }
    story: list[Change] = [(day, {**chosen, "state": "đang chuyển hóa"})]
    for state in rng.choice([[], [], ["chưa đạt"], ["chưa đạt", "đang chuyển hóa"]]):
        day += timedelta(days=rng.randint(20, 120))
        story.append((day, {**chosen, "state": state}))
    if traits["areas"] == "stops" and rng.random() < 0.4:
        return story
    day += timedelta(days=rng.randint(days // 3, days))
    decision = {"decision_no": f"{rng.randint(1, 900)}/QĐ-UBND", "decision_on": day.isoformat()}
    chosen.update(decision)
    story.append((day, {**chosen, "state": "đạt"}))
    if rng.random() < traits["relapse"]:
        day += timedelta(days=rng.randint(40, 400))
        story.append((day, {**chosen, "state": "tái phức tạp", "relapsed_on": day.isoformat()}))
    return story


def areas_on(stories: list[list[Change]], day: date) -> list[dict[str, Any]]:
    """The whole list as it stands on that day."""
    rows = []
    for story in stories:
        known = [change for when, change in story if when <= day]
        if known:
            rows.append(dict(known[-1]))
    return rows


def task_days(kind: str, rng: Random) -> dict[str, date | None]:
    """When each task is finished; None means never."""
    in_time = date(2023, 9, 26) + timedelta(days=rng.randint(0, 19))
    if kind == "mixed":
        kind = rng.choice(["in_time", "in_time", "late", "never"])
    return {
        "areas-identified": {
            "in_time": in_time,
            "on_the_day": date(2023, 10, 15),
            "late": date(2023, 10, 16) + timedelta(days=rng.choice([0, 1, 30, 200])),
            "never": None,
        }[kind],
        "hotspot-review": rng.choice([None, date(2024, 3, 1)]),
        "residence-control": rng.choice([None, date(2025, 6, 14)]),
    }


def tasks_on(days: dict[str, date | None], day: date, rng: Random) -> list[dict[str, Any]]:
    """The task list as it stands on that day; now and then a row is left out."""
    rows = []
    for task, done in days.items():
        if rng.random() < 0.02:
            continue
        finished = done is not None and done <= day
        unfinished = rng.choice(["chưa thực hiện", "đang thực hiện"])
        rows.append(
            {
                "task": task,
                "state": "hoàn thành" if finished else unfinished,
                "completed_on": done.isoformat() if done is not None and finished else None,
            }
        )
    return rows
