"""A declaration is refused whole, with its file, its place and what should stand there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction

import pytest

from data_loaders.model import Period
from data_loaders.model.toml_table import Table


class FileError(Exception):
    """What the faults of this file's tables are raised as."""


class Colour(StrEnum):
    RED = "red"


def table(text: str) -> Table:
    return Table.parse(text, file="mau.toml", error=FileError)


WHOLE = """
text = "a"
colour = "red"
count = 3
share = 0.1
day = 2025-06-14
days = [2025-06-14]
period = "2025-06"
texts = ["a", "b"]
keep = false
[one]
count = 1
[[many]]
[[many]]
"""


def test_values_are_read_exactly() -> None:
    found = table(WHOLE)
    assert found.text("text") == "a"
    assert found.member("colour", Colour) is Colour.RED
    assert found.integer("count", least=3, most=3) == 3
    assert found.share("share") == Fraction(1, 10)
    assert found.number("count") == 3
    assert found.day("day") == date(2025, 6, 14)
    assert found.days("days") == (date(2025, 6, 14),)
    assert found.period("period") == Period.parse("2025-06")
    assert found.texts("texts", known="ab") == ("a", "b")
    assert found.flag("keep") is False
    assert found.read("one", lambda one: one.integer("count", least=0)) == 1
    assert found.read_all("many", lambda one: list(one.names())) == ([], [])
    assert found.read_all("none", Table.names) == ()
    found.finish()


@pytest.mark.parametrize(
    ("text", "read", "says"),
    [
        ("", lambda t: t.text("x"), "x: thiếu khóa bắt buộc này"),
        ("x = ", lambda t: t, "không phải tệp TOML hợp lệ"),
        ('x = " "', lambda t: t.text("x"), "x: phải là một đoạn chữ không rỗng"),
        ('x = "blue"', lambda t: t.member("x", Colour), "x: phải là một trong: red"),
        ("x = true", lambda t: t.integer("x", least=0), "x: phải là số nguyên từ 0 trở lên"),
        ("x = 29", lambda t: t.integer("x", least=1, most=28), "x: phải là số nguyên từ 1 đến 28"),
        ("x = 1", lambda t: t.flag("x"), "x: phải là true hoặc false"),
        ('x = "1,5"', lambda t: t.number("x"), "x: phải là một số thập phân"),
        ("x = nan", lambda t: t.number("x"), "x: phải là một số thập phân"),
        ("x = true", lambda t: t.number("x"), "x: phải là một số thập phân"),
        ("x = 80", lambda t: t.share("x"), "x: phải là phần của một"),
        ('x = "2025-06-14"', lambda t: t.day("x"), "x: phải là một ngày"),
        ("x = 2025-06-14T00:00:00", lambda t: t.day("x"), "x: phải là một ngày"),
        ("x = [1]", lambda t: t.days("x"), "x: phải là một danh sách ngày"),
        ('x = "2025-13"', lambda t: t.period("x"), "x: phải là một kỳ báo cáo"),
        ("x = []", lambda t: t.texts("x"), "x: phải là một danh sách chữ không rỗng"),
        ('x = ["a", "a"]', lambda t: t.texts("x"), "x: 'a' ghi hai lần"),
        ('x = ["c"]', lambda t: t.texts("x", known="ab"), "x: không có 'c' trong các mã"),
        ("x = 1", lambda t: t.table("x"), "x: phải là một bảng"),
        ("x = [1]", lambda t: t.tables("x"), "x: phải là một danh sách bảng [[x]]"),
        ("[x]\ny = 1", lambda t: t.read("x", Table.names), "x.y: khóa này không có"),
        ("[[x]]\n[[x]]\ny = 1", lambda t: t.read_all("x", Table.names), "x[2].y: khóa này không"),
        ("x = 1", Table.finish, "x: khóa này không có trong quy định"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(
    text: str, read: Callable[[Table], object], says: str
) -> None:
    with pytest.raises(FileError) as caught:
        read(table(text))
    assert str(caught.value).startswith(f"mau.toml: {says}")


def test_a_table_over_another_replaces_its_keys_and_what_stands_instead() -> None:
    whole = table('[base]\nname = "a"\nby = 2025\nkept = 1\n[ours]\nname = "b"\nstages = 2\n')
    ours = whole.table("ours")
    both = ours.over(whole.table("base"), instead={"by", "stages"})
    assert set(both.names()) == {"name", "kept", "stages"}
    assert both.text("name") == "b"
    with pytest.raises(FileError, match=r"ours\.stages: khóa này không có"):
        ours.finish_with(both)
    both.integer("stages", least=0)
    ours.finish_with(both)
