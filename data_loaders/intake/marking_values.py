"""What openpyxl would lose on the way through a workbook: the values formulas had, kept in place.

And what would cost it minutes: rows without content, down to the last one a sheet can have.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from data_loaders.model import cell_address
from data_loaders.workbook.book import Workbook
from data_loaders.workbook.cells import Cell, CellKind, Sheet

_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData>")
_FORMULA = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b.*?(?:</f>|/>))<v ?(?:/>|></v>)</c>', re.S
)
_TYPE = re.compile(r' t="\w*"')
_TYPES = {CellKind.TEXT: "str", CellKind.BOOLEAN: "b", CellKind.ERROR: "e"}


def trimmed(data: bytes, book: Workbook) -> bytes:
    """The workbook without the rows below the last content of every sheet."""
    last = max((row for sheet in book.sheets for row, _ in sheet.cells), default=1)

    def cut(name: str, content: bytes) -> bytes:
        if "worksheets/" not in name:
            return content
        beyond = next((m for m in _ROW.finditer(content) if int(m[1]) > last), None)
        end = _ROWS_END.search(content, beyond.start()) if beyond else None
        if beyond is None or end is None:
            return content
        return content[: beyond.start()] + content[end.start() :]

    return _rewritten(data, cut)


def with_kept_values(data: bytes, names: Sequence[str], book: Workbook) -> bytes:
    """The saved workbook, each formula with the value it had in ``book``.

    ``names``: of the sheets in order, in which openpyxl numbers their parts.
    """
    kept = {sheet.name: _values(sheet) for sheet in book.sheets}
    parts = {f"xl/worksheets/sheet{n}.xml": name for n, name in enumerate(names, start=1)}

    def put(part: str, content: bytes) -> bytes:
        values = kept.get(parts.get(part, ""))
        if not values:
            return content
        return _FORMULA.sub(lambda m: _with_value(m, values), content.decode()).encode()

    return _rewritten(data, put)


def _values(sheet: Sheet) -> Mapping[str, Cell]:
    return {
        cell_address(*place): cell
        for place, cell in sheet.cells.items()
        if cell.formula is not None and cell.has_cached_value
    }


def _with_value(match: re.Match[str], values: Mapping[str, Cell]) -> str:
    cell = values.get(match[1])
    if cell is None:
        return match[0]
    own = _TYPES.get(cell.kind)
    attributes = _TYPE.sub("", match[2]) + (f' t="{own}"' if own else "")
    shown = cell.kind in {CellKind.BOOLEAN, CellKind.PERCENT}  # their text is not what is stored
    text = str(+cell.value) if shown and isinstance(cell.value, int | float) else cell.text
    return f'<c r="{match[1]}"{attributes}>{match[3]}<v>{escape(text)}</v></c>'


def _rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return out.getvalue()
