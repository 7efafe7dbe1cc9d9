"""Small hand-written histories: districts of one commune, nothing happening but what is said."""

from __future__ import annotations

from typing import Any

from tests.judge.law import judge

LATER = "2026-06-01T08:00:00+07:00"
REQUIRED = [
    "spots_opening",
    "spots_new",
    "spots_reformed",
    "spots_eradicated",
    "spots_closing",
    "hotspots_identified",
    "hotspots_eradicated",
    "addicts",
    "users",
    "reached",
    "public_incidents",
]


def province(districts: int, *reports: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A history of the districts A, B, C … and their only communes A1, B1, C1 …"""
    names = "ABCDEFGHIJ"[:districts]
    units = [{"unit_id": "P", "level": "province", "kind": "tỉnh", "name": "P", "parent_id": None}]
    for name in names:
        unit = {"unit_id": name, "level": "district", "kind": "huyện", "name": name}
        units.append({**unit, "parent_id": "P"})
    for name in names:
        unit = {"unit_id": name + "1", "level": "commune", "kind": "xã", "name": name}
        units.append({**unit, "parent_id": name})
    return {"units": units, "reports": list(reports), "readings": [], **more}


def report(unit: str, period: str, **given: Any) -> dict[str, Any]:
    """A version accepted an hour after it came, at noon of the 15th of the period's month.

    Measures not given are zero, the class is III; ``at``, ``events``, ``areas`` and ``tasks``
    replace those of the report.
    """
    at = given.pop("at", f"{period}-15T12:00:00+07:00")
    accepted = [{"event": "accepted", "at": at.replace("T12", "T13")}]
    lists = {
        "events": given.pop("events", accepted),
        "areas": given.pop("areas", []),
        "tasks": given.pop("tasks", []),
    }
    row: dict[str, Any] = {"commune_class": "III", **dict.fromkeys(REQUIRED, 0), **given}
    return {
        "unit_id": unit,
        "period": period,
        "received_at": at,
        "rows": {unit + "1": row},
        **lists,
    }


def area(state: str, cohort: int = 2023) -> dict[str, Any]:
    """A row of the area list in that state."""
    return {"commune": "A1", "cohort": cohort, "state": state}


def done(on: str | None) -> list[dict[str, Any]]:
    """A task list with the plan's dated task done on that day, or not yet."""
    state = "hoàn thành" if on else "đang thực hiện"
    return [{"task": "areas-identified", "state": state, "completed_on": on}]


def reading(letter: str, at: str = "2023-01-01T00:00:00+07:00") -> dict[str, str]:
    """The committee's reading of the ambiguous sentence."""
    return {"target_id": "clean-communes", "reading": letter, "at": at}


def row(
    history: dict[str, Any], target: str, period: str, unit: str = "P", **more: Any
) -> dict[str, Any]:
    """The result of one target for the province (or a unit), long after everything."""
    asked = {"as_of": LATER, "basis": "accepted", **more}
    for result in judge(history, period=period, **asked)["results"]:
        if result["unit_id"] == unit and result["target_id"] == target:
            return dict(result)
    raise KeyError(target)


def verdict(
    history: dict[str, Any], target: str, period: str, unit: str = "P", **more: Any
) -> tuple[str, str | None]:
    """Only verdict and reason."""
    result = row(history, target, period, unit, **more)
    return result["verdict"], result["reason"]
