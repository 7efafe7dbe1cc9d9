"""In words: the conclusion, the gravest results, what moved since the period before.

Each part is one piece of HTML and kept whole: an element of its own for each sentence would cost
the server, the wire and the browser a third of a millisecond every time somebody looks.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.model import Result
from kpis.words.gap import gap_text
from kpis.words.priorities import Direction, Shift, exceptions, towards
from kpis.words.verdicts import conclusion, period_name, shift_sentence
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads.drawn import Drawn

SHOWN = 5


def in_words(view: View) -> None:
    """The conclusion as sentences to read out, folded away."""
    st.html(view.drawn(Drawn.IN_WORDS, lambda: _in_words(view)))


def _in_words(view: View) -> str:
    said = (
        f"{elements.lines(*conclusion(view.scorecard, view.plan, view.state.language))}"
        f"{elements.lines(elements.worst_said(view))}{elements.lines(elements.missing_said(view))}"
    )
    return elements.folded(view.text("Kết luận bằng lời"), said)


def first_looks(view: View) -> None:
    """What is gravest, and what moved since the period before."""
    st.html(view.drawn(Drawn.FIRST_LOOKS, lambda: _grave(view) + _moved(view)))


def _grave(view: View) -> str:
    """The five gravest results of single localities, red first; the rest behind a fold."""
    _, card = view.text, view.scorecard
    every = exceptions(card, limit=len(card.results))
    rest = len(every) - SHOWN
    if rest <= 0:
        return elements.section(_("Cần xem trước")) + _exceptions(view, every)
    title = _("Cần xem trước: {shown} trong {count} kết quả")
    more = _("{count} kết quả còn lại").format(count=rest)
    return (
        elements.section(title.format(shown=SHOWN, count=len(every)))
        + _exceptions(view, every[:SHOWN])
        + elements.folded(more, _exceptions(view, every[SHOWN:]))
    )


def _exceptions(view: View, grave: tuple[Result, ...]) -> str:
    if not grave:
        text = view.text("Không có địa phương nào không đạt, chậm tiến độ hoặc có nguy cơ.")
        return f"<p>{escape(text)}</p>"
    items = "".join(f"<li>{_exception(view, result)}</li>" for result in grave)
    return f'<ol class="exceptions">{items}</ol>'


def _exception(view: View, result: Result) -> str:
    """Badge, locality, target, figure and how far it is from what is demanded."""
    distance = escape(gap_text(result, view.plan, view.state.language))
    return (
        f"{elements.badge(view, result.verdict, provisional=result.provisional)}"
        f" <span>{links.to_locality(view, result.unit_id)}:"
        f" {links.to_target(view, result.target_id)},"
        f" {links.to_origin(view, result)}"
        f'<span class="quiet">, {distance}</span></span>'
    )


def _moved(view: View) -> str:
    """Which verdicts are other ones than the period before, as one sentence and its list."""
    moved = view.shifts
    if moved is None:
        return ""
    before, language = view.period.shifted(-1), view.state.language
    title = view.text("Thay đổi so với {period}").format(period=period_name(before, language))
    said = shift_sentence(moved, language, province_id=view.scorecard.province_id)
    worse, better = towards(moved, Direction.WORSE), towards(moved, Direction.BETTER)
    html = elements.section(title) + elements.lines(said) + (_list(view, worse) if worse else "")
    if better:
        more = view.text("Những kết quả tốt lên ({count})").format(count=len(better))
        html += elements.folded(more, _list(view, better))
    return html


def _list(view: View, moved: tuple[Shift, ...]) -> str:
    items = "".join(f"<li>{_shift(view, shift)}</li>" for shift in moved)
    return f'<ul class="shifts">{items}</ul>'


def _shift(view: View, shift: Shift) -> str:
    unit = shift.after.unit_id
    name = escape(view.register.by_id[unit].full_name)
    if unit != view.scorecard.province_id:
        name = links.to_locality(view, unit)
    was = elements.badge(view, shift.before.verdict)
    is_now = elements.badge(view, shift.after.verdict, provisional=shift.after.provisional)
    return (
        f"{was} → {is_now} <span>{name}: {links.to_target(view, shift.after.target_id)},"
        f" {_figures(view, shift)}</span>"
    )


def _figures(view: View, shift: Shift) -> str:
    """Both figures, or one where only its line, its base or its lateness moved."""
    before, after = shift.before, shift.after
    now = links.to_origin(view, after)
    if (before.numerator, before.denominator) == (after.numerator, after.denominator):
        return now
    was = links.to_origin(view, before, period=view.period.shifted(-1))
    return f"{was} → {now}"
