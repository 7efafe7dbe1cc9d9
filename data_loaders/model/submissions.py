"""How reports came in, and what of them figures rest on: the period, the file, the cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data_loaders.model.periods import Period
from data_loaders.model.words import Timeliness


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How one locality stands for one period at an instant. ``state`` is its newest version's."""

    unit_id: str
    period: Period
    due_at: datetime
    received_at: datetime | None
    timeliness: Timeliness
    days_late: int | None
    state: str | None


@dataclass(frozen=True, slots=True)
class SentFile:
    """A version that figures rest on, with its file.

    ``warnings``: how many warnings its sender explained; None where nobody asked.
    """

    unit_id: str
    period: Period
    version: int
    file: str
    sha256: str
    by: str
    received_at: datetime
    accepted_at: datetime | None
    warnings: int | None = None


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as it was sent. ``commune`` None: the cell is about the whole locality.

    ``on``: the day it says, where its column holds days; ``text`` may be a spreadsheet's number.
    """

    commune: str | None
    value: int | None
    version: int
    file: str
    sha256: str
    sheet: str
    cell: str
    text: str
    by: str
    received_at: datetime
    accepted_at: datetime | None
    on: date | None = None
