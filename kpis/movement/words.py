"""Why a figure moved, in words: one sentence, and a line for every part.

The value that is judged is explained first (a share, a change in percentage points), then the
count behind it; on a small base the other way round. What is printed adds up as printed: the figure
is rounded after every step and a part is the difference of two rounded figures, so that no reader
finds a tenth too many. The exact numbers are the movement's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from data_loaders.model.formats import decimal, integer, percent, tenths, translator
from kpis.model import Caveat, Language, Plan, Result, Target
from kpis.movement.model import Cause, Measure, Movement, Part
from kpis.movement.parts import Names, part_text
from kpis.quantities.change import change_text
from kpis.words.arithmetic import figure
from kpis.words.verdicts import verdict_word


def main_measure(movement: Movement, plan: Plan) -> Measure:
    """The number that is explained first: the value that is judged, or on a small base the count.

    Where that one did not move and another did, the first that did.
    """
    return [*_told(movement, plan), *_order(movement, plan)][0]


def _order(movement: Movement, plan: Plan) -> tuple[Measure, ...]:
    target = plan.by_id.get(movement.after.target_id)
    dated = target is not None and target.dated_task is not None
    small = Caveat.SMALL_BASE in (*movement.before.caveats, *movement.after.caveats)
    if dated or movement.start.value is None:
        return (Measure.NUMERATOR,)
    both = (Measure.VALUE, Measure.NUMERATOR)
    return both[::-1] if small else both


def measure_word(measure: Measure, language: Language) -> str:
    """The number's name, as over a column."""
    _ = translator(language)
    return {
        Measure.NUMERATOR: _("Thực hiện"),
        Measure.DENOMINATOR: _("Tổng số"),
        Measure.BASE: _("Số gốc"),
        Measure.VALUE: _("Tỷ lệ"),
    }[measure]


def cause_word(cause: Cause, language: Language) -> str:
    """What moves figures, in a few words."""
    _ = translator(language)
    return {
        Cause.NEW_PERIOD: _("Số liệu kỳ mới"),
        Cause.LATE: _("Nhận sau hạn"),
        Cause.ACCEPTED: _("Gửi đúng hạn, nay được duyệt"),
        Cause.CORRECTED: _("Bản mới thay bản trước"),
        Cause.RETURNED: _("Bị trả lại"),
        Cause.WITHDRAWN: _("Rút lại việc duyệt"),
        Cause.COUNTED: _("Nay được tính"),
        Cause.NOT_COUNTED: _("Chưa được tính (không phải giảm)"),
        Cause.LISTS: _("Danh sách địa bàn thay đổi"),
        Cause.TARGET: _("Chỉ tiêu thay đổi"),
        Cause.BOUNDARY: _("Sắp xếp đơn vị hành chính"),
    }[cause]


def printed(number: int | Fraction | None, measure: Measure) -> int:
    """A number in the last place that is printed of it; what is not known prints as nothing."""
    if number is None:
        return 0
    return tenths(Fraction(number)) if measure is Measure.VALUE else int(number)


def level(
    number: int | Fraction | None,
    measure: Measure,
    language: Language,
    bars: Iterable[Fraction],
) -> str:
    """A number as it stands in a table. ``bars``: what a share must not contradict."""
    if measure is Measure.VALUE:
        return percent(None if number is None else Fraction(number), language, bars=bars)
    return integer(None if number is None else int(number), language)


def amount(step: int, measure: Measure, language: Language) -> str:
    """A difference of :func:`printed` numbers with its sign: ``+3``; of shares ``−1,7``."""
    share = measure is Measure.VALUE
    size = decimal(Fraction(abs(step), 10 if share else 1), language, places=1 if share else 0)
    return size if step == 0 else f"{'+' if step > 0 else '−'}{size}"


def step_of(part: Part, measure: Measure) -> int:
    """By how much a part moves the printed number."""
    return printed(part.after.get(measure), measure) - printed(part.before.get(measure), measure)


def by_cause(parts: Iterable[Part], measure: Measure) -> Mapping[Cause, int]:
    """The printed amounts of each cause that moved the number, in the order of the account."""
    found: dict[Cause, int] = {}
    for part in parts:
        if part.change(measure):
            found[part.cause] = found.get(part.cause, 0) + step_of(part, measure)
    return found


def movement_sentence(movement: Movement, plan: Plan, names: Names, language: Language) -> str:
    """Why the figure changed: from what to what, by what, most by whom; the verdict's change."""
    _ = translator(language)
    if movement.before.numerator is None or movement.after.numerator is None:
        said = [_appeared(movement, plan, names, language)]
    elif not movement.measures:
        said = [_("Con số vẫn là {after}").format(after=_whole(movement.after, plan, language))]
    else:
        measures = _told(movement, plan)
        clauses = [_clause(movement, one, plan, names, language) for one in measures]
        said = [clauses[0], *map(_lower, clauses[1:])]
    said += _verdicts(movement, language)
    said += _target(movement, names, language)
    if movement.backwards and movement.parts:
        said.append(_("kể ngược thời gian, mỗi phần đổi dấu"))
    return "; ".join(said) + "."


def _told(movement: Movement, plan: Plan) -> list[Measure]:
    """The numbers that a sentence explains: those that moved, and of the base that it did."""
    order = [*_order(movement, plan), Measure.DENOMINATOR, Measure.BASE]
    moved = movement.measures
    return [one for one in order if one in moved]


def _whole(result: Result, plan: Plan, language: Language) -> str:
    """The figure as everywhere; of a dated task the count."""
    target = plan.by_id.get(result.target_id)
    if target is None:
        return integer(result.numerator, language)
    if target.dated_task is not None and result.denominator is not None:
        counts = (result.numerator, result.denominator)
        return "/".join(integer(count, language) for count in counts)
    return figure(result, plan, language)


def _appeared(movement: Movement, plan: Plan, names: Names, language: Language) -> str:
    """One end has no figure, or neither."""
    _ = translator(language)
    before, after = movement.before, movement.after
    if before.numerator is None and after.numerator is None:
        if after.value is None or before.value is None:
            return _("Cả hai thời điểm đều chưa có số")
        ends = (figure(before, plan, language), figure(after, plan, language))
        return _("Trước {before}, nay {after}").format(before=ends[0], after=ends[1])
    text = _("Trước chưa có số, nay {figure}")
    if after.numerator is None:
        text = _("Trước {figure}, nay chưa có số")
    known = before if after.numerator is None else after
    said = text.format(figure=_whole(known, plan, language))
    why = _why(movement, Measure.NUMERATOR, names, language)
    return f"{said}: {why}" if why else said


def _clause(
    movement: Movement, measure: Measure, plan: Plan, names: Names, language: Language
) -> str:
    """From what to what one number went, and why."""
    _, target = translator(language), plan.target(movement.after.target_id)
    ends = [
        _end(movement, at, measure, target, language) for at in (movement.before, movement.after)
    ]
    steps = sum(step_of(part, measure) for part in movement.parts)
    change = movement.change(measure)
    if not change:
        text = _("vẫn là {after} vì các thay đổi bù trừ nhau")
    elif steps == 0:
        text = _("từ {before} thành {after} (thay đổi dưới 0,1 điểm phần trăm)")
    else:
        text = _("từ {before} xuống {after} ({change})")
        if change > 0:
            text = _("từ {before} lên {after} ({change})")
        if measure is Measure.VALUE and movement.after.base is not None:
            text = _("từ {before} thành {after} ({change})")
    by = amount(steps, measure, language)
    if measure is Measure.VALUE:
        by = _("{amount} điểm phần trăm").format(amount=by)
    said = text.format(before=ends[0], after=ends[1], change=by)
    name = measure_word(measure, language)
    if measure is Measure.VALUE and movement.after.base is not None:
        name = _("So với số gốc")
    main = main_measure(movement, plan)
    if measure in (Measure.DENOMINATOR, Measure.BASE) and measure is not main:
        return f"{name} {said}"  # what moved it is said of the others
    return f"{name} {said}: {_why(movement, measure, names, language)}"


def _end(
    movement: Movement, result: Result, measure: Measure, target: Target, language: Language
) -> str:
    """One end of a number as it is read: a change with its direction in words."""
    numbers = movement.start if result is movement.before else movement.end
    if measure is not Measure.VALUE:
        return level(numbers.get(measure), measure, language, target.bars)
    if result.base is not None:
        return change_text(result, language)
    return level(numbers.value, measure, language, target.bars)


def _verdicts(movement: Movement, language: Language) -> list[str]:
    before, after = movement.before.verdict, movement.after.verdict
    if before is after:
        return []
    _ = translator(language)
    text = _("kết quả từ “{before}” thành “{after}”")
    words = (verdict_word(one, language).lower() for one in (before, after))
    return [text.format(before=next(words), after=next(words))]


def _target(movement: Movement, names: Names, language: Language) -> list[str]:
    """That the target itself changed, where that moved no number and is not said yet."""
    still = [part for part in movement.parts if not any(map(part.change, Measure))]
    return [_lower(part_text(part, names, language)) for part in still]


def _why(movement: Movement, measure: Measure, names: Names, language: Language) -> str:
    """Each cause with its amount; then the locality that moved the number most, and by what."""
    _ = translator(language)
    moved = movement.moved(measure)
    if len(moved) == 1:
        return _inner(part_text(moved[0], names, language))
    said = [
        f"{_lower(cause_word(cause, language))} {amount(step, measure, language)}"
        for cause, step in by_cause(moved, measure).items()
    ]
    most = _most(moved, measure)
    if most:
        by = amount(sum(step_of(part, measure) for part in most), measure, language)
        largest = max(most, key=lambda part: abs(part.change(measure)))
        text = _("nhiều nhất là {part} ({amount})")
        said.append(text.format(part=_inner(part_text(largest, names, language)), amount=by))
    return ", ".join(said)


def _most(moved: Sequence[Part], measure: Measure) -> list[Part]:
    """The parts of the locality that moved the number most, all its parts together."""
    own: dict[str, list[Part]] = {}
    for part in moved:
        if part.about.unit_id is not None:
            own.setdefault(part.about.unit_id, []).append(part)
    return max(own.values(), key=lambda parts: _size(parts, measure), default=[])


def _size(parts: Sequence[Part], measure: Measure) -> Fraction:
    return abs(sum((one.change(measure) for one in parts), Fraction(0)))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _inner(text: str) -> str:
    """A line inside a sentence: its own semicolons would look like the sentence's."""
    return text.replace("; ", ", ")
