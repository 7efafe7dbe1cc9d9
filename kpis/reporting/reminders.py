"""Whom to urge: who owes which report since when, as a text to copy. Always in Vietnamese.

What leaves the product for an office is written in the office's language, whatever the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_loaders.model import Unit
from data_loaders.model.formats import day, period_name
from kpis.completeness import Delivery
from kpis.law.stages import Stage
from kpis.model import Language, Plan

VI = Language.VI


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one locality owes at an instant, and by which day it is asked for."""

    unit: Unit
    debts: tuple[Delivery, ...]
    at: datetime
    answer_by: date

    @property
    def authority(self) -> str:
        """Whom it goes to: ``Ủy ban nhân dân huyện Tu Mơ Rông``."""
        return f"Ủy ban nhân dân {self.unit.kind} {self.unit.name}"


def rule(plan: Plan) -> str:
    """The plan's calendar in a sentence, from the settings of its regime."""
    regime = plan.regime
    return (
        f"số liệu mỗi kỳ tính từ ngày {regime.starts_on_day:02d} của tháng trước đến hết ngày"
        f" {regime.starts_on_day - 1:02d} của tháng báo cáo; báo cáo gửi chậm nhất ngày"
        f" {regime.due_day:02d} của tháng báo cáo, trùng ngày nghỉ thì gửi vào ngày làm việc tiếp"
        " theo"
    )


def condition(debt: Delivery, *, reasons: bool) -> str:
    """Since when it is owed: overdue by so many days, or given back on a day.

    ``reasons``: also why it was given back, which only the locality itself is told.
    """
    if debt.stage is Stage.RETURNED and debt.returned is not None:
        why = debt.returned.reason
        said = f"đã trả lại ngày {day(debt.returned.on, VI)}, chưa gửi lại"
        return f"{said}; lý do trả lại: {why}" if reasons and why else said
    return f"chưa gửi, quá hạn {debt.days_late or 0} ngày"


def message_to_one(reminder: Reminder, plan: Plan) -> str:
    """A text to copy into a message to one locality."""
    on = day(plan.regime.day_of(reminder.at), VI)
    lines = [
        f"Kính gửi {reminder.authority},",
        f"Thực hiện Kế hoạch số {plan.number}: {rule(plan)}. Tính đến ngày {on},"
        f" {reminder.unit.kind} {reminder.unit.name} còn thiếu:",
        *(f"- {_debt(debt, reasons=True)};" for debt in reminder.debts),
        f"Đề nghị gửi đủ các báo cáo trên chậm nhất ngày {day(reminder.answer_by, VI)}; có vướng"
        " mắc xin báo ngay để được hướng dẫn. Trân trọng.",
    ]
    return "\n".join(lines)


def message_to_all(reminders: Sequence[Reminder], plan: Plan) -> str:
    """A text to copy into a message to everybody who owes something; empty when nobody does."""
    if not reminders:
        return ""
    first = reminders[0]
    on = day(plan.regime.day_of(first.at), VI)
    lines = [
        "Kính gửi các địa phương,",
        f"Thực hiện Kế hoạch số {plan.number}: {rule(plan)}. Tính đến ngày {on} còn thiếu:",
        *(f"- {one.unit.full_name}: {_debts(one)}." for one in reminders),
        f"Đề nghị các địa phương có tên gửi đủ chậm nhất ngày {day(first.answer_by, VI)}; có vướng"
        " mắc xin báo ngay để được hướng dẫn. Trân trọng.",
    ]
    return "\n".join(lines)


def _debts(reminder: Reminder) -> str:
    return "; ".join(_debt(debt, reasons=False) for debt in reminder.debts)


def _debt(debt: Delivery, *, reasons: bool) -> str:
    due, said = day(debt.due_on, VI), condition(debt, reasons=reasons)
    return f"báo cáo {period_name(debt.period, VI)} (hạn {due}; {said})"
