"""``make test`` asks the same questions at every run; new ones are ``make test-long``'s."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

TESTS = Path(__file__).parent


def drawn(profile: settings) -> list[int]:
    """The examples that a search under a profile goes through."""
    examples: list[int] = []

    @settings(profile, max_examples=30, database=None)
    @given(st.integers())
    def search(number: int) -> None:
        examples.append(number)

    search()
    return examples


def test_the_usual_search_goes_through_the_same_examples_every_time() -> None:
    usual = settings.get_profile("default")
    assert drawn(usual) == drawn(usual)
    assert len(set(drawn(usual))) > 10
    assert usual.database is None


def test_the_long_search_goes_through_others_each_time() -> None:
    long = settings.get_profile("long")
    assert drawn(long) != drawn(long)


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=lambda path: path.name)
def test_no_test_draws_lots_without_a_seed(path: Path) -> None:
    """``random.random()`` and its like, and ``Random()`` of nothing."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert not name.startswith("random.") or name.startswith("random.Random"), name
            assert name.rpartition(".")[2] != "Random" or node.args, path.name
