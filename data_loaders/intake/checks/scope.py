"""What the checks of one report see: rows, lists, what went before, and where things stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from data_loaders.forms.declaration import Form
from data_loaders.forms.rules import Rule
from data_loaders.model import (
    Area,
    Figure,
    Finding,
    History,
    Regime,
    Register,
    ReportContent,
    TaskRecord,
    Unit,
    cell_address,
)
from data_loaders.model.findings import finding


def _found(
    rule: Rule, *, sheet: str, cell: str | None, label: str, found: str, **said: str | int
) -> Finding:
    """A finding with the rule's own code and weight, in the sentence of its kind."""
    entry = rule.said or rule.code
    told = finding(entry, sheet=sheet, cell=cell, label=label, found=found, **said)
    return replace(told, code=rule.code, severity=rule.severity, said=rule.said)


@dataclass(frozen=True)
class Scope:
    """One report and everything it is judged against."""

    content: ReportContent
    form: Form
    register: Register
    regime: Regime
    history: History
    received_at: datetime

    @cached_property
    def communes(self) -> tuple[Unit, ...]:
        identity = self.content.identity
        return self.register.rows(identity.unit_id, self.regime.ends_on(identity.period))

    @cached_property
    def rows(self) -> tuple[FigureRow, ...]:
        """The communes that have figures, in official order."""
        by_commune: dict[str, dict[str, Figure]] = {}
        for figure in self.content.figures:
            by_commune.setdefault(figure.commune_id, {})[figure.measure] = figure
        return tuple(FigureRow(self, unit_id, row) for unit_id, row in by_commune.items())

    @property
    def received_on(self) -> date:
        return self.regime.day_of(self.received_at)

    @property
    def figures_sheet(self) -> str:
        return next((f.sheet for f in self.content.figures if f.sheet), self.form.sheets.figures)

    def list_sheet(self, own: str, default: str) -> str:
        """The sheet of the list that has this column, whatever it is called in the file."""
        return next((s for s, code in self.content.columns if code == own), default)

    def name(self, unit_id: str) -> str:
        unit = self.register.by_id.get(unit_id)
        return unit.full_name if unit else unit_id

    def words(self, codes: Iterable[str], sign: str) -> str:
        """Headings of the measures in a row, the sign between them."""
        return sign.join(self.form.by_code[code].heading if code else "" for code in codes)

    def is_blank(self, sheet: str, cell: str) -> bool:
        """Whether a cell without a value is blank, not merely unreadable."""
        return (sheet, cell) not in self.content.unread

    def has_column(self, sheet: str, code: str) -> bool:
        """Whether the list in the file has the column; one that is missing is said once."""
        known = {own for at, own in self.content.columns if at == sheet}
        return not known or code in known

    def at(self, rule: Rule, figure: Figure, **parameters: str | int) -> Finding:
        """A finding at the cell of a figure."""
        heading = self.form.by_code[figure.measure].heading
        return _found(
            rule,
            sheet=figure.sheet or self.form.sheets.figures,
            cell=figure.cell or None,
            label=f"{self.name(figure.commune_id)} · {heading}",
            found=figure.text,
            **parameters,
        )

    def area_cell(self, area: Area, code: str) -> str:
        """Where a column of an area's row stands: in the file it came in, else in the form."""
        return self._cell(area.sheet, area.row, code, [c.code for c in self.form.areas], offset=2)

    def task_cell(self, task: TaskRecord, code: str) -> str:
        """Where a column of a task's row stands: in the file it came in, else in the form."""
        codes = [c.code for c in self.form.tasks]
        offset = 1 if code == codes[0] else 4
        return self._cell(task.sheet, task.row, code, codes, offset=offset)

    def _cell(self, sheet: str, row: int, code: str, codes: Sequence[str], *, offset: int) -> str:
        column = self.content.columns.get((sheet, code), codes.index(code) + offset)
        return cell_address(row, column)

    def area_finding(
        self, rule: Rule, area: Area, column: str, found: str = "", **parameters: str | int
    ) -> Finding:
        """A finding at a column of an area's row."""
        return _found(
            rule,
            sheet=area.sheet or self.form.sheets.areas,
            cell=self.area_cell(area, column),
            label=f"{self.name(area.commune_id)} ({area.cohort}) · {self._area_heading(column)}",
            found=found,
            **parameters,
        )

    def _area_heading(self, code: str) -> str:
        return next(column.heading for column in self.form.areas if column.code == code)

    def task_finding(
        self, rule: Rule, task: TaskRecord, column: str, found: str = "", **parameters: str | int
    ) -> Finding:
        """A finding at a column of a task's row."""
        heading = next(c.heading for c in self.form.tasks if c.code == column)
        return _found(
            rule,
            sheet=task.sheet or self.form.sheets.tasks,
            cell=self.task_cell(task, column),
            label=f"{self.task_name(task.task_id)} · {heading}",
            found=found,
            **parameters,
        )

    def task_name(self, task_id: str) -> str:
        return next((t.name_vi for t in self.regime.tasks if t.task_id == task_id), task_id)


@dataclass(frozen=True)
class FigureRow:
    """The figures of one commune: measure → figure."""

    scope: Scope
    commune_id: str
    figures: Mapping[str, Figure]

    def value(self, code: str) -> int | None:
        figure = self.figures.get(code)
        return None if figure is None else figure.value

    def known(self, codes: Iterable[str]) -> list[int] | None:
        """The values of all these measures, or None when one is blank."""
        values = [self.value(code) for code in codes]
        known = [value for value in values if value is not None]
        return known if len(known) == len(values) else None

    def finding(self, rule: Rule, measure: str, **parameters: str | int) -> Finding:
        """A finding at the cell of that measure."""
        return self.scope.at(rule, self.figures[measure], **parameters)
