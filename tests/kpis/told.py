"""Two ends of a random history as a store holds them: what was in force, and every event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from data_loaders.model import (
    Basis,
    Correction,
    Past,
    Period,
    Register,
    SentVersion,
    VersionEvent,
)
from kpis.movement.decomposition import Side
from tests.judge.histories import random_history
from tests.judge.periods import instant
from tests.judge.seen import last_event
from tests.kpis.movement.account import End
from tests.kpis.sides import (
    PLAN,
    History,
    Known,
    asked,
    corrections_of,
    facts_of,
    known_at,
    register_of,
)
from tests.words_of_the_plan import AreaState


@dataclass(frozen=True)
class Told:
    """Two ends of a history as a store holds it, and that history with their questions."""

    history: History
    ends: tuple[End, End]
    sides: tuple[Side, Side]
    corrections: tuple[Correction, ...]
    past: Past


def told(seed: int) -> Told:
    """Two ends of a random history: what was in force at each, what differs, every event.

    In some of the histories reports are replaced and acceptances taken back. Both ends are of one
    basis; the first comes first. The later one mostly knows more, and now and then less.
    """
    rng = Random(seed)  # noqa: S311 (a test's dice)
    history = random_history(seed, districts=rng.choice([1, 3, 5]), communes=(1, 2))
    if rng.random() < 0.6:
        history = taken_back(replaced(history, rng), rng)
    ends = _ends(history, seed, rng)
    if rng.random() < 0.1 and ends[0]["period"] != ends[1]["period"]:  # newer period, known less
        instants = ends[1]["as_of"], ends[0]["as_of"]
        ends = ({**ends[0], "as_of": instants[0]}, {**ends[1], "as_of": instants[1]})
    known = [known_at(history, end["as_of"], Basis(end["basis"])) for end in ends]
    register = register_of(history, merged=False)
    sides = [_side(history, end, one, register) for end, one in zip(ends, known, strict=True)]
    cells = tuple(corrections_of(known[0], known[1]))
    return Told(history, ends, (sides[0], sides[1]), cells, _past(history, ends))


def _ends(history: History, seed: int, rng: Random) -> tuple[End, End]:
    """A question and an earlier one; or the two sides of something that happened to a report."""
    first, second = asked(history, seed, rng)
    latest = Period.parse(second["period"] or "2024-12")
    turns = _turns(history)
    if turns and rng.random() < 0.6:
        text, at = rng.choice(turns[rng.choice(sorted(turns))])
        latest = Period.parse(text).shifted(rng.choice([0, 0, 1, 3]))
        first["as_of"] = (at - timedelta(seconds=1)).isoformat()
        second["as_of"] = (at + timedelta(days=rng.choice([0, 30]))).isoformat()
    earlier = latest.shifted(-rng.choice([0, 0, 0, 1, 1, 4, 12]))
    basis = second["basis"]
    return (
        {"period": str(earlier), "as_of": first["as_of"], "basis": basis},
        {"period": str(latest), "as_of": second["as_of"], "basis": basis},
    )


def _turns(history: History) -> dict[str, list[tuple[str, datetime]]]:
    """Event → when it befell a report, and of which period; first acceptances are left out.

    Among them the readings that the committee took.
    """
    turns: dict[str, list[tuple[str, datetime]]] = {}
    for reading in history["readings"]:
        if reading["at"] > "2023-10":
            turn = (reading["at"][:7], instant(reading["at"]))
            turns.setdefault("reading", []).append(turn)
    seen = set()
    for report in history["reports"]:
        for event in report["events"]:
            key = (report["unit_id"], report["period"])
            if event["event"] != "accepted" or key in seen:
                turn = (report["period"], instant(event["at"]))
                turns.setdefault(event["event"], []).append(turn)
            seen.add(key)
    return turns


def replaced(history: History, rng: Random) -> History:
    """The history with newer versions of some reports: other figures, other rows of the lists."""
    newer = []
    for report in history["reports"]:
        if not report["events"] or rng.random() < 0.85:
            continue
        at = instant(report["events"][-1]["at"]) + timedelta(days=rng.randint(1, 30))
        then = (at + timedelta(days=rng.randint(0, 9))).isoformat()
        fate = rng.choice(["accepted", "accepted", "returned", None])
        rows = {
            commune: {
                measure: _changed(value, rng) if rng.random() < 0.3 else value
                for measure, value in row.items()
            }
            for commune, row in report["rows"].items()
        }
        areas = [
            {**area, "state": rng.choice([str(state) for state in AreaState])}
            for area in report["areas"]
            if rng.random() < 0.8
        ]
        added = {"commune": next(iter(rows)), "cohort": 2022, "state": "đạt"}
        newer.append(
            {
                **report,
                "received_at": at.isoformat(),
                "events": [] if fate is None else [{"event": fate, "at": then}],
                "rows": rows,
                "areas": [*areas, added] if rng.random() < 0.5 else areas,
                "tasks": report["tasks"] if rng.random() < 0.7 else [],
            }
        )
    every = [*history["reports"], *newer]
    return {**history, "reports": sorted(every, key=lambda one: instant(one["received_at"]))}


def _changed(value: int | str | None, rng: Random) -> int | str | None:
    """Another count, now and then a blank; a class stays."""
    if not isinstance(value, int):
        return value
    return None if rng.random() < 0.1 else max(0, value + rng.randint(-3, 3))


def taken_back(history: History, rng: Random) -> History:
    """The history with some acceptances taken back some days after."""

    def events(report: dict[str, Any]) -> list[dict[str, Any]]:
        own: list[dict[str, Any]] = report["events"]
        if not own or own[-1]["event"] != "accepted" or rng.random() < 0.8:
            return own
        later = instant(own[-1]["at"]) + timedelta(days=rng.randint(1, 40))
        return [*own, {"event": "withdrawn", "at": later.isoformat()}]

    reports = [{**report, "events": events(report)} for report in history["reports"]]
    return {**history, "reports": reports}


def _side(history: History, end: End, known: Known, register: Register) -> Side:
    now, basis = instant(end["as_of"]), Basis(end["basis"])
    numbers = {
        key: _versions(history, *key).index(report) + 1 for key, (report, _) in known.items()
    }
    waiting = {}
    for unit, text in {(r["unit_id"], r["period"]) for r in history["reports"]}:
        key = (unit, Period.parse(text))
        own = [r for r in _versions(history, *key) if instant(r["received_at"]) <= now]
        if own and key not in known:
            waiting[key] = "returned" if last_event(own[-1], now) == "returned" else "sent"
    facts = facts_of(known, history, end["as_of"], basis, numbers, waiting)
    return Side(facts, PLAN, register, Period.parse(end["period"]))


def _versions(history: History, unit: str, period: Period) -> list[dict[str, Any]]:
    return [
        report
        for report in history["reports"]
        if (report["unit_id"], report["period"]) == (unit, str(period))
    ]


def _past(history: History, ends: Iterable[End]) -> Past:
    """Every version with the events that the later of the ends knows."""
    now = max(instant(end["as_of"]) for end in ends)
    found: dict[tuple[str, Period], tuple[SentVersion, ...]] = {}
    for unit, text in {(r["unit_id"], r["period"]) for r in history["reports"]}:
        key = (unit, Period.parse(text))
        found[key] = tuple(
            SentVersion(number, instant(one["received_at"]), f"gửi {unit}", _events(one, now))
            for number, one in enumerate(_versions(history, *key), start=1)
            if instant(one["received_at"]) <= now
        )
    return found


def _events(report: dict[str, Any], now: datetime) -> tuple[VersionEvent, ...]:
    sent = VersionEvent("sent", instant(report["received_at"]), f"gửi {report['unit_id']}")
    events = [VersionEvent(e["event"], instant(e["at"]), "duyệt") for e in report["events"]]
    ordered = sorted((e for e in events if e.at <= now), key=lambda event: event.at)
    return sent, *ordered
