"""Where a table stands on a sheet: by its codes, else by its headings, never by its position."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data_loaders.forms.declaration import Column, Form, Measure
from data_loaders.intake.values import text_of
from data_loaders.model import Unit
from data_loaders.register.names import heading_key, match, plain
from data_loaders.workbook.cells import CellKind, Sheet, column_number

NAME, ORDINAL = "(name)", "(ordinal)"
"""Columns without a code: the name of the locality, and TT."""

_ABOVE, _BELOW = 5, 2  # heading rows looked at around the row with most headings
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\Z")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column that is looked for: its code, and the keys of its own and its groups' headings."""

    code: str
    label: str
    headings: frozenset[str]
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table: what it needs at least to be taken for one.

    ``own``: codes no other kind has; ``least``: how many columns; ``needed``: which, where there
    are no codes.
    """

    sheet: str
    wanted: tuple[Wanted, ...]
    own: frozenset[str]
    least: int
    needed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that was found. ``columns``: code → column; ``row``: the last heading row.

    ``twice``: columns that say the same as one in ``columns``. ``conflicts``: code → the code that
    the heading of its column says instead.
    """

    sheet: Sheet
    row: int
    top: int
    columns: Mapping[str, int]
    twice: tuple[tuple[str, int], ...] = ()
    coded: bool = field(default=False)
    conflicts: Mapping[str, str] = field(default_factory=dict)


def figures_kind(form: Form) -> Kind:
    """The table of figures, with its columns of names and of unit ids."""
    wanted = [_measure(measure) for measure in form.measures]
    codes = frozenset(column.code for column in wanted)
    beside = (
        Wanted(NAME, form.locality.heading, _keys(form.locality.heading, form.locality.aliases)),
        Wanted(
            ORDINAL,
            form.row_number.heading,
            _keys(form.row_number.heading, form.row_number.aliases),
        ),
        Wanted(form.unit_id, form.unit_id, frozenset()),
    )
    return Kind(form.sheets.figures, (*wanted, *beside), codes, 4)


def list_kinds(form: Form) -> tuple[Kind | None, Kind | None]:
    """The list of areas and the list of tasks; None for one that the form does not have."""
    areas, tasks = ({column.code for column in part} for part in (form.areas, form.tasks))
    return (
        _list(form.sheets.areas, form.areas, areas - tasks) if areas else None,
        _list(form.sheets.tasks, form.tasks, tasks - areas) if tasks else None,
    )


def _list(sheet: str, columns: Sequence[Column], own: set[str]) -> Kind:
    wanted = tuple(Wanted(c.code, c.heading, _keys(c.heading, c.aliases)) for c in columns)
    needed = frozenset(column.code for column in columns if column.required)
    return Kind(sheet, wanted, frozenset(own), 2, needed)


def _measure(measure: Measure) -> Wanted:
    return Wanted(
        measure.code,
        f"{measure.group.heading} · {measure.heading}",
        _keys(measure.heading, measure.aliases),
        _keys(measure.group.heading, measure.group.aliases),
    )


def with_names(layout: Layout, form: Form, communes: Sequence[Unit]) -> Layout:
    """The layout with the column of names where its heading was not known: found by its names."""
    if NAME in layout.columns:
        return layout
    first = min(at for code, at in layout.columns.items() if code in form.by_code)
    hits: dict[int, int] = defaultdict(int)
    for (row, column), cell in layout.sheet.cells.items():
        if row > layout.row and column < first and match(plain(text_of(cell)), communes).unit:
            hits[column] += 1
    hits.pop(layout.columns.get(form.unit_id, 0), None)
    if not hits:
        return layout
    column = max(hits, key=lambda at: hits[at])
    return replace(layout, columns={**layout.columns, NAME: column})


def _keys(heading: str, aliases: Iterable[str]) -> frozenset[str]:
    return frozenset(heading_key(text) for text in (heading, *aliases) if text)


def layouts(sheets: Sequence[Sheet], kind: Kind) -> list[Layout]:
    """Every table of that kind: those with codes, or where there is none those with headings."""
    coded = [layout for sheet in sheets for layout in _coded(sheet, kind)]
    return coded or [layout for sheet in sheets for layout in _headed(sheet, kind)]


def _coded(sheet: Sheet, kind: Kind) -> Iterator[Layout]:
    codes = {column.code for column in kind.wanted}
    rows: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (row, column), cell in sheet.cells.items():
        if cell.kind is CellKind.TEXT and cell.text.strip() in codes:
            rows[row][cell.text.strip()].append(column)
    for row, found in sorted(rows.items()):
        if len(found) >= kind.least and kind.own & set(found):
            columns = {code: places[0] for code, places in found.items()}
            twice = tuple((code, c) for code, places in found.items() for c in places[1:])
            headed, _, top = _columns(sheet, kind, range(row - _ABOVE, row))
            free = {
                k: c for k, c in headed.items() if k not in columns and c not in columns.values()
            }
            said = {column: code for code, column in headed.items()}
            conflicts = {k: said[c] for k, c in columns.items() if said.get(c, k) != k}
            columns = {**free, **columns}
            yield Layout(sheet, row, min(top, row), columns, twice, True, conflicts)


def _headed(sheet: Sheet, kind: Kind) -> Iterator[Layout]:
    """Tables by their headings: where a row has most of them, or nearly as many."""
    hits: dict[int, int] = defaultdict(int)
    keys = frozenset[str]().union(*(column.headings for column in kind.wanted))
    for (row, _), cell in sheet.cells.items():
        if cell.kind is CellKind.TEXT and heading_key(text_of(cell)) in keys:
            hits[row] += 1
    most = max(hits.values(), default=0)
    last = -_ABOVE - _BELOW
    for row in sorted(hits):
        if hits[row] * 5 < most * 3 or row - last <= _ABOVE:
            continue
        best = max((r for r in hits if row <= r <= row + _ABOVE), key=lambda r: (hits[r], -r))
        columns, twice, top = _columns(sheet, kind, range(best - _ABOVE, best + _BELOW + 1))
        if len(columns) >= kind.least and kind.own & set(columns) and kind.needed <= set(columns):
            last = best
            bottom = max(_last_heading(sheet, kind, best), best)
            yield Layout(sheet, bottom, top, columns, twice)


def _last_heading(sheet: Sheet, kind: Kind, row: int) -> int:
    keys = frozenset[str]().union(*(column.headings for column in kind.wanted))
    below = (
        at
        for (at, _), cell in sheet.cells.items()
        if row <= at <= row + _BELOW and cell.kind is CellKind.TEXT
        if heading_key(text_of(cell)) in keys
    )
    return max(below, default=row)


def _columns(
    sheet: Sheet, kind: Kind, rows: range
) -> tuple[dict[str, int], tuple[tuple[str, int], ...], int]:
    """Columns by the headings above one another in these rows; doubles; the topmost heading row."""
    groups = frozenset[str]().union(*(column.groups for column in kind.wanted))
    known = groups.union(*(column.headings for column in kind.wanted))
    found: dict[str, int] = {}
    twice: list[tuple[str, int]] = []
    top = rows.stop
    for column, texts in sorted(_paths(sheet, rows).items()):
        path = [(row, text) for row, text in texts if text in known]
        wanted = _recognised(kind, [text for _, text in path], groups)
        if wanted is None:
            continue
        top = min(top, path[0][0])
        if wanted.code in found:
            twice.append((wanted.code, column))
        else:
            found[wanted.code] = column
    return found, tuple(twice), top


def _recognised(kind: Kind, path: Sequence[str], groups: frozenset[str]) -> Wanted | None:
    """The one column whose heading this is; a heading under another group's is not."""
    above = groups.intersection(path)
    for text in reversed(path):
        named = [column for column in kind.wanted if text in column.headings]
        if above:
            named = [column for column in named if not column.groups or column.groups & above]
        if len(named) == 1:
            return named[0]
        if named:
            return None
    return None


def _paths(sheet: Sheet, rows: range) -> dict[int, list[tuple[int, str]]]:
    """Column → its heading texts from above; a merged heading counts in each of its columns."""
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    widths = _widths(sheet, rows)
    for (row, column), cell in sheet.cells.items():
        if row in rows and cell.kind is CellKind.TEXT and plain(cell.text):
            for covered in range(column, widths.get((row, column), column) + 1):
                texts[covered].setdefault(row, heading_key(text_of(cell)))
    return {column: sorted(path.items()) for column, path in texts.items()}


def _widths(sheet: Sheet, rows: range) -> dict[tuple[int, int], int]:
    """Top left cell of a merged range in these rows → its last column, never past the last used."""
    last = max((column for row, column in sheet.cells), default=0)
    widths = {}
    for text in sheet.merged:
        match = _RANGE.match(text)
        if match and int(match[2]) in rows:
            first = column_number(match[1])
            widths[int(match[2]), first] = min(column_number(match[3]), last)
    return widths
