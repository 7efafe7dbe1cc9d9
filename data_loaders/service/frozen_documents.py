"""The documents of frozen meetings: what was judged and said, as bytes that others write and read.

Of what stands in one only two things are known here: by which rules it was judged, and what its
scorecard hashes to, which is the meeting's own hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from data_loaders.model.errors import RefusedError, StoreError
from data_loaders.store.database import Store, Writer

_FROZEN, _DOCUMENT = 6, 16
"""Columns of ``sql/meetings.sql``: since when the figures count, and the document's hash."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself: its rules, and the hash of the verdicts in it."""

    law: int
    scorecard_sha256: str


def head(data: bytes) -> Head:
    """Read off a document. Raises :class:`RefusedError` for bytes that are none."""
    try:
        told = json.loads(data)
        card = json.dumps(told["scorecard"], ensure_ascii=False, sort_keys=True)
        return Head(int(told["law"]), hashlib.sha256(card.encode("utf-8")).hexdigest())
    except (ValueError, KeyError, TypeError):
        raise RefusedError("bản ghi kết quả của phiên họp không đúng dạng") from None


def insert(writer: Writer, meeting_key: int, data: bytes) -> None:
    """Keep the document of a meeting, within somebody's write."""
    writer.run(
        "insert_document",
        meeting_key=meeting_key,
        law=head(data).law,
        sha256=keep(writer, data),
        revision=writer.revision,
    )


def keep(writer: Writer, data: bytes) -> str:
    """Keep a file once; its SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    writer.run(
        "insert_original", sha256=sha256, size=len(data), content=data, revision=writer.revision
    )
    return sha256


def wrong(store: Store) -> Iterator[str]:
    """Each frozen meeting without its document, or whose hash is not of it, as a sentence."""
    for row in reversed(store.rows("meetings")):
        if row[_FROZEN] is None:
            continue
        name, recorded, sha256 = f"phiên họp {row[0]}", row[13], row[_DOCUMENT]
        if sha256 is None:
            yield f"{name}: không có bản ghi kết quả lúc chốt"
            continue
        try:
            if head(store.original(sha256)).scorecard_sha256 != recorded:
                yield f"{name}: bản ghi kết quả không đúng với dấu kiểm tra lúc chốt"
        except (RefusedError, StoreError):
            yield f"{name}: bản ghi kết quả không đọc được"
