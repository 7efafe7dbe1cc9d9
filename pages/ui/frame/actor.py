"""Who is acting: the one place pages learn it from.

The gate puts the account's name and the session's key into headers of its own, which reach
``st.user`` when the page connects. Everything else, above all the role, is read from the accounts
at every run: what an administrator changes holds from the next click. A run without an identity, or
with a session that has ended, has no actor and draws nothing.
"""

from __future__ import annotations

import streamlit as st

from data_loaders.accounts.permissions import Actor
from data_loaders.accounts.sessions import Life
from pages.ui.reads import figures

USER, SESSION = "monitor_user", "monitor_session"
"""Where ``st.user`` keeps what the gate says."""


class SignedOutError(Exception):
    """There is nobody to draw for. ``life`` says how the session stands."""

    def __init__(self, life: Life) -> None:
        super().__init__(life)
        self.life = life


def introduced() -> tuple[str, str]:
    """Account name and session key as the gate gave them; empty without a gate."""
    return str(st.user.get(USER) or ""), str(st.user.get(SESSION) or "")


def current_actor() -> tuple[Actor, str]:
    """The person behind this run and the address of their session.

    Raises :class:`SignedOutError` when nobody is in.
    """
    name, key = introduced()
    if not name or not key:
        raise SignedOutError(Life.UNKNOWN)
    sessions = figures.sessions()
    session = sessions.of_key(key)
    if session is None or session.account.name != name or session.presents:
        raise SignedOutError(Life.UNKNOWN)
    if not session.alive or session.account.temporary:
        raise SignedOutError(session.life if not session.alive else Life.ENDED)
    return sessions.accounts.actor(session.account), session.origin
