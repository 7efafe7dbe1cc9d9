"""How far a report has come, in the words every page and export says it with.

One home: a report that was sent is waiting and never missing, whoever has not yet accepted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data_loaders.model import Facts, Period, Regime
from data_loaders.model.formats import period_name, translator
from kpis.law.stages import Stage, stage_of
from kpis.model import Absence, Language, Result


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
        Stage.UNASKED: _("chưa có báo cáo"),
    }[stage]


def absence_words(absent: Sequence[Absence], now: Period, language: Language) -> str:
    """Why one locality does not count: ``báo cáo chờ duyệt``; of other periods than ``now``, and of
    a base, with the periods."""
    _ = translator(language)
    said: dict[tuple[Stage, bool], list[Period]] = {}
    for one in absent:
        said.setdefault((one.stage, one.base), []).append(one.period)
    words = []
    for (stage, base), periods in said.items():
        why = stage_words(stage, language)
        if periods != [now] or len(said) > 1:
            named = ", ".join(period_name(period, language) for period in periods)
            why = _("{why} {periods}").format(why=why, periods=named)
        words.append(_("số gốc: {why}").format(why=why) if base else why)
    return ", ".join(words)


def not_counted(result: Result, names: Mapping[str, str], language: Language) -> str:
    """``Chưa tính: Huyện X (báo cáo chờ duyệt); …``: who does not count for a result, and why.

    Nothing where everybody counts.
    """
    said = not_counted_names(result, names, language)
    return translator(language)("Chưa tính: {names}.").format(names=said) if said else ""


def not_counted_names(result: Result, names: Mapping[str, str], language: Language) -> str:
    """The same without its first words."""
    own: dict[str, list[Absence]] = {}
    for one in result.details.absent:
        own.setdefault(one.unit_id, []).append(one)
    return "; ".join(
        f"{names[unit]} ({absence_words(absent, result.period, language)})"
        for unit, absent in own.items()
    )


def unreported(
    units: Iterable[str],
    period: Period,
    facts: Facts,
    regime: Regime,
    names: Mapping[str, str],
    language: Language,
) -> str:
    """``Huyện X (báo cáo chờ duyệt); …``: of whom no report of the period is in force, and why."""
    return "; ".join(
        f"{names[unit]} ({stage_words(stage_of(facts, regime, unit, period), language)})"
        for unit in units
    )


def counted_stages(absent: Sequence[Absence], language: Language) -> str:
    """``1 báo cáo chờ duyệt, 2 chưa gửi``: why localities do not count, each by its first report;
    without numbers where all lack theirs alike."""
    first: dict[str, Stage] = {}
    for one in absent:
        first.setdefault(one.unit_id, one.stage)
    stages = list(first.values())
    if len(set(stages)) == 1:
        return stage_words(stages[0], language)
    found = [stage for stage in Stage if stage in stages]
    return ", ".join(f"{stages.count(one)} {stage_words(one, language)}" for one in found)
