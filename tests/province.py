"""A whole province driven through the product: register, forms, sending, decisions, readings.

Histories are plain data (``tests.judge.histories``); everything enters the store by way of a
workbook that the product wrote and read back.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.intake.read import ReadForm
from data_loaders.model import (
    Area,
    Figure,
    Identity,
    Period,
    Register,
    ReportContent,
    TaskRecord,
    TaskState,
)
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_form
from data_loaders.register.localities import COLUMNS, read_register
from data_loaders.reports import acceptance, commits
from data_loaders.reports.followed import history
from data_loaders.reports.preview import Preview, ReceivedFile, compare, preview
from data_loaders.service.context import Context, create_store
from tests.data_loaders.stores import placed
from tests.words_of_the_plan import COMMUNE_CLASSES, AreaState

History = dict[str, Any]


def build(past: History, folder: Path, *, forms: bool = True) -> Context:
    """A store in which everything of a history happened, in the order in which it happened.

    ``forms=False``: reports are compared, sent and stored as if they had been read from a workbook.
    """
    context = create_store(
        read_settings({"MONITOR_STORE": str(folder / "store.duckdb")}),
        read_register(_register_file(past, folder)),
        actor="test",
    )
    register = context.register(datetime.fromisoformat("2023-01-01T00:00:00+07:00"))
    for _, action, report in sorted(_actions(past), key=lambda step: (step[0], step[1])):
        if action == _SEND:
            _send(context, report, register, forms=forms)
        else:
            _decide(context, report, report["events"][action - 1])
    for reading in past["readings"]:
        at = datetime.fromisoformat(reading["at"])
        commits.record_reading(
            context.store,
            of=reading["target_id"],
            reading=reading["reading"],
            reason="thử",
            actor="test",
            at=at,
            now=at,
        )
    return context


def with_task_lists(past: History) -> History:
    """The history as our forms tell it: every form lists the tasks, so each names the dated one."""
    row = {"task": "areas-identified", "state": str(TaskState.NOT_STARTED), "completed_on": None}
    reports = []
    for report in past["reports"]:
        named = any(task["task"] == row["task"] for task in report["tasks"])
        reports.append({**report, "tasks": report["tasks"] + ([] if named else [row])})
    return {**past, "reports": reports}


_SEND = 0


def _register_file(past: History, folder: Path) -> Path:
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for unit in past["units"]:
            writer.writerow({**dict.fromkeys(COLUMNS, ""), **unit})
    return path


def _actions(past: History) -> Iterator[tuple[datetime, int, dict[str, Any]]]:
    """(instant, 0 for the sending or the number of the event, report)."""
    for report in past["reports"]:
        yield datetime.fromisoformat(report["received_at"]), _SEND, report
        for number, event in enumerate(report["events"], start=1):
            yield datetime.fromisoformat(event["at"]), number, report


def _send(
    context: Context, report: dict[str, Any], register: Register, *, forms: bool = True
) -> None:
    received_at = datetime.fromisoformat(report["received_at"])
    identity = Identity(report["unit_id"], Period.parse(report["period"]))
    content = _content(identity, report, context)
    look = _by_form if forms else _as_if_read
    seen = look(context, content, register, received_at)
    outcome = commits.send(
        context.store, seen, actor="test", now=received_at, explanations="đã đối chiếu"
    )
    if outcome.outcome != "sent":
        raise AssertionError(f"{identity}: {outcome.outcome}: {seen.findings}")


def _by_form(
    context: Context, content: ReportContent, register: Register, received_at: datetime
) -> Preview:
    """The report in a workbook that the product wrote and reads back."""
    request = FormRequest(
        form=load_form(),
        regime=context.regime,
        register=register,
        unit_id=content.identity.unit_id,
        period=content.identity.period,
        previous=history(context.store, content.identity, received_at).previous,
        generated_at=received_at,
        form_id="thu",
    )
    return preview(
        context.store,
        write_form(request, answers=content),
        file_name="thu.xlsx",
        register=register,
        regime=context.regime,
        received_at=received_at,
        use=context.use,
    )


def _as_if_read(
    context: Context, content: ReportContent, register: Register, received_at: datetime
) -> Preview:
    """The report as if it had stood in a workbook; the bytes that are kept are no workbook."""
    data = repr((content, received_at)).encode()
    digest = hashlib.sha256(data).hexdigest()
    read = ReadForm(True, content.identity, load_form().edition, placed(content), ())
    received = ReceivedFile(data, "thu.xlsx", digest, received_at, read)
    return compare(
        context.store, received, register=register, regime=context.regime, use=context.use
    )


def _decide(context: Context, report: dict[str, Any], event: dict[str, Any]) -> None:
    at = datetime.fromisoformat(event["at"])
    acceptance.decide(
        context.store,
        Identity(report["unit_id"], Period.parse(report["period"])),
        event["event"],
        actor="test",
        at=at,
        now=at,
        reason="thử",
    )


def _content(identity: Identity, report: dict[str, Any], context: Context) -> ReportContent:
    stated = {task["task"]: task for task in report["tasks"]}
    return ReportContent(
        identity=identity,
        figures=tuple(
            Figure(commune, measure, _value(measure, value), sheet="", cell="", text="")
            for commune, row in report["rows"].items()
            for measure, value in row.items()
        ),
        areas=tuple(_area(area) for area in report["areas"]),
        tasks=tuple(
            _task(stated.get(task.task_id) or stated.get(task.code) or {}, task.task_id)
            for task in context.regime.tasks_shown(identity.period)
        ),
    )


def _value(measure: str, value: int | str | None) -> int | None:
    if isinstance(value, str):
        return COMMUNE_CLASSES.index(value) + 1
    return value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _area(area: dict[str, Any]) -> Area:
    return Area(
        commune_id=area["commune"],
        cohort=area["cohort"],
        selected_on=_day(area["selected_on"]),
        area_class=area["area_class"],
        state=AreaState(area["state"]),
        decision_no=area["decision_no"],
        decision_on=_day(area["decision_on"]),
        relapsed_on=_day(area["relapsed_on"]),
    )


def _task(task: dict[str, Any], task_id: str) -> TaskRecord:
    return TaskRecord(
        task_id=task_id,
        state=TaskState(task.get("state", TaskState.NOT_STARTED)),
        completed_on=_day(task.get("completed_on")),
    )
