"""Reports that are due or owed, in sentences of either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from data_loaders.model import Timeliness
from data_loaders.model.formats import day, period_name, translator
from kpis.completeness import Delivery, NextDue, Tally, owed
from kpis.law.stages import Stage
from kpis.model import Language

_SYMBOLS = {
    Timeliness.ON_TIME: "✓",
    Timeliness.LATE: "▲",
    Timeliness.MISSING: "✕",
    Timeliness.PENDING: "·",
}


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
    return _("Còn phải gửi báo cáo: {owed}.").format(owed="; ".join(owing))


def timeliness_symbol(timeliness: Timeliness) -> str:
    """The timeliness's shape, distinct without colour."""
    return _SYMBOLS[timeliness]


@cache
def timeliness_word(timeliness: Timeliness, language: Language) -> str:
    """The timeliness in the words of the glossary."""
    _ = translator(language)
    return {
        Timeliness.ON_TIME: _("nộp đúng hạn"),
        Timeliness.LATE: _("nộp chậm"),
        Timeliness.MISSING: _("chưa báo cáo (quá hạn)"),
        Timeliness.PENDING: _("chưa đến hạn"),
    }[timeliness]


@cache
def stage_short(stage: Stage, language: Language) -> str:
    """What became of a report in a word that fits under its mark."""
    _ = translator(language)
    return {
        Stage.ACCEPTED: _("duyệt"),
        Stage.WAITING: _("chờ"),
        Stage.RETURNED: _("trả"),
        Stage.MISSING: _("thiếu"),
        Stage.PENDING: "",
        Stage.UNASKED: "",
    }[stage]


def delivery_said(one: Delivery, language: Language) -> str:
    """One report whole: period, due day, when it came, how late, what became of it."""
    _ = translator(language)
    said = [
        period_name(one.period, language),
        _("hạn {at}").format(at=day(one.due_on, language)),
        timeliness_word(one.timeliness, language),
    ]
    if one.days_late:
        said.append(_.plural("{days} ngày", one.days_late).format(days=one.days_late))
    if one.received_on is not None:
        said.append(_("nhận {at}").format(at=day(one.received_on, language)))
        said.append(
            {
                Stage.ACCEPTED: _("đã duyệt"),
                Stage.RETURNED: _("đã trả lại"),
            }.get(one.stage, _("đã gửi, chờ duyệt"))
        )
    return ", ".join(said)


def tally_sentence(found: Tally, at: str, language: Language) -> str:
    """Reports from expected to accepted in a sentence. ``at``: the day, already written."""
    _ = translator(language)
    text = _(
        "Tính đến {day}: phải gửi {expected} báo cáo; đã nhận {received} (đúng hạn {on_time},"
        " chậm {late}); đã duyệt {accepted}, chờ duyệt {waiting}, đã trả lại {returned}; còn thiếu"
        " {missing}, chưa đến hạn {pending}."
    )
    return text.format(
        day=at,
        expected=found.expected,
        received=found.received,
        on_time=found.on_time,
        late=found.late,
        accepted=found.accepted,
        waiting=found.waiting,
        returned=found.returned,
        missing=found.missing,
        pending=found.pending,
    )
