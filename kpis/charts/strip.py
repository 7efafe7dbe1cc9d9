"""What the whole place may come to once all have reported, on the verdicts it would have there.

A number is a step of the scale, so that a zone of one number can be seen; the bracket over it
reaches from the least to the most that the missing may say.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from data_loaders.model.formats import integer, translator
from kpis.model import Language
from kpis.prospect import Complete, Zone
from kpis.words.verdicts import verdict_symbol, verdict_word

NARROW, WIDE = Fraction(1, 6), Fraction(2, 5)
"""A zone of less than this part of the width has its sign alone; from the other on its word too."""


def draw(found: Complete, language: Language, *, more_is_better: bool, sentence: str) -> str:
    """The strip as HTML; who does not see it is read the sentence. ``page.css`` paints it."""
    marks = (
        *_zones(found, language),
        *_bracket(found, language),
        _goal(found, language, more_is_better),
    )
    return f'<div class="strip" role="img" aria-label="{escape(sentence)}">{"".join(marks)}</div>'


def _left(found: Complete, number: Fraction) -> Fraction:
    """Where a number stands, as a share of the width: each has a step, and stands in its middle."""
    return (number - found.first + Fraction(1, 2)) / (found.last - found.first + 1)


def _zones(found: Complete, language: Language) -> Iterator[str]:
    for zone in found.zones:
        start = _left(found, Fraction(zone.low) - Fraction(1, 2))
        wide = _left(found, Fraction(zone.high) + Fraction(1, 2)) - start
        said = _said(zone, found, language, wide)
        kind = f"v-{zone.verdict.value.replace('_', '-')}"
        word = escape(verdict_word(zone.verdict, language))
        place = f"{_at(start)};width:{_percent(wide)}"
        yield f'<span class="zone {kind}" title="{word}" style="{place}">{said}</span>'


def _said(zone: Zone, found: Complete, language: Language, wide: Fraction) -> str:
    """Sign, word and limits: ``● Đúng tiến độ, đến 442``."""
    _ = translator(language)
    sign = verdict_symbol(zone.verdict)
    if wide < NARROW:
        return f"<b>{sign}</b>"
    low, high = integer(zone.low, language), integer(zone.high, language)
    limits = low if zone.low == zone.high else f"{low}–{high}"
    if zone.low == found.first and zone.high == found.last:
        limits = ""
    elif zone.low == found.first:
        limits = _("đến {high}").format(high=high)
    elif zone.high == found.last:
        limits = _("từ {low}").format(low=low)
    word = verdict_word(zone.verdict, language)
    if wide < WIDE and limits:
        word = limits
    elif limits:
        word = f"{word}, {limits}"
    return f"<b>{sign}</b> <span>{escape(word)}</span>"


def _bracket(found: Complete, language: Language) -> Iterator[str]:
    low, high = _left(found, Fraction(found.low)), _left(found, Fraction(found.high))
    step = Fraction(1, found.last - found.first + 1)
    start, wide = low - step / 2, high - low + step
    yield f'<span class="bracket" style="{_at(start)};width:{_percent(wide)}"></span>'
    text = integer(found.low, language)
    if found.low != found.high:
        text = f"{text}–{integer(found.high, language)}"
    yield f'<b class="lies" style="{_at((low + high) / 2)}">{text}</b>'


def _goal(found: Complete, language: Language, more_is_better: bool) -> str:
    _ = translator(language)
    text = _("ít nhất {count}") if more_is_better else _("tối đa {count}")
    said = escape(text.format(count=integer(found.needed, language)))
    at = _left(found, Fraction(found.needed))
    return (
        f'<i class="goal" style="{_at(at)}"></i><span class="limit" style="{_at(at)}">{said}</span>'
    )


def _at(share: Fraction) -> str:
    return f"left:{_percent(share)}"


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.2f}%"
