"""A figure over the periods, like for like: the product's points are the judge's.

Of changes against the year before only ``tests/kpis/test_series.py`` speaks: what a month lacks
whose pair is missing the law leaves open.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data_loaders.model import Period
from kpis.counts import Counts
from kpis.series import series
from tests.agreement.product import facts_of, plan_of
from tests.judge.asked import Asked, case_of, register
from tests.judge.at_random import question
from tests.judge.rules.series import series as judged_series

KEYS = ("period", "numerator", "denominator", "base", "needed", "line")


def product_series(asked: Asked) -> dict[str, Any]:
    counts = Counts(facts_of(asked), plan_of(asked), register(asked))
    period = Period.parse(asked.period)
    found = series(counts, unit_id=asked.unit, target_id=asked.target["id"], period=period)
    return found.as_json()


def agree(seed: int) -> None:
    asked = question(Random(seed))  # noqa: S311 (a test's dice)
    assume(asked.target.get("base") != "year_before")
    theirs = judged_series(case_of(asked))
    assume(theirs is not None and theirs["set"])
    assert theirs is not None
    ours = product_series(asked)
    assert ours["set"] == theirs["set"], asked
    points = [{key: point[key] for key in KEYS} for point in ours["points"]]
    assert points == theirs["points"], asked


@settings(max_examples=100)
@given(st.integers(min_value=0))
def test_the_points_of_a_series_are_those_of_the_judge(seed: int) -> None:
    agree(seed)


@pytest.mark.long
@given(st.integers(min_value=0))
def test_they_are_on_many_more(seed: int) -> None:
    agree(seed)
