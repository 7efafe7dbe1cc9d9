"""From the bytes of a file to what a locality said: content where there is any, and every fault.

Structure first: which form of whom, which tables, columns and rows. Then the values. A structural
fault that would repeat on every row is said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data_loaders.intake.figures import read_figures
from data_loaders.intake.identity import (
    Stated,
    Use,
    belongs,
    contradictions,
    stated_identity,
    suggested_identity,
    suggestions,
)
from data_loaders.intake.layout import (
    NAME,
    ORDINAL,
    Kind,
    Layout,
    figures_kind,
    layouts,
    list_kinds,
    with_names,
)
from data_loaders.intake.lists import read_areas, read_tasks
from data_loaders.intake.progress import Intake
from data_loaders.model import (
    Finding,
    Identity,
    Regime,
    Register,
    ReportContent,
    Unit,
    cell_address,
)
from data_loaders.model.findings import finding
from data_loaders.register.names import heading_key
from data_loaders.workbook.book import Sheet, Workbook, read_workbook
from data_loaders.workbook.safety import preflight, refusal
from data_loaders.workbook.xml_parts import UnreadableError


@dataclass(frozen=True)
class ReadForm:
    """What a file says. ``readable``: it is a workbook; ``form``: the edition it states.

    ``content`` is None when nobody knows whose it is, when its table of figures is missing or
    another locality's, or when nothing was filled in. ``suggested`` is what the titles of a form
    without identity say, for the sender to confirm.
    """

    readable: bool
    identity: Identity | None
    form: str | None
    content: ReportContent | None
    findings: tuple[Finding, ...]
    suggested: Identity | None = None


def read_form(
    data: bytes,
    *,
    file_name: str,
    register: Register,
    regime: Regime,
    received_at: datetime,
    use: Use,
    confirmed: Identity | None = None,
) -> ReadForm:
    """Read what a locality sent. ``confirmed`` is what the sender says the form is about; ``use``:
    with which edition.

    Raises nothing for what a file may hold: every fault is a finding.
    """
    unsafe = preflight(data, file_name)
    if unsafe is not None:
        return ReadForm(False, None, None, None, (unsafe,))
    try:
        book = read_workbook(data)
    except UnreadableError as error:
        fault = finding(error.code, found=file_name, file=file_name)
        return ReadForm(False, None, None, None, (fault,))
    intake = Intake(file_name, use.named_by(book, confirmed), register, regime)
    return _Reading(book, intake, confirmed, use).read(received_at)


class _Reading:
    """One workbook being read: its tables, and whose it is."""

    def __init__(
        self, book: Workbook, intake: Intake, confirmed: Identity | None, use: Use
    ) -> None:
        self.book, self.intake, self.confirmed, self.use = book, intake, confirmed, use
        self.kinds = (figures_kind(intake.form), *list_kinds(intake.form))
        self.found = {kind.sheet: self._tables(kind) for kind in self.kinds if kind}

    def _tables(self, kind: Kind) -> list[Layout]:
        """Every table of a kind, on sheets that are not the product's own notes."""
        return layouts(self._sheets(), kind)

    def _sheets(self) -> list[Sheet]:
        """The sheets that were filled in, without those the product writes for reading."""
        names = self.intake.form.sheets
        own = (names.guide, names.previous, names.identity, names.marks)
        aside = {heading_key(name) for name in own}
        return [s for s in self.book.sheets if heading_key(s.name) not in aside]

    def read(self, received_at: datetime) -> ReadForm:
        if any(table.sheet.cut for tables in self.found.values() for table in tables):
            fault = refusal("file-too-many-cells", self.intake.file_name)
            return ReadForm(False, None, None, None, (fault,))
        stated = stated_identity(self.book, self.intake, self.use)
        if not stated.usable:
            return self._answer(stated, None, None)
        if not stated.there and not any(self.found.values()):
            fault = finding(
                "form-unrecognised", file=self.intake.file_name, form=self.intake.form.edition
            )
            self.intake.structure.append(fault)
            return self._answer(stated, None, None)
        identity = self._identity(stated)
        if identity is None or not belongs(identity, self.confirmed, received_at, self.intake):
            return self._answer(stated, identity, None)
        return self._answer(stated, identity, self._content(identity, stated))

    def _answer(
        self, stated: Stated, identity: Identity | None, content: ReportContent | None
    ) -> ReadForm:
        suggested = None if identity else self._suggested()
        return ReadForm(True, identity, stated.form, content, self.intake.findings(), suggested)

    def _identity(self, stated: Stated) -> Identity | None:
        """Whose form it is: as stated, else as confirmed. Where both speak they must agree."""
        if stated.identity is None:
            if self.confirmed is None and not self.intake.structure:
                self._say_unknown()
            return self.confirmed
        return stated.identity

    def _say_unknown(self) -> None:
        suggested = self._suggested()
        words = "không có"
        if suggested:
            unit = self.intake.register.by_id[suggested.unit_id]
            words = f"{unit.full_name} ({unit.unit_id}), kỳ {suggested.period}"
        self.intake.structure.append(
            finding("identity-unknown", file=self.intake.file_name, suggestion=words)
        )

    def _suggested(self) -> Identity | None:
        tables = self.found[self.intake.form.sheets.figures]
        sheets: list[tuple[Sheet, int | None]] = [(t.sheet, t.top) for t in tables]
        sheets = sheets or [(sheet, None) for sheet in self._sheets()]
        found = [one for sheet, top in sheets for one in suggestions(sheet, top, self.intake)]
        return suggested_identity(found)

    def _content(self, identity: Identity, stated: Stated) -> ReportContent | None:
        """The content, when the table of figures stands; faults of every table either way."""
        intake, epoch = self.intake, self.book.epoch
        figures_table, areas_table, tasks_table = (
            self._one(kind, intake.communes(identity)) if kind else None for kind in self.kinds
        )
        figures = None
        if figures_table is not None:
            titles = suggestions(figures_table.sheet, figures_table.top, intake)
            contradictions(titles, figures_table.sheet, identity, intake)
            figures = read_figures(figures_table, identity, intake)
        areas = read_areas(areas_table, identity, intake, epoch) if areas_table else ()
        tasks = read_tasks(tasks_table, identity, intake, epoch) if tasks_table else ()
        if figures is None:
            return None
        if self.book.links:
            intake.values.append(finding("workbook-links", file=intake.file_name))
        lists = [table for table in (areas_table, tasks_table) if table]
        return ReportContent(
            identity=identity,
            figures=figures,
            areas=areas,
            tasks=tasks,
            form=intake.form.edition,
            form_id=stated.form_id,
            columns={(t.sheet.name, code): at for t in lists for code, at in t.columns.items()},
            unread=frozenset(intake.unread),
            list_cells=tuple(intake.listed),
        )

    def _one(self, kind: Kind, communes: Sequence[Unit]) -> Layout | None:
        """The one table of a kind. None, several, missing and doubled columns are said here."""
        tables = self.found[kind.sheet]
        if len(tables) != 1:
            self._say_no_table(kind, tables)
            self.intake.unread.add((kind.sheet, ""))
            return None
        table = tables[0]
        if kind is self.kinds[0]:
            table = with_names(table, self.intake.form, communes)
        sheet = table.sheet.name
        for code, column in table.twice:
            self.intake.structure.append(
                finding(
                    "column-twice",
                    sheet=sheet,
                    cell=cell_address(table.row, column),
                    label=_label(kind, code),
                    other=cell_address(table.row, table.columns[code]),
                )
            )
        for code, heading in table.conflicts.items():
            self.intake.structure.append(
                finding(
                    "column-conflict",
                    sheet=sheet,
                    cell=cell_address(table.row, table.columns[code]),
                    label=_label(kind, code),
                    heading=_label(kind, heading),
                )
            )
        for wanted in self._missing(kind, table):
            self.intake.structure.append(
                finding("column-missing", sheet=sheet, label=_label(kind, wanted))
            )
            self.intake.unread.add((sheet, ""))
        return table

    def _missing(self, kind: Kind, table: Layout) -> list[str]:
        """Columns the table lacks. Notes may be absent; rows need an id or a name."""
        form = self.intake.form
        optional = {form.note, form.unit_id, NAME, ORDINAL}
        missing = [w.code for w in kind.wanted if w.code not in {*table.columns, *optional}]
        if NAME in {w.code for w in kind.wanted} and not {form.unit_id, NAME} & set(table.columns):
            missing.append(NAME)
        return missing

    def _say_no_table(self, kind: Kind, tables: list[Layout]) -> None:
        if tables:
            places = ", ".join(f"“{t.sheet.name}” dòng {t.row}" for t in tables)
            fault = finding("table-twice", sheet=tables[1].sheet.name, places=places)
        elif any(heading_key(s.name) == heading_key(kind.sheet) for s in self.book.sheets):
            fault = finding("table-missing", sheet=kind.sheet)
        else:
            fault = finding("sheet-missing", sheet=kind.sheet)
        self.intake.structure.append(fault)


def _label(kind: Kind, code: str) -> str:
    return next(wanted.label for wanted in kind.wanted if wanted.code == code)
