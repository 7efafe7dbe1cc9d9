"""What became of every version of a report: the events by which figures come and go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data_loaders.model.periods import Period


@dataclass(frozen=True, slots=True)
class VersionEvent:
    """Something done to a version: ``sent``, ``accepted``, ``returned`` or ``withdrawn``.

    ``at``: the instant it counts from; ``by``: who did it; ``reason``: why, where one was given.
    """

    event: str
    at: datetime
    by: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SentVersion:
    """One version of a report: who sent it, when it was received, and its events in their order."""

    version: int
    received_at: datetime
    by: str
    events: tuple[VersionEvent, ...] = ()


Past = Mapping[tuple[str, Period], tuple[SentVersion, ...]]
"""Locality and period → every version of that report, the oldest first."""
