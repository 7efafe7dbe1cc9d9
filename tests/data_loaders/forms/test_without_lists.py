"""A form of another field, without a list of areas or of tasks, goes the whole way of a form."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data_loaders.forms import declaration
from data_loaders.forms.declaration import Form
from data_loaders.forms.editions import Editions
from data_loaders.forms.write import write_form
from data_loaders.intake import read
from data_loaders.intake.checks.report import check
from data_loaders.intake.identity import Use
from data_loaders.intake.marking import marked
from data_loaders.model import Figure, History, ReportContent
from data_loaders.model.findings import sentence
from tests.data_loaders.forms.small_form import MEASURES, form, form_text
from tests.data_loaders.sent_forms import OURS, RECEIVED, REGIME, REGISTER, request

COMMUNES = REGISTER.children(OURS.unit_id, REGIME.ends_on(OURS.period))


def answers(value: int = 3, deaths: int = 1) -> ReportContent:
    """A report of every commune: everywhere the same, but for the deaths."""
    figures = tuple(
        Figure(unit.unit_id, code, deaths if code == "deaths" else value, "", "", "")
        for unit in COMMUNES
        for code in MEASURES[:4]
    )
    return ReportContent(OURS, figures, (), ())


@pytest.mark.parametrize("columns", range(1, len(MEASURES) + 1))
def test_a_form_of_few_columns_has_room_for_its_headings(columns: int) -> None:
    data = write_form(replace(request(), form=form(columns)))
    sheet = load_workbook(BytesIO(data))["Tai nạn"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in [cell.value for cell in sheet[1]]


def test_it_has_no_sheet_and_no_word_of_a_list() -> None:
    book = load_workbook(BytesIO(write_form(replace(request(), form=form()))))
    assert book.sheetnames == ["Cách ghi", "Tai nạn", "Lần trước", "_biểu"]
    guide = "\n".join(str(cell.value) for row in book["Cách ghi"] for cell in row if cell.value)
    assert "Ghi số liệu vào các ô màu vàng nhạt của sheet “Tai nạn”." in guide
    assert "Các cột của sheet “Tai nạn”" in guide
    assert "địa bàn" not in guide.casefold()
    assert "nhiệm vụ" not in guide.casefold()


def test_what_was_filled_in_is_read_back_and_checked() -> None:
    mine = form()
    data = write_form(replace(request(), form=mine), answers=answers(deaths=4))
    found = _read(data, mine)
    assert (found.identity, found.form, found.findings) == (OURS, "an-toan-1", ())
    assert found.content is not None
    assert found.content.values[COMMUNES[0].unit_id, "deaths"] == 4
    said = check(
        found.content,
        form=mine,
        register=REGISTER,
        regime=REGIME,
        history=History(),
        received_at=RECEIVED,
    )
    assert {one.code for one in said} == {"deaths-without-accident"}
    assert sentence(said[0]).endswith(
        "Cột deaths là 4, lớn hơn Cột accidents là 3. Hãy kiểm tra lại các cột này."
    )
    assert "more than Cột accidents, which is 3" in sentence(said[0], "en")
    marks = Editions((mine,)).marks(OURS)
    back = marked(data, said, sheet=marks)
    assert load_workbook(BytesIO(back)).sheetnames[0] == marks == "Cần sửa"
    assert _read(back, mine).findings == ()


def _read(data: bytes, mine: Form) -> read.ReadForm:
    return read.read_form(
        data,
        file_name="f.xlsx",
        register=REGISTER,
        regime=REGIME,
        received_at=RECEIVED,
        use=Use(Editions((mine,))),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[titles]", 'areas = "Địa bàn"\n[titles]', "sheets.areas: danh sách và sheet"),
        ('marks = "Cần sửa"\n', "", "sheets.marks: thiếu tên sheet"),
        ('code = "required-missing"', 'code = "blank"', "phải là required-missing"),
    ],
)
def test_what_does_not_go_together_is_refused(old: str, new: str, said: str) -> None:
    text = form_text()
    assert old in text
    with pytest.raises(declaration.FormError, match="an-toan-1") as caught:
        declaration.parse_form(text.replace(old, new, 1), "an-toan-1.toml")
    assert said in str(caught.value)
