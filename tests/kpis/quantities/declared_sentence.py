"""Target sentences of real plans, each declared in the plan's language, with a figure to judge.

A row: number, sentence, what is declared (one or several demands), what was reported, the verdict.
Stocks are given as the number at the end of a year (or a period), flows as the number a month.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """One demand of a sentence. ``stock``: measure → period → number, which stays until the next.

    ``flow``: measure → year → number a month. ``classes``: period → class → communes; ``areas``
    are not used. ``published``, ``concluded``: what stands on record. ``at``: the period judged.
    """

    declared: str
    verdict: str
    at: str = "2026-06"
    stock: dict[str, dict[str, int]] = field(default_factory=dict)
    flow: dict[str, dict[int, int]] = field(default_factory=dict)
    classes: dict[str, dict[str, int]] = field(default_factory=dict)
    published: str | None = None
    concluded: str | None = None


CLEAN = 'quantity = "share"\nnumerator = { classes = ["không"] }\ndenominator = { communes = true }'
UP = 'quantity = "change"\nbase = "year_before"\nby = "each_year"\nnumerator = '
SUMS = 'quantity = "share"\nkeep = true\n'
EXTERNAL = 'quantity = "external"\n'


def sums(part: str, whole: str, bar: str, over: str = "year") -> str:
    return (
        f'{SUMS}numerator = {{ measures = ["{part}"], over = "{over}" }}\n'
        f'denominator = {{ measures = ["{whole}"], over = "{over}" }}\nbar = "{bar}"'
    )


def year_before(flow: str, bar: str) -> str:
    return f'{UP}{{ measures = ["{flow}"], over = "year" }}\nbar = "{bar}"'


def share(part: str, whole: str, bar: str, aim: str) -> str:
    return (
        f'quantity = "share"\nnumerator = {{ measures = ["{part}"] }}\n'
        f'denominator = {{ measures = ["{whole}"] }}\nbar = "{bar}"\n{aim}'
    )


def change(stock: str, bar: str, aim: str) -> str:
    return (
        f'quantity = "change"\nbase = "year_end_before"\n'
        f'numerator = {{ measures = [{stock}] }}\nbar = "{bar}"\n{aim}'
    )


def external(bar: str, by: str = "2026-12") -> str:
    return f'{EXTERNAL}bar = "{bar}"\nby = "{by}"'


EACH, KEEP = 'by = "each_year"', "keep = true"


def by(period: str) -> str:
    return f'by = "{period}"'
