"""Every finding there is, brought about: a file, or a report, with each fault in turn.

The examples of ``docs/findings.md`` are these. A code that nothing here brings about
fails a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any

from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from data_loaders.forms.write import write_form
from data_loaders.intake.progress import MOST_FINDINGS, Intake
from data_loaders.model import Area, Finding, History, Identity, Reporter, TaskRecord, TaskState
from data_loaders.model.findings import finding
from data_loaders.plans.declared import load_form
from data_loaders.workbook.safety import refusal
from tests.data_loaders.hostile_files import SEEN_AT_ONCE, SEEN_IN_READING
from tests.data_loaders.reform import NEW, after, by, filled_after
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    AREAS,
    DAK_XU,
    FIGURES,
    NGOC_HOI,
    PERIOD,
    PLEI_KAN,
    PO_Y,
    REGIME,
    REGISTER,
    TASK_LIST,
    cell_of,
    checked,
    code_row,
    edited,
    everything,
    filled,
    found,
    read,
    request,
    set_identity,
    typed,
    usual,
)
from tests.golden.others.building import TASKS_PART, file, merge, number, runs, styled, text
from tests.words_of_the_plan import AreaState

Found = Iterable[Finding]
BEFORE = PERIOD.shifted(-1)
UNDER_WAY, ACHIEVED, RELAPSED = AreaState.UNDER_WAY, AreaState.ACHIEVED, AreaState.RELAPSED
DECIDED = {"decision_no": "12/QĐ-UBND", "decision_on": date(2025, 1, 5)}


def of_the_file() -> Iterator[Found]:
    """What refuses a file as a whole; of each kind one. The processes' ends are in test_sandbox."""
    known: set[str] = set()
    for code, build in (*SEEN_AT_ONCE.values(), *SEEN_IN_READING.values()):
        if code not in known:
            known.add(code)
            yield everything(build())
    yield [refusal(code, "bieu.xlsx") for code in ("parser-timeout", "parser-memory")]
    yield [refusal(code, "bieu.xlsx") for code in ("parser-crashed", "parser-busy")]
    yield [finding(code, file="611.xlsx", found="611.xlsx") for code in OF_THE_COMMAND]


OF_THE_COMMAND = ("file-absent", "file-unopened", "base-moved")
"""Codes of what a command was given or met, brought about in the tests of the commands."""


def in_identity() -> Iterator[Found]:
    """Whose form it is, and of which period."""
    yield everything(filled(), confirmed=Identity("610", PERIOD))
    yield everything(filled(), confirmed=Identity(NGOC_HOI, BEFORE))
    yield found(lambda book: set_identity(book, form="kh3220-0"))
    yield found(lambda book: set_identity(book, plan="kh3959"))
    yield found(lambda book: set_identity(book, unit_id="999"))
    yield found(lambda book: book.remove(book["_mau"]))
    yield everything(filled(), received_at=datetime(2025, 9, 1, tzinfo=UTC))
    yield found(partial(_set, FIGURES, "B2", "CÔNG AN HUYỆN ĐẮK GLEI"))
    yield everything(write_form(request()))


def over_a_change() -> Iterator[Found]:
    """A form on the wrong side of a change of units, an old name in a new one."""
    new = filled_after(Reporter.GROUP, NGOC_HOI)

    def renamed(book: Any) -> None:
        sheet = book[FIGURES]
        row = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == NEW.unit_id)
        sheet.cell(row, 1).value, sheet.cell(row, 3).value = None, "Xã Pờ Y"

    group = {"register": after(), "regime": by(Reporter.GROUP)}
    yield list(read(edited(new, renamed), **group).findings)
    yield list(read(filled(), **group).findings)
    gone = replace(after(), changes=())
    yield list(read(edited(new, renamed), **{**group, "register": gone}).findings)
    yield list(read(edited(filled(), _of_po_y), **{**group, "register": gone}).findings)
    for reporter in (Reporter.COMMUNE, Reporter.GROUP):
        told = {"register": after(), "regime": by(reporter)}
        yield list(read(edited(filled(), _of_po_y), **told).findings)
        yield list(read(filled(), **told).findings)


def _of_po_y(book: Any) -> None:
    set_identity(book, unit_id=PO_Y)


def _set(sheet: str, cell: str, value: object, book: Any) -> None:
    book[sheet][cell].value = value


def in_structure() -> Iterator[Found]:
    """Sheets, columns and rows."""
    yield found(_another_workbook)
    yield found(lambda book: book.remove(book[TASK_LIST]))
    yield found(partial(_clear, TASK_LIST, "A8:G10"))
    yield found(_doubled_sheet)
    yield found(partial(_clear, FIGURES, "Z8:Z24"))
    yield found(lambda book: _set(FIGURES, "Z12", "cases", book))
    yield found(lambda book: _row(book, PO_Y, unit_id=None, name="Xã Pờ Ê"))
    yield found(lambda book: _row(book, PO_Y, unit_id=None, name=None))
    yield found(lambda book: _row(book, PLEI_KAN, unit_id=None, name="Xã Plei Kần"))
    yield found(lambda book: _row(book, PO_Y, unit_id=None, name="Người bí mật"))
    yield found(lambda book: _row(book, DAK_XU, unit_id=PO_Y, name="Xã Pờ Y"))
    yield found(lambda book: _row(book, DAK_XU, unit_id=DAK_XU, name="Xã Pờ Y"))
    yield found(lambda book: _row(book, PO_Y, unit_id=None, name="X· Pê Y"))
    yield found(lambda book: _row(book, PO_Y, unit_id=None, name="X· Bê Z"))
    yield found(_exchanged_codes)
    yield found(lambda book: book[FIGURES].merge_cells("K17:K18"))
    yield found(partial(_set, FIGURES, "K21", 95))
    yield found(_linked)


def _another_workbook(book: Any) -> None:
    for name in book.sheetnames:
        book.remove(book[name])
    book.create_sheet("Danh sách").append(["Họ và tên", "Ngày sinh"])


def _exchanged_codes(book: Any) -> None:
    one, other = book[FIGURES]["X12"], book[FIGURES]["Y12"]
    one.value, other.value = other.value, one.value


def _clear(sheet: str, cells: str, book: Any) -> None:
    for row in book[sheet][cells]:
        for cell in row:
            if type(cell).__name__ == "Cell":
                cell.value = None


def _doubled_sheet(book: Any) -> None:
    book.copy_worksheet(book[FIGURES]).title = "Số liệu (2)"


def _row(book: Any, commune_id: str, *, unit_id: str | None, name: str | None) -> None:
    row = cell_of(book, commune_id, "addicts").row
    book[FIGURES].cell(row, 1).value = unit_id
    book[FIGURES].cell(row, 3).value = name


def _linked(book: Any) -> None:
    link = ExternalLink(externalBook=ExternalBook())
    link.file_link = Relationship(
        Id="rId1", type="externalLinkPath", Target="x.xlsx", TargetMode="External"
    )
    book._external_links.append(link)


def in_formats() -> Iterator[Found]:
    """What only the format of a cell, or of a part of it, says."""
    for code, make in UNSEEN:
        yield [one for one in everything(make()) if one.code == code]


UP, STRUCK = '<vertAlign val="superscript"/>', "<strike/>"
UNSEEN: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("cell-covered", file(merge("K17:K18"))),
    ("cell-raised", file(runs("K13", ("", "1200"), (UP, "1")))),
    ("cell-struck", file(runs("K13", (STRUCK, "3"), ("", "34")))),
    ("cell-struck", file(runs("K13", (STRUCK, "34")))),
    ("number-as-date", file(number("K13", 1200), styled("K13", "dd/mm/yyyy"))),
    ("text-lost", file(text("G11", "Đã báo cáo _xD83D_", part=TASKS_PART))),
)
"""Codes, and files whose cells look otherwise than what stands in them."""

CELLS: tuple[object, ...] = ("05 điểm", "12,5", -4, 5e9, "=B1+1", "=[1]Sheet1!B3", None, "05")
"""Values of one cell of the figures, each with another finding."""

AREA_ROWS: tuple[tuple[object, ...], ...] = (
    ("Xã Pờ Ê", 2025, None, "II", "đạt"),
    ("Xã Đăk Xú", 25, None, "II", "đang chuyển hóa"),
    ("Xã Đăk Xú", 2025, "31/02/2025", "II", "đang chuyển hóa"),
    ("Xã Đăk Xú", 2025, "01/02/1925", "II", "đang chuyển hóa"),
    ("Xã Đăk Xú", 2025, None, "IV", "đang chuyển hóa"),
)


def in_cells() -> Iterator[Found]:
    """Single cells of the figures and of the lists."""
    for value in CELLS:
        yield everything(typed(PO_Y, "spots_eradicated", value))
    yield found(_broken_formula)
    yield everything(typed(PO_Y, "commune_class", None))
    yield found(partial(_area_row, ("Xã Đăk Xú", None, None, "II", "đang chuyển hóa")))
    for values in AREA_ROWS:
        yield found(partial(_area_row, values))
    yield found(partial(_set, AREA_LIST, "B12", "Kroong"))
    yield found(partial(_set, TASK_LIST, "A18", "peak"))
    yield found(partial(_set, TASK_LIST, "F21", "17/10/2025"))


def _broken_formula(book: Any) -> None:
    cell = cell_of(book, PO_Y, "cases")
    cell.value, cell.data_type = "#REF!", "e"


def _area_row(values: tuple[object, ...], book: Any) -> None:
    sheet = book[AREA_LIST]
    row = code_row(sheet, "cohort") + 3
    for column, value in enumerate(values, start=2):
        sheet.cell(row, column).value = value


FIGURES_AMISS: tuple[tuple[dict[str, int], dict[str, int]], ...] = (
    ({"spots_closing": 3}, {}),
    ({"reached": 21}, {}),
    ({"hotspots_eradicated": 3}, {}),
    ({"school_sessions": 5}, {}),
    ({"tipoffs_resolved": 4}, {}),
    ({"commune_class": 5}, {}),
    ({}, {"spots_closing": 3}),
    ({}, {"hotspots_identified": 3}),
    ({}, {"addicts": 1}),
)
"""Figures of Pờ Y now, and in the report accepted before."""


def in_figures() -> Iterator[Found]:
    """Figures against each other and against what was accepted before."""
    for now, before in FIGURES_AMISS:
        accepted = usual(period=BEFORE, changed={(PO_Y, c): v for c, v in before.items()})
        answers = usual(changed={(PO_Y, code): value for code, value in now.items()})
        yield _sent(answers, History(accepted) if before else None)


def in_lists() -> Iterator[Found]:
    """Areas and tasks against what was accepted before, and what their states need."""
    accepted = History(usual(period=BEFORE))
    recognised = History(replace(usual(period=BEFORE), areas=(_area(ACHIEVED, **DECIDED),)))
    yield _sent(replace(usual(), areas=AREAS[:1]), accepted)
    yield _sent(replace(usual(), areas=(_area(UNDER_WAY),)), recognised)
    yield _sent(replace(usual(), areas=(_area(ACHIEVED),)))
    yield _sent(replace(usual(), areas=(_area(RELAPSED, **DECIDED),)))
    yield _sent(replace(usual(), areas=(_area(UNDER_WAY), _area(UNDER_WAY))))
    undated = TaskRecord("peak-campaign", TaskState.DONE)
    tasks = usual().tasks
    yield _sent(
        replace(usual(), tasks=(*(t for t in tasks if t.task_id != undated.task_id), undated))
    )
    content = read(filled()).content
    assert content is not None
    yield checked(replace(content, tasks=(*content.tasks, replace(content.tasks[0], row=22))))
    yield checked(content, received_at=datetime(2025, 10, 14, 8, tzinfo=UTC))


def _area(state: AreaState, **parts: Any) -> Area:
    return Area(DAK_XU, 2024, date(2024, 2, 1), "I", state, **parts)


def _sent(answers: Any, history: History | None = None) -> Found:
    return everything(write_form(request(), answers=answers), history)


def beyond_counting() -> Iterator[Found]:
    """So many findings that only the first are said."""
    intake = Intake("bieu.xlsx", load_form(), REGISTER, REGIME)
    for row in range(1, MOST_FINDINGS + 20):
        intake.values.append(finding("number-negative", sheet=FIGURES, cell=f"D{row}", found="-1"))
    yield [one for one in intake.findings() if one.code == "findings-more"]


SOURCES: tuple[Callable[[], Iterator[Found]], ...] = (
    of_the_file,
    in_identity,
    over_a_change,
    in_structure,
    in_cells,
    in_formats,
    in_figures,
    in_lists,
    beyond_counting,
)


@cache
def occurring() -> Mapping[tuple[str, str], Finding]:
    """Entry of the catalogue and case → the first such finding that the files above bring about."""
    first: dict[tuple[str, str], Finding] = {}
    for source in SOURCES:
        for group in source():
            for one in group:
                first.setdefault((one.said or one.code, str(one.parameters.get("case", ""))), one)
    return first
