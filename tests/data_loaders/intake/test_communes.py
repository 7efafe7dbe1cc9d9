"""Names over a change of units: an ended unit's is told with its successor, never taken for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from data_loaders.intake.communes import CommuneNames
from data_loaders.intake.read import ReadForm
from data_loaders.model import Reporter, Severity
from tests.data_loaders.reform import NEW, after, by, filled_after
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    FIGURES,
    NGOC_HOI,
    PERIOD,
    PO_Y,
    REGIME,
    code_row,
    edited,
    filled,
    read,
    sentences,
    set_identity,
)

GROUP, COMMUNE = Reporter.GROUP, Reporter.COMMUNE


def read_after(data: bytes, reporter: Reporter = GROUP) -> ReadForm:
    return read(data, register=after(), regime=by(reporter))


def names() -> CommuneNames:
    register, day = after(), REGIME.ends_on(PERIOD)
    return CommuneNames(register.rows(NGOC_HOI, day), register, day)


def renamed(name: str, *, keeps_id: bool) -> Callable[[Any], None]:
    """The row of the new commune under another name."""

    def edit(book: Any) -> None:
        sheet = book[FIGURES]
        row = next(r for r in range(code_row(sheet), sheet.max_row) if _id(sheet, r) == NEW.unit_id)
        sheet.cell(row, 3).value = name
        if not keeps_id:
            sheet.cell(row, 1).value = None

    return edit


def _id(sheet: Any, row: int) -> object:
    return sheet.cell(row, 1).value


@pytest.mark.parametrize(("reporter", "unit_id"), [(GROUP, NGOC_HOI), (COMMUNE, NEW.unit_id)])
def test_a_faithful_form_of_after_the_change_has_no_finding(
    reporter: Reporter, unit_id: str
) -> None:
    found = read_after(filled_after(reporter, unit_id), reporter)
    assert found.findings == ()
    assert found.content is not None
    assert found.content.values[NEW.unit_id, "addicts"] is not None


def test_the_name_of_a_unit_that_ended_is_told_with_its_successor() -> None:
    data = edited(filled_after(GROUP, NGOC_HOI), renamed("Xã Pờ Y", keeps_id=False))
    found = read_after(data).findings
    assert [one.code for one in found] == ["commune-ended", "commune-missing"]
    told = sentences(list(found))
    assert "Xã Pờ Y đã nhập vào Xã Bờ Y từ 01/07/2025" in told[0]
    assert "thiếu dòng của Xã Bờ Y" in told[1]


def test_the_row_of_a_successor_does_not_take_the_name_of_its_part() -> None:
    data = edited(filled_after(GROUP, NGOC_HOI), renamed("Xã Pờ Y", keeps_id=True))
    assert [one.code for one in read_after(data).findings] == ["commune-conflict"]


@pytest.mark.parametrize("name", ["Xã Bờ Y", "xã  bờ y", "Bờ Y"])
def test_the_successor_s_own_name_is_its_row(name: str) -> None:
    data = edited(filled_after(GROUP, NGOC_HOI), renamed(name, keeps_id=False))
    assert {one.severity for one in read_after(data).findings} <= {Severity.NOTE}


def test_before_the_change_both_spellings_are_of_the_one_that_there_was() -> None:
    register, day = after(), REGIME.ends_on(REGIME.first)
    old = CommuneNames(register.rows(NGOC_HOI, day), register, day)
    assert [old.unit(text) for text in ("Xã Pờ Y", "Xã Bờ Y")] == [register.by_id[PO_Y]] * 2
    assert old.ended("Xã Pờ Y") is None


def test_an_area_keeps_its_old_commune() -> None:
    register = after()
    assert names().of_area("Xã Pờ Y") == register.by_id[PO_Y]
    assert names().of_area("Xã Bờ Y") == NEW
    assert names().unit("Xã Pờ Y") is None

    def edit(book: Any) -> None:
        sheet = book[AREA_LIST]
        row = code_row(sheet, "cohort") + 1
        for column, value in enumerate(("Xã Pờ Y", 2025, None, "II", "đang chuyển hóa"), start=2):
            sheet.cell(row, column).value = value

    found = read_after(edited(filled_after(GROUP, NGOC_HOI), edit))
    assert found.content is not None
    assert [area.commune_id for area in found.content.areas] == [PO_Y]


def test_a_form_of_before_the_change_is_one_finding_with_what_to_do() -> None:
    (found,) = read_after(filled()).findings
    (told,) = sentences([found])
    assert found.code == "form-other-units"
    assert "3 dòng của đơn vị không có trong kỳ 2025-10" in told
    assert "tải biểu mới của kỳ 2025-10 và ghi số liệu theo các đơn vị này" in told
    assert "Xã Bờ Y" in told


def test_a_locality_that_reports_no_more_is_told_who_does() -> None:
    (told,) = sentences(list(read_after(filled(), COMMUNE).findings))
    assert "Huyện Ngọc Hồi không báo cáo kỳ 2025-10; kỳ này báo cáo: " in told
    assert "Xã Bờ Y" in told


def test_a_form_of_after_the_change_is_not_for_a_period_before() -> None:
    data = edited(filled_after(GROUP, NGOC_HOI), partial(set_identity, period="2025-06"))
    *_, told = sentences(list(read_after(data).findings))
    assert "1 dòng của đơn vị không có trong kỳ 2025-06" in told
