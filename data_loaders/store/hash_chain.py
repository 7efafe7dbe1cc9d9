"""A trail that shows when it was tampered with: every entry carries the hash of the one before.

Pure: what an entry says, its hash, and the proof of a whole chain. The accounts database keeps one
chain (who came in, who was refused, what was done to accounts), the store another (what was done to
figures); both hash with :func:`digest`, so one auditor's script proves either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
"""What stands before the first entry."""

DONE, REFUSED = "done", "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, on what, from where, when, and how it ended. ``number`` counts from 1.

    ``rows``: the digest of the rows that were written with it (``store/row_digests.py``); empty
    where none are bound.
    """

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    origin: str
    outcome: str
    detail: str = ""
    rows: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry and the hash that was stored with it."""

    entry: Entry
    digest: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How far a chain holds: its entries, its last hash, and the number of the first bad one."""

    count: int
    head: str
    broken_at: int | None = None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def digest(previous: str, entry: Entry) -> str:
    """SHA-256 (hexadecimal) of the previous hash and every field of the entry.

    The text that is hashed is a JSON array of strings and numbers without spaces, the instant as
    ISO 8601 in UTC with six decimals: any language can compute it again. ``rows`` is its last
    element where it is not empty, so that an entry of before it was kept hashes as it did.
    """
    fields = [
        previous,
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.who,
        entry.action,
        entry.subject,
        entry.origin,
        entry.outcome,
        entry.detail,
        *([entry.rows] if entry.rows else []),
    ]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def prove(links: Iterable[Link], *, kept: Mapping[int, str] | None = None) -> Proof:
    """Compute every hash again, oldest first, and compare.

    ``kept`` holds hashes that were written down outside, by number: an entry cut off the end
    breaks no hash, but then a number that was written down is missing.
    """
    outside = dict(kept or {})
    head, count = GENESIS, 0
    for link in links:
        expected = digest(head, link.entry)
        noted = outside.pop(link.entry.number, expected)
        if link.entry.number != count + 1 or link.digest != expected or noted != expected:
            return Proof(count, head, broken_at=count + 1)
        head, count = expected, count + 1
    missing = min(outside, default=None)
    return Proof(count, head, broken_at=missing)
