"""The localities of one target beside one another: verdict, count, dot, distance and own limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from kpis.charts import dots
from kpis.charts.dots import Dot
from kpis.comparison import Comparison, compare
from kpis.model import Result, Target, Verdict
from kpis.watched import last_held
from kpis.words.figures import apart, limit_text, signed
from kpis.words.verdicts import integer, period_name, reason_word
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import elements, explaining
from pages.ui.reads.drawn import Drawn

MOST = 12
"""Of the ranked ones so many stand open; the others are a touch away."""


def localities(view: View, target: Target) -> None:
    """The list of those who may be ranked, beside it those who may not; what was asked about one,
    and the form to ask."""
    st.html(
        view.drawn(
            Drawn.TARGET_LOCALITIES,
            lambda: _localities(view, target),
            detail=target.target_id,
        )
    )
    every = results_of(view, target)
    asked = "".join(_asked(view, one) for one in every)
    if asked:
        st.html(f'<div class="asked-about">{asked}</div>')
    explaining.ask(view, every, key="any")


def results_of(view: View, target: Target) -> list[Result]:
    """The localities' results, in register order."""
    card = view.scorecard
    return [one for one in card.of_target(target.target_id) if one.unit_id != card.province_id]


def _asked(view: View, result: Result) -> str:
    """What was asked about a locality's figure, under its name."""
    said = explaining.beside(view, result)
    if not said:
        return ""
    return f"<p><b>{links.to_locality(view, result.unit_id)}</b></p>{said}"


def _localities(view: View, target: Target) -> str:
    _, every = view.text, results_of(view, target)
    found = compare(every)
    head = f"{escape(_('Các địa phương'))} <small>{escape(_how_read(view, target, every))}</small>"
    drawn = _Drawn(view, target, dots.dots_of([*found.ranked, *found.small]))
    return (
        f'<h3 class="section">{head}</h3><div class="localities">'
        f"<div>{drawn.rows(found.ranked)}</div>{drawn.beside(found)}</div>"
    )


def _how_read(view: View, target: Target, every: Sequence[Result]) -> str:
    """What dot and mark are, once for all rows."""
    _, known = view.text, [one for one in every if one.numerator is not None]
    if target.dated_task is not None or not known:
        return ""
    if any(one.base is not None for one in known):
        return _("tăng, giảm so với số gốc; vạch dày là mức của chính nơi đó")
    if any(one.denominator is not None for one in known):
        return _("tỷ lệ từ 0 đến 100%; vạch dày là mức của chính nơi đó")
    return _("số đã có từ đầu khoảng được cộng")


class _Drawn:
    """The rows of one target, on one scale."""

    def __init__(self, view: View, target: Target, on_scale: Mapping[str, Dot]) -> None:
        self.view, self.target, self.on_scale = view, target, on_scale

    def rows(self, results: Sequence[Result]) -> str:
        """A list, what is beyond the first dozen folded."""
        shown, rest = results[:MOST], results[MOST:]
        html = self._list(shown)
        if rest:
            text = self.view.text("{count} địa phương còn lại").format(count=len(rest))
            html += elements.folded(text, self._list(rest))
        return html

    def beside(self, found: Comparison) -> str:
        """Those with a base below ten, then those without a figure; why the first have no rank."""
        others = [*found.small, *found.apart]
        if not others:
            return ""
        note = ""
        if found.small and self.target.dated_task is None:
            unit = self.target.unit(self.view.state.language)
            text = self.view.text("Dưới 10 {unit}: chỉ nêu số đếm, không xếp hạng.")
            note = elements.caption(text.format(unit=unit))
        return f"<div>{self.rows(others)}{note}</div>"

    def _list(self, results: Sequence[Result]) -> str:
        if not results:
            return ""
        return f'<ol class="places">{"".join(map(self._row, results))}</ol>'

    def _row(self, result: Result) -> str:
        view = self.view
        badge = elements.badge(view, result.verdict, provisional=result.provisional)
        unit = view.register.by_id[result.unit_id]
        address = links.locality_address(view, result.unit_id)
        name = f'<a class="place" {address}>{escape(elements.short_name(unit))}</a>'
        if self.target.dated_task is not None:
            return f"<li>{badge}{name}{self._said(links.to_origin(view, result))}</li>"
        if result.numerator is None or result.denominator == 0:
            return f"<li>{badge}{name}{self._said(self._silent(result))}</li>"
        return (
            f"<li>{badge}{name}{self._counts(result)}{dots.draw(self.on_scale.get(result.unit_id))}"
            f'<b class="by">{escape(self._by(result))}</b>'
            f'<span class="limit">{escape(self._limit(result))}</span></li>'
        )

    def _said(self, html: str) -> str:
        return f'<span class="held">{html}</span>'

    def _counts(self, result: Result) -> str:
        """``44 → 47``, ``10/14`` or the count, as a link to where it comes from."""
        language = self.view.state.language
        now = f"<b>{integer(result.numerator, language)}</b>"
        if result.denominator is not None:
            now = f"{now}/{integer(result.denominator, language)}"
        elif result.base is not None:
            now = f"{integer(result.base, language)} → {now}"
        return f'<a class="counts" {links.origin_address(self.view, result)}>{now}</a>'

    def _by(self, result: Result) -> str:
        """The change since the base; else how far it is from what is needed."""
        language, number = self.view.state.language, result.numerator or 0
        if result.base is not None:
            return signed(number - result.base, language)
        if result.needed is None or result.leg is None:
            return ""
        more = result.leg.bar.more_is_better
        return apart(number, result.needed, language, more_is_better=more)

    def _limit(self, result: Result) -> str:
        if result.needed is None or result.leg is None:
            return ""
        more, language = result.leg.bar.more_is_better, self.view.state.language
        return limit_text(result.needed, language, more_is_better=more)

    def _silent(self, result: Result) -> str:
        """Why there is no figure, and what stood in the newest report that counted."""
        view, _ = self.view, self.view.text
        if result.verdict is Verdict.NOT_APPLICABLE and result.denominator == 0:
            return escape(_("chưa có gì để tính"))
        missing = result.unit_id in view.scorecard.reporting.missing
        why = elements.whereabouts(view, result.unit_id) if missing else ""
        if not missing and result.reason is not None:
            why = reason_word(result.reason, view.state.language)
        return "; ".join(filter(None, (escape(why), self._held(result)))) or "–"

    def _held(self, result: Result) -> str:
        view, target = self.view, self.target
        held = last_held(
            view.facts,
            view.plan,
            view.register,
            target_id=target.target_id,
            unit_id=result.unit_id,
            period=view.period,
        )
        if held is None:
            return ""
        language = view.state.language
        count = integer(held.numerator, language)
        if held.denominator is not None:
            count = f"{count}/{integer(held.denominator, language)}"
        return escape(f"{period_name(held.period, language)}: {count}")
