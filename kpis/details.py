"""What the words about a verdict need beside the numbers of the result itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from data_loaders.model import Period, TargetReading
from kpis.completeness import Stage


@dataclass(frozen=True, slots=True)
class Absence:
    """A report for want of which a locality does not count: whose, of which period, how far it
    has come; ``ACCEPTED`` where it is in force and has not all the figures. ``base``: it would
    have held the base."""

    unit_id: str
    period: Period
    stage: Stage
    base: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """The numbers that the printed arithmetic needs beside the result's own; None: not used.

    ``periods_left``: to the end of the year (yearly kinds) or to the deadline. ``allowed_now``:
    the most the line allows at this period. ``pace_line``: where a steady way stands at this
    period, also where ``Result.line`` is silent: once it is met, of a ceiling, of a zero; None
    where there is none to keep to. ``start``: N0. ``pace_needed``, ``pace_seen``: per
    period, the latter over the last ``pace_periods``. ``relapsed``: of the areas recognised.
    ``trend``: the share that the line of the last periods comes to, three periods on. ``since``:
    first period of the year so far. ``late``, ``overdue``, ``to_come``: localities whose task was
    done late, is overdue, is not due yet. ``days_left``: to the due date, negative after it.
    ``option``: letter of the reading that was applied; ``recorded``: who took it, if anybody.
    ``absent``: the reports for want of which localities do not count, in register order.
    """

    periods_left: int | None = None
    allowed_now: int | None = None
    pace_line: Fraction | None = None
    start: int | None = None
    pace_needed: Fraction | None = None
    pace_seen: Fraction | None = None
    pace_periods: int | None = None
    relapsed: int | None = None
    trend: Fraction | None = None
    since: Period | None = None
    due_on: date | None = None
    done_on: date | None = None
    days_left: int | None = None
    late: int | None = None
    overdue: int | None = None
    to_come: int | None = None
    option: str | None = None
    recorded: TargetReading | None = None
    absent: tuple[Absence, ...] = ()
