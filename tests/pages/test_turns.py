"""Pages are drawn one after the other; who has to work or to wait keeps nobody waiting."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest

from pages.ui.reads.cache import kept
from pages.ui.reads.turns import LINE, Line

LONG = 30.0


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


def take(line: Line, people: ThreadPoolExecutor) -> tuple[Event, Event, Future[None]]:
    """Somebody who takes a turn: when it has begun, what ends it, and how it went."""
    begun, may_end = Event(), Event()

    def draw() -> None:
        with line.turn():
            begun.set()
            assert may_end.wait(LONG)

    return begun, may_end, people.submit(draw)


def test_the_second_waits_until_the_first_is_done(people: ThreadPoolExecutor) -> None:
    line = Line(patience=LONG)
    begun, may_end, first = take(line, people)
    assert begun.wait(LONG)
    begun_too, may_end_too, second = take(line, people)
    assert not begun_too.wait(0.05)
    may_end.set()
    assert begun_too.wait(LONG)
    may_end_too.set()
    first.result(LONG)
    second.result(LONG)


def test_whoever_waited_long_goes_on_and_takes_nobody_elses_seat(
    people: ThreadPoolExecutor,
) -> None:
    line = Line(patience=0.05)
    begun, may_end, first = take(line, people)
    assert begun.wait(LONG)
    with line.turn():
        pass
    patient = Line(patience=LONG)
    patient._seat = line._seat  # the same seat, for somebody with more patience
    begun_too, may_end_too, third = take(patient, people)
    assert not begun_too.wait(0.05)
    may_end.set()
    assert begun_too.wait(LONG)
    may_end_too.set()
    first.result(LONG)
    third.result(LONG)


def test_an_error_gives_the_seat_back() -> None:
    line = Line(patience=LONG)
    for _ in range(2):
        with pytest.raises(LookupError), line.turn():
            raise LookupError
    with line.turn():
        line.leave()
        line.leave()  # once is enough: the seat is not given twice
        with line.turn():
            assert not line._seat.acquire(blocking=False)


def test_who_works_something_out_and_who_waits_for_it_have_left_the_line(
    people: ThreadPoolExecutor,
) -> None:
    begun, may_end = Event(), Event()

    def work(number: int) -> int:
        begun.set()
        assert may_end.wait(LONG)
        return number

    answer = kept(1)(work)

    def look() -> int:
        with LINE.turn():
            found: int = answer(7)
            return found

    first = people.submit(look)
    assert begun.wait(LONG)
    second = people.submit(look)
    for _ in range(3):  # with both of them at it, the seat is free
        assert people.submit(drawn).result(LONG) == "drawn"
    may_end.set()
    assert first.result(LONG) == second.result(LONG) == 7


def drawn() -> str:
    with LINE.turn():
        assert not LINE._seat.acquire(blocking=False)
        return "drawn"


def test_what_is_kept_is_handed_out_without_leaving_the_line() -> None:
    answer = kept(1)(lambda: 1)
    answer()
    with LINE.turn():
        answer()
        assert not LINE._seat.acquire(blocking=False)
