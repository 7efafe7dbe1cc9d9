"""Changing the register of localities: what a change would do, and doing exactly that.

No row is taken back. A change counts from an instant and is learned with its write, so that what
was frozen before is read as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from data_loaders.model import (
    Identity,
    Parts,
    Period,
    Regime,
    Register,
    Unit,
    UnitChange,
    UnitChangeKind,
)
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.register.amended import Amended, amended
from data_loaders.register.changes import ChangeFile
from data_loaders.register.localities import UnitFile
from data_loaders.reports import history
from data_loaders.reports.places import register_in
from data_loaders.service.access import Access
from data_loaders.service.meetings import frozen
from data_loaders.service.typed_text import one_line
from data_loaders.store.database import ALWAYS, NEWEST, micros
from data_loaders.store.places import insert_changes, insert_units

DECISION = 250
"""Most characters of a decision's number, and of a reason."""


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """What files would do to the register.

    ``renamed``: units with a newer row that neither begin nor end, as they are after. ``goes``: of
    each unit that ends with successors, these, and whether all of it goes into each. ``astray``:
    reports sent already for a locality that does not report their period afterwards. ``silent``:
    periods of the plan that nobody reports afterwards, until the plan says who does.
    """

    amended: Amended
    ends: tuple[Unit, ...]
    begins: tuple[Unit, ...]
    renamed: tuple[Unit, ...]
    goes: tuple[tuple[Unit, Parts], ...]
    astray: tuple[Identity, ...]
    silent: tuple[Period, ...]

    @property
    def ended_ids(self) -> frozenset[str]:
        """Whose accounts read on and send nothing for later periods."""
        return frozenset(unit.unit_id for unit in self.ends)


@dataclass(frozen=True)
class Places:
    """The register of a store as one person may change it."""

    access: Access

    def examine(self, units: UnitFile, changes: ChangeFile) -> RegisterChange:
        """What these would do. Raises :class:`RegisterError` with a line for each fault."""
        self.access.demand("register.change")
        context = self.access.context
        found = amended(context.register(), units, changes)
        sent = {version.identity for version in history.versions(context.store)}
        return _told(found, context.regime, sent)

    def apply(
        self, seen: RegisterChange, *, decision: str, reason: str = "", at: datetime | None = None
    ) -> int:
        """Do what was seen, as one revision, which is returned; ``at``: counting from then.

        ``decision`` stands in every change that names none of its own. Raises
        :class:`RefusedError`: no right, no decision, or an instant by which a frozen meeting or an
        earlier change would be another; :class:`MovedError`: the register changed meanwhile.
        """
        self.access.demand("register.change")
        instant = self.access.counting_from(at)
        decision = one_line(decision, "số quyết định", limit=DECISION)
        why = one_line(reason, "lý do", limit=DECISION, needed=False)
        context, found = self.access.context, seen.amended
        self._must_fit(found, instant)
        changes = [c if c.decision_no else replace(c, decision_no=decision) for c in found.changes]
        actor, origin = self.access.actor.name, self.access.origin
        with context.store.write("register.change", actor=actor, origin=origin) as writer:
            counts, newest = micros(instant), register_in(writer.rows, micros(context.now()))
            if newest != found.before:
                raise _moved()
            known = {row[1]: row[0] for row in writer.rows("units", as_of=ALWAYS, upto=NEWEST)}
            insert_units(writer, found.rows, counts_from=counts, known=known)
            insert_changes(writer, changes, counts_from=counts)
            writer.about(_subject(seen), "; ".join(filter(None, (decision, why, _days(found)))))
        return writer.revision

    def _must_fit(self, found: Amended, instant: datetime) -> None:
        context = self.access.context
        if context.register() != found.before:
            raise _moved()
        if context.register(instant) != found.before:
            raise RefusedError(
                f"danh mục đã đổi sau {instant:%d/%m/%Y %H:%M}; không lùi về trước lần đổi đó được"
            )
        for meeting in frozen(context.store, context.regime.timezone).values():
            if instant <= meeting.moment.as_of:
                raise RefusedError(
                    f"phiên họp “{meeting.name}” đã chốt số liệu đến"
                    f" {meeting.moment.as_of:%d/%m/%Y %H:%M}; thay đổi không được tính từ trước đó"
                )


def _moved() -> MovedError:
    return MovedError("danh mục vừa được sửa; chưa có gì được ghi; hãy xem lại rồi sửa lại")


def _subject(seen: RegisterChange) -> str:
    """What the trail says: how many units end, begin and get another name."""
    numbers = (("kết thúc", seen.ends), ("bắt đầu", seen.begins), ("sửa", seen.renamed))
    return ", ".join(f"{len(units)} đơn vị {what}" for what, units in numbers if units)


def _days(found: Amended) -> str:
    days = sorted({change.effective_on for change in found.changes})
    return f"từ {', '.join(map(str, days))}" if days else ""


def _told(found: Amended, regime: Regime, sent: set[Identity]) -> RegisterChange:
    before, after = found.before, found.after
    ends = tuple(u for u in found.rows if u.valid_to is not None and _goes_on(before, u))
    begins = tuple(u for u in found.rows if u.unit_id not in before.by_id)
    touched = {unit.unit_id for unit in (*ends, *begins)}
    reporters = {at: {u.unit_id for u in after.reporters(regime, at)} for at in regime.expected()}
    expected = {at: {u.unit_id for u in before.reporters(regime, at)} for at in reporters}
    return RegisterChange(
        amended=found,
        ends=ends,
        begins=begins,
        renamed=tuple(unit for unit in found.rows if unit.unit_id not in touched),
        goes=tuple((unit, parts) for unit in ends if (parts := _successors(found, unit)).units),
        astray=tuple(
            sorted(
                (
                    one
                    for one in sent
                    if one.unit_id in expected.get(one.period, ())
                    and one.unit_id not in reporters[one.period]
                ),
                key=lambda one: (one.period, one.unit_id),
            )
        ),
        silent=tuple(at for at, units in reporters.items() if not units),
    )


def _goes_on(before: Register, unit: Unit) -> bool:
    known = before.by_id.get(unit.unit_id)
    return known is not None and known.valid_to is None


def _successors(found: Amended, unit: Unit) -> Parts:
    """What the unit goes into on the day it ends, and whether all of it does."""
    mine = [
        c
        for c in found.changes
        if c.old_unit_id == unit.unit_id and c.new_unit_id not in (None, unit.unit_id)
    ]
    return Parts(tuple(c.new_unit_id or "" for c in mine), all(c.whole for c in mine))


Wish = tuple[UnitFile, ChangeFile]
"""What somebody wants of one unit, as the same two files would say it."""


def added(unit: Unit, on: date) -> Wish:
    """A unit made of nothing from that day on."""
    return _wish((unit,), UnitChange(on, UnitChangeKind.CREATE, None, unit.unit_id))


def renamed(unit: Unit, on: date, *, kind: str, name: str) -> Wish:
    """Another kind or name of a unit that stays the one it is."""
    newer = replace(unit, kind=kind, name=name)
    return _wish((newer,), UnitChange(on, UnitChangeKind.RENAME, unit.unit_id, unit.unit_id))


def ended(unit_id: str, on: date) -> Wish:
    """A unit that is no more from that day on, without a successor."""
    return _wish((), UnitChange(on, UnitChangeKind.ABOLISH, unit_id, None))


def merged(unit_ids: tuple[str, ...], into: Unit, on: date) -> Wish:
    """Units that become a new one on that day, each whole."""
    kind = UnitChangeKind.MERGE
    return _wish((into,), *(UnitChange(on, kind, one, into.unit_id) for one in unit_ids))


def _wish(units: tuple[Unit, ...], *changes: UnitChange) -> Wish:
    ids = (change.old_unit_id or change.new_unit_id for change in changes)
    return (
        UnitFile(units, tuple(unit.full_name for unit in units)),
        ChangeFile(changes, tuple(f"đơn vị {unit_id}" for unit_id in ids)),
    )
