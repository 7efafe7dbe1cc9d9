"""The store's trail: the next entry behind the newest, with the hash that chains it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from data_loaders.store.hash_chain import DONE, GENESIS, Entry, digest

Ask = Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]
"""Runs one statement of ``sql/`` by its name, with its parameters; its rows."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(instant: datetime) -> int:
    """An instant as microseconds since 1970 UTC, exactly."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant_of(value: int) -> datetime:
    """Microseconds since 1970 UTC as an instant."""
    return _EPOCH + timedelta(microseconds=value)


def append(
    ask: Ask,
    action: str,
    *,
    who: str,
    revision: int,
    bind: Callable[[int], str],
    about: tuple[str, str] = ("", ""),
    origin: str = "",
) -> None:
    """Write the next entry, of something that was done.

    ``about``: subject and detail. ``bind``: keeps the digests of the rows that the entry is for
    under its number, and says the digest of them.
    """
    newest = ask("newest_trail", {})
    number, previous = (newest[0][0] + 1, newest[0][1]) if newest else (1, GENESIS)
    subject, detail = about
    now = datetime.now(UTC)
    entry = Entry(number, now, who, action, subject, origin, DONE, detail, rows=bind(number))
    ask(
        "insert_trail",
        {
            "number": entry.number,
            "happened_at": micros(entry.at),
            "who": entry.who,
            "action": entry.action,
            "subject": entry.subject,
            "origin": entry.origin,
            "outcome": entry.outcome,
            "detail": entry.detail,
            "digest": digest(previous, entry),
            "revision": revision,
        },
    )
    ask("insert_trail_rows", {"number": entry.number, "sha256": entry.rows})
