"""The words of judgement: verdicts, reasons, and the sentences a chair reads first.

This is the door to everything that is said: numbers and dates (``data_loaders.model.formats``) and
the printed arithmetic (``kpis.words.arithmetic``) can be imported from here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from data_loaders.model import Basis
from data_loaders.model.formats import (
    Translator,
    day,
    decimal,
    instant,
    integer,
    pace,
    percent,
    period_name,
    quoted,
    translator,
)
from kpis.model import Language, Plan, Reason, Result, Scorecard, Verdict
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.gap import gap_text
from kpis.words.priorities import Direction, Shift

# fmt: off
__all__ = [
    "Language", "Translator", "arithmetic", "conclusion", "day", "decimal", "figure",
    "instant", "integer", "law_note", "pace", "percent", "period_name", "quoted", "reason_word",
    "shift_sentence", "translator", "verdict_symbol", "verdict_word",
]
# fmt: on

_SYMBOLS = {
    Verdict.MET: "✓",
    Verdict.ON_TRACK: "●",
    Verdict.AT_RISK: "▲",
    Verdict.BEHIND: "▼",
    Verdict.MISSED: "✕",
    Verdict.NO_DATA: "?",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.NOT_JUDGED: "○",
}
_TROUBLE = (Verdict.MISSED, Verdict.BEHIND, Verdict.AT_RISK)
_JUDGED = (Verdict.MET, Verdict.ON_TRACK, *_TROUBLE)


def verdict_symbol(verdict: Verdict) -> str:
    """The verdict's shape, distinct without colour."""
    return _SYMBOLS[verdict]


@cache
def verdict_word(verdict: Verdict, language: Language) -> str:
    """The verdict in the words of the glossary."""
    _ = translator(language)
    return {
        Verdict.MET: _("Đạt"),
        Verdict.ON_TRACK: _("Đúng tiến độ"),
        Verdict.AT_RISK: _("Nguy cơ không đạt"),
        Verdict.BEHIND: _("Chậm tiến độ"),
        Verdict.MISSED: _("Không đạt"),
        Verdict.NO_DATA: _("Chưa đủ số liệu"),
        Verdict.NOT_APPLICABLE: _("Không áp dụng"),
        Verdict.NOT_JUDGED: _("Chưa đánh giá"),
    }[verdict]


@cache
def reason_word(reason: Reason, language: Language) -> str:
    """Why, in a few words."""
    _ = translator(language)
    return {
        Reason.BEFORE_PLAN: _("trước thời gian của kế hoạch"),
        Reason.PLAN_CLOSED: _("sau kỳ cuối của kế hoạch"),
        Reason.PART_YEAR: _("năm không trọn 12 kỳ của kế hoạch"),
        Reason.PROVINCE_ONLY: _("chỉ tính toàn tỉnh"),
        Reason.NOT_A_TARGET: _("không phải là chỉ tiêu"),
        Reason.READING_OPEN: _("Ban Chỉ đạo chưa ghi nhận cách hiểu"),
        Reason.NOT_ASSIGNED: _("chưa được giao mức"),
        Reason.REASSIGN: _("phải giao lại mức sau sắp xếp"),
        Reason.WITHDRAWN: _("chỉ tiêu không còn áp dụng"),
        Reason.BASE_MISSING: _("thiếu số gốc để so sánh"),
        Reason.BASE_ZERO: _("số gốc bằng 0"),
        Reason.INCOMPLETE: _("chưa đủ báo cáo để kết luận"),
        Reason.HELD_AT_ZERO: _("giữ được mức 0"),
        Reason.RISEN_FROM_ZERO: _("phát sinh từ mức 0"),
        Reason.MET_EARLY: _("đạt trước thời hạn"),
        Reason.FELL_BACK: _("đã đạt rồi không giữ được"),
        Reason.ONE_SHORT: _("chỉ lệch 1"),
        Reason.STALLED: _("sắp đến hạn mà chưa tiến triển"),
        Reason.NO_PROGRESS: _("chưa có tiến triển"),
        Reason.DUE_SOON: _("sắp đến hạn"),
        Reason.GAP_GROWING: _("khoảng cách đang rộng ra"),
        Reason.PACE_TOO_SLOW: _("nhịp độ quá chậm"),
        Reason.TREND_FALLING: _("xu hướng giảm"),
        Reason.TREND_RISING: _("xu hướng tăng"),
        Reason.EXCEEDED: _("đã vượt mức cả năm"),
        Reason.DONE_LATE: _("hoàn thành quá hạn"),
        Reason.OVERDUE: _("quá hạn chưa hoàn thành"),
        Reason.NOT_REPORTED_SINCE_DUE: _("chưa báo cáo kết quả kể từ hạn"),
        Reason.BOUNDARY: _("không so được qua lần sắp xếp"),
        Reason.AWAITING_PUBLICATION: _("chờ cơ quan có thẩm quyền công bố"),
    }[reason]


def conclusion(
    scorecard: Scorecard, plan: Plan, language: Language, *, unit_id: str | None = None
) -> tuple[str, ...]:
    """The few sentences to read first, about the province or one locality.

    How the targets stand; which are in trouble, and by how much; which are not judged, and why;
    how much time is left and who has not reported.
    None at all where the scorecard has no row of that locality.
    """
    about = scorecard.province_id if unit_id is None else unit_id
    results = scorecard.of_unit(about)
    if not results:
        return ()
    if scorecard.said is not None:
        return scorecard.said.units[about, language]
    sentences = [_standing(scorecard, results, language)]
    sentences += _trouble(results, plan, language)
    sentences += _unread(results, plan, language)
    sentences.append(_time_left(scorecard, plan, language, province=unit_id is None))
    return tuple(sentences)


def _standing(scorecard: Scorecard, results: tuple[Result, ...], language: Language) -> str:
    _ = translator(language)
    verdicts = [result.verdict for result in results]
    counts = ", ".join(
        f"{verdicts.count(verdict)} {verdict_word(verdict, language).lower()}"
        for verdict in Verdict
        if verdict in verdicts
    )
    text = _("Đến kỳ {period}, trong {total} chỉ tiêu có {counts}.")
    when = period_name(scorecard.period, language)
    return text.format(period=when, total=len(results), counts=counts)


def _trouble(results: tuple[Result, ...], plan: Plan, language: Language) -> list[str]:
    """The targets in trouble by name, the worst first; nothing where too little is known."""
    groups = []
    for verdict in _TROUBLE:
        in_it = [result for result in results if result.verdict is verdict]
        if in_it:
            names = "; ".join(_named(result, plan, language) for result in in_it)
            groups.append(f"{verdict_word(verdict, language)}: {names}.")
    if groups:
        return groups
    verdicts = {result.verdict for result in results}
    if Verdict.NO_DATA in verdicts or not verdicts & set(_JUDGED):
        return []  # silence is not good news
    _ = translator(language)
    text = _(
        "Trong các chỉ tiêu đánh giá được, không có chỉ tiêu nào không đạt, chậm hoặc có nguy cơ."
    )
    return [text]


def _named(result: Result, plan: Plan, language: Language) -> str:
    """A target in trouble with what it stands at and how far that is from what it is held to."""
    name = plan.target(result.target_id).name(language)
    said = figure(result, plan, language)
    return f"{name}: {said}, {gap_text(result, plan, language)}"


_WHOLE_PLAN = (Reason.BEFORE_PLAN, Reason.PLAN_CLOSED)


def _unread(results: tuple[Result, ...], plan: Plan, language: Language) -> list[str]:
    """Which targets are not judged, and why: the sentence is not read, or the plan is not on."""
    _ = translator(language)
    silent: dict[Reason | None, list[Result]] = {}
    for result in results:
        if result.verdict is Verdict.NOT_JUDGED:
            silent.setdefault(result.reason, []).append(result)
    sentences = []
    for reason, unjudged in silent.items():
        why = _("chờ kết luận phiên họp") if reason is None else reason_word(reason, language)
        text = _("Chưa đánh giá, vì {why}: {names}.")
        if reason in _WHOLE_PLAN:
            text = _("Chưa đánh giá: {why}.")
        names = "; ".join(plan.target(one.target_id).name(language) for one in unjudged)
        sentences.append(text.format(why=why, names=names))
    return sentences


def _time_left(scorecard: Scorecard, plan: Plan, language: Language, *, province: bool) -> str:
    _ = translator(language)
    left = plan.regime.last - scorecard.period
    last = period_name(plan.regime.last, language)
    text = _("Đây là kỳ cuối của kế hoạch ({period})")
    if left > 0:
        text = _.plural("Còn {periods} kỳ đến hết kế hoạch ({period})", left)
    elif left < 0:
        text = _("Kế hoạch đã kết thúc ở kỳ {period}")
    text = text.format(periods=left, period=last)
    return f"{text}; {_reported(scorecard, language)}." if province else f"{text}."


def _reported(scorecard: Scorecard, language: Language) -> str:
    _, reporting = translator(language), scorecard.reporting
    text = _("số liệu gồm báo cáo của {counted}/{expected} địa phương")
    if scorecard.basis is Basis.ACCEPTED:
        text = _("số liệu gồm báo cáo đã duyệt của {counted}/{expected} địa phương")
    return text.format(counted=reporting.counted, expected=reporting.expected)


def law_note(before: Scorecard, after: Scorecard, language: Language) -> str:
    """That the two were judged by different laws of verdicts; empty where they were not."""
    if (before.frozen is None) is (after.frozen is None):
        return ""
    return translator(language)(
        "Hai lần đánh giá theo hai bộ quy tắc khác nhau: mức đánh giá có thể đổi vì quy tắc mà"
        " không vì số liệu."
    )


def shift_sentence(
    moved: Sequence[Shift], language: Language, *, province_id: str | None = None
) -> str:
    """How many verdicts got worse, better, or cannot be compared with the period before.

    With ``province_id`` the province's own are counted apart: they are sums of the others.
    """
    _ = translator(language)
    if province_id is not None:
        own = [shift for shift in moved if shift.after.unit_id == province_id]
        rest = [shift for shift in moved if shift.after.unit_id != province_id]
        text = _("Toàn tỉnh: {own} Các địa phương: {rest}")
        return text.format(own=shift_sentence(own, language), rest=shift_sentence(rest, language))
    counts = [(d, sum(shift.direction is d for shift in moved)) for d in Direction]
    texts = {
        Direction.WORSE: _("{count} kết quả xấu đi"),
        Direction.BETTER: _("{count} kết quả tốt lên"),
        Direction.UNCLEAR: _("{count} kết quả chưa so được vì một trong hai kỳ chưa đánh giá"),
    }
    said = [texts[direction].format(count=count) for direction, count in counts if count]
    if not said:
        return _("Không kết quả nào đổi mức đánh giá.")
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."
