"""The page of one target in words: its title, and what stands under the figure of each tile."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from data_loaders.model.formats import NOTHING, decimal, integer, translator
from kpis.law.aim import MONTHS
from kpis.model import Language, Plan, Result, Verdict
from kpis.prospect import Prospect
from kpis.words.figures import LONGEST_UNIT, apart, figure_parts, limit_text, standing_number
from kpis.words.sheet import Sheet
from kpis.words.verdicts import reason_word, verdict_word
from kpis.words.yardsticks import against_pace, due, still_to_do
from kpis.words.yardsticks import forecast as forecast_yardstick

_UNKNOWN = (Verdict.NO_DATA, Verdict.NOT_APPLICABLE, Verdict.NOT_JUDGED)


def target_title(result: Result, plan: Plan, language: Language) -> str:
    """``Kiềm chế gia tăng người nghiện: nguy cơ không đạt, dự báo cuối năm vượt 4``.

    Without a forecast how far the figure is from what it is held against, or the figure itself;
    without a verdict why there is none.
    """
    name = plan.target(result.target_id).short(language)
    if result.verdict in _UNKNOWN:
        said = _unknown(result, language)
    else:
        parts = (verdict_word(result.verdict, language), _number(result, plan, language))
        said = ", ".join(part for part in parts if part)
    return f"{name}: {said[:1].lower()}{said[1:]}"


def _unknown(result: Result, language: Language) -> str:
    _, coverage = translator(language), result.coverage
    word = verdict_word(result.verdict, language)
    if result.verdict is Verdict.NO_DATA and result.reason is None:
        text = _("chưa đánh giá được, mới có {counted}/{expected} địa phương")
        return text.format(counted=coverage.counted, expected=coverage.expected)
    if result.denominator == 0:
        return _("{verdict}, chưa có gì để tính").format(verdict=word)
    why = "" if result.reason is None else reason_word(result.reason, language)
    return f"{word}, {why}" if why else word


def _number(result: Result, plan: Plan, language: Language) -> str:
    """The number of the conclusion."""
    sheet = Sheet.of(result, plan, language)
    if sheet is None or result.leg is None:
        return ""
    ahead = _ahead(sheet)
    if ahead:
        return ahead
    left = result.is_over or result.verdict is Verdict.MISSED
    held = _held_to_the_end(sheet) if left else against_pace(sheet).said
    enough = apart(0, 0, language, more_is_better=True)
    if held not in ("", NOTHING, enough):
        return held
    if result.details.concluded is not None:
        return sheet._("theo kết luận của phiên họp")
    counts, under = figure_parts(result, plan, language)
    if sheet.demand.quantity.dated_task is not None:
        return f"{counts} {under}"
    text = sheet._("hiện có {counts}") if len(sheet.unit) > LONGEST_UNIT else "{counts} {unit}"
    return text.format(counts=counts, unit=sheet.unit)


def _held_to_the_end(sheet: Sheet) -> str:
    result = sheet.result
    number = standing_number(sheet)
    if result.needed is None or number is None or result.details.task is not None:
        return ""
    more = bool(result.more_is_better)
    return apart(number, result.needed, sheet.language, more_is_better=more)


def _ahead(sheet: Sheet) -> str:
    """``dự báo cuối năm vượt 4``; nothing where no forecast is told."""
    _, result, found = sheet._, sheet.result, sheet.result.forecast
    if found is None or result.needed is None or result.verdict in (Verdict.MET, Verdict.MISSED):
        return ""
    text = _("dự báo đến hạn {how}")
    if result.yearly and found.at.month == MONTHS:
        text = _("dự báo cuối năm {how}")
    return text.format(how=_comes_to(sheet, found.value, result.needed))


def _comes_to(sheet: Sheet, number: int, needed: int) -> str:
    """``vượt 4``, ``thiếu 2``; ``đạt`` where the number is enough."""
    more = bool(sheet.result.more_is_better)
    if (number >= needed) if more else (number <= needed):
        return sheet._("đạt")
    return apart(number, needed, sheet.language, more_is_better=more)


def until_then(sheet: Sheet) -> str:
    """When the leg ends: ``cuối năm``, else the period's name."""
    leg = sheet.result.leg
    if leg is not None and sheet.result.yearly and leg.end.month == MONTHS:
        return sheet._("cuối năm")
    return sheet.end


def now_said(sheet: Sheet) -> str:
    """``vượt 2 so với tiến độ (tối đa 425); cuối năm tối đa 427``."""
    result = sheet.result
    if result.verdict in _UNKNOWN:
        return why_unknown(result, sheet.plan, sheet.language)
    pace = against_pace(sheet)
    if sheet.demand.quantity.dated_task is not None:
        return f"{pace.said}; {pace.against}"
    if result.details.published is not None or result.details.concluded is not None:
        return sheet.demand.quantity.stands(sheet)[0]
    if result.needed is None:
        return ""
    asked = None if pace.silent else due(result, sheet.plan.settings)
    if asked is None or (asked == result.needed and result.base is not None):
        return _at_the_end(sheet, result.needed)
    return _on_the_way(sheet, pace.said, asked, result.needed)


def _at_the_end(sheet: Sheet, needed: int) -> str:
    """Of a leg that is over what it came to; where there is no pace what is needed, and when."""
    measure = _limit(sheet, needed)
    if not sheet.result.is_over:
        return f"{until_then(sheet)}: {measure}"
    text = sheet._("{said} so với mức cần đạt ({measure})")
    return text.format(said=still_to_do(sheet).said, measure=measure)


def _on_the_way(sheet: Sheet, said: str, asked: int, needed: int) -> str:
    _ = sheet._
    if asked == needed:
        text = _("{said} so với mức phải giữ ({measure})")
        return text.format(said=said, measure=_limit(sheet, needed))
    text = _("{said} so với tiến độ ({asked}); {until} {measure}")
    return text.format(
        said=said,
        asked=_limit(sheet, asked),
        until=until_then(sheet),
        measure=_limit(sheet, needed),
    )


def _limit(sheet: Sheet, number: int) -> str:
    more = bool(sheet.result.more_is_better)
    if not more and number == 0:
        return sheet._("không được có")
    return limit_text(number, sheet.language, more_is_better=more)


def why_unknown(result: Result, plan: Plan, language: Language) -> str:
    """Why there is no verdict: on how many it rests and how many it wants, or the law's reason."""
    _ = translator(language)
    if result.reason is not None:
        return reason_word(result.reason, language)
    if result.verdict is not Verdict.NO_DATA:
        return ""
    coverage, least = result.coverage, plan.settings.minimum_coverage
    enough = -(-coverage.expected * least.numerator // least.denominator)
    text = _("mới có {counted}/{expected} địa phương, cần ít nhất {enough}")
    return text.format(counted=coverage.counted, expected=coverage.expected, enough=enough)


@dataclass(frozen=True, slots=True)
class Tile:
    """What stands in a tile: its label, its figure, what is beside it, and one sentence."""

    label: str
    figure: str
    beside: str = ""
    said: str = ""
    quiet: bool = False


def forecast_tile(sheet: Sheet, ahead: Prospect) -> Tile:
    """Where the last paces lead; without a forecast why there is none, and what is left to do."""
    _, result, language = sheet._, sheet.result, sheet.language
    said = forecast_yardstick(sheet)
    label = _("Dự báo {period}").format(period=sheet.end)
    if said.silent or result.forecast is None or result.needed is None:
        final = result.is_over
        beside = "" if said.said == NOTHING or final else said.said
        return Tile(label, NOTHING, beside, _left_said(sheet, final=final), quiet=True)
    found = result.forecast
    lies = ""
    if found.low != found.high:
        text = _("từ {low} đến {high}")
        lies = text.format(low=integer(found.low, language), high=integer(found.high, language))
    how = _comes_to(sheet, found.value, result.needed)
    return Tile(label, sheet.count(found.value), lies, _paced(how, ahead, language))


def _left_said(sheet: Sheet, *, final: bool) -> str:
    _, left = sheet._, still_to_do(sheet)
    if sheet.result.verdict in _UNKNOWN:
        return ""
    if final:
        return _("đã đến hạn, đây là kết quả cuối cùng")
    if left.silent:
        return ""
    against = f" ({left.against})" if left.against else ""
    if sheet.result.verdict in (Verdict.MISSED, Verdict.MET):
        return f"{left.said}{against}"
    return _("còn phải làm đến hạn: {left}").format(left=f"{left.said}{against}")


def _paced(how: str, ahead: Prospect, language: Language) -> str:
    """``vượt 4 nếu tăng như 6 kỳ qua (0,7 mỗi kỳ)``."""
    _ = translator(language)
    if ahead.pace is None or ahead.periods is None:
        return how
    text = _("{how} nếu đứng yên như {count} kỳ qua")
    if ahead.pace > 0:
        text = _("{how} nếu tăng như {count} kỳ qua ({pace} mỗi kỳ)")
    elif ahead.pace < 0:
        text = _("{how} nếu giảm như {count} kỳ qua ({pace} mỗi kỳ)")
    pace = decimal(abs(Fraction(ahead.pace)), language, places=1)
    return text.format(how=how, count=ahead.periods, pace=pace)


def now_label(result: Result, language: Language) -> str:
    """``Hiện có``; once its leg is over ``Kết quả cuối cùng``."""
    _ = translator(language)
    is_final = result.is_over and result.details.task is None
    return _("Kết quả cuối cùng") if is_final else _("Hiện có")
