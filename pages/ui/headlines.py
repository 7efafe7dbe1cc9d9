"""What the chair looks at first: the gravest results, and what moved since the period before."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.gap import gap_text
from kpis.model import Result
from kpis.standing import Direction, Shift, exceptions, towards
from kpis.wording import period_name, shift_sentence
from pages.ui import links, parts
from pages.ui.reads import Drawn
from pages.ui.view import View

SHOWN = 5


def exception_list(view: View) -> None:
    """The five gravest results of single localities, red first; the rest behind a fold."""
    _, card = view.text, view.scorecard
    every = exceptions(card, view.plan, limit=len(card.results))
    title = _("Cần xem trước")
    if len(every) > SHOWN:
        title = _("Cần xem trước: {shown} trong {count} kết quả")
    st.subheader(title.format(shown=SHOWN, count=len(every)))
    st.html(view.drawn(Drawn.EXCEPTIONS, lambda: _exceptions(view, every[:SHOWN])))
    if len(every) > SHOWN:
        with st.expander(_("{count} kết quả còn lại").format(count=len(every) - SHOWN)):
            st.html(view.drawn(Drawn.MORE, lambda: _exceptions(view, every[SHOWN:])))


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
        f"{parts.badge(view, result.verdict, provisional=result.provisional)}"
        f" <span>{links.to_locality(view, result.unit_id)}:"
        f" {links.to_target(view, result.target_id)},"
        f" {links.to_origin(view, result, counts_first=True)}"
        f'<span class="quiet">, {distance}</span></span>'
    )


def movement(view: View) -> None:
    """Which verdicts are other ones than the period before, as one sentence and its list."""
    moved = view.shifts
    if moved is None:
        return
    before, language = view.period.shifted(-1), view.state.language
    name = period_name(before, language)
    st.subheader(view.text("Thay đổi so với {period}").format(period=name))
    province = view.scorecard.province_id
    st.markdown(shift_sentence(moved, language, province_id=province))
    worse = towards(moved, Direction.WORSE)
    if worse:
        st.html(_list(view, worse))
    better = towards(moved, Direction.BETTER)
    if better:
        with st.expander(view.text("Những kết quả tốt lên ({count})").format(count=len(better))):
            st.html(_list(view, better))


def _list(view: View, moved: tuple[Shift, ...]) -> str:
    items = "".join(f"<li>{_shift(view, shift)}</li>" for shift in moved)
    return f'<ul class="shifts">{items}</ul>'


def _shift(view: View, shift: Shift) -> str:
    unit = shift.after.unit_id
    name = escape(view.register.by_id[unit].full_name)
    if unit != view.scorecard.province_id:
        name = links.to_locality(view, unit)
    was = parts.badge(view, shift.before.verdict)
    is_now = parts.badge(view, shift.after.verdict, provisional=shift.after.provisional)
    return (
        f"{was} → {is_now} <span>{name}: {links.to_target(view, shift.after.target_id)},"
        f" {_figures(view, shift)}</span>"
    )


def _figures(view: View, shift: Shift) -> str:
    """Both figures, or one where only its line, its base or its lateness moved."""
    before, after = shift.before, shift.after
    now = links.to_origin(view, after, counts_first=True)
    if (before.numerator, before.denominator) == (after.numerator, after.denominator):
        return now
    was = links.to_origin(view, before, counts_first=True, period=view.period.shifted(-1))
    return f"{was} → {now}"
