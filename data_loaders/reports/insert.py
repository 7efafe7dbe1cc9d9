"""Writing one version into the store: its bytes, cells, lists, explanations and events."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from data_loaders.model import ReportContent, Severity
from data_loaders.model.findings import as_json
from data_loaders.reports.preview import FindingKey, Preview, finding_key
from data_loaders.store.database import Store, Writer, micros


def record_event(
    writer: Writer,
    version_key: int,
    event: str,
    at: datetime,
    *,
    actor: str,
    reason: str | None = None,
) -> None:
    """Add an event to a version; ``at`` is the instant it counts from."""
    writer.run(
        "insert_event",
        event_key=writer.next_key("event"),
        version_key=version_key,
        event=event,
        counts_from=micros(at),
        actor=actor,
        reason=reason,
        revision=writer.revision,
    )


def record_original(writer: Writer, seen: Preview) -> None:
    """Keep the bytes as they came; the same bytes are kept once."""
    writer.run(
        "insert_original",
        sha256=seen.sha256,
        size=len(seen.data),
        content=seen.data,
        revision=writer.revision,
    )


def record_version(
    store: Store,
    writer: Writer,
    seen: Preview,
    *,
    actor: str,
    number: int,
    answers: Mapping[FindingKey, str],
) -> int:
    """Original, version, cells, lists and explanations of a preview; the version's key."""
    report, known = seen.content, store.keys()
    if report is None:
        raise AssertionError("a sendable preview has content")
    version_key = writer.next_key("version")
    record_original(writer, seen)
    writer.run(
        "insert_version",
        version_key=version_key,
        unit_key=known.unit_key[report.identity.unit_id],
        period=report.identity.period.index,
        version=number,
        sha256=seen.sha256,
        file_name=seen.file_name,
        form=report.form,
        form_id=report.form_id,
        received_at=micros(seen.received_at),
        actor=actor,
        revision=writer.revision,
    )
    _figures(writer, version_key, report, known.unit_key, known.measure_key)
    _lists(writer, version_key, report, known.unit_key)
    if answers:
        writer.run(
            "insert_explanation",
            version_key=version_key,
            finding=[json.dumps(as_json(f), ensure_ascii=False) for f in seen.of(Severity.WARNING)],
            explanation=[answers[finding_key(f)] for f in seen.of(Severity.WARNING)],
            revision=writer.revision,
        )
    return version_key


def _figures(
    writer: Writer,
    version_key: int,
    report: ReportContent,
    unit_key: Mapping[str, int],
    measure_key: Mapping[str, int],
) -> None:
    columns = {
        "unit_key": [unit_key[figure.commune_id] for figure in report.figures],
        "measure_key": [measure_key[figure.measure] for figure in report.figures],
    }
    values = [figure.value for figure in report.figures]
    writer.run("insert_fact", version_key=version_key, value=values, **columns)
    writer.run(
        "insert_cell",
        version_key=version_key,
        sheet=[figure.sheet for figure in report.figures],
        cell=[figure.cell for figure in report.figures],
        text=[figure.text for figure in report.figures],
        **columns,
    )


def _lists(
    writer: Writer, version_key: int, report: ReportContent, unit_key: Mapping[str, int]
) -> None:
    if report.list_cells:
        writer.run(
            "insert_list_cell",
            version_key=version_key,
            sheet=[cell.sheet for cell in report.list_cells],
            sheet_row=[cell.row for cell in report.list_cells],
            code=[cell.code for cell in report.list_cells],
            cell=[cell.cell for cell in report.list_cells],
            text=[cell.text for cell in report.list_cells],
        )
    if report.areas:
        column = _columns_of(report.areas)
        writer.run(
            "insert_area",
            version_key=version_key,
            unit_key=[unit_key[area.commune_id] for area in report.areas],
            **{name: column(name) for name in _AREA_COLUMNS},
        )
    if report.tasks:
        column = _columns_of(report.tasks)
        writer.run(
            "insert_task",
            version_key=version_key,
            **{name: column(name) for name in _TASK_COLUMNS},
        )


_AREA_COLUMNS = (
    "position",
    "cohort",
    "selected_on",
    "area_class",
    "state",
    "decision_no",
    "decision_on",
    "relapsed_on",
    "note",
    "sheet",
    "sheet_row",
)
_TASK_COLUMNS = ("position", "task_id", "state", "completed_on", "note", "sheet", "sheet_row")


def _columns_of(rows: Iterable[Any]) -> Callable[[str], list[Any]]:
    """Column name → its values over these rows; ``position`` counts them from 0."""
    rows = list(rows)

    def column(name: str) -> list[Any]:
        if name == "position":
            return list(range(len(rows)))
        return [getattr(row, "row" if name == "sheet_row" else name) for row in rows]

    return column
