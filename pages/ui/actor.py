"""Who is acting: the one place pages learn it from.

There is no sign-in yet, so everybody at this machine is the same local actor, and the server
listens to this machine only (``.streamlit/config.toml``). Whoever acts is written beside every
version and event of the store.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as the store's journal names them."""

    name: str


LOCAL = Actor("local")


def current_actor() -> Actor:
    """The person behind this run of a page."""
    return LOCAL
