"""Merged cells among the figures: one number over several communes or measures is nobody's."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from data_loaders.workbook_cells import Sheet, column_number

_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\Z")


def merged_over(
    sheet: Sheet, rows: Collection[int], columns: Collection[int]
) -> Mapping[tuple[int, int], str]:
    """(row, column) → the merged range, where it joins several of these cells and says something.

    Which of them it is meant for cannot be known, so none of them has a value. Where covered cells
    have values of their own, as some programs leave them, each keeps what it says.
    """
    found: dict[tuple[int, int], str] = {}
    for text in sheet.merged:
        match = _RANGE.match(text)
        if match is None:
            continue
        top, bottom = int(match[2]), int(match[4])
        left, right = column_number(match[1]), column_number(match[3])
        inside = [
            (row, column)
            for row in rows
            if top <= row <= bottom
            for column in columns
            if left <= column <= right
        ]
        covered = [place for place in inside if place != (top, left) and place in sheet.cells]
        if len(inside) > 1 and (top, left) in sheet.cells and not covered:
            found.update(dict.fromkeys(inside, text))
    return found
