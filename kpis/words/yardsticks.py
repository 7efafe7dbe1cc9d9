"""The two yardsticks of a row, each as a few words over what it is held against; the forecast.

"Against the pace": how many to spare or short of what is asked by now. "Still to do": how many are
left to the end of the leg. Both in counts. What is held against by now is the least that the rules
still call on track, so that a green row never says that something is short.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from data_loaders.model.formats import NOTHING, day, integer
from kpis.law.bar_words import bar_text
from kpis.model import Result, Settings, Verdict
from kpis.words.deadlines import deadline
from kpis.words.figures import apart, standing_number
from kpis.words.sheet import Sheet

_UNKNOWN = (Verdict.NO_DATA, Verdict.NOT_APPLICABLE, Verdict.NOT_JUDGED)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """``said`` over ``against``; ``bad``: it is not met; ``silent``: there is nothing to say."""

    said: str
    against: str = ""
    bad: bool = False
    silent: bool = False


def due(result: Result, settings: Settings) -> int | None:
    """What is asked, or allowed, by now, as N: the least that the rules call on track.

    Of what is kept without a line its bar. None where nothing is demanded by a number, where the
    law has no line, and at the end of the leg, when only what is needed counts.
    """
    leg, line = result.leg, result.line
    if leg is None or result.needed is None or result.is_over:
        return None
    if line is None:  # kept without a line: its bar; what must arrive, from nought: no pace
        return result.needed if result.start is None else None
    bar = leg.bar
    if not bar.more_is_better and result.start is None:
        return result.due_by_now  # a ceiling, and what may not happen: no part of the way will do
    upward = line if bar.more_is_better else -line
    start = 0 if result.start is None else bar.upward(result.start)
    least = floor(upward)
    if upward > start:
        least = min(least, start + ceil(settings.near * (upward - start)))
    return bar.upward(least)


def against_pace(sheet: Sheet) -> Yardstick:
    """``vượt 2`` over ``≤ 425``."""
    result = sheet.result
    if result.verdict in _UNKNOWN:
        return _nothing(sheet)
    if sheet.demand.quantity.dated_task is not None:
        return _task_by_now(sheet)
    asked = due(result, sheet.plan.settings)
    number = standing_number(sheet)
    if asked is None or number is None:
        return Yardstick(NOTHING, silent=True)
    return _held(sheet, number, asked)


def still_to_do(sheet: Sheet) -> Yardstick:
    """``thêm 7`` over ``≥ 44``; once the leg is over what it came to."""
    result = sheet.result
    if result.verdict not in _UNKNOWN and sheet.demand.quantity.dated_task is not None:
        return _task_to_do(sheet)
    number = standing_number(sheet)
    if result.verdict in _UNKNOWN or result.needed is None or number is None:
        return Yardstick(NOTHING, silent=True)
    if result.is_over:
        return _held(sheet, number, result.needed)
    more = bool(result.more_is_better)
    return _on_the_way(sheet, result.needed - number if more else number - result.needed)


def _on_the_way(sheet: Sheet, short: int) -> Yardstick:
    """What is left while the leg is on, or that nothing mends it, or that it is done for good."""
    _, result = sheet._, sheet.result
    if result.verdict is Verdict.MISSED:
        return Yardstick(_("không bù được"), _until(sheet), bad=True)
    if result.verdict is Verdict.MET and sheet.demand.quantity.of_sums:
        return Yardstick(_("đã xong"), _needed(sheet))
    return Yardstick(_left(sheet, short), _needed(sheet))


def forecast(sheet: Sheet) -> Yardstick:
    """``431`` over ``sẽ vượt 4``: where the last paces lead, and how far that is from the measure.

    What is bad stands in the future, so that beside ``vượt 2`` of today nobody asks which of both
    is meant. Nothing of a known breach, which is told beside it; once the leg is over that this is
    the last word.
    """
    _, result = sheet._, sheet.result
    if result.verdict in _UNKNOWN or result.leg is None:
        return Yardstick(NOTHING, silent=True)
    if sheet.demand.quantity.dated_task is None and result.is_over:
        return Yardstick(_("kết quả cuối"), silent=True)
    found = result.forecast
    if found is None or result.needed is None or result.verdict in (Verdict.MET, Verdict.MISSED):
        return Yardstick(NOTHING, silent=True)
    how, bad = _distance(sheet, found.value, result.needed)
    return Yardstick(sheet.count(found.value), _("sẽ {how}").format(how=how) if bad else how)


def _nothing(sheet: Sheet) -> Yardstick:
    _, verdict = sheet._, sheet.result.verdict
    why = {
        Verdict.NO_DATA: _("chưa đánh giá"),
        Verdict.NOT_JUDGED: _("chưa có mức"),
        Verdict.NOT_APPLICABLE: "",
    }[verdict]
    return Yardstick(NOTHING, why, silent=True)


def _held(sheet: Sheet, number: int, asked: int) -> Yardstick:
    said, bad = _distance(sheet, number, asked)
    return Yardstick(said, _signed(sheet, asked), bad=bad)


def _distance(sheet: Sheet, number: int, asked: int) -> tuple[str, bool]:
    """``dư 3``, ``đủ``, ``thiếu 2`` …, and whether that is bad."""
    more = bool(sheet.result.more_is_better)
    said = apart(number, asked, sheet.language, more_is_better=more)
    return said, (number < asked) if more else (number > asked)


def _left(sheet: Sheet, short: int) -> str:
    """What is left to do, or to spare, until the end of the leg."""
    _, result = sheet._, sheet.result
    if short > 0:
        text = _("thêm {count}") if result.more_is_better else _("giảm thêm {count}")
        return text.format(count=sheet.count(short))
    if result.more_is_better or sheet.demand.aim.moving or result.needed == 0:
        return _("giữ")
    if short == 0:
        return _("không tăng thêm")
    return _("được tăng {count}").format(count=sheet.count(-short))


def _needed(sheet: Sheet) -> str:
    """What is needed at the end; of a share that is kept the bar itself."""
    leg = sheet.result.leg
    if leg is not None and sheet.demand.drawn_as_share:
        return bar_text(leg.bar, sheet.language, share=True)
    return _signed(sheet, sheet.result.needed)


def _signed(sheet: Sheet, number: int | None) -> str:
    """``≥ 36``; ``= 0`` where nothing may be left."""
    more = sheet.result.more_is_better
    sign = "≥" if more else "=" if number == 0 else "≤"
    return f"{sign} {integer(number, sheet.language)}"


def _until(sheet: Sheet) -> str:
    """Until when, without the periods left."""
    return deadline(sheet.result, sheet.plan, sheet.language).partition(" · ")[0]


def _task_by_now(sheet: Sheet) -> Yardstick:
    """How many localities have not done it, over its day."""
    _, undone = sheet._, _undone(sheet.result)
    said = _("thiếu {count}").format(count=sheet.count(undone)) if undone else _("đủ")
    return Yardstick(said, _due_on(sheet), bad=undone > 0 and sheet.result.verdict in _BAD)


def _task_to_do(sheet: Sheet) -> Yardstick:
    _, undone = sheet._, _undone(sheet.result)
    if not undone:
        return Yardstick(_("đã xong"))
    if sheet.result.verdict is Verdict.MISSED:
        return Yardstick(_("không bù được"), _due_on(sheet), bad=True)
    return Yardstick(_("thêm {count}").format(count=sheet.count(undone)), _due_on(sheet))


_BAD = (Verdict.BEHIND, Verdict.MISSED)


def _undone(result: Result) -> int:
    return (result.denominator or 0) - (result.numerator or 0)


def _due_on(sheet: Sheet) -> str:
    task = sheet.demand.quantity.dated_task
    when = day(None if task is None else task.due_on, sheet.language)
    return sheet._("hạn {date}").format(date=when)

