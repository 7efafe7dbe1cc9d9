"""Somebody who is in, for tests and benchmarks that run pages without the gate."""

from __future__ import annotations

import os

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.model.settings import read_settings

BY = By("test", "test")


def let_in(role: Role, unit_id: str | None = None) -> tuple[str, str]:
    """An account of that role and a session of it, in the accounts of the settings: name and key.

    The account has no password: hashing one takes a quarter of a second.
    """
    named = ("MONITOR_STORE", "MONITOR_ACCOUNTS")
    environment = {name: os.environ[name] for name in named if name in os.environ}
    accounts = Accounts.open(read_settings(environment))
    name = f"{role}.{unit_id or 'all'}"
    account = accounts.find(name) or accounts.add(
        name, role, by=BY, unit_id=unit_id, temporary=False
    )
    _, key = Sessions(accounts).start(account, by=BY, way="test")
    accounts.close()
    return name, key
