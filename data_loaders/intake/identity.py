"""Who and when a form is about: what its hidden sheet states, what its titles say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data_loaders.forms.declaration import Form
from data_loaders.forms.editions import Editions
from data_loaders.forms.seal import KEYS, intact
from data_loaders.intake.progress import Intake
from data_loaders.intake.values import as_id, text_of
from data_loaders.model import Finding, Identity, Period, Unit, cell_address
from data_loaders.model.findings import finding
from data_loaders.register.names import key, kind_and_name, match, named, plain
from data_loaders.workbook.book import Cell, Sheet, Workbook

_PERIOD = re.compile(r"tháng (\d{1,2}) ?(?:/|-|năm) ?(\d{4})")
_SIGNED = re.compile(r"ngày \S* ?tháng")
_TITLE_ROWS = 12  # where no table was found: titles stand above everything else


@dataclass(frozen=True, slots=True)
class Stated:
    """What the hidden sheet says. ``identity`` is None when it is gone, altered or no longer ours.

    ``usable``: the rest of the file may be read, once somebody says whose it is.
    """

    identity: Identity | None
    form: str | None
    form_id: str = ""
    usable: bool = True
    there: bool = True


@dataclass(frozen=True, slots=True)
class Use:
    """The editions there are. ``made_for``: the one a stored report was taken with, which stays its
    own for ever; None of a report that comes now, whose period says its edition."""

    editions: Editions
    made_for: str | None = None

    def named_by(self, book: Workbook, confirmed: Identity | None) -> Form:
        """The edition to read a workbook with: the one it states, else that of its period."""
        if self.made_for is not None:
            return self.editions.named(self.made_for)
        for name in dict.fromkeys(form.sheets.identity for form in self.editions.forms):
            sheet = _sheet(book, name)
            stated = dict(_rows(sheet)).get("form", "") if sheet else ""
            if self.editions.has(stated):
                return self.editions.named(stated)
        return self.editions.of(confirmed.period) if confirmed else self.editions.newest

    def wanted(self, rows: Mapping[str, str]) -> str:
        """The edition that a form with those rows should be of."""
        if self.made_for is not None:
            return self.made_for
        try:
            return self.editions.of(Period.parse(rows.get("period", ""))).edition
        except ValueError:
            return self.editions.newest.edition


def _sheet(book: Workbook, name: str) -> Sheet | None:
    return next((s for s in book.sheets if key(s.name) == key(name)), None)


def stated_identity(book: Workbook, intake: Intake, use: Use) -> Stated:
    """Read the hidden sheet, whatever its visibility, and hold it against its checksum."""
    sheet = _sheet(book, intake.form.sheets.identity)
    said = _rows(sheet) if sheet else []
    if sheet is None or not said:
        return Stated(None, None, there=False)
    rows = dict(said)
    if len(rows) < len(set(said)):  # a key with two values has none
        intake.structure.append(finding("identity-damaged", sheet=sheet.name))
        return Stated(None, None)
    edition = rows.get("form", "")
    wanted = use.wanted(rows)
    if edition and edition != wanted:
        fault = finding("form-edition", sheet=sheet.name, found=edition, known=wanted)
        intake.structure.append(fault)
        return Stated(None, edition, usable=False)
    identity = _identity(rows) if rows.get("plan") == intake.form.plan else None
    if identity is None:
        intake.structure.append(finding("identity-damaged", sheet=sheet.name))
        return Stated(None, edition or None)
    return Stated(identity, edition, rows["form_id"])


def _identity(rows: Mapping[str, str]) -> Identity | None:
    """What the rows say, when they are as they were written."""
    try:
        return Identity(rows["unit_id"], Period.parse(rows["period"])) if intact(rows) else None
    except ValueError:  # a checksum of one's own over a period that is none
        return None


def _rows(sheet: Sheet) -> list[tuple[str, str]]:
    """Keys and values, wherever on the sheet a key stands with a value to its right."""
    known = {*KEYS, "checksum"}
    return [
        (cell.text, _value(cell.text, sheet.cells[row, column + 1]))
        for (row, column), cell in sheet.cells.items()
        if cell.text in known and (row, column + 1) in sheet.cells
    ]


def _value(key: str, cell: Cell) -> str:
    """A value as it was written, after a program took an id for a number or a month for a day."""
    if key == "period" and isinstance(cell.value, datetime):
        return f"{cell.value:%Y-%m}"
    return as_id(cell.text) if key == "unit_id" else cell.text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A locality or a period that a title names, and where."""

    value: Unit | Period
    cell: str
    text: str


def suggestions(sheet: Sheet, top: int | None, intake: Intake) -> list[Suggestion]:
    """What the titles above the table say, the period only where it is no date of signature."""
    units = intake.register.ever_reporting(intake.regime)
    found: list[Suggestion] = []
    for (row, column), cell in sorted(sheet.cells.items()):
        if row >= (top or _TITLE_ROWS):
            break
        text = plain(text_of(cell))
        address = cell_address(row, column)
        value = _period(text)
        if value is not None:
            found.append(Suggestion(value, address, text))
        unit = _unit(text, units)
        if unit is not None:
            found.append(Suggestion(unit, address, text))
    return found


def _period(text: str) -> Period | None:
    words = key(text)
    found = _PERIOD.search(words)
    if found is None or _SIGNED.search(words) or not 1 <= int(found[1]) <= 12:
        return None
    return Period.of(int(found[2]), int(found[1]))


def _unit(text: str, units: tuple[Unit, ...]) -> Unit | None:
    last = text.rpartition(":")[2]
    kind, _ = kind_and_name(last)
    return match(last, units).unit if kind else None


def suggested_identity(found: Iterable[Suggestion]) -> Identity | None:
    """Locality and period, when the titles name one of each."""
    units = {s.value for s in found if isinstance(s.value, Unit)}
    periods = {s.value for s in found if isinstance(s.value, Period)}
    if len(units) == 1 and len(periods) == 1:
        return Identity(units.pop().unit_id, periods.pop())
    return None


def contradictions(
    found: Iterable[Suggestion], sheet: Sheet, identity: Identity, intake: Intake
) -> None:
    """Say which titles name another locality or period than the form is of."""
    unit = intake.register.by_id[identity.unit_id]
    for one in found:
        period = isinstance(one.value, Period)
        if one.value not in {identity.period, unit}:
            expected = f"kỳ {identity.period}" if period else unit.full_name
            intake.structure.append(
                finding(
                    "title-differs",
                    sheet=sheet.name,
                    cell=one.cell,
                    label="Tiêu đề",
                    found=one.text,
                    expected=expected,
                )
            )


def belongs(
    identity: Identity, confirmed: Identity | None, received_at: datetime, intake: Intake
) -> bool:
    """Whether it is the form that was to be sent, of a locality that reports then; faults noted."""
    regime = intake.regime
    reporters = intake.register.reporters(regime, identity.period)
    if identity.unit_id not in {unit.unit_id for unit in reporters}:
        intake.structure.append(_no_reporter(identity, reporters, intake))
        return False
    starts = regime.starts_on(identity.period)
    if starts > regime.day_of(received_at):
        intake.structure.append(
            finding(
                "period-not-begun",
                found=str(identity.period),
                file=intake.file_name,
                period=str(identity.period),
                starts=f"{starts:%d/%m/%Y}",
            )
        )
    return confirmed is None or confirmed == identity or _disagrees(identity, confirmed, intake)


def _no_reporter(identity: Identity, reporters: Iterable[Unit], intake: Intake) -> Finding:
    """That the unit is nobody's, or that it does not report the period, and who does."""
    register, day = intake.register, intake.regime.ends_on(identity.period)
    said = {"file": intake.file_name, "period": str(identity.period)}
    unit = register.by_id.get(identity.unit_id)
    if unit is None:
        return finding("unit-unknown", found=identity.unit_id, **said)
    heirs = register.parts(unit.unit_id, day).units
    near = {*heirs, *(one.unit_id for one in register.children(unit.unit_id, day))}
    near |= {register.by_id[one].parent_id or "" for one in heirs}
    instead = named(one for one in reporters if one.unit_id in near)
    return finding(
        "unit-not-reporting",
        found=identity.unit_id,
        unit=unit.full_name,
        case="others" if instead else "nobody",
        reporters=instead,
        **said,
    )


def _disagrees(stated: Identity, said: Identity, intake: Intake) -> bool:
    """Note that the form is not of the locality and period that the sender says: False."""
    label, units = f"Tệp {intake.file_name}", intake.register.by_id
    if said.unit_id != stated.unit_id:
        expected = units.get(said.unit_id)
        names = {
            "stated": units[stated.unit_id].full_name,
            "expected": expected.full_name if expected else said.unit_id,
        }
        intake.structure.append(finding("wrong-locality", label=label, **names))
    if said.period != stated.period:
        periods = {"stated": str(stated.period), "expected": str(said.period)}
        intake.structure.append(finding("wrong-period", label=label, **periods))
    return False
