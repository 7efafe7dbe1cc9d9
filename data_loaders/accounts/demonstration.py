"""One account of each role for a demonstration store, with random passwords that may be shown.

They belong to the one store they were made for: on any other, real or demonstration, they are
refused, even where the same accounts database lies beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data_loaders.accounts.accounts import RESERVED, Account, Accounts, account_of
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.passwords import hash_password, random_password
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.schema import ACCOUNT, KNOWN_ORIGIN, SESSION, read, write
from data_loaders.store.database import Store

UNIT = "615"
"""The locality of the demonstration's reporter: huyện Đăk Hà."""

NAMES: Mapping[Role, str] = {
    Role.VIEWER: f"{RESERVED}ban-chi-dao",
    Role.REPORTER: f"{RESERVED}dak-ha",
    Role.APPROVER: f"{RESERVED}thuong-truc",
    Role.SECRETARY: f"{RESERVED}thu-ky",
    Role.ADMIN: f"{RESERVED}quan-tri",
    Role.AUDITOR: f"{RESERVED}kiem-tra",
}

_BY = By("console", "demonstration")


@dataclass(frozen=True, slots=True)
class Shown:
    """An account whose password the sign-in page of a demonstration shows."""

    account: Account
    password: str


def mark_of(store: Store) -> str | None:
    """What names this demonstration store, the instant it was made; None for any other store."""
    if not store.demonstration:
        return None
    return f"demonstration {store.rows('first_learned')[0][0]}"


def demonstration_accounts(accounts: Accounts, mark: str | None) -> tuple[Shown, ...]:
    """The accounts to show on this store, made at the first asking; none on a store with real data.

    Accounts of another demonstration store are replaced and whoever was in by them is out.
    """
    if mark is None:
        return ()
    with read(accounts.engine) as connection:
        found = _found(connection, mark)
    return found if len(found) == len(NAMES) else _make(accounts, mark)


def _found(connection: Connection, mark: str) -> tuple[Shown, ...]:
    mine = select(ACCOUNT).where(ACCOUNT.c.demonstration == mark)
    rows = {row.role: row for row in connection.execute(mine)}
    return tuple(Shown(account_of(rows[role]), rows[role].shown) for role in NAMES if role in rows)


def _make(accounts: Accounts, mark: str) -> tuple[Shown, ...]:
    fresh = {role: random_password() for role in NAMES}
    encoded = {role: hash_password(password) for role, password in fresh.items()}
    earlier = select(ACCOUNT.c.id).where(ACCOUNT.c.demonstration.is_not(None))
    with write(accounts.engine) as connection:
        found = _found(connection, mark)
        if len(found) == len(NAMES):  # another first visitor was quicker; theirs were shown already
            return found
        for table in (SESSION, KNOWN_ORIGIN):
            connection.execute(table.delete().where(table.c.account_id.in_(earlier)))
        connection.execute(ACCOUNT.delete().where(ACCOUNT.c.demonstration.is_not(None)))
        for role, name in NAMES.items():
            connection.execute(
                ACCOUNT.insert().values(
                    name=name,
                    role=str(role),
                    unit_id=UNIT if role is Role.REPORTER else None,
                    password=encoded[role],
                    temporary=False,
                    disabled=False,
                    demonstration=mark,
                    shown=fresh[role],
                    created_at=accounts.now(),
                )
            )
            accounts.record(connection, _BY, "account.add", name, detail=f"{role}, {mark}")
        return _found(connection, mark)
