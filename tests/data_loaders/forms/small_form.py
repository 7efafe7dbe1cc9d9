"""Declarations of small forms of another field, as text: few columns and neither list."""

from __future__ import annotations

from data_loaders.forms.declaration import Form, parse_form

_HEAD = """
edition = "an-toan-1"
plan = "an-toan"
from = "2023-10"
number = "Biểu số 02"
occasion = "Thực hiện Kế hoạch số 45/KH-UBND ngày 10/01/2026"
issuer = ["{province}", "{unit}"]
signature = ["NGƯỜI LẬP", "CHỦ TỊCH"]
total = "Cộng"
[sheets]
guide = "Cách ghi"
figures = "Tai nạn"
previous = "Lần trước"
identity = "_biểu"
marks = "Cần sửa"
[titles]
guide = "CÁCH LẬP BIỂU"
figures = "BÁO CÁO TAI NẠN GIAO THÔNG"
previous = "LẦN TRƯỚC"
[units_of_measure]
figures = "Đơn vị tính: vụ, người"
previous = "Đơn vị tính: vụ, người"
[row_number]
heading = "TT"
[locality]
heading = "Phường, xã"
[unit_id]
code = "unit_id"
[note]
code = "note"
heading = "Ghi chú"
[[group]]
heading = "Tai nạn giao thông"
"""
_RULES = """
[[rule]]
code = "deaths-without-accident"
severity = "warning"
kind = "at-most"
left = ["deaths"]
right = ["accidents"]
sentence = "Số vụ có người chết không lớn hơn số vụ."
[[rule]]
code = "required-missing"
severity = "error"
kind = "required"
sentence = "Không để trống."
"""
MEASURES = ("accidents", "deaths", "injured", "blackspots", "checks", "fines", "patrols")


def form_text(columns: int = 4) -> str:
    """The declaration of a form with so many measures and neither list."""
    measures = "".join(
        f'[[group.measure]]\ncode = "{code}"\nheading = "Cột {code}"\nkind = "flow"\n'
        "required = true\n"
        for code in MEASURES[:columns]
    )
    return f"{_HEAD}{measures}{_RULES if columns > 1 else ''}"


def form(columns: int = 4) -> Form:
    """That form."""
    return parse_form(form_text(columns), "an-toan-1.toml")
