"""The cells behind a figure: file, hash, address, text as typed, who sent and accepted it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from data_loaders.model import Identity, ListCell, Period, ReportContent
from data_loaders.model.errors import RefusedError
from data_loaders.model.submissions import SourceCell
from data_loaders.reports.facts import content
from data_loaders.store.database import NEWEST, Store, instant_of, micros


@dataclass(frozen=True, slots=True)
class _Sent:
    key: int
    version: int
    sha256: str
    file: str
    by: str
    received_at: datetime
    accepted_at: datetime | None

    def cell(
        self, commune: str | None, value: int | None, sheet: str, cell: str, text: str
    ) -> SourceCell:
        return SourceCell(
            commune=commune,
            value=value,
            version=self.version,
            file=self.file,
            sha256=self.sha256,
            sheet=sheet,
            cell=cell,
            text=text,
            by=self.by,
            received_at=self.received_at,
            accepted_at=self.accepted_at,
        )


def cells(
    store: Store,
    identity: Identity,
    version: int,
    *,
    measure: str,
    as_of: datetime,
    states: Collection[str] = (),
    task_id: str | None = None,
    upto: int = NEWEST,
) -> tuple[SourceCell, ...]:
    """The cells of one term in one version, in the order of the form.

    Of the area list with ``states``: the state cells of the areas in one of them. Of the task list
    with ``task_id``: its state and the day it was done. Else of ``measure``: a cell per commune.
    ``as_of`` and ``upto``: whether it was accepted by then, as that revision knew.
    Raises :class:`RefusedError` when the store has no such version.
    """
    sent = _sent(store, identity, version, as_of, upto)
    if states:
        return tuple(_area_cells(content(store, sent.key, identity), sent, states))
    if task_id is not None:
        return tuple(_task_cells(content(store, sent.key, identity), sent, task_id))
    known = store.keys()
    rows = store.rows("measure_cells", version_key=sent.key, measure_key=known.measure_key[measure])
    return tuple(
        sent.cell(known.unit_id[unit], value, sheet, cell, text)
        for unit, value, sheet, cell, text in rows
    )


class CellQuery(Protocol):
    """What is asked of one version: the arguments of :func:`cells` in one value."""

    @property
    def unit_id(self) -> str: ...
    @property
    def period(self) -> Period: ...
    @property
    def version(self) -> int: ...
    @property
    def measure(self) -> str: ...
    @property
    def states(self) -> tuple[str, ...]: ...
    @property
    def task_id(self) -> str | None: ...
    @property
    def communes(self) -> tuple[str, ...]: ...


Term = TypeVar("Term", bound=CellQuery)


def cells_of_terms(
    store: Store, terms: Iterable[Term], *, as_of: datetime, upto: int = NEWEST
) -> Mapping[Term, tuple[SourceCell, ...]]:
    """The cells of many terms, each as :func:`cells` has them; every version is read once."""
    wanted: dict[tuple[Identity, int], list[Term]] = defaultdict(list)
    for term in terms:
        wanted[Identity(term.unit_id, term.period), term.version].append(term)
    found: dict[Term, tuple[SourceCell, ...]] = {}
    for (identity, version), of_version in wanted.items():
        sent = _sent(store, identity, version, as_of, upto)
        report = content(store, sent.key, identity)
        for term in of_version:
            of_all = _of_term(report, sent, term)
            found[term] = _of_communes(of_all, term.communes)
    return found


def cells_of_part(
    store: Store,
    identity: Identity,
    version: int,
    *,
    communes: Collection[str] = (),
    **which: Any,  # as of a whole report
) -> tuple[SourceCell, ...]:
    """As :func:`cells`, of these communes alone, where a part of the report is meant."""
    return _of_communes(cells(store, identity, version, **which), communes)


def _of_communes(found: Iterable[SourceCell], communes: Collection[str]) -> tuple[SourceCell, ...]:
    """The cells of these communes, and those of none; without ``communes`` all of them."""
    return tuple(one for one in found if not communes or one.commune in {None, *communes})


def _of_term(report: ReportContent, sent: _Sent, term: CellQuery) -> Iterator[SourceCell]:
    if term.states:
        yield from _area_cells(report, sent, term.states)
    elif term.task_id is not None:
        yield from _task_cells(report, sent, term.task_id)
    else:
        for one in report.figures:
            if one.measure == term.measure:
                yield sent.cell(one.commune_id, one.value, one.sheet, one.cell, one.text)


def _area_cells(
    report: ReportContent, sent: _Sent, states: Collection[str]
) -> Iterator[SourceCell]:
    for area in report.areas:
        if area.state in states:
            for cell in _at(report, area.sheet, area.row, ("state",)):
                yield sent.cell(area.commune_id, 1, cell.sheet, cell.cell, cell.text)


def _task_cells(report: ReportContent, sent: _Sent, task_id: str) -> Iterator[SourceCell]:
    for task in report.tasks:
        if task.task_id == task_id:
            for cell in _at(report, task.sheet, task.row, ("state", "completed_on")):
                said = sent.cell(None, None, cell.sheet, cell.cell, cell.text)
                yield replace(said, on=task.completed_on) if cell.code != "state" else said


def _at(report: ReportContent, sheet: str, row: int, codes: tuple[str, ...]) -> Iterator[ListCell]:
    by_code = {c.code: c for c in report.list_cells if (c.sheet, c.row) == (sheet, row)}
    return (by_code[code] for code in codes if code in by_code)


def _sent(store: Store, identity: Identity, version: int, as_of: datetime, upto: int) -> _Sent:
    rows = store.rows(
        "version_of",
        unit_key=store.keys().unit_key[identity.unit_id],
        period=identity.period.index,
        version=version,
        as_of=micros(as_of),
        upto=upto,
    )
    if not rows:
        raise RefusedError(
            f"{identity.unit_id}, kỳ {identity.period}: không có bản số {version} trong kho"
        )
    key, sha256, file, by, received, accepted = rows[0]
    return _Sent(
        key=key,
        version=version,
        sha256=sha256,
        file=file,
        by=by,
        received_at=instant_of(received),
        accepted_at=None if accepted is None else instant_of(accepted),
    )
