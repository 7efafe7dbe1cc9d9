"""Stores for tests, and reports put into them as they were read, without a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from data_loaders.intake.read import ReadForm
from data_loaders.model import Identity, ReportContent
from data_loaders.model.settings import read_settings
from data_loaders.reports import acceptance, commits
from data_loaders.reports.commits import Outcome
from data_loaders.reports.preview import FindingKey, Preview, ReceivedFile, compare
from data_loaders.service.context import Context, create_store
from tests.data_loaders.sent_forms import FIGURES, OURS, REGIME, REGISTER

HANOI = timezone(timedelta(hours=7))


def at(day: int, hour: int = 8, *, month: int = 10) -> datetime:
    """An instant of autumn 2025, in Vietnam."""
    return datetime(2025, month, day, hour, tzinfo=HANOI)


LATER = at(31, month=12)
"""When a test looks back; nothing is after it."""


def empty(folder: Path) -> Context:
    """A new store with the register of Kon Tum; its ``now`` is :data:`LATER`."""
    environment = {"MONITOR_STORE": str(folder / "store.duckdb"), "MONITOR_NOW": LATER.isoformat()}
    return create_store(read_settings(environment), REGISTER, actor="test")


def placed(content: ReportContent) -> ReportContent:
    """The report with an address for every figure, as it would have in a workbook."""
    figures = tuple(
        replace(figure, sheet=FIGURES, cell=f"D{row}", text=str(figure.value))
        for row, figure in enumerate(content.figures, start=19)
    )
    return replace(content, figures=figures)


def look(
    context: Context, content: ReportContent, received_at: datetime, *, data: bytes | None = None
) -> Preview:
    """The preview of a report; other content is other bytes unless ``data`` says."""
    data = repr(content).encode() if data is None else data
    read = ReadForm(True, content.identity, "kh3220-1", placed(content), ())
    digest = hashlib.sha256(data).hexdigest()
    received = ReceivedFile(data, "bao-cao.xlsx", digest, received_at, read)
    return compare(context.store, received, register=REGISTER, regime=REGIME, use=context.use)


def put(
    context: Context,
    content: ReportContent,
    received_at: datetime,
    *,
    data: bytes | None = None,
    accept: bool = False,
    explanations: Mapping[FindingKey, str] | str = "đã đối chiếu",
) -> Outcome:
    """Preview and send."""
    return commits.send(
        context.store,
        look(context, content, received_at, data=data),
        actor="huyen",
        now=LATER,
        explanations=explanations,
        accept=accept,
    )


def decide(
    context: Context,
    event: str,
    instant: datetime,
    *,
    identity: Identity = OURS,
    reason: str | None = None,
) -> int:
    """Accept or return the newest version."""
    return acceptance.decide(
        context.store,
        identity,
        event,
        actor="thuong-truc",
        at=instant,
        now=LATER,
        reason=reason or ("thiếu xã" if event == "returned" else None),
    )
