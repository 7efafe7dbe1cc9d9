"""Why a figure moved between two ends, worked out from a history's own events (§5).

Written apart from the product: from the raw reports, one locality after the other, without a walk.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.judge.periods import base_period, due_instant, instant, year_so_far
from tests.judge.plan_text import FLOWS, PLAN, TARGETS
from tests.judge.rules.case import Case
from tests.judge.rules.declared import Target, targets_of
from tests.judge.rules.others import newest_list
from tests.judge.rules.terms import said
from tests.judge.seen import Report, in_force, see

End = dict[str, str]
"""``period``, ``as_of`` and ``basis`` of one end, all of them given."""
Amount = tuple[int, int, int]
"""By how much N, D and B moved."""
Account = dict[tuple[str, str | None], Amount]
"""Cause and locality → what it moved; nothing where it moved nothing."""
BY_ID = {target["id"]: targets_of(target, FLOWS) for target in TARGETS}
"""Target → its readings by letter; of one without options that under None."""


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
        self.history, self.basis = history, last["basis"]
        self.target_id, self.letters = target_id, BY_ID[target_id]
        self.periods = first["period"], last["period"]
        self.instants = instant(first["as_of"]), instant(last["as_of"])
        self.seen = tuple(see(history, end["as_of"], end["basis"], PLAN) for end in (first, last))
        self.letter = self.seen[1].readings.get(target_id)

    @property
    def target(self) -> Target:
        return self.letters[self.letter if len(self.letters) > 1 else None]

    @property
    def of_localities(self) -> bool:
        """Counted locality by locality, of their reports and not of lists of tasks or sums."""
        return self.target.quantity in ("share", "change")

    def everything(self, units: list[str]) -> list[tuple[str, str | None, Amount]]:
        """Every part, of whatever size."""
        parts: list[tuple[str, str | None, Amount]] = []
        old = self.seen[0].readings.get(self.target_id)
        if old != self.letter:
            was = self.amounts_read(units, old)
            now = self.amounts_read(units, self.letter)
            parts.append(("target", None, _less(now, was)))
        for unit in units:
            parts += [(cause, unit, amount) for cause, amount in self.of(unit, units)]
        return parts

    def amounts_read(self, units: list[str], letter: str | None) -> Amount:
        """The first end's numbers as that reading has them."""
        kept, self.letter = self.letter, letter
        sums = _sum([self.numbers(0, unit, units) for unit in units])
        self.letter = kept
        return sums

    def of(self, unit: str, units: list[str]) -> list[tuple[str, Amount]]:
        """The parts of one locality."""
        if self.target.quantity == "count":
            return self.of_sum(unit)
        was, now = (self.numbers(end, unit, units) for end in (0, 1))
        if was is None and now is None:
            return []
        if was is None or now is None:
            change = _less(now or (0, 0, 0), was or (0, 0, 0))
            return [(self.came_or_went(unit, came=was is None), change)]
        return [*self.of_base(unit, was, now), *self.of_reports(unit, was, now)]

    # What stands at an end.

    def case(self, end: int, unit: str, period: str) -> Case:
        seen = self.seen[end]
        return Case(self.target, PLAN, seen.reports, seen.today, (unit,), False, period)

    def complete(self, end: int, unit: str, period: str) -> bool:
        """It reported the period with every measure of the target."""
        return self.case(end, unit, period).received(unit, period)

    def numbers(self, end: int, unit: str, _units: list[str]) -> Amount | None:
        """N, D and B of a locality that counts there; None of one that does not."""
        period = self.periods[end]
        if not PLAN["first"] <= period <= self.closes():
            return None
        case = self.case(end, unit, period)
        if self.target.quantity == "task":
            found = newest_list(case, unit)
            return None if found is None else (self.in_time(found[1]), 1, 0)
        if not self.of_localities or not case.counts(unit):
            return None
        n, d, _ = self.read(self.seen[end].reports[unit, period])
        return n, d, case.place_base([unit]) or 0

    def closes(self) -> str:
        aim = self.target.aim
        return aim[1] if aim is not None and aim[0] == "by" else str(PLAN["last"])

    def in_time(self, row: dict[str, Any]) -> int:
        day = row["completed_on"]
        return int(day is not None and day <= "2023-10-15")

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
        expected = PLAN["first"] <= period <= PLAN["last"]
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
        if not all(PLAN["first"] <= period <= self.closes() for period in self.periods):
            return "new_period"
        if self.periods[0] != self.periods[1]:
            return "counted" if came else "not_counted"
        period = self.periods[1]
        asked = [period, base_period(period)]
        if self.target.quantity == "task":
            asked = [self.list_period(1 if came else 0, unit)]
        elif self.target.quantity == "share":
            asked = [period]
        for each in asked:
            was, now = (seen.reports.get((unit, each)) for seen in self.seen)
            if was != now:
                return self.event(unit, each)
        return "counted" if came else "not_counted"

    def list_period(self, end: int, unit: str) -> str:
        found = newest_list(self.case(end, unit, self.periods[end]), unit)
        assert found is not None
        return found[0]

    # The parts of a locality that counts at both ends.

    def of_base(self, unit: str, was: Amount, now: Amount) -> list[tuple[str, Amount]]:
        if self.target.quantity != "change":
            return []
        old, parts = was[2], []
        before = base_period(self.periods[0])
        if self.has_base(0, unit) and self.complete(1, unit, before):
            known = self.read(self.seen[1].reports[unit, before])[0]
            if known != old:
                parts.append((self.event(unit, before), (0, 0, known - old)))
                old = known
        return [*parts, ("new_period", (0, 0, now[2] - old))]

    def has_base(self, end: int, unit: str) -> bool:
        return self.complete(end, unit, base_period(self.periods[end]))

    def of_reports(self, unit: str, was: Amount, now: Amount) -> list[tuple[str, Amount]]:
        if self.target.quantity == "task":
            return self.of_lists(unit, was, now)
        first, last = self.periods
        old, new = self.seen[0].reports[unit, first], self.seen[1].reports[unit, last]
        known = self.seen[1].reports.get((unit, first))
        parts: list[tuple[str, Amount]] = []
        usable = known is not None and self.complete(1, unit, first)
        if known is not None and usable and known != old:
            parts += self.replaced(self.event(unit, first), old, known)
            old = known
        return parts if first == last else [*parts, *self.replaced("new_period", old, new)]

    def replaced(self, cause: str, old: Report, new: Report) -> list[tuple[str, Amount]]:
        """One report for another; of areas, those on one list alone stand apart."""
        was, now = self.read(old), self.read(new)
        if self.target.numerator is None or self.target.numerator.kind != "areas":
            return [(cause, _less(now, was))]
        had, has = ({(a["commune"], a["cohort"]) for a in r["areas"]} for r in (old, new))
        both = [
            {**r, "areas": [a for a in r["areas"] if (a["commune"], a["cohort"]) in had & has]}
            for r in (old, new)
        ]
        own = _less(self.read(both[1]), self.read(both[0]))
        return [(cause, own), ("lists", _less(_less(now, was), own))]

    def read(self, report: Report) -> Amount:
        """N and D of one report."""
        terms = self.target.numerator, self.target.denominator
        n, d = (0 if term is None else said(term, report) for term in terms)
        return n, d, 0

    def of_lists(self, unit: str, was: Amount, now: Amount) -> list[tuple[str, Amount]]:
        old, new = (self.list_period(end, unit) for end in (0, 1))
        change = _less(now, was)
        if old == new:
            return [(self.event(unit, old), change)] if change != (0, 0, 0) else []
        if new > self.periods[0]:
            return [("new_period", change)]
        return [(self.event(unit, max(old, new)), change)] if change != (0, 0, 0) else []

    def of_sum(self, unit: str) -> list[tuple[str, Amount]]:
        inside = [PLAN["first"] <= period <= self.closes() for period in self.periods]
        windows = [
            year_so_far(period, PLAN) if ok else []
            for period, ok in zip(self.periods, inside, strict=True)
        ]
        parts: list[tuple[str, Amount]] = []
        for end, sign in ((0, -1), (1, 1)):
            own = [each for each in windows[end] if each not in windows[1 - end]]
            parts.append(("new_period", (sign * sum(self.flow(end, unit, p) for p in own), 0, 0)))
        for each in windows[0]:
            was, now = (self.flow(end, unit, each) for end in (0, 1))
            if each in windows[1] and was != now:
                parts.append((self.event(unit, each), (now - was, 0, 0)))
        return parts

    def flow(self, end: int, unit: str, period: str) -> int:
        report = self.seen[end].reports.get((unit, period))
        return 0 if report is None else self.read(report)[0]


def _less(one: Amount, other: Amount) -> Amount:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _sum(amounts: list[Amount | None]) -> Amount:
    known = [one for one in amounts if one is not None]
    n, d, b = (sum(one[place] for one in known) for place in range(3))
    return n, d, b
