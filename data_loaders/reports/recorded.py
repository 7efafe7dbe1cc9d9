"""Results that no report gives, as they were recorded: published elsewhere, concluded at a meeting.

Like readings they count from an instant on and were learned with a revision; nothing is replaced,
a newer record goes before an older one (:class:`data_loaders.model.Facts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from data_loaders.model import MeetingConclusion, Period, PublishedFigure
from data_loaders.store.database import NEWEST, Store, instant_of, micros


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was on record at an instant, the oldest record first."""

    published: tuple[PublishedFigure, ...]
    conclusions: tuple[MeetingConclusion, ...]


def recorded(store: Store, as_of: datetime, *, upto: int = NEWEST) -> Recorded:
    """What was on record at an instant, of what the store had learned by a revision."""
    published, conclusions = [], []
    for kind, *row, at, revision in store.settled_rows("recorded"):
        if at > micros(as_of) or revision > upto:
            continue
        if kind == "published":
            published.append(_published(row, instant_of(at)))
        else:
            conclusions.append(_conclusion(row, instant_of(at)))
    return Recorded(tuple(published), tuple(conclusions))


def _published(row: list[Any], at: datetime) -> PublishedFigure:
    target_id, period, value, _key, _meeting, _reason, document, on, by = row
    return PublishedFigure(target_id, Period(period), Fraction(value), document, on, by, at)


def _conclusion(row: list[Any], at: datetime) -> MeetingConclusion:
    target_id, period, verdict, key, meeting, reason, document, _on, by = row
    return MeetingConclusion(
        target_id=target_id,
        period=Period(period),
        verdict=verdict,
        meeting_id=str(key),
        reason=reason,
        by=by,
        at=at,
        document=document,
        meeting=meeting,
    )
