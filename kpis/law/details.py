"""The numbers that the printed arithmetic of a verdict needs beside the result's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from data_loaders.model import MeetingConclusion, Period, PublishedFigure, TargetReading
from kpis.law.stages import Stage


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
class Pace:
    """How fast a figure went, and must go, per period, in N.

    ``seen``: over the last ``periods``; None where it cannot be known. ``needed``: to the end of
    the leg; None at its end.
    """

    periods: int | None
    seen: Fraction | None
    needed: Fraction | None


@dataclass(frozen=True, slots=True)
class TaskDays:
    """A dated task in the localities that sent a list with it.

    ``late``, ``overdue``, ``to_come``, ``silent``: how many were done late, are not done and told
    so after the day, are not due yet, have told nothing since the day. ``done_on``: of a single
    locality. ``days_left``: to the due day, negative after it.
    """

    due_on: date
    days_left: int
    late: int
    overdue: int
    to_come: int
    silent: int
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What a rule used; None: not used.

    ``since``: first period of a sum. ``trend``: the share that the line of the recent periods
    comes to, ``last_stretch`` periods on. ``pace_base``: the paired months of the year before.
    ``relapsed``: of the areas recognised. ``absent``: the reports for want of which localities do
    not count, in register order. ``option``: letter of the reading that was applied;
    ``recorded``: who took it, if anybody. ``published``, ``concluded``: what stands on record.
    """

    since: Period | None = None
    pace: Pace | None = None
    trend: Fraction | None = None
    pace_base: int | None = None
    relapsed: int | None = None
    task: TaskDays | None = None
    absent: tuple[Absence, ...] = ()
    option: str | None = None
    recorded: TargetReading | None = None
    published: PublishedFigure | None = None
    concluded: MeetingConclusion | None = None


NO_DETAILS = Details()
