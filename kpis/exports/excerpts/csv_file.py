"""A list as CSV: UTF-8 with its mark, RFC 4180, what it rests on in its first lines.

Numbers are whole: a fraction is two columns, so that no spreadsheet reads 3/8 as the third of
August nor 0.5 as a text. Blank is not zero: what is not known is an empty field.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from kpis.exports.excerpts.grounds import Grounds

Cell = int | str | None
MARK = "\ufeff"
"""By which Excel knows UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_DATE = re.compile(r"\s*\d+[/-]\d+([/-]\d+)?\s*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def csv_file(grounds: Grounds, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Facts as label and text, the heads, the rows; every line as many fields as the heads.

    Raises ``ValueError`` where a row is of another length.
    """
    wide = max(len(heads), 2)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for line in grounds.lines:
        writer.writerow([*map(_field, line), *[""] * (wide - 2)])
    writer.writerow([*map(_field, heads), *[""] * (wide - len(heads))])
    for row in rows:
        if len(row) != len(heads):
            raise ValueError(f"a row of {len(row)} fields under {len(heads)} heads")
        writer.writerow([*map(_field, row), *[""] * (wide - len(row))])
    return (MARK + text.getvalue()).encode()


def _field(cell: Cell) -> str:
    """What stands in the field: a text that a spreadsheet would work out, or take for a day, begins
    with an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    suspect = cell.lstrip(" \u00a0").startswith(_FORMULA) or cell.startswith(_FORMULA)
    if suspect or (_DATE.fullmatch(cell) and not _DAY.fullmatch(cell)):
        return f"'{cell}"
    return cell
