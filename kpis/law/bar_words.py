"""Bars as they are printed, and what happens exactly on one."""

from __future__ import annotations

from fractions import Fraction

from data_loaders.model.formats import decimal, percent, translator
from data_loaders.model.language import Language
from kpis.law.bar import Bar, Operator

SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.ABOVE: ">",
    Operator.AT_MOST: "≤",
    Operator.BELOW: "<",
}


def bar_text(bar: Bar, language: Language, *, share: bool) -> str:
    """``≥ 80,0%``, or ``≤ 15`` of a count; with all the decimals that the bar has."""
    if share:
        return f"{SIGNS[bar.operator]} {percent(bar.value, language, bars=(bar.value,))}"
    sign = "=" if _nothing(bar) else SIGNS[bar.operator]  # a count is never below zero
    return f"{sign} {decimal_of(bar.value, language)}"


def _nothing(bar: Bar) -> bool:
    return bar.operator is Operator.AT_MOST and bar.value == 0


def decimal_of(value: Fraction, language: Language) -> str:
    """A number with as many decimals as it has, at most three."""
    places = next((n for n in range(3) if (value * 10**n).denominator == 1), 3)
    return decimal(value, language, places=places)


def strictness(bar: Bar, language: Language) -> str:
    """What happens exactly on the bar: the sentence's own word decides, "ít nhất" or "trên"."""
    _ = translator(language)
    return {
        Operator.AT_LEAST: _("≥: bằng đúng mức thì đạt"),
        Operator.ABOVE: _(">: bằng đúng mức thì chưa đạt, phải hơn"),
        Operator.AT_MOST: _("≤: bằng đúng mức thì đạt"),
        Operator.BELOW: _("<: bằng đúng mức thì không đạt, phải dưới"),
    }[bar.operator]
