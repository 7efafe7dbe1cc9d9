"""The closed sets of words: levels, bases, severities, states, classes."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Levels of the register, from the widest to the narrowest."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Basis(StrEnum):
    """Which versions count: accepted ones (official), or also those sent and not yet accepted."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"


class Severity(StrEnum):
    """An error stops a report, a warning needs a typed explanation, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class AreaState(StrEnum):
    """State of an area chosen for transformation (địa bàn chuyển hóa), as the form writes it."""

    UNDER_WAY = "đang chuyển hóa"
    ACHIEVED = "đạt"
    NOT_ACHIEVED = "chưa đạt"
    RELAPSED = "tái phức tạp"


class TaskState(StrEnum):
    """State of a task of the plan, as the form writes it."""

    NOT_STARTED = "chưa thực hiện"
    UNDER_WAY = "đang thực hiện"
    DONE = "hoàn thành"


class Timeliness(StrEnum):
    """How a report stands against its due instant (Nghị định 09/2019/NĐ-CP, Điều 12)."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    PENDING = "pending"


COMMUNE_CLASSES = ("I", "II", "III", "có", "không")
"""Classes of a commune. A stored value of ``commune_class`` is the position here plus one."""

RECOGNISED = frozenset({AreaState.ACHIEVED, AreaState.RELAPSED})
"""States of an area that was recognised at some time, whether or not it relapsed since."""

CONCLUDED = ("met", "on_track", "at_risk", "behind", "missed")
"""Verdicts that a meeting may conclude of a sentence without a figure, the best first."""
