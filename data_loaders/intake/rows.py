"""Rows of the figures sorted by what they are: communes, totals, strangers; others say nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from data_loaders.forms.declaration import Form
from data_loaders.intake.communes import CommuneNames
from data_loaders.intake.layout import NAME, ORDINAL, Layout
from data_loaders.intake.values import as_id, read_count, text_of
from data_loaders.model import Level, Unit
from data_loaders.register.names import heading_key, key, kind_and_name, match, plain

_TOTAL = re.compile(
    r"(?=\w)(tổng( cộng| số)?|cộng|chung)?"
    r"( ?(toàn|cả|trên) (địa bàn( cấp)?( toàn)?)?( ?(huyện|thành phố|thị xã|tỉnh|xã))?)?"
    r"( i( ii)( iii)?)?( \d+ \w+.*)?\Z"
)
_NUMBERED = re.compile(r"\(?(\d{1,2}|[a-zđ])\)?( ?=.*)?\Z")
_GROUP_MARK = re.compile(r"([ivx]{1,5}|[a-h])[.)]?\Z")
_GROUP_NAME = re.compile(r"(([ivx]{1,5}|[a-h])[.)]|các|khu vực|cụm|khối|tổng|cộng)\s")


@dataclass(slots=True)
class FormRow:
    """What a row says about itself. ``figures``: whether any measure column holds a number."""

    row: int
    unit_id: str = ""
    ordinal: str = ""
    name: str = ""
    figures: bool = False

    @property
    def label(self) -> str:
        return self.name or self.ordinal


@dataclass(slots=True)
class Rows:
    """The rows of one table. Communes: unit id → row.

    ``twice`` are further rows of a commune that has one, ``moved`` those whose name and hidden id
    are two communes', ``strange`` those that should be a commune's and are none of ours.
    """

    communes: dict[str, int] = field(default_factory=dict)
    totals: list[FormRow] = field(default_factory=list)
    strange: list[FormRow] = field(default_factory=list)
    twice: list[tuple[FormRow, Unit]] = field(default_factory=list)
    moved: list[tuple[FormRow, Unit]] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether every row is a commune's own or a total: only then sums can be compared."""
        return not (self.strange or self.twice or self.moved)


def lines(layout: Layout, form: Form) -> list[FormRow]:
    """What the rows under the headings say about themselves, from above."""
    codes = {column: code for code, column in layout.columns.items()}
    first = min(at for code, at in layout.columns.items() if code in form.by_code)
    found: dict[int, FormRow] = {}
    for (row, column), cell in layout.sheet.cells.items():
        code = codes.get(column, ORDINAL if column < first else "")
        if row <= layout.row or not code:
            continue
        line = found.setdefault(row, FormRow(row))
        if code == form.unit_id:
            line.unit_id = as_id(text_of(cell))
        elif code == NAME:
            line.name = plain(text_of(cell))
        elif code == ORDINAL:
            line.ordinal = plain(text_of(cell))
        elif code in form.by_code and not line.figures:
            reading = read_count(cell)
            line.figures = reading.value is not None or reading.fault not in {
                None,
                "number-unreadable",
            }
    return [found[row] for row in sorted(found)]


def sort_rows(found: Iterable[FormRow], names: CommuneNames, whole: Unit) -> Rows:
    """Tell what each row is: by its hidden id, else by its label, else by its name.

    ``whole`` is the locality of the form: a row that bears its name is the total of all.
    """
    rows = Rows()
    by_id = {unit.unit_id: unit for unit in names.communes}
    for line in found:
        if len(rows.communes) == len(by_id) and _begins_another(line):
            break
        unit = by_id.get(line.unit_id)
        if unit is not None:
            if line.name and names.unit(line.name) != unit:
                rows.moved.append((line, unit))
            _keep(rows, line, unit)
        elif line.unit_id:
            rows.strange.append(line)
        elif is_total(line.label, whole):
            rows.totals.append(line)
        elif not is_column_number(line.name or line.ordinal) or _unnamed(line):
            _by_name(rows, line, names)
    return rows


def is_total(label: str, whole: Unit) -> bool:
    """Whether a row's label is that of a total: ``Tổng cộng``, ``Cộng``, ``Toàn huyện``.

    ``Tổng số trên địa bàn huyện Ngọc Hồi`` and ``Huyện Ngọc Hồi`` are, in the form of Ngọc Hồi;
    the name of a commune that reports for itself is its one row.
    """
    kind, _ = kind_and_name(label)
    if kind and match(label, [whole]).unit:
        return whole.level is not Level.COMMUNE
    without_name = heading_key(label).replace(heading_key(whole.name), "").strip()
    return _TOTAL.match(without_name) is not None


def is_column_number(label: str) -> bool:
    """Whether a label is one of a row of column numbers: ``(1)``, ``A``, ``(6)=(2)+(3)``."""
    return _NUMBERED.match(key(label)) is not None


def _begins_another(line: FormRow) -> bool:
    """Whether the line numbers the columns of another table: no commune stands below it."""
    return is_column_number(line.name) and not line.unit_id and not line.figures


def _unnamed(line: FormRow) -> bool:
    return line.figures and not line.name


def _by_name(rows: Rows, line: FormRow, names: CommuneNames) -> None:
    unit = names.unit(line.name) if line.name else None
    if unit is not None:
        _keep(rows, line, unit)
    elif not _is_aside(line, {key(unit.kind) for unit in names.communes}):
        rows.strange.append(line)


def _keep(rows: Rows, line: FormRow, unit: Unit) -> None:
    if rows.communes.setdefault(unit.unit_id, line.row) != line.row:
        rows.twice.append((line, unit))


def _is_aside(line: FormRow, kinds: Collection[str]) -> bool:
    """Headings of groups, notes and signatures: no figures of their own, or a group's mark.

    ``kinds``: of communes; "Công an tỉnh" under the table is who receives a copy.
    """
    if _GROUP_MARK.match(key(line.ordinal)) or _GROUP_NAME.match(key(line.label) + " "):
        return True
    kind, name = kind_and_name(line.name)
    return not line.figures and not (kind in kinds and name)


def whole_total(rows: Rows) -> FormRow | None:
    """The total of all rows; where there are several, the one that does not say just "cộng"."""
    if len(rows.totals) == 1:
        return rows.totals[0]
    whole = [line for line in rows.totals if heading_key(line.label) != "cộng"]
    return whole[0] if len(whole) == 1 else None
