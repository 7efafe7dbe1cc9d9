"""The accepted reports that a new one follows, over changes of units too.

Where units went into others, a figure of before is the sum of the parts that the new unit is made
of, each from its own newest accepted report; of parts that were split, or of which one is blank or
never reported, there is none: nothing is estimated. An area keeps its own commune.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data_loaders.model import Figure, Identity, Period, Regime, Register, ReportContent, Unit

Accepted = Sequence[tuple[int, str, Period]]
"""Key, locality and period of the accepted reports, in any order."""


@dataclass
class Before:
    """What the report of ``identity`` follows, among the ``accepted``; ``read`` reads one of them.

    ``made_of``: each row of the report → the units in whose rows its figures stood before, by the
    key of the report; None where one was split or never reported.
    """

    register: Register
    regime: Regime
    identity: Identity
    accepted: Accepted
    read: Callable[[int, Identity], ReportContent]
    _contents: dict[int, ReportContent] = field(default_factory=dict)

    def made_of(self) -> Mapping[str, tuple[tuple[str, int], ...] | None]:
        """Each row of the report → (unit, key of its newest accepted report), of all its parts."""
        day = self.regime.ends_on(self.identity.period)
        rows = self.register.rows(self.identity.unit_id, day)
        return {unit.unit_id: self._sources(unit) for unit in rows}

    def content(self) -> ReportContent | None:
        """The reports before as one on the rows of now; None where there is none."""
        made_of = self.made_of()
        keys = self.keys(made_of)
        if not keys:
            return None
        read = {key: self._content(key) for key in keys}
        newest = max(read.values(), key=lambda one: one.identity.period)
        own = [one for one in read.values() if one.identity.unit_id == self.identity.unit_id]
        if list(read.values()) == own == [newest] and self._covers(newest, made_of):
            return newest
        return ReportContent(
            identity=Identity(self.identity.unit_id, newest.identity.period),
            figures=tuple(self._figures(made_of, newest)),
            areas=tuple(
                area
                for key in keys
                for area in read[key].areas
                if self._is_ours(area.commune_id, made_of)
            ),
            tasks=own[-1].tasks if own else (),
            form=newest.form,
        )

    def keys(
        self, made_of: Mapping[str, tuple[tuple[str, int], ...] | None] | None = None
    ) -> tuple[int, ...]:
        """The keys of all reports whose figures or areas are taken, the oldest first."""
        known = self.made_of() if made_of is None else made_of
        return tuple(sorted({key for parts in known.values() for _, key in parts or ()}))

    def precedes(self, key: int) -> bool:
        """Whether that report is of a period before."""
        return any(one == key and at < self.identity.period for one, _, at in self.accepted)

    def left_over(self, of: Mapping[str, Mapping[str, int]]) -> Mapping[str, Mapping[str, int]]:
        """What the year's reports before left of a flow, on the rows of now: of all their parts."""
        parts = {unit_id: self._family(unit_id) for unit_id in self.made_of()}
        return {
            measure: {
                unit_id: sum(numbers[one] for one in family if one in numbers)
                for unit_id, family in parts.items()
                if not family.isdisjoint(numbers)
            }
            for measure, numbers in of.items()
        }

    def _family(self, unit_id: str) -> set[str]:
        """The unit and all that went whole into it, over any number of changes."""
        olds = {
            change.old_unit_id
            for change in self.register.changes
            if change.new_unit_id == unit_id and change.whole
        } - {None, unit_id}
        return {unit_id}.union(*(self._family(old) for old in olds if old))

    def _covers(self, one: ReportContent, made_of: Mapping[str, object]) -> bool:
        return set(made_of) == {figure.commune_id for figure in one.figures}

    def _figures(
        self, made_of: Mapping[str, tuple[tuple[str, int], ...] | None], newest: ReportContent
    ) -> Iterator[Figure]:
        measures = dict.fromkeys(figure.measure for figure in newest.figures)
        for unit_id, parts in made_of.items():
            if parts is None:
                continue
            for measure in measures:
                values = [self._content(key).values.get((part, measure)) for part, key in parts]
                known = [value for value in values if value is not None]
                if parts == ((unit_id, parts[0][1]),):
                    yield Figure(unit_id, measure, values[0], "", "", "")
                elif len(known) == len(parts) and not self._is_word(measure, parts):
                    yield Figure(unit_id, measure, sum(known), "", "", self._sum_of(parts, known))

    def _sum_of(self, parts: tuple[tuple[str, int], ...], values: Sequence[int]) -> str:
        """``Plei Kần 3 + Đăk Xú 1 + Pờ Y 4``: what a sum is made of."""
        names = (self.register.by_id[part].name for part, _ in parts)
        pairs = zip(names, values, strict=True)
        return " + ".join(f"{name} {value}" for name, value in pairs)

    def _is_word(self, measure: str, parts: tuple[tuple[str, int], ...]) -> bool:
        """Whether the cells of a measure hold words, which have no sum."""
        classes = self.regime.classification
        return len(parts) > 1 and classes is not None and classes.measure == measure

    def _is_ours(self, commune_id: str, made_of: Mapping[str, object]) -> bool:
        """Whether an area's commune is a row of the report, or went into one of them first of all:
        of a commune that was split the area goes to one part, once."""
        if commune_id in made_of:
            return True
        day = self.regime.ends_on(self.identity.period)
        return self.register.parts(commune_id, day).units[:1] in {(one,) for one in made_of}

    def _sources(self, unit: Unit) -> tuple[tuple[str, int], ...] | None:
        key = self._newest(unit)
        if key is not None:
            return ((unit.unit_id, key),)
        steps = [c for c in self.register.changes if c.new_unit_id == unit.unit_id]
        olds = [c.old_unit_id for c in steps if c.old_unit_id not in {None, unit.unit_id}]
        if not olds or not all(step.whole for step in steps):
            return None
        found: list[tuple[str, int]] = []
        for old in olds:
            parts = self._sources(self.register.by_id[old or ""])
            if parts is None:
                return None
            found += parts
        return tuple(found)

    def _newest(self, unit: Unit) -> int | None:
        """Key of the newest accepted report that has a row of the unit."""
        possible = [
            (period, key)
            for key, reporter, period in self.accepted
            if period < self.identity.period
            and reporter in {unit.unit_id, unit.parent_id}
            and unit.valid_on(self.regime.ends_on(period))
        ]
        for _, key in sorted(possible, reverse=True):
            if any(one.commune_id == unit.unit_id for one in self._content(key).figures):
                return key
        return None

    def _content(self, key: int) -> ReportContent:
        if key not in self._contents:
            where = next(Identity(unit, at) for one, unit, at in self.accepted if one == key)
            self._contents[key] = replace(self.read(key, where), identity=where)
        return self._contents[key]
