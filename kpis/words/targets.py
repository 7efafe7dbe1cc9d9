"""What is read first about one target: how it stands, whether it will be met, who is behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_loaders.model.formats import integer, period_name, translator
from kpis.model import Language, Plan, Reason, Result, Scorecard, Verdict
from kpis.words.arithmetic import arithmetic
from kpis.words.gap import gap, gap_text
from kpis.words.sheet import Sheet
from kpis.words.stages import not_counted_names
from kpis.words.verdicts import verdict_word


def target_conclusion(
    card: Scorecard, plan: Plan, target_id: str, names: Mapping[str, str], language: Language
) -> tuple[str, ...]:
    """The sentences of one target of a scorecard with the province in it, the gravest news first.

    ``names``: unit → full name. What is not known is said to be so; silence is no good news.
    """
    if card.said is not None and (target_id, language) in card.said.targets:
        return card.said.targets[target_id, language]
    province, *localities = card.of_target(target_id)
    _ = translator(language)
    standing = _("Toàn tỉnh, kỳ {period}: {verdict}. {arithmetic}.").format(
        period=period_name(card.period, language),
        verdict=verdict_word(province.verdict, language).lower(),
        # Where the pace leads is the next sentence.
        arithmetic=arithmetic(province, plan, language, forecast=not _tells_pace(province, plan)),
    )
    ahead = outlook(province, plan, language)
    behind = [_named(localities, verdict, plan, names, language) for verdict in _TROUBLE]
    sentences = (standing, ahead, *behind, _silent(localities, names, language))
    return tuple(sentence for sentence in sentences if sentence)


_TROUBLE = (Verdict.MISSED, Verdict.BEHIND, Verdict.AT_RISK)


def _tells_pace(result: Result, plan: Plan) -> bool:
    """Whether its outlook says where the pace of the last periods leads."""
    demand = plan.target(result.target_id).demand_read(result.details.option)
    return demand is not None and demand.aim.moving and not demand.aim.by_year


def outlook(result: Result, plan: Plan, language: Language) -> str:
    """Whether the target will be met, in whole numbers; empty where the arithmetic says it all."""
    if result.said is not None:
        return result.said.words(language).outlook
    if result.verdict in _UNKNOWN:
        return _unknown(result, language)
    sheet = Sheet.of(result, plan, language)
    said = "" if sheet is None else sheet.demand.aim.outlook(sheet)
    if result.verdict is Verdict.MISSED:  # a known breach rests on nobody who is missing
        return said
    return _resting_on(result, said, language)


def _resting_on(result: Result, said: str, language: Language) -> str:
    """A province's forecast with the number of localities it is made from."""
    if not said or result.coverage.expected == 1:
        return said
    _ = translator(language)
    text = _("Theo số liệu của {counted}/{expected} địa phương: {said}")
    counted, expected = result.coverage.counted, result.coverage.expected
    if result.reports is not None:
        text = _("Theo {counted}/{expected} báo cáo: {said}")
        counted, expected = result.reports.received, result.reports.expected
    said = f"{said[:1].lower()}{said[1:]}"
    counts = integer(counted, language), integer(expected, language)
    return text.format(counted=counts[0], expected=counts[1], said=said)


_UNKNOWN = (Verdict.NO_DATA, Verdict.NOT_JUDGED, Verdict.NOT_APPLICABLE)


def _unknown(result: Result, language: Language) -> str:
    _ = translator(language)
    if result.reason is Reason.AWAITING_PUBLICATION:
        return ""
    if result.verdict is Verdict.NO_DATA:
        return _("Chưa đủ số liệu nên chưa kết luận được.")
    if result.reason is Reason.READING_OPEN:
        return _("Chưa kết luận được khi Ban Chỉ đạo chưa ghi nhận cách hiểu câu này.")
    if result.reason is Reason.NOT_A_TARGET:
        return _("Theo cách hiểu đã ghi, câu này không phải là một chỉ tiêu.")
    return ""


def _named(
    localities: Sequence[Result],
    verdict: Verdict,
    plan: Plan,
    names: Mapping[str, str],
    language: Language,
) -> str:
    """``Chậm tiến độ: Huyện Sa Thầy (thiếu 4 so với …); …``, the largest shortfall first."""
    of_verdict = [one for one in localities if one.verdict is verdict]
    if not of_verdict:
        return ""
    of_verdict.sort(key=lambda one: -(gap(one) or 0))
    said = "; ".join(
        f"{names[one.unit_id]} ({gap_text(one, plan, language)})" for one in of_verdict
    )
    return f"{verdict_word(verdict, language)}: {said}."


def _silent(localities: Sequence[Result], names: Mapping[str, str], language: Language) -> str:
    """Who says nothing for this target; and only where nobody is silent, that nobody is behind."""
    _ = translator(language)
    silent = [one for one in localities if one.verdict is Verdict.NO_DATA]
    if silent:
        named = "; ".join(_why_silent(one, names, language) for one in silent)
        return _("Chưa tính: {names}.").format(names=named)
    judged = [one for one in localities if one.verdict in (Verdict.MET, Verdict.ON_TRACK)]
    if judged and not any(one.verdict in _TROUBLE for one in localities):
        return _("Không có địa phương nào chậm hoặc có nguy cơ.")
    return ""


def _why_silent(one: Result, names: Mapping[str, str], language: Language) -> str:
    """A locality with the reports for want of which it does not count."""
    why = not_counted_names(one, names, language)
    return why or names[one.unit_id]
