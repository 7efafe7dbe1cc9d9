from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data_loaders.model import TaskState
from tests.data_loaders import addresses
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    DAK_XU,
    TASK_LIST,
    bare,
    code_row,
    edited,
    filled,
    found,
    places,
    read,
    sentences,
    usual,
)
from tests.words_of_the_plan import AreaState


def new_area(*values: object) -> Callable[[Any], None]:
    """A row typed under the two of the usual list."""

    def edit(book: Any) -> None:
        sheet = book[AREA_LIST]
        row = code_row(sheet, "cohort") + 3
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column).value = value

    return edit


def test_a_new_area_is_read_with_its_dates() -> None:
    edit = new_area(DAK_XU, "2025", 45935, "loại II", "Đang chuyển hóa")
    result = read(edited(filled(), edit))
    assert result.content is not None
    area = result.content.areas[-1]
    assert (area.commune_id, area.cohort, area.state) == (DAK_XU, 2025, AreaState.UNDER_WAY)
    assert (area.selected_on, area.area_class) == (date(2025, 10, 5), "II")
    assert (area.sheet, area.row) == (AREA_LIST, 13)
    assert {finding.code for finding in result.findings} == {"converted"}


@pytest.mark.parametrize(
    ("values", "code", "cell"),
    [
        (("Xã Pờ Ê", 2025, None, "II", "đạt"), "area-commune", addresses.area("commune", None)),
        (
            (None, 2025, None, "II", "đang chuyển hóa"),
            "required-missing",
            addresses.area("commune", None),
        ),
        (
            ("Xã Đăk Xú", None, None, "II", "đang chuyển hóa"),
            "required-missing",
            addresses.area("cohort", None),
        ),
        (
            ("Xã Đăk Xú", 25, None, "II", "đang chuyển hóa"),
            "year-unreadable",
            addresses.area("cohort", None),
        ),
        (
            ("Xã Đăk Xú", 2025, "31/02/2025", "II", "đang chuyển hóa"),
            "date-unreadable",
            addresses.area("selected_on", None),
        ),
        (
            ("Xã Đăk Xú", 2025, "01/02/1925", "II", "đang chuyển hóa"),
            "date-out-of-range",
            addresses.area("selected_on", None),
        ),
        (
            ("Xã Đăk Xú", 2025, None, "IV", "đang chuyển hóa"),
            "choice-unknown",
            addresses.area("area_class", None),
        ),
        (("Xã Đăk Xú", 2025, None, "II", "xong"), "choice-unknown", addresses.area("state", None)),
        (("Xã Đăk Xú", 2025, None, "II", None), "required-missing", addresses.area("state", None)),
    ],
)
def test_a_fault_of_an_area_is_found_where_it_stands(
    values: tuple[object, ...], code: str, cell: str
) -> None:
    assert places(found(new_area(*values))) == [(code, AREA_LIST, cell)]


def test_notes_and_spare_rows_of_a_list_are_no_areas() -> None:
    assert found(new_area("Ghi chú: đã rà soát")) == []


def in_task(task_id: str, code: str, value: object) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        sheet = book[TASK_LIST]
        row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == task_id)
        column = {"task": 1, "name": 3, "state": 5, "completed_on": 6}[code]
        sheet.cell(row, column).value = value

    return edit


def test_a_yearly_task_without_its_year_is_that_of_the_periods_year() -> None:
    content = read(edited(filled(), in_task("review-year-2025", "task", "review-year"))).content
    assert content is not None
    assert bare(content) == bare(usual())


@pytest.mark.parametrize(
    ("edit", "code", "cell"),
    [
        (
            in_task("peak-campaign", "state", "gần xong"),
            "choice-unknown",
            addresses.task("peak-campaign", "state"),
        ),
        (
            in_task("peak-campaign", "state", "hoàn thành"),
            "task-date",
            addresses.task("peak-campaign", "completed_on"),
        ),
        (
            in_task("areas-identified", "completed_on", "10/15/2023"),
            "date-unreadable",
            addresses.task("areas-identified", "completed_on"),
        ),
        (
            in_task("tip-offs", "completed_on", "17/10/2025"),
            "date-in-future",
            addresses.task("tip-offs", "completed_on"),
        ),
    ],
)
def test_a_fault_of_a_task_is_found_where_it_stands(
    edit: Callable[[Any], None], code: str, cell: str
) -> None:
    assert places(found(edit)) == [(code, TASK_LIST, cell)]


def test_an_unknown_task_stands_at_its_code_and_leaves_its_own_missing() -> None:
    result = found(in_task("peak-campaign", "task", "peak"))
    assert places(result) == [
        ("task-unknown", TASK_LIST, addresses.task("peak-campaign")),
        ("task-missing", TASK_LIST, None),
    ]
    assert sentences(result)[1] == (
        "Sheet “Nhiệm vụ”: thiếu dòng nhiệm vụ “Mở đợt cao điểm đấu tranh”; hãy thêm lại dòng này."
    )


def test_tasks_are_known_by_their_names_where_codes_are_gone() -> None:
    def edit(book: Any) -> None:
        for row in book[TASK_LIST].iter_rows(max_col=1):
            row[0].value = None
        for cell in book[TASK_LIST][10]:
            cell.value = None

    content = read(edited(filled(), edit)).content
    assert content is not None
    assert [task.state for task in content.tasks[:2]] == [TaskState.DONE, TaskState.UNDER_WAY]
