"""What the whole province may come to once all have reported, on the verdicts it would have."""

from __future__ import annotations

from html import escape

from kpis.charts import strip
from kpis.model import Result
from kpis.prospect import Complete
from kpis.words.figures import limit_text
from kpis.words.verdicts import integer, verdict_word
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import track as reads

MOST = 3
"""So many of the missing are named with what they may hold."""


def complete(view: View, result: Result) -> str:
    """What the whole province comes to once all have reported, on the verdicts of every number."""
    _, coverage = view.text, result.coverage
    found = view.read(reads.ahead, result.unit_id, result.target_id).complete
    if found is None or result.bounds is None or result.leg is None:
        return ""
    title = _("Khi đủ {count}/{count} địa phương").format(count=coverage.expected)
    more = result.leg.bar.more_is_better
    drawn = strip.draw(
        found, view.state.language, more_is_better=more, sentence=_whole(view, result, found)
    )
    said = _("{held} theo số đã báo cáo gần nhất.").format(held=_held(view, found, MOST))
    return f'<h3 class="section">{escape(title)}</h3><p class="lasting">{escape(said)}</p>{drawn}'


def _held(view: View, found: Complete, most: int) -> str:
    """``Kon Rẫy 8–10, Tu Mơ Rông 7–9``."""
    named = ", ".join(
        f"{elements.short_name(view.register.by_id[one.unit_id])} "
        f"{_between(view, one.low, one.high)}"
        for one in found.held[:most]
    )
    rest = len(found.held) - most
    if rest <= 0:
        return named
    return view.text("{names} và {count} nơi khác").format(names=named, count=rest)


def _between(view: View, low: int, high: int) -> str:
    language = view.state.language
    return (
        integer(low, language)
        if low == high
        else (f"{integer(low, language)}–{integer(high, language)}")
    )


def _whole(view: View, result: Result, found: Complete) -> str:
    """The strip as a sentence: who, from what to what, against what, and with which verdict."""
    _, language, bounds, leg = view.text, view.state.language, result.bounds, result.leg
    if bounds is None or leg is None:
        raise AssertionError("a strip has bounds")
    at_low, at_high = (
        verdict_word(one, language).lower() for one in (bounds.at_low, bounds.at_high)
    )
    ends = _("Kết quả có thể là {low} hoặc {high}.").format(low=at_low, high=at_high)
    if at_low == at_high:
        ends = _("Kết quả vẫn là {verdict}.").format(verdict=at_low)
        if bounds.at_low is not result.verdict:
            ends = _("Kết quả khi đó là {verdict}.").format(verdict=at_low)
    text = _("{held}: cả tỉnh {lies}, {limit}.")
    said = text.format(
        held=_held(view, found, len(found.held)),
        lies=_between(view, found.low, found.high),
        limit=limit_text(found.needed, language, more_is_better=leg.bar.more_is_better),
    )
    return f"{said} {ends}"
