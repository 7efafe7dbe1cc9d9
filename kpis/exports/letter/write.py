"""A letter that asks a locality for the reports it owes, as a Word file. Always in Vietnamese.

An administrative letter (công văn) by Nghị định 30/2020/NĐ-CP: national heading, issuing body,
number and day left blank for the office that issues it. It is a draft: nothing in it is signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx.document import Document as Letter
from docx.shared import Pt

from data_loaders.model.formats import day
from kpis.exports.letter.layout import (
    blank_letter,
    body,
    listing,
    official_foot,
    official_head,
    write,
)
from kpis.model import Plan
from kpis.reporting.reminders import VI, Reminder, condition, rule


def letter(reminder: Reminder, plan: Plan) -> bytes:
    """The letter to one locality: every report owed, its due day and the rule behind it."""
    subject = f"V/v đôn đốc gửi báo cáo thực hiện Kế hoạch số {plan.number}"
    made = blank_letter(subject, plan.office.name.capitalize())
    year = plan.regime.day_of(reminder.at).year
    official_head(made, plan.office, number="Số:        /", subject=subject, year=year)
    addressee = write(made, f"Kính gửi: {reminder.authority}")
    addressee.paragraph_format.space_before = addressee.paragraph_format.space_after = Pt(14)
    _said(made, reminder, plan)
    copies = ("Như trên;", *(f"{copy};" for copy in plan.office.copies), "Lưu: VT.")
    official_foot(made, plan.office, copies, to="Nơi nhận:")
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def file_name(reminder: Reminder, plan: Plan) -> str:
    """``don-doc-617-2025-06-25.docx``: whom it is about and of which day."""
    return f"don-doc-{reminder.unit.unit_id}-{plan.regime.day_of(reminder.at):%Y-%m-%d}.docx"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by name, packed into one."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def full_day(value: date) -> str:
    """``ngày 05 tháng 02 năm 2025``: days under 10 and months 1 and 2 with a nought in front."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def _said(made: Letter, reminder: Reminder, plan: Plan) -> None:
    unit, regime = f"{reminder.unit.kind} {reminder.unit.name}", plan.regime
    body(
        made,
        f"Thực hiện Kế hoạch số {plan.number} {full_day(plan.issued_on)} của"
        f" {plan.office.issuer}, các địa phương báo cáo theo kỳ: {rule(plan)}.",
    )
    body(
        made,
        f"Qua theo dõi, tính đến {full_day(regime.day_of(reminder.at))}, {unit} còn"
        f" {len(reminder.debts):02d} báo cáo đã đến hạn chưa gửi hoặc chưa gửi lại, cụ thể:",
    ).paragraph_format.space_after = Pt(6)
    rows = [
        (
            str(number),
            f"{debt.period.month:02d}/{debt.period.year}",
            f"{day(regime.starts_on(debt.period), VI)} – {day(regime.ends_on(debt.period), VI)}",
            day(debt.due_on, VI),
            condition(debt, reasons=True),
        )
        for number, debt in enumerate(reminder.debts, start=1)
    ]
    heads = ("TT", "Kỳ (tháng)", "Số liệu của kỳ", "Hạn gửi", "Tình trạng")
    listing(made, heads, rows, (10, 25, 50, 26, 54))
    body(
        made,
        f"Số liệu của {unit} trong các kỳ nêu trên vì vậy chưa được tính vào kết quả của tỉnh.",
    )
    body(
        made,
        f"Đề nghị {reminder.authority} chỉ đạo đơn vị phụ trách hoàn thành và gửi đủ các báo cáo"
        f" nêu trên chậm nhất {full_day(reminder.answer_by)}. Trường hợp có khó khăn, vướng mắc, đề"
        " nghị thông báo về cơ quan thường trực Ban Chỉ đạo để được hướng dẫn./.",
    ).paragraph_format.keep_with_next = True
