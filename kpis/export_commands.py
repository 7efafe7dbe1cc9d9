"""``python -m kpis deck|databook|report``: the exports of the pages, from a terminal or a script.

Beside ``kpis.__main__`` the one module of ``kpis`` that reads the store: what an export says is
put together by ``kpis.exports.dossier``, here from the store and on a page from its cached reads.
"""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data_loaders import arguments, journal
from data_loaders.access import Access, limited
from data_loaders.console import console
from data_loaders.errors import RefusedError
from data_loaders.facts import facts
from data_loaders.meetings import Meeting, Meetings, kept_plan, kept_regime
from data_loaders.model import Basis, Moment, Period, Regime, Register
from data_loaders.permissions import Scope
from data_loaders.sources import Sources, measure_names
from kpis.exports import KINDS, made
from kpis.exports.dossier import Dossier, Given, dossier
from kpis.exports.report_id import ReportId
from kpis.model import Language, Plan
from kpis.plan import PlanError, load_plan, parse_plan
from kpis.reporting import Delivery, deliveries_of
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
        one.add_argument("--basis", choices=[str(basis) for basis in Basis])
        one.add_argument("--report-id", type=_report_id, metavar="ID")
        one.add_argument("--meeting", metavar="ID", help="mã phiên họp đã chốt số liệu")
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
        seen = _seen(access, options)
        said = _said(access, seen, Language(options.lang))
        if kind == "databook":
            said = said.with_cells(Sources(access).cells(said.every_term, seen.moment))
        data = access.export(
            f"{kind}, {said.report_id}", said.localities, lambda: made(kind, said)
        )
    _write(options.out, data)
    print(f"{options.out}: {said.report_id}")
    if asked is None or asked.digest == said.report_id.digest:
        return 0
    _tell_other(said, asked)
    return 1


def _tell_other(said: Dossier, asked: ReportId) -> None:
    now, then = said.report_id.digest, asked.digest
    print(
        f"số liệu không còn như khi lập mã: nay là {now}, mã ghi {then}; kế hoạch hoặc kho số liệu"
        " đã khác"
        if said.language is Language.VI
        else f"the figures are not those of the id: now {now}, the id says {then}; the plan or the"
        " store is another one",
        file=sys.stderr,
    )


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise RefusedError(f"không ghi được {path}: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class _Seen:
    """From where an export's figures are read. ``period`` None: the default of that moment."""

    moment: Moment
    basis: Basis
    period: Period | None
    plan: Plan
    unit_id: str | None = None
    meeting: Meeting | None = None


def _seen(access: Access, options: Namespace) -> _Seen:
    """What the report id asks for, or the meeting, or else the other arguments."""
    asked: ReportId | None = options.report_id
    meeting_id = options.meeting if asked is None else asked.meeting_id
    if meeting_id is not None:
        meeting = Meetings(access).get(meeting_id)
        moment, basis, period = meeting.moment, meeting.basis, meeting.period
    else:
        meeting = None
        moment, basis, period = _asked(access, options)
    plan = _plan(access, moment)
    if asked is not None and asked.plan != plan.name:
        raise RefusedError(f"mã báo cáo là của kế hoạch {asked.plan}; kho này theo {plan.name}")
    return _Seen(
        moment=moment,
        basis=basis,
        period=(options.period or period) if asked is None else asked.period,
        plan=plan,
        unit_id=None if asked is None else asked.unit_id,
        meeting=meeting,
    )


def _asked(access: Access, options: Namespace) -> tuple[Moment, Basis, Period | None]:
    asked: ReportId | None = options.report_id
    now, zone = access.context.now(), access.context.regime.timezone
    if asked is not None:
        moment = Moment(asked.revision, asked.as_of.astimezone(zone), now)
        return moment, asked.basis, asked.period
    as_of: datetime = options.as_of.instant if options.as_of else now
    moment = Moment(access.context.store.revision(), as_of.astimezone(zone), now)
    return moment, Basis(options.basis or Basis.ACCEPTED), options.period


def _plan(access: Access, moment: Moment) -> Plan:
    """The plan of the settings, or the one a meeting was judged by, which the store keeps."""
    context, rules = access.context, moment.rules
    try:
        if rules is None:
            return load_plan(context.settings.plan, context.regime)
        regime = kept_regime(context.store, rules, context.regime.name)
        text = kept_plan(context.store, rules)
        return parse_plan(text, f"{context.settings.plan}.toml", regime)
    except PlanError as error:
        raise RefusedError(str(error)) from error


def _said(access: Access, seen: _Seen, language: Language) -> Dossier:
    moment, store = seen.moment, access.context.store
    register = access.context.register(moment.as_of, upto=moment.revision)
    unit_id = seen.unit_id or register.province.unit_id
    if unit_id not in register.by_id:
        raise RefusedError(f"mã báo cáo là của địa phương “{unit_id}”, kho này không có")
    known = facts(store, as_of=moment.as_of, basis=seen.basis, upto=moment.revision)
    if unit_id != register.province.unit_id:
        known = limited(known, Scope(frozenset({unit_id})))
    period = seen.period or default_period(known, seen.plan, register)
    whole = unit_id == register.province.unit_id
    units = register.by_id if whole else {unit_id: register.by_id[unit_id]}
    due = _deliveries(access, register, moment, seen.plan.regime)
    given = Given(
        revision=moment.revision,
        unit_id=unit_id,
        deliveries=tuple(one for one in due if one.unit_id in units),
        files=Sources(access).files(known, moment, units=units, counted=period),
        measures=measure_names(),
        meeting=seen.meeting,
        demonstration=store.demonstration,
    )
    return dossier(known, seen.plan, register, given, period=period, language=language)


def _deliveries(
    access: Access, register: Register, moment: Moment, regime: Regime
) -> tuple[Delivery, ...]:
    store, as_of, upto = access.context.store, moment.as_of, moment.revision
    return deliveries_of(
        journal.status(store, register=register, regime=regime, as_of=as_of, upto=upto),
        register.by_id,
        facts(store, as_of=as_of, basis=Basis.ACCEPTED, upto=upto).reports,
        journal.given_back(journal.versions(store, as_of=as_of, upto=upto)),
        regime,
    )
