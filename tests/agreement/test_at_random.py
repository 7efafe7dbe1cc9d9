"""The product and the judge agree on every key of every row: targets and histories at random."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agreement.product import product_row
from tests.judge.asked import Asked, answer
from tests.judge.at_random import question


def differences(asked: Asked) -> dict[str, tuple[Any, Any]]:
    """Key → what the product says, what the judge says."""
    ours, theirs = product_row(asked), answer(asked)
    return {key: (ours[key], said) for key, said in theirs.items() if ours[key] != said}


@settings(max_examples=300)
@given(st.randoms(use_true_random=False))
def test_the_product_and_the_judge_agree(rng: Random) -> None:
    asked = question(rng)
    assert differences(asked) == {}, asked


@pytest.mark.long
@given(st.randoms(use_true_random=False))
def test_they_agree_on_many_more(rng: Random) -> None:
    asked = question(rng)
    assert differences(asked) == {}, asked
