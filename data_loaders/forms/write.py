"""Writes the monthly form of one locality: an official-looking workbook that can be read back.

The same request gives the same bytes, whatever the machine's clock says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from data_loaders.forms.declaration import Form
from data_loaders.forms.figures import write_figures
from data_loaders.forms.instructions import write_guide
from data_loaders.forms.lists import write_areas, write_tasks
from data_loaders.forms.request import FormRequest
from data_loaders.forms.seal import sealed
from data_loaders.forms.styles import Styles
from data_loaders.model import ReportContent


class _Book(Workbook):  # type: ignore[misc]
    """A workbook that does not say of itself that its results are not to be believed.

    Programs that fill in a form keep that word, and what they put into a cell is then refused.
    Excel calculates the totals all the same, for it believes no older version's results.
    """

    def _write_calc_pr(self) -> None:
        self._xml_empty_tag("calcPr", [("calcId", self.calc_id), ("fullCalcOnLoad", "0")])


def write_form(request: FormRequest, *, answers: ReportContent | None = None) -> bytes:
    """The form as an ``.xlsx``. ``answers`` fills in the input cells.

    Raises ``KeyError`` when the register has no such locality.
    """
    stream = BytesIO()
    book = _Book(stream, {"in_memory": True, "strings_to_urls": False})
    instant = request.generated_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": request.form.titles.figures.capitalize(), "created": instant})
    styles = Styles(book)
    sheets = {role: book.add_worksheet(name) for role, name in _sheet_names(request.form)}
    write_guide(sheets["guide"], styles, request)
    write_figures(sheets["figures"], styles, request, _opening_values(request, answers))
    if "areas" in sheets:
        write_areas(sheets["areas"], styles, request, answers)
    if "tasks" in sheets:
        write_tasks(sheets["tasks"], styles, request, answers)
    write_figures(sheets["previous"], styles, request, _values(request.previous), kept=True)
    _write_identity(sheets["identity"], request)
    sheets["figures"].activate()
    book.close()
    return stream.getvalue()


def _sheet_names(form: Form) -> list[tuple[str, str]]:
    """The sheets in their order; a list that the form does not have has none."""
    roles = ("guide", "figures", "areas", "tasks", "previous", "identity")
    named = [(role, getattr(form.sheets, role)) for role in roles]
    return [(role, name) for role, name in named if name]


def _values(content: ReportContent | None) -> Mapping[tuple[str, str], int | None]:
    return content.values if content else {}


def _opening_values(
    request: FormRequest, answers: ReportContent | None
) -> Mapping[tuple[str, str], int | None]:
    """The answers, over openings that are what was last accepted of the measures they open."""
    before = _values(request.previous)
    given = {
        (commune.unit_id, opening): before[commune.unit_id, closing]
        for opening, closing in request.form.openings.items()
        for commune in request.communes
        if (commune.unit_id, closing) in before
    }
    return {**given, **_values(answers)}


def _write_identity(sheet: Any, request: FormRequest) -> None:
    rows = sealed(
        form=request.form.edition,
        plan=request.form.plan,
        unit_id=request.unit_id,
        period=str(request.period),
        generated_at=request.generated_at,
        form_id=request.form_id,
    )
    for row, (key, value) in enumerate(rows.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.protect("")
    sheet.very_hidden()
