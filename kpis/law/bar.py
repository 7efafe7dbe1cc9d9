"""The bar a sentence sets: an operator and a number, the one place where a direction is known."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Operator(StrEnum):
    """How a figure compares with its bar: strict where the sentence of the plan is."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"


_COMPARISONS: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.ABOVE: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.BELOW: operator.lt,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """The demand on a value: ``> 80 %`` of a share is ``Bar(ABOVE, 4/5)``."""

    operator: Operator
    value: Fraction

    @property
    def more_is_better(self) -> bool:
        return self.operator is Operator.AT_LEAST or self.operator is Operator.ABOVE

    @property
    def strict(self) -> bool:
        """Whether a figure exactly on the bar fails it."""
        return self.operator is Operator.ABOVE or self.operator is Operator.BELOW

    def holds(self, value: Fraction) -> bool:
        """Whether a value of the quantity satisfies the bar; exact."""
        return _COMPARISONS[self.operator](value, self.value)

    def nearest(self, whole: int = 1, *, beside: int = 0) -> int:
        """The whole number nearest to ``beside + value × whole`` that satisfies the bar set there.

        The smallest one, at least 0, where more is better, else the largest, which may be below 0
        where no count satisfies it. Worked out in integers: it is asked for every figure.
        """
        under = self.value.denominator
        over = beside * under + self.value.numerator * whole
        if self.more_is_better:
            return max(over // under + 1 if self.strict else -(-over // under), 0)
        return -(-over // under) - 1 if self.strict else over // under

    def upward(self, number: int) -> int:
        """The number on a scale on which more is always better."""
        return number if self.more_is_better else -number

    def satisfiable(self, least: Fraction | None, most: Fraction | None) -> bool:
        """Whether any value from ``least`` to ``most`` (None: no end) satisfies the bar."""
        end = most if self.more_is_better else least
        return end is None or self.holds(end)
