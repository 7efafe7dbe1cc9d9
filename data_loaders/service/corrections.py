"""What was corrected between two points of knowledge: the cells in which the versions differ.

A report that is in force at both ends, but in another version, is compared cell by cell, with the
same comparison that preview and commit go by. One that is in force at one end only is no
correction: it arrived, or it was taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data_loaders.accounts.permissions import Scope
from data_loaders.forms.editions import Editions
from data_loaders.intake.changes import Change, changes
from data_loaders.model import (
    Basis,
    Correction,
    Identity,
    Moment,
    Past,
    Period,
    ReportContent,
    SentVersion,
)
from data_loaders.reports import facts
from data_loaders.reports.history import versions
from data_loaders.service.access import Access
from data_loaders.store.database import Store, instant_of, micros


@dataclass(frozen=True, slots=True)
class End:
    """One end of a comparison: figures of that period and basis, read from that moment."""

    moment: Moment
    basis: Basis
    period: Period

    @property
    def order(self) -> tuple[Period, datetime, int, bool]:
        """Which of two ends comes first: by period, then by what was known, then by basis."""
        known = self.moment
        return self.period, known.as_of, known.revision, self.basis is Basis.SUBMITTED


@dataclass(frozen=True)
class Corrections:
    """The corrections that one person may see: those of the localities they may read."""

    access: Access

    def between(self, before: End, after: End) -> tuple[Correction, ...]:
        """See :func:`corrections`."""
        return corrections(self.access.context.store, before, after, scope=self.access.scope)

    def past(self, before: End, after: End) -> Past:
        """See :func:`past`."""
        return past(self.access.context.store, before, after, scope=self.access.scope)


def headings(editions: Editions) -> Mapping[str, str]:
    """What stands over the cells of a form, by part and item as corrections have them.

    ``figure.<measure>``, ``area.state``, ``task.completed_on``.
    """
    form = editions.newest
    figures = {
        f"figure.{code}": f"{measure.group.heading} · {measure.heading}"
        for code, measure in editions.by_code.items()
    }
    lists = (("area", form.areas), ("task", form.tasks))
    columns = {f"{part}.{one.code}": one.heading for part, found in lists for one in found}
    first = {"area.commune_id": "area.commune", "task.task_id": "task.task"}
    rows = {item: columns[column] for item, column in first.items() if column in columns}
    return {**figures, **columns, **rows}


def past(store: Store, before: End, after: End, *, scope: Scope) -> Past:
    """Every version of the reports in scope with all events known at the later of two ends."""
    as_of = max(before.moment.as_of, after.moment.as_of)
    upto = max(before.moment.revision, after.moment.revision)
    found: dict[tuple[str, Period], tuple[SentVersion, ...]] = {}
    for one in versions(store, as_of=as_of, upto=upto):
        key = (one.identity.unit_id, one.identity.period)
        if scope.allows(key[0]):
            sent = SentVersion(one.version, one.received_at, one.by, one.events)
            found[key] = (*found.get(key, ()), sent)
    return found


@dataclass(frozen=True, slots=True)
class _Version:
    key: int
    number: int


@dataclass(frozen=True, slots=True)
class _Sender:
    by: str
    at: datetime


def corrections(store: Store, before: End, after: End, *, scope: Scope) -> tuple[Correction, ...]:
    """Every cell in which two ends differ, by period, locality and place in the form.

    ``old`` is what stands at the end that comes first (:attr:`End.order`), whichever of the two is
    called ``before``: why a figure moved is told forwards, and backwards with its signs turned. Of
    reports up to the first end's period, which is all that can correct its figures; what is newer
    is new data. Both ends by the two times of every event: the instant and the store's revision.
    ``scope``: whose reports.
    """
    before, after = sorted((before, after), key=lambda end: end.order)
    was, now = _in_force(store, before), _in_force(store, after)
    revised = sorted(
        (
            identity
            for identity, version in now.items()
            if identity in was
            and was[identity].key != version.key
            and identity.period <= before.period
            and scope.allows(identity.unit_id)
        ),
        key=lambda identity: (identity.period, identity.unit_id),
    )
    if not revised:
        return ()
    senders = _senders(store, [now[identity].key for identity in revised])
    return tuple(
        correction
        for identity in revised
        for correction in _between(store, identity, was[identity], now[identity], senders)
    )


def _in_force(store: Store, end: End) -> dict[Identity, _Version]:
    known = store.keys()
    rows = store.rows(
        "in_force",
        as_of=micros(end.moment.as_of),
        basis=str(end.basis),
        upto=end.moment.revision,
    )
    return {
        Identity(known.unit_id[unit], Period(period)): _Version(key, version)
        for key, unit, period, version, _ in rows
    }


def _senders(store: Store, versions: list[int]) -> dict[int, _Sender]:
    rows = store.rows("senders", versions=versions)
    return {key: _Sender(by, instant_of(at)) for key, by, at in rows}


def _between(
    store: Store,
    identity: Identity,
    was: _Version,
    now: _Version,
    senders: Mapping[int, _Sender],
) -> Iterator[Correction]:
    old = facts.content(store, was.key, identity)
    new = facts.content(store, now.key, identity)
    sender = senders[now.key]
    for change in changes(old, new):
        there = _row_of(old, change), _row_of(new, change)
        sheet, cell = _place(new if there[1] else old, change)
        yield Correction(
            unit_id=identity.unit_id,
            period=identity.period,
            part=change.part,
            subject=change.subject,
            item=change.item,
            old=_value(change.old),
            new=_value(change.new),
            version=now.number,
            by=sender.by,
            at=sender.at,
            cohort=change.cohort,
            sheet=sheet,
            cell=cell,
            was_there=there[0],
            is_there=there[1],
        )


def _row_of(report: ReportContent, change: Change) -> bool:
    """Whether the report has the row (of figures: the cell) that a change is about."""
    match change.part:
        case "figure":
            return (change.subject, change.item) in report.by_key
        case "area":
            return _list_row(report, change) is not None
        case _:
            return any(task.task_id == change.subject for task in report.tasks)


def _list_row(report: ReportContent, change: Change) -> tuple[str, int] | None:
    """Sheet and row of the list row that a change is about."""
    rows: dict[tuple[str, int | None], tuple[str, int]]
    if change.part == "area":
        rows = {(a.commune_id, a.cohort): (a.sheet, a.row) for a in report.areas}
    else:
        rows = {(t.task_id, None): (t.sheet, t.row) for t in report.tasks}
    return rows.get((change.subject, change.cohort))


def _place(report: ReportContent, change: Change) -> tuple[str, str]:
    """Sheet and cell; the cell is empty where nothing was written in it."""
    if change.part == "figure":
        figure = report.by_key.get((change.subject, change.item))
        return (figure.sheet, figure.cell) if figure else ("", "")
    sheet, row = _list_row(report, change) or ("", 0)
    cells = {(c.sheet, c.row, c.code): c.cell for c in report.list_cells}
    return sheet, cells.get((sheet, row, change.item), "")


def _value(value: Any) -> int | str | date | None:
    return value if value is None or isinstance(value, int | date) else str(value)
