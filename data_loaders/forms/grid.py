"""Where the columns and rows of the sheet of figures stand in the form as it is written."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.forms.declaration import Form
from data_loaders.forms.letterhead import HEAD_ROWS
from data_loaders.model import column_letters

ID, ORDINAL, NAME, FIRST = 0, 1, 2, 3
"""Columns (from 0): hidden unit id, TT, name of the commune, first measure."""

HEADINGS = 3
FIRST_ROW = HEAD_ROWS + HEADINGS + 2
"""Row (from 0) of the first commune: under headings, column numbers and codes."""


@dataclass(frozen=True)
class Table:
    """Where things stand on the sheet of figures; rows and columns from 0."""

    form: Form
    top: int
    communes: int

    @property
    def numbers(self) -> int:
        return self.top + HEADINGS

    @property
    def codes(self) -> int:
        return self.numbers + 1

    @property
    def first(self) -> int:
        return self.codes + 1

    @property
    def total(self) -> int:
        return self.first + self.communes

    @property
    def note(self) -> int:
        return FIRST + len(self.form.measures)

    def column(self, code: str) -> int:
        return FIRST + [measure.code for measure in self.form.measures].index(code)

    def letters(self, code: str) -> str:
        return column_letters(self.column(code) + 1)
