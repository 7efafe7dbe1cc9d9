"""Why a figure moved, in words: one sentence, and a line for every part.

What is printed adds up as printed: the figure is rounded after every step and a part is the
difference of two rounded figures, so that no reader finds a tenth too many. The exact numbers are
the movement's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kpis.arithmetic import figure
from kpis.language import decimal, integer, percent, tenths, translator
from kpis.model import Caveat, Floor, Language, Milestone, Plan, Result, ShareByDeadline
from kpis.movement_model import Measure, Movement, Numbers, Part, PartKind
from kpis.movement_parts import Names, part_text
from kpis.wording import verdict_word


def main_measure(movement: Movement, plan: Plan) -> Measure:
    """The number the figure is mostly known by: a share, or the count where a share says little.

    Where that one did not move and another did, the first that did.
    """
    result = movement.after
    target = plan.by_id.get(result.target_id)
    shown = Measure.NUMERATOR
    small = Caveat.SMALL_BASE in (*movement.before.caveats, *result.caveats)
    if target is not None and isinstance(target.formula, ShareByDeadline | Floor) and not small:
        shown = Measure.VALUE
    moved = movement.measures
    return shown if shown in moved or not moved else moved[0]


def measure_word(measure: Measure, language: Language) -> str:
    """The number's name, as over a column."""
    _ = translator(language)
    return {
        Measure.NUMERATOR: _("Thực hiện"),
        Measure.DENOMINATOR: _("Tổng số"),
        Measure.BASE: _("Số gốc"),
        Measure.NEEDED: _("Số cần đạt"),
        Measure.VALUE: _("Tỷ lệ"),
    }[measure]


def kind_word(kind: PartKind, language: Language) -> str:
    """What moves figures, in a few words."""
    _ = translator(language)
    return {
        PartKind.PERIOD: _("Số liệu kỳ mới"),
        PartKind.LATE: _("Báo cáo đến sau"),
        PartKind.CORRECTION: _("Đính chính"),
        PartKind.LISTS: _("Danh sách địa phương, địa bàn"),
        PartKind.TARGET: _("Chỉ tiêu, cách hiểu"),
    }[kind]


def printed(number: int | Fraction | None, measure: Measure) -> int:
    """A number in the last place that is printed of it; what is not known prints as nothing."""
    if number is None:
        return 0
    return tenths(Fraction(number)) if measure is Measure.VALUE else int(number)


def level(number: int | Fraction | None, measure: Measure, language: Language) -> str:
    """A number as it stands in a table."""
    if measure is Measure.VALUE:
        return percent(None if number is None else Fraction(number), language)
    return integer(None if number is None else int(number), language)


def amount(step: int, measure: Measure, language: Language) -> str:
    """A difference of :func:`printed` numbers with its sign: ``+3``; of shares ``−1,7``."""
    share = measure is Measure.VALUE
    size = decimal(Fraction(abs(step), 10 if share else 1), language, places=1 if share else 0)
    return size if step == 0 else f"{'+' if step > 0 else '−'}{size}"


def step_of(part: Part, measure: Measure) -> int:
    """By how much a part moves the printed number."""
    return printed(part.after.get(measure), measure) - printed(part.before.get(measure), measure)


def by_kind(parts: Iterable[Part], measure: Measure) -> Mapping[PartKind, int]:
    """The printed amounts of each kind that moved the number, in the order of the walk."""
    found: dict[PartKind, int] = {}
    for part in parts:
        if part.change(measure):
            found[part.kind] = found.get(part.kind, 0) + step_of(part, measure)
    return found


def movement_sentence(movement: Movement, plan: Plan, names: Names, language: Language) -> str:
    """Why the figure changed, in one sentence: from what to what, by what, most by whom."""
    measure = main_measure(movement, plan)
    said = [_change(movement, measure, plan, language), *_verdicts(movement, language)]
    why = _why(movement, measure, names, language)
    return "; ".join(said) + (f": {why}." if why else ".")


def _change(movement: Movement, measure: Measure, plan: Plan, language: Language) -> str:
    _ = translator(language)
    change = movement.change(measure)
    before, after = (
        _figure(one, measure, plan, language) for one in (movement.before, movement.after)
    )
    if change.known > 0:
        text = _("Trước chưa có số, nay {after}")
        if movement.before.numerator is not None:
            text = _("Trước chưa đủ số liệu ({before}), nay {after}")
    elif change.known < 0:
        text = _("Trước {before}, nay chưa có số")
        if movement.after.numerator is not None:
            text = _("Trước {before}, nay chưa đủ số liệu ({after})")
    elif Numbers.of(movement.after).get(measure) is None:
        text = _("Cả hai thời điểm đều chưa có số")
    elif not change:
        text = _("Con số vẫn là {after}")
        if movement.moved(measure):
            text = _("Con số vẫn là {after} vì các thay đổi bù trừ nhau")
    else:
        text = _("Từ {before} xuống {after} ({change})")
        if change.amount > 0:
            text = _("Từ {before} lên {after} ({change})")
    steps = sum(step_of(part, measure) for part in movement.parts)
    if change.amount and not change.known and steps == 0:
        text = _("Từ {before} thành {after} (thay đổi dưới 0,1 điểm phần trăm)")
    by = _unit(amount(steps, measure, language), measure, language)
    text = text.format(before=before, after=after, change=by)
    return text if _is_figure(measure) else f"{measure_word(measure, language)}: {text}"


def _is_figure(measure: Measure) -> bool:
    return measure in (Measure.VALUE, Measure.NUMERATOR)


def _figure(result: Result, measure: Measure, plan: Plan, language: Language) -> str:
    """The figure as everywhere; of a milestone, and of a number behind the figure, the count."""
    numbers = Numbers.of(result)
    target = plan.by_id.get(result.target_id)
    if target is None or not _is_figure(measure):
        return level(numbers.get(measure), measure, language)
    if isinstance(target.formula, Milestone) and numbers.denominator is not None:
        counts = (numbers.numerator, numbers.denominator)
        return "/".join(integer(count, language) for count in counts)
    return figure(result, plan, language)


def _unit(amount: str, measure: Measure, language: Language) -> str:
    if measure is not Measure.VALUE:
        return amount
    _ = translator(language)
    return _("{amount} điểm phần trăm").format(amount=amount)


def _verdicts(movement: Movement, language: Language) -> list[str]:
    before, after = movement.before.verdict, movement.after.verdict
    if before is after:
        return []
    _ = translator(language)
    text = _("kết quả từ “{before}” thành “{after}”")
    words = (verdict_word(one, language).lower() for one in (before, after))
    return [text.format(before=next(words), after=next(words))]


def _why(movement: Movement, measure: Measure, names: Names, language: Language) -> str:
    """Each kind with its amount; the largest part by name where there are several."""
    _ = translator(language)
    moved = movement.moved(measure)
    kinds = by_kind(moved, measure)
    said = [
        f"{_lower(kind_word(kind, language))} {amount(step, measure, language)}"
        for kind, step in kinds.items()
    ]
    if len(moved) > 1:
        most = max(moved, key=lambda part: abs(part.change(measure).amount))
        text = _("nhiều nhất là {part} ({amount})")
        by = amount(step_of(most, measure), measure, language)
        said.append(text.format(part=_inner(part_text(most, names, language)), amount=by))
    elif moved:
        said.append(_inner(part_text(moved[0], names, language)))
    return "; ".join(said)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _inner(text: str) -> str:
    """A line inside a sentence: its own semicolons would look like the sentence's."""
    return text.replace("; ", ", ")
