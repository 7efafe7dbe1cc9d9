"""Guessing is slowed more and more; nobody is kept out by somebody else's guessing."""

from __future__ import annotations

import itertools

import pytest

from data_loaders.accounts.accounts import Account
from gate.gate_state import GateState
from gate.lockout import ADDRESS, NAME, PAIR, Lockouts
from tests.gate.conftest import PASSWORD, Add, Clock, Visit, acts

pytestmark = pytest.mark.usefixtures("people")

OFFICE, ATTACKER = "10.1.1.1", "203.0.113.9"


@pytest.fixture
def lockouts(gate_state: GateState) -> Lockouts:
    return Lockouts(gate_state.accounts)


@pytest.fixture
def chair(gate_state: GateState) -> Account:
    return gate_state.accounts.must_find("an")


def seconds_of(rule_failures: int) -> float:
    return PAIR.wait(rule_failures).total_seconds()


def test_a_pairs_lock_doubles_from_half_a_minute_to_a_quarter_of_an_hour() -> None:
    waits = [seconds_of(failures) for failures in range(1, 13)]
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert seconds_of(10**6) == 900


def test_the_lock_holds_against_the_right_password_too(
    lockouts: Lockouts, chair: Account, clock: Clock
) -> None:
    waited = []
    for _ in range(8):
        while lockouts.begin("an", ATTACKER, chair).until:
            clock.advance(seconds=1)
        waited.append(clock().timestamp())
    gaps = [round(b - a) for a, b in itertools.pairwise(waited)]
    assert gaps == [0, 0, 0, 0, 30, 60, 120]


def test_many_tries_at_once_count_before_any_is_answered(
    lockouts: Lockouts, chair: Account
) -> None:
    """Otherwise a thousand parallel guesses would all be let through."""
    admitted = [lockouts.begin("an", ATTACKER, chair).until == 0 for _ in range(100)]
    assert sum(admitted) == PAIR.free


def test_success_forgives_the_pair(lockouts: Lockouts, chair: Account) -> None:
    for _ in range(20):
        admission = lockouts.begin("an", OFFICE, chair)
        assert admission.until == 0
        lockouts.forgive(admission)


def test_an_attacker_elsewhere_cannot_keep_the_chair_out(
    visit: Visit, gate_state: GateState
) -> None:
    at_office = {"client": (OFFICE, 1)}
    assert visit(**at_office).sign_in().status_code == 303
    for number in range(NAME.free + 3):
        visit(client=(f"203.0.113.{number}", 1)).sign_in("an", "wrong")
    assert visit(client=("203.0.113.200", 1)).sign_in().status_code == 429
    assert visit(**at_office).sign_in().status_code == 303


def test_many_addresses_guessing_at_one_name_are_slowed_but_not_for_ever(
    lockouts: Lockouts, chair: Account, clock: Clock
) -> None:
    admitted = 0
    for second in range(3600):
        admitted += lockouts.begin("an", f"198.51.100.{second}", chair).until == 0
        clock.advance(seconds=1)
    assert NAME.free < admitted < NAME.free + 80  # one a minute, not one a second
    clock.advance(minutes=2)
    assert lockouts.begin("an", "198.51.100.9999", chair).until == 0


def test_one_address_guessing_at_many_names_is_slowed(lockouts: Lockouts) -> None:
    tries = [lockouts.begin(f"name{n}", ATTACKER, None).until == 0 for n in range(200)]
    assert sum(tries) == ADDRESS.free


def test_unknown_names_are_locked_like_known_ones(visit: Visit) -> None:
    answers = {
        name: [visit().sign_in(name, "x").status_code for _ in range(7)]
        for name in ("an", "nobody")
    }
    assert answers["an"] == answers["nobody"] == [401] * 5 + [429] * 2


def test_failures_are_forgotten_after_a_day(
    lockouts: Lockouts, chair: Account, clock: Clock
) -> None:
    for _ in range(4):
        lockouts.begin("an", ATTACKER, chair)
    clock.advance(hours=25)
    assert lockouts.begin("an", ATTACKER, chair) == lockouts.begin("an", OFFICE, chair).__class__(
        counted=(f"pair {ATTACKER} an", "name an", f"address {ATTACKER}")
    )


def test_a_lock_survives_a_restart(
    gate_state: GateState, lockouts: Lockouts, chair: Account
) -> None:
    for _ in range(PAIR.free):
        lockouts.begin("an", ATTACKER, chair)
    assert Lockouts(gate_state.accounts).begin("an", ATTACKER, chair).until > 0


def test_failures_and_locks_stand_in_the_trail_with_the_address(
    visit: Visit, gate_state: GateState, add: Add
) -> None:
    before = len(acts(gate_state))
    for _ in range(6):
        visit().sign_in("an", "wrong")
    kinds = [(action, outcome) for action, _, outcome in acts(gate_state)[before:]]
    assert kinds == [("session.start", "refused")] * 5 + [("lockout", "refused")]


def test_a_lock_elsewhere_does_not_touch_who_is_in(visit: Visit) -> None:
    inside = visit(client=(OFFICE, 1))
    inside.sign_in()
    for _ in range(10):
        visit(client=(ATTACKER, 1)).sign_in("an", "wrong")
    assert inside.get("/", headers={"accept": "text/html"}).text == "figures"
    assert visit(client=(OFFICE, 1)).sign_in("an", PASSWORD).status_code == 303
