"""The years of a plan whose accounts are closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from data_loaders.model import Period
from kpis.law.aim import MONTHS
from kpis.law.ruling import Caveat, Verdict

if TYPE_CHECKING:
    from kpis.case import Case


def missed_years(case: Case) -> Iterator[str]:
    """A caveat for each earlier year of the plan that ended with the target missed."""
    for year in range(case.regime.first.year, case.period.year):
        if case.verdict_at(Period.of(year, MONTHS)) is Verdict.MISSED:
            yield f"{Caveat.MISSED_YEAR}:{year}"
