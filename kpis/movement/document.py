"""The document of ``movement --json``: amounts are exact, and add up to the change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from fractions import Fraction
from typing import Any

from data_loaders.model import Correction
from kpis.model import Language, as_json
from kpis.movement.model import Measure, Movement, Numbers, Part
from kpis.movement.parts import Names, part_text


def document(
    one: Movement,
    names: Names,
    language: Language,
    *,
    ends: tuple[Mapping[str, Any], Mapping[str, Any]],
    sentence: str,
) -> dict[str, Any]:
    """Counts as numbers, shares and changes as a fraction of one in a text: ``"1/250"``.

    ``ends``: from where to where, as whoever holds the store names them.
    """
    change = {measure: one.change(measure) for measure in Measure}
    return {
        "target": one.after.target_id,
        "unit_id": one.after.unit_id,
        "from": ends[0],
        "to": ends[1],
        "sentence": sentence,
        "before": as_json(one.before),
        "after": as_json(one.after),
        "change": _amounts(one.start, one.end, change),
        "parts": [_part_json(part, names, language) for part in one.parts],
    }


def _amounts(
    before: Numbers, after: Numbers, change: Mapping[Measure, Fraction]
) -> dict[str, int | str | None]:
    """By how much each number moved; null for one that the figure does not have."""
    return {
        str(measure): None
        if before.get(measure) is after.get(measure) is None
        else str(amount)
        if measure is Measure.VALUE
        else int(amount)
        for measure, amount in change.items()
    }


def _part_json(part: Part, names: Names, language: Language) -> dict[str, Any]:
    """One part. ``at``, ``by``: of the event that made it count, or of a reading's record."""
    about = part.about
    made, reading, zone = about.made, about.reading, names.zone
    event = made if made is not None else reading
    change = {measure: part.change(measure) for measure in Measure}
    return {
        "cause": str(part.cause),
        "unit_id": about.unit_id,
        "period": None if about.period is None else str(about.period),
        **_amounts(part.before, part.after, change),
        "at": None if event is None else event.at.astimezone(zone).isoformat(),
        "by": None if event is None else event.by,
        "event": None if made is None else made.event,
        "sent_at": None if made is None else made.sent_at.astimezone(zone).isoformat(),
        "sent_by": None if made is None else made.sent_by,
        "state": None if about.stage is None else str(about.stage),
        "text": part_text(part, names, language),
        "cells": [_cell_json(cell, zone) for cell in about.cells],
    }


def _cell_json(cell: Correction, zone: tzinfo) -> dict[str, Any]:
    old, new = (str(one) if isinstance(one, date) else one for one in (cell.old, cell.new))
    return {
        "part": cell.part,
        "subject": cell.subject,
        "item": cell.item,
        "old": old,
        "new": new,
        "version": cell.version,
        "sheet": cell.sheet,
        "cell": cell.cell,
        "by": cell.by,
        "at": cell.at.astimezone(zone).isoformat(),
    }
