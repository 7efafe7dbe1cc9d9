"""The lists that ``journal`` and ``status`` print, as tables for people or JSON for programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from data_loaders.commands.console import console
from data_loaders.model import Period, VersionEvent
from data_loaders.model.errors import RefusedError
from data_loaders.model.submissions import StatusRow
from data_loaders.reports import history as journals
from data_loaders.service.context import Context
from data_loaders.terminal.tables import day_and_time, iso, print_json, print_table
from data_loaders.terminal.words import words


def journal(options: Namespace) -> int:
    """Every version with its events, and every refused attempt."""
    with console() as access:
        context, zone = access.context, access.context.regime.timezone
        where = {"unit_id": _known_unit(context, options.unit), "period": options.period}
        access.use("history.read", _asked(options.unit, options.period))
        kept, refused = access.versions(**where), access.attempts(**where)
    if options.json:
        rows = [_version_json(version, zone) for version in kept]
        print_json({"versions": [*rows, *(_attempt_json(attempt, zone) for attempt in refused)]})
        return 0
    _print_journal(kept, refused, zone, words(options.lang))
    return 0


def _asked(unit_id: str | None, period: Period | None) -> str:
    """What was asked for, as the trail says it."""
    named = ([unit_id] if unit_id else []) + ([f"kỳ {period}"] if period else [])
    return ", ".join(named) or "tất cả"


def _known_unit(context: Context, unit_id: str | None) -> str | None:
    """Any locality that ever was in the register; a mistyped one would look like silence."""
    known = context.store.keys().unit_key
    if unit_id is not None and unit_id not in known:
        raise RefusedError(f"danh mục không có địa phương “{unit_id}”")
    return unit_id


def _print_journal(
    kept: Sequence[journals.Version],
    refused: Sequence[journals.Attempt],
    zone: ZoneInfo,
    word: Mapping[str, str],
) -> None:
    columns = ("unit", "period", "version", "state", "received", "by", "file", "events")
    print_table(
        [word[column] for column in columns],
        [
            *(
                (
                    v.identity.unit_id,
                    v.identity.period,
                    v.version,
                    word[v.state],
                    day_and_time(v.received_at, zone),
                    v.by,
                    v.file_name,
                    "; ".join(_event_text(event, zone, word) for event in v.events[1:]) or None,
                )
                for v in kept
            ),
            *(
                (
                    a.unit_id,
                    a.period,
                    None,
                    word["refused"],
                    day_and_time(a.received_at, zone),
                    a.by,
                    a.file_name,
                    ", ".join(dict.fromkeys(found["code"] for found in a.findings)),
                )
                for a in refused
            ),
        ],
    )


def _event_text(event: VersionEvent, zone: ZoneInfo, word: Mapping[str, str]) -> str:
    """What was done after the sending: ``trả lại 20/03/2025 14:10 (thuong-truc): lý do``."""
    reason = f": {event.reason}" if event.reason else ""
    return f"{word[event.event]} {day_and_time(event.at, zone)} ({event.by}){reason}"


def _version_json(version: journals.Version, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "unit_id": version.identity.unit_id,
        "period": str(version.identity.period),
        "version": version.version,
        "sha256": version.sha256,
        "file": version.file_name,
        "received_at": iso(version.received_at, zone),
        "by": version.by,
        "state": version.state,
        "events": [
            {"event": e.event, "at": iso(e.at, zone), "by": e.by, "reason": e.reason}
            for e in version.events
        ],
    }


def _attempt_json(attempt: journals.Attempt, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "unit_id": attempt.unit_id,
        "period": None if attempt.period is None else str(attempt.period),
        "version": None,
        "sha256": attempt.sha256,
        "file": attempt.file_name,
        "received_at": iso(attempt.received_at, zone),
        "by": attempt.by,
        "state": journals.REFUSED,
        "events": [],
        "findings": list(attempt.findings),
    }


def status(options: Namespace) -> int:
    """Timeliness of every reporting locality and period begun."""
    with console() as access:
        context, zone = access.context, access.context.regime.timezone
        as_of = options.as_of.instant if options.as_of else context.now()
        access.use("history.read", f"tình hình nộp, {as_of.isoformat()}")
        register, rows = context.register(as_of), access.status(as_of)
    if options.json:
        stated = options.as_of.text if options.as_of else as_of.isoformat()
        print_json({"as_of": stated, "rows": [_status_json(row, zone) for row in rows]})
        return 0
    word = words(options.lang)
    print_table(
        [
            word[k]
            for k in ("unit", "period", "due", "received", "timeliness", "days_late", "state")
        ],
        (
            (
                register.by_id[row.unit_id].full_name,
                row.period,
                day_and_time(row.due_at, zone),
                day_and_time(row.received_at, zone),
                word[row.timeliness],
                row.days_late,
                word[row.state] if row.state else None,
            )
            for row in rows
        ),
    )
    return 0


def _status_json(row: StatusRow, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "unit_id": row.unit_id,
        "period": str(row.period),
        "due_at": iso(row.due_at, zone),
        "received_at": iso(row.received_at, zone),
        "timeliness": str(row.timeliness),
        "days_late": row.days_late,
        "state": row.state,
    }
