"""Reports that are due or owed, in sentences of either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kpis.language import day, period_name, translator
from kpis.model import Language
from kpis.reporting import Delivery, NextDue, Stage, owed


def next_due_sentence(due: NextDue | None, language: Language) -> str:
    """``Hạn gửi tiếp theo: …``; after the plan's last due day that no report is to come."""
    _ = translator(language)
    if due is None:
        return _("Kế hoạch không còn kỳ báo cáo nào đến hạn.")
    text = _("Hạn gửi tiếp theo: báo cáo {period}, {day} ({left}).")
    left = _("hôm nay")
    if due.days_left:
        left = _.plural("còn {days} ngày", due.days_left).format(days=due.days_left)
    name = period_name(due.period, language)
    return text.format(period=name, day=day(due.due_on, language), left=left)


def owed_words(one: Delivery, language: Language) -> str:
    """One report owed: ``tháng 05/2025 (quá hạn 38 ngày)``, or that it was given back and when."""
    _, name = translator(language), period_name(one.period, language)
    if one.stage is Stage.RETURNED and one.returned is not None:
        text = _("{period} (đã trả lại {day}, chưa gửi lại)")
        return text.format(period=name, day=day(one.returned.on, language))
    days = one.days_late or 0
    text = _.plural("{period} (đã quá hạn {days} ngày)", days)
    return text.format(period=name, days=days)


def owed_sentence(
    deliveries: Iterable[Delivery], names: Mapping[str, str], language: Language
) -> str:
    """Every locality of ``names`` by name, in that order, with the periods it owes; that nothing is
    owed where that is so."""
    _, debts = translator(language), owed(deliveries)
    said = [
        f"{name}: {_periods(debts[unit_id], language)}"
        for unit_id, name in names.items()
        if unit_id in debts
    ]
    return _said(said, language)


def owed_by_one(deliveries: Iterable[Delivery], language: Language) -> str:
    """The same of a single locality, whose name stands elsewhere: the periods alone."""
    debts = owed(deliveries)
    return _said([_periods(of_unit, language) for of_unit in debts.values()], language)


def _periods(debts: Iterable[Delivery], language: Language) -> str:
    return ", ".join(owed_words(one, language) for one in debts)


def _said(owing: Sequence[str], language: Language) -> str:
    _ = translator(language)
    if not owing:
        return _("Không còn thiếu báo cáo nào đã đến hạn.")
    return _("Còn thiếu báo cáo: {owed}.").format(owed="; ".join(owing))
