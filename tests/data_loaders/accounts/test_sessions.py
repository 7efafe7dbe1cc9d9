"""Sessions, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from data_loaders.accounts.accounts import Account, Accounts
from data_loaders.accounts.audit_log import By, read_trail
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import ABSOLUTE, IDLE, Life, Session, Sessions
from tests.data_loaders.conftest import Clock

BY = By("an", "10.1.1.1")


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add("an", Role.VIEWER, by=BY, temporary=False)


def must(session: Session | None) -> Session:
    assert session is not None
    return session


def test_a_token_opens_its_session_and_a_key_opens_nothing(
    sessions: Sessions, account: Account
) -> None:
    token, key = sessions.start(account, by=BY, way="password", agent="Firefox " * 100)
    found = must(sessions.of_token(token))
    assert found == sessions.of_key(key)
    assert (found.account, found.origin, found.life) == (account, "10.1.1.1", Life.ALIVE)
    assert len(found.agent) == 200
    assert sessions.of_token(key) is None
    assert sessions.of_key(token) is None


def test_tokens_are_256_random_bits(sessions: Sessions, account: Account) -> None:
    tokens = {sessions.start(account, by=BY, way="password")[0] for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


def test_it_ends_after_the_idle_limit_to_the_microsecond(
    sessions: Sessions, account: Account, clock: Clock
) -> None:
    token, _ = sessions.start(account, by=BY, way="password")
    clock.advance(seconds=IDLE.total_seconds(), microseconds=-1)
    assert must(sessions.of_token(token)).alive
    clock.advance(microseconds=1)
    assert must(sessions.of_token(token)).life is Life.IDLE
    sessions.touch(must(sessions.of_token(token)))


def test_a_touch_starts_the_idle_limit_afresh_but_never_the_absolute_one(
    sessions: Sessions, account: Account, clock: Clock
) -> None:
    token, _ = sessions.start(account, by=BY, way="password")
    started = clock()
    while clock() - started < ABSOLUTE:
        assert must(sessions.of_token(token)).alive
        sessions.touch(must(sessions.of_token(token)))
        clock.advance(minutes=25)
    assert must(sessions.of_token(token)).life is Life.EXPIRED


def test_an_ended_session_stays_ended(sessions: Sessions, account: Account, clock: Clock) -> None:
    token, key = sessions.start(account, by=BY, way="password")
    before = must(sessions.of_token(token))
    sessions.end(key, by=BY)
    sessions.end(key, by=BY)
    clock.advance(minutes=1)
    sessions.touch(before)
    assert must(sessions.of_token(token)).life is Life.ENDED
    ends = [link for link in read_trail(sessions.accounts.engine) if "end" in link.entry.action]
    assert len(ends) == 1


def test_ending_all_may_spare_one(sessions: Sessions, account: Account) -> None:
    other = sessions.accounts.add("ba", Role.VIEWER, by=BY)
    keys = [sessions.start(account, by=BY, way="password")[1] for _ in range(3)]
    _, others = sessions.start(other, by=BY, way="oidc")
    sessions.end_all(account, by=BY, but=keys[1])
    assert {session.key for session in sessions.open_ones()} == {keys[1], others}


def test_a_change_of_the_account_is_seen_in_the_running_session(
    sessions: Sessions, account: Account
) -> None:
    token, _ = sessions.start(account, by=BY, way="password")
    sessions.accounts.set_role("an", Role.APPROVER, by=BY)
    assert must(sessions.of_token(token)).account.role is Role.APPROVER
    sessions.accounts.set_disabled("an", disabled=True, by=BY)
    assert must(sessions.of_token(token)).life is Life.ENDED


def test_sessions_of_last_month_are_swept_away(
    sessions: Sessions, account: Account, clock: Clock
) -> None:
    token, _ = sessions.start(account, by=BY, way="password")
    clock.advance(days=31)
    sessions.start(account, by=BY, way="password")
    assert sessions.of_token(token) is None
