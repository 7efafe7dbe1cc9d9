"""What became of units: what a file may leave out, and every fault at once with its row."""

from __future__ import annotations

from datetime import date

import pytest

from data_loaders.model import UnitChangeKind
from data_loaders.model.errors import RegisterError
from data_loaders.plan_folder.folder import PlanFolder, template
from data_loaders.plans.declared import register_of
from data_loaders.register.changes import parse_changes
from data_loaders.register.localities import parse_register

UNITS = (
    "unit_id,code,level,kind,name,parent_id,valid_from,valid_to\n"
    "1,1,province,tỉnh,Một,,,\n2,2,district,huyện,Hai,1,,\n"
    "a,a,commune,xã,A,2,,\nb,b,commune,xã,B,2,,\nc,c,commune,xã,C,2,,\nab,a,commune,xã,A,2,,\n"
)
HEAD = "effective_on,old_unit_id,new_unit_id\n"
MERGED = HEAD + "2025-07-01,a,ab\n2025-07-01,b,ab\n2025-07-01,2,\n"


def faults(changes: str, units: str = UNITS) -> list[str]:
    with pytest.raises(RegisterError) as told:
        parse_register(units.encode(), "don_vi.csv", changes.encode(), "thay_doi.csv")
    return str(told.value).splitlines()


def test_a_change_begins_and_ends_units_where_their_rows_leave_the_days_blank() -> None:
    register = parse_register(UNITS.encode(), "don_vi.csv", MERGED.encode())
    spans = {u.unit_id: (u.valid_from, u.valid_to) for u in register.units}
    last, first = date(2025, 6, 30), date(2025, 7, 1)
    assert spans["a"] == spans["b"] == spans["2"] == (None, last)
    assert spans["ab"] == (first, None)
    assert spans["c"] == spans["1"] == (None, None)
    assert register.parts("ab", last).units == ("a", "b")
    assert register.parts("ab", last).exact


def test_what_kind_of_change_it_is_follows_from_the_other_rows() -> None:
    text = HEAD + (
        "2025-07-01,a,ab\n2025-07-01,b,ab\n2025-07-01,c,d\n2025-07-01,2,\n2025-07-01,,e\n"
        "2025-07-01,f,g\n2025-07-01,f,h\n2026-01-01,i,ab\n"
    )
    kinds = [change.change for change in parse_changes(text.encode(), "thay_doi.csv").changes]
    k = UnitChangeKind
    assert kinds == [k.MERGE, k.MERGE, k.RENAME, k.ABOLISH, k.CREATE, k.SPLIT, k.SPLIT, k.RENAME]


def test_a_unit_renamed_under_its_own_id_is_still_made_of_what_it_was() -> None:
    text = MERGED + "2024-01-01,a,a\n"
    register = parse_register(UNITS.encode(), "don_vi.csv", text.encode())
    assert register.parts("a", date(2025, 8, 1)).units == ("ab",)
    assert register.parts("ab", date(2023, 8, 1)).units == ("a", "b")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (HEAD.replace("new", "now"), "thay_doi.csv: thiếu cột new_unit_id"),
        ("effective_on,old_unit_id,new_unit_id,who\n", "thay_doi.csv, dòng 1, cột 4: không có"),
        (HEAD + "01/07/2025,a,ab\n", "thay_doi.csv, dòng 2: effective_on phải viết"),
        (HEAD + ",a,ab\n", "thay_doi.csv, dòng 2: ô effective_on trống"),
        (HEAD + "2025-07-01,,\n", "thay_doi.csv, dòng 2: old_unit_id và new_unit_id đều trống"),
        (HEAD + "2025-07-01,a,ab,1\n", "thay_doi.csv, dòng 2: có ô thừa"),
        (MERGED + "2025-07-01,x,ab\n", "thay_doi.csv, dòng 5: không có đơn vị “x”"),
        (MERGED + "2025-07-01,b,ab\n", "thay_doi.csv, dòng 5: dòng này có hai lần"),
        (MERGED + "2025-07-01,a,c\n", "thay_doi.csv, dòng 2: a đi vào nhiều đơn vị"),
        (HEAD + "2025-07-01,a,2\n", "thay_doi.csv, dòng 2: a cấp commune, 2 cấp district"),
        (
            HEAD.strip() + ",change\n2025-07-01,a,a,merge\n",
            "thay_doi.csv, dòng 2: change merge: cần unit_id mới",
        ),
        (
            HEAD.strip() + ",change\n2025-07-01,a,,merge\n",
            "thay_doi.csv, dòng 2: change merge: chỉ abolish để trống new_unit_id",
        ),
    ],
)
def test_a_wrong_change_is_refused_with_its_row(changes: str, says: str) -> None:
    assert any(line.startswith(says) for line in faults(changes)), faults(changes)


def test_a_unit_that_goes_on_and_takes_in_another_needs_an_id_of_its_own() -> None:
    kept = UNITS.replace("c,c,commune,xã,C,2,,", "c,c,commune,xã,C,2,2023-01-01,")
    assert faults(HEAD + "2025-07-01,b,c\n", kept) == [
        "don_vi.csv, dòng 7: Xã A (ab) trùng tên với a trong cùng đơn vị cấp trên; hãy sửa tên hoặc"
        " thời hạn",
        "thay_doi.csv, dòng 2: Xã C (c) phải bắt đầu từ 2025-07-01, gặp 2023-01-01; đơn vị nhận"
        " thêm phải có unit_id mới",
    ]


def test_every_fault_of_a_register_is_told_at_once_with_its_row() -> None:
    rows = UNITS.replace("b,b,commune,xã,B,2,,", "b,b,commune,xã,B,9,,").replace(
        "2,2,district,huyện,Hai,1,,", "2,2,district,huyện,Hai,1,2024-01-01,"
    )
    told = faults(HEAD, rows)
    assert [line.split(":")[0] for line in told] == [
        *("don_vi.csv, dòng 4", "don_vi.csv, dòng 5", "don_vi.csv, dòng 6"),
        *("don_vi.csv, dòng 7", "don_vi.csv, dòng 7"),
    ]
    assert "có từ trước Huyện Hai (2)" in told[0]
    assert "gặp “9”" in told[1]


def test_a_plan_folder_brings_what_became_of_its_units() -> None:
    shipped = template("kh3220")
    files = {**shipped.files, "register.csv": UNITS.encode(), "changes.csv": MERGED.encode()}
    register = register_of(PlanFolder(files, shipped.holidays))
    assert [str(change.change) for change in register.changes] == ["merge", "merge", "abolish"]
    wrong = PlanFolder({**files, "changes.csv": b"x\n"}, shipped.holidays)
    with pytest.raises(RegisterError, match=r"changes\.csv: thiếu cột"):
        register_of(wrong)
