"""How far a report has come, in the words every page and export says it with.

One home: a report that was sent is waiting and never missing, whoever has not yet accepted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data_loaders.model import Facts, Period, Regime
from kpis.language import translator
from kpis.model import Language
from kpis.reporting import Stage, stage_of


def stage_words(stage: Stage, language: Language) -> str:
    """Why a locality does not count: ``báo cáo chờ duyệt``; of one whose report is in force that
    its figures are not all there."""
    _ = translator(language)
    return {
        Stage.ACCEPTED: _("chưa đủ số để tính"),
        Stage.WAITING: _("báo cáo chờ duyệt"),
        Stage.RETURNED: _("báo cáo đã trả lại, chưa gửi lại"),
        Stage.MISSING: _("chưa gửi"),
        Stage.PENDING: _("chưa đến hạn gửi"),
    }[stage]


def not_counted(
    units: Iterable[str],
    period: Period,
    facts: Facts,
    regime: Regime,
    names: Mapping[str, str],
    language: Language,
) -> str:
    """``Chưa tính: Huyện X (báo cáo chờ duyệt); …``: who does not count, each with its reason.

    Nothing where everybody counts.
    """
    said = [
        f"{names[unit]} ({stage_words(stage_of(facts, regime, unit, period), language)})"
        for unit in units
    ]
    _ = translator(language)
    return _("Chưa tính: {names}.").format(names="; ".join(said)) if said else ""
