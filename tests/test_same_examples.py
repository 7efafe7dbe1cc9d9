"""``make test`` asks the same questions at every run; new ones are ``make test-long``'s."""

from __future__ import annotations

import ast
from pathlib import Path

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


def lots(text: str) -> list[str]:
    """The calls in a source of ``random.random()`` and its like, and of ``Random()`` of nothing."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    named = [(ast.unparse(call.func), call) for call in calls]
    return [
        f"line {call.lineno}: {name}"
        for name, call in named
        if (name.startswith("random.") and not name.startswith("random.Random"))
        or (name.rpartition(".")[2] == "Random" and not call.args)
    ]


def test_no_test_draws_lots_without_a_seed() -> None:
    found = {path.name: lots(path.read_text("utf-8")) for path in TESTS.rglob("*.py")}
    assert len(found) > 100
    assert {name: said for name, said in found.items() if said} == {}


def test_lots_without_a_seed_would_be_found() -> None:
    assert lots("random.Random(3).choice(x)\nRandom(3)") == []
    assert lots("random.choice(x)\nf(Random())") == ["line 1: random.choice", "line 2: Random"]
