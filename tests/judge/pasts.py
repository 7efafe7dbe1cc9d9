"""Random small histories: paths with small steps, gaps, blanks, areas and task lists."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.judge.asked import CLASSES
from tests.judge.periods import between, last_day, shifted

Past = dict[tuple[str, str], dict[str, Any]]
"""(locality, period) → what was reported."""
STOCKS = ["addicts", "users", "reached", "spots_closing"]
SOME_FLOWS = ["cases", "tipoffs_resolved", "tipoffs_received"]


def history(rng: Random, first: str, last: str, units: tuple[str, ...], due: date) -> Past:
    """What each locality reported: paths with small steps, gaps and blanks."""
    missing = rng.choice([0.0, 0.0, 0.03, 0.1, 0.3])
    blank = rng.choice([0.0, 0.0, 0.02])
    periods = between(shifted(first, -22), last)
    found = {}
    for place, unit in enumerate(units):
        gaps = rng.choice([missing, missing, 0.0, 0.5 if place == len(units) - 1 else missing])
        since = rng.choice([0, 0, 0, 0, 22, 24])
        silent = _silence(rng, len(periods))
        done = rng.choice([None, due, due + timedelta(days=rng.choice([-9, 1, 40]))])
        states = rng.choice(["", "uu", "uuuuu"])
        communes = [_commune(rng) for _ in range(rng.choice([1, 1, 2, 3]))]
        for number, period in enumerate(periods):
            for commune in communes:
                _walk(rng, commune)
            states = _areas(rng, states)
            absent = rng.random() < gaps and not (rng.random() < 0.5 and period.endswith("-12"))
            if number < since or absent or number in silent:
                continue
            rows = [_row(rng, commune, blank) for commune in communes]
            found[unit, period] = {
                "rows": dict(enumerate(rows)),
                "areas": [{"state": STATE[letter]} for letter in states],
                "tasks": _tasks(rng, period, done),
            }
    return found


def _silence(rng: Random, periods: int) -> range:
    """Now and then some periods on end, or all from one on, are never heard of."""
    start = rng.randrange(22, periods)
    length = rng.choice([0, 0, 0, 0, 4, 8, periods])
    return range(start, start + length)


STATE = {"u": "đang chuyển hóa", "n": "chưa đạt", "a": "đạt", "r": "tái phức tạp"}


def _areas(rng: Random, states: str) -> str:
    if not states or rng.random() > 0.3:
        return states
    place = rng.randrange(len(states))
    after = {"u": "a", "n": "a", "a": rng.choice("aaar"), "r": "r"}[states[place]]
    longer = "u" if rng.random() < 0.1 else ""
    return states[:place] + after + states[place + 1 :] + longer


def _commune(rng: Random) -> dict[str, Any]:
    level = rng.choice([0, 1, 3, 8, 30, 90])
    drift = rng.choice([-0.6, -0.3, -0.1, 0.0, 0.1, 0.3, 0.6, 0.9])
    values = {name: max(0, level + rng.randint(-1, 2)) for name in STOCKS}
    often = rng.choice([0.0, 0.02, 0.3, 0.7])
    orderly = rng.random() < 0.8
    return {
        "values": values,
        "drifts": {name: rng.choice([drift, drift, 0.0, -drift]) for name in STOCKS},
        "often": often,
        "orderly": orderly,
        "class": rng.choice(CLASSES),
    }


def _walk(rng: Random, commune: dict[str, Any]) -> None:
    for name, value in commune["values"].items():
        drift = commune["drifts"][name]
        by = (1 if drift > 0 else -1) if rng.random() < abs(drift) else 0
        commune["values"][name] = max(0, value + by)
    if rng.random() < 0.06:
        commune["class"] = rng.choice(CLASSES)


def _row(rng: Random, commune: dict[str, Any], blank: float) -> dict[str, Any]:
    row: dict[str, Any] = dict(commune["values"])
    for name in SOME_FLOWS:
        row[name] = rng.choice([1, 1, 1, 2, 3]) if rng.random() < commune["often"] else 0
    if commune["orderly"]:
        row["reached"] = min(row["reached"], row["addicts"] + row["users"])
        row["tipoffs_resolved"] = min(row["tipoffs_resolved"], row["tipoffs_received"])
    row["commune_class"] = commune["class"]
    return {name: None if rng.random() < blank else value for name, value in row.items()}


def _tasks(rng: Random, period: str, done: date | None) -> list[dict[str, Any]]:
    if rng.random() < 0.3:
        return []
    finished = done is not None and last_day(period) >= done
    state = "hoàn thành" if finished else "đang thực hiện"
    day = done.isoformat() if done is not None and finished else None
    return [{"task": "the-task", "state": state, "completed_on": day}]
