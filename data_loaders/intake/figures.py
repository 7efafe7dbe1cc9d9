"""The table of figures: its rows held against the communes, its values, the total compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data_loaders.forms.declaration import Kind, Measure
from data_loaders.intake.communes import candidates, legacy_of
from data_loaders.intake.layout import NAME, Layout
from data_loaders.intake.merged import merged_faults
from data_loaders.intake.progress import Intake, Place
from data_loaders.intake.rows import FormRow, Rows, lines, sort_rows, whole_total
from data_loaders.intake.values import Reading, is_blank, read_choice, read_count, struck, text_of
from data_loaders.model import Figure, Identity, Unit, cell_address
from data_loaders.model.findings import finding
from data_loaders.register.names import match, named, plain
from data_loaders.workbook.cells import Cell

_FOREIGN_AT_ONCE = 2  # so many rows and none of ours: the form is another locality's


def read_figures(layout: Layout, identity: Identity, intake: Intake) -> tuple[Figure, ...] | None:
    """The figures of every commune that has a row; None when none has, or nothing was filled in."""
    communes = intake.communes(identity)
    whole = intake.register.by_id[identity.unit_id]
    rows = sort_rows(lines(layout, intake.form), intake.names(identity), whole)
    if _of_another_day(rows, layout, identity, intake) or _of_another(
        rows, layout, identity, intake
    ):
        return None
    _say_rows(rows, layout, identity, intake)
    _say_missing(rows, layout, communes, intake)
    if not rows.communes:
        return None
    figures = tuple(_figures(rows, layout, intake))
    given = intake.form.openings
    if all(f.value is None and is_blank(f.text) for f in figures if f.measure not in given):
        intake.structure.append(finding("form-blank", sheet=layout.sheet.name))
        return None
    if rows.sound:
        _compare_total(rows, layout, figures, intake)
    return figures


def _of_another_day(rows: Rows, layout: Layout, identity: Identity, intake: Intake) -> bool:
    """Whether the rows are units of another day, as in a form of before a change of units; said
    once, not for every row. A single row typed by hand is told for itself."""
    names = intake.names(identity)
    old = [line for line in rows.strange if names.of_another_day(line.unit_id, line.name)]
    hidden = any(line.unit_id for line in old)
    if not hidden and (rows.communes or len(old) < _FOREIGN_AT_ONCE):
        return False
    day = intake.regime.ends_on(identity.period)
    intake.structure.append(
        finding(
            "form-other-units",
            sheet=layout.sheet.name,
            cell=_name_cell(layout, old[0], intake),
            label=old[0].label,
            found=old[0].label,
            unit=intake.register.by_id[identity.unit_id].full_name,
            period=str(identity.period),
            count=len(old),
            day=f"{day:%d/%m/%Y}",
            rows=named(names.communes),
        )
    )
    return True


def _of_another(rows: Rows, layout: Layout, identity: Identity, intake: Intake) -> bool:
    """Whether all rows are another locality's communes; said once, not for every row."""
    if rows.communes or len(rows.strange) < _FOREIGN_AT_ONCE:
        return False
    register, day = intake.register, intake.regime.ends_on(identity.period)
    for unit in register.reporters(intake.regime, identity.period):
        own = register.rows(unit.unit_id, day)
        known = [line for line in rows.strange if _is_of(line, own)]
        if 2 * len(known) > len(rows.strange):
            intake.structure.append(
                finding(
                    "wrong-locality",
                    sheet=layout.sheet.name,
                    cell=_name_cell(layout, known[0], intake),
                    label=known[0].label,
                    found=known[0].label,
                    stated=unit.full_name,
                    expected=register.by_id[identity.unit_id].full_name,
                )
            )
            return True
    return False


def _is_of(line: FormRow, communes: Sequence[Unit]) -> bool:
    return match(line.unit_id or line.name, communes).unit is not None


def _say_rows(rows: Rows, layout: Layout, identity: Identity, intake: Intake) -> None:
    sheet = layout.sheet.name
    for line, unit in rows.moved:
        intake.structure.append(
            finding(
                "commune-conflict",
                sheet=sheet,
                cell=_name_cell(layout, line, intake),
                label=unit.full_name,
                found=line.name,
            )
        )
    for line, unit in rows.twice:
        intake.structure.append(
            finding(
                "commune-twice",
                sheet=sheet,
                cell=_name_cell(layout, line, intake),
                label=unit.full_name,
                found=line.label,
                other=rows.communes[unit.unit_id],
            )
        )
    for line in rows.strange:
        _say_strange(line, layout, identity, intake)


def _say_strange(line: FormRow, layout: Layout, identity: Identity, intake: Intake) -> None:
    communes = intake.communes(identity)
    text = line.name or line.unit_id
    place = {"sheet": layout.sheet.name, "cell": _name_cell(layout, line, intake)}
    legacy = legacy_of(text, communes)
    if legacy:
        intake.structure.append(finding("text-legacy", **place, label=text, found=text, **legacy))
        return
    known = intake.names(identity)
    ended = known.ended(text) if text else None
    if ended is not None:
        fate = {**known.fate(ended), "unit": ended.full_name}
        intake.structure.append(finding("commune-ended", **place, label=text, found=text, **fate))
        return
    case, names = candidates(text, communes)
    intake.structure.append(
        finding(
            "commune-unknown",
            **place,
            label=text or f"dòng {line.row}",
            found=text,
            case=case if text else "unnamed",
            unit=intake.register.by_id[identity.unit_id].full_name,
            candidates=names,
        )
    )


def _name_cell(layout: Layout, line: FormRow, intake: Intake) -> str:
    column = layout.columns.get(NAME) or layout.columns.get(intake.form.unit_id) or 1
    return cell_address(line.row, column)


def _say_missing(rows: Rows, layout: Layout, communes: Sequence[Unit], intake: Intake) -> None:
    sheet = layout.sheet.name
    missing = [unit for unit in communes if unit.unit_id not in rows.communes]
    intake.unread.update((sheet, unit.unit_id) for unit in missing)
    if not rows.communes:  # the whole table is empty: once is enough
        label = named(missing)
        intake.structure.append(finding("commune-missing", sheet=sheet, label=label))
        return
    for unit in missing:
        intake.structure.append(finding("commune-missing", sheet=sheet, label=unit.full_name))


def _figures(rows: Rows, layout: Layout, intake: Intake) -> Iterator[Figure]:
    by_id = intake.register.by_id
    columns = {layout.columns[m.code] for m in intake.form.measures if m.code in layout.columns}
    merged = merged_faults(layout.sheet, rows.communes.values(), columns)
    _say_unclear_names(rows, layout, intake)
    for unit_id, row in rows.communes.items():
        name = by_id[unit_id].full_name
        _name_read(layout, row, by_id[unit_id], intake)
        for measure in intake.form.measures:
            column = layout.columns.get(measure.code)
            if column is None:
                continue
            cell = layout.sheet.cells.get((row, column))
            place = Place(layout.sheet.name, row, column)
            label = f"{name} · {measure.heading}"
            reading = merged.get((row, column)) or _reading(cell, measure)
            value = intake.take(reading, cell, place, label)
            text = cell.typed if cell else ""
            yield Figure(unit_id, measure.code, value, place.sheet, place.cell, text)


def _name_read(layout: Layout, row: int, unit: Unit, intake: Intake) -> None:
    """Tell the sender which commune a row was taken for when its name is written otherwise.

    Not where the hidden id says it: there the name only agrees.
    """
    column, ids = (layout.columns.get(code) for code in (NAME, intake.form.unit_id))
    cell = layout.sheet.cells.get((row, column)) if column else None
    if cell is None or (ids and text_of(layout.sheet.cells.get((row, ids)))):
        return
    if text_of(cell) != cell.text or plain(cell.characters).casefold() != unit.full_name.casefold():
        place = Place(layout.sheet.name, row, column or 1)
        intake.take(Reading(0, shown=unit.full_name), cell, place, "Tên đơn vị")


def _say_unclear_names(rows: Rows, layout: Layout, intake: Intake) -> None:
    """Names beneath merged cells, which nobody sees, and names that are struck through."""
    column = layout.columns.get(NAME)
    if column is None:
        return
    merged = merged_faults(layout.sheet, rows.communes.values(), {column})
    for unit_id, row in rows.communes.items():
        cell = layout.sheet.cells.get((row, column))
        hidden = merged.get((row, column))
        fault = hidden if hidden and hidden.fault == "cell-covered" else struck(cell)
        if fault is not None:
            place = Place(layout.sheet.name, row, column)
            intake.fault(fault, cell, place, intake.register.by_id[unit_id].full_name)


def _reading(cell: Cell | None, measure: Measure) -> Reading[int]:
    if not measure.choices:
        return read_count(cell)
    word = read_choice(cell, measure.choices)
    value = None if word.value is None else measure.value(word.value)
    return Reading(value, word.fault, word.parameters, word.shown)


def _compare_total(rows: Rows, layout: Layout, figures: Sequence[Figure], intake: Intake) -> None:
    """Hold the total row against the sums. A column with an unreadable cell has no sum.

    Only what somebody typed: the result of a formula is as old as its last calculation, and totals
    are computed here.
    """
    line = whole_total(rows)
    if line is None:
        return
    for measure in intake.form.measures:
        column = layout.columns.get(measure.code)
        cell = layout.sheet.cells.get((line.row, column)) if column else None
        total = None if cell is None or cell.formula else read_count(cell).value
        mine = [figure for figure in figures if figure.measure == measure.code]
        unread = any((figure.sheet, figure.cell) in intake.unread for figure in mine)
        if cell is None or total is None or unread or measure.kind is Kind.STATE:
            continue
        summed = sum(figure.value for figure in mine if figure.value is not None)
        if summed != total:
            place = Place(layout.sheet.name, line.row, column or 1)
            intake.values.append(
                finding(
                    "total-mismatch",
                    sheet=place.sheet,
                    cell=place.cell,
                    label=f"{line.label} · {measure.heading}",
                    found=cell.text,
                    sum=summed,
                )
            )
