"""The id every export bears: what must be asked to make it again, and a digest of its figures.

``kh3220.2025-06.accepted.20250625T010000Z.437.62.1f2e3d4c5b6a7980``: plan, period, basis, as-of
instant (UTC), revision of the store, whose figures, and the digest by which a later making shows
that it is the same; before the digest ``m3`` where they are those of meeting 3, whose plan is kept.
Asked again of the same store, it gives the same figures for ever; where it does not (another plan
file, another store), the digest says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from data_loaders.model import Basis, Period
from kpis.completeness import Delivery
from kpis.model import Scorecard
from kpis.watched import WatchedFigure

_AT = "%Y%m%dT%H%M%S"
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class ReportId:
    """What an export's figures were made from. ``unit_id``: the province's, or one locality's."""

    plan: str
    period: Period
    basis: Basis
    as_of: datetime
    revision: int
    unit_id: str
    digest: str
    meeting_id: str | None = None

    def __str__(self) -> str:
        at = self.as_of.astimezone(UTC)
        fraction = f"{at.microsecond:06d}" if at.microsecond else ""
        written = f"{at:{_AT}}{fraction}Z"
        parts = (self.plan, self.period, self.basis, written, self.revision, self.unit_id)
        meeting = [] if self.meeting_id is None else [f"m{self.meeting_id}"]
        return ".".join([*map(str, parts), *meeting, self.digest])

    @classmethod
    def parse(cls, text: str) -> ReportId:
        """Read an id as an export prints it. Raises ``ValueError`` with a sentence."""
        try:
            plan, period, basis, at, revision, unit_id, *meeting, digest = text.strip().split(".")
            return cls(
                plan=plan,
                period=Period.parse(period),
                basis=Basis(basis),
                as_of=_instant(at),
                revision=int(revision),
                unit_id=unit_id,
                digest=digest,
                meeting_id=_meeting(meeting),
            )
        except ValueError:
            raise ValueError(
                f"mã báo cáo {text!r} không đúng; mã gồm bảy hoặc tám phần cách nhau bằng dấu"
                " chấm, in ở cuối mỗi trang của tệp đã xuất"
            ) from None


def _meeting(parts: list[str]) -> str | None:
    """Of ``["m3"]`` ``3``; none of no part at all."""
    if not parts:
        return None
    (part,) = parts
    if not part.startswith("m"):
        raise ValueError(part)
    return part[1:]


def _instant(text: str) -> datetime:
    """Of ``20250625T010000Z`` or ``20250625T010000123456Z``."""
    form = f"{_AT}%fZ" if len(text) > len("20250625T010000Z") else f"{_AT}Z"
    return datetime.strptime(text, form).replace(tzinfo=UTC)


def digest(
    cards: Mapping[Period, Scorecard],
    watched: Iterable[WatchedFigure],
    deliveries: Iterable[Delivery],
) -> str:
    """What every figure comes to, in sixteen digits; of the same figures always the same."""
    figures = [
        [card.hashed()["results"] for card in cards.values()],
        [
            [one.watched.watched_id, one.unit_id, one.value, one.of, one.year, one.year_of]
            for one in watched
        ],
        [
            [one.unit_id, str(one.period), one.timeliness, one.days_late, one.stage]
            for one in deliveries
        ],
    ]
    written = json.dumps(figures, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:_DIGITS]
