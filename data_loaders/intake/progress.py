"""What the reading of one file knows and has found so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from data_loaders.forms.declaration import Form
from data_loaders.intake.communes import CommuneNames
from data_loaders.intake.values import Reading, T
from data_loaders.model import (
    Finding,
    Identity,
    ListCell,
    Regime,
    Register,
    Severity,
    Unit,
    cell_address,
)
from data_loaders.model.findings import finding
from data_loaders.workbook.cells import Cell
from data_loaders.workbook.text import LOST

MOST_FINDINGS = 2000
"""A district that fills in every cell wrongly has a thousand; nobody reads more."""


@dataclass
class Intake:
    """One file on its way in: the declarations it is held against, its faults in two heaps.

    ``unread``: places whose content could not be read; ``listed``: the filled cells of the lists;
    see :class:`ReportContent`.
    """

    file_name: str
    form: Form
    register: Register
    regime: Regime
    structure: list[Finding] = field(default_factory=list)
    values: list[Finding] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)
    listed: list[ListCell] = field(default_factory=list)

    def communes(self, identity: Identity) -> tuple[Unit, ...]:
        """The rows there must be: the communes of the locality on the period's last day."""
        return self.register.rows(identity.unit_id, self.regime.ends_on(identity.period))

    def names(self, identity: Identity) -> CommuneNames:
        """Which of them, or of those that went into them, a typed name is."""
        day = self.regime.ends_on(identity.period)
        return CommuneNames(self.communes(identity), self.register, day)

    def findings(self) -> tuple[Finding, ...]:
        """All faults: structure before values, notes last; of thousands only the first are said."""
        found = [*self.structure, *self.values]
        found.sort(key=lambda one: one.severity is Severity.NOTE)
        more = len(found) - MOST_FINDINGS
        if more > 0:
            rest = finding("findings-more", file=self.file_name, more=more)
            found[MOST_FINDINGS:] = [rest]
        return tuple(found)

    def take(self, reading: Reading[T], cell: Cell | None, place: Place, label: str) -> T | None:
        """The value of a reading, its fault or its conversion noted where the cell stands."""
        if reading.fault:
            self.fault(reading, cell, place, label)
            return reading.value
        if cell is not None and LOST in cell.text:
            where = {"sheet": place.sheet, "cell": place.cell, "label": label}
            self.values.append(finding("text-lost", **where, found=cell.typed))
        if reading.shown is not None and cell is not None:
            self.values.append(
                finding(
                    "converted",
                    sheet=place.sheet,
                    cell=place.cell,
                    label=label,
                    found=cell.typed,
                    value=reading.shown,
                )
            )
        return reading.value

    def fault(self, reading: Reading[T], cell: Cell | None, place: Place, label: str) -> None:
        """Note why a cell has no value; nobody will say that it is blank."""
        code = reading.fault or ""
        found = "" if cell is None else cell.text if code == "cell-error" else cell.typed
        self.values.append(
            finding(
                code,
                sheet=place.sheet,
                cell=place.cell,
                label=label,
                found=found,
                **reading.parameters,
            )
        )
        self.unread.add((place.sheet, place.cell))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return cell_address(self.row, self.column)
