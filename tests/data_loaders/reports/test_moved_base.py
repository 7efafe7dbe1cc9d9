"""Between preview and sending: what was looked at must still stand, or the sender looks again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from data_loaders.model import Identity, ReportContent
from data_loaders.model.errors import BaseMovedError
from data_loaders.reports import commits
from data_loaders.reports.facts import content
from data_loaders.reports.history import attempts, versions
from data_loaders.reports.preview import Preview
from data_loaders.service.context import Context
from tests.data_loaders.sent_forms import NGOC_HOI, OURS, PERIOD, PO_Y, bare, usual
from tests.data_loaders.stores import LATER, at, decide, look, put

ON_BOTH_STORES = True

BEFORE = Identity(NGOC_HOI, PERIOD.shifted(-1))


def send(context: Context, seen: Preview, words: str = "") -> commits.Outcome:
    return commits.send(context.store, seen, actor="huyen", now=LATER, explanations=words)


def nothing(context: Context) -> None:
    pass


def another_version(context: Context) -> None:
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(17))


def acceptance(context: Context) -> None:
    decide(context, "accepted", at(17))


def return_(context: Context) -> None:
    decide(context, "returned", at(17))


def acceptance_of_the_period_before(context: Context) -> None:
    decide(context, "accepted", at(16), identity=BEFORE)


def correction_of_the_period_before(context: Context) -> None:
    corrected = usual(period=BEFORE.period, changed={(PO_Y, "addicts"): 13})
    put(context, corrected, at(16), accept=True)


def acceptance_after_the_receipt(context: Context) -> None:
    decide(context, "accepted", at(25), identity=BEFORE)


def another_locality(context: Context) -> None:
    put(context, usual("612"), at(17), accept=True)


def refused_attempt(context: Context) -> None:
    put(context, usual(changed={(PO_Y, "spots_closing"): 9}), at(17))


@pytest.fixture
def two_waiting(context: Context) -> Context:
    put(context, usual(period=BEFORE.period), at(15))
    put(context, usual(), at(16))
    return context


NEW: ReportContent = usual(changed={(PO_Y, "addicts"): 14})


@pytest.mark.parametrize(
    "moved",
    [
        another_version,
        acceptance,
        return_,
        acceptance_of_the_period_before,
        correction_of_the_period_before,
    ],
)
def test_what_was_previewed_against_something_else_is_not_stored(
    two_waiting: Context, moved: Callable[[Context], None]
) -> None:
    seen = look(two_waiting, NEW, at(18))
    moved(two_waiting)
    before = two_waiting.store.revision(), versions(two_waiting.store)
    with pytest.raises(BaseMovedError, match="hãy xem lại rồi gửi lại"):
        send(two_waiting, seen, "đã đối chiếu")
    assert (two_waiting.store.revision(), versions(two_waiting.store)) == before
    assert attempts(two_waiting.store) == ()
    assert two_waiting.store.rows("original", sha256=seen.sha256) == []
    again = look(two_waiting, NEW, at(18))
    assert send(two_waiting, again, "đã đối chiếu").outcome == "sent"


@pytest.mark.parametrize(
    "unmoved", [nothing, another_locality, refused_attempt, acceptance_after_the_receipt]
)
def test_what_the_preview_did_not_look_at_may_move(
    two_waiting: Context, unmoved: Callable[[Context], None]
) -> None:
    seen = look(two_waiting, NEW, at(18))
    unmoved(two_waiting)
    assert send(two_waiting, seen) == commits.Outcome("sent", 2)
    kept = content(two_waiting.store, versions(two_waiting.store, unit_id=NGOC_HOI)[-1].key, OURS)
    assert bare(kept) == bare(NEW)


def test_of_two_who_send_at_once_one_has_to_look_again(context: Context) -> None:
    both = [look(context, usual(changed={(PO_Y, "addicts"): n}), at(16)) for n in (13, 14)]
    ready = Barrier(2)

    def go(seen: Preview) -> str:
        ready.wait()
        try:
            return send(context, seen).outcome
        except BaseMovedError:
            return "moved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, both)) == ["moved", "sent"]
    assert len(versions(context.store)) == 1


def test_a_version_returned_after_the_preview_is_not_taken_for_sent(context: Context) -> None:
    put(context, usual(), at(16))
    seen = look(context, usual(), at(17))
    assert seen.already == 1
    decide(context, "returned", at(17))
    with pytest.raises(BaseMovedError):
        send(context, seen)
