"""The register: what ships, and what is refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_loaders.model import Level, Period
from data_loaders.model.errors import RegisterError
from data_loaders.plans.declared import load_regime, load_register
from data_loaders.register.localities import read_register

HEAD = "unit_id,code,level,kind,name,parent_id,tile_column,tile_row\n"
GOOD = "1,1,province,tỉnh,Một,,,\n2,2,district,huyện,Hai,1,0,0\n3,3,commune,xã,Ba,2,,\n"
DAY = load_regime("kh3220").ends_on(Period.parse("2023-10"))


def test_the_shipped_register_is_kon_tum_with_10_districts_and_102_communes() -> None:
    register = load_register()
    assert register.province.full_name == "Tỉnh Kon Tum"
    assert len(register.reporting(DAY)) == 10
    assert sum(unit.level is Level.COMMUNE for unit in register.units) == 102
    tiles = {(u.tile_column, u.tile_row) for u in register.reporting(DAY)}
    assert len(tiles) == 10
    assert None not in {column for column, _ in tiles}


def test_a_register_saved_by_excel_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "danh_muc.csv"
    path.write_text(HEAD + GOOD, "utf-8-sig")
    assert [unit.full_name for unit in read_register(path).units] == [
        "Tỉnh Một",
        "Huyện Hai",
        "Xã Ba",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("unit_id,name\n1,x\n", "thiếu cột code"),
        (HEAD.replace("tile_row", "tile_raw") + GOOD, "dòng 1, cột 8: không có cột “tile_raw”"),
        (HEAD + GOOD.replace("1,0,0", "1,0,0,9"), "dòng 3: có ô thừa sau cột cuối"),
        (HEAD + GOOD + "3,3,commune,xã,Bốn,2,,\n", "“3” có hai dòng"),
        (HEAD + GOOD.replace("commune", "làng"), "dòng 4"),
        (HEAD + GOOD.replace("xã,Ba,2", "xã,Ba,9"), "gặp “9”"),
        (HEAD + GOOD.replace("xã,Ba,2", "xã,Ba,3"), "cấp district hoặc province, gặp “3”"),
        (HEAD + GOOD.replace("Ba", ""), "ô name trống"),
        (HEAD + GOOD.replace("1,0,0", "1,x,0"), "số nguyên"),
        (HEAD + "2,2,district,huyện,Hai,1,,\n", "đúng một dòng cấp province"),
        (HEAD + GOOD.replace("3,3,commune,xã,Ba,2,,\n", ""), "không có xã nào"),
        (HEAD + "1,1,province,tỉnh,Một,,,\n", "không có địa phương nào"),
        (HEAD + GOOD.replace("Một,,", "Một,3,"), "không được có parent_id"),
    ],
)
def test_a_wrong_register_is_refused_saying_where(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "danh_muc.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(RegisterError) as told:
        read_register(path)
    assert says in str(told.value)
    assert "danh_muc.csv" in str(told.value)


def test_an_absent_or_foreign_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="không đọc được"):
        read_register(tmp_path / "khong_co.csv")
    (tmp_path / "anh.csv").write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(RegisterError, match="UTF-8"):
        read_register(tmp_path / "anh.csv")


def test_a_register_keeps_since_when_and_until_when_a_unit_is(tmp_path: Path) -> None:
    path = tmp_path / "danh_muc.csv"
    head = HEAD.rstrip("\n") + ",valid_from,valid_to\n"
    rows = GOOD.replace("\n", ",2023-01-01,2025-06-30\n")
    path.write_text(head + rows, "utf-8")
    unit = read_register(path).units[-1]
    assert (unit.valid_from, unit.valid_to) == (date(2023, 1, 1), date(2025, 6, 30))
    path.write_text(head + rows.replace("2025-06-30", "30/6/2025"), "utf-8")
    with pytest.raises(RegisterError, match="dòng 2: valid_to phải viết như 2025-07-01"):
        read_register(path)
