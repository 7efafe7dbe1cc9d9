"""What pages keep: worked out once for all who ask, never an error, the longest unused leaves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import pytest
from cachetools.keys import hashkey

from pages.ui.frame.garbage_collection import MIDDLE, NEW_OBJECTS, YOUNG
from pages.ui.reads.cache import kept


@dataclass(frozen=True)
class Key:
    number: int


def test_equal_keys_have_one_answer_and_it_is_the_same_object() -> None:
    asked: list[int] = []

    def work(key: Key) -> list[int]:
        asked.append(key.number)
        return [key.number]

    answer = kept(2)(work)
    assert answer(Key(1)) is answer(Key(1))
    assert answer(Key(2)) == [2]
    assert asked == [1, 2]


def test_the_answer_longest_unused_leaves() -> None:
    asked: list[int] = []

    def work(number: int) -> int:
        asked.append(number)
        return number

    answer = kept(2)(work)
    for number in (1, 2, 1, 3, 1, 2):
        assert answer(number) == number
    assert asked == [1, 2, 3, 2]


def test_an_error_is_told_and_asked_again() -> None:
    asked: list[str] = []

    def work() -> str:
        asked.append("")
        if len(asked) == 1:
            raise LookupError("not yet")
        return "there"

    answer = kept(1)(work)
    with pytest.raises(LookupError, match="not yet"):
        answer()
    assert answer() == "there"


def test_of_many_who_ask_at_once_one_works_it_out() -> None:
    asked: list[int] = []
    begun, may_end = Event(), Event()

    def work(number: int) -> int:
        asked.append(number)
        begun.set()
        assert may_end.wait(30)
        return number

    answer = kept(4)(work)
    with ThreadPoolExecutor(9) as people:
        first = people.submit(answer, 7)
        assert begun.wait(30)
        others = [people.submit(answer, 7) for _ in range(8)]
        may_end.set()
        assert [one.result(30) for one in (first, *others)] == [7] * 9
    assert asked == [7]


def test_what_draws_is_no_part_of_the_key() -> None:
    def work(number: int, draw: Callable[[], str]) -> str:
        return f"{number}{draw()}"

    drawn = kept(4, key=lambda *asked: hashkey(asked[0]))(work)
    assert drawn(1, lambda: "a") == drawn(1, lambda: "b") == "1a"


def test_the_server_looks_for_garbage_rarely_and_leaves_its_libraries_out() -> None:
    """In a process of its own: the tests' own collector stays as it is."""
    said = subprocess.run(
        [sys.executable, "-c", "import gc, app; print(gc.get_threshold(), gc.get_freeze_count())"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith(f"({NEW_OBJECTS}, {YOUNG}, {MIDDLE}) ")
    assert int(said.split()[-1]) > 100_000
