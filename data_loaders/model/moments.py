"""From where figures are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rules:
    """The plan and the calendar somebody judged by: the SHA-256 of the two files.

    ``document_sha256``: of the document of what was judged, which is read instead of judging again;
    empty where the store keeps none.
    """

    plan_sha256: str
    regime_sha256: str
    document_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """What counted at ``as_of``, of what the store had learned by ``revision``, judged at ``now``.

    The first two are the two times of every event (when it counts from, when it was learned);
    ``now`` decides which deadlines have passed. ``rules``: by which plan, where the store keeps it;
    None: by the one in force. The same four give the same figures for ever: they are what a meeting
    freezes.
    """

    revision: int
    as_of: datetime
    now: datetime
    rules: Rules | None = None
