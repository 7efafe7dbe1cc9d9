"""The terms that figures are computed from, each a sum over the sheet of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data_loaders.model.formats import period_name, translator
from data_loaders.model.measures import Classification
from data_loaders.model.submissions import SourceCell
from kpis.exports.content.dossier import Dossier
from kpis.exports.databook.sheet import HEADS_AT, Book, Column, Live, span
from kpis.law.term import AreaCount
from kpis.quantities.term_words import areas_text
from kpis.trace.terms import Role, Traced
from kpis.trace.words import role_word


@dataclass(frozen=True, slots=True)
class Counted:
    """One term of one target. ``own``, ``everywhere``: whether it adds to its locality's number,
    and to the province's."""

    number: int
    target_id: str
    term: Traced
    own: bool
    everywhere: bool


def counted_terms(dossier: Dossier) -> tuple[Counted, ...]:
    """The terms of every target, in the order of the plan; the same cells keep one number."""
    numbers = {term: number for number, term in enumerate(_distinct(dossier), start=1)}
    found: dict[tuple[str, Traced], list[bool]] = {}
    for result, terms in dossier.terms.items():
        whole = result.unit_id == dossier.card.province_id
        for term in terms:
            flags = found.setdefault((result.target_id, term), [False, False])
            flags[whole] = True
    order = {target.target_id: place for place, target in enumerate(dossier.plan.targets)}
    rows = [
        Counted(numbers[_same_cells(term)], target_id, term, own=own, everywhere=everywhere)
        for (target_id, term), (own, everywhere) in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: order[row.target_id]))


def _distinct(dossier: Dossier) -> tuple[Traced, ...]:
    return tuple(dict.fromkeys(_same_cells(term) for term in dossier.every_term))


def _same_cells(term: Traced) -> Traced:
    """The term whatever it adds to: two targets may rest on the same cells."""
    return replace(term, role=Role.PART)


def cell_rows(dossier: Dossier) -> Iterator[tuple[int, Traced, SourceCell, int]]:
    """Number of the term, the term, a cell of it, and what that cell adds to it."""
    by_cells = {_same_cells(term): found for term, found in dossier.given.cells.items()}
    classification = dossier.plan.regime.classification
    for number, term in enumerate(_distinct(dossier), start=1):
        for place, cell in enumerate(by_cells.get(term, ())):
            yield number, term, cell, _adds(term, cell, place, classification)


def _adds(term: Traced, cell: SourceCell, place: int, classification: Classification | None) -> int:
    if term.classes and classification is not None:
        return int(cell.value in {classification.value(word) for word in term.classes})
    if term.above is not None:
        return int((cell.value or 0) > term.above)
    if term.states:
        return 1
    if term.task_id is not None:  # its state and its day: the first of them says it
        return term.value if place == 0 else 0
    return cell.value or 0


def names(dossier: Dossier) -> dict[str, str]:
    """The names of the sheets that formulas point to."""
    _ = translator(dossier.language)
    return {"figures": _("Các kết quả"), "terms": _("Thành phần"), "cells": _("Từng ô")}


def term_sheet(book: Book, terms: Sequence[Counted], cells: int) -> None:
    """Every term with its number, summed from the cells."""
    _, dossier = translator(book.dossier.language), book.dossier
    sheets, language = names(dossier), dossier.language
    page = book.sheet(
        sheets["terms"],
        _("Thành phần của từng kết quả"),
        _("Mỗi số là tổng các ô ở trang “{sheet}”.").format(sheet=sheets["cells"]),
    )
    columns = (
        Column(_("Số thứ tự"), 8, "number"),
        Column(_("Mã chỉ tiêu"), 20, "code"),
        Column(_("Mã địa phương"), 9, "code"),
        Column(_("Địa phương"), 20),
        Column(_("Vai trò"), 9),
        Column(_("Nội dung trong biểu"), 44),
        Column(_("Kỳ"), 15),
        Column(_("Bản số"), 7, "number"),
        Column(_("Số"), 9, "number"),
        Column(_("Tính cho địa phương"), 10, "number"),
        Column(_("Tính cho tỉnh"), 9, "number"),
    )
    page.table(
        columns,
        (
            (
                row.number,
                row.target_id,
                row.term.unit_id,
                dossier.names[row.term.unit_id],
                role_word(row.term.role, language),
                measure_said(dossier, row.term),
                period_name(row.term.period, language),
                row.term.version,
                _summed(sheets["cells"], cells, place, row.term),
                int(row.own),
                int(row.everywhere),
            )
            for place, row in enumerate(terms, start=HEADS_AT + 2)
        ),
        frozen=4,
    )


def _summed(sheet: str, rows: int, place: int, term: Traced) -> Live:
    """What the cells of the term in that row of the sheet add up to."""
    numbers, adds = span(sheet, "A", rows), span(sheet, "G", rows)
    return Live(f"=SUMIFS({adds},{numbers},$A{place})", term.value)


def measure_said(dossier: Dossier, term: Traced) -> str:
    """What a term counts, in the words of the form and of the plan."""
    if term.task_id is not None:
        tasks = {task.task_id: task for task in dossier.plan.regime.tasks}
        return tasks[term.task_id].name_vi
    states = dossier.plan.regime.area_states
    areas = {one.code: areas_text(one, states, dossier.language) for one in AreaCount}
    name = areas.get(term.measure) or dossier.given.measures.get(term.measure, term.measure)
    return f"{name}: {', '.join(term.classes)}" if term.classes else name
