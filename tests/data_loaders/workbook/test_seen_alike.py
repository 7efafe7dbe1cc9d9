"""Two readers, one file: ours and openpyxl see the same at the same addresses, or it is told.

Over what other programs write, and over two thousand forms touched or spoilt at random; the corpus
is held against it where it is read. What differs is told where it stands, of its sheet, or of the
file.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

import pytest

from tests.data_loaders.intake.test_mutated import mutated
from tests.data_loaders.other_reader import differences, untold
from tests.data_loaders.touched import touched
from tests.golden.test_programs import TRIED

SEARCHED, MUTATED = 1_400, 600
"""Forms touched cell by cell, and forms with bytes changed, of which most are no workbook."""

AT_A_TIME, AT_ONCE = 200, 400
"""Of each kind so many at once; the long run goes through all."""


def ways(files: Iterable[tuple[object, bytes]]) -> Counter[str]:
    """How often they agree in which way; fails with all places that nobody is told of."""
    seen, silent = Counter[str](), {}
    for name, data in files:
        way, places = untold(data)
        seen[way] += 1
        if places:
            silent[name] = places
    assert silent == {}
    return seen


def parts(searched: int) -> list[Any]:
    """Where each part of a search begins; what is behind :data:`AT_ONCE` is the long run's."""
    return [
        pytest.param(first, marks=() if first < AT_ONCE else pytest.mark.long)
        for first in range(0, searched, AT_A_TIME)
    ]


def test_what_other_programs_write_is_seen_alike() -> None:
    """openpyxl sees no sheets in Strict Open XML."""
    tried = {name: make() for name, make in TRIED.items() if "Strict" not in name}
    assert ways(tried.items()) == {"alike": len(tried)}


@pytest.mark.parametrize("first", parts(SEARCHED))
def test_a_touched_form_is_seen_alike_or_its_sender_is_told(first: int) -> None:
    seen = ways((seed, touched(seed)) for seed in range(first, first + AT_A_TIME))
    assert seen["alike"] > AT_A_TIME // 3
    assert seen["it falls"] < AT_A_TIME // 20


@pytest.mark.parametrize("first", parts(MUTATED))
def test_a_spoilt_form_is_seen_alike_or_its_sender_is_told(first: int) -> None:
    chances = ((seed, random.Random(seed)) for seed in range(first, first + AT_A_TIME))  # noqa: S311
    seen = ways((seed, mutated(chance)[0]) for seed, chance in chances)
    assert seen["refused"] > AT_A_TIME // 3
    assert seen["alike"] > AT_A_TIME // 20


def test_the_comparison_notices_what_differs() -> None:
    """Otherwise it would prove little."""
    ours = {"A": {(1, 1): 1, (2, 2): "x"}}
    alike = partial(differences, ours)
    assert alike(ours) == []
    assert alike({"A": {(1, 1): True, (2, 2): "x"}}) == [("A", "A1")]
    assert alike({"A": {(1, 1): 1, (2, 2): "y"}}) == [("A", "B2")]
    assert alike({"A": {(1, 1): 1}}) == [("A", "B2")]
    assert alike({}) == [("A", "A1"), ("A", "B2")]
