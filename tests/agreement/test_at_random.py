"""The product and the judge agree on every key of every row: targets and histories at random."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.plan.read import PlanError
from tests.agreement.product import plan_of, product_row
from tests.judge.asked import Asked, answer
from tests.judge.at_random import declaration, question
from tests.judge.plan_text import FLOWS
from tests.judge.rules.declared import targets_of


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 (a test's dice)


def differences(asked: Asked) -> dict[str, tuple[Any, Any]]:
    """Key → what the product says, what the judge says."""
    ours, theirs = product_row(asked), answer(asked)
    return {key: (ours[key], said) for key, said in theirs.items() if ours[key] != said}


@settings(max_examples=300)
@given(st.integers(min_value=0))
def test_the_product_and_the_judge_agree(seed: int) -> None:
    asked = question(dice(seed))
    assert differences(asked) == {}, asked


@pytest.mark.long
@given(st.integers(min_value=0))
def test_they_agree_on_many_more(seed: int) -> None:
    asked = question(dice(seed))
    assert differences(asked) == {}, asked


@settings(max_examples=300)
@given(st.integers(min_value=0))
def test_what_the_grammar_does_not_allow_is_refused_and_nothing_else(seed: int) -> None:
    asked = Asked(declaration(dice(seed), "2023-10", "2025-12", {}), {}, "2024-01")
    assert refused_by_the_product(asked) == refused_by_the_judge(asked), asked.target


def refused_by_the_product(asked: Asked) -> bool:
    try:
        plan_of(asked)
    except PlanError:
        return True
    return False


def refused_by_the_judge(asked: Asked) -> bool:
    try:
        targets_of(asked.target, FLOWS)
    except ValueError:
        return True
    return False
