"""A bar: an operator and a number (§1), and the whole number that just satisfies it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Bar:
    """``">= 0.80"``: what the value has to be."""

    operator: str
    number: Fraction

    @property
    def more(self) -> bool:
        """More is better: `>=`, `>`."""
        return self.operator in (">=", ">")

    def satisfied(self, value: Fraction) -> bool:
        """Whether a value is what the bar asks."""
        return {
            ">=": value >= self.number,
            ">": value > self.number,
            "<=": value <= self.number,
            "<": value < self.number,
        }[self.operator]

    def up(self, number: int | Fraction) -> Fraction:
        """Every rule reads upwards: N when more is better, else −N."""
        return Fraction(number) if self.more else -Fraction(number)

    def nearest(self, edge: Fraction) -> int:
        """The smallest whole N, at least 0, that is `>=`/`>` the edge; the largest `<=`/`<` it."""
        if self.operator == ">=":
            return max(0, ceil(edge))
        if self.operator == ">":
            return max(0, floor(edge) + 1)
        if self.operator == "<=":
            return floor(edge)
        return ceil(edge) - 1

    @property
    def moves(self) -> bool:
        """Of a change: it demands movement; else it permits standing still."""
        return not self.satisfied(Fraction(0))

    def impossible(self, quantity: str) -> bool:
        """A bar nothing can satisfy: share `> 1`, count `< 0`, change below −1."""
        if self.more:
            most = Fraction(1)
            return quantity == "share" and not self.satisfied(most)
        least = Fraction(-1) if quantity == "change" else Fraction(0)
        return quantity in ("count", "share", "change") and not self.satisfied(least)


def bar_of(text: str) -> Bar:
    """Read ``"<= -0.05"``; the number is exact."""
    operator, number = text.split()
    if operator not in (">=", ">", "<=", "<"):
        raise ValueError(f"no such operator: {text}")
    return Bar(operator, Fraction(number))
