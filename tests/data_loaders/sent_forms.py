"""Forms as localities send them: a report without fault, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from data_loaders.forms.editions import Editions
from data_loaders.forms.request import FormRequest
from data_loaders.forms.seal import sealed
from data_loaders.forms.write import write_form
from data_loaders.intake.checks.report import check
from data_loaders.intake.identity import Use
from data_loaders.intake.read import ReadForm, read_form
from data_loaders.model import (
    Area,
    Figure,
    Finding,
    History,
    Identity,
    Period,
    ReportContent,
    TaskRecord,
    TaskState,
)
from data_loaders.model.findings import sentence
from data_loaders.plans.declared import load_form, load_regime, load_register
from tests.words_of_the_plan import AreaState

FORM, REGIME, REGISTER = load_form(), load_regime("kh3220"), load_register()
USE = Use(Editions((FORM,)))
PERIOD = Period.parse("2025-10")
FIGURES, AREA_LIST, TASK_LIST = "Số liệu", "Địa bàn chuyển hóa", "Nhiệm vụ"
NGOC_HOI = "611"
OURS = Identity(NGOC_HOI, PERIOD)
RECEIVED = datetime(2025, 10, 16, 8, 0, tzinfo=UTC)

PO_Y, DAK_XU, PLEI_KAN = "23395", "23389", "23377"

USUAL = {
    "spots_opening": 2,
    "spots_new": 1,
    "spots_reformed": 0,
    "spots_eradicated": 1,
    "spots_closing": 2,
    "hotspots_identified": 2,
    "hotspots_eradicated": 1,
    "addicts": 12,
    "users": 8,
    "post_rehab": 3,
    "reached": 15,
    "reached_counselling": 9,
    "reached_treatment": 4,
    "reached_rehab": 2,
    "reached_reintegration": 1,
    "commune_class": 2,
    "sessions": 4,
    "participants": 240,
    "school_sessions": 1,
    "workplace_sessions": 1,
    "cases": 1,
    "offenders": 2,
    "rings": 0,
    "tipoffs_received": 3,
    "tipoffs_resolved": 3,
    "public_incidents": 0,
}
"""Measure → value: a commune whose report has no fault."""

AREAS = (
    Area(
        PLEI_KAN,
        2024,
        date(2024, 1, 15),
        "I",
        AreaState.ACHIEVED,
        decision_no="12/QĐ-UBND",
        decision_on=date(2025, 1, 5),
    ),
    Area(PO_Y, 2025, date(2025, 1, 20), "II", AreaState.UNDER_WAY, note="Giáp biên giới"),
)


def usual(
    unit_id: str = NGOC_HOI,
    period: Period = PERIOD,
    changed: Mapping[tuple[str, str], int | None] | None = None,
) -> ReportContent:
    """A report without fault, but for the changed values: (commune, measure) → value."""
    changed = changed or {}
    figures = tuple(
        Figure(unit.unit_id, code, changed.get((unit.unit_id, code), value), "", "", "")
        for unit in REGISTER.children(unit_id, REGIME.ends_on(period))
        for code, value in USUAL.items()
    )
    tasks = tuple(
        TaskRecord(task.task_id, TaskState.DONE, date(2023, 10, 10), "Đã báo cáo")
        if task.task_id == "areas-identified"
        else TaskRecord(task.task_id, TaskState.UNDER_WAY)
        for task in REGIME.tasks_shown(period)
    )
    areas = AREAS if unit_id == NGOC_HOI else ()
    return ReportContent(Identity(unit_id, period), figures, areas, tasks)


def request(
    unit_id: str = NGOC_HOI, period: Period = PERIOD, previous: ReportContent | None = None
) -> FormRequest:
    generated = datetime(2025, 10, 1, 9, 30, tzinfo=UTC)
    return FormRequest(FORM, REGIME, REGISTER, unit_id, period, previous, generated, "5f3a9c1e")


@cache
def filled(unit_id: str = NGOC_HOI, period: Period = PERIOD) -> bytes:
    """The product's own form, filled in without fault."""
    return write_form(request(unit_id, period), answers=usual(unit_id, period))


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """The file after a person opened it, changed something and saved it."""
    book = load_workbook(BytesIO(data))
    edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def code_row(sheet: Any, code: str = "unit_id") -> int:
    return int(next(cell.row for row in sheet for cell in row if cell.value == code))


def cell_of(book: Any, commune_id: str, code: str) -> Any:
    """The openpyxl cell of a commune's measure, found by the codes as a script would."""
    sheet = book["Số liệu"]
    codes = code_row(sheet)
    column = next(cell.column for cell in sheet[codes] if cell.value == code)
    row = next(r for r in range(codes + 1, sheet.max_row) if sheet.cell(r, 1).value == commune_id)
    return sheet.cell(row, column)


def typed(commune_id: str, code: str, value: object) -> bytes:
    """The usual form with one cell of the figures typed over."""

    def edit(book: Any) -> None:
        cell_of(book, commune_id, code).value = value

    return edited(filled(), edit)


def read(data: bytes, **options: Any) -> ReadForm:
    usual_ones = {"file_name": "bieu.xlsx", "received_at": RECEIVED, "use": USE}
    usual_ones |= {"register": REGISTER, "regime": REGIME}
    return read_form(data, **{**usual_ones, **options})


def checked(
    content: ReportContent, history: History | None = None, *, received_at: datetime = RECEIVED
) -> tuple[Finding, ...]:
    return check(
        content,
        form=FORM,
        register=REGISTER,
        regime=REGIME,
        history=history or History(),
        received_at=received_at,
    )


def left_over(number: int) -> History:
    """So many tip-offs of Pờ Y are left to resolve from the year's periods before."""
    return History(left_over={"tipoffs_resolved": {PO_Y: number}})


def everything(data: bytes, history: History | None = None, **options: Any) -> list[Finding]:
    """All findings of a file, as a sender sees them."""
    return findings_of(read(data, **options), history)


def findings_of(result: ReadForm, history: History | None = None) -> list[Finding]:
    """All findings of a file that was read, as a sender sees them."""
    found = list(result.findings)
    if result.content is not None:
        found += checked(result.content, history)
    return found


def places(found: list[Finding]) -> list[tuple[str, str | None, str | None]]:
    return [(one.code, one.sheet, one.cell) for one in found]


def sentences(found: list[Finding]) -> list[str]:
    return [sentence(one) for one in found]


def bare(content: ReportContent) -> tuple[Any, ...]:
    """What a report says, without where it stood."""
    return (
        content.identity,
        content.values,
        tuple(replace(area, sheet="", row=0) for area in content.areas),
        tuple(replace(task, sheet="", row=0) for task in content.tasks),
    )


def found(edit: Callable[[Any], None], **options: Any) -> list[Finding]:
    """All findings of the usual form after that edit."""
    return everything(edited(filled(), edit), **options)


def set_identity(book: Any, **changed: str) -> None:
    """The hidden sheet with other contents, under a checksum of its own."""
    rows = {"form": "kh3220-1", "plan": "kh3220", "unit_id": NGOC_HOI, "period": "2025-10"}
    generated = datetime(2025, 10, 1, tzinfo=UTC)
    whole = sealed(**{**rows, **changed}, generated_at=generated, form_id="5f3a9c1e")
    sheet = book["_mau"]
    for row, (key, value) in enumerate(whole.items(), start=1):
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = key, value
