"""The words of judgement: verdicts, reasons, caveats, and on how many localities they rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """What a target comes to for a locality and a period."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    MISSED = "missed"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    NOT_JUDGED = "not_judged"


class Reason(StrEnum):
    """Why a verdict is what it is, where the rule names a reason."""

    BEFORE_PLAN = "before_plan"
    PLAN_CLOSED = "plan_closed"
    PART_YEAR = "part_year"
    PROVINCE_ONLY = "province_only"
    NOT_A_TARGET = "not_a_target"
    READING_OPEN = "reading_open"
    NOT_ASSIGNED = "not_assigned"
    REASSIGN = "reassign"
    WITHDRAWN = "withdrawn"
    BASE_MISSING = "base_missing"
    BASE_ZERO = "base_zero"
    INCOMPLETE = "incomplete"
    HELD_AT_ZERO = "held_at_zero"
    RISEN_FROM_ZERO = "risen_from_zero"
    MET_EARLY = "met_early"
    FELL_BACK = "fell_back"
    ONE_SHORT = "one_short"
    STALLED = "stalled"
    NO_PROGRESS = "no_progress"
    DUE_SOON = "due_soon"
    GAP_GROWING = "gap_growing"
    PACE_TOO_SLOW = "pace_too_slow"
    TREND_FALLING = "trend_falling"
    TREND_RISING = "trend_rising"
    EXCEEDED = "exceeded"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    NOT_REPORTED_SINCE_DUE = "not_reported_since_due"
    AWAITING_PUBLICATION = "awaiting_publication"
    BOUNDARY = "boundary"


class Caveat(StrEnum):
    """What a reader must keep in mind beside the figure; some are followed by ``:`` and a time."""

    SMALL_BASE = "small_base"
    NO_ROOM = "no_room"
    COULD_CHANGE = "could_change"
    NOT_HELD = "not_held"
    MISSED_YEAR = "missed_year"
    STAGE_MISSED = "stage_missed"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule comes to. ``settled``: it stands whatever the coverage."""

    verdict: Verdict
    reason: Reason | None = None
    settled: bool = False


def keeps_numbers(ruling: Ruling) -> bool:
    """Whether the figure stands beside the verdict: without enough data only of an open end."""
    return ruling.verdict is not Verdict.NO_DATA or ruling.reason is Reason.INCOMPLETE


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the expected localities a figure rests on; ``missing`` in register order."""

    counted: int
    expected: int
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return self.counted == self.expected

    def below(self, minimum: Fraction) -> bool:
        """Whether too few count for a verdict: nobody, or less than that share."""
        return self.counted == 0 or self.counted < minimum * self.expected
