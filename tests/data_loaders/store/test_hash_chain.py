"""A chain that was touched anywhere no longer proves itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.store.hash_chain import GENESIS, Entry, Link, Proof, digest, prove

AT = datetime(2026, 3, 2, 8, 0, 0, 5, tzinfo=UTC)


def entry(number: int, **others: str) -> Entry:
    fields = {"who": "an", "action": "session.start", "subject": "an", "origin": "10.0.0.7"}
    return Entry(number, AT, **{**fields, "outcome": "done", "detail": "", **others})


def chain(count: int) -> list[Link]:
    links: list[Link] = []
    for number in range(1, count + 1):
        before = links[-1].digest if links else GENESIS
        one = entry(number, detail=f"lần {number}")
        links.append(Link(one, digest(before, one)))
    return links


def test_the_hash_of_an_entry_is_this_for_ever() -> None:
    """Computed by hand from the documented text, with another tool: sha256sum."""
    one = entry(1, detail="đổi vai trò")
    assert digest(GENESIS, one) == (
        "2cfb2795b18f3645497a74593fb65899338929f690b23a5c5621ef97e5031257"
    )


def test_a_chain_proves_itself_and_names_its_head() -> None:
    links = chain(5)
    assert prove(links) == Proof(5, links[-1].digest)
    assert prove([]) == Proof(0, GENESIS)


@pytest.mark.parametrize("field", ["who", "action", "subject", "origin", "outcome", "detail"])
@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_changed_field_breaks_it_there(field: str, number: int) -> None:
    links = chain(5)
    changed = replace(links[number - 1].entry, **{field: "khác"})  # type: ignore[arg-type]
    links[number - 1] = Link(changed, links[number - 1].digest)
    assert prove(links).broken_at == number


def test_a_changed_instant_breaks_it() -> None:
    links = chain(3)
    links[1] = Link(replace(links[1].entry, at=AT.replace(microsecond=6)), links[1].digest)
    assert prove(links).broken_at == 2


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_entry_that_is_missing_or_added_or_moved_breaks_it(number: int) -> None:
    missing = chain(4)
    del missing[number - 1]
    assert prove(missing).broken_at == number
    moved = chain(4)
    moved[number - 1], moved[number] = moved[number], moved[number - 1]
    assert prove(moved).broken_at == number
    twice = chain(4)
    twice.insert(number, twice[number - 1])
    assert prove(twice).broken_at == number + 1


def test_an_end_that_was_cut_off_or_rewritten_breaks_what_was_written_down() -> None:
    links = chain(5)
    kept = {4: links[3].digest}
    assert prove(links, kept=kept).holds
    assert prove(links[:3]).holds  # the chain alone cannot know
    assert prove(links[:3], kept=kept).broken_at == 4
    forged = chain(3)
    other = entry(4, detail="viết lại")
    forged.append(Link(other, digest(forged[-1].digest, other)))
    assert prove(forged).holds
    assert prove(forged, kept=kept).broken_at == 4


TEXT = st.text(max_size=8)


@given(st.lists(TEXT, min_size=6, max_size=6), st.lists(TEXT, min_size=6, max_size=6))
def test_two_entries_that_differ_have_two_hashes(one: list[str], two: list[str]) -> None:
    """No text moved from one field into the next hashes the same."""
    first, second = Entry(1, AT, *one), Entry(1, AT, *two)
    assert (digest(GENESIS, first) == digest(GENESIS, second)) is (first == second)
