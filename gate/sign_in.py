"""Signing in by name and password: the same work for every name, and never on the event loop."""

from __future__ import annotations

import math
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread

from data_loaders.accounts.accounts import Account, Accounts, tidy
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.passwords import hash_password, random_password, verify_password
from data_loaders.accounts.schema import write
from data_loaders.accounts.sessions import Sessions
from data_loaders.store.hash_chain import REFUSED
from gate.lockout import Lockouts

_LONGEST_NAME = 64
_QUEUE = 40
"""Sign-ins that may wait for their turn; at a quarter of a second each the last waits ten."""


@dataclass(frozen=True, slots=True)
class Right:
    """Name and password belong together."""

    account: Account


@dataclass(frozen=True, slots=True)
class Wrong:
    """Name or password is wrong; it is never said which."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many failures."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Busy:
    """Too many people are signing in at this moment."""


Outcome = Right | Wrong | Wait | Busy


class SignIn:
    """One at a time: a hash takes one core for a quarter of a second, and the others stay free."""

    def __init__(self, accounts: Accounts, sessions: Sessions, lockouts: Lockouts) -> None:
        self._accounts = accounts
        self._sessions = sessions
        self._lockouts = lockouts
        self._nobody = hash_password(random_password())
        self._hashing = CapacityLimiter(1)
        self._in_line = 0

    async def attempt(self, name: str, password: str, *, origin: str) -> Outcome:
        """Try a name and a password from an address; nobody is let in by this alone."""
        name = tidy(name)[:_LONGEST_NAME]
        until = self._lockouts.locked_until(name, origin)
        if until:
            return self._wait(until)
        if self._in_line >= _QUEUE:
            return Busy()
        self._in_line += 1
        try:
            return await self._tried(name, password, origin)
        finally:
            self._in_line -= 1

    async def _tried(self, name: str, password: str, origin: str) -> Outcome:
        account = await to_thread.run_sync(self._accounts.find, name)
        admission = await to_thread.run_sync(self._lockouts.begin, name, origin, account)
        if admission.until:
            return self._wait(admission.until)
        right = await self._verify(account, password)
        if right and account is not None and self._sessions.admits(account):
            await to_thread.run_sync(self._lockouts.forgive, admission)
            return Right(account)
        await to_thread.run_sync(self._record_failure, account, origin, admission.locks)
        return Wrong()

    async def _verify(self, account: Account | None, password: str) -> bool:
        """Hash whatever the name is: the time taken must not tell who has an account."""
        encoded = account.password if account is not None and account.password else self._nobody
        return await to_thread.run_sync(verify_password, encoded, password, limiter=self._hashing)

    def _record_failure(self, account: Account | None, origin: str, locks: bool) -> None:
        """Unknown names are not written down: people type their password into the wrong field."""
        subject = "(không có tài khoản)" if account is None else account.name
        by = By("", origin)
        with write(self._accounts.engine) as connection:
            self._accounts.record(connection, by, "session.start", subject, outcome=REFUSED)
            if locks:
                self._accounts.record(connection, by, "lockout", subject, outcome=REFUSED)

    def _wait(self, until: int) -> Wait:
        return Wait(max(1, math.ceil((until - self._accounts.now()) / 1_000_000)))
