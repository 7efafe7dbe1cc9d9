"""What the doors and the watch share: accounts, sessions, lockouts, the store, the settings."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.demonstration import Shown, demonstration_accounts, mark_of
from data_loaders.accounts.sessions import Session, Sessions
from data_loaders.model.errors import MonitorError
from data_loaders.model.settings import Settings
from data_loaders.plan_folder.folder import default_plan, template
from data_loaders.plans.declared import declared
from data_loaders.reports.places import register
from data_loaders.service.context import Context
from data_loaders.store.database import Store
from gate.lockout import Lockouts
from gate.request.forms import Forms
from gate.request.texts import texts
from gate.sign_in import SignIn
from gate.streamlit.static_files import Lately


class OpenSockets:
    """Those of each session, so that a sign-out in one tab is felt in the others.

    Lives on the server's event loop.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listening(self, key: str) -> Iterator[asyncio.Event]:
        """An event that is set when something happened to the session of that key."""
        bell = asyncio.Event()
        self._waiting[key].add(bell)
        try:
            yield bell
        finally:
            self._waiting[key].discard(bell)
            if not self._waiting[key]:
                del self._waiting[key]

    def ring(self, key: str) -> None:
        """Let every socket of a session look at it again."""
        for bell in self._waiting.get(key, ()):
            bell.set()


@dataclass
class GateState:
    """One server's gate. ``store`` opens the store the pages use; it may raise until there is one.

    ``tls``: this server holds the certificate itself.
    """

    settings: Settings
    accounts: Accounts
    store: Callable[[], Store]
    tls: bool = False
    forms: Forms = field(default_factory=Forms)
    sockets: OpenSockets = field(default_factory=OpenSockets)
    lately: Lately = field(default_factory=Lately)
    setup_code: str | None = None

    def __post_init__(self) -> None:
        self._asked_at, self._well = float("-inf"), False
        self._province = ""
        self.sessions = Sessions(self.accounts, self.mark)
        self.signin = SignIn(self.accounts, self.sessions, Lockouts(self.accounts))

    def product(self, language: str) -> str:
        """What the product is called here, after the plan it monitors."""
        return texts(language)["product"].format(number=self._number())

    def _number(self) -> str:
        """The number of the plan in force; without a store, of the one that it will take."""
        with suppress(MonitorError):
            return Context(self.settings, self.store()).declared.number
        return declared(template(self.settings.plan or default_plan())).number

    def province(self) -> str:
        """Whose plan it is; nothing before there is a store that says so."""
        if not self._province:
            with suppress(MonitorError):
                self._province = register(self.store(), datetime.now(UTC)).province.full_name
        return self._province

    def mark(self) -> str | None:
        """What names the demonstration store that is open; None for any other, or none."""
        try:
            return mark_of(self.store())
        except MonitorError:
            return None

    def shown(self) -> tuple[Shown, ...]:
        """Accounts whose passwords the sign-in page shows: on demonstration stores only."""
        return demonstration_accounts(self.accounts, self.mark())

    def wants_setup(self) -> bool:
        """Whether the first administrator is still to be made."""
        return self.mark() is None and self.accounts.no_administrator()

    def new_setup_code(self) -> str:
        """A code for the first administrator, to be printed on the console; only a hash is kept."""
        code = "-".join(secrets.token_hex(2) for _ in range(8))
        self.setup_code = _hash(code)
        return code

    def opens_setup(self, code: str) -> bool:
        """Whether this is the code that was printed."""
        return self.setup_code is not None and hmac.compare_digest(self.setup_code, _hash(code))

    def session(self, token: str) -> Session | None:
        """A person's session of a cookie while it is alive; never a presentation's."""
        found = self._alive(token)
        return None if found is None or found.presents else found

    def presentation(self, token: str) -> Session | None:
        """A presentation's session of a cookie while it is alive; never a person's own."""
        found = self._alive(token)
        return found if found is not None and found.presents else None

    def _alive(self, token: str) -> Session | None:
        found = self.sessions.of_token(token) if token else None
        return found if found is not None and found.alive else None

    def healthy(self) -> bool:
        """Whether store and accounts answer; asked at most once a second, whoever asks."""
        now = time.monotonic()
        if now - self._asked_at >= 1:
            self._asked_at, self._well = now, self._answers()
        return self._well

    def _answers(self) -> bool:
        try:
            self.store().rows("newest_revision")  # asks the file, not what is remembered
            self.accounts.setting("")
        except (MonitorError, SQLAlchemyError):
            return False
        return True


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()
