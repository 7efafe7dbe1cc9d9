"""The figures of the data book and the terms they are computed from, as live formulas.

A result's numerator, denominator and base are sums over the sheet of terms, a term is a sum over
the sheet of cells, and a share is the quotient of the two: whoever doubts a figure can walk back to
the cell a locality filled in, and change a cell to see what follows.
"""

from __future__ import annotations

from data_loaders.model.formats import share_places, translator
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import verdict_said
from kpis.exports.content.tables import Marked
from kpis.exports.databook.sheet import HEADS_AT, Book, Column, Live, Value, share_form, span
from kpis.exports.databook.terms import names
from kpis.model import Result
from kpis.trace.terms import Role
from kpis.trace.words import role_word
from kpis.words.arithmetic import arithmetic
from kpis.words.deadlines import deadline
from kpis.words.gap import gap
from kpis.words.verdicts import reason_word


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
