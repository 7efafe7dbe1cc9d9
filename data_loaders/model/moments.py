"""From where figures are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """What counted at ``as_of``, of what the store had learned by ``revision``, judged at ``now``.

    The first two are the two times of every event (when it counts from, when it was learned);
    ``now`` decides which deadlines have passed. The same three give the same figures for ever:
    they are what a meeting freezes.
    """

    revision: int
    as_of: datetime
    now: datetime
