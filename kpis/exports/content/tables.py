"""The tables of results in deck and report: the same rows, whoever draws them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_loaders.model.formats import NOTHING, integer, translator
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import verdict_said
from kpis.model import Result, Verdict
from kpis.movement.words import movement_sentence
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.deadlines import deadline
from kpis.words.gap import gap_text
from kpis.words.priorities import Shift
from kpis.words.verdicts import verdict_symbol, verdict_word


@dataclass(frozen=True, slots=True)
class Marked:
    """A verdict in words, in its colours."""

    verdict: Verdict
    text: str


Entry = str | Marked
Row = Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, rows, the columns' widths relative to one another, columns set in the middle."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[int, ...]
    centred: frozenset[int] = frozenset()

    def widths(self, room: float) -> tuple[float, ...]:
        """What each column gets of that much room."""
        return tuple(room * share / sum(self.shares) for share in self.shares)


def marked(dossier: Dossier, result: Result) -> Marked:
    """A result's verdict in words."""
    return Marked(result.verdict, verdict_said(result, dossier.language))


def target_table(dossier: Dossier, unit_id: str) -> Table:
    """Every target of whom it is about: verdict, figure, how far, until when."""
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    return Table(
        heads=(_("Kết quả"), _("Chỉ tiêu"), _("Số liệu"), _("Còn thiếu hoặc vượt"), _("Hạn")),
        rows=tuple(
            (
                marked(dossier, one),
                plan.target(one.target_id).name(language),
                figure(one, plan, language),
                gap_text(one, plan, language),
                deadline(one, plan, language),
            )
            for one in dossier.card.of_unit(unit_id)
        ),
        shares=(17, 38, 19, 12, 22),
    )


def arithmetic_table(dossier: Dossier, unit_id: str) -> Table:
    """Every target with the arithmetic that gives its verdict."""
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    return Table(
        heads=(_("TT"), _("Chỉ tiêu"), _("Kết quả"), _("Cách tính"), _("Hạn")),
        rows=tuple(
            (
                str(number),
                plan.target(one.target_id).name(language),
                marked(dossier, one),
                arithmetic(one, plan, language),
                deadline(one, plan, language),
            )
            for number, one in enumerate(dossier.card.of_unit(unit_id), start=1)
        ),
        shares=(9, 37, 28, 61, 30),
        centred=frozenset({0}),
    )


def exception_table(dossier: Dossier, grave: Iterable[Result]) -> Table:
    """Results of single localities, the gravest first."""
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    return Table(
        heads=(
            _("Kết quả"),
            _("Địa phương"),
            _("Chỉ tiêu"),
            _("Số liệu"),
            _("Còn thiếu hoặc vượt"),
        ),
        rows=tuple(
            (
                marked(dossier, one),
                dossier.names[one.unit_id],
                plan.target(one.target_id).name(language),
                figure(one, plan, language),
                gap_text(one, plan, language),
            )
            for one in grave
        ),
        shares=(18, 18, 38, 20, 14),
    )


def shift_table(dossier: Dossier, moved: Iterable[Shift]) -> Table:
    """Verdicts that moved since the period before."""
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    return Table(
        heads=(
            _("Địa phương"),
            _("Chỉ tiêu"),
            _("Kỳ trước"),
            _("Kỳ này"),
            _("Số liệu kỳ trước"),
            _("Số liệu kỳ này"),
        ),
        rows=tuple(
            (
                dossier.names[one.after.unit_id],
                plan.target(one.after.target_id).name(language),
                marked(dossier, one.before),
                marked(dossier, one.after),
                figure(one.before, plan, language),
                figure(one.after, plan, language),
            )
            for one in moved
        ),
        shares=(18, 32, 18, 18, 18, 18),
    )


def movement_table(dossier: Dossier) -> Table:
    """Figures that are other ones than the period before, and why, in a sentence each."""
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    return Table(
        heads=(_("Chỉ tiêu"), _("Kết quả"), _("Vì sao thay đổi")),
        rows=tuple(
            (
                plan.target(one.after.target_id).name(language),
                marked(dossier, one.after),
                movement_sentence(one, plan, dossier.called, language),
            )
            for one in dossier.movements
        ),
        shares=(34, 24, 100),
    )


def matrix_table(dossier: Dossier, *, numbered: bool = False) -> Table:
    """Every locality by every target: the verdict's symbol and how far it is.

    ``numbered``: the targets by their numbers in the order of the plan, where there is little room.
    """
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    names = [target.name(language) for target in plan.targets]
    numbers = [str(number) for number, _name in enumerate(names, start=1)]
    heads = (_("Địa phương"), *(numbers if numbered else names))

    def entry(one: Result) -> Marked:
        star = "*" if one.provisional else ""
        distance = gap_text(one, plan, language)
        words = "" if distance == NOTHING else f" {distance}"
        return Marked(one.verdict, f"{verdict_symbol(one.verdict)}{star}{words}")

    return Table(
        heads=heads,
        rows=tuple(
            (dossier.names[unit], *(entry(one) for one in dossier.card.of_unit(unit)))
            for unit in dossier.card.units
        ),
        shares=(15, *(10 for _target in plan.targets)),
        centred=frozenset(range(1, len(heads))),
    )


def symbols(dossier: Dossier) -> str:
    """What the symbols of that table say."""
    shown = {one.verdict for one in dossier.card.results}
    return "   ".join(
        f"{verdict_symbol(verdict)} {verdict_word(verdict, dossier.language).lower()}"
        for verdict in Verdict
        if verdict in shown
    )


def watched_table(dossier: Dossier) -> Table:
    """What is shown without a verdict."""
    _, language = translator(dossier.language), dossier.language

    def of(value: int | None, whole: int | None) -> str:
        text = integer(value, language)
        return text if whole is None else f"{text}/{integer(whole, language)}"

    return Table(
        heads=(_("Nội dung"), _("Trong kỳ"), _("Lũy kế năm"), _("Có số liệu")),
        rows=tuple(
            (
                one.watched.name(language),
                of(one.value, one.of),
                of(one.year, one.year_of) if one.year is not None else NOTHING,
                f"{one.coverage.counted}/{one.coverage.expected}",
            )
            for one in dossier.watched
        ),
        shares=(90, 25, 25, 20),
        centred=frozenset({1, 2, 3}),
    )
