"""Screens about results: what to look at first, what moved, and a screen per target in the red."""

from __future__ import annotations

from html import escape

from kpis.charts import track_svg
from kpis.charts.track import Track
from kpis.charts.track_reading import written
from kpis.model import Language, Result
from kpis.words.deadlines import deadline
from kpis.words.gap import gap_text
from kpis.words.priorities import TROUBLE, Direction, Shift, by_need, need, towards
from kpis.words.priorities import exceptions as gravest
from kpis.words.verdicts import figure, period_name, shift_sentence
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.presentation.screens import GAP, WIDTH, Screen, room, spread, tall, together
from pages.ui.reads.track import track as track_of_figure

SHOWN = 10
"""The gravest results of single localities; one more than a meeting can speak about."""
_SIZE, _TALLEST, _FLATTEST = 32, 330, 150
_BOXES = 118


def exceptions(view: View) -> tuple[Screen, ...]:
    """The gravest results of single localities, red first."""
    title, grave = view.text("Cần xem trước"), gravest(view.scorecard, limit=SHOWN)
    if not grave:
        text = view.text("Không có địa phương nào không đạt, chậm tiến độ hoặc có nguy cơ.")
        return spread(title, [escape(text)])
    return spread(title, [_exception(view, result) for result in grave])


def _exception(view: View, result: Result) -> str:
    distance = gap_text(result, view.plan, view.state.language)
    return (
        f"{elements.badge(view, result.verdict, provisional=result.provisional)}"
        f" <b>{_unit(view, result)}:</b> {_target(view, result)},"
        f" <b>{_figure(view, result)}</b>\xa0({escape(together(distance))})"
    )


def movement(view: View) -> tuple[Screen, ...]:
    """Which verdicts are other ones than the period before: what got worse, then what improved."""
    moved, language = view.shifts, view.state.language
    if moved is None:
        return ()
    before = period_name(view.period.shifted(-1), language)
    title = view.text("Thay đổi so với {period}").format(period=before)
    said = shift_sentence(moved, language, province_id=view.scorecard.province_id)
    items = [f"<b>{escape(said)}</b>"]
    items += [_shift(view, shift) for shift in towards(moved, Direction.WORSE)]
    better = towards(moved, Direction.BETTER)
    heading = view.text("Những kết quả tốt lên ({count})").format(count=len(better))

    def rest(count: int) -> str:
        return view.text("Và {count} kết quả khác.").format(count=count)

    return (
        *spread(title, items, most=3, rest=rest),
        *spread(heading, [_shift(view, shift) for shift in better], most=1, rest=rest),
    )


def _shift(view: View, shift: Shift) -> str:
    before, after = shift.before, shift.after
    was, now = _figure(view, before), _figure(view, after)
    same = (before.numerator, before.denominator) == (after.numerator, after.denominator)
    figures = now if same else f"{was}\xa0→ {now}"
    return (
        f"{elements.badge(view, before.verdict)} →"
        f" {elements.badge(view, after.verdict, provisional=after.provisional)}"
        f" <b>{_unit(view, after)}:</b> {_target(view, after)},"
        f" <b>{figures}</b>"
    )


def red_targets(view: View) -> tuple[Screen, ...]:
    """A screen for each target of the province that is in trouble, the gravest first."""
    card = view.scorecard
    red = [result for result in card.of_unit(card.province_id) if result.verdict in TROUBLE]
    return tuple(_red(view, one) for one in sorted(red, key=need))


def _red(view: View, result: Result) -> Screen:
    """Verdict, figure against line and target, the way there, and the localities behind it."""
    title = view.plan.target(result.target_id).name(view.state.language)
    track = view.read(track_of_figure, result.unit_id, result.target_id)
    behind = _behind(view, result)
    standing = _standing(view, result)
    said = sum(tall(text, size=_SIZE) + GAP for text in (standing, behind) if text)
    left = room(title) - said - _BOXES - 2 * GAP
    language = view.state.language
    drawing = _drawing(result, track, language, height=max(_FLATTEST, min(_TALLEST, left)))
    body = (
        f"<p>{standing}</p>"
        f'<dl>{_boxes(view, result, track)}</dl><div class="way">{drawing}</div>'
        f"{f'<p>{behind}</p>' if behind else ''}"
    )
    return Screen(title, body, f"red size-{_SIZE}")


def _standing(view: View, result: Result) -> str:
    """The verdict, how far it is from the target, and until when."""
    _, language = view.text, view.state.language
    badge = elements.badge(view, result.verdict, provisional=result.provisional)
    far = gap_text(result, view.plan, language)
    until = deadline(result, view.plan, language)
    said = f"{badge} <b>{escape(far)}</b> · {escape(_('Hạn'))}: {escape(until)}"
    if not result.provisional:
        return said
    text = _("tạm thời, mới có {counted}/{expected}")
    counted, expected = result.coverage.counted, result.coverage.expected
    return f"{said} · {escape(text.format(counted=counted, expected=expected))}"


def _boxes(view: View, result: Result, track: Track | None) -> str:
    """The three numbers of the drawing, each named in the colour and the manner it is drawn in."""
    _, language = view.text, view.state.language
    boxes = [("actual", _("Thực hiện"), figure(result, view.plan, language))]
    if track is not None:
        line = track.line[track.at]
        if line is not None and line != track.goal:
            said = written(line, track, language)
            boxes.append(("line", _("Đường tiến độ"), said))
        if track.goal is not None:
            said = written(track.goal, track, language)
            boxes.append(("goal", _("Chỉ tiêu"), f"{track.sign} {said}"))
    return "".join(
        f'<div class="{kind}"><dt>{escape(name)}</dt><dd>{escape(said)}</dd></div>'
        for kind, name, said in boxes
    )


def _drawing(result: Result, track: Track | None, language: Language, *, height: int) -> str:
    """The way to the target; of what has none, how much is done."""
    if track is not None:
        return track_svg.draw(track, language, width=WIDTH, height=height)
    if result.numerator is None or not result.denominator:
        return ""
    return track_svg.bar(result.numerator, result.denominator, width=WIDTH, height=60)


def _behind(view: View, result: Result) -> str:
    """The localities in trouble with this target, at most three, in the order of need."""
    card, language = view.scorecard, view.state.language
    ordered = by_need(card, target_id=result.target_id)[1:]
    results = (card.of(unit_id, result.target_id) for unit_id in ordered)
    grave = [one for one in results if one.verdict in TROUBLE][:3]
    if not grave:
        return ""
    named = "; ".join(
        f"{view.register.by_id[one.unit_id].full_name} ({gap_text(one, view.plan, language)})"
        for one in grave
    )
    return escape(view.text("Địa phương cần xem trước: {named}.").format(named=named))


def _unit(view: View, result: Result) -> str:
    return escape(view.register.by_id[result.unit_id].full_name)


def _target(view: View, result: Result) -> str:
    return escape(view.plan.target(result.target_id).name(view.state.language))


def _figure(view: View, result: Result) -> str:
    text = figure(result, view.plan, view.state.language)
    return escape(together(text))
