"""The words of the product as types: what every part may know of every other part.

Nothing here reads a file, a database or a clock. ``kpis`` imports this package and nothing else of
``data_loaders``; what a locality said reaches it as :class:`Facts`.
"""

from data_loaders.model.decisions import (
    Answer,
    Decision,
    ExplanationRequest,
    Step,
    closed,
    open_decisions,
    open_requests,
)
from data_loaders.model.duties import TaskStatus, days_left, standing
from data_loaders.model.facts import (
    Carriage,
    Facts,
    MeetingConclusion,
    PublishedFigure,
    Report,
    TargetReading,
)
from data_loaders.model.lists import AreaStanding, AreaState
from data_loaders.model.moments import Moment, Rules
from data_loaders.model.periods import (
    Period,
    Regime,
    Task,
    periods_between,
)
from data_loaders.model.places import (
    Parts,
    Register,
    Unit,
    UnitChange,
)
from data_loaders.model.reports import (
    Area,
    Correction,
    Figure,
    Finding,
    History,
    Identity,
    ListCell,
    ReportContent,
    TaskRecord,
    cell_address,
    column_letters,
)
from data_loaders.model.versions import (
    Past,
    SentVersion,
    VersionEvent,
)
from data_loaders.model.words import (
    CONCLUDED,
    Basis,
    Boundary,
    Carried,
    Level,
    Reporter,
    Severity,
    TaskState,
    Timeliness,
    UnitChangeKind,
)

__all__ = [
    "CONCLUDED",
    "Answer",
    "Area",
    "AreaStanding",
    "AreaState",
    "Basis",
    "Boundary",
    "Carriage",
    "Carried",
    "Correction",
    "Decision",
    "ExplanationRequest",
    "Facts",
    "Figure",
    "Finding",
    "History",
    "Identity",
    "Level",
    "ListCell",
    "MeetingConclusion",
    "Moment",
    "Parts",
    "Past",
    "Period",
    "PublishedFigure",
    "Regime",
    "Register",
    "Report",
    "ReportContent",
    "Reporter",
    "Rules",
    "SentVersion",
    "Severity",
    "Step",
    "TargetReading",
    "Task",
    "TaskRecord",
    "TaskState",
    "TaskStatus",
    "Timeliness",
    "Unit",
    "UnitChange",
    "UnitChangeKind",
    "VersionEvent",
    "cell_address",
    "closed",
    "column_letters",
    "days_left",
    "open_decisions",
    "open_requests",
    "periods_between",
    "standing",
]
