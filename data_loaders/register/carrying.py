"""Reports carried over a change of units: what localities of another day said, on the units of one.

A figure is never estimated. A stock or a flow is the sum of all parts or none; what counts communes
is counted again on the new rows; an area keeps its own commune and is shown once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from data_loaders.model.facts import Carriage, Report
from data_loaders.model.measures import Classification
from data_loaders.model.periods import Period, Regime
from data_loaders.model.places import Register
from data_loaders.model.reports import Area
from data_loaders.model.words import Carried, Level

Row = Mapping[str, int | None]
"""What a report says of a commune: measure → value, None for a blank."""
Rows = Mapping[tuple[str, Period], Mapping[str, Row]]
"""Locality and period → commune → its row."""


@dataclass(frozen=True)
class Carrier:
    """Reports of the localities of then, carried to those of another arrangement.

    ``rows``: of each report its communes' rows; ``above``: the numbers that communes are counted
    above; ``classification``: the measure whose smallest value is the gravest class.
    """

    register: Register
    regime: Regime
    reports: Mapping[tuple[str, Period], Report]
    rows: Rows
    classification: Classification | None = None
    above: Collection[tuple[str, int]] = ()
    _origins: dict[tuple[date, date], Mapping[str, frozenset[str]]] = field(
        default_factory=dict, repr=False
    )
    _owners: dict[Period, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def carried(self) -> Mapping[Period, Mapping[tuple[str, Period], Carriage]]:
        """First period of each arrangement → what its localities come to in the periods of others.

        Earlier periods are carried to every arrangement, later ones to the plan's first. Empty
        where nothing ever changed.
        """
        epochs = self.register.epochs(self.regime)
        if len(epochs) < 2:
            return {}
        told = [period for _, period in self.reports]
        first, last = min([*told, self.regime.first]), max([*told, self.regime.first])
        found: dict[Period, dict[tuple[str, Period], Carriage]] = {}
        for number, since in enumerate(epochs):
            following = epochs[number + 1] if number + 1 < len(epochs) else None
            others = range(first.index, since.index)
            later = range(last.index + 1, last.index + 1)
            if number == 0 and following is not None:
                others, later = range(0), range(following.index, last.index + 1)
            found[since] = {
                (unit.unit_id, Period(at)): one
                for unit in self.register.reporters(self.regime, since)
                for at in (*others, *later)
                if (one := self.carriage(unit.unit_id, since, Period(at))) is not None
            }
        return found

    def carriage(self, unit_id: str, since: Period, at: Period) -> Carriage | None:
        """What a locality of the period ``since`` comes to at another; None where nothing is."""
        there, here = self.regime.ends_on(at), self.regime.ends_on(since)
        mine = [unit.unit_id for unit in self.register.rows(unit_id, here)]
        made_of = self._made_of(there, here)
        parts = {part for row in mine for part in made_of.get(row, ())}
        if not parts:
            return None
        elsewhere = set().union(*(made_of[row] for row in made_of.keys() - set(mine)))
        astray = parts & elsewhere
        whose = self._whose(at)
        due = tuple(dict.fromkeys(whose[part] for part in sorted(parts) if part in whose))
        slices = tuple(
            self._slice(self.reports[one, at], parts, self._foreign(astray, unit_id), not astray)
            for one in due
            if (one, at) in self.reports
        )
        said = {c: row for one in due for c, row in self.rows.get((one, at), {}).items()}
        rows = {part: said[part] for part in parts if part in said}
        report = None
        if len(rows) == len(parts) and len(slices) == len(due):
            counted = [self._merged([rows[c] for c in made_of[m]]) for m in mine if m in made_of]
            if there > here:
                counted = list(rows.values())
            report = self._summed(unit_id, at, slices, rows.values(), counted, not astray)
        return Carriage(report, slices, due, tuple(sorted(parts)), not astray)

    def _made_of(self, there: date, here: date) -> Mapping[str, frozenset[str]]:
        """Commune of ``here`` → the communes of ``there`` that it was made of, or went into."""
        if (there, here) not in self._origins:
            found: dict[str, set[str]] = defaultdict(set)
            older, newer = min(there, here), max(there, here)
            for unit in self.register.units:
                if unit.level is Level.COMMUNE and unit.valid_on(older):
                    for heir in self.register.heirs(unit.unit_id, older, newer):
                        mine, other = (heir, unit.unit_id)
                        if there > here:
                            mine, other = other, mine
                        found[mine].add(other)
            self._origins[there, here] = {one: frozenset(others) for one, others in found.items()}
        return self._origins[there, here]

    def _whose(self, at: Period) -> Mapping[str, str]:
        """Commune → the locality that reports it in that period."""
        if at not in self._owners:
            day = self.regime.ends_on(at)
            self._owners[at] = {
                row.unit_id: unit.unit_id
                for unit in self.register.reporters(self.regime, at)
                for row in self.register.rows(unit.unit_id, day)
            }
        return self._owners[at]

    def _foreign(self, astray: set[str], unit_id: str) -> set[str]:
        """Of communes that went to several, those whose areas are not shown here but at their old
        parent, once."""
        return {one for one in astray if self.register.by_id[one].parent_id != unit_id}

    def _slice(self, report: Report, parts: set[str], foreign: set[str], exact: bool) -> Report:
        """What a report says of the communes that belong to the locality."""
        rows = self.rows.get((report.unit_id, report.period), {})
        mine = {c: row for c, row in rows.items() if c in parts}
        return self._report(
            report.unit_id,
            report,
            mine.values(),
            list(mine.values()),
            tuple(a for a in report.areas if a.commune_id in parts - foreign),
            parts_of=tuple(sorted(mine)),
            carried=Carried.EXACT if exact else Carried.NOT_COMPARABLE,
        )

    def _merged(self, parts: Iterable[Row]) -> Row:
        """One row of several: sums, of classes the gravest; a blank in one is a blank."""
        merged: dict[str, int | None] = {}
        rows = list(parts)
        for measure in {code for row in rows for code in row}:
            values = [row.get(measure) for row in rows]
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                merged[measure] = None
            elif self.classification and measure == self.classification.measure:
                merged[measure] = min(known)
            else:
                merged[measure] = sum(known)
        return merged

    def _summed(
        self,
        unit_id: str,
        at: Period,
        slices: tuple[Report, ...],
        rows: Iterable[Row],
        counted: list[Row],
        exact: bool,
    ) -> Report:
        base = Report(unit_id, at, 0, all(one.confirmed for one in slices), {}, {}, {})
        areas = tuple(area for one in slices for area in one.areas)
        parts = tuple(sorted(c for one in slices for c in one.parts))
        carried = Carried.EXACT if exact else Carried.NOT_COMPARABLE
        return self._report(unit_id, base, rows, counted, areas, parts_of=parts, carried=carried)

    def _report(
        self,
        unit_id: str,
        like: Report,
        rows: Iterable[Row],
        counted: list[Row],
        areas: tuple[Area, ...],
        *,
        parts_of: tuple[str, ...],
        carried: Carried,
    ) -> Report:
        """Sums over ``rows``, each part once; communes counted on ``counted``."""
        totals: dict[str, int] = defaultdict(int)
        blanks: dict[str, int] = defaultdict(int)
        for row in rows:
            for measure, value in row.items():
                totals[measure] += value or 0
                blanks[measure] += value is None
        classes: dict[str, int] = defaultdict(int)
        positive: dict[str, int] = defaultdict(int)
        for row in counted:
            for measure, value in row.items():
                positive[measure] += (value or 0) > 0
            said = self.classification
            value = row.get(said.measure) if said is not None else None
            if said is not None and value is not None:
                classes[said.word(value)] += 1
        return Report(
            unit_id=unit_id,
            period=like.period,
            version=like.version,
            confirmed=like.confirmed,
            totals=dict(totals) if carried is Carried.EXACT else {},
            blanks=dict(blanks),
            classes=dict(classes),
            areas=areas,
            communes_with=dict(positive),
            communes=len(counted),
            above={
                (code, number): sum((row.get(code) or 0) > number for row in counted)
                for code, number in self.above
            },
            carried=carried,
            parts=parts_of,
        )
