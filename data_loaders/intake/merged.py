"""Merged cells in a table: a number over several cells is nobody's, one beneath them unseen."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from data_loaders.intake.values import Reading
from data_loaders.model import cell_address
from data_loaders.workbook.cells import Sheet, column_number

_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\Z")

Faults = Mapping[tuple[int, int], Reading[Any]]
"""(row, column) → what is wrong with a cell there because it is merged with others."""


def merged_faults(sheet: Sheet, rows: Collection[int], columns: Collection[int]) -> Faults:
    """What merging does to the cells of a table: those in these rows and columns.

    What stands in a covered cell nobody sees (``cell-covered``). Where a range joins several cells
    of the table and says something, which of them it is meant for cannot be known
    (``cell-merged``). Neither has a value.
    """
    found: dict[tuple[int, int], Reading[Any]] = {}
    first, last = min(rows, default=0), max(rows, default=0)
    for text in sheet.merged:
        match = _RANGE.match(text)
        if match is None:
            continue
        top, bottom = sorted((int(match[2]), int(match[4])))
        if top > last or bottom < first:
            continue
        left, right = sorted((column_number(match[1]), column_number(match[3])))
        across = [column for column in columns if left <= column <= right]
        inside = [(row, at) for row in rows if top <= row <= bottom for at in across]
        if len(inside) > 1 and (top, left) in sheet.cells:
            joined: Reading[Any] = Reading(fault="cell-merged", parameters={"range": text})
            found.update(dict.fromkeys(inside, joined))
        shown = cell_address(top, left)
        for place in inside:
            if place != (top, left) and place in sheet.cells:
                said = {"range": text, "shown": shown}
                found[place] = Reading(fault="cell-covered", parameters=said)
    return found
