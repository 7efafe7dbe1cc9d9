"""Which columns of which table a digest covers (``row_digests.py``), and which name a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class By(Enum):
    """How a row says which write brought it: by its revision, by the report's version that it is
    of, or not at all."""

    REVISION = auto()
    VERSION = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Bound:
    """A table: which columns its digests cover, which of them name a row.

    ``by``: how its rows say which write brought them.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    by: By = By.REVISION


def _bound(columns: str, key: str, by: By = By.REVISION) -> Bound:
    return Bound(tuple(columns.split()), tuple(key.split()), by)


BOUND: Mapping[str, Bound] = {
    "area": _bound(
        "version_key position unit_key cohort selected_on area_class state decision_no decision_on"
        " relapsed_on note sheet sheet_row",
        "version_key",
        By.VERSION,
    ),
    "attempt": _bound(
        "attempt_key unit_id period sha256 file_name received_at actor findings", "attempt_key"
    ),
    "cell": _bound("version_key unit_key measure_key sheet cell text", "version_key", By.VERSION),
    "conclusion": _bound(
        "target_id period verdict meeting_key meeting reason document actor counts_from",
        "target_id period",
    ),
    "decision": _bound(
        "decision_key text due_on unit_key body target_id about_key meeting_id meeting actor"
        " counts_from",
        "decision_key",
    ),
    "decision_step": _bound(
        "decision_key state completed_on note actor counts_from", "decision_key"
    ),
    "document": _bound("meeting_key law sha256", "meeting_key"),
    "event": _bound("event_key version_key event counts_from actor reason", "event_key"),
    "explanation": _bound("version_key finding explanation", "version_key"),
    "explanation_answer": _bound("request_key text actor counts_from", "request_key"),
    "explanation_request": _bound(
        "request_key unit_key target_id period text due_on actor counts_from", "request_key"
    ),
    "fact": _bound("version_key unit_key measure_key value", "version_key", By.VERSION),
    "frozen": _bound(
        "meeting_key as_of judged_at upto basis period plan_sha256 regime_sha256"
        " scorecard_sha256 actor frozen_at",
        "meeting_key",
    ),
    "list_cell": _bound("version_key sheet sheet_row code cell text", "version_key", By.VERSION),
    "measure": _bound("measure_key code", "code"),
    "meeting": _bound("meeting_key name held_at chair agenda actor", "meeting_key"),
    "original": _bound("sha256 size", "sha256"),
    "plan_version": _bound(
        "plan_id version sha256 holidays_sha256 from_period decision actor counts_from",
        "plan_id version",
    ),
    "published": _bound(
        "target_id period value document published_on actor counts_from", "target_id period"
    ),
    "reading": _bound("target_id reading reason actor counts_from", "target_id"),
    "revision": _bound("revision learned_at action actor", "revision"),
    "setting": _bound("key value", "key value", By.NOTHING),
    "task": _bound(
        "version_key position task_id state completed_on note sheet sheet_row",
        "version_key",
        By.VERSION,
    ),
    "unit": _bound(
        "unit_key unit_id code level kind name parent_id tile_column tile_row valid_from valid_to"
        " counts_from",
        "unit_id",
    ),
    "unit_change": _bound(
        "effective_on change old_unit_id new_unit_id whole decision_no decision_on counts_from",
        "effective_on old_unit_id",
    ),
    "version": _bound(
        "version_key unit_key period version sha256 file_name form form_id received_at actor",
        "version_key",
    ),
}
"""Every table but the trail, which is a chain, the digests, which the trail binds, and the list of
migrations, which is held against the program's."""
