"""What stands over and under every table of a form: national heading, titles, signatures.

Layout after Nghị định 30/2020/NĐ-CP, Phụ lục I: issuing body on the left, national name and
motto on the right, period under the title, signatures at the foot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from data_loaders.forms.styles import Styles
from data_loaders.model import Period, Regime

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from data_loaders.forms.request import FormRequest

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

HEAD_ROWS = 7
"""Rows above every table."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Columns (from 0) a sheet uses; ``split`` is the first of its right half."""

    first: int
    last: int
    split: int


def write_head(
    sheet: Worksheet, styles: Styles, request: FormRequest, frame: Frame, *, role: str
) -> int:
    """National heading and titles; returns the row (from 0) where the table begins."""
    form = request.form
    names = {"province": request.register.province.full_name, "unit": request.unit.full_name}
    issuer = [line.format(**names).upper() for line in form.issuer]
    left = (frame.first, frame.split - 1)
    right = (frame.split, frame.last)
    lines: list[tuple[int, tuple[int, int], str, str]] = [
        (0, left, issuer[0], "above"),
        (0, right, NATION, "nation"),
        (1, left, issuer[-1], "issuer"),
        (1, right, MOTTO, "motto"),
        (2, left, form.number, "number"),
        (3, (frame.first, frame.last), getattr(form.titles, role), "title"),
        (4, (frame.first, frame.last), form.occasion, "subtitle"),
        (5, (frame.first, frame.last), _period_line(request, role), "period"),
    ]
    for row, (first, last), text, style in lines:
        sheet.merge_range(row, first, row, last, text, styles[style])
    for row, height in enumerate((16, 17, 15, 24, 17, 18, 15)):
        sheet.set_row(row, height)
    measure = getattr(form.units_of_measure, role)
    sheet.merge_range(
        HEAD_ROWS - 1, frame.split, HEAD_ROWS - 1, frame.last, measure, styles["measured"]
    )
    return HEAD_ROWS


def _period_line(request: FormRequest, role: str) -> str:
    period = request.period
    if role == "previous":
        if request.previous is None:
            return "Chưa có báo cáo nào của kỳ trước được duyệt"
        period = request.previous.identity.period
    return f"Kỳ báo cáo: {period_in_words(request.regime, period)}"


def write_signatures(
    sheet: Worksheet, styles: Styles, request: FormRequest, frame: Frame, row: int
) -> None:
    """The signature block from that row (from 0) on: six rows."""
    year = request.regime.due_on(request.period).year
    left = (frame.first, frame.split - 1)
    right = (frame.split, frame.last)
    place = f"…………………, ngày …… tháng …… năm {year}"
    maker, head = request.form.signature
    lines = (
        (row + 1, right, place, "place"),
        (row + 2, left, maker, "signer"),
        (row + 2, right, head, "signer"),
        (row + 3, left, "(Ký, ghi rõ họ tên)", "sign_hint"),
        (row + 3, right, "(Ký tên, đóng dấu)", "sign_hint"),
        (row + 7, left, "", "sign_name"),
        (row + 7, right, "", "sign_name"),
    )
    for line, (first, last), text, style in lines:
        sheet.merge_range(line, first, line, last, text, styles[style])


def period_in_words(regime: Regime, period: Period) -> str:
    """``tháng 10/2025 (15/9–14/10/2025)``: how every form names its period."""
    first, last = regime.starts_on(period), regime.ends_on(period)
    start = f"{first.day}/{first.month}"
    if first.year != last.year:
        start = f"{start}/{first.year}"
    return f"tháng {period.month}/{period.year} ({start}–{day_in_words(last)})"


def day_in_words(day: date) -> str:
    """``14/10/2025``."""
    return f"{day.day}/{day.month}/{day.year}"
