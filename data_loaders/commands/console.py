"""The server's own console: a command goes through the same door as a page, and is noted like one.

Whoever runs a command acts in the role ``console``. What it writes about figures stands in the
store's own trail, in the transaction of the deed, under the name given with ``--by`` and the origin
``console (…)``; that it was used at all, to read too, stands in the trail of the accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.permissions import Actor, Role
from data_loaders.service.access import Access
from data_loaders.service.context import open_context
from data_loaders.terminal.arguments import whoever_runs

CONSOLE = "console"


def console_by() -> By:
    """Who stands in the trail of the accounts: the console, used by whom the machine names."""
    return By(CONSOLE, whoever_runs())


def console_actor(by: str | None = None) -> Actor:
    """The console in the name of ``by``; of whoever runs it by default."""
    return Actor(by or whoever_runs(), Role.CONSOLE)


@contextmanager
def console(by: str | None = None) -> Iterator[Access]:
    """The store of the settings as the console may use it, closed at the end.

    Raises a one-sentence error when the store or the accounts cannot be opened.
    """
    context = open_context()
    with context.store:
        accounts = Accounts.open(context.settings)
        try:
            yield Access(
                context,
                console_actor(by),
                lambda action, subject, outcome: accounts.note(
                    console_by(), action, subject, outcome=outcome
                ),
                origin=f"{CONSOLE} ({whoever_runs()})",
            )
        finally:
            accounts.close()
