"""Every rule of the law by hand: a question, what is expected of its row, and the arithmetic.

The tables are data: they judge the judge, and whoever else answers the same questions.
"""

from tests.judge.tables import (
    by_year,
    deadlines,
    ends,
    kept,
    recorded,
    staged,
    summed_shares,
    sums,
    tasks,
    trends,
    unknown,
    year_before,
)
from tests.judge.tables.shorthand import Line

EVERY: dict[str, list[Line]] = {
    "a change by the year's end": by_year.TABLE,
    "a deadline": deadlines.TABLE,
    "stages and fixed bases": staged.TABLE,
    "sums": sums.TABLE,
    "shares of sums": summed_shares.TABLE,
    "the year before": year_before.TABLE,
    "what is kept": kept.TABLE,
    "trends": trends.TABLE,
    "what is not known": unknown.TABLE,
    "the whole place and the ends": ends.TABLE,
    "tasks": tasks.TABLE,
    "what is recorded": recorded.TABLE,
}
"""What a table is about → its lines."""
