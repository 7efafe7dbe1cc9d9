"""Why a figure of plan 3220 moved between two ends, worked out from a history's own events.

Written apart from the product: from the raw reports, one locality after the other, without a walk,
and from its own list of what the ten targets count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.judge.periods import base_period, due_instant, instant
from tests.judge.seen import in_force

FIRST, LAST = "2023-10", "2025-12"
"""The plan's first period and its last, which is every deadline too."""
Report = dict[str, Any]
Counting = Callable[[Report], int]


def _measures(*codes: str) -> Counting:
    return lambda report: sum(row.get(m) or 0 for row in report["rows"].values() for m in codes)


def _areas(*states: str) -> Counting:
    return lambda report: sum(area["state"] in states for area in report["areas"])


def _communes(*classes: str) -> Counting:
    return lambda report: sum(r["commune_class"] in classes for r in report["rows"].values())


@dataclass(frozen=True)
class Counted:
    """What a target counts: ``kind`` share, change, sum or task; N and D of a report.

    ``needs``: the measures without which a commune row keeps its locality from counting.
    """

    kind: str
    number: Counting
    whole: Counting | None = None
    needs: tuple[str, ...] = ()


_RECOGNISED = ("đạt", "tái phức tạp")
TARGETS = {
    "spots-reduction": Counted("change", _measures("spots_closing"), None, ("spots_closing",)),
    "hotspots-eradicated": Counted(
        "share",
        _measures("hotspots_eradicated"),
        _measures("hotspots_identified"),
        ("hotspots_eradicated", "hotspots_identified"),
    ),
    "areas-transformed": Counted("share", _areas(*_RECOGNISED), lambda r: len(r["areas"])),
    "areas-sustained": Counted("share", _areas("đạt"), _areas(*_RECOGNISED)),
    "service-access": Counted(
        "share",
        _measures("reached"),
        _measures("addicts", "users"),
        ("reached", "addicts", "users"),
    ),
    "addict-growth": Counted("change", _measures("addicts"), None, ("addicts",)),
    "no-reformed-spots": Counted("sum", _measures("spots_reformed"), None, ("spots_reformed",)),
    "no-public-incidents": Counted(
        "sum", _measures("public_incidents"), None, ("public_incidents",)
    ),
    "areas-identified": Counted("task", lambda report: 0),
}
READINGS = {
    "A": Counted("change", _communes("không"), None, ("commune_class",)),
    "C": Counted("change", _communes("I", "II", "III", "có"), None, ("commune_class",)),
}
"""How the sentence about communes can be read so that something is counted; B is no target."""
End = dict[str, str]
"""``period``, ``as_of`` and ``basis`` of one end, all of them given."""
Amount = tuple[int, int, int]
"""By how much N, D and B moved."""
Account = dict[tuple[str, str | None], Amount]
"""Cause and locality → what it moved; nothing where it moved nothing."""


def account(
    history: dict[str, Any], first: End, last: End, unit: str | None, target_id: str
) -> Account:
    """From one end to the other, of a locality or (None) the province; of two ends of one basis."""
    if (last["period"], instant(last["as_of"])) < (first["period"], instant(first["as_of"])):
        turned = account(history, last, first, unit, target_id)
        return {key: (-n, -d, -b) for key, (n, d, b) in turned.items()}
    found: dict[tuple[str, str | None], list[int]] = {}
    districts = [u["unit_id"] for u in history["units"] if u["level"] == "district"]
    tell = _Teller(history, first, last, target_id)
    for cause, who, amount in tell.everything(districts if unit is None else [unit]):
        sums = found.setdefault((cause, who), [0, 0, 0])
        for place, number in enumerate(amount):
            sums[place] += number
    return {key: (n, d, b) for key, (n, d, b) in found.items() if (n, d, b) != (0, 0, 0)}


class _Teller:
    """The two ends of one figure, and what became of the reports between them."""

    def __init__(self, history: dict[str, Any], first: End, last: End, target_id: str) -> None:
        self.history, self.target_id, self.basis = history, target_id, last["basis"]
        self.periods = first["period"], last["period"]
        self.instants = instant(first["as_of"]), instant(last["as_of"])
        self.known = tuple(self.in_force_at(at) for at in self.instants)
        self.letters = tuple(self.reading_at(at) for at in self.instants)
        self.counted: Counted | None = None

    def in_force_at(self, now: datetime) -> dict[tuple[str, str], Report]:
        keys = {(r["unit_id"], r["period"]) for r in self.history["reports"]}
        found = {key: in_force(self.history, *key, now, self.basis) for key in keys}
        return {key: report for key, report in found.items() if report is not None}

    def reading_at(self, now: datetime) -> str | None:
        """The newest reading of the target that was recorded by then."""
        taken = [r for r in self.history["readings"] if r["target_id"] == self.target_id]
        known = [(instant(r["at"]), r["reading"]) for r in taken if instant(r["at"]) <= now]
        return max(known)[1] if known else None

    def read_as(self, letter: str | None) -> Counted | None:
        return TARGETS.get(self.target_id) or READINGS.get(letter or "")

    def everything(self, units: list[str]) -> list[tuple[str, str | None, Amount]]:
        """Every part, of whatever size."""
        parts: list[tuple[str, str | None, Amount]] = []
        old, new = self.letters
        if old != new and new is not None:
            was, now = (self.read(0, units, letter) for letter in (old, new))
            parts.append(("target", None, _less(now, was)))
        self.counted = self.read_as(new or old)
        if self.counted is not None:
            for unit in units:
                parts += [(cause, unit, amount) for cause, amount in self.of(unit)]
        if old != new and new is None:
            parts.append(("target", None, _less((0, 0, 0), self.read(1, units, old))))
        return parts

    def read(self, end: int, units: list[str], letter: str | None) -> Amount:
        """One end's numbers as that reading has them; nothing of what nobody counts."""
        kept, self.counted = self.counted, self.read_as(letter)
        sums = _sum([] if self.counted is None else [self.numbers(end, unit) for unit in units])
        self.counted = kept
        return sums

    @property
    def what(self) -> Counted:
        assert self.counted is not None
        return self.counted

    def of(self, unit: str) -> list[tuple[str, Amount]]:
        """The parts of one locality."""
        if self.what.kind == "sum":
            return self.of_sum(unit)
        was, now = (self.numbers(end, unit) for end in (0, 1))
        if was is None and now is None:
            return []
        if was is None or now is None:
            change = _less(now or (0, 0, 0), was or (0, 0, 0))
            return [(self.came_or_went(unit, came=was is None), change)]
        return [*self.of_base(unit, was, now), *self.of_reports(unit, was, now)]

    # What stands at an end.

    def numbers(self, end: int, unit: str) -> Amount | None:
        """N, D and B of a locality that counts there; None of one that does not."""
        period, kind = self.periods[end], self.what.kind
        if not FIRST <= period <= LAST:
            return None
        if kind == "task":
            listed = self.list_period(end, unit)
            return None if listed is None else (self.in_time(self.known[end][unit, listed]), 1, 0)
        if not self.complete(end, unit, period):
            return None
        report = self.known[end][unit, period]
        if kind == "share":
            return self.figures(report)
        before = base_period(period)
        if not self.complete(end, unit, before):
            return None
        return self.what.number(report), 0, self.what.number(self.known[end][unit, before])

    def figures(self, report: Report) -> Amount:
        """N and D of one report."""
        whole = self.what.whole
        return self.what.number(report), 0 if whole is None else whole(report), 0

    def complete(self, end: int, unit: str, period: str) -> bool:
        report = self.known[end].get((unit, period))
        return report is not None and all(
            row.get(measure) is not None
            for row in report["rows"].values()
            for measure in self.what.needs
        )

    def in_time(self, report: Report) -> int:
        days = [r["completed_on"] for r in report["tasks"] if r["task"] == self.target_id]
        return int(any(day is not None and day <= "2023-10-15" for day in days))

    # What became of a report.

    def versions(self, unit: str, period: str) -> list[Report]:
        own = [r for r in self.history["reports"] if (r["unit_id"], r["period"]) == (unit, period)]
        return sorted(own, key=lambda report: instant(report["received_at"]))

    def event(self, unit: str, period: str) -> str:
        """Why another version is in force for whoever knows more than for whoever knows less."""
        known = sorted(self.instants)
        was, now = (in_force(self.history, unit, period, at, self.basis) for at in known)
        own = self.versions(unit, period)
        places = [None if one is None else own.index(one) for one in (was, now)]
        if places[1] is not None and (places[0] is None or places[1] > places[0]):
            return "corrected" if places[0] is not None else self.arrival(own[0], period)
        assert was is not None
        return self.departure(was, known[1])

    def arrival(self, first: Report, period: str) -> str:
        expected = FIRST <= period <= LAST
        if expected and instant(first["received_at"]) > due_instant(period):
            return "late"
        return "accepted" if self.basis == "accepted" else "counted"

    def departure(self, version: Report, now: datetime) -> str:
        """What took it out of force: officially whatever followed its last acceptance."""
        ordered = sorted(version["events"], key=lambda event: instant(event["at"]))
        events = [event["event"] for event in ordered if instant(event["at"]) <= now]
        if self.basis == "submitted":
            return "returned"
        return str(events[len(events) - events[::-1].index("accepted")])

    def came_or_went(self, unit: str, *, came: bool) -> str:
        if not all(FIRST <= period <= LAST for period in self.periods):
            return "new_period"
        if self.periods[0] != self.periods[1]:
            return "counted" if came else "not_counted"
        period = self.periods[1]
        asked = [period, base_period(period)]
        if self.what.kind == "task":
            asked = [self.list_period(1 if came else 0, unit) or period]
        elif self.what.kind == "share":
            asked = [period]
        for each in asked:
            was, now = (known.get((unit, each)) for known in self.known)
            if was != now:
                return self.event(unit, each)
        return "counted" if came else "not_counted"

    def list_period(self, end: int, unit: str) -> str | None:
        """Of which period its newest list with the task is, if it ever sent one in the plan."""
        own = [
            period
            for (who, period), report in self.known[end].items()
            if who == unit and FIRST <= period <= self.periods[end]
            if any(row["task"] == self.target_id for row in report["tasks"])
        ]
        return max(own, default=None)

    # The parts of a locality that counts at both ends.

    def of_base(self, unit: str, was: Amount, now: Amount) -> list[tuple[str, Amount]]:
        if self.what.kind != "change":
            return []
        old, parts = was[2], []
        before = base_period(self.periods[0])
        if self.complete(1, unit, before):
            known = self.what.number(self.known[1][unit, before])
            if known != old:
                parts.append((self.event(unit, before), (0, 0, known - old)))
                old = known
        return [*parts, ("new_period", (0, 0, now[2] - old))]

    def of_reports(self, unit: str, was: Amount, now: Amount) -> list[tuple[str, Amount]]:
        if self.what.kind == "task":
            return self.of_lists(unit, was, now)
        first, last = self.periods
        old, new = self.known[0][unit, first], self.known[1][unit, last]
        known = self.known[1].get((unit, first))
        parts: list[tuple[str, Amount]] = []
        if known is not None and known != old and self.complete(1, unit, first):
            parts += self.replaced(self.event(unit, first), old, known)
            old = known
        return parts if first == last else [*parts, *self.replaced("new_period", old, new)]

    def replaced(self, cause: str, old: Report, new: Report) -> list[tuple[str, Amount]]:
        """One report for another; of areas, those on one list alone stand apart."""
        was, now = self.figures(old), self.figures(new)
        if self.what.needs:
            return [(cause, _less(now, was))]
        had, has = ({(a["commune"], a["cohort"]) for a in r["areas"]} for r in (old, new))
        both = [
            {**r, "areas": [a for a in r["areas"] if (a["commune"], a["cohort"]) in had & has]}
            for r in (old, new)
        ]
        own = _less(self.figures(both[1]), self.figures(both[0]))
        return [(cause, own), ("lists", _less(_less(now, was), own))]

    def of_lists(self, unit: str, was: Amount, now: Amount) -> list[tuple[str, Amount]]:
        old, new = (self.list_period(end, unit) or "" for end in (0, 1))
        change = _less(now, was)
        if old == new:
            return [(self.event(unit, old), change)] if change != (0, 0, 0) else []
        if new > self.periods[0]:
            return [("new_period", change)]
        return [(self.event(unit, max(old, new)), change)] if change != (0, 0, 0) else []

    def of_sum(self, unit: str) -> list[tuple[str, Amount]]:
        windows = [self.window(period) for period in self.periods]
        parts: list[tuple[str, Amount]] = []
        for end, sign in ((0, -1), (1, 1)):
            own = [each for each in windows[end] if each not in windows[1 - end]]
            parts.append(("new_period", (sign * sum(self.flow(end, unit, p) for p in own), 0, 0)))
        for each in windows[0]:
            was, now = (self.flow(end, unit, each) for end in (0, 1))
            if each in windows[1] and was != now:
                parts.append((self.event(unit, each), (now - was, 0, 0)))
        return parts

    def window(self, period: str) -> list[str]:
        if not FIRST <= period <= LAST:
            return []
        year = [f"{period[:4]}-{month:02d}" for month in range(1, int(period[5:]) + 1)]
        return [each for each in year if each >= FIRST]

    def flow(self, end: int, unit: str, period: str) -> int:
        report = self.known[end].get((unit, period))
        return 0 if report is None else self.what.number(report)


def _less(one: Amount, other: Amount) -> Amount:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _sum(amounts: list[Amount | None]) -> Amount:
    known = [one for one in amounts if one is not None]
    n, d, b = (sum(one[place] for one in known) for place in range(3))
    return n, d, b
