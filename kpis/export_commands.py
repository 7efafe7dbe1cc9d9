"""``python -m kpis deck|databook|report``: the exports of the pages, from a terminal or a script.

Beside ``kpis.__main__`` the one module of ``kpis`` that reads the store: what an export says is
put together by ``kpis.exports.dossier``, here from the store and on a page from its cached reads.
"""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from data_loaders import arguments, journal
from data_loaders.access import Access
from data_loaders.console import console
from data_loaders.errors import RefusedError
from data_loaders.facts import facts
from data_loaders.form import load_form
from data_loaders.model import Basis, Facts, Moment, Period, Register
from data_loaders.sources import Sources
from kpis.exports import KINDS, made
from kpis.exports.dossier import Dossier, Given, dossier
from kpis.exports.report_id import ReportId
from kpis.model import Language, Plan
from kpis.plan import PlanError, load_plan
from kpis.reporting import Delivery, Return, deliveries_of
from kpis.scorecard import default_period

_HELP = {
    "deck": "bản trình chiếu (PowerPoint) của một kỳ",
    "databook": "sổ số liệu (Excel) của một kỳ, có công thức và từng ô nguồn",
    "report": "báo cáo (Word) của một kỳ",
}


def add_exports(commands: Any) -> None:
    """The three commands and their arguments."""
    for kind in KINDS:
        one: argparse.ArgumentParser = commands.add_parser(kind, help=_HELP[kind])
        one.add_argument("--period", type=arguments.period)
        arguments.as_of(one)
        one.add_argument("--basis", choices=[str(basis) for basis in Basis], default="accepted")
        one.add_argument("--report-id", type=_report_id, metavar="ID")
        one.add_argument("--meeting", default="", metavar="TEXT", help="tên phiên họp ở trang đầu")
        one.add_argument("--out", required=True, type=Path, metavar="FILE")
        arguments.language(one)
        one.set_defaults(run=export)


def _report_id(text: str) -> ReportId:
    try:
        return ReportId.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def export(options: Namespace) -> int:
    """Make one file; of a report id, the same figures again.

    1 where the figures of that id are no longer the same; the file is written and says its own id.
    """
    kind, asked = options.command, options.report_id
    with console() as access:
        said = _said(access, options)
        subject = f"{kind}, {said.report_id}"
        if kind == "databook":
            cells = Sources(access).cells(said.every_term, as_of=said.card.as_of)
            said = said.with_cells(cells)
        units = said.localities
        data = access.export(subject, units, lambda: made(kind, said))
    _write(options.out, data)
    vietnamese = Language(options.lang) is Language.VI
    print(f"{options.out}: {said.report_id}")
    if asked is None or asked.digest == said.report_id.digest:
        return 0
    print(
        f"số liệu không còn như khi lập mã: nay là {said.report_id.digest}, mã ghi {asked.digest};"
        " kế hoạch hoặc kho số liệu đã khác"
        if vietnamese
        else f"the figures are not those of the id: now {said.report_id.digest}, the id says"
        f" {asked.digest}; the plan or the store is another one",
        file=sys.stderr,
    )
    return 1


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise RefusedError(f"không ghi được {path}: {error.strerror}") from error


def _said(access: Access, options: Namespace) -> Dossier:
    """What the export says: of the id where one is given, else of the other arguments."""
    asked: ReportId | None = options.report_id
    plan = _plan(access)
    moment, basis, period = _which(access, options)
    register = access.context.register(moment.as_of)
    unit_id = register.province.unit_id if asked is None else asked.unit_id
    if asked is not None and asked.plan != plan.name:
        raise RefusedError(f"mã báo cáo là của kế hoạch {asked.plan}; kho này theo {plan.name}")
    if unit_id not in register.by_id:
        raise RefusedError(f"mã báo cáo là của địa phương “{unit_id}”, kho này không có")
    known = facts(
        access.context.store, as_of=moment.as_of, basis=basis, upto=moment.revision
    )
    period = period or default_period(known, plan, register)
    given = _given(access, known, register, moment, unit_id=unit_id, period=period)
    return dossier(
        known,
        plan,
        register,
        given.named(options.meeting),
        period=period,
        language=Language(options.lang),
    )


def _which(access: Access, options: Namespace) -> tuple[Moment, Basis, Period | None]:
    asked: ReportId | None = options.report_id
    now, zone = access.context.now(), access.context.regime.timezone
    if asked is not None:
        moment = Moment(asked.revision, asked.as_of.astimezone(zone), now)
        return moment, asked.basis, asked.period
    as_of: datetime = options.as_of.instant if options.as_of else now
    moment = Moment(access.context.store.revision(), as_of.astimezone(zone), now)
    return moment, Basis(options.basis), options.period


def _plan(access: Access) -> Plan:
    try:
        return load_plan(access.context.settings.plan, access.context.regime)
    except PlanError as error:
        raise RefusedError(str(error)) from error


def _given(
    access: Access,
    known: Facts,
    register: Register,
    moment: Moment,
    *,
    unit_id: str,
    period: Period,
) -> Given:
    whole = unit_id == register.province.unit_id
    units = register.by_id if whole else {unit_id: register.by_id[unit_id]}
    store = access.context.store
    return Given(
        revision=moment.revision,
        unit_id=unit_id,
        deliveries=tuple(
            one for one in _deliveries(access, register, moment) if one.unit_id in units
        ),
        files=Sources(access).files(known, units=units, counted=period),
        measures=measure_names(),
        demonstration=store.demonstration,
    )


def measure_names() -> Mapping[str, str]:
    """Every measure by its code, in the words of the form."""
    return {one.code: f"{one.group.heading} · {one.heading}" for one in load_form().measures}


def _deliveries(access: Access, register: Register, moment: Moment) -> tuple[Delivery, ...]:
    store, regime, as_of = access.context.store, access.context.regime, moment.as_of
    accepted = facts(store, as_of=as_of, basis=Basis.ACCEPTED, upto=moment.revision).reports
    newest = {one.identity: one for one in journal.versions(store, as_of=as_of)}
    returned = {
        (identity.unit_id, identity.period): Return(
            regime.day_of(one.events[-1].at), one.events[-1].reason
        )
        for identity, one in newest.items()
        if one.last == journal.RETURNED
    }
    return deliveries_of(access.status(as_of), register.by_id, accepted, returned, regime)
