"""What a command asks about: figures of now, of a past instant or of a meeting, judged.

Beside ``kpis.__main__`` and ``kpis.commands.exports`` the one module of ``kpis`` that reads the
store.
"""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.model import Basis, Boundary, Facts, Moment, Period, Register, Rules
from data_loaders.model.errors import RefusedError
from data_loaders.reports.facts import facts
from data_loaders.service.access import Access, limited
from data_loaders.service.context import Context
from data_loaders.service.meetings import Meeting, Meetings, frozen_plan, frozen_regime
from data_loaders.terminal import arguments
from kpis.boundary import seen_from
from kpis.commune_numbers import commune_numbers
from kpis.counts import Counts
from kpis.frozen.document import Document, DocumentError
from kpis.frozen.document import read as read_document
from kpis.model import Plan, Scorecard
from kpis.plan.read import PlanError, parse_frozen_plan
from kpis.scorecard import default_period, scorecard
from kpis.stored.plans import plan_in


@dataclass(frozen=True)
class RequestedView:
    """The figures of a moment and what was judged of them, by which plan.

    ``document``: where a meeting froze them, what it kept. ``boundary``: on whose units.
    """

    moment: Moment
    basis: Basis
    plan: Plan
    register: Register
    facts: Facts
    card: Scorecard
    document: Document | None = None
    boundary: Boundary = Boundary.AS_REPORTED


def add_choices(command: argparse.ArgumentParser, *, meeting: bool = True) -> None:
    """Add ``--period``, ``--as-of``, ``--basis`` and, where it may be asked for, ``--meeting``."""
    command.add_argument("--period", type=arguments.period)
    arguments.as_of(command)
    command.add_argument(
        "--basis", choices=[str(basis) for basis in Basis], help="mặc định: accepted"
    )
    command.set_defaults(meeting=None)
    if meeting:
        command.add_argument("--meeting", metavar="ID", help="như đã chốt tại phiên họp này")
        add_boundary(command)


def add_boundary(command: argparse.ArgumentParser) -> None:
    """Add ``--boundary``: on whose units the localities are shown."""
    command.add_argument(
        "--boundary",
        choices=[str(boundary) for boundary in Boundary],
        default=str(Boundary.AS_REPORTED),
        help="địa giới: lúc báo cáo (mặc định), hiện nay, hay đầu kế hoạch",
    )


def ask(
    access: Access, options: Namespace, *, unit: str | None = None, row: bool = True
) -> RequestedView:
    """The figures that the options of :func:`add_choices` name; ``unit``: judge that one only.

    ``row``: it must have figures of its own on the units shown.

    Raises :class:`RefusedError`: no such meeting, no such locality, a meeting beside what it
    settles, or a plan that cannot be used.
    """
    boundary = Boundary(getattr(options, "boundary", Boundary.AS_REPORTED))
    found = read(access, *_which(access, options), unit=unit, boundary=boundary)
    if row and unit is not None and unit not in found.card.units:
        _refuse_row(unit, found)
    return found


def read(
    access: Access,
    moment: Moment,
    basis: Basis,
    period: Period | None,
    *,
    unit: str | None = None,
    boundary: Boundary = Boundary.AS_REPORTED,
) -> RequestedView:
    """The figures of that moment; ``period`` None: the default of that moment. Raises as above."""
    plan = plan_of(access.context, moment)
    register = access.context.register(moment.as_of, upto=moment.revision)
    _known_unit(unit, _units(register, plan))
    store = access.context.store
    above = commune_numbers(plan)
    known = facts(store, as_of=moment.as_of, basis=basis, upto=moment.revision, above=above)
    known = limited(known, access.scope)
    period = period or default_period(known, plan, register)
    units = None if unit is None else [unit]
    kept = document_at(access.context, moment, basis, plan)
    own = seen_from(Counts(known, plan, register), boundary, period) is None
    card = None if kept is None or not own else kept.limited(period, units)
    if card is None:
        card = scorecard(
            known, plan, register, period=period, now=moment.now, units=units, boundary=boundary
        )
    return RequestedView(moment, basis, plan, register, known, card, kept, boundary)


def _refuse_row(unit_id: str, asked: RequestedView) -> None:
    """Say that a locality of the plan has no figures on the units on which the period is shown."""
    name = asked.register.by_id[unit_id].full_name
    raise RefusedError(
        f"{name} không báo cáo kỳ {asked.card.period} theo địa giới đang xem; chọn địa giới khác"
        " bằng --boundary (as_reported, today, plan)"
    )


def document_at(context: Context, moment: Moment, basis: Basis, plan: Plan) -> Document | None:
    """The document of the meeting that froze that moment; None of any other moment.

    Raises :class:`RefusedError` for one that this version cannot read, and where the meeting has
    none: by the rules of today its figures would be others.
    """
    rules = moment.rules
    if rules is None:
        return None
    if not rules.document_sha256:
        raise RefusedError(
            "phiên họp này không có bản ghi kết quả lúc chốt, nên không xem lại được số đã chốt"
        )
    try:
        found = read_document(context.store.original(rules.document_sha256), plan)
    except DocumentError as error:
        raise RefusedError(str(error)) from error
    return found if found.of(moment.as_of, basis) else None


def _which(access: Access, options: Namespace) -> tuple[Moment, Basis, Period | None]:
    """From where the figures are read, on which basis; the period where one is named."""
    if options.meeting is not None:
        meeting = _meeting(access, options)
        return meeting.moment, meeting.basis, options.period or meeting.period
    now, zone = access.context.now(), access.context.regime.timezone
    as_of = options.as_of.instant.astimezone(zone) if options.as_of else now
    moment = Moment(access.context.store.revision(), as_of, now)
    return moment, Basis(options.basis or Basis.ACCEPTED), options.period


def _meeting(access: Access, options: Namespace) -> Meeting:
    if options.as_of or options.basis:
        raise RefusedError("--meeting đã định thời điểm và nguồn số liệu; bỏ --as-of và --basis")
    return Meetings(access).get(options.meeting)


def plan_of(context: Context, moment: Moment | None = None) -> Plan:
    """The plan in force at a moment, or the one a meeting was judged by; now by default.

    Its faults are told in one line.
    """
    try:
        if moment is None:
            return plan_in(context.plan_folder())
        if moment.rules is None:
            return plan_in(context.plan_folder(moment.as_of, upto=moment.revision))
        return _kept(context, moment.rules)
    except PlanError as error:
        raise RefusedError(str(error)) from error


def _kept(context: Context, rules: Rules) -> Plan:
    """With its calendar, from the files the store keeps."""
    regime = frozen_regime(context.store, rules, context.regime)
    return parse_frozen_plan(frozen_plan(context.store, rules), "plan.toml", regime)


def _units(register: Register, plan: Plan) -> list[str]:
    reporting = register.ever_reporting(plan.regime)
    return [register.province.unit_id, *(unit.unit_id for unit in reporting)]


def _known_unit(unit_id: str | None, known: Sequence[str]) -> None:
    if unit_id is not None and unit_id not in known:
        raise RefusedError(f"không có địa phương “{unit_id}”; hiện có: {', '.join(known)}")
