"""The figures of the data book and the terms they are computed from, as live formulas.

A result's numerator, denominator and base are sums over the sheet of terms, a term is a sum over
the sheet of cells, and a share is the quotient of the two: whoever doubts a figure can walk back to
the cell a locality filled in, and change a cell to see what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data_loaders.model.formats import period_name, share_places, translator
from data_loaders.model.measures import Classification
from data_loaders.model.submissions import SourceCell
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import verdict_said
from kpis.exports.content.tables import Marked
from kpis.exports.databook.sheet import HEADS_AT, Book, Column, Live, Value, share_form, span
from kpis.law.term import AreaCount
from kpis.model import Result
from kpis.quantities.term_words import areas_text
from kpis.trace.terms import Role, Traced
from kpis.trace.words import role_word
from kpis.words.arithmetic import arithmetic
from kpis.words.deadlines import deadline
from kpis.words.gap import gap
from kpis.words.verdicts import reason_word


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


def _adds(
    term: Traced, cell: SourceCell, place: int, classification: Classification | None
) -> int:
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


def figure_sheet(book: Book, terms: int) -> None:
    """A row per result: verdict, live numbers, what is needed, how far it is, the arithmetic."""
    _, dossier = translator(book.dossier.language), book.dossier
    sheets, language = names(dossier), dossier.language
    page = book.sheet(
        sheets["figures"],
        _("Kết quả từng chỉ tiêu của từng địa phương"),
        _("Tử số, mẫu số, số gốc và tỷ lệ là công thức, tính từ trang “{sheet}”.").format(
            sheet=sheets["terms"]
        ),
    )
    columns = (
        Column(_("Mã địa phương"), 9, "code"),
        Column(_("Mã chỉ tiêu"), 19, "code"),
        Column(_("Địa phương"), 19),
        Column(_("Chỉ tiêu"), 32),
        Column(_("Kết quả"), 19),
        Column(_("Tử số"), 9, "number"),
        Column(_("Mẫu số"), 9, "number"),
        Column(_("Số gốc"), 9, "number"),
        Column(_("Tỷ lệ"), 9, share_form(1)),
        Column(_("Số cần"), 9, "number"),
        Column(_("Còn thiếu hoặc vượt"), 10, "number"),
        Column(_("Đường tiến độ"), 9, "line"),
        Column(_("Có số liệu"), 8, "number"),
        Column(_("Phải có"), 8, "number"),
        Column(_("Hạn"), 24),
        Column(_("Cách tính"), 60),
        Column(_("Lý do"), 22),
    )
    formulas = Formulas(dossier, terms)

    def row(place: int, result: Result) -> tuple[Value, ...]:
        return (
            result.unit_id,
            result.target_id,
            dossier.names[result.unit_id],
            dossier.plan.target(result.target_id).name(language),
            Marked(result.verdict, verdict_said(result, language)),
            *formulas.of(result, place),
            result.coverage.counted,
            result.coverage.expected,
            deadline(result, dossier.plan, language),
            arithmetic(result, dossier.plan, language),
            reason_word(result.reason, language) if result.reason else None,
        )

    page.table(
        columns,
        (row(place, one) for place, one in enumerate(dossier.card.results, start=HEADS_AT + 2)),
        frozen=5,
    )


class Formulas:
    """The live numbers of a result: sums over the terms, quotients of the sums."""

    def __init__(self, dossier: Dossier, terms: int) -> None:
        sheet = names(dossier)["terms"]
        self._dossier = dossier
        self._roles = {role: role_word(role, dossier.language) for role in Role}
        columns = {"target": "B", "unit": "C", "role": "E", "value": "I", "own": "J", "all": "K"}
        self._spans = {key: span(sheet, letter, terms) for key, letter in columns.items()}

    def of(self, result: Result, row: int) -> tuple[Value, ...]:
        """Numerator, denominator, base, share, needed, gap and line of the result in that row."""
        return (
            self._sum(result, row, Role.PART, result.numerator),
            self._whole(result, row),
            self._sum(result, row, Role.BASE, result.base),
            self._share(result, row),
            result.needed,
            self._gap(result, row),
            None if result.line is None else float(result.line),
        )

    def _which(self, result: Result, row: int, role: Role) -> str:
        found, whole = self._spans, result.unit_id == self._dossier.card.province_id
        where = f'{found["target"]},$B{row},{found["role"]},"{self._roles[role]}"'
        return (
            f"{where},{found['all']},1"
            if whole
            else (f"{where},{found['unit']},$A{row},{found['own']},1")
        )

    def _sum(self, result: Result, row: int, role: Role, value: int | None) -> Live | None:
        if value is None:
            return None
        return Live(f"=SUMIFS({self._spans['value']},{self._which(result, row, role)})", value)

    def _whole(self, result: Result, row: int) -> Live | None:
        """Of a dated task the denominator is how many lists there are, done in time or not."""
        if self._dossier.plan.target(result.target_id).dated_task is None:
            return self._sum(result, row, Role.WHOLE, result.denominator)
        if result.denominator is None:
            return None
        return Live(f"=COUNTIFS({self._which(result, row, Role.PART)})", result.denominator)

    def _share(self, result: Result, row: int) -> Live | None:
        if result.value is None:
            return None
        if result.denominator is not None:
            text = f"=F{row}/G{row}"
        elif self._falls_upwards(result):
            text = f"=(H{row}-F{row})/H{row}"
        else:
            text = f"=(F{row}-H{row})/H{row}"
        bars = self._dossier.plan.target(result.target_id).bars
        return Live(text, float(result.value), share_form(share_places(result.value, bars)))

    def _falls_upwards(self, result: Result) -> bool:
        """Whether a fall stands as a number above zero, as it did under the former law."""
        former = self._dossier.card.frozen is not None
        return former and result.leg is not None and result.leg.bar.value < 0

    def _gap(self, result: Result, row: int) -> Live | None:
        distance = gap(result)
        if distance is None:
            return None
        if self._dossier.plan.target(result.target_id).dated_task is not None:
            text = f"=MAX(G{row}-F{row},0)"
        elif not result.more_is_better:
            text = f"=MAX(F{row}-J{row},0)"
        else:
            text = f"=MAX(J{row}-F{row},0)"
        return Live(text, distance)
