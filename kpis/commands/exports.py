"""``python -m kpis deck|databook|report``: the exports of the pages, from a terminal or a script.

What an export says is put together by ``kpis.exports.content.dossier``, here from the store and on
a page from its cached reads.
"""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_loaders.accounts.permissions import Scope
from data_loaders.commands.console import console
from data_loaders.model import Basis, Moment, Regime, Register
from data_loaders.model.errors import RefusedError
from data_loaders.reports import history
from data_loaders.reports.facts import facts
from data_loaders.service.access import Access, limited
from data_loaders.service.meetings import Meeting, Meetings
from data_loaders.service.provenance import Sources, measure_names
from data_loaders.terminal import arguments
from kpis.completeness import Delivery, deliveries_of
from kpis.exports import KINDS, made
from kpis.exports.content.dossier import Dossier, Given, dossier
from kpis.exports.content.report_id import ReportId
from kpis.model import Language
from kpis.stored.requested_view import RequestedView, add_choices, ask, read

_HELP = {
    "deck": "bản trình chiếu (PowerPoint) của một kỳ",
    "databook": "sổ số liệu (Excel) của một kỳ, có công thức và từng ô nguồn",
    "report": "báo cáo (Word) của một kỳ",
}


def add_exports(commands: Any) -> None:
    """The three commands and their arguments."""
    for kind in KINDS:
        one: argparse.ArgumentParser = commands.add_parser(kind, help=_HELP[kind])
        add_choices(one)
        help_id = "làm lại đúng tệp có mã này; thay cho các lựa chọn khác"
        one.add_argument("--report-id", type=_report_id, metavar="ID", help=help_id)
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
            said = said.with_cells(Sources(access).cells(said.every_term, seen.asked.moment))
        data = access.export(f"{kind}, {said.report_id}", said.localities, lambda: made(kind, said))
    _write(options.out, data)
    print(f"{options.out}: {said.report_id}")
    if asked is None or asked.digest == said.report_id.digest:
        return 0
    _tell_other(said, asked)
    return 1


def _tell_other(dossier: Dossier, asked: ReportId) -> None:
    now, then = dossier.report_id.digest, asked.digest
    print(
        f"số liệu không còn như khi lập mã: nay là {now}, mã ghi {then}; kế hoạch hoặc kho số liệu"
        " đã khác"
        if dossier.language is Language.VI
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
    """The figures of an export, whose they are, and the meeting that froze them, if one did."""

    asked: RequestedView
    unit_id: str
    meeting: Meeting | None


def _seen(access: Access, options: Namespace) -> _Seen:
    """What the report id asks for; without one, the other arguments."""
    report_id: ReportId | None = options.report_id
    meeting_id = options.meeting if report_id is None else report_id.meeting_id
    meeting = None if meeting_id is None else Meetings(access).get(meeting_id)
    if report_id is None:
        found = ask(access, options)
        return _Seen(found, found.register.province.unit_id, meeting)
    zone, now = access.context.regime.timezone, access.context.now()
    moment = Moment(report_id.revision, report_id.as_of.astimezone(zone), now)
    if meeting is not None:
        moment = meeting.moment
    found = read(access, moment, report_id.basis, report_id.period)
    if report_id.plan != found.plan.name:
        raise RefusedError(
            f"mã báo cáo là của kế hoạch {report_id.plan}; kho này theo {found.plan.name}"
        )
    if report_id.unit_id not in found.card.units:
        raise RefusedError(
            f"mã báo cáo là của địa phương “{report_id.unit_id}”, kỳ này không có ở đây"
        )
    return _Seen(found, report_id.unit_id, meeting)


def _said(access: Access, seen: _Seen, language: Language) -> Dossier:
    asked, unit_id = seen.asked, seen.unit_id
    register, moment, period = asked.register, asked.moment, asked.card.period
    whole = unit_id == register.province.unit_id
    units = register.by_id if whole else {unit_id: register.by_id[unit_id]}
    known = limited(asked.facts, Scope(None if whole else frozenset(units)))
    due = _deliveries(access, register, moment, asked.plan.regime)
    given = Given(
        revision=moment.revision,
        unit_id=unit_id,
        deliveries=tuple(one for one in due if one.unit_id in units),
        files=Sources(access).files(known, moment, units=units, counted=period),
        measures=measure_names(access.context.editions),
        decisions=Sources(access).decisions(moment, None if whole else unit_id),
        meeting=seen.meeting,
        demonstration=access.context.store.demonstration,
    )
    return dossier(
        known,
        asked.plan,
        register,
        given,
        period=period,
        language=language,
        document=asked.document,
    )


def _deliveries(
    access: Access, register: Register, moment: Moment, regime: Regime
) -> tuple[Delivery, ...]:
    store, as_of, upto = access.context.store, moment.as_of, moment.revision
    return deliveries_of(
        history.status(store, register=register, regime=regime, as_of=as_of, upto=upto),
        register.by_id,
        facts(store, as_of=as_of, basis=Basis.ACCEPTED, upto=upto).reports,
        history.given_back(history.versions(store, as_of=as_of, upto=upto)),
        regime,
    )
