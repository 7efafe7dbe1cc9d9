"""``python -m data_loaders meeting …``: meetings of the committee, planned and frozen.

Freezing them judges figures, which nothing here can: that is ``python -m kpis freeze``.
"""

from __future__ import annotations

import argparse
from argparse import Namespace
from typing import Any
from zoneinfo import ZoneInfo

from data_loaders.commands.console import console
from data_loaders.service.meetings import Meeting, Meetings, Notice, Planned
from data_loaders.terminal import arguments
from data_loaders.terminal.tables import day_and_time, iso, print_json, print_table
from data_loaders.terminal.words import words


def add_commands(sub: argparse._SubParsersAction[arguments.OneLineParser]) -> None:
    """Add ``meeting`` and what may follow it."""
    meeting = sub.add_parser("meeting", help="phiên họp: liệt kê, ghi phiên họp sắp tới")
    verbs = meeting.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    every = verbs.add_parser("list", help="mọi phiên họp, đã chốt số liệu hay chưa")
    arguments.machine_readable(every)
    arguments.language(every)
    every.set_defaults(run=list_all)
    new = verbs.add_parser("plan", help="ghi một phiên họp; in mã của nó")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--held-at", type=arguments.instant, required=True, metavar="INSTANT")
    new.add_argument("--chair", required=True, metavar="NAME", help="người chủ trì")
    new.add_argument("--agenda", default="", metavar="TEXT", help="chương trình họp")
    new.add_argument("--by", default=arguments.whoever_runs())
    new.set_defaults(run=plan)


def plan(options: Namespace) -> int:
    """Announce a meeting; its id is what is printed."""
    notice = Notice(options.name, options.held_at, options.chair, options.agenda)
    with console(options.by) as access:
        print(Meetings(access).plan(notice))
    return 0


def list_all(options: Namespace) -> int:
    """Every meeting, the one held last first; those that are only planned before the frozen."""
    with console() as access:
        access.use("province.read", "phiên họp")
        meetings, zone = Meetings(access), access.context.regime.timezone
        waiting, done = meetings.planned(), meetings.all()
    if options.json:
        planned = [{**_said(one, zone), "frozen": None} for one in waiting]
        print_json({"meetings": [*planned, *(_frozen_json(one, zone) for one in done)]})
        return 0
    word = words(options.lang)
    columns = ("meeting_id", "meeting", "held_at", "chair", "period", "as_of", "frozen_by")
    print_table(
        [word[column] for column in columns],
        [*(_row(one, zone) for one in waiting), *(_row(one, zone) for one in done)],
    )
    return 0


def _row(one: Planned | Meeting, zone: ZoneInfo) -> tuple[Any, ...]:
    said = (one.meeting_id, one.name, day_and_time(one.held_at, zone), one.chair)
    if isinstance(one, Planned):
        return (*said, None, None, None)
    return (*said, one.period, day_and_time(one.moment.as_of, zone), one.frozen_by)


def _said(one: Planned | Meeting, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "meeting_id": one.meeting_id,
        "name": one.name,
        "held_at": iso(one.held_at, zone),
        "chair": one.chair,
        "agenda": one.agenda,
    }


def _frozen_json(one: Meeting, zone: ZoneInfo) -> dict[str, Any]:
    frozen = {
        "revision": one.moment.revision,
        "as_of": iso(one.moment.as_of, zone),
        "now": iso(one.moment.now, zone),
        "period": str(one.period),
        "basis": str(one.basis),
        "plan_sha256": one.plan_sha256,
        "regime_sha256": one.regime_sha256,
        "scorecard_sha256": one.scorecard_sha256,
        "document_sha256": one.moment.rules.document_sha256 or None if one.moment.rules else None,
        "by": one.frozen_by,
        "at": iso(one.frozen_at, zone),
    }
    return {**_said(one, zone), "frozen": frozen}
