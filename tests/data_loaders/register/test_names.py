from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.model import Unit
from data_loaders.register.names import heading_key, key, match, suggestions
from tests.data_loaders.sent_forms import PERIOD, REGIME, REGISTER

DAY = REGIME.ends_on(PERIOD)


def communes(unit_id: str) -> tuple[Unit, ...]:
    return REGISTER.children(unit_id, DAY)


def named(text: str, unit_id: str) -> str | None:
    unit = match(text, communes(unit_id)).unit
    return unit.full_name if unit else None


@pytest.mark.parametrize(
    ("text", "unit_id", "name"),
    [
        ("Xã Pờ Y", "611", "Xã Pờ Y"),
        (normalize("NFD", "Xã Pờ Y"), "611", "Xã Pờ Y"),
        ("  xã  pờ\u00a0y ", "611", "Xã Pờ Y"),
        ("XÃ BỜ Y", "611", "Xã Pờ Y"),
        ("Pờ Y", "611", "Xã Pờ Y"),
        ("23395", "611", "Xã Pờ Y"),
        ("UBND xã Pờ Y", "611", "Xã Pờ Y"),
        ("Công an xã Pờ Y", "611", "Xã Pờ Y"),
        ("X. Pờ Y", "611", "Xã Pờ Y"),
        ("7. Xã Pờ Y", "611", "Xã Pờ Y"),
        ("TT. Plei Kần", "611", "Thị trấn Plei Kần"),
        ("TT Plei Kần", "611", "Thị trấn Plei Kần"),
        ("P.Quang Trung", "608", "Phường Quang Trung"),
        ("Xã Hoà Bình", "608", "Xã Hòa Bình"),
        ("Xã Ngọc Bay", "608", "Xã Ngọk Bay"),
        ("Xã Đắk Cấm", "608", "Xã Đăk Cấm"),
        ("Xã Dak Cấm", "608", "Xã Đăk Cấm"),
        ("Xã Đak Cấm", "608", "Xã Đăk Cấm"),
        ("Xã Đắc Cấm", "608", "Xã Đăk Cấm"),
        ("Xã Ngok Bay", "608", "Xã Ngọk Bay"),
        ("Xã Ngọk Linh", "610", "Xã Ngọc Linh"),
        ("Xã Bờ Ê", "613", "Xã Pờ Ê"),
        ("Xã Pờ Y (*)", "611", "Xã Pờ Y"),
        ("a) Xã Pờ Y:", "611", "Xã Pờ Y"),
        ("– xã Đăk-Xú", "611", "Xã Đăk Xú"),
        ("CA xã Pờ Y", "611", "Xã Pờ Y"),
        ("T.T. Plei Kần", "611", "Thị trấn Plei Kần"),
        ("Thị trấn Plei\nKần", "611", "Thị trấn Plei Kần"),
        ("Xã Ya Ly", "616", "Xã Ya ly"),
        ("Uỷ ban nhân dân xã Hiếu", "613", "Xã Hiếu"),
        ("Thị trấn Đăk Hà", "615", "Thị trấn Đăk Hà"),
        ("Xã Đăk Long", "615", "Xã Đăk Long"),
    ],
)
def test_a_name_finds_its_unit_however_it_is_written(text: str, unit_id: str, name: str) -> None:
    assert named(text, unit_id) == name


@pytest.mark.parametrize(
    ("text", "unit_id"),
    [
        ("Xã Đăk Na", "615"),  # of another district, a letter from Đăk Hà and Đăk La
        ("Xã Đăk Hà", "615"),  # a township here, a commune elsewhere
        ("Huyện Đăk Hà", "615"),
        ("Đăk", "615"),
        ("Xã Pờ", "611"),
        ("", "611"),
    ],
)
def test_a_name_that_is_not_of_the_locality_finds_nothing(text: str, unit_id: str) -> None:
    assert named(text, unit_id) is None


def test_districts_are_told_by_kind_and_name_too() -> None:
    for text in (
        "Công an huyện Ia H’Drai",
        "H. Ia HʼDrai",
        "UBND huyện Ia HDrai",
        "huyện Ia H'Drai",
        "Ia H`Drai",
    ):
        unit = match(text, REGISTER.reporting(DAY)).unit
        assert unit is not None
        assert unit.unit_id == "618"


def test_a_wrong_kind_gives_the_unit_of_that_name_as_a_candidate() -> None:
    found = match("Xã Đăk Hà", communes("615"))
    assert [unit.full_name for unit in found.candidates] == ["Thị trấn Đăk Hà"]


def test_a_bare_name_of_two_units_finds_neither() -> None:
    everyone = [unit for unit in REGISTER.units if unit.level == "commune"]
    found = match("Đăk Long", everyone)
    assert found.unit is None
    assert [unit.unit_id for unit in found.candidates] == ["23368", "23504"]


@pytest.mark.parametrize("district", [str(unit) for unit in (608, *range(610, 619))])
def test_no_two_communes_of_a_district_are_one_to_the_matching(district: str) -> None:
    for unit in communes(district):
        assert match(unit.full_name, communes(district)).unit == unit


def test_tone_marks_may_stand_on_either_vowel() -> None:
    for old, new in (("triệt xóa", "triệt xoá"), ("ma túy", "ma tuý"), ("hòa", "hoà")):
        assert key(old) == key(new)
    assert key("hoàn thành") == "hoàn thành"
    assert key("hoa") != key("hòa")


def test_headings_are_compared_by_their_words_alone() -> None:
    assert heading_key("“Điểm nóng”\nvề ma tuý (*)") == heading_key("Điểm nóng về ma túy")


@pytest.mark.parametrize(
    ("text", "unit_id", "close"),
    [
        ("Xa Po Y", "611", ["Xã Pờ Y"]),
        ("Xã Plây Cần", "611", ["Thị trấn Plei Kần"]),
        ("Xã Đăk Na", "615", ["Thị trấn Đăk Hà", "Xã Đăk La", "Xã Đăk Mar"]),
        ("Kroong", "611", []),
        ("", "611", []),
    ],
)
def test_a_name_nobody_has_suggests_those_that_look_like_it(
    text: str, unit_id: str, close: list[str]
) -> None:
    assert [unit.full_name for unit in suggestions(text, communes(unit_id))] == close
    assert match(text, communes(unit_id)).unit is None


@given(st.data())
def test_a_letter_more_or_less_never_names_another_commune(data: st.DataObject) -> None:
    district = data.draw(st.sampled_from([str(unit) for unit in (608, *range(610, 619))]))
    unit = data.draw(st.sampled_from(communes(district)))
    at = data.draw(st.integers(0, len(unit.name) - 1))
    letter = data.draw(st.sampled_from(["", *"aăâeêhklmnorstxy"]))
    found = match(f"{unit.kind} {unit.name[:at]}{letter}{unit.name[at + 1 :]}", communes(district))
    others = {other.full_name for other in communes(district)} - {unit.full_name}
    if found.unit is not None and found.unit != unit:  # only where that is exactly its name
        assert found.unit.full_name in others
        assert key(f"{unit.kind} {unit.name[:at]}{letter}{unit.name[at + 1 :]}") == key(
            found.unit.full_name
        )
