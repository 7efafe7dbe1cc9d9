"""What is read first about one target: how it stands, whether it will be met, who is behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from kpis.comparison import shortfall
from kpis.model import (
    Ambiguous,
    Floor,
    Language,
    Milestone,
    Plan,
    Reason,
    Result,
    Scorecard,
    ShareByDeadline,
    Target,
    Verdict,
    Zero,
)
from kpis.words.arithmetic import arithmetic
from kpis.words.gap import gap, gap_text
from kpis.words.language import integer, period_name, translator
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
        arithmetic=arithmetic(province, plan, language),
    )
    ahead = outlook(province, plan, language)
    behind = [_named(localities, verdict, plan, names, language) for verdict in _TROUBLE]
    sentences = (standing, ahead, *behind, _silent(localities, names, language))
    return tuple(sentence for sentence in sentences if sentence)


_TROUBLE = (Verdict.MISSED, Verdict.BEHIND, Verdict.AT_RISK)


def outlook(result: Result, plan: Plan, language: Language) -> str:
    """Whether the target will be met, in whole numbers; empty where the arithmetic says it all."""
    if result.said is not None:
        return result.said.words(language).outlook
    target = plan.target(result.target_id)
    if result.verdict in _UNKNOWN:
        return _unknown(result, target, language)
    match target.formula:
        case ShareByDeadline():
            said = _by_deadline(result, plan, language)
        case Zero():
            if result.numerator:
                return _happened(result, language)
            said = _none_so_far(result, language)
        case Milestone():
            said = ""
        case _:
            said = _as_of_now(result, plan, language)
    return _resting_on(result, said, language)


def _resting_on(result: Result, said: str, language: Language) -> str:
    """A province's forecast with the number of localities it is made from."""
    if not said or result.coverage.expected == 1:
        return said
    _ = translator(language)
    text = _("Theo số liệu của {counted}/{expected} địa phương: {said}")
    return text.format(
        counted=result.coverage.counted,
        expected=result.coverage.expected,
        said=f"{said[:1].lower()}{said[1:]}",
    )


_UNKNOWN = (Verdict.NO_DATA, Verdict.NOT_JUDGED, Verdict.NOT_APPLICABLE)


def _unknown(result: Result, target: Target, language: Language) -> str:
    _ = translator(language)
    if result.verdict is Verdict.NO_DATA:
        return _("Chưa đủ số liệu nên chưa kết luận được.")
    if result.verdict is Verdict.NOT_JUDGED and result.reason is None:
        return _("Chưa kết luận được khi Ban Chỉ đạo chưa ghi nhận cách hiểu câu này.")
    if result.verdict is Verdict.NOT_APPLICABLE and isinstance(target.formula, Ambiguous):
        return _("Theo cách hiểu đã ghi, câu này không phải là một chỉ tiêu.")
    return ""


def _by_deadline(result: Result, plan: Plan, language: Language) -> str:
    """Met, missed, or where the pace of the last periods leads."""
    _, details = translator(language), result.details
    last = period_name(plan.last_of(plan.target(result.target_id)), language)
    if result.verdict is Verdict.MET:
        text = _("Đã đủ số cần.")
        if result.reason is Reason.MET_EARLY:
            text = _("Đã đủ số cần trước hạn, phải giữ được đến {period}.").format(period=last)
        return text
    short = shortfall(result, plan.target(result.target_id))
    if result.verdict is Verdict.MISSED or short is None or result.numerator is None:
        return ""  # the arithmetic says what is short, and that the time is over
    if details.pace_seen is None or details.periods_left is None:
        return _("Chưa đủ số kỳ để ước tính đến hạn.")
    reached = result.numerator + floor(details.pace_seen * details.periods_left)
    reached = max(0, min(reached, result.denominator or reached))
    text = _("Giữ nhịp {periods} kỳ qua thì đến {period} được {reached}, đủ số cần {needed}.")
    if reached < (result.needed or 0):
        text = _(
            "Giữ nhịp {periods} kỳ qua thì đến {period} chỉ được {reached}, thiếu {missing} so với"
            " số cần {needed}."
        )
    return text.format(
        periods=details.pace_periods,
        period=last,
        reached=integer(reached, language),
        needed=integer(result.needed, language),
        missing=integer((result.needed or 0) - reached, language),
    )


def _happened(result: Result, language: Language) -> str:
    """A known breach stays one, whoever has not reported."""
    _ = translator(language)
    text = _("Đã xảy ra nên năm {year} không đạt, dù các kỳ sau không có thêm.")
    return text.format(year=result.period.year)


def _none_so_far(result: Result, language: Language) -> str:
    _, year = translator(language), result.period.year
    if result.verdict is Verdict.MET:
        return _("Cả năm {year} không để xảy ra.").format(year=year)
    return _("Đến nay không để xảy ra; phải giữ đến hết năm {year}.").format(year=year)


def _as_of_now(result: Result, plan: Plan, language: Language) -> str:
    """A figure that may rise and fall: what would be if the time ended with this period."""
    _, target = translator(language), plan.target(result.target_id)
    short = shortfall(result, target)
    closed = result.verdict in (Verdict.MET, Verdict.MISSED)
    if short is None or closed:
        return ""
    over = isinstance(target.formula, Floor) or result.details.option == "A"
    until = _("kế hoạch") if over else _("năm {year}").format(year=result.period.year)
    text = _("Nếu {span} kết thúc ở kỳ này thì đạt, còn dư {count}.")
    if short == 0:
        text = _("Nếu {span} kết thúc ở kỳ này thì đạt, vừa đủ.")
    elif short > 0:
        text = _("Nếu {span} kết thúc ở kỳ này thì không đạt: {gap}.")
    said = gap_text(result, plan, language)
    return text.format(span=until, count=integer(abs(short), language), gap=said)


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
    of_verdict.sort(key=lambda one: -(gap(one, plan) or 0))
    said = "; ".join(
        f"{names[one.unit_id]} ({gap_text(one, plan, language)})" for one in of_verdict
    )
    return f"{verdict_word(verdict, language)}: {said}."


def _silent(localities: Sequence[Result], names: Mapping[str, str], language: Language) -> str:
    """Who says nothing for this target; and only where nobody is silent, that nobody is behind."""
    _ = translator(language)
    silent = [
        one
        for one in localities
        if one.verdict is Verdict.NO_DATA
        or (one.verdict is Verdict.NOT_JUDGED and one.numerator is None and one.reason is None)
    ]
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
