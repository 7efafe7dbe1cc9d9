"""The checks of severity error (§2), naively: ``faults(history)`` says what a form would refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.judge.examples import REQUIRED
from tests.judge.periods import instant, local_date

ARROWS = {
    "đang chuyển hóa": ["đạt", "chưa đạt"],
    "chưa đạt": ["đang chuyển hóa", "đạt"],
    "đạt": ["tái phức tạp"],
    "tái phức tạp": [],
}
SERVICES = ["counselling", "treatment", "rehab", "reintegration"]


def faults(history: dict[str, Any]) -> list[str]:
    """Everything that would have stopped a report of the history, and disorder in time."""
    found = []
    for report in history["reports"]:
        where = f"{report['unit_id']} {report['period']} {report['received_at']}"
        own = [u["unit_id"] for u in history["units"] if u["parent_id"] == report["unit_id"]]
        wrong = [] if list(report["rows"]) == own else ["the rows are not the communes"]
        for row in report["rows"].values():
            wrong += row_faults(row)
        wrong += area_faults(report, own) + date_faults(report) + order_faults(history, report)
        wrong += opening_faults(history, report)
        for earlier in accepted_before(history, report):
            wrong += history_faults(earlier["areas"], report["areas"])
        found += [f"{where}: {fault}" for fault in wrong]
    return found


def row_faults(row: dict[str, Any]) -> list[str]:
    """One commune's figures."""
    found = [f"{measure} blank" for measure in REQUIRED if row[measure] is None]
    found += [f"{name} negative" for name, n in row.items() if isinstance(n, int) and n < 0]
    if row["commune_class"] not in ("I", "II", "III", "có", "không"):
        found.append("no such class")
    came = row["spots_opening"] + row["spots_new"] + row["spots_reformed"]
    if came - row["spots_eradicated"] != row["spots_closing"]:
        found.append("spots-balance")
    parts = [row["reached_" + name] for name in SERVICES if row["reached_" + name] is not None]
    if row["reached"] > row["addicts"] + row["users"] or any(n > row["reached"] for n in parts):
        found.append("reached-too-many")
    if row["hotspots_eradicated"] > row["hotspots_identified"]:
        found.append("hotspots-too-many")
    places = [row["school_sessions"], row["workplace_sessions"]]
    if sum(n for n in places if n is not None) > (row["sessions"] or 0):
        found.append("part-too-many")
    return found


def area_faults(report: dict[str, Any], communes: list[str]) -> list[str]:
    """The area list by itself."""
    found = []
    for area in report["areas"]:
        if area["state"] not in ARROWS or area["commune"] not in communes:
            found.append("area-commune")
        decided = area["decision_no"] and area["decision_on"]
        if area["state"] in ("đạt", "tái phức tạp") and not decided:
            found.append("area-decision")
        if area["state"] == "tái phức tạp" and not area["relapsed_on"]:
            found.append("area-relapse")
    rows = [(area["commune"], area["cohort"]) for area in report["areas"]]
    return found + (["twice in a cohort"] if len(rows) != len(set(rows)) else [])


def date_faults(report: dict[str, Any]) -> list[str]:
    """Done without date; a date after the day of receipt."""
    found = []
    for task in report["tasks"]:
        if task["state"] == "hoàn thành" and task["completed_on"] is None:
            found.append("task-date")
    dates = [task["completed_on"] for task in report["tasks"]]
    for area in report["areas"]:
        dates += [area["selected_on"], area["decision_on"], area["relapsed_on"]]
    today = local_date(instant(report["received_at"]))
    if any(date.fromisoformat(day) > today for day in dates if day is not None):
        found.append("date-in-future")
    return found


def order_faults(history: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """Received after the period's end, answered after receipt and before the next version."""
    received = instant(report["received_at"])
    found = []
    if local_date(received).isoformat() <= report["period"] + "-14":
        found.append("received before the period's end")
    answered = [instant(event["at"]) for event in report["events"]]
    if len(answered) > 1 or any(at <= received for at in answered):
        found.append("answered before it came, or twice")
    place = next(n for n, each in enumerate(history["reports"]) if each is report)
    for later in history["reports"][place + 1 :]:
        if instant(later["received_at"]) < received:
            found.append("sent out of order")
        same = (later["unit_id"], later["period"]) == (report["unit_id"], report["period"])
        if same and any(at >= instant(later["received_at"]) for at in answered):
            found.append("answered when it was no longer the newest version")
    return found


def accepted_before(history: dict[str, Any], report: dict[str, Any]) -> list[dict[str, Any]]:
    """The unit's versions that were accepted when this one came."""
    moment = instant(report["received_at"])
    return [
        each
        for each in history["reports"]
        if each["unit_id"] == report["unit_id"]
        and any(e["event"] == "accepted" and instant(e["at"]) <= moment for e in each["events"])
    ]


def opening_faults(history: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """opening = closing of the newest accepted period before p, as of receipt."""
    before = [r for r in accepted_before(history, report) if r["period"] < report["period"]]
    if not before:
        return []
    newest = max(each["period"] for each in before)
    version = [each for each in before if each["period"] == newest][-1]
    return [
        f"opening-continuity in {commune}"
        for commune, row in report["rows"].items()
        if row["spots_opening"] != version["rows"][commune]["spots_closing"]
    ]


def history_faults(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[str]:
    """An area of an accepted list is gone or in a state the arrows do not lead to."""
    found = []
    for area in before:
        same = [a for a in now if (a["commune"], a["cohort"]) == (area["commune"], area["cohort"])]
        if not same or same[0]["state"] not in reachable(area["state"]):
            found.append("area-history")
    return found


def reachable(state: str) -> set[str]:
    """The states that can be reached by the arrows, several steps at once, or by standing still."""
    states = {state}
    for _ in ARROWS:
        states |= {after for each in states for after in ARROWS[each]}
    return states
